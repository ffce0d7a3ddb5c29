"""Time stamps that are unique and increase, and the ids made from a counter."""

import time
from collections.abc import Callable
from itertools import count
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


class Ids:
    """`V00001`, `V00002`, …: short, unique in the life of one stand-in."""

    def __init__(self) -> None:
        self._count = count(1)

    def next(self, prefix: str) -> str:
        return f"{prefix}{next(self._count):05d}"
