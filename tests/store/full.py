"""A Redis whose memory is full."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from redis.asyncio import Redis


@asynccontextmanager
async def full(redis: Redis) -> AsyncIterator[None]:
    """It refuses to write, and evicts nothing to make room."""
    await redis.config_set("maxmemory", 1)
    try:
        yield
    finally:
        await redis.config_set("maxmemory", 0)
