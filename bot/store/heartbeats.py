"""What workers say of themselves, for `doctor` and `status`."""

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import StoreError, redis_faults
from bot.store.instants import span

EVERY: Final = timedelta(seconds=5)
SILENT_AFTER: Final = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """Of one worker."""

    worker: str
    at: datetime
    swept: timedelta  # since the worker last looked at what is due
    performed: int
    sockets: int | None = None  # Socket Mode connections that are alive; None: has none to keep


class Heartbeats:
    """Kept in Redis, each for a short while."""

    def __init__(self, redis: Client) -> None:
        self._redis = redis

    async def beat(self, heartbeat: Heartbeat) -> None:
        said = {
            "at": heartbeat.at.isoformat(),
            "swept": heartbeat.swept.total_seconds(),
            "performed": heartbeat.performed,
            "sockets": heartbeat.sockets,
        }
        async with redis_faults():
            # In this order: whoever finds a name without its heartbeat forgets the name.
            await self._redis.set(
                keys.heartbeat(heartbeat.worker), json.dumps(said), px=span(SILENT_AFTER)
            )
            await self._redis.sadd(keys.HEARTBEATS, heartbeat.worker)

    async def stop(self, worker: str) -> None:
        """It ends in order."""
        async with redis_faults():
            await self._redis.srem(keys.HEARTBEATS, worker)
            await self._redis.delete(keys.heartbeat(worker))

    async def heard(self) -> list[Heartbeat]:
        """
        Of workers that are not silent; those that are, are forgotten. Left out are those whose
        heartbeat lies on a node of a cluster that does not answer.

        Raises:
            StoreError: nothing is known of anybody.
        """
        async with redis_faults():
            workers = sorted(map(str, await self._redis.smembers(keys.HEARTBEATS)))
        found = await asyncio.gather(*map(self._heard, workers))
        heard = [one for one in found if isinstance(one, Heartbeat)]
        if not heard:
            for fault in found:
                if isinstance(fault, StoreError):
                    raise fault
        return heard

    async def _heard(self, worker: str) -> Heartbeat | StoreError | None:
        try:
            async with redis_faults():
                said = await self._redis.get(keys.heartbeat(worker))
                if said is None:
                    await self._redis.srem(keys.HEARTBEATS, worker)
                    return None
        except StoreError as fault:
            return fault
        kept = json.loads(said)
        at, swept = datetime.fromisoformat(kept["at"]), timedelta(seconds=kept["swept"])
        return Heartbeat(worker, at, swept, kept["performed"], kept["sockets"])
