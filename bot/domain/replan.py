"""A draft after its list was mended in the preview: read anew, as the list that it is by now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.names import clean_name
from bot.domain.problems import Fault, Problem
from bot.domain.provisioning import DUPLICATES_NAMED, Candidate, Notes, Plan
from bot.domain.run import Row, RowState, Run
from bot.domain.workspaces import misspelt_for


@dataclass(frozen=True, slots=True)
class Mended:
    """What somebody changed; numbers are those of the draft."""

    workspaces: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # of people
    problems: Mapping[int, Candidate] = field(default_factory=dict)  # what stands there instead


def candidates_of(run: Run, mended: Mended) -> list[Candidate]:
    """Everybody of a draft, with those that were held back. `run`: all of it."""
    given = run.given()

    def workspaces_of(number: int, row: Row) -> tuple[str, ...] | None:
        if (mended_to := mended.workspaces.get(number)) is not None:
            return mended_to
        has = given.get(number, ())
        # Who came from no file has none of their own: what a row says of them later counts.
        return None if not row.line and has == run.chosen else has

    people = [_of_row(row, workspaces_of(number, row)) for number, row in run.rows.items()]
    held_back = [
        mended.problems.get(number) or of_problem(problem)
        for number, problem in run.problems.items()
    ]
    # As the list had them; what came from elsewhere has no line, and is first.
    return sorted(people + held_back, key=lambda one: one.line)


def _of_row(row: Row, workspaces: tuple[str, ...] | None) -> Candidate:
    about = (row.line, row.first_name, row.last_name)
    return Candidate(row.email, row.user_id, workspaces, *about, off=row.off)


def of_problem(problem: Problem) -> Candidate:
    """The row as it was given."""
    about = (problem.line, problem.first_name, problem.last_name)
    one = Candidate(problem.email, problem.user_id, problem.workspaces, *about)
    extra = problem.name if problem.fault is Fault.EXTRA_CELLS else ""
    return one._replace(standing=problem.standing, extra=extra, off=problem.off)


def takes_for(problem: Problem, known: Sequence[str]) -> str | None:
    """The workspace that one press puts in the place of the unknown one; the line names it too."""
    if problem.fault is not Fault.UNKNOWN_WORKSPACE or not problem.nearest:
        return None
    meant = misspelt_for(problem.name, known)
    return meant if meant == problem.nearest else None


def with_nearest(run: Run, number: int, known: Sequence[str]) -> Mended:
    """Everybody of whom the same unknown workspace is named gets the one that it is a slip of."""
    wrong = run.problems[number]
    name, right = wrong.name.casefold(), takes_for(wrong, known)
    mended = {
        n: of_problem(one)._replace(workspaces=_put_right(one.workspaces, name, right))
        for n, one in run.problems.items()
        if right and one.fault is Fault.UNKNOWN_WORKSPACE and one.name.casefold() == name
    }
    return Mended(problems=mended)


def mended_problem(problem: Problem, email: str, workspaces: tuple[str, ...] | None) -> Candidate:
    """As somebody put it right; `workspaces`: None leaves those that it had."""
    one = of_problem(problem)._replace(email=email)
    if email != problem.email:  # somebody else: what Slack said was of the former
        one = one._replace(user_id=None, standing=None)
    return one if workspaces is None else one._replace(workspaces=workspaces, extra="")


def _put_right(names: Sequence[str] | None, wrong: str, right: str) -> tuple[str, ...]:
    return tuple(right if clean_name(name).casefold() == wrong else name for name in names or ())


def carried_on(plan: Plan, run: Run) -> Plan:
    """With the duplicates that the list had before, counted once, and what was said of its file."""
    repeats = dict(plan.repeats)
    for why, count in run.repeats.items():
        repeats[why] = repeats.get(why, 0) + count
    return replace(
        plan,
        repeats=repeats,
        duplicates=(*run.duplicates, *plan.duplicates)[:DUPLICATES_NAMED],
        read=plan.read + run.duplicate_count,
        continues=plan.continues or run.continues,
        notes=Notes(run.ignored, run.meant, run.headless),
    )


def to_change(run: Run) -> list[Candidate]:
    """People of a draft who are connected with other workspaces, and those that they shall have."""
    return _with(run, Fault.CONNECTED_OTHERWISE)


def _with(run: Run, fault: Fault) -> list[Candidate]:
    found: Iterable[Problem] = run.problems.values()
    return [of_problem(one) for one in found if one.fault is fault]


def failed(run: Run) -> list[Candidate]:
    """
    Those of a run that has ended who failed, and who were disconnected and got nothing in its
    place. `run`: all of it.
    """
    given = run.given()
    rows = [(n, row) for n, row in run.rows.items() if _is_left(row)]
    return [_of_row(row, given.get(n, ()))._replace(tried=run.id) for n, row in rows]


def _is_left(row: Row) -> bool:
    return row.state is RowState.FAILED or (row.off and row.is_open)
