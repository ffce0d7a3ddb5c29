"""A company's own time: a file says by how much it differs, to all of its processes at once."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

WIDTH: Final = 24  # characters: a number is overwritten as a whole

# Made-up days, so that working hours come where a round needs them.
MONDAY: Final = datetime(2040, 1, 2, 10, 0, tzinfo=UTC)  # eleven o'clock in Berlin
A_DAY_LATER: Final = MONDAY + timedelta(hours=25)
A_WEEK_LATER: Final = MONDAY + timedelta(days=7, hours=2)


class Clock:
    """Runs on, and is moved by tests."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._moved = 0.0
        self.move(MONDAY)

    def move(self, to: datetime) -> None:
        self._moved = to.timestamp() - time.time()
        descriptor = os.open(self.file, os.O_WRONLY | os.O_CREAT, 0o600)
        os.pwrite(descriptor, f"{self._moved:<{WIDTH}.3f}".encode(), 0)
        os.close(descriptor)

    def now(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._moved


def reads(file: Path | None, ahead: float) -> Callable[[], datetime]:
    """The time of a process, which may be wrong by some seconds."""
    wrong = timedelta(seconds=ahead)
    if file is None:
        return lambda: datetime.now(UTC) + wrong
    descriptor = os.open(file, os.O_RDONLY)  # for as long as the process lives

    def now() -> datetime:
        moved = timedelta(seconds=float(os.pread(descriptor, WIDTH, 0)))
        return datetime.now(UTC) + wrong + moved

    return now
