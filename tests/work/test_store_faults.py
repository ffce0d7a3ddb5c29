"""A worker whose store is full, or goes and comes: it goes on by itself, and delivers once."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Final

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.config import LogFormat
from bot.domain.effects import Due
from bot.domain.outcome import Outcome
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.commits import Committed
from bot.store.connect import connect
from bot.store.due import Claim
from bot.store.errors import StoreError
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from bot.work.results import Delivered, Left
from tests.journeys.canary import Logged, listening
from tests.store.builders import TEAM, a_setup, an_effect, an_entry, committed
from tests.store.own_server import OwnServer, fill, make_room
from tests.work.workers import Deliveries, a_worker, now, poll, working

FULL_FOR: Final = 1.3  # seconds: a worker that says so at each look says it twice
COMMITS: Final = 150
KILL_AFTER: Final = (50, 100)


async def test_a_full_store_is_said_once_and_work_goes_on_when_there_is_room(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Nobody starts the worker anew, and what was due meanwhile is done once."""
    effect = an_effect()
    await committed(aggregates, Due(effect, now()))
    done = Deliveries()
    try:
        await fill(redis)
        with listening(LogFormat.JSON) as logged:
            async with working(redis, a_worker(scripts, done)):
                await asyncio.sleep(FULL_FOR)
                complaints = _complaints(logged)
                begun_while_full = done.begun.total()
                await make_room(redis)
                await done.until(lambda: done.ended[effect.id] == 1)
                await poll(lambda: _is_done(redis))
    finally:
        await redis.config_set("maxmemory", 0)

    assert begun_while_full == 0
    assert len(complaints) == 1
    assert done.begun == {effect.id: 1}


def _complaints(logged: Logged) -> list[str]:
    """Without those of the heart, which beats every five seconds."""
    said = [json.loads(line) for line in logged.text.splitlines() if line.startswith("{")]
    events = [one["event"] for one in said if "out of memory" in one.get("why", "")]
    return [event for event in events if event != "no heartbeat"]


async def _is_done(redis: Redis) -> bool:
    return not await redis.exists(f"{keys.shard_prefix(keys.shard_of(TEAM))}body")


@dataclass
class Posts:
    """What Slack has; in doubt, it is looked up there, as deliveries do."""

    there: Counter[str] = field(default_factory=Counter)

    async def __call__(self, claim: Claim, left: Left) -> Delivered:
        if not (claim.in_doubt and self.there[claim.id]):
            self.there[claim.id] += 1
            await asyncio.sleep(0.05)  # so that many are posted and not finished at any time
        return Delivered()


@asynccontextmanager
async def _clients(server: OwnServer) -> AsyncIterator[list[tuple[Redis, Scripts]]]:
    """Three, each as a process of its own would have it."""
    async with AsyncExitStack() as stack:
        found: list[tuple[Redis, Scripts]] = []
        for _ in range(3):
            redis = connect(server.url)
            stack.push_async_callback(redis.aclose)
            scripts = Scripts(redis)
            stack.push_async_callback(scripts.close)
            found.append((redis, scripts))
        yield found


@pytest.mark.usefixtures("quick")
async def test_workers_outlive_their_store_and_what_is_due_is_delivered_once() -> None:
    """It is killed while effects are committed, claimed, performed and finished."""
    posts, acknowledged = Posts(), list[str]()
    with OwnServer.folder() as server:
        await server.start()
        async with _clients(server) as ((redis, one), (_, two), (_, own)):
            workers = [
                a_worker(it, Deliveries(posts), name) for it, name in ((one, "1"), (two, "2"))
            ]
            committing = asyncio.create_task(_commit(own, acknowledged))
            async with working(redis, *workers) as tasks:
                for kill_after in KILL_AFTER:
                    while len(acknowledged) < kill_after:  # noqa: ASYNC110 (it only counts)
                        await asyncio.sleep(0.001)
                    server.kill()
                    await asyncio.sleep(0.1)  # what is under way ends, and cannot say so
                    await server.start()
                await committing
                await poll(lambda: _is_done(redis))
                assert not any(task.done() for task in tasks)

    assert set(acknowledged) <= set(posts.there)
    assert set(posts.there.values()) == {1}


async def _commit(scripts: Scripts, acknowledged: list[str]) -> None:
    """One effect after the other, whatever becomes of it."""
    vault = Vault(scripts, (Fernet.generate_key().decode(),))
    aggregates = Aggregates(scripts.redis, scripts, vault)
    while len(acknowledged) < COMMITS:
        effect = an_effect()
        outcome = Outcome(a_setup(), (Due(effect, now()),))
        try:
            answer = await aggregates.commit_setup(outcome, None, an_entry())
        except StoreError:
            await asyncio.sleep(0.005)
            continue
        if isinstance(answer, Committed):
            acknowledged.append(effect.id)
