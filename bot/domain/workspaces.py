"""Names of Marketo workspaces: as admins type them, as Marketo lists them, as a file names them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from typing import Final

from bot.domain.names import clean_name

NAME_LENGTH: Final = 75  # characters: the text of an option in a Slack select
LIST_LENGTH: Final = 3_000  # characters of all names, one a line: a text input of Slack
# From 0 to 1: two letters that changed places make 0.75 of four.
RESEMBLES: Final = 0.5
ALIKE: Final = 0.75
WORDS_ALIKE: Final = 0.7
JOINED_ALIKE: Final = 0.9
MOST_LIKE: Final = 5  # names that are looked at word by word
SEVERAL: Final = ";"  # parts the names of several in a cell of a file
_NUMBER: Final = re.compile(r"\d+")
# What people write between several names, and what may stand inside of one.
_NO_SEPARATOR: Final = re.compile(r"[,|/]")
# How a file says that somebody gets no workspace of their own choice, where none is named so.
DEFAULT_WORDS: Final = frozenset(
    {
        "default",
        "default workspace",
        "default marketo workspace",
        "par défaut",
        "espace par défaut",
        "espace de travail par défaut",
        "espace de travail marketo par défaut",
    }
)


@dataclass(frozen=True, slots=True)
class NameTooLong:
    """A workspace name that no select can show, and its line, counted from 1."""

    line: int
    name: str


def parse_workspace_names(typed: str) -> tuple[str, ...] | NameTooLong:
    """One name a line; empty lines and repeats are dropped, the first spelling stays."""
    names: dict[str, str] = {}
    for number, line in enumerate(typed.splitlines(), start=1):
        name = clean_name(line)
        if len(name) > NAME_LENGTH:
            return NameTooLong(number, name)
        if name:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def listed(names: Iterable[str]) -> tuple[str, ...]:
    """Of names that Marketo gave, those that the typed list can hold, in the same order."""
    fit: dict[str, str] = {}
    left = LIST_LENGTH
    for name in map(clean_name, names):
        is_new = name and name.casefold() not in fit
        if is_new and len(name) <= NAME_LENGTH and len(name) < left:
            fit[name.casefold()] = name
            left -= len(name) + 1
    return tuple(fit.values())


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that resembles it most, if one does."""
    by_folded = {other.casefold(): other for other in known}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=RESEMBLES)
    return by_folded[found[0]] if found else None


def misspelt_for(name: str, known: Sequence[str]) -> str | None:
    """
    The one known name that this is most likely a slip of, if there is one.

    One press takes it for all who have the wrong one, so few letters in common are not enough, nor
    is all but one word: "South America" is not "North America". Another number is another name.
    """
    typed, by_folded = name.casefold(), {other.casefold(): other for other in known}
    close = get_close_matches(typed, by_folded, n=MOST_LIKE, cutoff=ALIKE)
    likely = [found for found in close if _is_slip(typed, found)]
    if len(likely) > 1 and _likeness(likely[0], typed) == _likeness(likely[1], typed):
        return None
    return by_folded[likely[0]] if likely else None


def _is_slip(typed: str, name: str) -> bool:
    if _NUMBER.findall(typed) != _NUMBER.findall(name):
        return False
    words, others = typed.split(), name.split()
    if len(words) != len(others):  # "New York", "Newyork"
        return _likeness("".join(words), "".join(others)) >= JOINED_ALIKE
    return all(map(lambda *pair: _likeness(*pair) >= WORDS_ALIKE, words, others))


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other).ratio()


def _folded(name: str) -> str:
    return clean_name(name).casefold()


class Known:
    """The workspaces of a subscription, looked up by what people write."""

    def __init__(self, names: Sequence[str], default: str = "") -> None:
        """
        `names`: none, where nobody named them yet: then nothing is known to be wrong.
        `default`: which of them is Marketo's default one; empty: nobody knows.
        """
        self.names = tuple(names)
        self.default = default
        self._place = {_folded(name): place for place, name in enumerate(names)}
        # What parts several in a file may stand in the name of one.
        parts = (tuple(filter(None, map(clean_name, name.split(SEVERAL)))) for name in names)
        parted = zip(parts, names, strict=True)
        self._parted = {tuple(map(str.casefold, some)): n for some, n in parted if len(some) > 1}

    def found(self, written: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
        """
        The names as they are known, each once, in the order of the list; and the first that is
        not. None at all: the default Marketo workspace.
        """
        names: dict[str, str] = {}
        for one in self._joined(list(map(clean_name, written))):
            folded = one.casefold()
            if folded in self._place:
                names[folded] = self.names[self._place[folded]]
            elif not one or folded in DEFAULT_WORDS:
                continue
            elif self.names or len(one) > NAME_LENGTH:
                return (), one
            else:
                names.setdefault(folded, one)
        ordered = sorted(names, key=lambda folded: self._place.get(folded, 0))
        return tuple(names[folded] for folded in ordered), None

    def _joined(self, parts: Sequence[str]) -> Iterator[str]:
        """Parts of a name that a file took for several are put together, the most of them first."""
        folded = [part.casefold() for part in parts]
        lengths = sorted({len(some) for some in self._parted}, reverse=True)
        at = 0
        while at < len(parts):
            runs = (tuple(folded[at : at + length]) for length in lengths)
            run = next((run for run in runs if run in self._parted), None)
            yield self._parted[run] if run else parts[at]
            at += len(run) if run else 1

    def nearest(self, name: str) -> str | None:
        return nearest(name, self.names)

    def are_joined(self, name: str) -> bool:
        """Whether what is no name holds a known one beside another: several, most likely."""
        parts = [_folded(part) for part in _NO_SEPARATOR.split(name)]
        return len(parts) > 1 and any(part in self._place for part in parts)

    def are_same(self, some: Sequence[str], others: Sequence[str]) -> bool:
        """Whether somebody has the same with both; no name stands for the default workspace."""
        return self.set_of(some) == self.set_of(others)

    def set_of(self, names: Sequence[str]) -> frozenset[str]:
        """The same for all who have the same, whatever order and capitals they were named in."""
        folded = frozenset(name.casefold() for name in names)
        return frozenset() if self.default and folded == {self.default.casefold()} else folded
