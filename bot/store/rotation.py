"""Rotation: what is sealed with an older key is sealed with the newest; nothing else changes."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Final

from redis.asyncio import RedisCluster

from bot.domain.credentials import CredentialField
from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import PATIENCE, KeysMissing, redis_faults
from bot.store.key_file import KeyFile
from bot.store.scripts import Scripts
from bot.store.seals import Seals

PAGE: Final = 200  # keys a look at the store takes
# Whoever sealed with the older key has committed it by then, or has given up.
SETTLED: Final = timedelta(seconds=PATIENCE + 1)
ON_DISK: Final = timedelta(seconds=2)  # with `appendfsync everysec`, and one second that is late

_SEALED: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {
        keys.ALL_VAULTS: tuple(CredentialField),
        keys.ALL_API_ACCESS: tuple(CredentialField),
        keys.ALL_FINGERPRINTS: ("salt",),
    }
)


@dataclass(frozen=True, slots=True)
class Rotated:
    """What became of everything that is sealed: a hand-over, an API access, a fingerprint each."""

    kept: int  # sealed with the newest key before
    renewed: int
    unopened: int  # none of the keys opens it: left as it was


@dataclass(frozen=True, slots=True)
class Survey:
    """What opens with which key."""

    newest: int
    older: int
    unopened: int

    @property
    def all(self) -> int:
        return self.newest + self.older + self.unopened


async def survey(redis: Client, seals: Seals) -> Survey:
    """
    Looks only.

    Raises:
        StoreError: Redis does not answer.
    """
    found = _Pass()
    async for name, sealed in _everything(redis):
        found.look(name, sealed, seals)
    return Survey(len(found.newest), len(found.older), len(found.unopened))


async def rotate(redis: Client, scripts: Scripts, seals: Seals) -> Rotated:
    """
    Beside running processes, whatever they do; killed at any point, the next one goes on.

    Raises:
        StoreError: Redis does not answer; run it again.
    """
    renewed: set[str] = set()
    while True:
        found = _Pass()
        async for name, sealed in _everything(redis):
            anew = found.look(name, sealed, seals)
            if anew and await _replace(scripts, name, sealed, anew):
                renewed.add(name)
        # What was written during a pass may have been missed by it, or got ahead of it.
        if not found.older:
            kept = len(found.newest - renewed)
            return Rotated(kept, len(renewed), len(found.unopened))


async def rotate_file(
    file: KeyFile,
    redis: Client,
    scripts: Scripts,
    *,
    settled: timedelta = SETTLED,
    on_disk: timedelta = ON_DISK,
) -> Rotated:
    """
    With a new key of our own, beside a running bot that reads the same file.

    Raises:
        KeysBeingRotated: by another process.
        KeysMissing: the file is not there, or holds what is no key.
        StoreError: Redis does not answer; run it again.
    """
    with file.rotating():
        file.begin()
        await asyncio.sleep(settled.total_seconds())
        rotated = await rotate(redis, scripts, Seals(file))
        await asyncio.sleep(on_disk.total_seconds())
        # A key that opens nothing here may be the one that is needed elsewhere.
        file.end(keep_older=bool(rotated.unopened))
    return rotated


class _Pass:
    """One look at everything; names, since SCAN may show a key twice."""

    def __init__(self) -> None:
        self.newest: set[str] = set()
        self.older: set[str] = set()
        self.unopened: set[str] = set()

    def look(self, name: str, sealed: Mapping[str, str], seals: Seals) -> dict[str, str]:
        """What it is anew; empty if there is nothing to do or nothing that can be done."""
        try:
            anew = {
                field: seals.renew(value)
                for field, value in sealed.items()
                if not seals.is_newest(value)
            }
        except KeysMissing:
            if not keys.is_fingerprint(name):  # which is of no use any more, and keeps no key back
                self.unopened.add(name)
            return {}
        (self.older if anew else self.newest).add(name)
        return anew


async def _replace(
    scripts: Scripts, name: str, sealed: Mapping[str, str], anew: Mapping[str, str]
) -> bool:
    """False if it was burned, replaced or renewed meanwhile."""
    args: list[str | int] = [keys.prefix_of(name)]
    for field, value in anew.items():
        args += [field, sealed[field], value]
    return bool(await scripts.reseal([name], args))


async def _everything(redis: Client) -> AsyncIterator[tuple[str, dict[str, str]]]:
    """Each hash with its sealed fields."""
    for pattern, fields in _SEALED.items():
        async for names in _pages(redis, pattern):
            async with redis_faults(), redis.pipeline(transaction=False) as pipe:
                for name in names:
                    pipe.hmget(name, fields)
                rows = await pipe.execute()
            for name, row in zip(names, rows, strict=True):
                values = zip(fields, row, strict=True)
                if sealed := {field: str(value) for field, value in values if value is not None}:
                    yield str(name), sealed


async def _pages(redis: Client, pattern: str) -> AsyncIterator[list[str]]:
    """Names of hashes; in a cluster those of one primary after the other."""
    if isinstance(redis, RedisCluster):
        async with redis_faults():
            await redis.initialize()
        places: list[dict[str, Any]] = [{"target_nodes": node} for node in redis.get_primaries()]
    else:
        places = [{}]
    for place in places:
        cursor = 0
        while True:
            async with redis_faults():
                cursor, names = await redis.scan(
                    cursor, match=pattern, count=PAGE, _type="hash", **place
                )
            if isinstance(cursor, dict):  # of a cluster: by name of the node
                [cursor] = cursor.values()
            yield [str(name) for name in names]
            if cursor == 0:
                break
