"""What Team Access shows, pasted: who of those expected is seen in it, and where."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from unicodedata import normalize

from bot.domain.addresses import addresses_in
from bot.domain.pasted_workspaces import (
    CONNECTED,
    INVITED,
    MAYBE_ADDRESS,
    NOT_CONNECTED,
    Columns,
    Names,
    columns_of,
)
from bot.domain.workspaces import DEFAULT_WORDS


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody whom the text shows with other workspaces than expected."""

    email: str
    seen: tuple[str, ...]
    expected: tuple[str, ...]
    unlisted: tuple[str, ...] = ()  # of those seen, which nobody knows here: a person has to look


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
    unshown: tuple[str, ...] = ()  # of those who are there, with which workspaces was not seen

    @property
    def is_of_nobody(self) -> bool:
        """Whether no address at all was found in the text."""
        return not (self.there or self.elsewhere or self.unconnected or self.extra)


def compare(
    text: str, expected: Mapping[str, tuple[str, ...]], known: Sequence[str], default: str = ""
) -> Comparison:
    """
    Who of `expected` (normalised address → workspaces, none: the default one) `text` shows.

    A record is a line with an address and the lines below it, or what follows an address in a line
    of several. Which workspaces it has is what stands in the column of that name; without a row of
    headings, what cells by themselves say. `default`: what the default one is called; empty:
    nobody knows.
    """
    wanted = (name for workspaces in expected.values() for name in workspaces)
    names = Names((*known, *wanted, default))
    lines = [line for line in normalize("NFC", text).splitlines() if line.strip()]
    seen = _merged(_records(lines, names))
    there: list[str] = []
    not_seen: list[str] = []
    elsewhere: list[Elsewhere] = []
    unconnected: list[str] = []
    undecided: list[Elsewhere] = []
    unshown: list[str] = []
    for email, workspaces in expected.items():
        record = seen.get(email)
        if record is None:
            not_seen.append(email)
            continue
        if _is_unconnected(record.text):
            unconnected.append(email)
            continue
        shown = record.workspaces
        about = Elsewhere(email, shown, workspaces, tuple(one for one in shown if one not in names))
        if _are_same(shown, workspaces, default):
            there.append(email)
        elif len(record.cells) != 1:  # none, or one of them may be their team
            there.append(email)
            unshown.append(email)
        elif workspaces or default:
            elsewhere.append(about)
        else:
            there.append(email)
            undecided.append(about)
    extra = tuple(email for email in seen if email not in expected)
    found = (tuple(there), tuple(not_seen), tuple(elsewhere), tuple(unconnected), extra)
    return Comparison(*found, tuple(undecided), tuple(unshown) if names else ())


def _are_same(seen: Iterable[str], wanted: Iterable[str], default: str) -> bool:
    some, others = ({name.casefold() for name in names} for names in (seen, wanted))
    if not others:
        return bool(some) and (some <= DEFAULT_WORDS or some == {default.casefold()})
    return some == others


def _is_unconnected(text: str) -> bool:
    if NOT_CONNECTED.search(text):
        return True
    # "Invited on …" may stand beside somebody who is connected by now.
    return bool(INVITED.search(text)) and not CONNECTED.search(text)


@dataclass(frozen=True, slots=True)
class _Record:
    """What the text says of an address."""

    email: str
    cells: tuple[tuple[str, ...], ...]  # the workspaces that each names; of several, one at most is
    text: str

    @property
    def workspaces(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for cell in self.cells for name in cell))


@dataclass(frozen=True, slots=True)
class _Hit:
    """An address, and what stands before it and behind it in its line."""

    line: int
    email: str
    ahead: str
    behind: str
    is_alone: bool


def _records(lines: Sequence[str], names: Names) -> Iterator[_Record]:
    hits = [hit for number, line in enumerate(lines) for hit in _hits(number, line)]
    columns = _columns(lines, hits)
    own = [_own(hit, lines[hit.line], columns.get(hit.line), names) for hit in hits]
    below = _below(lines, hits, names)
    is_table = bool(columns) or any(own)
    if is_table:  # a line says it all, what stands between them is of the page
        below = [() for _ in hits]
    with_address = {hit.line for hit in hits}
    for hit, cells, numbers in zip(hits, own, below, strict=True):
        found = list(cells)
        for number in numbers:
            # Directly above an address often stands a name, and "France" there is no workspace.
            is_name = number + 1 in with_address
            found += names.by_themselves(lines[number], less_first=is_name, less_last=is_name)
        following = hit.line + 1
        if is_table and cells and following < len(lines) and following not in with_address:
            # Whoever has several may have them one below the other; or the page goes on.
            found += names.by_themselves(lines[following])
        said = (hit.ahead, hit.behind, *(lines[number] for number in numbers))
        text = names.masked("\n".join(said))
        yield _Record(hit.email, tuple(dict.fromkeys(found)), text)


def _columns(lines: Sequence[str], hits: Sequence[_Hit]) -> dict[int, Columns]:
    """Of each line with an address the headings that it stands under; of some there are none."""
    found: dict[int, Columns] = {}
    last: Columns | None = None
    with_address = {hit.line for hit in hits}
    for number, line in enumerate(lines):
        if number not in with_address:
            last = columns_of(line) or last
        elif last and last.are_of(line):
            found[number] = last
    return found


def _own(
    hit: _Hit, line: str, columns: Columns | None, names: Names
) -> tuple[tuple[str, ...], ...]:
    """What its own line says."""
    if columns:
        listed = names.listed(columns.cell(line, hit.email))
        return (listed,) if listed else ()
    ahead = names.by_themselves(hit.ahead, less_last=True)
    return (*ahead, *names.by_themselves(hit.behind))


def _hits(number: int, line: str) -> Iterator[_Hit]:
    found: list[tuple[str, int, int]] = []
    for word in MAYBE_ADDRESS.finditer(line):
        for email in addresses_in(word[0]) if "@" in word[0] else ():
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


def _below(lines: Sequence[str], hits: Sequence[_Hit], names: Names) -> list[Sequence[int]]:
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


def _says_something(line: str, names: Names) -> bool:
    statuses = (NOT_CONNECTED, INVITED, CONNECTED)
    return any(names.within(line)) or any(pattern.search(line) for pattern in statuses)


def _merged(records: Iterable[_Record]) -> dict[str, _Record]:
    """One of each address, in the order of the text: it may be the name of its person too."""
    merged: dict[str, _Record] = {}
    for one in records:
        former = merged.get(one.email)
        if former:
            cells = tuple(dict.fromkeys((*former.cells, *one.cells)))
            one = _Record(one.email, cells, f"{former.text}\n{one.text}")
        merged[one.email] = one
    return merged
