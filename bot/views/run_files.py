"""The files of a run: what became of each person, and the rows that were held back."""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from bot.domain.ids import SetupId
from bot.domain.problems import Fault, Problem
from bot.domain.run import Does, Row, RowState, Run, RunStage
from bot.domain.run_calls import NO_ANSWER, UNKNOWN
from bot.domain.setup import Setup
from bot.views.problem_words import plain_problem
from bot.views.say import Say

Cells: TypeAlias = tuple[str, ...]
Table: TypeAlias = tuple[Cells, Iterator[Cells]]

# As they are read: a file may be uploaded again as it is, whoever asked for it.
RESULTS: Final = (
    "email",
    "first_name",
    "last_name",
    "workspaces",
    "state",
    "why",
    "line",
    "message",
)
TOLD: Final = ("line", "problem")  # columns for people, which mean nothing in an upload
PROBLEMS: Final = ("email", "workspaces", "first_name", "last_name", *TOLD)
BETWEEN: Final = ";"  # names of workspaces
DEFAULT: Final = "default"  # how a file names the default Marketo workspace


def result_rows(run: Run, say: Say) -> Table:
    """Header and rows. `run`: all of it."""
    given = {
        row: batch.workspaces
        for batch in run.batches
        if batch.does is Does.CONNECT
        for row in batch.rows
    }
    rows = (
        (
            row.email,
            row.first_name,
            row.last_name,
            _names(given.get(number)),
            _state(row, run, say),
            _why(row, say),
            _line(row.line),
            say.plain("state.untold") if row.untold else "",
        )
        for number, row in sorted(run.rows.items())
    )
    return RESULTS, rows


def _why(row: Row, say: Say) -> str:
    match row.why:
        case words if words == NO_ANSWER:
            return say.plain("result.no_answer_of_it")
        case words if words == UNKNOWN:
            return say.plain("result.unknown_of_it")
        case words:
            return words


def _state(row: Row, run: Run, say: Say) -> str:
    if row.off and row.state is not RowState.CONNECTED:  # and have no workspaces now
        return say.plain("state.off")
    if not row.is_open:
        return say.plain(f"state.{row.state}")
    return say.plain("state.left_out" if run.stage is RunStage.ENDED else "state.waits")


def problems_rows(run: Run, setup: Setup, names: Mapping[SetupId, str], say: Say) -> Table:
    """Header and rows, each as it was given and what it was to get. `run`: all of it."""
    rows = (
        (
            problem.email,
            _names(_wanted(problem, run)),
            problem.first_name,
            problem.last_name,
            _line(problem.line),
            plain_problem(problem, names, say),
            # Under no heading again: as long as it stands there, the row is held back.
            *([problem.name] if problem.fault is Fault.EXTRA_CELLS else ()),
        )
        for _, problem in sorted(run.problems.items())
    )
    return PROBLEMS, rows


def _wanted(problem: Problem, run: Run) -> tuple[str, ...] | None:
    """What was chosen for all is not chosen again for a file that is uploaded as it is."""
    return run.chosen or None if problem.workspaces is None else problem.workspaces


def _names(workspaces: tuple[str, ...] | None) -> str:
    """None: nothing is said of theirs."""
    return "" if workspaces is None else BETWEEN.join(workspaces) or DEFAULT


def _line(number: int) -> str:
    return str(number) if number else ""
