"""How often something may be done: windows that all workers share, and the line before them."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from limits import RateLimitItemPerSecond
from limits.aio.storage import RedisStorage
from limits.aio.storage.redis.redispy import RedispyBridge
from limits.aio.strategies import SlidingWindowCounterRateLimiter

from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.errors import StoreError
from bot.store.instants import Clock, instant, milliseconds, span
from bot.store.scripts import Scripts

_NAMESPACE: Final = "pace"
AFTER_A_WAIT: Final = timedelta(seconds=0.1)  # between those who waited: the gates do the rest


@dataclass(frozen=True, slots=True)
class Rate:
    """So many in so many seconds."""

    amount: int
    seconds: int

    @property
    def each(self) -> timedelta:
        return timedelta(seconds=self.seconds) / self.amount


# Marketo takes 100 calls of a subscription in any 20 seconds (domain.md, part 3). A window that is
# counted roughly lets more through at its edges: with short ones that is little, and nine of ten
# leave room for it.
MARKETO: Final = Rate(9, 2)


@dataclass(frozen=True, slots=True)
class Gate:
    """
    A limit. What is done in bulk never passes `steady`. What is not may have `burst` besides, or,
    where `whole` is given, all that is left of it: nothing passes more than that in all.
    """

    name: str
    steady: Rate
    burst: Rate | None = None
    whole: Rate | None = None


class Pace:
    """
    Room is counted on real time, by the server's clock: Slack's limits know no other, and skewed
    clocks of workers do not matter. What Slack told us to wait is over by the bot's clock, as what
    is due is: whoever moves that on hears the same from Slack again.
    """

    def __init__(self, scripts: Scripts, now: Clock) -> None:
        self._scripts = scripts
        self._windows = SlidingWindowCounterRateLimiter(_Windows(scripts))
        self._now = now

    async def enter(
        self, team_id: TeamId, method: str, gates: Sequence[Gate], *, in_bulk: bool
    ) -> timedelta | None:
        """
        None: there was room at every gate, and it is taken. Else in how long to come again.

        The narrowest gate comes first: who is stopped there takes nothing of the wider ones.
        """
        held, passes = await asyncio.gather(
            self.held_until(team_id, method), self._passes(team_id, gates[0], in_bulk)
        )
        if held:
            line = keys.line(team_id, f"held:{method}", _who(in_bulk))
            after = max(held - self._now(), timedelta(0))
            return await self._place(team_id, line, AFTER_A_WAIT, after)
        stopped = None if passes else gates[0]
        for gate in gates[1:]:
            if stopped is None and not await self._passes(team_id, gate, in_bulk):
                stopped = gate
        if stopped is None:
            return None
        line = keys.line(team_id, stopped.name, _who(in_bulk))
        return await self._place(team_id, line, stopped.steady.each)

    async def _passes(self, team_id: TeamId, gate: Gate, in_bulk: bool) -> bool:
        is_steady = (in_bulk or not gate.whole) and await self._hit(
            gate.steady, team_id, gate.name, "steady"
        )
        if in_bulk and not is_steady:
            return False
        if gate.whole:
            return await self._hit(gate.whole, team_id, gate.name, "whole")
        if is_steady or gate.burst is None:
            return is_steady
        return await self._hit(gate.burst, team_id, gate.name, "burst")

    async def _hit(self, rate: Rate, *names: str) -> bool:
        window = RateLimitItemPerSecond(rate.amount, rate.seconds, _NAMESPACE)
        return await self._windows.hit(window, *names)

    async def _place(
        self, team_id: TeamId, line: str, each: timedelta, after: timedelta = timedelta(0)
    ) -> timedelta:
        """Each who waits has a moment of its own: otherwise all would come again at each room."""
        about: list[str | int] = [span(each), span(after)]
        place = await self._scripts.line([line, keys.due(team_id)], about)
        return timedelta(milliseconds=int(place))

    async def hold(self, team_id: TeamId, method: str, length: timedelta) -> None:
        """Nobody enters for so long."""
        until = milliseconds(self._now() + length)
        key = keys.held(team_id, method)
        (answer,) = await self._scripts.each([("SET", key, until, "PX", span(length))])
        if isinstance(answer, StoreError):
            raise answer

    async def held_until(self, team_id: TeamId, *methods: str) -> datetime | None:
        """When the last of these methods may be called again; None: all may be."""
        answers = await self._scripts.each([("GET", keys.held(team_id, one)) for one in methods])
        now, latest = self._now(), None
        for answer in answers:
            if isinstance(answer, StoreError):
                raise answer
            if answer and (until := instant(int(answer))) > (latest or now):
                latest = until
        return latest


class Turns:
    """
    So many calls in so many seconds on behalf of each who is named, over all workers.

    Counted as in `Pace`, but in one window only, and without a line: few wait at a time.
    """

    def __init__(self, scripts: Scripts, name: str, rate: Rate) -> None:
        self._windows = SlidingWindowCounterRateLimiter(_Windows(scripts))
        self._window = RateLimitItemPerSecond(rate.amount, rate.seconds, _NAMESPACE)
        self._name = name
        self._each = rate.each

    async def __call__(self, whose: str) -> timedelta | None:
        """None: there was room, and it is taken. Else in how long to come again."""
        # Whose it is may be one of three values that are written nowhere as they are.
        named = sha256(whose.encode()).hexdigest()[:16]
        is_in = await self._windows.hit(self._window, named, self._name)
        return None if is_in else self._each


def _who(in_bulk: bool) -> str:
    return "bulk" if in_bulk else "clicks"


class _Windows(RedisStorage):
    """
    The library's windows over the connection of our scripts: in a cluster too, with our faults and
    our patience. The client that the library makes for itself is never connected.
    """

    def __init__(self, scripts: Scripts) -> None:
        super().__init__("redis://", implementation="redispy", key_prefix="sc")
        assert isinstance(self.bridge, RedispyBridge)
        source = self.bridge.SCRIPT_ACQUIRE_SLIDING_WINDOW
        self.bridge.lua_acquire_sliding_window = scripts.of(source.decode())  # type: ignore[assignment]

    def _current_window_key(self, key: str) -> str:
        """On the node that keeps the Slack workspace: no other one that is dead may stop it."""
        _, whose, *_ = key.split("/")  # as `_hit` and `Turns` name it
        return f"{{{keys.shard_of(TeamId(whose))}}}:{key}"
