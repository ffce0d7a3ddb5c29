"""Redis is killed under load and started again where it was: what was acknowledged is there."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

import pytest

from bot.domain.ids import SeenId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed, SeenBefore
from bot.store.connect import connect
from bot.store.errors import StoreUnavailable
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from tests.store.builders import TEAM, a_setup, an_entry
from tests.store.own_server import OwnServer

CLIENTS: Final = 4
KILL_AFTER: Final = (60, 120, 180)  # commits that were acknowledged
COMMITS: Final = 240
SOON: Final = 1.0  # seconds


@dataclass
class Client:
    """Changes its own setup over and over; what it was told of each change."""

    aggregates: Aggregates
    setup: Setup
    acknowledged: list[SeenId] = field(default_factory=list)
    unknown: list[SeenId] = field(default_factory=list)  # answered with a fault
    version: int = 0

    async def change(self, seen: SeenId) -> None:
        """As a delivery of Slack's; after a fault it comes again, and is recognised or done."""
        former = Versioned(self.setup, self.version) if self.version else None
        answer = await self.aggregates.commit_setup(
            Outcome(self.setup), former, an_entry(seen), seen
        )
        match answer:
            case Committed(version):
                self.version = version
            case SeenBefore():  # done, and the answer was lost
                self.version += 1
            case _:
                pytest.fail(f"{answer} of a setup that nobody else changes")
        self.acknowledged.append(seen)

    async def go_on(self, clients: list["Client"]) -> None:
        number = 0
        while sum(len(one.acknowledged) for one in clients) < COMMITS:
            number += 1
            seen = SeenId(f"{self.setup.id}:{number}")
            while seen not in self.acknowledged:
                try:
                    await self.change(seen)
                except StoreUnavailable:
                    self.unknown.append(seen)
                    await asyncio.sleep(0.002)


@asynccontextmanager
async def _clients(server: OwnServer, secret_key: str) -> AsyncIterator[list[Client]]:
    async with AsyncExitStack() as stack:
        found = []
        for _ in range(CLIENTS):
            redis = connect(server.url)
            stack.push_async_callback(redis.aclose)
            scripts = Scripts(redis)
            stack.push_async_callback(scripts.close)
            aggregates = Aggregates(redis, scripts, Vault(scripts, (secret_key,)))
            found.append(Client(aggregates, a_setup()))
        yield found


async def test_what_was_acknowledged_is_there_and_nothing_twice(secret_key: str) -> None:
    """The rest was answered with a fault; asked again, it is done once. Nobody waits long."""
    back: list[float] = []
    with OwnServer.folder() as server:
        await server.start()
        async with _clients(server, secret_key) as clients:
            async with asyncio.TaskGroup() as group:
                for client in clients:
                    group.create_task(client.go_on(clients))
                for kill_after in KILL_AFTER:
                    await _until(clients, kill_after)
                    server.kill()
                    await asyncio.sleep(0.05)  # somebody asks in vain
                    await server.start()
                    started = time.monotonic()
                    await _until(clients, _acknowledged(clients) + CLIENTS)
                    back.append(time.monotonic() - started)

            for client in clients:
                assert await client.aggregates.setup(TEAM, client.setup.id) == Versioned(
                    client.setup, len(client.acknowledged)
                )
            rows: Any = await clients[0].aggregates._redis.xrange(keys.audit(TEAM))
            unknown = [seen for client in clients for seen in client.unknown]

    done = Counter(json.loads(row["row"])["what"] for _, row in rows)
    assert done == Counter(seen for client in clients for seen in client.acknowledged)
    assert max(done.values()) == 1
    assert len(unknown) >= len(KILL_AFTER)
    assert sorted(back)[len(back) // 2] < SOON  # the cores may have stood still once


def _acknowledged(clients: list[Client]) -> int:
    return sum(len(client.acknowledged) for client in clients)


async def _until(clients: list[Client], number: int) -> None:
    async with asyncio.timeout(10):
        while _acknowledged(clients) < number:  # noqa: ASYNC110 (it only counts)
            await asyncio.sleep(0.001)
