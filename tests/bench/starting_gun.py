"""How processes of one measurement begin at the same moment and tell what they did: in Redis."""

import json
from collections import Counter
from typing import Any, Final

from bot.store.connect import Client

WITHIN: Final = 300  # seconds
_READY: Final = "bench:ready"  # set of ports, by which a process is known
_GO: Final = "bench:go"
_STOP: Final = "bench:stop"
_TOLD: Final = "bench:told"


class NothingHeard(Exception):
    """Nobody said so in time."""


class Runner:
    """Of a process that is measured."""

    def __init__(self, redis: Client, port: str) -> None:
        self._redis = redis
        self._port = port

    async def on_your_marks(self) -> None:
        """All is prepared; returns when the clock starts."""
        await self._redis.sadd(_READY, self._port)
        await _popped(self._redis, _GO)

    async def until_stopped(self) -> None:
        await _popped(self._redis, _STOP)

    async def tell(self, did: Counter[str], seconds: float = 0.0) -> None:
        """How often each was done, and how long all of it took, where the process knows."""
        await self._redis.rpush(_TOLD, json.dumps({"did": did, "seconds": seconds}))


class Starter:
    """Of so many runners."""

    def __init__(self, redis: Client, runners: int) -> None:
        self._redis = redis
        self._runners = runners

    async def is_ready(self, port: int) -> bool:
        """For `running`, which sees whether the process lives."""
        return bool(await self._redis.sismember(_READY, str(port)))

    async def go(self) -> None:
        await self._redis.rpush(_GO, *[1] * self._runners)

    async def stop(self) -> None:
        await self._redis.rpush(_STOP, *[1] * self._runners)

    async def told(self) -> tuple[Counter[str], float]:
        """What all of them did together, and the longest that one took."""
        did: Counter[str] = Counter()
        longest = 0.0
        for _ in range(self._runners):
            said: dict[str, Any] = json.loads(await _popped(self._redis, _TOLD))
            did.update(said["did"])
            longest = max(longest, said["seconds"])
        return did, longest


async def _popped(redis: Client, key: str) -> str:
    found: Any = await redis.blpop([key], timeout=WITHIN)
    if found is None:
        raise NothingHeard(key)
    return str(found[1])
