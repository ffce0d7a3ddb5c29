"""What Team Access shows, pasted: who of those expected is seen in it, and where."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final
from unicodedata import normalize

from bot.domain.addresses import unwrapped


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody whom the text shows with other workspaces than expected."""

    email: str
    seen: tuple[str, ...]
    expected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each of those expected is in exactly one of the first four, in the order they were given."""

    there: tuple[str, ...]
    not_seen: tuple[str, ...]  # which is no failure: the text may be one page of many
    elsewhere: tuple[Elsewhere, ...]
    unconnected: tuple[str, ...]  # the text itself says so
    extra: tuple[str, ...]  # in the text, but not expected
    # Of those who are there, who was to get the default workspace where nobody knows its name, and
    # with which ones the text shows them: it may be one of these.
    undecided: tuple[Elsewhere, ...] = ()


def compare(
    text: str, expected: Mapping[str, tuple[str, ...]], known: Sequence[str], default: str = ""
) -> Comparison:
    """
    Who of `expected` (normalised address → workspaces, none: the default one) `text` shows.

    A record is a line with an address and the lines below it, or what follows an address in a line
    of several. Only the names in `known` and `expected`, and `default`, are workspaces. `default`:
    what the default one is called; empty: nobody knows.
    """
    wanted = (name for workspaces in expected.values() for name in workspaces)
    names = _Names((*known, *wanted, default))
    lines = [line for line in normalize("NFC", text).splitlines() if line.strip()]
    seen = _merged(_records(lines, names))
    there: list[str] = []
    not_seen: list[str] = []
    elsewhere: list[Elsewhere] = []
    unconnected: list[str] = []
    undecided: list[Elsewhere] = []
    for email, workspaces in expected.items():
        record = seen.get(email)
        if record is None:
            not_seen.append(email)
            continue
        if _is_unconnected(record.text):
            unconnected.append(email)
            continue
        shown = Elsewhere(email, record.workspaces, workspaces)
        if _differ(shown.seen, workspaces or (default,)):
            elsewhere.append(shown)
            continue
        there.append(email)
        if shown.seen and not workspaces and not default:
            undecided.append(shown)
    extra = tuple(email for email in seen if email not in expected)
    found = (tuple(there), tuple(not_seen), tuple(elsewhere), tuple(unconnected), extra)
    return Comparison(*found, tuple(undecided))


def _differ(seen: Iterable[str], wanted: Iterable[str]) -> bool:
    """Whether it is known that they do: not where one of both says nothing."""
    some, others = ({name.casefold() for name in names if name} for names in (seen, wanted))
    return bool(some and others) and some != others


_WORD_BEGINS: Final = r"(?<![\w@.])(?<!\w-)"
_WORD_ENDS: Final = r"(?![\w@]|-\w|\.\w)"


def _words(pattern: str) -> re.Pattern[str]:
    """Not inside a longer word, a domain or an address."""
    return re.compile(f"{_WORD_BEGINS}(?:{pattern}){_WORD_ENDS}", re.IGNORECASE)


_NOT_CONNECTED: Final = _words(
    r"(?:not|not\s+yet|non|pas|pas\s+encore)[\s-]+connect(?:ed|ée?s?)|disconnected|déconnectée?s?"
)
_INVITED: Final = _words(r"invited|pending|invitée?s?|en\s+attente")
_CONNECTED: Final = _words(r"connected|connectée?s?")
_LABEL: Final = _words(r"workspaces?|espaces?\s+de\s+travail")
_CELL: Final = re.compile(r"[\t,;:|]|\s{2,}")
_MAYBE_ADDRESS: Final = re.compile(r"[^\s,;:|<>()\[\]\"“”„«»]+")


def _is_unconnected(text: str) -> bool:
    if _NOT_CONNECTED.search(text):
        return True
    # "Invited on …" may stand beside somebody who is connected by now.
    return bool(_INVITED.search(text)) and not _CONNECTED.search(text)


class _Names:
    """Finds the names of workspaces."""

    def __init__(self, names: Iterable[str]) -> None:
        # The longest first: "EMEA North" is no "EMEA".
        self._names = sorted(filter(str.strip, dict.fromkeys(names)), key=len, reverse=True)
        spaced = (r"[^\S\n]+".join(map(re.escape, name.split())) for name in self._names)
        self._pattern = _words("|".join(f"({name})" for name in spaced) or r"(?!)")

    def within(self, text: str) -> Iterator[str]:
        """Those that stand anywhere in it, as known."""
        for found in self._pattern.finditer(text):
            yield self._names[(found.lastindex or 1) - 1]

    def alone(self, text: str) -> Iterator[str]:
        """Those that share their cell with no other word: there, people have names too."""
        for cell in _CELL.split(text):
            rest = cell
            for pattern in (self._pattern, _NOT_CONNECTED, _INVITED, _CONNECTED, _LABEL):
                rest = pattern.sub(" ", rest)
            if not any(map(str.isalpha, rest)):
                yield from self.within(cell)

    def masked(self, text: str) -> str:
        """Without them: a workspace may be called "Pending"."""
        return self._pattern.sub(" ", text)


@dataclass(frozen=True, slots=True)
class _Record:
    """What the text says of an address."""

    email: str
    workspaces: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class _Hit:
    """An address, and what stands before it and behind it in its line."""

    line: int
    email: str
    ahead: str
    behind: str
    is_alone: bool


def _records(lines: Sequence[str], names: _Names) -> Iterator[_Record]:
    hits = [hit for number, line in enumerate(lines) for hit in _hits(number, line)]
    below = _below(lines, hits, names)
    own = [(*names.alone(hit.ahead), *names.within(hit.behind)) for hit in hits]
    if any(own):  # a table: a line says it all, what stands between them is of the page
        below = [() for _ in hits]
    with_address = {hit.line for hit in hits}
    for hit, workspaces, numbers in zip(hits, own, below, strict=True):
        found = list(workspaces)
        for number in numbers:
            # Directly above an address often stands a name, and "France" in it is no workspace.
            look = names.alone if number + 1 in with_address else names.within
            found += look(lines[number])
        said = (hit.ahead, hit.behind, *(lines[number] for number in numbers))
        yield _Record(hit.email, tuple(dict.fromkeys(found)), names.masked("\n".join(said)))


def _hits(number: int, line: str) -> Iterator[_Hit]:
    found: list[tuple[str, int, int]] = []
    for word in _MAYBE_ADDRESS.finditer(line):
        email = unwrapped(word[0]) if "@" in word[0] else None
        if email is None:
            continue
        former, begin, end = found[-1] if found else ("", 0, 0)
        if former == email and not any(map(str.isalnum, line[end : word.start()])):
            found[-1] = (email, begin, word.end())  # the address is its own name
        else:
            found.append((email, word.start(), word.end()))
    if not found:
        return
    ends = [*(start for _, start, _ in found[1:]), len(line)]
    for place, ((email, start, end), until) in enumerate(zip(found, ends, strict=True)):
        ahead = "" if place else line[:start]
        yield _Hit(number, email, ahead, line[end:until], len(found) == 1)


def _below(lines: Sequence[str], hits: Sequence[_Hit], names: _Names) -> list[Sequence[int]]:
    """Of each address the lines that are about it beside its own, by their numbers."""
    if not hits:
        return []
    places = [-1, *(hit.line for hit in hits), len(lines)]
    gaps: list[Sequence[int]] = [range(before + 1, after) for before, after in pairwise(places)]
    first, last = gaps[0], gaps[-1]
    longest = max(map(len, gaps[1:-1]), default=max(len(first), len(last)))
    # Where the text ends with an address, and begins with what could be said of one, each record
    # ends with its address. Before the first and behind the last stands what is of the page.
    if not last and any(_says_something(lines[number], names) for number in first):
        about = [first[len(first) - min(len(first), longest) :], *gaps[1:-1]]
    else:
        about = [*gaps[1:-1], last[:longest]]
    return [numbers if hit.is_alone else () for hit, numbers in zip(hits, about, strict=True)]


def _says_something(line: str, names: _Names) -> bool:
    statuses = (_NOT_CONNECTED, _INVITED, _CONNECTED)
    return any(names.within(line)) or any(pattern.search(line) for pattern in statuses)


def _merged(records: Iterable[_Record]) -> dict[str, _Record]:
    """One of each address, in the order of the text: it may be the name of its person too."""
    merged: dict[str, _Record] = {}
    for one in records:
        former = merged.get(one.email)
        if former:
            workspaces = tuple(dict.fromkeys((*former.workspaces, *one.workspaces)))
            one = _Record(one.email, workspaces, f"{former.text}\n{one.text}")
        merged[one.email] = one
    return merged
