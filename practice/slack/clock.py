"""Time stamps that are unique and increase, and the ids made from a counter."""

import time
from collections.abc import Callable
from typing import TypeAlias

Clock: TypeAlias = Callable[[], float]


class Stamps:
    """Message stamps of the form `1700000000.000100`, never twice the same."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        self._last = max(self._last + 1, int(self._clock() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def after(self, stamp: str) -> None:
        """All that follow are later than `stamp`."""
        seconds, _, micros = stamp.partition(".")
        self._last = max(self._last, int(seconds) * 1_000_000 + int(micros))


class Ids:
    """`V00001`, `V00002`, …: short, unique in the life of one company."""

    def __init__(self, made: int = 0) -> None:
        self.made = made

    def next(self, prefix: str) -> str:
        self.made += 1
        return f"{prefix}{self.made:05d}"
