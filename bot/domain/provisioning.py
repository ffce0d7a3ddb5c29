"""From people and workspaces to the batches that the Team Access tab takes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Final

from bot.domain.addresses import normalised
from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.people import Standing
from bot.domain.problems import Again, Duplicate, Fault, Problem
from bot.domain.refusals import NobodyGiven, TooManyWorkspaces, UnknownWorkspace
from bot.domain.run import Batch, Does, Purpose, Row
from bot.domain.workspaces import Known

BATCH_SIZE: Final = 50  # people that one card can list and one pass of the tab can tick
# A message that can be updated holds 4,000 characters in all, and a card must name everything.
BATCH_CHARACTERS: Final = 1_800  # of addresses
DUPLICATES_NAMED: Final = 50  # the rest is counted
WORKSPACE_CHARACTERS: Final = 1_000  # of the names of the workspaces of one person
MOST_COMPARED: Final = 100  # unknown names, with all that are known: each takes milliseconds


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody to connect, as given; judged in `plan_run`."""

    email: str
    user_id: UserId | None = None
    workspaces: tuple[str, ...] | None = None  # of their own, `()` the default; None: those for all
    line: int = 0  # of the file; 0: not from one
    first_name: str = ""
    last_name: str = ""
    standing: Standing | None = None  # in Slack; None: nobody looked
    extra: str = ""  # what stands in the row under no heading
    off: bool = False  # disconnected already, on the way to other workspaces
    tried: RunId | None = None  # the run that is tried again with them


@dataclass(frozen=True, slots=True)
class UnderWay:
    """Where somebody stands who is in a run that has not ended."""

    run_id: RunId
    workspaces: tuple[str, ...] | None  # None: it disconnects them, and gives them none
    in_doubt: bool = False  # it has ended, and nobody knows what became of them

    def bars(self, one: Candidate) -> bool:
        """Trying again what is in doubt is the way to know."""
        return not (self.in_doubt and self.run_id == one.tried)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of the people of a list, by their address."""

    connected: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # here, with which
    elsewhere: Mapping[str, SetupId] = field(default_factory=dict)  # on another instance
    under_way: Mapping[str, UnderWay] = field(default_factory=dict)  # here
    left: frozenset[str] = frozenset()  # deactivated in Slack, as it told us


NOTHING: Final = Facts(MappingProxyType({}), MappingProxyType({}), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Notes:
    """What was seen of a file besides its rows."""

    ignored: tuple[str, ...] = ()  # columns that mean nothing here
    meant: tuple[tuple[str, str], ...] = ()  # those of them that may be misspelt, and for what
    headless: int = 0  # rows of a file without a header that hold more than an address


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run will do. read = people + problems + duplicates."""

    rows: tuple[Row, ...]
    batches: tuple[Batch, ...]
    problems: tuple[Problem, ...]
    repeats: Mapping[Again, int]  # duplicates, by why
    duplicates: tuple[Duplicate, ...]  # the first of them
    read: int
    purpose: Purpose = Purpose.CONNECT
    chosen: tuple[str, ...] = ()  # for all who have none of their own
    owner_among: bool = False
    continues: RunId | None = None  # a run under way that has some of them
    notes: Notes = Notes()

    def __post_init__(self) -> None:
        assert self.read == len(self.rows) + len(self.problems) + sum(self.repeats.values())


def plan_run(
    candidates: Iterable[Candidate],
    chosen: Sequence[str],
    known: Known,
    facts: Facts = NOTHING,
) -> Plan | UnknownWorkspace | TooManyWorkspaces | NobodyGiven:
    """
    Each address once, grouped by workspaces in the order given, cut into batches.

    `chosen` are the workspaces for all who have none of their own. What is known to be wrong is
    held back, and stops nobody else.
    """
    for_all = chosen_of(chosen, known)
    if not isinstance(for_all, tuple):
        return for_all
    listed = _List(known)
    for candidate in candidates:
        listed.add(candidate)
    if not listed.read:
        return NobodyGiven()
    groups: dict[tuple[str, ...], list[Row]] = {}
    set_of = cache(known.set_of)
    named = {set_of(for_all): for_all}  # what is ticked together stands in one group
    continues = None
    for one in listed.people():
        wanted = for_all if one.workspaces is None else one.workspaces
        wanted = named.setdefault(set_of(wanted), wanted)
        judged = _judged(one, wanted, known, facts)
        if isinstance(judged, Row):
            groups.setdefault(wanted, []).append(judged)
            continue
        listed.put_aside(judged)
        if isinstance(judged, Duplicate) and judged.why is Again.UNDER_WAY:
            continues = continues or facts.under_way[judged.email].run_id
    rows, batches = _batches(groups)
    return Plan(
        rows=rows,
        batches=batches,
        problems=listed.in_order(),
        repeats=listed.repeats(),
        duplicates=tuple(listed.duplicates[:DUPLICATES_NAMED]),
        read=listed.read,
        chosen=for_all,
        continues=continues,
    )


def plan_disconnect(
    candidates: Iterable[Candidate],
    to: Sequence[str] | None,
    known: Known,
    facts: Facts = NOTHING,
    *,
    owner: Candidate | None = None,
) -> Plan | UnknownWorkspace | TooManyWorkspaces | NobodyGiven:
    """
    Each address once. `to`: the workspaces that they get afterwards; who has some of their own gets
    those; None: nobody gets any. `owner`: who owns the connection of Sales Connect to Marketo.
    """
    for_all = chosen_of(to or (), known)
    if not isinstance(for_all, tuple):
        return for_all
    listed = _List(known)
    for candidate in candidates:
        listed.add(candidate)
    if not listed.read:
        return NobodyGiven()
    groups: dict[tuple[str, ...], list[Row]] = {}
    set_of = cache(known.set_of)
    named = {set_of(for_all): for_all}
    for one in listed.people():
        wanted = for_all if one.workspaces is None else one.workspaces
        wanted = named.setdefault(set_of(wanted), wanted)
        was = facts.connected.get(one.email)
        if to is not None and (unfit := _unfit(one, wanted, facts)):
            listed.put_aside(unfit)
        elif to is not None and one.email in facts.elsewhere:
            listed.put_aside(_elsewhere(one, facts.elsewhere[one.email], wanted))
        elif (under_way := facts.under_way.get(one.email)) and under_way.bars(one):
            fault = Fault.IN_DOUBT if under_way.in_doubt else Fault.UNDER_WAY_OTHERWISE
            listed.put_aside(_problem(one, fault, wanted))
        elif to is not None and was is not None and known.are_same(was, wanted):
            listed.put_aside(Duplicate(why=Again.DONE, email=one.email, line=one.line))
        else:
            row = _row(one).model_copy(update={"was": was, "off": one.off})
            groups.setdefault(wanted if to is not None else (), []).append(row)
    rows, given = _batches(groups)
    batches = []
    for batch in given:
        if still := tuple(row for row in batch.rows if not rows[row].off):
            batches.append(Batch(rows=still, workspaces=(), does=Does.DISCONNECT))
        if to is not None:
            batches.append(batch)
    return Plan(
        rows=rows,
        batches=tuple(batches),
        problems=listed.in_order(),
        repeats=listed.repeats(),
        duplicates=tuple(listed.duplicates[:DUPLICATES_NAMED]),
        read=listed.read,
        chosen=for_all,
        purpose=Purpose.DISCONNECT if to is None else Purpose.CHANGE,
        owner_among=owner is not None and any(_is(row, owner) for row in rows),
    )


def _is(row: Row, person: Candidate) -> bool:
    same_user = row.user_id is not None and row.user_id == person.user_id
    return same_user or row.email == normalised(person.email)


def chosen_of(
    chosen: Sequence[str], known: Known
) -> tuple[str, ...] | UnknownWorkspace | TooManyWorkspaces:
    """The workspaces for all, as they are known; each must stand on the list."""
    for name in chosen:
        if known.names and name not in known.names:
            return UnknownWorkspace(name, known.nearest(name))
    if are_too_many(chosen):
        return TooManyWorkspaces(len(chosen))
    return tuple(dict.fromkeys(chosen))


def are_too_many(names: Sequence[str]) -> bool:
    """More than one card can show."""
    return sum(_shown_length(name) for name in names) > WORKSPACE_CHARACTERS


class _List:
    """Reads row after row; each person once, the rest put aside."""

    def __init__(self, known: Known) -> None:
        self._known = known
        # Ten thousand people have the same few sets.
        self._found, self._are_too_many = cache(known.found), cache(are_too_many)
        self._nearest: dict[str, str] = {}
        self._people: dict[str, Candidate] = {}
        self._clashing: dict[str, list[Candidate]] = {}
        self._held_back: dict[str, int] = {}  # the line of the first such row
        self.problems: list[Problem] = []
        self.duplicates: list[Duplicate] = []
        self.read = 0

    def add(self, given: Candidate) -> None:
        self.read += 1
        email = normalised(given.email)
        if email is None:
            self.put_aside(_problem(given, _without_address(given)))
            return
        if given.extra:
            about = {"name": given.extra}
            self._hold_back(email, _problem(given, Fault.EXTRA_CELLS).model_copy(update=about))
            return
        own = None
        if given.workspaces is not None:
            own, unknown = self._found(given.workspaces)
            if unknown is not None:
                self._hold_back(email, self._unknown(given, unknown))
                return
            if self._are_too_many(own):
                self._hold_back(email, _problem(given, Fault.TOO_MANY_WORKSPACES))
                return
        one = given
        if (email, own) != (given.email, given.workspaces):
            one = replace(given, email=email, workspaces=own)
        former = self._people.get(email)
        if former is None:
            self._people[email] = one
        else:
            self._again(former, one)

    def _hold_back(self, email: str, problem: Problem) -> None:
        """Nobody knows which workspaces are meant: not even where another row names some."""
        self.problems.append(problem)
        self._held_back.setdefault(email, problem.line)

    def _again(self, former: Candidate, one: Candidate) -> None:
        """Whoever says more about somebody adds to it; two who disagree are both held back."""
        some, others = former.workspaces, one.workspaces
        if some is not None and others is not None and not self._known.are_same(some, others):
            self._clashing.setdefault(one.email, []).append(one)
            return
        self.duplicates.append(Duplicate(why=Again.SAME_LIST, email=one.email, line=one.line))
        self._people[one.email] = replace(
            former,
            user_id=former.user_id or one.user_id,
            workspaces=others if some is None else some,
            line=former.line or one.line,
            first_name=former.first_name or one.first_name,
            last_name=former.last_name or one.last_name,
            standing=former.standing or one.standing,
        )

    def people(self) -> list[Candidate]:
        """Each once, in the order given; those of whom the list says two things are problems."""
        for email, others in self._clashing.items():
            first = self._people.pop(email)
            self.problems.append(_clash(first, others[0].line))
            self.problems += [_clash(other, first.line) for other in others]
        for email, line in self._held_back.items():
            if one := self._people.pop(email, None):
                self.problems.append(_clash(one, line))
        return list(self._people.values())

    def put_aside(self, judged: Problem | Duplicate) -> None:
        if isinstance(judged, Problem):
            self.problems.append(judged)
        else:
            self.duplicates.append(judged)

    def repeats(self) -> dict[Again, int]:
        return dict(Counter(duplicate.why for duplicate in self.duplicates))

    def in_order(self) -> tuple[Problem, ...]:
        """As the file has them; what came from elsewhere is first."""
        return tuple(sorted(self.problems, key=lambda problem: problem.line))

    def _unknown(self, given: Candidate, name: str) -> Problem:
        about: dict[str, str | bool] = {"name": name, "nearest": self._nearest_to(name)}
        if self._known.are_joined(name):  # the nearest of them would be one less
            about |= {"nearest": "", "joined": True}
        return _problem(given, Fault.UNKNOWN_WORKSPACE).model_copy(update=about)

    def _nearest_to(self, name: str) -> str:
        if name not in self._nearest and len(self._nearest) < MOST_COMPARED:
            self._nearest[name] = self._known.nearest(name) or ""
        return self._nearest.get(name, "")


def _without_address(given: Candidate) -> Fault:
    """Bots have none, and of guests Slack may show none: what they are comes first."""
    if given.user_id is None or given.email:
        return Fault.MALFORMED
    if given.standing is Standing.DEACTIVATED:
        return Fault.DEACTIVATED
    return Fault.NO_ADDRESS if given.standing in (None, Standing.MEMBER) else Fault.NOT_A_MEMBER


def _clash(one: Candidate, other_line: int) -> Problem:
    return _problem(one, Fault.CLASH).model_copy(update={"other_line": other_line})


def _problem(one: Candidate, fault: Fault, wanted: tuple[str, ...] | None = None) -> Problem:
    return Problem(
        fault=fault,
        email=one.email,
        line=one.line,
        user_id=one.user_id,
        first_name=one.first_name,
        last_name=one.last_name,
        workspaces=wanted if one.workspaces is None else one.workspaces,
        standing=one.standing,
        off=one.off,
    )


def _elsewhere(one: Candidate, setup_id: SetupId, wanted: tuple[str, ...]) -> Problem:
    about = {"setup_id": setup_id}
    return _problem(one, Fault.OTHER_INSTANCE, wanted).model_copy(update=about)


def _judged(
    one: Candidate, wanted: tuple[str, ...], known: Known, facts: Facts
) -> Row | Problem | Duplicate:
    if unfit := _unfit(one, wanted, facts):
        return unfit
    if (elsewhere := facts.elsewhere.get(one.email)) is not None:
        return _elsewhere(one, elsewhere, wanted)
    if (under_way := facts.under_way.get(one.email)) and under_way.bars(one):
        if under_way.in_doubt:
            return _problem(one, Fault.IN_DOUBT, wanted)
        now = under_way.workspaces
        if now is not None and known.are_same(now, wanted):
            return Duplicate(why=Again.UNDER_WAY, email=one.email, line=one.line)
        about = {"now": now or ()}
        return _problem(one, Fault.UNDER_WAY_OTHERWISE, wanted).model_copy(update=about)
    if (has := facts.connected.get(one.email)) is not None:
        if known.are_same(has, wanted):
            return Duplicate(why=Again.DONE, email=one.email, line=one.line)
        return _problem(one, Fault.CONNECTED_OTHERWISE, wanted).model_copy(update={"now": has})
    return _row(one)


def _unfit(one: Candidate, wanted: tuple[str, ...], facts: Facts) -> Problem | None:
    """Nobody is connected who is no full member of the Slack workspace, as far as it says."""
    has_left = one.standing is None and one.email in facts.left
    if has_left or one.standing is Standing.DEACTIVATED:
        return _problem(one, Fault.DEACTIVATED, wanted)
    is_fit = one.standing in (None, Standing.MEMBER)
    return None if is_fit else _problem(one, Fault.NOT_A_MEMBER, wanted)


def _row(one: Candidate) -> Row:
    return Row(
        email=one.email,
        user_id=one.user_id,
        first_name=one.first_name,
        last_name=one.last_name,
        line=one.line,
    )


def _shown_length(text: str) -> int:
    """Characters in a message at most: `&` alone takes five, and names are quoted and parted."""
    return len(text) + 4 * (text.count("&") + text.count("<") + text.count(">")) + 4


def _batches(
    groups: Mapping[tuple[str, ...], Sequence[Row]],
) -> tuple[tuple[Row, ...], tuple[Batch, ...]]:
    """People of one group stand beside each other."""
    people: list[Row] = []
    batches: list[Batch] = []
    for workspaces, rows in groups.items():
        start, characters = len(people), 0
        for row in rows:
            length = _shown_length(row.email)
            size = len(people) - start
            if size == BATCH_SIZE or (size and characters + length > BATCH_CHARACTERS):
                batches.append(Batch(rows=tuple(range(start, len(people))), workspaces=workspaces))
                start, characters = len(people), 0
            people.append(row)
            characters += length
        batches.append(Batch(rows=tuple(range(start, len(people))), workspaces=workspaces))
    return tuple(people), tuple(batches)
