"""What the store holds of a company, read beside its processes."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Final, TypeVar

from redis.asyncio import Redis

from bot.domain.effects import Ref, Slot
from bot.domain.ids import RequestId, TeamId, UserId
from bot.domain.request import Request
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import Sent
from bot.store.errors import StoreUnavailable, redis_faults
from tests.crash.clock import Clock
from tests.crash.processes import START_WITHIN

T = TypeVar("T")

TEAM: Final = TeamId("T_ACME")
SOL: Final = UserId("U_SOL")
FAR: Final = 60.0  # seconds: what is due later waits for another day
FOR_LATER: Final = ("expire:", "remind:", "time_of_request:")  # effects that wait for days


async def patiently(read: Callable[[], Awaitable[T]]) -> T:
    """The store gives up after two seconds, which are short where many share the cores."""
    async with asyncio.timeout(START_WITHIN):
        while True:
            with suppress(StoreUnavailable):
                return await read()


class Kept:
    """Reads; a store that is dead for a moment is waited for."""

    redis: Redis
    aggregates: Aggregates
    clock: Clock | None

    def now(self) -> float:
        """Seconds since 1970, as its processes count."""
        return self.clock.now() if self.clock else time.time()

    async def setup(self) -> Setup | None:
        """The one of production, as it is stored."""
        setups = await self._setups(Kind.PRODUCTION)
        assert len(setups) <= 1
        return setups[0] if setups else None

    async def sandboxes(self) -> list[Setup]:
        return await self._setups(Kind.SANDBOX)

    async def _setups(self, kind: Kind) -> list[Setup]:
        asked = await patiently(lambda: self.aggregates.ask(TEAM, SOL))
        return [one.state for one in asked.setups if one.state.kind is kind]

    async def run(self) -> Run | None:
        """The one that was started, with all its people."""
        setup = await self.setup()
        if setup is None:
            return None
        runs = await patiently(lambda: self.aggregates.runs(TEAM, setup.id))
        assert len(runs) <= 1
        if not runs:
            return None
        kept = await patiently(lambda: self.aggregates.run(TEAM, runs[0].id))
        return kept.state if kept else None

    async def requests(self) -> list[Request]:
        """All that were ever made, oldest first."""
        prefix = keys.aggregate(TEAM, Ref(kind="request", id=""))
        found = [one.removeprefix(prefix) for one in await self._keys(prefix)]
        kept = await asyncio.gather(*(self._request(RequestId(one)) for one in found))
        return sorted((one for one in kept if one), key=lambda one: one.asked_at)

    async def _request(self, id_: RequestId) -> Request | None:
        kept = await patiently(lambda: self.aggregates.request(TEAM, id_))
        return kept.state if kept else None

    async def hash(self, key: str) -> dict[str, str]:
        found: Any = await self._asked(lambda: self.redis.hgetall(key))
        return {str(field): str(value) for field, value in found.items()}

    async def members(self, key: str) -> set[str]:
        found: Any = await self._asked(lambda: self.redis.smembers(key))
        return {str(one) for one in found}

    async def _asked(self, ask: Callable[[], Awaitable[object]]) -> object:
        """Of Redis itself, which may be dead for a moment."""

        async def once() -> object:
            async with redis_faults():
                return await ask()

        return await patiently(once)

    async def sent(self, about: Ref, slot: Slot) -> Sent | None:
        return await patiently(lambda: self.aggregates.sent(TEAM, about, slot.key))

    async def presses(self, about: Ref) -> Counter[str]:
        """What was done to it, by whom: how often, as the audit says."""
        entries: Any = await self._asked(lambda: self.redis.xrange(keys.audit(TEAM)))
        rows = [json.loads(fields["row"]) for _, fields in entries]
        on = f"{about.kind}:{about.id}"
        return Counter(row["what"] for row in rows if row["on"] == on and row["who"] != "bot")

    async def rests(self) -> bool:
        """Nothing is left to do but what waits for another day."""
        return not await self.waits()

    async def waits(self) -> dict[str, float]:
        """Effect → in how many seconds it is due."""
        body = f"{keys.shard_prefix(keys.shard_of(TEAM))}body"
        bodies: Any = await self._asked(lambda: self.redis.hkeys(body))
        due: Any = await self._asked(
            lambda: self.redis.zrange(keys.due(TEAM), 0, -1, withscores=True)
        )
        left = {str(effect): float(at) / 1000 - self.now() for effect, at in due}
        left |= {str(effect): 0.0 for effect in bodies if str(effect) not in left}
        return {
            effect: seconds
            for effect, seconds in left.items()
            if not effect.startswith(FOR_LATER) or (self.clock and seconds < FAR)
        }

    async def dead_letters(self) -> list[str]:
        """Keys that hold what was given up."""
        return await self._keys(f"{keys.shard_prefix(keys.shard_of(TEAM))}dead")

    async def _keys(self, prefix: str) -> list[str]:
        async def found() -> list[str]:
            return [str(key) async for key in self.redis.scan_iter(f"{prefix}*", count=1000)]

        keys_: Any = await self._asked(found)
        return list(keys_)
