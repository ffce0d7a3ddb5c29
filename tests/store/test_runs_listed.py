"""The runs of setups, listed: how each stands, in two looks, however many there are."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from redis.asyncio import Redis

from bot.domain.effects import Ref
from bot.domain.ids import RunId, SetupId
from bot.domain.outcome import Outcome
from bot.domain.run import Run, RunStage
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.store.builders import NOW, TEAM, a_run, a_setup, an_entry, to_stage
from tests.store.test_documents import HALF_DONE, ITS_ROWS

ONE, TWO = SetupId("one"), SetupId("two")


class _Counted(Scripts):
    """How often something was asked, together or alone."""

    looks = 0

    async def each(self, commands: Sequence[tuple[str | int, ...]]) -> list[Any]:
        self.looks += 1
        return await super().each(commands)


async def _started(aggregates: Aggregates, name: str, setup_id: SetupId, minute: int) -> Run:
    at = NOW + timedelta(minutes=minute)
    email = f"{name}@acme.example"
    run = a_run(email, stage=RunStage.RUNNING, setup_id=setup_id, started_at=at)
    await aggregates.commit_run(Outcome(run), None, an_entry())
    return run.model_copy(update={"rows": {}})


async def test_runs_of_several_setups_are_read_in_two_looks(redis: Redis, vault: Vault) -> None:
    """Oldest first; a setup without any has none."""
    scripts = _Counted(redis)
    aggregates = Aggregates(redis, scripts, vault)
    late = await _started(aggregates, "late", ONE, 2)
    early = await _started(aggregates, "early", ONE, 1)
    other = await _started(aggregates, "other", TWO, 0)
    scripts.looks = 0

    found = await aggregates.runs_of(TEAM, [ONE, TWO, SetupId("none")])

    assert found == {ONE: [early, late], TWO: [other], SetupId("none"): []}
    assert scripts.looks == 2
    await scripts.close()


async def test_of_those_under_way_as_many_are_read_as_are_said(aggregates: Aggregates) -> None:
    """Setup by setup; none of those that ended."""
    one, two = a_setup(id=ONE), a_setup(id=TWO)
    over = await _started(aggregates, "over", ONE, 0)
    ended = to_stage(over, RunStage.ENDED)
    await aggregates.commit_run(Outcome(ended), Versioned(over, 1), an_entry())
    first = await _started(aggregates, "first", ONE, 1)
    second = await _started(aggregates, "second", TWO, 0)

    assert await aggregates.under_way([one, two], 3) == [(one, first), (two, second)]
    assert await aggregates.under_way([one, two], 1) == [(one, first)]
    assert await aggregates.under_way([], 3) == []


async def test_a_run_of_schema_2_is_listed_too(redis: Redis, aggregates: Aggregates) -> None:
    """It has to be read as a whole."""
    setup_id, run_id = SetupId("setup-1"), RunId("run-1")
    kept = {"version": "3", "document": HALF_DONE, **ITS_ROWS}
    key = keys.aggregate(TEAM, Ref(kind="run", id=run_id))
    await redis.hset(key, mapping=kept)  # type: ignore[arg-type]
    await redis.sadd(keys.runs(TEAM, setup_id), run_id, "gone")

    [run] = await aggregates.runs(TEAM, setup_id)

    assert (run.id, run.is_under_way) == (run_id, True)
