"""Wake-ups: hints that a shard has something due; lost ones cost a second at most."""

from collections.abc import AsyncGenerator
from typing import Final

from redis.asyncio import RedisCluster
from redis.asyncio.client import PubSub

from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import StoreUnavailable, redis_faults

QUIET: Final = 1.0  # seconds
ASKED_AFTER: Final = 5  # quiet looks: a connection may be dropped without a word


class Wakes:
    """Over publish and subscribe."""

    def __init__(self, redis: Client) -> None:
        self._redis = redis
        self._turn = 0

    async def listen(self) -> AsyncGenerator[int | None, None]:
        """
        Numbers of shards, until the connection is lost; None now and then, when all is quiet. In
        a cluster any node has the wake-ups of all: each time it begins with another one.
        """
        async with redis_faults():
            opened = await self._open()
        async with opened as channel:
            async with redis_faults():
                await channel.subscribe(keys.WAKE)
            quiet = 0  # looks in a row that heard nothing
            while True:
                async with redis_faults():
                    message = await channel.get_message(timeout=QUIET)
                    quiet = 0 if message else quiet + 1
                    if quiet > ASKED_AFTER:
                        raise StoreUnavailable("nothing is heard of the server of wake-ups")
                    if quiet == ASKED_AFTER:
                        await channel.subscribe(keys.WAKE)  # is confirmed each time
                is_wake = message is not None and message["type"] == "message"
                yield int(message["data"]) if message and is_wake else None

    async def _open(self) -> PubSub:
        if not isinstance(self._redis, RedisCluster):
            return self._redis.pubsub(ignore_subscribe_messages=False)
        await self._redis.initialize()
        nodes = self._redis.get_nodes()
        self._turn += 1
        node = nodes[self._turn % len(nodes)]
        return self._redis.pubsub(node=node, ignore_subscribe_messages=False)
