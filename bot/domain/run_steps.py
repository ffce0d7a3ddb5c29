"""The transitions of a run."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeAlias

from bot.domain.effects import Due, Notify, Refresh, ReleaseRun, SendFile, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, refuse
from bot.domain.refusals import Refusal, RunNotOpen, SetupCancelled
from bot.domain.run import SHOWN_FIRST, Driver, Halt, Run, RunStage
from bot.domain.run_calls import (
    called_off,
    go_on,
    halt,
    note_called,
    note_held,
    note_put_off,
    note_waits,
    rows_called,
    rows_next,
)
from bot.domain.run_commands import (
    AskForProblems,
    AskForResults,
    CancelRun,
    CloseRun,
    GatherRun,
    HaltRun,
    HandOnRun,
    KeepDraft,
    LetBe,
    NoteCalled,
    NoteCallPutOff,
    NoteCallsHeld,
    NoteCallWaits,
    NoteCompared,
    NoteMendedRun,
    NotePlanned,
    NoteUnread,
    NoteUntoldPerson,
    PauseRun,
    PlanDisconnect,
    PlanRun,
    PrepareRun,
    ReleasePeople,
    ReportBatch,
    ResumeRun,
    RetryFailed,
    RunCommand,
    StartRun,
)
from bot.domain.run_drafts import keep_draft, note_mended
from bot.domain.run_ends import ended, result_cards
from bot.domain.run_guided import note_compared, report
from bot.domain.run_plan import begin as begin
from bot.domain.run_plan import (
    begin_started,
    note_planned,
    note_unread,
    prepare,
    refuse_planning,
)
from bot.domain.setup import Setup

Decision: TypeAlias = Outcome[Run] | Refusal


def rows_of(run: Run, command: RunCommand) -> Iterable[int] | None:
    """The people that a decision is about; None: all of them."""
    match command:
        case StartRun() | ReleasePeople():
            return None
        case ReportBatch(batch=number):
            numbers = [n for n in (number, number + 1) if 0 <= n < len(run.batches)]
            return dict.fromkeys(row for n in numbers for row in run.batches[n].rows)
        case NoteCalled(row=row) | NoteCallWaits(row=row):
            return dict.fromkeys((row, *rows_next(run)))
        case NoteCallPutOff(row=row):
            return dict.fromkeys((row, *run.calls.again))
        case CancelRun() | CloseRun():
            return rows_called(run)
        case HaltRun(row=row) | NoteUntoldPerson(row=row):
            return (row,)
        case ResumeRun():
            return rows_next(run)
        case _:
            return ()


def decide(
    run: Run, setup: Setup, command: RunCommand, actor: Actor | Ourselves, now: datetime
) -> Decision:
    """The new state and its effects, or why not. Who may comes before whether it is time."""
    if refusal := refuse(command.act, actor, setup.people):
        return refusal
    is_over = run.is_under_way and not is_of_the_connection(run, setup)
    if isinstance(actor, Ourselves):
        is_lost = setup.cancelled is not None or not is_of_the_connection(run, setup)
        if is_lost and isinstance(command, NoteCalled):
            # What the connector says of a connection that was lost puts nobody on record.
            return RunNotOpen(run.stage)
        return _follow_up(run, setup, command, now)
    if setup.cancelled and not isinstance(command, AskForResults):
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    if is_over:  # and hears of it soon
        return RunNotOpen(RunStage.ENDED)
    match command:
        case PlanRun() | GatherRun() | PlanDisconnect() | RetryFailed():
            return RunNotOpen(run.stage)
        case StartRun():
            return begin_started(run, setup, command, actor, now)
        case PrepareRun():
            return refuse_planning(setup, actor) or prepare(run, setup, command)
        case KeepDraft():
            return keep_draft(run, actor)
        case LetBe():
            return _let_be(run)
        case PauseRun():
            return _pause(run, setup, actor.user_id, now)
        case ResumeRun():
            return _resume(run, setup)
        case CancelRun():
            return _cancel(run, setup, actor.user_id, now)
        case ReportBatch():
            return report(run, setup, command, now)
        case NoteCompared():
            return note_compared(run, setup, command, actor.user_id, now)
        case AskForResults() if run.started_at is None:
            return RunNotOpen(run.stage)
        case AskForResults(key=key):
            return _send(run, SendFile(**_about(run), what="results", to=actor.user_id, key=key))
        case AskForProblems(key=key):
            return _send(run, SendFile(**_about(run), what="problems", to=actor.user_id, key=key))
        case _:
            return RunNotOpen(run.stage)  # nothing that a person asks for


def is_of_the_connection(run: Run, setup: Setup) -> bool:
    """Whether Sales Connect is connected as it was when the run started."""
    return setup.connected_at is not None and run.connection in (0, setup.connections)


def _let_be(run: Run) -> Decision:
    """Once is enough; the result offers another try all the same."""
    if run.ended_at is None or run.let_be:
        return RunNotOpen(run.stage)
    return Outcome(run.model_copy(update={"let_be": True}))


def _follow_up(run: Run, setup: Setup, command: RunCommand, now: datetime) -> Decision:
    match command:
        case NotePlanned():
            return note_planned(run, command)
        case NoteUnread():
            return note_unread(run, command)
        case NoteMendedRun():
            return note_mended(run, command)
        case NoteCalled():
            return note_called(run, setup, command, now)
        case NoteCallWaits():
            return note_waits(run, command)
        case NoteCallPutOff():
            return note_put_off(run, setup, command)
        case HaltRun():
            return halt(run, setup, command, now)
        case NoteCallsHeld():
            return note_held(run, setup, command, now)
        case HandOnRun(former=former):
            return _hand_on(run, setup, former)
        case CloseRun(former=former):
            return _close(run, former, now)
        case ReleasePeople():
            return _release(run)
        case NoteUntoldPerson(row=row):
            return _note_untold(run, setup, row)
        case _:
            return RunNotOpen(run.stage)


def _about(run: Run) -> dict[str, str]:
    return {"setup_id": run.setup_id, "run_id": run.id}


def _send(run: Run, file: SendFile) -> Decision:
    return Outcome(run, (Due(file),))


def _cards(run: Run, admin: UserId) -> tuple[Due, ...]:
    """Those of its messages that change with how it stands."""
    return tuple(Due(Refresh(about=run.ref, slot=slot)) for slot in _slots(run, admin))


def _slots(run: Run, admin: UserId) -> list[Slot]:
    slots = [run.progress_card(admin)]
    if run.open_batch is not None:
        slots.append(run.batch_card(run.open_batch, admin))
    if run.is_halted:
        slots.append(run.halted_card(admin))
    return slots


def _pause(run: Run, setup: Setup, by: UserId, now: datetime) -> Decision:
    if run.stage is not RunStage.RUNNING:
        return RunNotOpen(run.stage)
    halted = {"stage": RunStage.PAUSED, "paused": Halt(by=by, at=now)}
    after = run.model_copy(update=halted)
    return Outcome(after, _cards(after, setup.sales_connect_admin))


def _resume(run: Run, setup: Setup) -> Decision:
    if run.stage is not RunStage.PAUSED:
        return RunNotOpen(run.stage)
    cards = _cards(run, setup.sales_connect_admin)
    after = run.model_copy(update={"stage": RunStage.RUNNING, "paused": None})
    calls: tuple[Due, ...] = ()
    if after.driver is Driver.CONNECTOR:
        after, calls = go_on(after)
    return Outcome(after, (*calls, *cards))


def _cancel(run: Run, setup: Setup, by: UserId, now: datetime) -> Decision:
    if not run.is_under_way:
        return RunNotOpen(run.stage)
    cards = _cards(run, setup.sales_connect_admin)
    after = run.model_copy(update={"cancelled": Halt(by=by, at=now), "paused": None})
    after, calls = called_off(after)
    after, at_the_end = ended(after, setup, now)
    return Outcome(after, (*calls, *cards, *at_the_end, _released(run)))


def _released(run: Run) -> Due:
    """Not with the press that ends it: ten thousand people would be read while calls come back."""
    return Due(ReleaseRun(setup_id=run.setup_id, run_id=run.id))


def _release(run: Run) -> Decision:
    if run.stage is not RunStage.ENDED or run.uncalled_are_free:
        return RunNotOpen(run.stage)
    return Outcome(run.model_copy(update={"uncalled_are_free": True}))


def _hand_on(run: Run, setup: Setup, former: UserId) -> Decision:
    if not run.is_under_way:
        return RunNotOpen(run.stage)
    new = _slots(run, setup.sales_connect_admin)
    told = (Due(Notify(about=run.ref, slot=slot)) for slot in new)
    return Outcome(run, (*told, *_cards(run, former)))


def _close(run: Run, former: UserId, now: datetime) -> Decision:
    if not run.is_under_way:
        return RunNotOpen(run.stage)
    ends = {"stage": RunStage.ENDED, "ended_at": now, "closed": True, "paused": None}
    after, calls = called_off(run.model_copy(update=ends))
    return Outcome(after, (*calls, *_cards(run, former), _released(run)))


def _note_untold(run: Run, setup: Setup, number: int) -> Decision:
    row = run.rows.get(number)
    if row is None or row.untold:
        return RunNotOpen(run.stage)
    rows = {**run.rows, number: row._replace(untold=True)}
    first = run.first_untold
    if len(first) < SHOWN_FIRST:
        first = (*first, number)
    changes = {"rows": rows, "untold": run.untold + 1, "first_untold": first}
    cards = tuple(Due(Refresh(about=run.ref, slot=slot)) for slot in result_cards(setup))
    return Outcome(run.model_copy(update=changes), cards)
