"""How the connector fares, as one process sees it: silent, out of reach, or taking no calls."""

from datetime import datetime, timedelta
from typing import Final

# So many calls in a row without an answer: it is the connector that is silent, and whoever is
# called for next would only be in doubt, too.
SILENT: Final = 16
FIRST_AWAY: Final = timedelta(seconds=1)
LONGEST_AWAY: Final = timedelta(minutes=1)


class Silence:
    """Of all runs together: they have one connector."""

    def __init__(self) -> None:
        self._unanswered = 0
        self._away = timedelta(0)
        self._back_at: datetime | None = None
        self._refuses_since: datetime | None = None

    def is_broken(self) -> None:
        """It said something, whatever it was."""
        self._unanswered = 0
        self._away = timedelta(0)

    def is_over(self) -> None:
        """It answered for somebody."""
        self.is_broken()
        self._refuses_since = None

    def is_total(self) -> bool:
        """One more call has no answer; whether it is one of many."""
        self._unanswered += 1
        return self._unanswered >= SILENT

    def away_for(self, now: datetime) -> timedelta:
        """No connection could be made: how long all calls wait. Many that fail at once are one."""
        if self._back_at is None or now >= self._back_at:
            self._away = min(LONGEST_AWAY, max(FIRST_AWAY, 2 * self._away))
            self._back_at = now + self._away
        return self._back_at - now

    def refuses_for(self, now: datetime) -> timedelta:
        """One more call was not taken: for how long none was, by now."""
        self._refuses_since = self._refuses_since or now
        return now - self._refuses_since
