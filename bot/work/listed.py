"""A file that was read: who stands in it, or why it cannot be used."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from bot.domain.csv_import import (
    EmptyFile,
    FileFault,
    HeaderOnly,
    NoEmailColumn,
    RepeatedColumn,
    Table,
    TooLarge,
    Unreadable,
)
from bot.domain.provisioning import Candidate
from bot.domain.run import Unread

ABOUT_LENGTH: Final = 300  # characters


@dataclass(frozen=True, slots=True)
class Listed:
    """Everybody, as given; and what of the file was not used: columns, or without header, cells."""

    candidates: tuple[Candidate, ...]
    ignored: tuple[str, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    headless: int = 0  # rows that hold more than one address: other values, or several


def listed(table: Table) -> Listed:
    """Everybody in a file."""
    if table.has_header:
        return Listed(table.people, table.ignored, table.meant)
    # No row is held back for what stands beside its address: all of them may be so.
    people = tuple(one._replace(extra="") for one in table.people)
    in_a_row = Counter(one.line for one in table.people)
    more = {one.line for one in table.people if one.extra or in_a_row[one.line] > 1}
    return Listed(people, headless=len(more))


def unread(fault: FileFault) -> Unread:
    match fault:
        case TooLarge():
            return Unread(why="too_large")
        case Unreadable(looks_like):
            return Unread(why="unreadable", about=looks_like)
        case EmptyFile():
            return Unread(why="empty")
        case HeaderOnly():
            return Unread(why="header_only")
        case NoEmailColumn(found, nearest):
            about = ", ".join(found)[:ABOUT_LENGTH]
            return Unread(
                why="no_email_column", about=about, nearest=(nearest or "")[:ABOUT_LENGTH]
            )
        case RepeatedColumn(column):
            return Unread(why="twice", about=column)
