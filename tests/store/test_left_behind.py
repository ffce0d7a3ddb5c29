"""Who failed in a run is on record until they are put right, by whatever run that is."""

from datetime import timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import RunId, SetupId
from bot.domain.left_behind import OfRun
from bot.domain.run import Does, Driver
from bot.domain.run_calls import UNKNOWN
from bot.domain.run_commands import CancelRun, LetBe, NoteCalled, ReleasePeople
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.records import Records
from bot.store.scripts import Scripts
from tests.domain.builders import SETUP_ID
from tests.domain.run_builders import a_change, a_plan
from tests.store.builders import NOW, TEAM, hash_at
from tests.store.kept_runs import ADA, BEN, CY, Kept, people_of, report, started

FAILED: Final = keys.failed(TEAM, SETUP_ID)


@pytest.fixture
def records(scripts: Scripts, aggregates: Aggregates) -> Records:
    return Records(scripts, aggregates)


async def _left(records: Records) -> list[tuple[RunId, tuple[int, ...]]]:
    found = await records.left_behind(TEAM, [SETUP_ID], NOW)
    return [(one.run_id, one.rows) for one in found.get(SETUP_ID, ())]


async def _one_failed(aggregates: Aggregates, run_id: str = "run-1") -> Kept:
    """The second of three."""
    kept = await started(aggregates, a_plan(people_of(ADA, BEN, CY)), run_id)
    await kept.takes(report(kept, 0, 1))
    return kept


async def _called_off(kept: Kept) -> None:
    """And its people are let go, which the worker sees to."""
    await kept.takes(CancelRun(SETUP_ID, kept.run.id))
    await kept.takes(ReleasePeople(SETUP_ID, kept.run.id))


async def test_they_are_found_by_their_run(records: Records, aggregates: Aggregates) -> None:
    """With when it was; of a setup where nobody failed there is nothing."""
    await _one_failed(aggregates)

    assert await records.left_behind(TEAM, [SETUP_ID], NOW) == {
        SETUP_ID: [OfRun(RunId("run-1"), (1,), NOW)]
    }
    assert await records.left_behind(TEAM, [SETUP_ID], NOW + timedelta(days=15)) == {SETUP_ID: []}


async def test_while_another_run_has_them_they_are_not_left_behind(
    records: Records, aggregates: Aggregates, redis: Redis
) -> None:
    """Whatever becomes of it: connected, failed once more, called off."""
    await _one_failed(aggregates)

    second = await started(aggregates, a_plan(people_of(BEN)), "run-2")
    assert await _left(records) == []
    await _called_off(second)
    assert await _left(records) == [("run-1", (1,))]

    third = await started(aggregates, a_plan(people_of(BEN)), "run-3")
    await third.takes(report(third, 0, 0))
    assert await _left(records) == [("run-3", (0,))]

    fourth = await started(aggregates, a_plan(people_of(BEN)), "run-4")
    await fourth.takes(report(fourth, 0))
    assert await _left(records) == []
    assert not await redis.exists(FAILED)


async def test_of_whom_nobody_knows_what_became_is_left_behind(
    records: Records, aggregates: Aggregates
) -> None:
    """Though they stand in their run still."""
    kept = await started(aggregates, a_plan(people_of(ADA)), driver=Driver.CONNECTOR)
    await kept.takes(NoteCalled(SETUP_ID, kept.run.id, 0, Does.CONNECT, UNKNOWN, in_doubt=True))

    assert await _left(records) == [("run-1", (0,))]


async def test_who_changes_workspaces_is_left_behind_until_they_have_the_new_ones(
    records: Records, aggregates: Aggregates, redis: Redis
) -> None:
    """Called off between the two halves they have none."""
    kept = await started(aggregates, a_change(people_of(ADA, BEN), ("Europe",)))
    await kept.takes(report(kept, 0, 1))
    await _called_off(kept)
    assert await _left(records) == [("run-1", (0, 1))]

    whole = await started(aggregates, a_change(people_of(ADA, BEN), ("Europe",)), "run-2")
    await whole.takes(report(whole, 0))
    await whole.takes(report(whole, 1))
    assert await hash_at(redis, FAILED) == {}


async def test_a_run_that_is_let_be_leaves_nobody_behind(
    records: Records, aggregates: Aggregates
) -> None:
    """It alone: who fails in another one does stand there."""
    first = await _one_failed(aggregates)
    await first.takes(LetBe(SETUP_ID, first.run.id))
    assert await _left(records) == []

    second = await started(aggregates, a_plan(people_of(BEN)), "run-2")
    await second.takes(report(second, 0, 0))

    assert await _left(records) == [("run-2", (0,))]


async def test_of_those_who_failed_each_run_has_its_own(
    records: Records, aggregates: Aggregates
) -> None:
    """Whoever failed in a later one is tried again with that."""
    first = await started(aggregates, a_plan(people_of(ADA, BEN, CY)))
    await first.takes(report(first, 0, 1, 2))
    second = await started(aggregates, a_plan(people_of(BEN)), "run-2")
    await second.takes(report(second, 0, 0))

    assert await records.left_behind_by(first.run, [BEN, CY]) == {CY}
    assert await records.left_behind_by(second.run, [BEN]) == {BEN}


async def test_who_was_invited_is_to_be_connected_unless_something_else_is_to_be_done(
    records: Records, aggregates: Aggregates, redis: Redis
) -> None:
    """Not who failed, is in a run, or left Slack; of setups without invites nothing is read."""
    for who in ("dan", "eve", "ada", "ben"):
        await redis.hset(keys.invited(TEAM, SETUP_ID), f"{who}@acme.example", "{}")
    await redis.hset(keys.left(TEAM), "eve@acme.example", "U_EVE")
    await _one_failed(aggregates)

    found = await records.to_connect(TEAM, [SetupId("none"), SETUP_ID])
    assert found == {SETUP_ID: ["dan@acme.example"]}
    await started(aggregates, a_plan(people_of("dan@acme.example")), "run-2")
    assert await records.to_connect(TEAM, [SETUP_ID]) == {}
