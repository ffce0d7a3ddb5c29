"""Workers whose delivery a test decides, and what they did."""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Final, TypeAlias

from redis.asyncio import Redis

from bot.domain.effects import Effect
from bot.domain.ids import TeamId
from bot.store.due import Claim, DueSet
from bot.store.heartbeats import Heartbeats
from bot.store.scripts import Scripts
from bot.store.wake import Wakes
from bot.work.attempt import Attempt
from bot.work.clock import WorkClock
from bot.work.deliver import Deliver
from bot.work.results import Delivered, Left, Result
from bot.work.shown import Showing
from bot.work.worker import Worker

Perform: TypeAlias = Callable[[Claim, Left], Awaitable[Result]]
HANGS: Final = 20.0  # seconds: nothing waited for takes so long, however busy the cores


def now() -> datetime:
    return datetime.now(UTC)


class Deliveries(Deliver):
    """Stands where Slack would be; keeps count, also of what is performed at the same time."""

    def __init__(self, perform: Perform | None = None) -> None:
        self._perform = perform
        self.claims: list[Claim] = []
        self.begun: Counter[str] = Counter()
        self.ended: Counter[str] = Counter()
        self.at_once: Counter[str] = Counter()
        self.most_at_once: Counter[str] = Counter()
        self._changed = asyncio.Event()

    async def __call__(self, claim: Claim, still_ours: Left) -> Result:
        self.claims.append(claim)
        self.begun[claim.id] += 1
        self.at_once[claim.id] += 1
        self.most_at_once[claim.id] = max(self.most_at_once[claim.id], self.at_once[claim.id])
        self._tell()
        try:
            result = await self._perform(claim, still_ours) if self._perform else Delivered()
            self.ended[claim.id] += 1
        finally:
            self.at_once[claim.id] -= 1
            self._tell()
        return result

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, is_so: Callable[[], bool], *, within: float = HANGS) -> None:
        """Looks at every change. Raises: TimeoutError."""
        async with asyncio.timeout(within):
            while not is_so():
                await self._changed.wait()


class NoSetups(Showing):
    """What is performed here is about nothing."""

    def __init__(self) -> None:
        return

    async def setup_of(self, team_id: TeamId, effect: Effect) -> None:
        """None."""


class Deaf(Wakes):
    """Every wake-up is lost."""

    async def listen(self) -> AsyncGenerator[int | None, None]:
        while True:
            await asyncio.sleep(1)
            yield None


def a_worker(
    scripts: Scripts, deliver: Deliver, name: str = "worker", *, wakes: Wakes | None = None
) -> Worker:
    due = DueSet(scripts, name)
    attempt = Attempt(due, deliver, NoSetups(), now)
    return Worker(due, attempt, wakes or Wakes(scripts.redis), now)


@asynccontextmanager
async def working(
    redis: Redis, *workers: Worker, with_clock: bool = True
) -> AsyncIterator[list[asyncio.Task[None]]]:
    """All of them at work, each with its clock."""
    tasks = [asyncio.create_task(worker.run()) for worker in workers]
    clocks = [
        asyncio.create_task(WorkClock(worker, Heartbeats(redis), f"w{number}", now).run())
        for number, worker in enumerate(workers if with_clock else ())
    ]
    try:
        yield tasks
    finally:
        for task in (*tasks, *clocks):
            task.cancel()
        await asyncio.gather(*tasks, *clocks, return_exceptions=True)


async def poll(is_so: Callable[[], Awaitable[bool]], *, within: float = HANGS) -> None:
    """For what nobody tells: asks every 10 ms. Raises: TimeoutError."""
    async with asyncio.timeout(within):
        while not await is_so():  # noqa: ASYNC110 (Redis tells nobody)
            await asyncio.sleep(0.01)
