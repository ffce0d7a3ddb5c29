"""Of ten thousand people a decision is given those that it names; it must need nobody else."""

from datetime import datetime

from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import Refusal
from bot.domain.run import Run
from bot.domain.run_commands import RunCommand
from bot.domain.run_steps import decide, rows_of
from bot.domain.setup import Setup


def partly(run: Run, command: RunCommand) -> Run:
    """As the store loads it for this command."""
    bare = run.model_copy(update={"rows": {}, "problems": {}})
    named = rows_of(bare, command)
    if named is None:
        return run
    return bare.model_copy(
        update={"rows": {row: run.rows[row] for row in named if row in run.rows}}
    )


def decided(
    run: Run, setup: Setup, command: RunCommand, actor: Actor | Ourselves, now: datetime
) -> Outcome[Run] | Refusal:
    """Decided on all of a run, which must be what is decided on the part of it."""
    whole = decide(run, setup, command, actor, now)
    some = partly(run, command)
    part = decide(some, setup, command, actor, now)
    if not isinstance(whole, Outcome) or not isinstance(part, Outcome):
        assert part == whole
        return whole
    assert part.effects == whole.effects
    # What was not loaded stays as it is stored.
    rows = {**run.rows, **part.state.rows}
    problems = {**run.problems, **part.state.problems}
    assert part.state.model_copy(update={"rows": rows, "problems": problems}) == whole.state
    assert part.state.rows.keys() == some.rows.keys() or not run.rows
    return whole
