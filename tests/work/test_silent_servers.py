"""Servers of a cluster that are silent, and a store that fails for a moment: nobody else waits."""

import asyncio
import time
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import MOST, Claim, DueSet, Room
from bot.store.errors import StoreUnavailable
from bot.store.scripts import Scripts
from bot.store.wake import Wakes
from bot.work.attempt import Attempt
from bot.work.results import Delivered, Left
from bot.work.worker import AT_ONCE, Worker
from tests.store.builders import an_effect, committed, effects
from tests.work.workers import Deliveries, NoSetups, now, working

SILENT: Final = 21  # shards of a node of three
HANGS: Final = 0.8  # seconds until one stops waiting for a silent server
SOON: Final = 0.5


class _Partly(DueSet):
    """A third of its shards lie on a node that falls silent when something is due there."""

    is_silent = True

    async def claim(
        self,
        shard: int,
        now: datetime,
        lease: timedelta,
        most: int = MOST,
        *,
        room: Room | None = None,
    ) -> tuple[list[Claim], datetime | None]:
        await self._hang(shard)
        return await super().claim(shard, now, lease, most, room=room)

    async def _hang(self, shard: int) -> None:
        if shard < SILENT and self.is_silent:
            await asyncio.sleep(HANGS)
            raise StoreUnavailable("silent")


def _team_of(shard: int) -> TeamId:
    return next(
        team for number in range(9999) if keys.shard_of(team := TeamId(f"T{number}")) == shard
    )


async def test_a_silent_server_keeps_no_places_of_a_worker(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Claims that hang would fill it; what waits on the silent server is done when it speaks."""
    assert SILENT * MOST > AT_ONCE
    for shard in range(SILENT):
        await committed(aggregates, *effects(1, at=now()), team_id=_team_of(shard))
    due, deliveries, healthy = _Partly(scripts, "worker"), Deliveries(), _team_of(SILENT)
    worker = Worker(due, Attempt(due, deliveries, NoSetups(), now), Wakes(redis), now)
    waits = []
    async with working(redis, worker):
        await asyncio.sleep(0.1)  # it looks, and claims hang
        for number in range(4):
            started = time.monotonic()
            await committed(aggregates, Due(an_effect("healthy"), now()), team_id=healthy)
            await deliveries.until(partial(_is_done_so_often, deliveries, number + 1))
            waits.append(time.monotonic() - started)
            await asyncio.sleep(0.2)
        delivered_while_silent = deliveries.ended.total()
        due.is_silent = False
        await deliveries.until(lambda: deliveries.ended.total() == SILENT + 4)

    assert sorted(waits)[1] < SOON  # all would be as long as it hangs
    assert delivered_while_silent == 4
    assert deliveries.begun.total() == SILENT + 4


def _is_done_so_often(deliveries: Deliveries, times: int) -> bool:
    return deliveries.ended["become_ready:healthy"] == times


@pytest.mark.usefixtures("quick")
async def test_what_met_a_fault_of_the_store_does_not_wait_for_its_companions(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Its lease lasts as long as the slowest effect of its claim: it is let go of, in doubt."""
    release, begun = asyncio.Event(), list[tuple[float, bool]]()

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        if claim.id.endswith("slow"):
            await release.wait()
            return Delivered()
        begun.append((time.monotonic(), claim.in_doubt))
        if len(begun) == 1:
            raise StoreUnavailable("a moment")
        return Delivered()

    deliveries = Deliveries(perform)
    at = now()
    await committed(aggregates, Due(an_effect("struck"), at), Due(an_effect("slow"), at))
    due = DueSet(scripts, "worker")
    worker = Worker(due, Attempt(due, deliveries, NoSetups(), now), Wakes(redis), now)
    async with working(redis, worker):
        await deliveries.until(lambda: len(begun) == 2)
        release.set()
        await deliveries.until(lambda: len(deliveries.ended) == 2)

    (first, was_in_doubt), (second, is_in_doubt) = begun
    assert {claim.lease for claim in deliveries.claims[:2]} == {deliveries.claims[0].lease}
    assert second - first > 0.9
    assert (was_in_doubt, is_in_doubt) == (False, True)
    assert deliveries.begun["become_ready:slow"] == 1
