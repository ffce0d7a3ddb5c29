"""What was burned leaves the append-only file too, which keeps each write until it is rewritten."""

import asyncio
from datetime import timedelta
from enum import Enum, auto
from typing import Final

import structlog

from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import StoreError, redis_faults

EVERY: Final = timedelta(seconds=20)  # so that a rewrite ends within a minute of a burn

log = structlog.get_logger("bot.store")


class Rewrite(Enum):
    """How far the last rewrite has come."""

    UNDER_WAY = auto()
    DONE = auto()
    FAILED = auto()


class Burned:
    """For the embedded server, whose file is ours; `docs/operations.md` says what others keep."""

    def __init__(self, redis: Client) -> None:
        self._redis = redis

    async def watch(self) -> None:
        """Rewrites the file after each burn, and once at the start; until cancelled."""
        rewritten, asked = -1, -1  # burns that a rewrite has left out; that it was asked to
        while True:
            try:
                burned, rewrite = await self._count(), await self._state()
                if rewrite is Rewrite.DONE:
                    rewritten = asked
                if rewrite is not Rewrite.UNDER_WAY and burned != rewritten:
                    await self._rewrite()
                    asked = burned
            except StoreError as fault:
                log.warning("the append-only file is not rewritten yet", why=str(fault))
            await asyncio.sleep(EVERY.total_seconds())

    async def _state(self) -> Rewrite:
        """Of the last one; a child that was killed, or a full disk, leaves the old file."""
        async with redis_faults():
            state = await self._redis.info("persistence")
        if state.get("aof_rewrite_in_progress") or state.get("aof_rewrite_scheduled"):
            return Rewrite.UNDER_WAY
        is_fine = state.get("aof_last_bgrewrite_status") == "ok"
        return Rewrite.DONE if is_fine else Rewrite.FAILED

    async def _count(self) -> int:
        """Burns so far."""
        async with redis_faults():
            names = [keys.shard_prefix(shard) + "burned" for shard in range(keys.SHARDS)]
            counts = await self._redis.mget(names)  # of one server: it is the embedded one
        return sum(int(count) for count in counts if count)

    async def _rewrite(self) -> None:
        async with redis_faults():
            await self._redis.bgrewriteaof()
