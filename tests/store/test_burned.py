"""A burned credential leaves the folder of the embedded server."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from redis.asyncio import Redis

from bot.store import burned, keys
from bot.store.burned import Burned
from bot.store.connect import connect
from bot.store.data_dir import until
from bot.store.embedded import EmbeddedValkey

SEALED = "canary-sealed-value"


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(burned, "EVERY", timedelta(milliseconds=50))


@contextmanager
def watching(redis: Redis) -> Iterator[None]:
    task = asyncio.create_task(Burned(redis).watch())
    yield
    task.cancel()


def kept(folder: Path) -> bool:
    """Whether the value stands in any file of the server."""
    files = [path for path in (folder / "valkey").rglob("*") if path.is_file()]
    return any(SEALED.encode() in path.read_bytes() for path in files)


async def test_what_was_burned_is_gone_from_the_append_only_file(tmp_path: Path) -> None:
    """Deleting alone leaves it there for years; a backup of the folder would hold it."""
    async with EmbeddedValkey(tmp_path) as server:
        redis = connect(server.url)
        with watching(redis):
            await redis.hset("vault", "client_secret", SEALED)
            assert await until(lambda: kept(tmp_path), within=timedelta(seconds=3))

            await redis.delete("vault")
            await redis.incr(keys.shard_prefix(0) + "burned")

            assert await until(lambda: not kept(tmp_path), within=timedelta(seconds=10))
        await redis.aclose()
