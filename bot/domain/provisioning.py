"""From people and workspaces to a plan of what is done with them, and why not with whom."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from bot.domain.addresses import normalised
from bot.domain.batches import BATCH_CHARACTERS as BATCH_CHARACTERS
from bot.domain.batches import BATCH_SIZE as BATCH_SIZE
from bot.domain.batches import in_batches
from bot.domain.candidates import NOTHING as NOTHING
from bot.domain.candidates import Candidate as Candidate
from bot.domain.candidates import Facts as Facts
from bot.domain.candidates import UnderWay as UnderWay
from bot.domain.ids import RunId, SetupId
from bot.domain.listing import Listing, are_too_many, problem_of
from bot.domain.near_domains import near_misses
from bot.domain.people import Standing
from bot.domain.problems import Again, Duplicate, Fault, Problem
from bot.domain.refusals import NobodyGiven, TooManyWorkspaces, UnknownWorkspace
from bot.domain.run import Batch, Does, Purpose, Row
from bot.domain.workspaces import Known

DUPLICATES_NAMED: Final = 50  # the rest is counted


@dataclass(frozen=True, slots=True)
class Notes:
    """What was seen of a file besides its rows."""

    ignored: tuple[str, ...] = ()  # columns that mean nothing here
    meant: tuple[tuple[str, str], ...] = ()  # those of them that may be misspelt, and for what
    headless: int = 0  # rows of a file without a header with other values or several addresses


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
    uninvited: int = 0  # people of whom no invite is on record
    near_misses: int = 0  # people whose domain may be mistyped
    misspelt: tuple[tuple[str, str], ...] = ()  # the first of them, the domain that may be meant
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
    listed = Listing(known)
    for candidate in candidates:
        listed.add(candidate)
    if not listed.read:
        return NobodyGiven()
    groups: dict[tuple[str, ...], list[Row]] = {}
    group_of, noted = _groups(for_all, known), facts.noted()
    continues = None
    for one in listed.people():
        wanted = group_of(for_all if one.workspaces is None else one.workspaces)
        # Of most of ten thousand nothing is on record.
        is_new = one.standing is None and one.email not in noted
        why_not = None if is_new else _why_not(one, wanted, known, facts)
        if why_not is None:
            groups.setdefault(wanted, []).append(_row(one))
            continue
        listed.put_aside(why_not)
        if isinstance(why_not, Duplicate) and why_not.why is Again.UNDER_WAY:
            continues = continues or facts.under_way[why_not.email].run_id
    rows, batches = in_batches(groups)
    number, misspelt = near_misses(row.email for row in rows)
    return Plan(
        rows=rows,
        batches=batches,
        problems=listed.in_order(),
        repeats=listed.repeats(),
        duplicates=tuple(listed.duplicates[:DUPLICATES_NAMED]),
        read=listed.read,
        chosen=for_all,
        continues=continues,
        uninvited=sum(row.email not in facts.invited for row in rows),
        near_misses=number,
        misspelt=misspelt,
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
    listed = Listing(known)
    for candidate in candidates:
        listed.add(candidate)
    if not listed.read:
        return NobodyGiven()
    groups: dict[tuple[str, ...], list[Row]] = {}
    group_of = _groups(for_all, known)
    for one in listed.people():
        wanted = group_of(for_all if one.workspaces is None else one.workspaces)
        was = facts.connected.get(one.email)
        if to is not None and (unfit := _unfit(one, wanted, facts)):
            listed.put_aside(unfit)
        elif to is not None and one.email in facts.elsewhere:
            listed.put_aside(_elsewhere(one, facts.elsewhere[one.email], wanted))
        elif (under_way := facts.under_way.get(one.email)) and under_way.bars(one):
            fault = Fault.IN_DOUBT if under_way.in_doubt else Fault.UNDER_WAY_OTHERWISE
            listed.put_aside(problem_of(one, fault, wanted))
        elif to is not None and was is not None and known.are_same(was, wanted):
            listed.put_aside(Duplicate(why=Again.DONE, email=one.email, line=one.line))
        else:
            row = _row(one)._replace(was=was, off=one.off)
            groups.setdefault(wanted if to is not None else (), []).append(row)
    rows, given = in_batches(groups)
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


def _groups(for_all: tuple[str, ...], known: Known) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """What is ticked together stands in one group, as whoever came first wrote it."""
    named = {known.set_of(for_all): for_all}

    @cache
    def group_of(wanted: tuple[str, ...]) -> tuple[str, ...]:
        return named.setdefault(known.set_of(wanted), wanted)

    return group_of


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


def _elsewhere(one: Candidate, setup_id: SetupId, wanted: tuple[str, ...]) -> Problem:
    about = {"setup_id": setup_id}
    return problem_of(one, Fault.OTHER_INSTANCE, wanted).model_copy(update=about)


def _why_not(
    one: Candidate, wanted: tuple[str, ...], known: Known, facts: Facts
) -> Problem | Duplicate | None:
    """Why nothing is done with somebody; None: nothing speaks against it."""
    if unfit := _unfit(one, wanted, facts):
        return unfit
    if (elsewhere := facts.elsewhere.get(one.email)) is not None:
        return _elsewhere(one, elsewhere, wanted)
    if (under_way := facts.under_way.get(one.email)) and under_way.bars(one):
        if under_way.in_doubt:
            return problem_of(one, Fault.IN_DOUBT, wanted)
        now = under_way.workspaces
        if now is not None and known.are_same(now, wanted):
            return Duplicate(why=Again.UNDER_WAY, email=one.email, line=one.line)
        about = {"now": now or ()}
        return problem_of(one, Fault.UNDER_WAY_OTHERWISE, wanted).model_copy(update=about)
    if (has := facts.connected.get(one.email)) is not None:
        if known.are_same(has, wanted):
            return Duplicate(why=Again.DONE, email=one.email, line=one.line)
        return problem_of(one, Fault.CONNECTED_OTHERWISE, wanted).model_copy(update={"now": has})
    return None


def _unfit(one: Candidate, wanted: tuple[str, ...], facts: Facts) -> Problem | None:
    """Nobody is connected who is no full member of the Slack workspace, as far as it says."""
    has_left = one.standing is None and one.email in facts.left
    if has_left or one.standing is Standing.DEACTIVATED:
        return problem_of(one, Fault.DEACTIVATED, wanted)
    is_fit = one.standing in (None, Standing.MEMBER)
    return None if is_fit else problem_of(one, Fault.NOT_A_MEMBER, wanted)


def _row(one: Candidate) -> Row:
    return Row(one.email, one.user_id, one.first_name, one.last_name, one.line)
