"""What is on record of people by their address: here, on other instances, in runs."""

from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import RunId, SetupId, TeamId
from bot.domain.provisioning import NOTHING, Candidate, Facts, UnderWay, plan_run
from bot.domain.run_commands import ReportBatch
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.records import AT_ONCE, Records
from bot.store.scripts import Scripts
from tests.domain.builders import SETUP_ID
from tests.domain.run_builders import KNOWN, a_change, a_plan, candidates
from tests.store.builders import TEAM
from tests.store.kept_runs import ADA, BEN, CY, people_of, report, started

OTHER, THIRD = SetupId("setup-2"), SetupId("setup-3")
EVERYBODY: Final = (ADA, BEN, CY)


@pytest.fixture
def records(scripts: Scripts, aggregates: Aggregates) -> Records:
    return Records(scripts, aggregates)


async def test_of_whom_nothing_is_known_nothing_is_said(records: Records) -> None:
    """A Slack workspace that has just begun, and a list of nobody."""
    assert await records.facts(TEAM, SETUP_ID, (OTHER,), EVERYBODY) == NOTHING
    assert await records.facts(TEAM, SETUP_ID, (OTHER,), ()) == NOTHING


async def test_who_is_connected_here_is_said_with_their_workspaces(
    records: Records, aggregates: Aggregates
) -> None:
    """As the run said that made it so; who is asked for, and nobody else."""
    kept = await started(aggregates, a_plan([Candidate(ADA, None, ("Europe",)), *people_of(BEN)]))
    await kept.takes(report(kept, 0))
    await kept.takes(report(kept, 1))

    facts = await records.facts(TEAM, SETUP_ID, (), EVERYBODY)

    assert facts == Facts(connected={ADA: ("Europe",), BEN: ()})
    assert await records.facts(TEAM, SETUP_ID, (), (CY,)) == NOTHING
    assert await records.facts(TeamId("T_OTHER"), SETUP_ID, (), EVERYBODY) == NOTHING


async def test_who_is_connected_or_being_connected_on_another_instance_is_said_with_it(
    records: Records, aggregates: Aggregates
) -> None:
    """Of those instances that are open."""
    kept = await started(aggregates, a_plan(people_of(ADA, BEN)))
    await kept.takes(ReportBatch(SETUP_ID, kept.run.id, 0, frozenset({1})))
    await started(aggregates, a_plan(people_of(CY)), "run-2")

    there = await records.facts(TEAM, OTHER, (THIRD, SETUP_ID), EVERYBODY)
    not_open = await records.facts(TEAM, OTHER, (THIRD,), EVERYBODY)

    assert there == Facts(elsewhere={ADA: SETUP_ID, CY: SETUP_ID})
    assert not_open == NOTHING


async def test_who_stands_in_a_run_is_said_with_what_it_gives_them(
    records: Records, aggregates: Aggregates
) -> None:
    """One that disconnects gives nothing, which is not the default workspace."""
    europe = Candidate(ADA, None, ("Europe",))
    first = await started(aggregates, a_plan([europe, Candidate(BEN)]))
    await started(aggregates, a_change(people_of(CY), None), "run-2")
    changed = "dee@acme.example"
    await started(aggregates, a_change([Candidate(changed)], ("America",)), "run-3")

    facts = await records.facts(TEAM, SETUP_ID, (), (*EVERYBODY, changed))

    assert facts.under_way == {
        ADA: UnderWay(RunId("run-1"), ("Europe",)),
        BEN: UnderWay(RunId("run-1"), ()),
        CY: UnderWay(RunId("run-2"), None),
        changed: UnderWay(RunId("run-3"), ("America",)),
    }
    await first.takes(report(first, 0))
    assert ADA not in (await records.facts(TEAM, SETUP_ID, (), EVERYBODY)).under_way


async def test_a_file_that_is_uploaded_again_in_the_middle_starts_nothing_new(
    records: Records, aggregates: Aggregates
) -> None:
    """So many are done, so many are left, and there is where it goes on."""
    people = candidates(82)
    kept = await started(aggregates, a_plan(people))
    await kept.takes(report(kept, 0))

    facts = await records.facts(TEAM, SETUP_ID, (), [one.email for one in people])
    again = plan_run(people, (), KNOWN, facts)

    assert (len(facts.connected), len(facts.under_way)) == (50, 32)
    assert again == a_plan(people, (), facts)
    assert (again.rows, again.problems, again.continues) == ((), (), kept.run.id)
    assert again.repeats == {"done": 50, "under_way": 32}


async def test_a_run_that_is_gone_claims_nobody(
    records: Records, aggregates: Aggregates, redis: Redis
) -> None:
    """What stands in the index alone is no record."""
    await redis.hset(keys.running(TEAM, SETUP_ID), ADA, "no-such-run")

    assert await records.facts(TEAM, SETUP_ID, (), EVERYBODY) == NOTHING


async def test_more_addresses_than_one_command_takes_are_all_looked_up(
    records: Records, redis: Redis
) -> None:
    """In parts, of which each holds up nobody for long."""
    emails = [f"p{n}@acme.example" for n in range(2 * AT_ONCE + 1)]
    first, last = emails[0], emails[-1]
    record = '{"workspaces":["Europe"]}'
    await redis.hset(keys.connected(TEAM, SETUP_ID), mapping={first: record, last: record})

    facts = await records.facts(TEAM, SETUP_ID, (), emails)

    assert facts == Facts(connected={first: ("Europe",), last: ("Europe",)})


async def test_who_needs_no_invite_any_more_is_said_with_the_reason(
    records: Records, redis: Redis
) -> None:
    """Who left Slack, as far as Slack told us, and who is connected: each of those asked for."""
    await redis.hset(keys.left(TEAM), ADA, "U_ADA")
    await redis.hset(keys.connected(TEAM, SETUP_ID), BEN, "{}")

    assert await records.needless(TEAM, SETUP_ID, EVERYBODY) == (frozenset({ADA}), frozenset({BEN}))
    assert await records.needless(TEAM, OTHER, EVERYBODY) == (frozenset({ADA}), frozenset())


async def test_invited_people_are_found_by_their_request(records: Records, redis: Redis) -> None:
    """With whether one of them is not connected yet; what names no request is nobody's."""
    one, two = '{"request":"one"}', '{"request":"two"}'
    for email, record in ((ADA, one), (BEN, one), (CY, two), ("old@acme.example", "{}")):
        await redis.hset(keys.invited(TEAM, SETUP_ID), email, record)
    for email in (BEN, CY):
        await redis.hset(keys.connected(TEAM, SETUP_ID), email, "{}")

    assert await records.invited(TEAM, SETUP_ID) == {"one": True, "two": False}
    assert await records.not_there_yet(TEAM, SETUP_ID) == [ADA, "old@acme.example"]
