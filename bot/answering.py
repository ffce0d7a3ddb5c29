"""An answer to Slack and the store behind it: how long it waits, and what it is told in trouble."""

from enum import Enum, auto

from bot.store.errors import DocumentTooNew, StoreFull, StoreUnavailable, answer_in_time


class Trouble(Enum):
    """Why the store was of no use, where people or operators can do something about it."""

    SILENT = auto()  # try again
    FULL = auto()  # nothing was written
    TOO_NEW = auto()  # what is stored was written by a newer version


def trouble_of(fault: Exception) -> Trouble | None:
    """None: another fault, ours most likely."""
    match fault:
        case StoreUnavailable():
            return Trouble.SILENT
        case StoreFull():
            return Trouble.FULL
        case DocumentTooNew():
            return Trouble.TOO_NEW
    return None


__all__ = ["Trouble", "answer_in_time", "trouble_of"]
