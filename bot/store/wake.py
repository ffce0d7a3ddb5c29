"""Wake-ups: hints that a shard has something due; lost ones cost a second at most."""

from collections.abc import AsyncIterator

from redis.asyncio import Redis

from bot.store import keys
from bot.store.errors import redis_faults


class Wakes:
    """Over publish and subscribe."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def listen(self) -> AsyncIterator[int]:
        """Numbers of shards, until the connection is lost."""
        async with self._redis.pubsub(ignore_subscribe_messages=True) as channel:
            with redis_faults():
                await channel.subscribe(keys.WAKE)
            while True:
                with redis_faults():
                    message = await channel.get_message(timeout=None)
                if message:
                    yield int(message["data"])
