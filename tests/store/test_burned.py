"""A burned credential leaves the folder of the embedded server."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import aclosing, asynccontextmanager, contextmanager, suppress
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

import psutil
import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import burned, keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.burned import Burned
from bot.store.connect import connect
from bot.store.data_dir import until
from bot.store.embedded import EmbeddedValkey
from bot.store.rotation import rotate
from bot.store.scripts import Scripts
from bot.store.seals import Seals
from bot.store.vault import Vault
from tests.store.builders import (
    TEAM,
    all_sealed,
    an_entry,
    cancelled,
    credentials,
    handed_over,
    hash_at,
    with_access,
)

A_WHILE = timedelta(seconds=20)  # nothing waited for takes so long, however busy the cores
SEALED = "canary-sealed-value"
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
Act: TypeAlias = Callable[[Aggregates, Scripts, Setup], Awaitable[object]]


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(burned, "EVERY", timedelta(milliseconds=50))


@contextmanager
def watching(redis: Redis) -> Iterator[None]:
    task = asyncio.create_task(Burned(redis).watch())
    try:
        yield
    finally:
        task.cancel()


def kept(folder: Path, values: Iterable[str] = (SEALED,)) -> bool:
    """Whether one of the values stands in any file of the server."""
    written = b""
    for path in (folder / "valkey").rglob("*"):
        with suppress(FileNotFoundError, IsADirectoryError):  # a rewrite renames its file
            written += path.read_bytes()
    return any(value.encode() in written for value in values)


async def test_what_was_burned_is_gone_from_the_append_only_file(tmp_path: Path) -> None:
    """Deleting alone leaves it there for years; a backup of the folder would hold it."""
    async with EmbeddedValkey(tmp_path) as server:
        redis = connect(server.url)
        with watching(redis):
            await redis.hset("vault", "client_secret", SEALED)
            assert await until(lambda: kept(tmp_path), within=A_WHILE)

            await burn(redis)

            assert await until(lambda: not kept(tmp_path), within=A_WHILE)
        await redis.aclose()


async def burn(redis: Redis) -> None:
    """The one value; as a commit does it."""
    await redis.delete("vault")
    await redis.incr(keys.shard_prefix(0) + "burned")


@asynccontextmanager
async def a_slow_rewrite(redis: Redis) -> AsyncIterator[psutil.Process]:
    """The copy of the server that writes it: two seconds a key; later ones take no time."""
    server = psutil.Process((await redis.info("server"))["process_id"])

    def copies() -> list[psutil.Process]:
        return [child for child in server.children() if child.name() == server.name()]

    await redis.config_set("rdb-key-save-delay", 2_000_000)
    with watching(redis):
        assert await until(lambda: bool(copies()), within=A_WHILE)
        await redis.config_set("rdb-key-save-delay", 0)
        yield copies()[0]


async def test_what_is_burned_while_a_rewrite_runs_is_left_out_by_the_next(tmp_path: Path) -> None:
    """The one that runs took its picture before."""
    async with EmbeddedValkey(tmp_path) as server, aclosing(connect(server.url)) as redis:
        await redis.hset("vault", "client_secret", SEALED)
        async with a_slow_rewrite(redis) as copy:
            await burn(redis)
            assert await until(lambda: not copy.is_running(), within=A_WHILE)

            assert await until(lambda: not kept(tmp_path), within=A_WHILE)


async def test_a_rewrite_that_failed_is_done_again(tmp_path: Path) -> None:
    """A full disk, a copy that the system killed: the old file stays, with what was burned."""
    async with EmbeddedValkey(tmp_path) as server, aclosing(connect(server.url)) as redis:
        await redis.hset("vault", "client_secret", SEALED)
        assert await until(lambda: kept(tmp_path), within=A_WHILE)
        await burn(redis)
        async with a_slow_rewrite(redis) as copy:
            await _watched_twice(redis)
            copy.kill()

            assert await until(lambda: not kept(tmp_path), within=A_WHILE)


async def _watched_twice(redis: Redis) -> None:
    """So that a rewrite that has only begun could be taken for one that is done."""

    async def counts() -> int:
        return int((await redis.info("commandstats"))["cmdstat_mget"]["calls"])

    before = await counts()
    async with asyncio.timeout(1.9):  # the copy still writes
        while await counts() < before + 2:  # noqa: ASYNC110 (Redis tells nobody)
            await asyncio.sleep(0.01)


@asynccontextmanager
async def a_store(folder: Path) -> AsyncIterator[tuple[Aggregates, Scripts]]:
    """Of its own, whose file is rewritten after each burn."""
    async with EmbeddedValkey(folder) as server:
        redis = connect(server.url)
        scripts = Scripts(redis)
        with watching(redis):
            yield Aggregates(redis, scripts, Vault(scripts, (OLD,))), scripts
        await scripts.close()
        await redis.aclose()


async def _reveal(aggregates: Aggregates, _: Scripts, setup: Setup) -> None:
    await aggregates.commit_setup(Outcome(setup, burn=True), Versioned(setup, 1), an_entry())


async def _replace(aggregates: Aggregates, _: Scripts, setup: Setup) -> None:
    second = Outcome(handed_over(setup, version=2), keep=credentials())
    await aggregates.commit_setup(second, Versioned(setup, 1), an_entry())


async def _replace_access(aggregates: Aggregates, _: Scripts, setup: Setup) -> None:
    newer = with_access(setup, number=2)
    second = Outcome(newer, keep_access=credentials(), burn_access=(1,))
    await aggregates.commit_setup(second, Versioned(setup, 1), an_entry())


async def _remove_access(aggregates: Aggregates, _: Scripts, setup: Setup) -> None:
    removed = Outcome(setup, burn_access=(1,))
    await aggregates.commit_setup(removed, Versioned(setup, 1), an_entry())


async def _cancel(aggregates: Aggregates, _: Scripts, setup: Setup) -> None:
    ended = Outcome(cancelled(setup), burn_access=(1,))
    await aggregates.commit_setup(ended, Versioned(setup, 1), an_entry())


async def _rotate(_: Aggregates, scripts: Scripts, __: Setup) -> None:
    await rotate(scripts.redis, scripts, Seals((NEW, OLD)))


VAULT, FINGERPRINT = keys.vault, keys.fingerprint
ACCESS = partial(keys.api_access, number=1)


@pytest.mark.parametrize(
    ("act", "hashes"),
    [
        (_reveal, [VAULT]),
        (_replace, [VAULT, FINGERPRINT]),
        (_replace_access, [ACCESS]),
        (_remove_access, [ACCESS]),
        (_cancel, [VAULT, ACCESS, FINGERPRINT]),
        (_rotate, [VAULT, ACCESS, FINGERPRINT]),
    ],
)
async def test_every_way_in_which_a_seal_ends_leaves_no_copy(
    tmp_path: Path, act: Act, hashes: list[Callable[..., str]]
) -> None:
    """A lost key must not open what a backup of the folder still holds."""
    async with a_store(tmp_path) as (aggregates, scripts):
        setup = await all_sealed(aggregates)
        sealed = [
            value
            for of in hashes
            for value in (await hash_at(scripts.redis, of(TEAM, setup.id))).values()
            if value.startswith("gAAAA")  # how each Fernet token begins
        ]
        assert len(sealed) == sum(1 if of is FINGERPRINT else 3 for of in hashes)
        assert await until(lambda: kept(tmp_path, sealed), within=A_WHILE)

        await act(aggregates, scripts, setup)

        assert await until(lambda: not kept(tmp_path, sealed), within=A_WHILE)
