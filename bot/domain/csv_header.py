"""The first row of a file of people: which column is which, and what parts them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from bot.domain.addresses import BLANK, trimmed
from bot.domain.csv_rows import read_rows

COLUMNS: Final = ("email", "workspaces", "first_name", "last_name")

_SEPARATORS: Final = (",", ";", "\t")
_SEPARATOR_LINE: Final = re.compile(r'\s*"?sep=([^"\r\n])"?\s*', re.IGNORECASE)  # Excel's own
_ADDRESS_LIKE: Final = re.compile(r"[^\s@]+@[^\s@]+")
_NO_LETTER: Final = re.compile(r"[\W_]+")
# What Sales Connect, Marketo and people call them, in letters alone.
_COLUMN_OF: Final = {
    "email": "email",
    "mail": "email",
    "emailaddress": "email",
    "workspace": "workspaces",
    "workspaces": "workspaces",
    "firstname": "first_name",
    "lastname": "last_name",
}
# What other programs call them, in the two languages: counts where no column has its own name.
_ALSO: Final = {
    "adressedemessagerie": "email",
    "adresseemail": "email",
    "adressemail": "email",
    "courriel": "email",
    "useremail": "email",
    "workemail": "email",
    "espacedetravail": "workspaces",
    "espacesdetravail": "workspaces",
    "givenname": "first_name",
    "prenom": "first_name",
    "prénom": "first_name",
    "familyname": "last_name",
    "nom": "last_name",
    "nomdefamille": "last_name",
    "surname": "last_name",
}
_RESEMBLES: Final = 0.7  # `workspase` and `First` do, `name` and `Last login` do not
# Comparing costs the square of the characters.
_LONGEST_COMPARED: Final = 40
_MOST_COMPARED: Final = 100  # headings


@dataclass(frozen=True, slots=True)
class Header:
    """The first row, taken apart at one separator; if it names nothing, where addresses stand."""

    separator: str
    end: int  # index of the line behind it
    written: tuple[str, ...]
    columns: tuple[str | None, ...]  # the known one that each heading names
    email: int | None  # place of the addresses
    is_written: bool  # if not, the first row is a person

    @property
    def width(self) -> int:
        """Cells up to the last heading: exports often end every line in empty cells."""
        return max((place for place, name in enumerate(self.written, start=1) if name), default=0)

    def place_of(self, column: str) -> int | None:
        """Where a known column stands."""
        return self.columns.index(column) if column in self.columns else None

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(filter(None, self.written))

    def headings_of(self, column: str | None) -> tuple[str, ...]:
        """As written; of None: those that name no known column."""
        pairs = zip(self.written, self.columns, strict=False)  # no columns where no header is
        return tuple(heading for heading, named in pairs if heading and named == column)


def find_header(lines: Sequence[str]) -> Header | None:
    """In the first line that says something, by the separator that makes most of it; or None."""
    separators: Sequence[str] = _SEPARATORS
    for at, line in enumerate(lines):
        if named := _SEPARATOR_LINE.fullmatch(line):
            separators = (named[1], *_SEPARATORS)
        elif line.strip(BLANK + ',;"'):
            return max((_header(lines, at, one) for one in separators), key=_understood)
    return None


def _header(lines: Sequence[str], start: int, separator: str) -> Header:
    rows = read_rows(lines, separator, start)
    _, cells = next(rows)
    end = next(rows, (len(lines), []))[0]
    written = tuple(map(trimmed, cells))
    columns = _columns(written)
    if "email" in columns:
        return Header(separator, end, written, columns, columns.index("email"), True)
    for place, cell in enumerate(written):
        if _ADDRESS_LIKE.fullmatch(cell):
            return Header(separator, start, written, (), place, False)
    return Header(separator, end, written, columns, None, True)


def _columns(written: Sequence[str]) -> tuple[str | None, ...]:
    letters = [*map(_letters, written)]
    by_name = [*map(_COLUMN_OF.get, letters)]
    also = (column if (column := _ALSO.get(one)) not in by_name else None for one in letters)
    return tuple(named or other for named, other in zip(by_name, also, strict=True))


def _understood(header: Header) -> tuple[bool, int, int]:
    known = sum(1 for column in header.columns if column)
    return header.email is not None, known, len(header.written)


def resembling(header: Header) -> tuple[tuple[str, str], ...]:
    """Headings that name no known column, each with the missing one that it may have meant."""
    missing = [column for column in COLUMNS if column not in header.columns]
    meant = ((cell, _nearest(cell, missing)) for cell in header.headings_of(None)[:_MOST_COMPARED])
    return tuple((cell, column) for cell, column in meant if column)


def nearest_heading(header: Header, column: str) -> str | None:
    """The heading that resembles a known column most, if one does."""
    headings = header.headings_of(None)[:_MOST_COMPARED]
    best = max(headings, key=lambda heading: _likeness(heading, column), default="")
    return best if _likeness(best, column) >= _RESEMBLES else None


def _nearest(heading: str, columns: Iterable[str]) -> str | None:
    likeness, column = max(((_likeness(heading, one), one) for one in columns), default=(0.0, ""))
    return column if likeness >= _RESEMBLES else None


def _letters(heading: str) -> str:
    return _NO_LETTER.sub("", heading).casefold()


def _likeness(heading: str, column: str) -> float:
    """From 0 to 1, of whichever of its names is most alike."""
    if len(heading) > _LONGEST_COMPARED:
        return 0.0
    names = (name for name, known in _COLUMN_OF.items() if known == column)
    return max(SequenceMatcher(None, _letters(heading), name).ratio() for name in names)
