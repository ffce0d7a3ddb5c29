"""The company's time: the real one, and as far ahead as people have jumped."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(slots=True)
class PracticeClock:
    """`ahead` is in seconds; `told` are called with it after each jump."""

    ahead: float = 0.0
    told: list[Callable[[float], None]] = field(default_factory=list)

    def __call__(self) -> float:
        """Seconds since 1970."""
        return time.time() + self.ahead

    def now(self) -> datetime:
        return datetime.fromtimestamp(self(), UTC)

    def jump(self, seconds: float) -> None:
        self.set(self.ahead + seconds)

    def set(self, ahead: float) -> None:
        self.ahead = ahead
        for tell in self.told:
            tell(ahead)
