"""Which workspaces a pasted text shows: in the column of that name, or in cells by themselves."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.addresses import addresses_in
from bot.domain.names import clean_name

MAYBE_ADDRESS: Final = re.compile(r"[^\s,;:|<>()\[\]\"“”„«»]+")
_WORD_BEGINS: Final = r"(?<![\w@.])(?<!\w-)"
_WORD_ENDS: Final = r"(?![\w@]|-\w|\.\w)"


def words(pattern: str) -> re.Pattern[str]:
    """Not inside a longer word, a domain or an address."""
    return re.compile(f"{_WORD_BEGINS}(?:{pattern}){_WORD_ENDS}", re.IGNORECASE)


NOT_CONNECTED: Final = words(
    r"(?:not|not\s+yet|non|pas|pas\s+encore)[\s-]+connect(?:ed|ée?s?)|disconnected|déconnectée?s?"
)
INVITED: Final = words(r"invited|pending|invitée?s?|en\s+attente")
CONNECTED: Final = words(r"connected|connectée?s?")

_WORKSPACES: Final = (
    r"(?:(?:marketo|assigned|user)\s+)*workspaces?(?:\s*\(s\))?(?:\s+(?:names?|marketo|assignés?))*"
    r"|(?:noms?\s+des?\s+(?:l['’])?)?espaces?\s+de\s+travail(?:\s+(?:marketo|attribués?|assignés?))*"
)
_EMAIL: Final = (
    r"(?:(?:user|work)\s+)?e-?mails?(?:\s+address(?:es)?)?|mail|courriels?"
    r"|adresses?\s+(?:e-?mail|mail|électroniques?|de\s+courriel)"
)
_IS_WORKSPACES: Final = re.compile(rf"\W*(?:{_WORKSPACES})\W*", re.IGNORECASE)
_IS_EMAIL: Final = re.compile(rf"\W*(?:{_EMAIL})\W*", re.IGNORECASE)
_LABEL: Final = words(_WORKSPACES)
_BESIDE: Final = (NOT_CONNECTED, INVITED, CONNECTED, _LABEL)
_LABELLED: Final = re.compile(rf"\W*(?:{_WORKSPACES})\s*:\s*(?P<names>.*\S)\s*", re.IGNORECASE)

_LINK: Final = re.compile(r"<(?:mailto:)?([^<>|]*)\|[^<>]*>", re.IGNORECASE)  # as Slack has them
_GAP: Final = "  "  # columns that spaces part: two or more
_SEPARATORS: Final = ("\t", "|", ";", ",", _GAP)
_KEEP_EMPTY: Final = ("\t", "|")  # an empty cell between them is still a cell
_SURE: Final = re.compile(r"\t|\||\s{2,}")  # parts cells, whatever else stands in the line
_BETWEEN: Final = re.compile(r"[\t,;|]|\s{2,}")
_NAME_ENDS: Final = r"\s*(?:[,;|/\n]|$)"


def _parted(line: str, separator: str) -> list[str]:
    if separator == _GAP:
        cells = re.split(r"\s{2,}", line.strip())
    elif separator in _KEEP_EMPTY:
        cells = line.split(separator)
    else:
        try:
            [cells] = csv.reader((line,), delimiter=separator, skipinitialspace=True)
        except (csv.Error, ValueError):
            cells = line.split(separator)
    return [cell.strip() for cell in cells]


@dataclass(frozen=True, slots=True)
class Columns:
    """A row of headings, as far as it is about this."""

    separator: str
    width: int
    email: int | None
    workspaces: int | None  # None: there is no such column, so no cell says which ones

    def are_of(self, line: str) -> bool:
        """Whether it can be a row below them."""
        return len(_parted(line, self.separator)) > 1

    def cell(self, line: str, email: str) -> str:
        """What this row has under that heading; empty: nothing, or nobody can tell what."""
        if self.workspaces is None:
            return ""
        cells = _parted(_LINK.sub(r"\1", line), self.separator)
        at = next((n for n, cell in enumerate(cells) if _names(cell, email)), None)
        if at is None:
            return ""
        # Counted from the address: where one more cell stands before it, the rest has moved too.
        moved = 0 if self.email is None else at - self.email
        place, more = self.workspaces + moved, len(cells) - moved - self.width
        if moved and len(cells) == self.width:
            return ""  # somebody else's address, in a column of its own
        if more and self._may_slip(moved, more):
            return ""
        return cells[place] if 0 <= place < len(cells) else ""

    def _may_slip(self, moved: int, more: int) -> bool:
        """Whether, with so many cells more than headings, nobody knows which is below which."""
        if self.separator not in _KEEP_EMPTY or self.email is None:
            return self.separator not in _KEEP_EMPTY or more > 0
        return moved != 0  # what is more, or missing, stands at the end


def _names(cell: str, email: str) -> bool:
    """Not as a part of somebody else's address."""
    words = MAYBE_ADDRESS.findall(cell) if email in cell.lower() else ()
    return any(email in addresses_in(word) for word in words)


def columns_of(line: str) -> Columns | None:
    """What its headings say, if the line is a row of headings."""
    if "@" in line:
        return None
    for separator in _SEPARATORS:
        cells = _parted(line, separator)
        named = [n for n, cell in enumerate(cells) if _IS_WORKSPACES.fullmatch(cell)]
        emails = [n for n, cell in enumerate(cells) if _IS_EMAIL.fullmatch(cell)]
        if len(cells) > 1 and (named or emails):
            email = emails[0] if emails else None
            # Which of two it is, nobody can tell.
            return Columns(separator, len(cells), email, named[0] if len(named) == 1 else None)
    return None


class Names:
    """Finds the names of workspaces."""

    def __init__(self, names: Iterable[str]) -> None:
        # The longest first: "EMEA North" is no "EMEA".
        self._names = sorted(filter(str.strip, dict.fromkeys(names)), key=len, reverse=True)
        self._folded = frozenset(clean_name(name).casefold() for name in self._names)
        spaced = (r"[^\S\n]+".join(map(re.escape, name.split())) for name in self._names)
        pattern = "|".join(f"({name})" for name in spaced) or r"(?!)"
        self._pattern = words(pattern)
        self._next = re.compile(
            rf"\s*(?:(?:{pattern})(?={_NAME_ENDS})|(?P<other>[^,;|/\n]*)){_NAME_ENDS}",
            re.IGNORECASE,
        )

    def __bool__(self) -> bool:
        return bool(self._names)

    def __contains__(self, name: str) -> bool:
        return clean_name(name).casefold() in self._folded

    def listed(self, cell: str) -> tuple[str, ...]:
        """All that a cell of workspaces names: as known, or where nobody knows it, as written."""
        found: dict[str, None] = {}
        for one in self._next.finditer(cell):
            other = one["other"]
            if other is None:
                found[self._names[(one.lastindex or 1) - 1]] = None
            elif known := self._only(other):  # parted by spaces alone
                found.update(dict.fromkeys(known))
            elif any(map(str.isalnum, other)):
                found[clean_name(other)] = None
        return tuple(found)

    def by_themselves(
        self, text: str, *, less_first: bool = False, less_last: bool = False
    ) -> list[tuple[str, ...]]:
        """
        What each cell of it names that consists of names alone: people and teams are called so too.

        Where cells say that they are about workspaces, only those. `less_first`, `less_last`: this
        one of them is the name of a person.
        """
        cells = list(filter(str.strip, (_SURE if _SURE.search(text) else _BETWEEN).split(text)))
        said = [named["names"] for cell in cells if (named := _LABELLED.fullmatch(cell))]
        if said:
            return [names for names in map(self.listed, said) if names]
        found = []
        for place, cell in enumerate(cells):
            is_somebody = (less_first and not place) or (less_last and place == len(cells) - 1)
            if (names := self._only(cell, _BESIDE)) and not (is_somebody and self._only(cell)):
                found.append(names)
        return found

    def _only(self, cell: str, beside: Sequence[re.Pattern[str]] = ()) -> tuple[str, ...]:
        """Those that it consists of, and of what is `beside` them; none, if it holds more."""
        rest = cell
        for pattern in (self._pattern, *beside):
            rest = pattern.sub(" ", rest)
        return () if any(map(str.isalnum, rest)) else tuple(dict.fromkeys(self.within(cell)))

    def within(self, text: str) -> Iterator[str]:
        """Those that stand anywhere in it, as known."""
        for found in self._pattern.finditer(text):
            yield self._names[(found.lastindex or 1) - 1]

    def masked(self, text: str) -> str:
        """Without them: a workspace may be called "Pending"."""
        return self._pattern.sub(" ", text)
