"""
What our due set is compared with: APScheduler's RedisJobStore, `python -m tests.bench.job_store`.

JOBS jobs are added while the asyncio scheduler is paused; the time runs from its resume until the
last of them was run. Nothing else happens in a job than counting it. The loop is ours, uvloop.
"""

import asyncio
import os
import time
from collections import Counter
from datetime import UTC, datetime
from typing import Final
from urllib.parse import unquote, urlsplit

import uvloop
from apscheduler.jobstores.redis import RedisJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.store.connect import connect
from tests.bench.starting_gun import Runner

_did: Final[Counter[str]] = Counter()  # a job is stored by the name of its function
_all_done: Final = asyncio.Event()


async def remind(job_id: str, jobs: int) -> None:
    """A job."""
    _did[job_id] += 1
    if len(_did) == jobs:
        _all_done.set()


async def _run(url: str, jobs: int) -> None:
    redis = connect(url)
    runner = Runner(redis, os.environ["PORT"])
    scheduler = AsyncIOScheduler(
        jobstores={"default": RedisJobStore(unix_socket_path=unquote(urlsplit(url).path))},
        job_defaults={"misfire_grace_time": None},  # late ones are run too
        timezone=UTC,
    )
    scheduler.start(paused=True)
    due = datetime.now(UTC)
    for number in range(jobs):
        name = f"job-{number}"
        scheduler.add_job(remind, "date", run_date=due, args=(name, jobs), id=name)
    await runner.on_your_marks()
    began = time.perf_counter()
    scheduler.resume()
    await _all_done.wait()
    seconds = time.perf_counter() - began
    await runner.tell(_did, seconds)
    scheduler.shutdown()
    await redis.aclose()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as loop:
        loop.run(_run(os.environ["REDIS_URL"], int(os.environ["JOBS"])))
