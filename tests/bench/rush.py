"""So many reminders due at once: two workers of ours, and APScheduler's RedisJobStore, by turns.

Each side has a Valkey of its own, of the same kind, and a delivery that does nothing but count.
Ours is timed from the word "go" until the due set is empty, as seen from outside every `POLL`
seconds; the other from its resume until its last job was run.
"""

import asyncio
import os
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Final

from cryptography.fernet import Fernet

from bot.app import utc_now
from bot.domain.effects import Due
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.embedded import EmbeddedValkey
from bot.store.opened import Opened, open_store
from bot.store.vault import Vault
from tests.bench.figures import Rush, Rushed, Size
from tests.bench.processes import Running, running
from tests.bench.starting_gun import Starter
from tests.store.builders import an_effect, committed

WORKERS: Final = 2
AT_A_TIME: Final = 1000  # effects of one commit, at most
POLL: Final = 0.05  # seconds
WITHIN: Final = 120.0  # seconds, for each part


class NotEachOnce(Exception):
    """One of them was lost, or done twice: then the rate says nothing."""


async def measure_rush(folder: Path, size: Size) -> Rush:
    """
    Raises:
        NotEachOnce: on either side.
    """
    async with _workers(folder / "due") as workers:
        ours, job_store = [], []
        for _ in range(size.rushes):
            ours.append(await workers.rush(size.due, size.due_teams))
            job_store.append(await _job_store(folder / "jobs", size.jobs))
        one_team = await workers.rush(size.due, 1)
    return Rush(tuple(ours), one_team, tuple(job_store))


class _Workers:
    """Ours, which wait for the word."""

    def __init__(self, store: Opened, starter: Starter) -> None:
        self._store = store
        self._starter = starter

    async def rush(self, due: int, teams: int) -> Rushed:
        ids = await _remind_all(self._store, due, teams)
        began = time.perf_counter()
        await self._starter.go()
        await _empty(self._store)
        seconds = time.perf_counter() - began
        await self._starter.stop()
        did, _ = await self._starter.told()
        check_each_once(did, ids)
        return Rushed(due, seconds)


@asynccontextmanager
async def _workers(folder: Path) -> AsyncIterator[_Workers]:
    async with _store(folder) as (url, store), AsyncExitStack() as stack:
        starter = Starter(store.redis, WORKERS)
        for _ in range(WORKERS):
            await stack.enter_async_context(_runner(folder, "due_worker", starter, REDIS_URL=url))
        yield _Workers(store, starter)


async def _job_store(folder: Path, jobs: int) -> Rushed:
    async with _store(folder) as (url, store):
        await store.redis.flushall()
        starter = Starter(store.redis, 1)
        async with _runner(folder, "job_store", starter, REDIS_URL=url, JOBS=str(jobs)):
            await starter.go()
            did, seconds = await starter.told()
    check_each_once(did, {f"job-{number}" for number in range(jobs)})
    return Rushed(jobs, seconds)


@asynccontextmanager
async def _store(folder: Path) -> AsyncIterator[tuple[str, Opened]]:
    """On a Valkey of its own; and its URL."""
    async with (
        EmbeddedValkey(folder) as valkey,
        open_store(valkey.url, folder, beside_a_running_bot=False) as store,
    ):
        yield valkey.url, store


async def _remind_all(store: Opened, count: int, teams: int) -> set[str]:
    """The ids of the reminders of as many setups, committed and due."""
    vault = Vault(store.scripts, (Fernet.generate_key().decode(),))
    aggregates = Aggregates(store.redis, store.scripts, vault)
    now = utc_now()
    ids: set[str] = set()
    for team in range(teams):
        reminders = [Due(an_effect(f"setup-{number}"), now) for number in range(team, count, teams)]
        ids.update(one.effect.id for one in reminders)
        for first in range(0, len(reminders), AT_A_TIME):
            some = reminders[first : first + AT_A_TIME]
            await committed(aggregates, *some, team_id=TeamId(f"T_RUSH_{team}"))
    return ids


def _runner(
    folder: Path, module: str, starter: Starter, **environment: str
) -> AbstractAsyncContextManager[Running]:
    """Ready when the word is all that it waits for."""
    return running(
        f"tests.bench.{module}",
        environment={"PATH": os.defpath, **environment},
        folder=folder,
        is_ready=starter.is_ready,
        within=WITHIN,
    )


async def _empty(store: Opened) -> None:
    """
    Looks at little: whoever counted all that is due would be measured too.

    Raises:
        NotEachOnce: some still wait after a long time.
    """
    deadline = time.perf_counter() + WITHIN
    bodies = [("HLEN", keys.shard_prefix(shard) + "body") for shard in range(keys.SHARDS)]
    while waiting := sum(await store.scripts.each(bodies)):
        if time.perf_counter() > deadline:
            raise NotEachOnce(f"{waiting} are not done after {WITHIN:g} s")
        await asyncio.sleep(POLL)


def check_each_once(did: Counter[str], ids: set[str]) -> None:
    """
    Raises:
        NotEachOnce: one of these was not done, or twice, or another one was.
    """
    twice = sum(times > 1 for times in did.values())
    if twice or did.keys() != ids:
        raise NotEachOnce(f"{twice} done twice, {len(ids - did.keys())} of {len(ids)} lost")
