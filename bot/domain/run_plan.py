"""A run until it starts: why not yet, its draft, and what is kept for later."""

from collections import Counter
from datetime import datetime
from typing import Final, TypeAlias

from bot.domain.effects import (
    Due,
    Gather,
    NotePrepared,
    Notify,
    ShowPreview,
)
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves, refuse
from bot.domain.problems import Again
from bot.domain.provisioning import Plan
from bot.domain.refusals import (
    NobodyGiven,
    NobodyLeft,
    NotNow,
    Refusal,
    RunNotOpen,
    SetupCancelled,
    TooEarly,
    UnknownWorkspace,
)
from bot.domain.run import Driver, Purpose, Run, RunStage
from bot.domain.run_calls import first_call
from bot.domain.run_commands import (
    BeginsRun,
    GatherRun,
    NotePlanned,
    NoteUnread,
    PrepareRun,
    RetryFailed,
    StartRun,
)
from bot.domain.run_drafts import takes_place, told_of_start
from bot.domain.run_ends import setup_hears
from bot.domain.run_guided import first_batch
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.domain.workspaces import nearest

Decision: TypeAlias = Outcome[Run] | Refusal

# Of columns that mean nothing here: a run carries their names wherever it goes.
MOST_COLUMNS: Final = 50
COLUMN_LENGTH: Final = 60  # characters


def refuse_connecting(
    setup: Setup, actor: Actor | Ourselves, now: datetime, act: Act = Act.CONNECT_USERS
) -> Refusal | None:
    """Why users cannot be touched now; None if they can. Source: domain.md, step 7."""
    if refusal := refuse_planning(setup, actor, act):
        return refusal
    assert setup.ready_at is not None
    if setup.stage is Stage.CONNECTED and now < setup.ready_at:
        return TooEarly(left=setup.ready_at - now, ready_at=setup.ready_at)
    return None


def refuse_planning(
    setup: Setup, actor: Actor | Ourselves, act: Act = Act.CONNECT_USERS
) -> Refusal | None:
    """Why nobody can be planned yet: during the wait the first batch is prepared."""
    if refusal := refuse(act, actor, setup.people):
        return refusal
    if setup.cancelled:
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    return None if setup.ready_at else NotNow(act, setup.stage)


def begin(setup: Setup, command: BeginsRun, actor: Actor, now: datetime) -> Decision:
    """The transitions without a former state: a draft that the preview shows, or a run at once."""
    if refusal := refuse_planning(setup, actor, command.act):
        return refusal
    empty = Run(
        id=command.run_id,
        team_id=setup.team_id,
        setup_id=setup.id,
        stage=RunStage.READING,
        planned_by=actor.user_id,
        planned_at=now,
    )
    if isinstance(command, GatherRun):
        gather = Gather(
            setup_id=setup.id,
            run_id=command.run_id,
            by=actor.user_id,
            sources=command.sources,
            view=command.view,
        )
        reading = {"purpose": Purpose(command.sources.purpose), "gathered": True}
        return Outcome(empty.model_copy(update=reading), (Due(gather),))
    planned = _planned(empty, command.plan)
    if not isinstance(command, RetryFailed):
        return takes_place(planned, command.mends) if command.mends else Outcome(planned)
    if refusal := refuse_connecting(setup, actor, now):
        return refusal
    again = {"retry_of": command.of, "attempt": command.attempt}
    return _start(planned.model_copy(update=again), setup, command, now)


def _planned(run: Run, plan: Plan) -> Run:
    return run.model_copy(
        update={
            "stage": RunStage.DRAFT,
            "purpose": plan.purpose,
            "chosen": plan.chosen,
            "owner_among": plan.owner_among,
            "continues": plan.continues,
            "people": len(plan.rows),
            "uninvited": plan.uninvited,
            "near_misses": plan.near_misses,
            "misspelt": plan.misspelt,
            "off": sum(row.off for row in plan.rows),
            "batches": plan.batches,
            "read": plan.read,
            "faults": dict(Counter(problem.fault for problem in plan.problems)),
            "repeats": dict(plan.repeats),
            "duplicates": plan.duplicates,
            "ignored": plan.notes.ignored,
            "meant": plan.notes.meant,
            "headless": plan.notes.headless,
            "rows": dict(enumerate(plan.rows)),
            "problems": dict(enumerate(plan.problems)),
        }
    )


def note_planned(run: Run, command: NotePlanned) -> Decision:
    if run.stage is not RunStage.READING:
        return RunNotOpen(run.stage)
    after = _planned(run, command.plan)
    about = {
        "ignored": tuple(one[:COLUMN_LENGTH] for one in command.ignored[:MOST_COLUMNS]),
        "meant": tuple((one[:COLUMN_LENGTH], known) for one, known in command.meant),
        "headless": command.headless,
    }
    after = after.model_copy(update=about)
    return Outcome(after, (_shown(after, command.view),))


def note_unread(run: Run, command: NoteUnread) -> Decision:
    if run.stage is not RunStage.READING:
        return RunNotOpen(run.stage)
    after = run.model_copy(update={"stage": RunStage.DRAFT, "unread": command.unread})
    return Outcome(after, (_shown(after, command.view),))


def _shown(run: Run, view: str) -> Due:
    return Due(ShowPreview(setup_id=run.setup_id, run_id=run.id, by=run.planned_by, view=view))


def prepare(run: Run, setup: Setup, command: PrepareRun) -> Decision:
    if run.stage is not RunStage.DRAFT:
        return RunNotOpen(run.stage)
    if run.mended:
        return RunNotOpen(None)
    if not run.people:
        return nobody_left(run)
    after = _as_chosen(run, command.driver, command.tells).model_copy(
        update={"stage": RunStage.PREPARED}
    )
    told = NotePrepared(
        setup_id=setup.id,
        run_id=run.id,
        people=run.people,
        workspaces=run.batches[0].workspaces,
        connection=setup.connections,
    )
    return Outcome(after, (Due(told), *told_of_start(run)))


def _as_chosen(run: Run, driver: Driver | None, tells: bool | None) -> Run:
    chosen = {"driver": driver or run.driver, "tells": run.tells if tells is None else tells}
    return run.model_copy(update=chosen)


def begin_started(
    run: Run, setup: Setup, command: StartRun, actor: Actor, now: datetime
) -> Decision:
    """`Start`, on a draft or on what was prepared."""
    if refusal := refuse_connecting(setup, actor, now):
        return refusal
    return _start(run, setup, command, now)


def _start(run: Run, setup: Setup, command: StartRun | RetryFailed, now: datetime) -> Decision:
    if run.stage not in (RunStage.DRAFT, RunStage.PREPARED):
        return RunNotOpen(run.stage)
    if run.mended:
        return RunNotOpen(None)
    if not run.people:
        return nobody_left(run)
    if unknown := _unknown(run, setup):
        return unknown
    changes = {
        "stage": RunStage.RUNNING,
        "started_at": now,
        "connection": setup.connections,
    }
    after = _as_chosen(run, command.driver, command.tells).model_copy(update=changes)
    admin = setup.sales_connect_admin
    if after.driver is Driver.CONNECTOR:
        after, begun = first_call(after)
    else:
        after, begun = first_batch(after, admin, now)
    progress = Due(Notify(about=run.ref, slot=run.progress_card(admin)))
    hears = setup_hears(after, setup, ended=False)
    return Outcome(after, (progress, begun, hears, *told_of_start(run)))


def _unknown(run: Run, setup: Setup) -> UnknownWorkspace | None:
    """A workspace that was on the list when this was planned; what is prepared may be old."""
    names = dict.fromkeys(name for batch in run.batches for name in batch.workspaces)
    gone = next((one for one in names if one not in setup.workspaces), None)
    if gone is None or not setup.workspaces:
        return None
    return UnknownWorkspace(gone, nearest(gone, setup.workspaces))


def nobody_left(run: Run) -> Refusal:
    """A list of which nothing is to be done."""
    done = run.repeats.get(Again.DONE, 0) + run.repeats.get(Again.UNDER_WAY, 0)
    return NobodyLeft(done) if run.read else NobodyGiven()
