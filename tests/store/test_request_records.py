"""What is on record of people who were asked for: open requests, invites, accounts."""

import json
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import RequestId, SetupId, TeamId
from bot.domain.provisioning import Facts
from bot.domain.request import RequestKind
from bot.domain.request_checks import OnRecordOf
from bot.domain.request_commands import FollowSetup, ReportAccount, ReportInvited, Withdraw
from bot.domain.run_commands import StartRun
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Barred, Committed, Taken
from bot.store.records import AT_ONCE, Records
from bot.store.scripts import Scripts
from tests.domain.builders import RUN_AT, SETUP_ID
from tests.domain.run_builders import a_plan
from tests.store.builders import MARA, NOW, TEAM, hash_at
from tests.store.kept_requests import INVITE, SANDBOX, asked, asks, ids
from tests.store.kept_runs import ADA, BEN, CY, a_draft, people_of, report, started

OTHER: Final = SetupId("setup-2")
OPEN: Final = keys.requests(TEAM, SETUP_ID)
INVITED: Final = keys.invited(TEAM, SETUP_ID)
ACCOUNTS: Final = keys.accounts(TEAM, SETUP_ID)
ASKED_FOR: Final = {kind: keys.asked_for(TEAM, SETUP_ID, kind) for kind in RequestKind}
EVERYBODY: Final = (ADA, BEN, CY)


@pytest.fixture
def records(scripts: Scripts, aggregates: Aggregates) -> Records:
    return Records(scripts, aggregates)


class TestRecord:
    """Who is invited, or has an account, is on record in the commit of the report itself."""

    async def test_some_are_invited_then_the_rest(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Each once, with when, by whom and in which request; the rest is still claimed."""
        kept = await (await asked(aggregates, ADA, BEN, CY)).is_approved(2)

        await kept.takes(ReportInvited(*ids(kept), (1,)))
        first = await hash_at(redis, INVITED)
        held = await hash_at(redis, ASKED_FOR[INVITE])
        await redis.hset(INVITED, BEN, "as it was")
        await kept.takes(ReportInvited(*ids(kept)))

        assert first.keys() == {BEN}
        assert json.loads(first[BEN]) == {
            "at": NOW.isoformat(),
            "request": "request-1",
            "by": MARA,
            "asked_by": "U_RAY",
        }
        assert held == {ADA: "request-1"}
        after = await hash_at(redis, INVITED)
        assert (set(after), after[BEN]) == ({ADA, BEN}, "as it was")
        assert await redis.exists(ASKED_FOR[INVITE], OPEN, ACCOUNTS) == 0

    async def test_a_withdrawal_takes_no_invite_back(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Who was invited before is invited; who was only approved is free again."""
        kept = await (await asked(aggregates, ADA, BEN)).is_approved()
        await kept.takes(ReportInvited(*ids(kept), (0,)))

        await kept.takes(Withdraw(*ids(kept)))

        assert (await hash_at(redis, INVITED)).keys() == {ADA}
        assert await asks(aggregates, BEN, request_id="request-2") == Committed(1)
        assert await asks(aggregates, ADA, request_id="request-3") == Barred(ADA)

    @pytest.mark.parametrize("kind", [INVITE, SANDBOX])
    async def test_what_was_taken_back_is_on_no_record_once_the_address_is_elsewhere(
        self, redis: Redis, aggregates: Aggregates, kind: RequestKind
    ) -> None:
        """One address on one instance, however late it is said that somebody is there."""
        other = SANDBOX if kind is INVITE else INVITE
        kept = await (await asked(aggregates, ADA, kind=kind)).is_approved()
        await kept.takes(Withdraw(*ids(kept)))
        await asks(aggregates, ADA, kind=other, request_id="request-2")
        report = ReportInvited(*ids(kept)) if kind is INVITE else ReportAccount(*ids(kept))

        assert await kept.takes(report) == Taken(ADA)

        assert await hash_at(redis, ASKED_FOR[other]) == {ADA: "request-2"}
        assert await redis.exists(INVITED, ACCOUNTS) == 0

        await redis.delete(ASKED_FOR[other])
        await redis.hset(ACCOUNTS if kind is INVITE else INVITED, ADA, "{}")
        assert await kept.takes(report) == Barred(ADA)

    async def test_what_was_taken_back_is_on_record_while_the_address_is_free(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Also where it is asked for once more on the same instance; nothing else is held."""
        kept = await (await asked(aggregates, ADA)).is_approved()
        await kept.takes(Withdraw(*ids(kept)))
        await asks(aggregates, ADA, request_id="request-2")

        await kept.takes(ReportInvited(*ids(kept)))

        assert (await hash_at(redis, INVITED)).keys() == {ADA}
        assert await redis.exists(ASKED_FOR[SANDBOX]) == 0

    async def test_an_account_is_no_invite(self, redis: Redis, aggregates: Aggregates) -> None:
        """It belongs to the other instance, so nobody may be invited with its address."""
        kept = await (await asked(aggregates, ADA, kind=SANDBOX)).is_approved()

        await kept.takes(ReportAccount(*ids(kept)))

        assert (await hash_at(redis, ACCOUNTS)).keys() == {ADA}
        assert await redis.exists(ASKED_FOR[SANDBOX], OPEN, INVITED) == 0
        assert await asks(aggregates, ADA, request_id="request-2") == Barred(ADA)


async def test_a_report_that_came_just_after_the_cancellation_leaves_nothing(
    redis: Redis, aggregates: Aggregates
) -> None:
    """It was decided before that: the request hears of the end, and takes what it wrote along."""
    kept = await (await asked(aggregates, ADA, BEN)).is_approved()
    await kept.takes(ReportInvited(*ids(kept), (0,)))
    noted = kept.setup.chosen[next(iter(kept.setup.chosen))]
    kept.setup = kept.setup.model_copy(update={"cancelled": noted})

    before = await hash_at(redis, INVITED)
    await kept.takes(FollowSetup(*ids(kept)))

    assert before.keys() == {ADA}
    assert await redis.exists(*keys.records(TEAM, SETUP_ID)) == 0


async def test_open_requests_are_listed_by_age_and_no_others(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Of this setup; one that is over is read by its id only."""
    over = await (await asked(aggregates, ADA)).is_open()
    await over.takes(Withdraw(*ids(over)))
    kept = [
        await asked(aggregates, BEN, request_id="b"),
        await asked(aggregates, CY, request_id="a"),
    ]
    younger = kept[0].request.model_copy(update={"asked_at": RUN_AT.replace(year=2031)})
    await redis.hset(keys.aggregate(TEAM, younger.ref), "document", younger.model_dump_json())

    assert await aggregates.requests_of(TEAM, [SETUP_ID, OTHER], MARA) == {
        SETUP_ID: [kept[1].request, younger]
    }
    assert await aggregates.request(TEAM, over.request.id) == Versioned(over.request, 3)


class TestQuestion:
    """What a window says before it is asked is what the commit would say."""

    async def test_of_whom_nothing_is_known_nothing_is_said(self, records: Records) -> None:
        """A Slack workspace that has just begun, and a request for nobody."""
        nothing = OnRecordOf(asked_for={kind: {} for kind in RequestKind})

        assert await records.of_request(TEAM, SETUP_ID, (OTHER,), EVERYBODY) == nothing
        assert await records.of_request(TEAM, SETUP_ID, (), ()) == nothing

    async def test_who_is_asked_for_is_said_with_the_request(
        self, records: Records, aggregates: Aggregates
    ) -> None:
        """By its kind; in another Slack workspace it is nobody's business."""
        await asked(aggregates, ADA)
        await asked(aggregates, BEN, kind=SANDBOX, request_id="request-2")

        record = await records.of_request(TEAM, SETUP_ID, (), EVERYBODY)
        there = await records.of_request(TeamId("T_OTHER"), SETUP_ID, (), EVERYBODY)

        assert record.asked_for == {
            INVITE: {ADA: RequestId("request-1")},
            SANDBOX: {BEN: RequestId("request-2")},
        }
        assert there.asked_for == {INVITE: {}, SANDBOX: {}}

    async def test_who_is_connected_or_in_a_run_is_said_here_and_elsewhere(
        self, records: Records, aggregates: Aggregates
    ) -> None:
        """A run is as good as its end: nobody is asked for meanwhile."""
        kept = await started(aggregates, a_plan(people_of(ADA)))
        await kept.takes(report(kept, 0))
        await started(aggregates, a_plan(people_of(BEN)), "run-2")

        here = await records.of_request(TEAM, SETUP_ID, (OTHER,), EVERYBODY)
        there = await records.of_request(TEAM, OTHER, (SETUP_ID,), EVERYBODY)

        assert (here.connected, here.elsewhere) == (frozenset({ADA, BEN}), {})
        assert (there.connected, there.elsewhere) == (frozenset(), {ADA: SETUP_ID, BEN: SETUP_ID})

    async def test_an_invite_is_said_to_a_run_and_an_account_stands_in_its_way(
        self, records: Records, redis: Redis
    ) -> None:
        """Who has an account on the sandbox, or is to get one, is on another instance: unnamed."""
        await redis.hset(INVITED, ADA, "{}")
        await redis.hset(ACCOUNTS, BEN, "{}")
        await redis.hset(ASKED_FOR[SANDBOX], CY, "request-1")

        record = await records.of_request(TEAM, SETUP_ID, (), EVERYBODY)
        facts = await records.facts(TEAM, SETUP_ID, (), EVERYBODY)

        assert (record.invited, record.accounts) == (frozenset({ADA}), frozenset({BEN}))
        nameless = SetupId("")
        assert facts == Facts(elsewhere={BEN: nameless, CY: nameless}, invited=frozenset({ADA}))

    @pytest.mark.parametrize(
        "key",
        [
            keys.invited(TEAM, OTHER),
            keys.accounts(TEAM, OTHER),
            keys.asked_for(TEAM, OTHER, INVITE),
            keys.asked_for(TEAM, OTHER, SANDBOX),
        ],
        ids=["invited", "has an account", "invite asked for", "account asked for"],
    )
    async def test_who_is_to_be_on_another_instance_is_said(
        self, records: Records, redis: Redis, key: str
    ) -> None:
        """One address is of use on one of them only."""
        await redis.hset(key, ADA, "{}")

        record = await records.of_request(TEAM, SETUP_ID, (OTHER,), EVERYBODY)

        assert record.elsewhere == {ADA: OTHER}

    async def test_an_invite_asked_for_elsewhere_bars_a_run_as_it_bars_a_request(
        self, records: Records, aggregates: Aggregates
    ) -> None:
        """Else they would be on two instances, once it is approved."""
        await asked(aggregates, ADA)
        run = await a_draft(aggregates, a_plan(people_of(ADA, BEN)), "run-1", OTHER)
        start = StartRun(OTHER, run.run.id)

        facts = await records.facts(TEAM, OTHER, (SETUP_ID,), EVERYBODY)

        assert facts.elsewhere == {ADA: SETUP_ID}
        assert await run.takes(start, others=(SETUP_ID,)) == Barred(ADA)
        assert await run.takes(start) == Committed(2)

    async def test_more_addresses_than_one_command_takes_are_all_looked_up(
        self, records: Records, redis: Redis
    ) -> None:
        """In parts, of which each holds up nobody for long."""
        emails = [f"p{n}@acme.example" for n in range(AT_ONCE + 1)]
        await redis.hset(INVITED, mapping={emails[0]: "{}", emails[-1]: "{}"})

        record = await records.of_request(TEAM, SETUP_ID, (), emails)

        assert record.invited == {emails[0], emails[-1]}

    async def test_invited_but_not_there_yet_is_a_list_of_its_own(
        self, records: Records, redis: Redis
    ) -> None:
        """By address; whoever is connected by now is there (slackin 259)."""
        assert await records.not_there_yet(TEAM, SETUP_ID) == []
        await redis.hset(INVITED, mapping=dict.fromkeys((CY, ADA, BEN), "{}"))
        await redis.hset(keys.connected(TEAM, SETUP_ID), BEN, "{}")

        assert await records.not_there_yet(TEAM, SETUP_ID) == [ADA, CY]
        assert await records.not_there_yet(TEAM, OTHER) == []
