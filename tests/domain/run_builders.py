"""Plans and runs at any stage, each reached by walking there."""

from collections.abc import Iterable
from typing import Final

from bot.domain import run_steps
from bot.domain.commands import NoteRunEnded, NoteRunStarted
from bot.domain.effects import CallConnector, NoteRun, Sources
from bot.domain.ids import RunId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act
from bot.domain.provisioning import NOTHING, Candidate, Facts, Plan, plan_disconnect, plan_run
from bot.domain.run import Does, Driver, Purpose, Run, RunStage
from bot.domain.run_calls import step_of
from bot.domain.run_commands import (
    GatherRun,
    NoteCalled,
    PauseRun,
    PlanDisconnect,
    PlanRun,
    PrepareRun,
    ReportBatch,
    RunCommand,
    StartRun,
)
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.domain.workspaces import Known
from tests.domain.builders import OURSELVES, RUN_AT, RUN_ID, WORKSPACES, a_setup, an_actor, done

KNOWN: Final = Known(WORKSPACES)


def candidates(count: int) -> list[Candidate]:
    """`p0@acme.example`, whom Slack knows, `p1@acme.example`, and so on."""
    return [Candidate(f"p{n}@acme.example", UserId(f"U_P{n}")) for n in range(count)]


def a_plan(
    people: Iterable[Candidate] | int = 3,
    workspaces: tuple[str, ...] = (),
    facts: Facts = NOTHING,
    known: Known = KNOWN,
) -> Plan:
    given = candidates(people) if isinstance(people, int) else people
    plan = plan_run(given, workspaces, known, facts)
    assert isinstance(plan, Plan), plan
    return plan


def a_change(
    people: Iterable[Candidate] | int = 3,
    to: tuple[str, ...] | None = (),
    facts: Facts = NOTHING,
    known: Known = KNOWN,
) -> Plan:
    """Whom to disconnect, and with what to connect them again; None: with nothing."""
    given = candidates(people) if isinstance(people, int) else people
    plan = plan_disconnect(given, to, known, facts)
    assert isinstance(plan, Plan), plan
    return plan


def a_run(
    stage: RunStage = RunStage.DRAFT,
    *,
    people: Iterable[Candidate] | int | Plan = 3,
    setup: Setup | None = None,
    run_id: RunId = RUN_ID,
    reported: int = 0,
    driver: Driver = Driver.GUIDED,
    tells: bool = True,
) -> Run:
    """
    A run at this stage; of one that was started, so many batches are reported: all went well.

    `people`: those to be connected, or a plan.
    """
    setup = setup or a_setup(Stage.READY)
    sol = an_actor(setup.sales_connect_admin)
    if stage is RunStage.READING:
        gather = GatherRun(setup.id, run_id, Sources(file_id="F_LIST"), "view")
        return done(run_steps.begin(setup, gather, sol, RUN_AT)).state
    plan = people if isinstance(people, Plan) else a_plan(people)
    begins = PlanRun if plan.purpose is Purpose.CONNECT else PlanDisconnect
    run = done(run_steps.begin(setup, begins(setup.id, run_id, plan), sol, RUN_AT)).state
    if stage is RunStage.PREPARED:
        run = stepped(run, PrepareRun(setup.id, run_id, driver, tells), setup)
    elif stage is not RunStage.DRAFT:
        run = stepped(run, StartRun(setup.id, run_id, driver, tells), setup)
    for number in range(len(run.batches) if stage is RunStage.ENDED else reported):
        run = _through_batch(run, number, setup)
    if stage is RunStage.PAUSED:
        run = stepped(run, PauseRun(setup.id, run_id), setup)
    assert run.stage is stage
    return run


def _through_batch(run: Run, number: int, setup: Setup) -> Run:
    if run.driver is Driver.GUIDED:
        return stepped(run, ReportBatch(setup.id, run.id, number), setup)
    batch = run.batches[number]
    for row in batch.rows:
        if run.rows[row].is_open and step_of(run, row) is batch.does:
            run = stepped(run, NoteCalled(setup.id, run.id, row, batch.does), setup)
    return run


def stepped(run: Run, command: RunCommand, setup: Setup | None = None) -> Run:
    """One step on, by whoever may take it; a refusal ends the test."""
    setup = setup or a_setup(Stage.READY)
    follows_up = command.act is Act.FOLLOW_UP
    by = OURSELVES if follows_up else an_actor(setup.sales_connect_admin)
    return done(run_steps.decide(run, setup, command, by, RUN_AT)).state


def calls(outcome: Outcome[Run]) -> list[tuple[int, Does]]:
    """What the connector is asked for."""
    found = [due.effect for due in outcome.effects if isinstance(due.effect, CallConnector)]
    return [(one.row, Does(one.does)) for one in found]


def note_of(effect: NoteRun) -> NoteRunStarted | NoteRunEnded:
    """What the worker tells the setup, from what a run made due."""
    if effect.ended:
        return NoteRunEnded(effect.setup_id, effect.run_id, effect.connection)
    return NoteRunStarted(effect.setup_id, effect.run_id, effect.connection, effect.admin)


def began(setup: Setup, run_id: RunId = RUN_ID) -> NoteRunStarted:
    """The note of a run that is started now; it may come whenever it likes."""
    note = _noted(a_run(setup=setup, run_id=run_id), setup, StartRun(setup.id, run_id))
    assert isinstance(note, NoteRunStarted)
    return note


def ended(setup: Setup, run_id: RunId = RUN_ID) -> NoteRunEnded:
    """The note of a run that was started now and is over."""
    run = a_run(RunStage.RUNNING, setup=setup, run_id=run_id)
    note = _noted(run, setup, ReportBatch(setup.id, run_id, 0))
    assert isinstance(note, NoteRunEnded)
    return note


def _noted(
    run: Run, setup: Setup, command: StartRun | ReportBatch
) -> NoteRunStarted | NoteRunEnded:
    admin = an_actor(setup.sales_connect_admin)
    outcome = done(run_steps.decide(run, setup, command, admin, RUN_AT))
    [note] = [due.effect for due in outcome.effects if isinstance(due.effect, NoteRun)]
    return note_of(note)
