"""A server whose place another one takes, while connections to it stay open as if nothing were."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.outcome import Outcome
from bot.store import keys, wake
from bot.store.aggregates import Aggregates
from bot.store.commits import Committed
from bot.store.connect import connect
from bot.store.errors import StoreUnavailable
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from bot.store.wake import Wakes
from tests.store.builders import TEAM, a_setup, an_entry
from tests.store.own_server import OwnServer

NOBODY: Final = ("127.0.0.1", 1)  # whom a demoted server follows
SOON: Final = 1.8  # seconds: less than the patience with a server that is silent
A_WHILE: Final = 20.0  # seconds: nothing waited for takes so long, however busy the cores
TEN_SECONDS: Final = 10.0


class Place:
    """A name that leads to one server, then to another: for new connections only."""

    def __init__(self, name: Path, first: OwnServer, second: OwnServer) -> None:
        self._name = name
        self.first, self.second = first, second
        self.url = f"unix://{name}"
        self._lead_to(first)

    def _lead_to(self, server: OwnServer) -> None:
        self._name.unlink(missing_ok=True)
        self._name.symlink_to(server.url.removeprefix("unix://"))

    async def fail_over(self) -> None:
        """As a managed Redis does: the first follows from now on, and keeps its connections."""
        async with Redis.from_url(self.first.url) as first:
            await first.replicaof(*NOBODY)
        self._lead_to(self.second)

    def fall_silent(self) -> None:
        """No connection to the first ends, none says a word any more."""
        self.first.hang()
        self._lead_to(self.second)


@pytest.fixture
async def place() -> AsyncIterator[Place]:
    with OwnServer.folder() as first, OwnServer.folder() as second:
        await asyncio.gather(first.start(), second.start())
        name = Path(first.url.removeprefix("unix://")).with_name("name.sock")
        yield Place(name, first, second)


@pytest.fixture
async def client(place: Place) -> AsyncIterator[Redis]:
    one = connect(place.url)
    yield one
    await one.aclose()


@pytest.fixture
async def scripts(client: Redis) -> AsyncIterator[Scripts]:
    one = Scripts(client)
    yield one
    await one.close()


async def _keys_of(server: OwnServer) -> list[str]:
    async with Redis.from_url(server.url, decode_responses=True) as client:
        return sorted(str(key) for key in await client.keys())


async def test_after_a_failover_scripts_go_on_with_the_new_server_at_once(
    place: Place, client: Redis, scripts: Scripts, secret_key: str
) -> None:
    """The first of them already; several at the same time, too."""
    aggregates = Aggregates(client, scripts, Vault(scripts, (secret_key,)))
    former = a_setup()
    assert await aggregates.commit_setup(Outcome(former), None, an_entry()) == Committed(1)
    await place.fail_over()

    setups = [a_setup() for _ in range(5)]
    async with asyncio.timeout(SOON):
        commits = (aggregates.commit_setup(Outcome(one), None, an_entry()) for one in setups)
        assert await asyncio.gather(*commits) == [Committed(1)] * 5
        [answer] = await scripts.each([("SET", "by the wire", "1")])

    assert answer == "OK"
    found = await _keys_of(place.second)
    assert {keys.aggregate(TEAM, one.ref) for one in setups} <= set(found)
    assert keys.aggregate(TEAM, former.ref) not in found


async def test_after_a_failover_calls_of_the_library_go_on_with_the_new_server_at_once(
    place: Place, client: Redis
) -> None:
    """Each of the pool's connections is left when it is met."""
    await asyncio.gather(*(client.set(f"before{number}", 1) for number in range(5)))
    await place.fail_over()

    async with asyncio.timeout(SOON):
        await asyncio.gather(*(client.set(f"after{number}", 1) for number in range(5)))

    assert await _keys_of(place.second) == [f"after{number}" for number in range(5)]


async def _listened(wakes: Wakes, heard: asyncio.Queue[int]) -> None:
    """As the worker does, until the connection is lost."""
    async for shard in wakes.listen():
        if shard is not None:
            heard.put_nowait(shard)


async def _heard(server: OwnServer, heard: asyncio.Queue[int], shard: int) -> None:
    """A wake-up is published until somebody heard it."""
    async with Redis.from_url(server.url) as publisher, asyncio.timeout(A_WHILE):
        while not await publisher.publish(keys.WAKE, shard):  # noqa: ASYNC110 (Redis tells nobody)
            await asyncio.sleep(0.01)
        assert await heard.get() == shard


async def test_a_server_of_wake_ups_that_says_nothing_is_left(
    place: Place, client: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a look of its own, a connection that is dropped in silence seems quiet for ever."""
    assert (wake.ASKED_AFTER + 1) * wake.QUIET < TEN_SECONDS
    monkeypatch.setattr(wake, "QUIET", 0.05)
    wakes, heard = Wakes(client), asyncio.Queue[int]()
    async with asyncio.TaskGroup() as group:
        listening = group.create_task(_noticed(wakes, heard))
        await _heard(place.first, heard, 1)
        place.fall_silent()
        async with asyncio.timeout(A_WHILE):
            await listening

        again = group.create_task(_listened(wakes, heard))
        await _heard(place.second, heard, 2)
        again.cancel()


async def _noticed(wakes: Wakes, heard: asyncio.Queue[int]) -> None:
    with pytest.raises(StoreUnavailable):
        await _listened(wakes, heard)


async def test_a_server_of_wake_ups_that_only_has_nothing_to_say_is_kept(
    place: Place, client: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answers when it is asked whether it is there; its answer is no wake-up."""
    monkeypatch.setattr(wake, "QUIET", 0.1)
    monkeypatch.setattr(wake, "ASKED_AFTER", 2)
    looks = 0
    async for shard in Wakes(client).listen():
        assert shard is None
        looks += 1
        if looks == 8:  # twice it was asked, and answered
            break
