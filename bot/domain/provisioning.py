"""From people and workspaces to the batches that the Team Access tab takes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from bot.domain.ids import UserId
from bot.domain.names import clean_name
from bot.domain.refusals import NobodyGiven, TooManyWorkspaces, UnknownWorkspace

BATCH_SIZE: Final = 50  # people that one card can list and one pass of the tab can tick
# A message that can be updated holds 4,000 characters in all, and a card must name everything.
BATCH_CHARACTERS: Final = 1_800  # of addresses
WORKSPACE_CHARACTERS: Final = 1_000  # of the names of the workspaces of one run


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to connect: an address, and the person in Slack where they are known."""

    email: str  # normalised
    user_id: UserId | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do. read = len(people) + len(duplicates)."""

    people: tuple[Candidate, ...]
    workspaces: tuple[str, ...]  # none: the default Marketo workspace
    duplicates: tuple[str, ...]
    batches: tuple[tuple[int, ...], ...]  # indexes into people

    @property
    def read(self) -> int:
        """How many people and addresses were given."""
        return len(self.people) + len(self.duplicates)


def plan_run(
    candidates: Iterable[Candidate], chosen: Sequence[str], known: Sequence[str]
) -> Plan | UnknownWorkspace | TooManyWorkspaces | NobodyGiven:
    """
    One entry for each address, in the order given, cut into batches.

    `chosen` are the workspaces for all of them; each must stand in `known`.
    """
    chosen = tuple(dict.fromkeys(chosen))
    for name in chosen:
        if name not in known:
            return UnknownWorkspace(name, nearest(name, known))
    if sum(_shown_length(name) for name in chosen) > WORKSPACE_CHARACTERS:
        return TooManyWorkspaces(len(chosen))
    people: dict[str, Candidate] = {}
    duplicates: list[str] = []
    for candidate in candidates:
        former = people.get(candidate.email)
        if former is None:
            people[candidate.email] = candidate
            continue
        duplicates.append(candidate.email)
        if former.user_id is None:
            people[candidate.email] = candidate
    if not people:
        return NobodyGiven()
    rows = tuple(people.values())
    return Plan(rows, chosen, tuple(duplicates), _batches(rows))


def _shown_length(text: str) -> int:
    """Characters in a message at most: `&` alone takes five, and names are quoted and parted."""
    return len(text) + 4 * sum(text.count(char) for char in "&<>") + 4


def nearest(name: str, known: Sequence[str]) -> str | None:
    """The known name that resembles it most, if one does."""
    by_folded = {other.casefold(): other for other in known}
    found = get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.5)
    return by_folded[found[0]] if found else None


def _batches(people: Sequence[Candidate]) -> tuple[tuple[int, ...], ...]:
    batches: list[tuple[int, ...]] = []
    rows: list[int] = []
    characters = 0
    for row, person in enumerate(people):
        length = _shown_length(person.email)
        if len(rows) == BATCH_SIZE or (rows and characters + length > BATCH_CHARACTERS):
            batches.append(tuple(rows))
            rows, characters = [], 0
        rows.append(row)
        characters += length
    return (*batches, tuple(rows))


NAME_LENGTH: Final = 75  # characters: the text of an option in a Slack select


LIST_LENGTH: Final = 3_000  # characters of all names, one a line: a text input of Slack


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
