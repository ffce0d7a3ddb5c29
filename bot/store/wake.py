"""Wake-ups: hints that a shard has something due; lost ones cost a second at most."""

from collections.abc import AsyncIterator
from typing import Final

from redis.asyncio import Redis

from bot.store import keys
from bot.store.errors import redis_faults

QUIET: Final = 1.0  # seconds


class Wakes:
    """Over publish and subscribe."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def listen(self) -> AsyncIterator[int | None]:
        """Numbers of shards, until the connection is lost; None now and then, when all is quiet."""
        async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
            async with redis_faults():
                await channel.subscribe(keys.WAKE)
            while True:
                async with redis_faults():
                    message = await channel.get_message(timeout=QUIET)
                yield int(message["data"]) if message else None
