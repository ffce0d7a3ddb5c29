"""The company's time: the real one, and as far ahead as people have jumped."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

MORNING: Final = 10
"""Everybody is at work by then."""
SATURDAY: Final = 5  # of datetime.weekday


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

    def jump_to_the_next_morning(self, zone: tzinfo) -> None:
        """Of a working day: whole days would end in the same evening again and again."""
        local = self.now().astimezone(zone)
        morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
        while morning <= local or morning.weekday() >= SATURDAY:
            morning += timedelta(days=1)
        self.jump(morning.timestamp() - local.timestamp())

    def set(self, ahead: float) -> None:
        self.ahead = ahead
        for tell in self.told:
            tell(ahead)
