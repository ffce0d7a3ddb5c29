"""
Faults of the store.

StoreError
├── StoreUnavailable   no answer from Redis; nothing was committed as far as is known
├── StoreFull          Redis is out of memory and refuses to write
├── DocumentTooNew     written by a newer version of the bot
└── KeysMissing        what is in the vault was sealed with a key that is not configured
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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


PATIENCE: Final = 2.0  # seconds: Slack waits three for its answer


@asynccontextmanager
async def redis_faults() -> AsyncIterator[None]:
    """
    No exception of the Redis library leaves this package, and nothing waits longer than PATIENCE.

    The library's own limit is off: it makes a task of each command, which costs as much as the
    command, and `asyncio.wait_for` of Python 3.11 may lose a cancellation in it.
    """
    try:
        async with asyncio.timeout(PATIENCE):
            yield
    except exceptions.OutOfMemoryError as fault:
        raise StoreFull("Redis refuses to write: out of memory") from fault
    except exceptions.ResponseError as fault:
        if "OOM command not allowed" in str(fault):  # from within a script
            raise StoreFull("Redis refuses to write: out of memory") from fault
        raise StoreError(f"Redis refused a command: {fault}") from fault
    except (exceptions.RedisError, OSError) as fault:
        raise StoreUnavailable(f"Redis does not answer: {type(fault).__name__}") from fault
