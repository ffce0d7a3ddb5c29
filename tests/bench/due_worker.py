"""A worker whose delivery does nothing: `python -m tests.bench.due_worker`."""

import asyncio
import gc
import os
from collections import Counter
from itertools import count

import uvloop

from bot.store.connect import connect
from bot.store.due import Claim
from bot.store.scripts import Scripts
from bot.work.deliver import Deliver
from bot.work.results import Delivered, Left
from tests.bench.starting_gun import Runner
from tests.work.workers import a_worker, working


class Nothing(Deliver):
    """Stands where Slack would be."""

    def __init__(self) -> None:
        self.did: Counter[str] = Counter()

    async def __call__(self, claim: Claim, still_ours: Left) -> Delivered:
        self.did[claim.id] += 1
        return Delivered()


async def _work() -> None:
    """One rush after the other, until the process is ended."""
    redis = connect(os.environ["REDIS_URL"])
    scripts, runner = Scripts(redis), Runner(redis, os.environ["PORT"])
    for rush in count():
        nothing = Nothing()
        worker = a_worker(scripts, nothing, f"bench-{os.getpid()}-{rush}")
        await runner.on_your_marks()
        async with working(redis, worker):
            await runner.until_stopped()
        await runner.tell(nothing.did)


if __name__ == "__main__":
    gc.collect()
    gc.freeze()  # as bot/service.py
    gc.set_threshold(20_000, 20, 100)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(_work())
