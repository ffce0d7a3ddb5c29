"""A run that the company's own automation does, a call a person; each call ends in a command."""

from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from bot.domain.effects import CallConnector, Due, Notify, Refresh
from bot.domain.outcome import Outcome
from bot.domain.refusals import Refusal, RunNotOpen
from bot.domain.run import Calls, Does, Driver, Halt, Held, Purpose, Run, RunStage
from bot.domain.run_commands import (
    HaltRun,
    NoteCalled,
    NoteCallPutOff,
    NoteCallsHeld,
    NoteCallWaits,
)
from bot.domain.run_ends import done_with, ended, people_hear, progressed, result_cards
from bot.domain.setup import Setup

Decision: TypeAlias = Outcome[Run] | Refusal

# Reasons of ours, for which a view has words; all others are the connector's own.
NOT_CONFIGURED: Final = "not configured"  # why a run stands still
HELD: Final = "connector: takes no calls"
NO_ANSWER: Final = "connector: no answer"  # the same; and why somebody failed
UNKNOWN: Final = "connector: outcome unknown"

CALL_WITHIN: Final = timedelta(seconds=30)  # people's automations press buttons, too
MOST_LANES: Final = 16  # calls of one run that have no end yet, over all workers
MOST_NEXT: Final = 2  # calls that take the place of one: it starts slowly, and grows
HELD_SAID_EVERY: Final = timedelta(minutes=1)


def rows_next(run: Run) -> tuple[int, ...]:
    """Those whose turn may come next."""
    until = min(run.calls.following + MOST_NEXT, run.people)
    return (*run.calls.again[:MOST_NEXT], *range(run.calls.following, until))


def rows_called(run: Run) -> tuple[int, ...]:
    """Those for whom a call was made that has no end yet."""
    return (*run.calls.again, *run.calls.out)


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
    again = calls.again[:most]
    until = min(calls.following + most - len(again), run.people)
    rows = (*again, *range(calls.following, until))
    left = calls.again[len(again) :]
    after = Calls(following=until, again=left, out=(*calls.out, *rows))
    return run.model_copy(update={"calls": after}), tuple(_call(run, row) for row in rows)


def _call(run: Run, row: int) -> Due:
    does = step_of(run, row).value
    return Due(CallConnector(setup_id=run.setup_id, run_id=run.id, row=row, does=does))


def _ended_call(run: Run, number: int, *, again: bool = False) -> Run:
    """It is on its way no more. `again`: it is made when the run goes on."""
    out = tuple(row for row in run.calls.out if row != number)
    put_off = (*run.calls.again, number) if again else run.calls.again
    calls = run.calls.model_copy(update={"out": out, "again": put_off})
    return run.model_copy(update={"calls": calls})


def _with_row(run: Run, number: int, **changes: Any) -> Run:
    rows = {**run.rows, number: run.rows[number]._replace(**changes)}
    return run.model_copy(update={"rows": rows})


def note_called(run: Run, setup: Setup, command: NoteCalled, now: datetime) -> Decision:
    number, why = command.row, command.why
    if not _is_called(run, number) or step_of(run, number) is not command.does:
        return RunNotOpen(run.stage)
    waited = run.rows[number].waits
    after = done_with(run, {number: why}, command.does)
    # What it says now was true of each call with this key.
    after = _with_row(after, number, doubt=command.in_doubt)
    if not command.in_doubt:
        after = after.model_copy(update={"held": None})
    effects: tuple[Due, ...] = ()
    if after.rows[number].is_open:  # disconnected: their new workspaces come next
        if run.stage is RunStage.RUNNING:
            effects = (_call(after, number),)
        else:
            after = _put_off(after, number)
    else:
        after = _ended_call(after, number)
        if run.stage is RunStage.RUNNING and not waited:  # else somebody is called in their place
            after, effects = _next_calls(after, MOST_NEXT if why is None else 1)
    told = people_hear(after, (number,), now)
    if run.stage is RunStage.ENDED:  # cancelled while this call was on its way
        return Outcome(after, (*told, *_shown_again(run, setup)))
    if after.over == after.people:
        after, at_the_end = ended(after, setup, now)
        return Outcome(after, (*told, *at_the_end))
    after, progress = progressed(after, setup, now)
    return Outcome(after, (*effects, *told, progress))


def _shown_again(run: Run, setup: Setup) -> tuple[Due, ...]:
    return tuple(Due(Refresh(about=run.ref, slot=slot)) for slot in result_cards(setup))


def _put_off(run: Run, number: int, *, in_doubt: bool = False) -> Run:
    doubt = run.rows[number].doubt or in_doubt
    after = _with_row(run, number, waits=False, doubt=doubt)
    return _ended_call(after, number, again=True)


def _is_called(run: Run, row: int) -> bool:
    """Whether a call for this person is on its way; a worker may say so twice, or late."""
    return row in run.calls.out and row in run.rows and run.rows[row].is_open


def note_waits(run: Run, command: NoteCallWaits) -> Decision:
    """The call itself stays due; the next person is called beside them, if there is room."""
    number = command.row
    is_called = run.stage is RunStage.RUNNING and _is_called(run, number)
    if not is_called or run.rows[number].waits:
        return RunNotOpen(run.stage)
    after, effects = _next_calls(_with_row(run, number, waits=True), 1)
    return Outcome(after, effects) if effects else RunNotOpen(run.stage)


def note_put_off(run: Run, setup: Setup, command: NoteCallPutOff) -> Decision:
    if run.stage is RunStage.RUNNING or not _is_called(run, command.row):
        return RunNotOpen(run.stage)
    after = _put_off(run, command.row, in_doubt=command.in_doubt)
    if run.stage is RunStage.PAUSED:
        return Outcome(after)
    return Outcome(_left_in_doubt(after), _shown_again(run, setup))


def called_off(run: Run) -> tuple[Run, tuple[Due, ...]]:
    """
    At the end of a run nobody is called any more: not even to learn what became of a call, which
    could connect somebody after all. Those on their way are looked at once more, for a result that
    names everybody of whom nobody knows.
    """
    return _left_in_doubt(run), tuple(_call(run, row) for row in run.calls.out)


def _left_in_doubt(run: Run) -> Run:
    """Of those whose call is not made again: who may have been connected all the same."""
    unknown = [row for row in run.calls.again if run.rows[row].doubt]
    after = done_with(run, dict.fromkeys(unknown, UNKNOWN), Does.CONNECT)
    again = tuple(row for row in run.calls.again if row not in unknown)
    return after.model_copy(update={"calls": run.calls.model_copy(update={"again": again})})


def halt(run: Run, setup: Setup, command: HaltRun, now: datetime) -> Decision:
    """Each call would end as this one did."""
    if not run.is_under_way or not _is_called(run, command.row):
        return RunNotOpen(run.stage)
    after = _put_off(run, command.row, in_doubt=command.in_doubt)
    if run.stage is RunStage.PAUSED:
        return Outcome(after)
    halted = {"stage": RunStage.PAUSED, "paused": Halt(by=None, at=now, why=command.why)}
    after = after.model_copy(update={**halted, "held": None})
    admin = setup.sales_connect_admin
    progress = Refresh(about=run.ref, slot=run.progress_card(admin))
    said = Notify(about=run.ref, slot=after.halted_card(admin))
    return Outcome(after, (Due(progress), Due(said)))


def note_held(run: Run, setup: Setup, command: NoteCallsHeld, now: datetime) -> Decision:
    """Said on its message: each of sixteen calls hears it, and it may be said anew each second."""
    said = run.held
    if run.stage is not RunStage.RUNNING or run.driver is not Driver.CONNECTOR:
        return RunNotOpen(run.stage)
    if said and command.until - said.until < HELD_SAID_EVERY:
        return RunNotOpen(run.stage)
    held = Held(since=said.since if said else now, until=command.until)
    after, progress = progressed(run.model_copy(update={"held": held}), setup, now)
    return Outcome(after, (progress,))


def go_on(run: Run) -> tuple[Run, tuple[Due, ...]]:
    """After a pause, as slowly as at the start."""
    return _next_calls(run.model_copy(update={"held": None}), 1)
