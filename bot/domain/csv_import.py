"""A file of people: what its rows say, not yet judged."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Final, TypeAlias
from unicodedata import category

from bot.domain.addresses import (
    BLANK,
    LONGEST_WRITTEN,
    normalised,
    parse_addresses,
    the_address,
    trimmed,
)
from bot.domain.candidates import Candidate
from bot.domain.csv_export import revived
from bot.domain.csv_header import COLUMNS, Header, find_header, nearest_heading, resembling
from bot.domain.csv_rows import Shape, decoded, lines_of, read_rows

LARGEST: Final = 10 * 1024 * 1024  # bytes
# Of a list with all that it is made of. Thrice what the largest team has; a file that is all short
# lines would take a worker more than a gigabyte to plan.
MOST_ROWS: Final = 30_000
EXTRA_LENGTH: Final = 60  # characters of what stands in a row under no heading


@dataclass(frozen=True, slots=True)
class Table:
    """
    Who could be read: at least one; rows that are wholly blank are left out.

    Each value is as typed, trimmed. An address is bare where a cell says exactly one, else as it
    is, and may be empty; a line is that in the file which the row begins on, from 1.
    """

    people: tuple[Candidate, ...]
    ignored: tuple[str, ...] = ()  # columns that were not used, as written
    meant: tuple[tuple[str, str], ...] = ()  # an ignored column, the missing one it resembles
    has_header: bool = True  # if not, only addresses were read


@dataclass(frozen=True, slots=True)
class TooLarge:
    """More than `LARGEST`."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """No text at all; `looks_like` is `xlsx` (any workbook), `pdf` or empty."""

    looks_like: str = ""


@dataclass(frozen=True, slots=True)
class EmptyFile:
    """Nothing but blanks and separators."""


@dataclass(frozen=True, slots=True)
class HeaderOnly:
    """Columns, but nobody in them."""


@dataclass(frozen=True, slots=True)
class NoEmailColumn:
    """The columns found, as written, and the one that resembles `email` most, if one does."""

    found: tuple[str, ...]
    nearest: str | None


@dataclass(frozen=True, slots=True)
class RepeatedColumn:
    """A known column that several headings name, as written: which one counts is a guess."""

    column: str
    written: tuple[str, ...]


FileFault: TypeAlias = (
    TooLarge | Unreadable | EmptyFile | HeaderOnly | NoEmailColumn | RepeatedColumn
)

_MEANT: Final = re.compile(r"[^\s@]@")  # as an address: `@ada` is another kind of name
_BETWEEN_NAMES: Final = re.compile(r"[;\r\n]")
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def parse_csv(data: bytes) -> Table | FileFault:
    """
    The rows of a file in UTF-8, UTF-16 or Windows-1252, parted by comma, semicolon or tab.

    A fault is told of a file in which no row can be read; what is wrong with a row is for whoever
    plans. Without a header it is a list of addresses.
    """
    if len(data) > LARGEST:
        return TooLarge()
    if data.startswith(_WORKBOOKS):
        return Unreadable("xlsx")
    if data.lstrip()[:5] == b"%PDF-":
        return Unreadable("pdf")
    text = decoded(data)
    if text is None:
        return Unreadable()
    lines = lines_of(text)
    header = find_header(lines)
    if header is None:
        return EmptyFile()
    if header.email is None and _is_garbled(text[:1_000]):
        return Unreadable()
    if fault := _fault(header):
        return fault
    # One more than are taken says that they are too many.
    people = tuple(islice(_people(lines, header), MOST_ROWS + 1))
    if not people:
        return HeaderOnly()
    return Table(people, header.headings_of(None), resembling(header), header.is_written)


def _is_garbled(text: str) -> bool:
    """More control characters than a text has that went through many hands: a picture, say."""
    control = sum(1 for char in text if category(char) == "Cc" and not char.isspace())
    return control * 20 > len(text)


def _fault(header: Header) -> NoEmailColumn | RepeatedColumn | None:
    if header.email is None:
        return NoEmailColumn(header.headings, nearest_heading(header, "email"))
    for column in COLUMNS:
        headings = header.headings_of(column)
        if len(headings) > 1:
            return RepeatedColumn(column, headings)
    return None


def _people(lines: Sequence[str], header: Header) -> Iterator[Candidate]:
    email, width = header.email or 0, header.width
    # Behind the columns stands an empty cell: for those that are missing, and where a row ends.
    others = (header.place_of(column) for column in COLUMNS[1:])
    workspaces, first_name, last_name = (-1 if place is None else place for place in others)
    empty = [""] * (width + 1)
    names = cache(_names)  # ten thousand people have the same few sets
    for at, read in read_rows(lines, header.separator, header.end, Shape(email, width)):
        cells = [cell.strip(BLANK) for cell in read]  # as `trimmed`, without a call for each
        if any(cells):
            if not header.is_written:
                yield from _without_header(at + 1, cells, email)
                continue
            beyond = cells[width:] and [cell for cell in cells[width:] if cell]
            cells += empty[min(len(cells), width) :]
            address = _address(_plain(cells[email]))
            if beyond and width == 1:
                # Nothing is parted in a file of one column: `Brook, Ada <a@b>` is one person.
                whole = the_address(header.separator.join(cells[:-1]))
                address, beyond = (whole, []) if whole else (address, beyond)
            # All by their place: by name it takes twice as long, ten thousand times.
            yield Candidate(
                address,
                None,
                names(cells[workspaces]) or None,
                at + 1,
                _plain(cells[first_name]),
                _plain(cells[last_name]),
                None,
                _extra(beyond) if beyond else "",
            )


def _without_header(number: int, cells: Sequence[str], email: int) -> Iterator[Candidate]:
    """Whatever is meant as an address is somebody, wherever it stands; the rest is not read."""
    people: list[str] = []
    unread: list[str] = []
    for cell in map(_plain, cells):
        if not _MEANT.search(cell):
            unread.append(cell)
        # What is longer than anybody's list in one cell is no list, and would take hours to read.
        elif len(cell) > LONGEST_WRITTEN or normalised(cell):
            people.append(cell)
        else:
            good, bad = parse_addresses(cell)
            people += (cell,) if bad else good
    if not people:
        people = list(cells[email : email + 1]) or [""]
        unread = [*cells[:email], *cells[email + 1 :]]
    for place, one in enumerate(people):
        yield Candidate(one, line=number, extra="" if place else _extra(filter(None, unread)))


def _extra(cells: Iterable[str]) -> str:
    """Most likely the values of this row slipped."""
    return ", ".join(cells)[:EXTRA_LENGTH]


def _address(cell: str) -> str:
    """With no name, no link and no brackets around it: mail programs export them all."""
    # Most are plain, and asking this first is many times faster.
    return cell if normalised(cell) else the_address(cell) or cell


def _plain(cell: str) -> str:
    """As it was before our own export made it inert."""
    return trimmed(revived(cell)) if "'" in cell else cell


def _names(cell: str) -> tuple[str, ...]:
    by_folded: dict[str, str] = {}
    for part in _BETWEEN_NAMES.split(cell) if cell else ():
        if name := _plain(trimmed(part)):
            by_folded.setdefault(name.casefold(), name)
    return tuple(by_folded.values())
