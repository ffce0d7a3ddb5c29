"""What a commit of a run writes beside it: who is in it, who is connected, who no longer is."""

import asyncio
import json
from typing import Any, Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import RunId, SetupId
from bot.domain.provisioning import Candidate, Plan, UnderWay
from bot.domain.request import RequestKind
from bot.domain.run import Does, Driver, RunStage
from bot.domain.run_commands import (
    CancelRun,
    CloseRun,
    NoteCalled,
    NoteCallPutOff,
    ReleasePeople,
    RunCommand,
    StartRun,
)
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.commits import Barred, Committed, Taken
from bot.store.records import Records
from bot.store.run_parts import people
from bot.store.scripts import Scripts
from tests.domain.builders import SETUP_ID, SOL
from tests.domain.run_builders import a_change, a_plan
from tests.store.builders import NOW, TEAM, hash_at, whole_store
from tests.store.kept_runs import ADA, BEN, CY, Kept, a_draft, again, people_of, report, started

OTHER: Final = SetupId("setup-2")
CONNECTED: Final = keys.connected(TEAM, SETUP_ID)
RUNNING: Final = keys.running(TEAM, SETUP_ID)
CONNECTED_ELSEWHERE: Final = keys.connected(TEAM, OTHER)
RUNNING_ELSEWHERE: Final = keys.running(TEAM, OTHER)
ACCOUNTS: Final = keys.accounts(TEAM, SETUP_ID)
INVITED: Final = keys.invited(TEAM, SETUP_ID)
INVITED_ELSEWHERE: Final = keys.invited(TEAM, OTHER)
ACCOUNT_ASKED_FOR: Final = keys.asked_for(TEAM, SETUP_ID, RequestKind.SANDBOX)
START: Final = StartRun(SETUP_ID, RunId("run-1"))


class TestStart:
    """A person stands in one run at most, of one instance at most."""

    async def test_it_claims_everybody(self, redis: Redis, aggregates: Aggregates) -> None:
        """A draft claims nobody."""
        kept = await a_draft(aggregates, a_plan(people_of(ADA, BEN)))
        assert not await redis.exists(RUNNING)

        await kept.takes(START)

        assert await hash_at(redis, RUNNING) == {ADA: "run-1", BEN: "run-1"}
        assert await redis.smembers(keys.runs(TEAM, SETUP_ID)) == {"run-1"}

    @pytest.mark.parametrize(
        ("plan", "key", "barred"),
        [
            (a_plan(people_of(BEN, ADA)), CONNECTED, True),
            (a_plan(people_of(BEN, ADA)), CONNECTED_ELSEWHERE, True),
            (a_plan(people_of(BEN, ADA)), RUNNING_ELSEWHERE, True),
            (a_plan(people_of(BEN, ADA)), ACCOUNTS, True),
            (a_plan(people_of(BEN, ADA)), INVITED, False),
            (a_plan(people_of(BEN, ADA)), INVITED_ELSEWHERE, True),
            (a_plan(people_of(BEN, ADA)), ACCOUNT_ASKED_FOR, True),
            (a_change(people_of(BEN, ADA)), CONNECTED, False),
            (a_change(people_of(BEN, ADA)), CONNECTED_ELSEWHERE, True),
            (a_change(people_of(BEN, ADA)), RUNNING_ELSEWHERE, True),
            (a_change(people_of(BEN, ADA)), ACCOUNTS, True),
            (a_change(people_of(BEN, ADA), None), CONNECTED, False),
            (a_change(people_of(BEN, ADA), None), CONNECTED_ELSEWHERE, False),
            (a_change(people_of(BEN, ADA), None), RUNNING_ELSEWHERE, False),
            (a_change(people_of(BEN, ADA), None), ACCOUNTS, False),
            (a_change(people_of(BEN, ADA), None), INVITED_ELSEWHERE, False),
            (a_change(people_of(BEN, ADA), None), ACCOUNT_ASKED_FOR, False),
        ],
        ids=lambda one: one.purpose if isinstance(one, Plan) else str(one).rpartition(":")[0][-22:],
    )
    async def test_who_stands_where_they_must_not_since_the_preview_bars_it(
        self, redis: Redis, aggregates: Aggregates, plan: Plan, key: str, barred: bool
    ) -> None:
        """
        Here or on another instance, or with an account on the sandbox, be it only asked for; who
        only leaves is barred by nothing. All or nothing.
        """
        kept = await a_draft(aggregates, plan)
        await redis.hset(key, ADA, json.dumps({"workspaces": []}))
        before = await whole_store(redis)

        answer = await kept.takes(START, others=(OTHER,))

        assert answer == (Barred(ADA) if barred else Committed(2))
        assert (await whole_store(redis) == before) is barred

    async def test_somebody_in_a_run_of_this_instance_bars_it_whatever_its_purpose(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Never two runs on one person."""
        await started(aggregates, a_plan(people_of(ADA)))
        plans = (
            a_plan(people_of(BEN, ADA)),
            a_change(people_of(ADA)),
            a_change(people_of(ADA), None),
        )
        for number, plan in enumerate(plans, start=2):
            kept = await a_draft(aggregates, plan, f"run-{number}")
            before = await whole_store(redis)

            answer = await kept.takes(StartRun(SETUP_ID, kept.run.id))

            assert answer == Taken(ADA)
            assert await whole_store(redis) == before

    async def test_of_two_instances_that_start_at_once_one_gets_the_person(
        self, aggregates: Aggregates
    ) -> None:
        """Whichever is first; both at once is what the script rules out."""
        ours = await a_draft(aggregates, a_plan(people_of(ADA, BEN)), "run-1", SETUP_ID)
        theirs = await a_draft(aggregates, a_plan(people_of(CY, ADA)), "run-2", OTHER)

        answers = await asyncio.gather(
            ours.takes(START, others=(OTHER,)),
            theirs.takes(StartRun(OTHER, RunId("run-2")), others=(SETUP_ID,)),
        )

        assert sorted(map(str, answers)) == [f"Barred(field='{ADA}')", "Committed(version=2)"]


class TestConnected:
    """On record in the commit of the report itself."""

    async def test_a_report_records_who_is_connected_and_lets_all_of_its_batch_go(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """With what, since when, by which run; who failed is let go and not on record."""
        given_ = [Candidate(ADA, SOL.user_id, ("Europe",)), Candidate(BEN, None, ("Europe",))]
        kept = await started(aggregates, a_plan([*given_, Candidate(CY)]))

        await kept.takes(report(kept, 0, 1))

        found = {email: json.loads(one) for email, one in (await hash_at(redis, CONNECTED)).items()}
        assert found == {
            ADA: {
                "workspaces": ["Europe"],
                "at": NOW.isoformat(),
                "run": "run-1",
                "user": SOL.user_id,
            }
        }
        assert await hash_at(redis, RUNNING) == {CY: "run-1"}

    async def test_no_workspace_is_on_record_as_none(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """The default one; nobody is named whom Slack does not know."""
        kept = await started(aggregates, a_plan(people_of(ADA)))

        await kept.takes(report(kept, 0))

        record = json.loads((await hash_at(redis, CONNECTED))[ADA])
        assert record == {"workspaces": [], "at": NOW.isoformat(), "run": "run-1"}
        assert not await redis.exists(RUNNING)

    async def test_the_connectors_answers_record_one_person_each(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """The others stay where they are, loaded or not."""
        plan = a_plan(people_of(ADA, BEN, CY))
        kept = await started(aggregates, plan, driver=Driver.CONNECTOR)
        run_id = kept.run.id

        await kept.takes(NoteCalled(SETUP_ID, run_id, 0, Does.CONNECT))
        await kept.takes(NoteCalled(SETUP_ID, run_id, 2, Does.CONNECT, "no licence"))

        assert set(await hash_at(redis, CONNECTED)) == {ADA}
        assert await hash_at(redis, RUNNING) == {BEN: "run-1"}
        loaded = await aggregates.run(TEAM, run_id)
        assert loaded is not None
        assert loaded.state == kept.run

    @pytest.mark.parametrize("ends", [CancelRun(SETUP_ID, RunId("run-1")), None])
    async def test_who_is_left_when_it_ends_is_let_go(
        self, redis: Redis, aggregates: Aggregates, ends: RunCommand | None
    ) -> None:
        """Cancelled, or closed with its setup: they can stand in another run."""
        kept = await started(aggregates, a_plan(60))
        await kept.takes(report(kept, 0))

        await kept.takes(ends or CloseRun(SETUP_ID, kept.run.id, SOL.user_id))
        assert len(await hash_at(redis, RUNNING)) == 10
        await kept.takes(ReleasePeople(SETUP_ID, kept.run.id))

        assert not await redis.exists(RUNNING)
        assert len(await hash_at(redis, CONNECTED)) == 50

    async def test_a_call_that_ends_after_the_run_is_on_record(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Until then nobody else may call for that person; who was not called is free before."""
        kept = await started(aggregates, a_plan(people_of(ADA, BEN)), driver=Driver.CONNECTOR)
        await kept.takes(CancelRun(SETUP_ID, kept.run.id))
        await kept.takes(ReleasePeople(SETUP_ID, kept.run.id))
        assert await hash_at(redis, RUNNING) == {ADA: "run-1"}

        await kept.takes(NoteCalled(SETUP_ID, kept.run.id, 0, Does.CONNECT))

        assert json.loads((await hash_at(redis, CONNECTED))[ADA])["run"] == "run-1"
        assert not await redis.exists(RUNNING)

    async def test_a_call_that_was_never_made_lets_its_person_go(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """It was due when the run ended: nobody knows of them, and nobody need."""
        kept = await started(aggregates, a_plan(people_of(ADA)), driver=Driver.CONNECTOR)
        await kept.takes(CancelRun(SETUP_ID, kept.run.id))
        await kept.takes(ReleasePeople(SETUP_ID, kept.run.id))
        assert await hash_at(redis, RUNNING) == {ADA: "run-1"}

        await kept.takes(NoteCallPutOff(SETUP_ID, kept.run.id, 0))

        assert not await redis.exists(RUNNING)


class TestInDoubt:
    """Of somebody nobody knows whether they are connected: they are free when that is known."""

    async def _in_doubt(self, aggregates: Aggregates) -> Kept:
        """Ada; Ben was never called."""
        plan = a_plan(people_of(ADA, BEN), ("Europe",))
        kept = await started(aggregates, plan, driver=Driver.CONNECTOR)
        await kept.takes(CancelRun(SETUP_ID, kept.run.id))
        await kept.takes(NoteCallPutOff(SETUP_ID, kept.run.id, 0, in_doubt=True))
        await kept.takes(ReleasePeople(SETUP_ID, kept.run.id))
        return kept

    async def test_they_stand_in_no_other_run(self, redis: Redis, aggregates: Aggregates) -> None:
        """With other workspaces, or on another instance: they might then have both."""
        await self._in_doubt(aggregates)
        assert await hash_at(redis, RUNNING) == {ADA: "run-1"}

        here = await a_draft(aggregates, a_plan(people_of(ADA), ("America",)), "run-2")
        there = await a_draft(aggregates, a_plan(people_of(ADA)), "run-3", OTHER)

        assert await here.takes(StartRun(SETUP_ID, here.run.id)) == Taken(ADA)
        start = StartRun(OTHER, there.run.id)
        assert await there.takes(start, others=(SETUP_ID,)) == Barred(ADA)

    async def test_the_run_that_tries_them_again_has_them(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """It alone; and what it comes to settles them."""
        await self._in_doubt(aggregates)
        strange = await again(aggregates, a_plan(people_of(ADA), ("Europe",)), "run-2", "run-9")
        tries = await again(aggregates, a_plan(people_of(ADA), ("Europe",)), "run-3", "run-1")

        assert await strange.takes(StartRun(SETUP_ID, strange.run.id)) == Taken(ADA)
        start = StartRun(SETUP_ID, tries.run.id, Driver.CONNECTOR)
        assert await tries.takes(start) == Committed(2)
        assert await hash_at(redis, RUNNING) == {ADA: "run-3"}
        await tries.takes(NoteCalled(SETUP_ID, tries.run.id, 0, Does.CONNECT))

        assert not await redis.exists(RUNNING)
        assert json.loads((await hash_at(redis, CONNECTED))[ADA])["run"] == "run-3"

    async def test_they_are_known_as_such(self, scripts: Scripts, aggregates: Aggregates) -> None:
        """For the preview, which names them and their run."""
        await self._in_doubt(aggregates)

        facts = await Records(scripts, aggregates).facts(TEAM, SETUP_ID, (), [ADA, BEN])

        assert facts.under_way == {ADA: UnderWay(RunId("run-1"), ("Europe",), in_doubt=True)}


class TestDisconnected:
    """Off the record in the commit of the report itself."""

    async def _are_connected(self, redis: Redis, *emails: str) -> None:
        record = json.dumps({"workspaces": ["America"], "at": NOW.isoformat(), "run": "run-0"})
        await redis.hset(CONNECTED, mapping=dict.fromkeys(emails, record))

    async def test_who_is_out_is_off_the_record_and_who_failed_is_not(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """Both are let go."""
        await self._are_connected(redis, ADA, BEN)
        kept = await started(aggregates, a_change(people_of(ADA, BEN), None))

        await kept.takes(report(kept, 0, 1))

        assert set(await hash_at(redis, CONNECTED)) == {BEN}
        assert not await redis.exists(RUNNING)

    async def test_who_changes_is_off_the_record_and_then_on_it_with_what_is_new(
        self, redis: Redis, aggregates: Aggregates
    ) -> None:
        """In between they are in the run still, and nowhere connected."""
        await self._are_connected(redis, ADA, BEN, CY)
        kept = await started(aggregates, a_change(people_of(ADA, BEN, CY), ("Europe",)))

        await kept.takes(report(kept, 0, 1))
        between: dict[str, Any] = await hash_at(redis, CONNECTED)
        in_the_run = await hash_at(redis, RUNNING)
        await kept.takes(report(kept, 1, 2))

        assert (set(between), set(in_the_run)) == ({BEN}, {ADA, CY})
        after = await hash_at(redis, CONNECTED)
        has = {email: json.loads(one)["workspaces"] for email, one in after.items()}
        assert has == {ADA: ["Europe"], BEN: ["America"]}
        assert kept.run.stage is RunStage.ENDED
        assert not await redis.exists(RUNNING)


async def test_what_is_written_of_a_part_is_the_whole_afterwards(aggregates: Aggregates) -> None:
    """People who were not loaded stay as they were, to the letter."""
    faulty = [Candidate("x", line=7)]
    kept = await started(aggregates, a_plan([*people_of(ADA, BEN), *faulty]))

    await kept.takes(report(kept, 0, 1))

    whole = await aggregates.run(TEAM, kept.run.id)
    some = await aggregates.run(TEAM, kept.run.id, people(lambda run: run.first_failed))
    assert whole is not None
    assert some is not None
    assert set(some.state.rows) == {1}
    assert some.state.problems == {}
    assert whole.state.problems[0].line == 7
    assert whole.state.rows == kept.run.rows
