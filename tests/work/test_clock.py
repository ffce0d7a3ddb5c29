"""The clock of a worker goes on, whatever held it up (apscheduler 463, 429; opensre PR 6024)."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import TeamId
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet
from bot.store.heartbeats import Heartbeat, Heartbeats
from bot.store.scripts import Scripts
from bot.store.wake import Wakes
from bot.work import clock, worker
from bot.work.attempt import Attempt
from bot.work.clock import WorkClock
from bot.work.results import Delivered, Left
from bot.work.worker import Worker
from tests.store.builders import an_effect, committed
from tests.work.workers import Deliveries, NoSetups, now, poll, working

TICK: Final = 0.1  # seconds in place of one
SOON: Final = 0.2  # seconds, on busy cores


class Ticked(Worker):
    """Keeps when it was told to look."""

    def __init__(self, scripts: Scripts, deliver: Deliveries) -> None:
        due = DueSet(scripts, "worker")
        wakes = Wakes(scripts.redis)
        super().__init__(due, Attempt(due, deliver, NoSetups(), now), wakes, now)
        self.ticks: list[float] = []

    def tick(self) -> None:
        self.ticks.append(time.monotonic())
        super().tick()


class Beaten(Heartbeats):
    """Keeps when it was asked to beat; `let_through` clear: each hangs, as in a silent store."""

    def __init__(self, redis: Redis) -> None:
        super().__init__(redis)
        self.beats: list[float] = []
        self.let_through = asyncio.Event()
        self.let_through.set()

    async def beat(self, heartbeat: Heartbeat) -> None:
        self.beats.append(time.monotonic())
        await self.let_through.wait()
        await super().beat(heartbeat)


@asynccontextmanager
async def ticking(ticked: Ticked, beaten: Beaten) -> AsyncIterator[None]:
    """The clock of this worker."""
    running = asyncio.create_task(WorkClock(ticked, beaten, "worker", now).run())
    try:
        yield
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


def since(moment: float, times: list[float]) -> int:
    return len([one for one in times if one >= moment])


async def _ticked(ticked: Ticked, moment: float, times: int) -> bool:
    return since(moment, ticked.ticks) >= times


async def _beats(beaten: Beaten, moment: float, times: int) -> bool:
    return since(moment, beaten.beats) >= times


async def _looked(ticked: Ticked, before: float) -> bool:
    return ticked.pulse.swept_at > before


async def test_after_a_hold_up_the_clock_goes_on_at_once_and_once(
    redis: Redis, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is more than a second late is not left out, and many missed turns are one."""
    monkeypatch.setattr(clock, "TICK", TICK)
    monkeypatch.setattr(clock, "EVERY", timedelta(seconds=2.5))
    ticked, beaten = Ticked(scripts, Deliveries()), Beaten(redis)
    started = time.monotonic()
    async with ticking(ticked, beaten):
        await asyncio.sleep(1.9)

        held_up = started + 3.7 - time.monotonic()  # the beat, by 1.2 s
        time.sleep(held_up)  # noqa: ASYNC251 (that is the case: the whole loop)

        goes_on = time.monotonic()
        await asyncio.sleep(SOON)
        assert since(goes_on, ticked.ticks) <= 5  # eighteen were missed
        await poll(lambda: _ticked(ticked, goes_on, 1))
        await poll(lambda: _beats(beaten, goes_on, 1))
        assert beaten.beats[-1] - goes_on < 1  # and not only in its next turn, in 1.3 s


async def test_the_clock_is_never_behind_work_that_fills_the_worker(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With every place taken by what hangs it ticks, and each tick is a look at all shards."""
    monkeypatch.setattr(worker, "AT_ONCE", 2)
    monkeypatch.setattr(clock, "TICK", TICK)
    release = asyncio.Event()

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await release.wait()
        return Delivered()

    deliveries, beaten = Deliveries(perform), Beaten(redis)
    ticked = Ticked(scripts, deliveries)
    async with working(redis, ticked, with_clock=False), ticking(ticked, beaten):
        for team_id in map(TeamId, ("T_ONE", "T_TWO", "T_THREE")):
            await committed(aggregates, Due(an_effect(), now()), team_id=team_id)
        await deliveries.until(lambda: len(deliveries.begun) == 2)
        await asyncio.sleep(2 * TICK)
        filled, swept_at = time.monotonic(), ticked.pulse.swept_at

        await poll(lambda: _ticked(ticked, filled, 2))
        await poll(lambda: _looked(ticked, swept_at))

        assert not deliveries.ended
        release.set()
        await deliveries.until(lambda: sum(deliveries.ended.values()) == 3)


async def test_a_turn_that_hangs_is_waited_for_and_holds_up_no_other(
    redis: Redis, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One heartbeat in a silent store, not one more each time; it ticks meanwhile."""
    monkeypatch.setattr(clock, "TICK", TICK)
    monkeypatch.setattr(clock, "EVERY", timedelta(seconds=TICK))
    ticked, beaten = Ticked(scripts, Deliveries()), Beaten(redis)
    async with ticking(ticked, beaten):
        await asyncio.sleep(2.5 * TICK)
        beaten.let_through.clear()
        hangs = time.monotonic()

        await poll(lambda: _ticked(ticked, hangs, 5))

        assert since(hangs, beaten.beats) == 1
        beaten.let_through.set()
        await poll(lambda: _beats(beaten, hangs, 2))
