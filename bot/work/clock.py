"""The clock of a worker: APScheduler, no leader, no jobs of its own that anybody would miss."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.store.errors import StoreError
from bot.store.heartbeats import EVERY, Heartbeat, Heartbeats
from bot.store.instants import Clock
from bot.work.worker import Worker

TICK = 1  # seconds

log = structlog.get_logger("bot.work")


class WorkClock:
    """A tick for lost wake-ups, and a heartbeat. On an executor of its own: never behind work."""

    def __init__(self, worker: Worker, heartbeats: Heartbeats, name: str, now: Clock) -> None:
        self._worker = worker
        self._heartbeats = heartbeats
        self._name = name
        self._now = now
        self._is_heard = True

    async def run(self) -> None:
        """Until cancelled."""
        scheduler = AsyncIOScheduler(
            executors={"default": AsyncIOExecutor()},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone="UTC",
        )
        scheduler.add_job(self._tick, "interval", seconds=TICK)
        scheduler.add_job(self._beat, "interval", seconds=EVERY.total_seconds())
        scheduler.start()
        try:
            await self._beat()
            await asyncio.Event().wait()
        finally:
            scheduler.shutdown(wait=False)
            with suppress(StoreError):
                await self._heartbeats.stop(self._name)

    async def _tick(self) -> None:
        self._worker.tick()

    async def _beat(self) -> None:
        pulse = self._worker.pulse
        swept = timedelta(seconds=asyncio.get_running_loop().time() - pulse.swept_at)
        try:
            said = (self._name, self._now(), swept, pulse.performed, pulse.sockets)
            await self._heartbeats.beat(Heartbeat(*said))
            self._is_heard = True
        except StoreError as fault:
            if self._is_heard:  # once, not every five seconds
                log.warning("no heartbeat", why=str(fault))
            self._is_heard = False
