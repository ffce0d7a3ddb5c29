"""A run that the company's own automation does, a call a person; each call ends in a command."""

from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.domain.effects import CallConnector, Due, Notify, Refresh
from bot.domain.outcome import Outcome
from bot.domain.refusals import Refusal, RunNotOpen
from bot.domain.run import Calls, Does, Driver, Halt, Purpose, Run, RunStage
from bot.domain.run_commands import HaltRun, NoteCalled, NoteCallPutOff, NoteCallWaits
from bot.domain.run_ends import done_with, ended, people_hear, progressed, result_cards
from bot.domain.setup import Setup

Decision: TypeAlias = Outcome[Run] | Refusal

# Reasons of ours, for which a view has words; all others are the connector's own.
NOT_CONFIGURED: Final = "not configured"  # why a run stands still
NO_ANSWER: Final = "connector: no answer"  # why somebody failed

CALL_WITHIN: Final = timedelta(seconds=30)  # people's automations press buttons, too
CALLS_END_WITHIN: Final = 2 * CALL_WITHIN  # with what a worker needs to write it down
MOST_LANES: Final = 16  # calls of one run on their way at once, over all workers


MOST_NEXT: Final = 2  # calls that take the place of one: it starts slowly, and grows


def rows_next(run: Run) -> tuple[int, ...]:
    """Those whose turn may come next."""
    until = min(run.calls.following + MOST_NEXT, run.people)
    return (*run.calls.again[:MOST_NEXT], *range(run.calls.following, until))


def first_call(run: Run) -> tuple[Run, Due]:
    """One call, then two for each that went well."""
    after, calls = _next_calls(run, 1)
    return after, calls[0]


def step_of(run: Run, row: int) -> Does:
    """What is to be done next with this person."""
    if run.purpose is Purpose.CHANGE:
        return Does.CONNECT if run.rows[row].off else Does.DISCONNECT
    return Does.CONNECT if run.purpose is Purpose.CONNECT else Does.DISCONNECT


def _next_calls(run: Run, most: int) -> tuple[Run, tuple[Due, ...]]:
    """Rows that were put off come first."""
    calls = run.calls
    most = max(0, min(most, MOST_LANES - calls.lanes))
    again, fresh = calls.again[:most], max(0, most - len(calls.again))
    until = min(calls.following + fresh, run.people)
    rows = (*again, *range(calls.following, until))
    due = [_call(run, row, step_of(run, row)) for row in rows]
    after = Calls(following=until, again=calls.again[len(again) :], lanes=calls.lanes + len(due))
    return run.model_copy(update={"calls": after}), tuple(due)


def _call(run: Run, row: int, does: Does) -> Due:
    return Due(CallConnector(setup_id=run.setup_id, run_id=run.id, row=row, does=does.value))


def _with_calls(run: Run, **changes: object) -> Run:
    return run.model_copy(update={"calls": run.calls.model_copy(update=changes)})


def _lane_free(run: Run, most: int) -> tuple[Run, tuple[Due, ...]]:
    """A call has ended; others take its place while the run goes on."""
    after = _with_calls(run, lanes=max(0, run.calls.lanes - 1))
    return _next_calls(after, most) if run.stage is RunStage.RUNNING else (after, ())


def note_called(run: Run, setup: Setup, command: NoteCalled, now: datetime) -> Decision:
    if not _is_called(run, command.row) or step_of(run, command.row) is not command.does:
        return RunNotOpen(run.stage)
    row = run.rows[command.row]
    after = done_with(run, {command.row: command.why}, command.does)
    effects: tuple[Due, ...] = ()
    if after.rows[command.row].is_open:  # disconnected: their new workspaces come next
        after, effects = _onward(after, command.row)
    elif not row.waits:  # else somebody else has had their place for long
        after, effects = _lane_free(after, MOST_NEXT if command.why is None else 1)
    told = people_hear(after, (command.row,), now)
    if run.stage is RunStage.ENDED:  # cancelled while this call was on its way
        cards = (Due(Refresh(about=run.ref, slot=slot)) for slot in result_cards(setup))
        return Outcome(after, (*told, *cards))
    if after.over == after.people:
        after, at_the_end = ended(after, setup, now)
        return Outcome(after, (*told, *at_the_end))
    after, progress = progressed(after, setup, now)
    return Outcome(after, (*effects, *told, progress))


def _onward(run: Run, row: int) -> tuple[Run, tuple[Due, ...]]:
    if run.stage is RunStage.RUNNING:
        return run, (_call(run, row, Does.CONNECT),)
    if run.stage is RunStage.PAUSED:
        return _put_off(run, row), ()
    return run, ()


def _put_off(run: Run, number: int) -> Run:
    """Its call is made when the run goes on."""
    row = run.rows[number]
    after = _with_calls(run, again=(*run.calls.again, number))
    if row.waits:
        rows = {**run.rows, number: row.model_copy(update={"waits": False})}
        return after.model_copy(update={"rows": rows})
    return _with_calls(after, lanes=max(0, run.calls.lanes - 1))


def _is_called(run: Run, row: int) -> bool:
    """Whether a call for this person is on its way; a worker may say so twice, or late."""
    if run.started_at is None or run.driver is not Driver.CONNECTOR:
        return False
    was_called = row < run.calls.following and row not in run.calls.again
    return was_called and row in run.rows and run.rows[row].is_open


def note_waits(run: Run, command: NoteCallWaits) -> Decision:
    """The call itself stays due: only its place goes to somebody else."""
    if not _is_called(run, command.row) or run.rows[command.row].waits:
        return RunNotOpen(run.stage)
    row = run.rows[command.row]
    rows = {**run.rows, command.row: row.model_copy(update={"waits": True})}
    after, effects = _lane_free(run.model_copy(update={"rows": rows}), 1)
    return Outcome(after, effects)


def note_put_off(run: Run, command: NoteCallPutOff) -> Decision:
    if run.stage is not RunStage.PAUSED or not _is_called(run, command.row):
        return RunNotOpen(run.stage)
    return Outcome(_put_off(run, command.row))


def halt(run: Run, setup: Setup, command: HaltRun, now: datetime) -> Decision:
    """Each call would end as this one did."""
    if not run.is_under_way or not _is_called(run, command.row):
        return RunNotOpen(run.stage)
    after = _put_off(run, command.row)
    if run.stage is RunStage.PAUSED:
        return Outcome(after)
    halted = {"stage": RunStage.PAUSED, "paused": Halt(by=None, at=now, why=command.why)}
    after = after.model_copy(update=halted)
    admin = setup.sales_connect_admin
    progress = Refresh(about=run.ref, slot=run.progress_card(admin))
    said = Notify(about=run.ref, slot=after.halted_card(admin))
    return Outcome(after, (Due(progress), Due(said)))


def go_on(run: Run) -> tuple[Run, tuple[Due, ...]]:
    """After a pause, as slowly as at the start."""
    return _next_calls(run, 1)
