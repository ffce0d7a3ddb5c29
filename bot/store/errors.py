"""
Faults of the store.

StoreError
├── StoreUnavailable   no answer from Redis; nothing was committed as far as is known
├── StoreFull          Redis is out of memory and refuses to write
├── DocumentTooNew     written by a newer version of the bot
├── KeysMissing        a sealed value opens with none of the keys there are
└── SealBroken         a sealed value opens, but was sealed for another place
"""

import asyncio
from types import TracebackType
from typing import Final

from redis import exceptions


class StoreError(Exception):
    """Base of all."""


class StoreUnavailable(StoreError):
    """Try again later."""


class StoreFull(StoreError):
    """An operator must act: memory, or the eviction policy."""


class DocumentTooNew(StoreError):
    """An operator must act: run the newer version."""


class KeysMissing(StoreError):
    """An operator must act: `SECRET_KEYS` lacks the key that was used."""


class SealBroken(StoreError):
    """An operator must act: somebody who can write to Redis moved a sealed value, or damaged it."""


PATIENCE: Final = 2.0  # seconds: Slack waits three for its answer


class redis_faults:  # noqa: N801 (reads as what it is: `async with redis_faults():`)
    """
    No exception of the Redis library leaves this package, and nothing waits longer than PATIENCE.

    The library's own limit is off: it makes a task of each command, which costs as much as the
    command, and `asyncio.wait_for` of Python 3.11 may lose a cancellation in it.
    """

    __slots__ = ("_limit",)

    async def __aenter__(self) -> None:
        self._limit = asyncio.timeout(PATIENCE)
        await self._limit.__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        try:
            await self._limit.__aexit__(kind, fault, at)
        except TimeoutError as late:
            raise StoreUnavailable("Redis does not answer in time") from late
        match fault:
            case exceptions.OutOfMemoryError():
                raise StoreFull("Redis refuses to write: out of memory") from fault
            case exceptions.ResponseError() if "OOM command not allowed" in str(
                fault
            ):  # in a script
                raise StoreFull("Redis refuses to write: out of memory") from fault
            case exceptions.ResponseError():
                raise StoreError(f"Redis refused a command: {fault}") from fault
            case exceptions.RedisError() | OSError():
                name = type(fault).__name__
                raise StoreUnavailable(f"Redis does not answer: {name}") from fault
