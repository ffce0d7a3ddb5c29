"""Marketo's limits of use, really kept, on the clock that the caller gives."""

from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

Clock: TypeAlias = Callable[[], datetime]

CALLS: Final = 100
WINDOW: Final = timedelta(seconds=20)
AT_ONCE: Final = 10
DAILY_QUOTA: Final = 50_000
QUOTA_ZONE: Final = ZoneInfo("America/Chicago")

TOO_FAST, QUOTA_REACHED, TOO_MANY_AT_ONCE = 606, 607, 615


class Limits:
    """One subscription's; † a call that is refused counts towards none of them."""

    def __init__(self, now: Clock) -> None:
        self.daily_quota = DAILY_QUOTA
        self._now = now
        self._recent: deque[datetime] = deque()
        self._day: date | None = None
        self._today = 0
        self._at_once = 0

    def forget(self) -> None:
        """What was used; calls that are on their way still leave."""
        self._recent.clear()
        self._today = 0

    @property
    def used_today(self) -> int:
        """Since midnight US Central."""
        self._turn_the_day()
        return self._today

    def enter(self) -> int | None:
        """The code of the limit that is reached; None: the call goes on, and must `leave`."""
        now = self._now()
        self._turn_the_day()
        while self._recent and now - self._recent[0] >= WINDOW:
            self._recent.popleft()
        if self._today >= self.daily_quota:
            return QUOTA_REACHED
        if self._at_once >= AT_ONCE:
            return TOO_MANY_AT_ONCE
        if len(self._recent) >= CALLS:
            return TOO_FAST
        self._recent.append(now)
        self._today += 1
        self._at_once += 1
        return None

    def leave(self) -> None:
        self._at_once -= 1

    def _turn_the_day(self) -> None:
        today = self._now().astimezone(QUOTA_ZONE).date()
        if today != self._day:
            self._day, self._today = today, 0
