"""The transitions of a setup: a table; what has no row is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from bot.domain.commands import (
    BecomeReady,
    ExpireCredentials,
    HandOver,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    ReportConnected,
    SaveWorkspaces,
    SetupCommand,
    StartNowAnyway,
    StartSetup,
)
from bot.domain.effects import (
    BecomeReadyLater,
    Card,
    Due,
    ExpireLater,
    Notify,
    Refresh,
    Slot,
)
from bot.domain.ids import RunId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role, refuse
from bot.domain.refusals import (
    AlreadyRevealed,
    CredentialsExpired,
    CredentialsReplaced,
    NothingToReveal,
    NotNow,
    Refusal,
)
from bot.domain.setup import HandOverNote, RunPhase, Setup
from bot.domain.stages import Stage

Decision: TypeAlias = Outcome[Setup] | Refusal
_Then: TypeAlias = Callable[[Setup, Any, Actor | Ourselves, datetime, Rules], Decision]


@dataclass(frozen=True, slots=True)
class Step:
    """A row: what is done, and which stages it may lead to."""

    to: tuple[Stage, ...]
    then: _Then


def start(command: StartSetup, actor: Actor, now: datetime) -> Decision:
    """The one transition without a former state: everybody named hears of their first step."""
    if refusal := refuse(command.act, actor, {}):
        return refusal
    people = {**dict(command.people), Role.STARTER: actor.user_id}
    setup = Setup(
        id=command.setup_id,
        team_id=actor.team_id,
        stage=Stage.NAMED,
        kind=command.kind,
        name=command.name,
        people=people,
        channel_id=command.channel_id,
        prerequisites=command.prerequisites,
        language=command.language,
        started_at=now,
    )
    slots = [setup.starter_card(), setup.marketo_card(), setup.sales_connect_card()]
    if salesforce_admin := people.get(Role.SALESFORCE_ADMIN):
        slots.append(Slot(card=Card.SALESFORCE_ADMIN, to=salesforce_admin))
    return Outcome(setup, _notify(setup, *slots))


def decide(
    setup: Setup, command: SetupCommand, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    """The new state and its effects, or why not. Who may comes before whether it is time."""
    if refusal := refuse_step(setup, type(command), actor):
        return refusal
    step = STEPS[setup.stage, type(command)]
    decision = step.then(setup, command, actor, now, rules)
    assert not isinstance(decision, Outcome) or decision.state.stage in step.to
    return decision


def refuse_step(
    setup: Setup, command: type[SetupCommand], actor: Actor | Ourselves
) -> Refusal | None:
    """Why this person cannot give this command now; None if they can, as far as it shows before."""
    if refusal := refuse(command.act, actor, setup.people):
        return refusal
    return None if (setup.stage, command) in STEPS else NotNow(command.act, setup.stage)


def refuse_reveal(setup: Setup, actor: Actor, version: int) -> Refusal | None:
    """Why the credentials cannot be shown to this person now; None if they can."""
    if refusal := refuse(NoteRevealed.act, actor, setup.people):
        return refusal
    note = setup.handed_over
    if note is None:
        return NothingToReveal(setup.marketo_admin)
    if note.revealed_at:
        return AlreadyRevealed(note.recipient, note.revealed_at, setup.marketo_admin)
    if note.expired_at:
        return CredentialsExpired(note.expired_at, setup.marketo_admin)
    if version != note.version:
        return CredentialsReplaced()
    return None if setup.stage is Stage.HANDED_OVER else NotNow(NoteRevealed.act, setup.stage)


def _notify(setup: Setup, *slots: Slot) -> tuple[Due, ...]:
    return tuple(Due(Notify(about=setup.ref, slot=slot)) for slot in slots)


def _refresh(setup: Setup, *slots: Slot) -> tuple[Due, ...]:
    return tuple(Due(Refresh(about=setup.ref, slot=slot)) for slot in slots)


def _hand_over(
    setup: Setup, command: HandOver, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    note = HandOverNote(
        version=setup.version + 1,
        recipient=setup.sales_connect_admin,
        at=now,
        expires_at=now + rules.secret_ttl,
    )
    after = setup.model_copy(update={"stage": Stage.HANDED_OVER, "handed_over": note})
    effects = (
        *_notify(after, after.credentials_card()),
        *_refresh(after, after.marketo_card(), after.starter_card(), after.sales_connect_card()),
        *(_refresh(setup, setup.credentials_card()) if setup.handed_over else ()),
        Due(ExpireLater(setup_id=setup.id, version=note.version), note.expires_at),
    )
    return Outcome(after, effects, keep=command.credentials)


def _note_revealed(
    setup: Setup, command: NoteRevealed, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(actor, Actor)
    if refusal := refuse_reveal(setup, actor, command.version):
        return refusal
    assert setup.handed_over is not None
    note = setup.handed_over.model_copy(update={"revealed_at": now})
    after = setup.model_copy(update={"stage": Stage.REVEALED, "handed_over": note})
    cards = (after.credentials_card(), after.marketo_card(), after.starter_card())
    return Outcome(after, _refresh(after, *cards), burn=True)


def _expire(
    setup: Setup, command: ExpireCredentials, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    note = setup.handed_over
    if note is None or command.version != note.version:
        return CredentialsReplaced()
    expired = note.model_copy(update={"expired_at": now})
    after = setup.model_copy(update={"stage": Stage.NAMED, "handed_over": expired})
    told = Slot(card=Card.EXPIRED, part=str(note.version), to=setup.marketo_admin)
    effects = (
        *_notify(after, told),
        *_refresh(after, after.credentials_card(), after.marketo_card(), after.starter_card()),
    )
    return Outcome(after, effects, burn=True)


def _report_connected(
    setup: Setup, command: ReportConnected, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    after = setup.model_copy(
        update={"stage": Stage.CONNECTED, "connected_at": now, "ready_at": now + rules.wait}
    )
    cards = (after.credentials_card(), after.marketo_card(), after.starter_card())
    later = Due(BecomeReadyLater(setup_id=setup.id), after.ready_at)
    return Outcome(after, (*_refresh(after, *cards), later), burn=True)


def _become_ready(
    setup: Setup, command: BecomeReady, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    after = setup.model_copy(update={"stage": Stage.READY})
    return Outcome(after, _ready(after))


def _start_now(
    setup: Setup, command: StartNowAnyway, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(actor, Actor)
    after = setup.model_copy(update={"stage": Stage.READY, "started_early_by": actor.user_id})
    return Outcome(after, _ready(after))


def _ready(after: Setup) -> tuple[Due, ...]:
    channel = Slot(card=Card.CHANNEL_READY, to=after.channel_id)
    cards = (after.credentials_card(), after.marketo_card(), after.starter_card())
    return (*_notify(after, after.ready_card(), channel), *_refresh(after, *cards))


def _save_workspaces(
    setup: Setup, command: SaveWorkspaces, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    after = setup.model_copy(update={"workspaces": command.names})
    cards = [after.credentials_card(), after.marketo_card(), after.starter_card()]
    if after.stage is not Stage.CONNECTED:
        cards.append(after.ready_card())
    return Outcome(after, _refresh(after, *cards))


def _run_started(
    setup: Setup, command: NoteRunStarted, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    # Effects have no order: a short run may have ended before this one is performed.
    phase = setup.runs.get(command.run_id, RunPhase.RUNNING)
    return _note_run(setup, command.run_id, phase)


def _run_ended(
    setup: Setup, command: NoteRunEnded, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    return _note_run(setup, command.run_id, RunPhase.ENDED)


def _note_run(setup: Setup, run_id: RunId, phase: RunPhase) -> Decision:
    runs = {**setup.runs, run_id: phase}
    busy = RunPhase.RUNNING in runs.values()
    stage = Stage.PROVISIONING if busy else Stage.DONE
    after = setup.model_copy(update={"stage": stage, "runs": runs})
    cards = (after.ready_card(), after.marketo_card(), after.starter_card())
    # Started before the reminder was due: its card may still say how long the wait is.
    early = (after.credentials_card(),) if setup.stage is Stage.CONNECTED else ()
    return Outcome(after, _refresh(after, *cards, *early))


_HANDED: Final = (Stage.HANDED_OVER,)
_SAME: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
_RUNNING: Final = (Stage.PROVISIONING, Stage.DONE)

_Rows: TypeAlias = dict[tuple[Stage, type[SetupCommand]], Step]

_ROAD: Final[_Rows] = {
    (Stage.NAMED, HandOver): Step(_HANDED, _hand_over),
    (Stage.HANDED_OVER, HandOver): Step(_HANDED, _hand_over),
    (Stage.REVEALED, HandOver): Step(_HANDED, _hand_over),
    (Stage.HANDED_OVER, NoteRevealed): Step((Stage.REVEALED,), _note_revealed),
    (Stage.HANDED_OVER, ExpireCredentials): Step((Stage.NAMED,), _expire),
    (Stage.REVEALED, ReportConnected): Step((Stage.CONNECTED,), _report_connected),
    (Stage.CONNECTED, BecomeReady): Step((Stage.READY,), _become_ready),
    (Stage.CONNECTED, StartNowAnyway): Step((Stage.READY,), _start_now),
}
_WORKSPACES: Final[_Rows] = {
    (stage, SaveWorkspaces): Step((stage,), _save_workspaces) for stage in _SAME
}
_RUN_STARTED: Final[_Rows] = {
    (stage, NoteRunStarted): Step(_RUNNING, _run_started) for stage in _SAME
}
_RUN_ENDED: Final[_Rows] = {(stage, NoteRunEnded): Step(_RUNNING, _run_ended) for stage in _SAME}
STEPS: Final[Mapping[tuple[Stage, type[SetupCommand]], Step]] = MappingProxyType(
    _ROAD | _WORKSPACES | _RUN_STARTED | _RUN_ENDED
)
