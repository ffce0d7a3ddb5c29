"""Time as the store keeps it: whole milliseconds, since floats lose the last digit."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

Clock: TypeAlias = Callable[[], datetime]  # aware, UTC


def milliseconds(at: datetime) -> int:
    """Since 1970."""
    return round(at.timestamp() * 1000)


def instant(since_1970: int) -> datetime:
    """The other way round."""
    return datetime.fromtimestamp(since_1970 / 1000, UTC)


def span(length: timedelta) -> int:
    """In milliseconds."""
    return round(length.total_seconds() * 1000)
