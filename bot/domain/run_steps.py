"""The transitions of a run."""

from datetime import datetime
from typing import TypeAlias, assert_never

from bot.domain.effects import Card, Due, NotePrepared, NoteRun, Notify, Refresh, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves, refuse
from bot.domain.refusals import (
    BatchReported,
    NotNow,
    Refusal,
    RunNotOpen,
    SetupCancelled,
    TooEarly,
)
from bot.domain.run import Batch, Row, RowState, Run, RunStage
from bot.domain.run_commands import (
    CloseRun,
    HandOnRun,
    NoteUntoldPerson,
    PlanRun,
    PrepareRun,
    ReportBatch,
    RunCommand,
    StartRun,
)
from bot.domain.setup import Setup
from bot.domain.stages import Stage

Decision: TypeAlias = Outcome[Run] | Refusal


def refuse_connecting(setup: Setup, actor: Actor | Ourselves, now: datetime) -> Refusal | None:
    """Why users cannot be connected now; None if they can. Source: domain.md, step 7."""
    if refusal := refuse_planning(setup, actor):
        return refusal
    assert setup.ready_at is not None
    if setup.stage is Stage.CONNECTED and now < setup.ready_at:
        return TooEarly(left=setup.ready_at - now, ready_at=setup.ready_at)
    return None


def refuse_planning(setup: Setup, actor: Actor | Ourselves) -> Refusal | None:
    """Why nobody can be planned yet: during the wait the first batch is prepared."""
    if refusal := refuse(Act.CONNECT_USERS, actor, setup.people):
        return refusal
    if setup.cancelled:
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    return None if setup.ready_at else NotNow(Act.CONNECT_USERS, setup.stage)


def plan(setup: Setup, command: PlanRun, actor: Actor, now: datetime) -> Decision:
    """The one transition without a former state: a draft that the preview shows."""
    if refusal := refuse_planning(setup, actor):
        return refusal
    given = command.plan
    return Outcome(
        Run(
            id=command.run_id,
            team_id=setup.team_id,
            setup_id=setup.id,
            stage=RunStage.DRAFT,
            planned_by=actor.user_id,
            planned_at=now,
            batches=tuple(Batch(rows=rows, workspaces=given.workspaces) for rows in given.batches),
            duplicates=given.duplicates,
            rows={
                number: Row(email=person.email, user_id=person.user_id)
                for number, person in enumerate(given.people)
            },
        )
    )


def decide(
    run: Run, setup: Setup, command: RunCommand, actor: Actor | Ourselves, now: datetime
) -> Decision:
    """The new state and its effects, or why not. Who may comes before whether it is time."""
    if refusal := refuse(command.act, actor, setup.people):
        return refusal
    if setup.cancelled and isinstance(actor, Actor):
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    match command:
        case PlanRun():
            return RunNotOpen(run.stage)
        case StartRun():
            return refuse_connecting(setup, actor, now) or _start(run, setup, now)
        case PrepareRun():
            return refuse_planning(setup, actor) or _prepare(run, setup)
        case HandOnRun(former=former):
            return _hand_on(run, setup, former)
        case CloseRun(former=former):
            return _close(run, former, now)
        case ReportBatch():
            return _report(run, setup, command, now)
        case NoteUntoldPerson():
            return _note_untold(run, setup, command.row)
    assert_never(command)


def _prepare(run: Run, setup: Setup) -> Decision:
    if run.stage is not RunStage.DRAFT:
        return RunNotOpen(run.stage)
    after = run.model_copy(update={"stage": RunStage.PREPARED})
    told = NotePrepared(
        setup_id=setup.id,
        run_id=run.id,
        people=len(run.rows),
        workspaces=run.batches[0].workspaces,
        connection=setup.connections,
    )
    return Outcome(after, (Due(told),))


def _hand_on(run: Run, setup: Setup, former: UserId) -> Decision:
    number = run.open_batch
    if number is None:
        return RunNotOpen(run.stage)
    card = run.batch_card(number, setup.sales_connect_admin)
    old = run.batch_card(number, former)
    effects = (Due(Notify(about=run.ref, slot=card)), Due(Refresh(about=run.ref, slot=old)))
    return Outcome(run, effects)


def _close(run: Run, former: UserId, now: datetime) -> Decision:
    number = run.open_batch
    if number is None:
        return RunNotOpen(run.stage)
    after = run.model_copy(update={"stage": RunStage.ENDED, "ended_at": now, "closed": True})
    return Outcome(after, (Due(Refresh(about=run.ref, slot=run.batch_card(number, former))),))


def _start(run: Run, setup: Setup, now: datetime) -> Decision:
    if run.stage not in (RunStage.DRAFT, RunStage.PREPARED):
        return RunNotOpen(run.stage)
    after = run.model_copy(update={"stage": RunStage.RUNNING, "started_at": now})
    after = _open(after, 0)
    return Outcome(
        after,
        (
            Due(Notify(about=run.ref, slot=run.batch_card(0, setup.sales_connect_admin))),
            _told(after, setup, ended=False),
        ),
    )


def _told(run: Run, setup: Setup, *, ended: bool) -> Due:
    """The setup hears of it."""
    return Due(
        NoteRun(
            setup_id=setup.id,
            run_id=run.id,
            ended=ended,
            admin=setup.sales_connect_admin,
            connection=setup.connections,
        )
    )


def _open(run: Run, number: int) -> Run:
    opened = {
        row: run.rows[row].model_copy(update={"state": RowState.IN_BATCH})
        for row in run.batches[number].rows
    }
    return run.model_copy(update={"rows": {**run.rows, **opened}})


def _report(run: Run, setup: Setup, command: ReportBatch, now: datetime) -> Decision:
    if not 0 <= command.batch < len(run.batches):
        return RunNotOpen(run.stage)
    batch = run.batches[command.batch]
    if batch.reported:
        return BatchReported(command.batch + 1)
    if run.open_batch != command.batch:
        return RunNotOpen(run.stage)
    failed = command.failed & frozenset(batch.rows)
    rows = {
        row: run.rows[row].model_copy(
            update={"state": RowState.FAILED, "why": command.why}
            if row in failed
            else {"state": RowState.CONNECTED}
        )
        for row in batch.rows
    }
    batches = list(run.batches)
    batches[command.batch] = batch.model_copy(update={"reported": True})
    after = run.model_copy(update={"rows": {**run.rows, **rows}, "batches": tuple(batches)})
    admin = setup.sales_connect_admin
    effects = [
        Due(Refresh(about=run.ref, slot=run.batch_card(command.batch, admin))),
        *(
            Due(Notify(about=run.ref, slot=Slot(card=Card.YOU_ARE_CONNECTED, to=f"row:{row}")))
            for row in batch.rows
            if row not in failed
        ),
    ]
    following = after.open_batch
    if following is not None:
        after = _open(after, following)
        effects.append(Due(Notify(about=run.ref, slot=run.batch_card(following, admin))))
    else:
        after = after.model_copy(update={"stage": RunStage.ENDED, "ended_at": now})
        effects.append(_told(after, setup, ended=True))
        effects.extend(Due(Notify(about=run.ref, slot=slot)) for slot in _result_cards(setup))
    return Outcome(after, tuple(effects))


def told_of_result(setup: Setup) -> tuple[UserId, ...]:
    """Who hears how a run ended."""
    told = (setup.sales_connect_admin, setup.marketo_admin, setup.starter)
    return tuple(dict.fromkeys(told))


def _result_cards(setup: Setup) -> tuple[Slot, ...]:
    return tuple(Slot(card=Card.RESULT, to=user_id) for user_id in told_of_result(setup))


def _note_untold(run: Run, setup: Setup, number: int) -> Decision:
    row = run.rows.get(number)
    if row is None:
        return RunNotOpen(run.stage)
    rows = {**run.rows, number: row.model_copy(update={"untold": True})}
    after = run.model_copy(update={"rows": rows})
    cards = tuple(Due(Refresh(about=run.ref, slot=slot)) for slot in _result_cards(setup))
    return Outcome(after, cards)
