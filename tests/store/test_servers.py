"""What `doctor` says of the server: how full it is, and whether it writes."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from bot.doctor import examine_store
from bot.store.due import DueSet
from bot.store.heartbeats import Heartbeats
from bot.store.scripts import Scripts
from tests.store.builders import NOW


@pytest.fixture
async def server(redis: Redis) -> AsyncIterator[Redis]:
    """Afterwards without a limit again."""
    yield redis
    await redis.config_set("maxmemory", 0)


async def _lines(redis: Redis, scripts: Scripts) -> list[str]:
    due, beats = DueSet(scripts, "worker"), Heartbeats(redis)
    return [one.line() async for one in examine_store(redis, due, beats, lambda: NOW)]


async def _limit(redis: Redis, *, used: float) -> None:
    """As if this part of what it may use were in use."""
    now = (await redis.info("memory"))["used_memory"]
    await redis.config_set("maxmemory", int(now / used))


async def test_a_server_that_is_fine_has_no_fault(server: Redis, scripts: Scripts) -> None:
    """But that nobody works."""
    await _limit(server, used=0.5)

    faults = [line for line in await _lines(server, scripts) if line.startswith("FAULT")]

    assert [one.startswith("FAULT workers: none; start") for one in faults] == [True]


async def test_a_server_that_is_nearly_full_is_a_fault_before_it_refuses(
    server: Redis, scripts: Scripts
) -> None:
    """In time to act; it still writes."""
    await _limit(server, used=0.93)

    lines = await _lines(server, scripts)

    [line] = [line for line in lines if "maxmemory (" in line]
    assert line.startswith("FAULT Redis: 9")
    assert "raise maxmemory" in line
    assert not any("refuses" in line for line in lines)


async def test_a_server_that_is_full_is_a_line_and_no_traceback(
    server: Redis, scripts: Scripts
) -> None:
    """Everything that can be read is said besides."""
    await server.config_set("maxmemory", 1)

    lines = await _lines(server, scripts)

    assert any(line.startswith("FAULT Redis: Redis refuses to write: out of") for line in lines)
    assert "ok    effects: 0 waiting, none late" in lines


async def test_a_server_that_only_copies_another_one_is_a_fault(
    server: Redis, scripts: Scripts
) -> None:
    """A replica answers every question, and nothing can be kept in it."""
    await server.replicaof("127.0.0.1", 1)

    lines = await _lines(server, scripts)

    await server.replicaof("NO", "ONE")
    assert any(line.startswith("FAULT Redis: ") and "read only replica" in line for line in lines)
