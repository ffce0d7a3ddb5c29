"""The steps of the road itself, from the connection to the end of a run."""

from datetime import datetime

from bot.domain.commands import (
    BecomeReady,
    NoteRunEnded,
    NoteRunPrepared,
    NoteRunStarted,
    ReportAlreadyConnected,
    ReportConnected,
    ReportLongConnected,
    SaveWorkspaces,
    StartNowAnyway,
)
from bot.domain.decision import By, Decision
from bot.domain.effects import BecomeReadyLater, Card, Due, Slot, TellRun
from bot.domain.ids import RunId, UserId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor
from bot.domain.refusals import NotNow
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import withdrawn
from bot.domain.setup_parts import Prepared, RunPhase
from bot.domain.stages import Stage
from bot.domain.telling import notify, refresh


def report_connected(
    setup: Setup, command: ReportConnected, by: By, now: datetime, rules: Rules
) -> Decision:
    if setup.stage is Stage.NAMED and not setup.one_admin:
        return NotNow(command.act, setup.stage)
    after = _connected(setup, now, rules)
    # Where nothing was handed over there is no card yet on which the wait is spent.
    new = () if setup.stage is Stage.REVEALED else notify(after, after.wait_card())
    old = (*after.asking_cards(), *after.beside_credentials())
    cards = dict.fromkeys((after.wait_card(), *after.road_cards(), *old))
    return Outcome(after, (*refresh(after, *cards), *new, _ready_later(after)), burn=True)


def already_connected(
    setup: Setup, command: ReportAlreadyConnected, by: By, now: datetime, rules: Rules
) -> Decision:
    note = setup.handed_over
    if setup.stage is not Stage.REVEALED:
        note = withdrawn(note, now)
    known = setup.model_copy(update={"handed_over": note, "connected_by_itself": True})
    after = _connected(known, now, rules)
    new = () if setup.stage is Stage.REVEALED else notify(after, after.wait_card())
    old = (after.credentials_card(), *after.beside_credentials()) if note else ()
    cards = dict.fromkeys((*old, *after.road_cards(), *setup.asking_cards()))
    return Outcome(after, (*refresh(after, *cards), *new, _ready_later(after)), burn=True)


def _connected(setup: Setup, now: datetime, rules: Rules) -> Setup:
    ready_at = now + rules.wait
    changes = {
        "stage": Stage.CONNECTED,
        "connected_at": now,
        "connections": setup.connections + 1,
        "ready_at": ready_at,
    }
    return setup.model_copy(update=changes)


def _ready_later(setup: Setup) -> Due:
    return Due(BecomeReadyLater(setup_id=setup.id), setup.ready_at)


def long_connected(
    setup: Setup, command: ReportLongConnected, by: By, now: datetime, rules: Rules
) -> Decision:
    if not setup.connected_by_itself:
        return NotNow(command.act, setup.stage)
    after = setup.model_copy(update={"stage": Stage.READY, "ready_at": now})
    return Outcome(after, _ready(after))


def become_ready(
    setup: Setup, command: BecomeReady, by: By, now: datetime, rules: Rules
) -> Decision:
    after = setup.model_copy(update={"stage": Stage.READY})
    return Outcome(after, _ready(after))


def start_now(
    setup: Setup, command: StartNowAnyway, by: By, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(by, Actor)
    after = setup.model_copy(update={"stage": Stage.READY, "started_early_by": by.user_id})
    return Outcome(after, _ready(after))


def _ready(after: Setup) -> tuple[Due, ...]:
    channel = Slot(card=Card.CHANNEL_READY, to=after.channel_id)
    cards = dict.fromkeys((after.wait_card(), *after.road_cards()))
    return (*notify(after, after.ready_card(), channel), *refresh(after, *cards))


def save_workspaces(
    setup: Setup, command: SaveWorkspaces, by: By, now: datetime, rules: Rules
) -> Decision:
    update = {"workspaces": command.names, "workspaces_are_marketos": False}
    is_kept = setup.default_workspace in command.names
    default = setup.default_workspace if is_kept else ""
    after = setup.model_copy(update={**update, "default_workspace": default})
    cards = [after.wait_card(), after.marketo_card(), after.starter_card()]
    if after.stage is not Stage.CONNECTED:
        cards.append(after.ready_card())
    return Outcome(after, refresh(after, *cards))


def run_prepared(
    setup: Setup, command: NoteRunPrepared, by: By, now: datetime, rules: Rules
) -> Decision:
    if _is_stray(setup, command):
        return NotNow(command.act, setup.stage)
    prepared = Prepared(run_id=command.run_id, people=command.people, workspaces=command.workspaces)
    after = setup.model_copy(update={"prepared": prepared})
    return Outcome(after, refresh(after, after.wait_card(), after.ready_card()))


def run_started(
    setup: Setup, command: NoteRunStarted, by: By, now: datetime, rules: Rules
) -> Decision:
    if _is_stray(setup, command):
        return stray_run(setup, command, by, now, rules)
    # Effects have no order: a short run may have ended before this one is performed.
    phase = setup.runs.get(command.run_id, RunPhase.RUNNING)
    noted = _note_run(setup, command.run_id, phase)
    if command.admin in (None, setup.sales_connect_admin):
        return noted
    # The connection changed hands between the run's start and this.
    told = tell_run(setup, command.run_id, command.admin, closed=False)
    return Outcome(noted.state, (*noted.effects, told))


def run_ended(setup: Setup, command: NoteRunEnded, by: By, now: datetime, rules: Rules) -> Decision:
    if _is_stray(setup, command):
        return NotNow(command.act, setup.stage)
    return _note_run(setup, command.run_id, RunPhase.ENDED)


def _is_stray(setup: Setup, command: NoteRunStarted | NoteRunEnded | NoteRunPrepared) -> bool:
    """Whether the run belongs to a connection that was lost since."""
    return command.connection is not None and command.connection != setup.connections


def stray_run(
    setup: Setup, command: NoteRunStarted, by: By, now: datetime, rules: Rules
) -> Decision:
    """Its setup was cancelled, or lost its connection, before it heard of the run."""
    admin = command.admin or setup.sales_connect_admin
    return Outcome(setup, (tell_run(setup, command.run_id, admin, closed=True),))


def tell_run(setup: Setup, run_id: RunId, former: UserId, *, closed: bool) -> Due:
    """A run hears what became of its setup; `former` has its open batch on a card."""
    told = TellRun(setup_id=setup.id, run_id=run_id, closed=closed, former=former)
    return Due(told)


def _note_run(setup: Setup, run_id: RunId, phase: RunPhase) -> Outcome[Setup]:
    runs = {**setup.runs, run_id: phase}
    busy = RunPhase.RUNNING in runs.values()
    stage = Stage.PROVISIONING if busy else Stage.DONE
    changes = {"stage": stage, "runs": runs, "prepared": None}
    after = setup.model_copy(update=changes)
    cards = (after.ready_card(), after.marketo_card(), after.starter_card())
    # Started before the reminder was due: its card may still say how long the wait is.
    early = (after.wait_card(),) if setup.stage is Stage.CONNECTED else ()
    return Outcome(after, refresh(after, *cards, *early))
