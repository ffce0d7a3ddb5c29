"""What was burned leaves the append-only file too, which keeps each write until it is rewritten."""

import asyncio
from datetime import timedelta
from typing import Final

import structlog
from redis.asyncio import Redis

from bot.store import keys
from bot.store.errors import StoreError, redis_faults

EVERY: Final = timedelta(seconds=20)  # so that a rewrite ends within a minute of a burn

log = structlog.get_logger("bot.store")


class Burned:
    """For the embedded server, whose file is ours; `docs/operations.md` says what others keep."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def watch(self) -> None:
        """Rewrites the file after each burn, and once at the start; until cancelled."""
        rewritten_at = -1
        while True:
            try:
                burned = await self._count()
                if burned != rewritten_at and await self._rewrite():
                    rewritten_at = burned
            except StoreError as fault:
                log.warning("the append-only file is not rewritten yet", why=str(fault))
            await asyncio.sleep(EVERY.total_seconds())

    async def _count(self) -> int:
        """Burns so far."""
        async with redis_faults():
            names = [keys.shard_prefix(shard) + "burned" for shard in range(keys.SHARDS)]
            counts = await self._redis.mget(names)  # of one server: it is the embedded one
        return sum(int(count) for count in counts if count)

    async def _rewrite(self) -> bool:
        """False while another rewrite runs: that one may have begun before the burn."""
        async with redis_faults():
            state = await self._redis.info("persistence")
            if state.get("aof_rewrite_in_progress"):
                return False
            await self._redis.bgrewriteaof()
        return True
