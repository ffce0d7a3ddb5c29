"""The transitions of a setup: a table; what has no row is refused."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from bot.domain import (
    setup_api,
    setup_care,
    setup_hand_over,
    setup_people,
    setup_requests,
    setup_road,
    setup_succession,
)
from bot.domain.commands import (
    AskAgain,
    BecomeReady,
    CancelSetup,
    ChangePeople,
    CheckApiAccess,
    Decline,
    ExpireCredentials,
    HandOver,
    NoteAccessRemoved,
    NoteApiChecked,
    NoteChannelChanged,
    NoteChecked,
    NotePersonBack,
    NotePersonGone,
    NoteRequestBegun,
    NoteRequestEnded,
    NoteRevealed,
    NoteRunEnded,
    NoteRunPrepared,
    NoteRunStarted,
    NoteShownLate,
    NoteWindowClosed,
    Remind,
    RemoveApiAccess,
    ReportAlreadyConnected,
    ReportConnected,
    ReportLongConnected,
    ReportLost,
    SaveApiAccess,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    SaveWorkspaces,
    SayOwnsSandbox,
    SetupCommand,
    Snooze,
    StartNowAnyway,
    StartSetup,
    TakeOver,
)
from bot.domain.decision import Decision as Decision
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role, Standing, refuse, refuse_about
from bot.domain.refusals import NotNow, Refusal, SetupCancelled
from bot.domain.setup import Setup, ticked
from bot.domain.setup_hand_over import refuse_hand_over, refuse_state_of_reveal
from bot.domain.setup_parts import Noted
from bot.domain.setup_requests import with_requests_told
from bot.domain.stages import Stage
from bot.domain.telling import notify
from bot.domain.turns import with_turns

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
        schema_number=5,
        id=command.setup_id,
        team_id=actor.team_id,
        stage=Stage.NAMED,
        kind=command.kind,
        product=command.product,
        name=command.name,
        people=people,
        chosen=dict.fromkeys(people, Noted(by=actor.user_id, at=now)) | dict(command.chosen),
        channel_id=command.channel_id,
        language=command.language,
        ticks=ticked(command.prerequisites, actor.user_id, now),
        started_at=now,
        started_by=actor.user_id,
        of_production=command.of_production,
    )
    return with_turns(None, Outcome(setup, notify(setup, *setup.first_cards())), now)


def decide(
    setup: Setup, command: SetupCommand, actor: Actor | Ourselves, now: datetime, rules: Rules
) -> Decision:
    """The new state and its effects, or why not. Who may comes before whether it is time."""
    refusal = _refuse_for_others(setup, command, actor) or refuse_step(setup, type(command), actor)
    if refusal:
        return refusal
    step = STEPS[setup.stage, type(command)]
    decision = step.then(setup, command, actor, now, rules)
    if not isinstance(decision, Outcome):
        return decision
    assert decision.state.stage in step.to
    return with_turns(setup, with_requests_told(setup, decision), now)


def _refuse_for_others(
    setup: Setup, command: SetupCommand, actor: Actor | Ourselves
) -> Refusal | None:
    """What each named person may do for themselves only."""
    if not isinstance(command, Decline | Snooze) or not isinstance(actor, Actor):
        return None
    if actor.standing is not Standing.MEMBER:
        return None
    return refuse_about(command.act, command.role, actor, setup.people)


def refuse_step(
    setup: Setup, command: type[SetupCommand], actor: Actor | Ourselves
) -> Refusal | None:
    """Why this person cannot give this command now; None if they can, as far as it shows before."""
    if refusal := refuse(command.act, actor, setup.people):
        return refusal
    if (setup.stage, command) not in STEPS:
        if setup.cancelled:
            return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
        return NotNow(command.act, setup.stage)
    return refuse_hand_over(setup) if command is HandOver else None


def refuse_reveal(setup: Setup, actor: Actor, version: int) -> Refusal | None:
    """Why the credentials cannot be shown to this person now; None if they can."""
    if refusal := refuse(NoteRevealed.act, actor, setup.people):
        return refusal
    if setup.cancelled:
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    return refuse_state_of_reveal(setup, version)


_Rows: TypeAlias = dict[tuple[Stage, type[SetupCommand]], Step]

_NAMED: Final = (Stage.NAMED,)
_HANDED: Final = (Stage.HANDED_OVER,)
_CONNECTED: Final = (Stage.CONNECTED,)
_BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
_AFTER: Final = setup_people.CONNECTED
_RUNNING: Final = (Stage.PROVISIONING, Stage.DONE)
_OPEN: Final = (*_BEFORE, *_AFTER)


def _stays(command: type[SetupCommand], then: _Then, stages: Iterable[Stage]) -> _Rows:
    return {(stage, command): Step((stage,), then) for stage in stages}


def _leads(
    command: type[SetupCommand], then: _Then, stages: Iterable[Stage], to: tuple[Stage, ...]
) -> _Rows:
    return {(stage, command): Step(to, then) for stage in stages}


def _may_go_back(
    command: type[SetupCommand], then: _Then, stages: Iterable[Stage] = _HANDED
) -> _Rows:
    """Steps that take back what was handed over to somebody who is not the right one."""
    back = {(stage, command): Step((stage, Stage.NAMED), then) for stage in stages}
    return _stays(command, then, _OPEN) | back


_CREDENTIALS: Final[_Rows] = {
    **_leads(HandOver, setup_hand_over.hand_over, _BEFORE, _HANDED),
    (Stage.HANDED_OVER, NoteRevealed): Step((Stage.REVEALED,), setup_hand_over.note_revealed),
    **_stays(NoteShownLate, setup_hand_over.note_shown_late, Stage),
    **_stays(NoteWindowClosed, setup_hand_over.note_window_closed, (Stage.REVEALED,)),
    (Stage.HANDED_OVER, NoteWindowClosed): Step(
        (Stage.REVEALED,), setup_hand_over.note_window_closed
    ),
    (Stage.HANDED_OVER, ExpireCredentials): Step(_NAMED, setup_hand_over.expire),
    **_stays(AskAgain, setup_hand_over.ask_again, _BEFORE),
    **_stays(NoteChecked, setup_hand_over.note_checked, _OPEN),
    **_stays(SaveApiAccess, setup_api.save, _OPEN),
    **_stays(CheckApiAccess, setup_api.check, _OPEN),
    **_stays(RemoveApiAccess, setup_api.remove, _OPEN),
    **_stays(NoteApiChecked, setup_api.note_checked, _OPEN),
}
_ROAD: Final[_Rows] = {
    (Stage.REVEALED, ReportConnected): Step(_CONNECTED, setup_road.report_connected),
    # One person who is both admins hands nothing over.
    (Stage.NAMED, ReportConnected): Step(_CONNECTED, setup_road.report_connected),
    **_leads(ReportAlreadyConnected, setup_road.already_connected, _BEFORE, _CONNECTED),
    (Stage.CONNECTED, ReportLongConnected): Step((Stage.READY,), setup_road.long_connected),
    (Stage.CONNECTED, BecomeReady): Step((Stage.READY,), setup_road.become_ready),
    (Stage.CONNECTED, StartNowAnyway): Step((Stage.READY,), setup_road.start_now),
    **_stays(SaveWorkspaces, setup_road.save_workspaces, _AFTER),
    **_stays(NoteRunPrepared, setup_road.run_prepared, (Stage.CONNECTED, Stage.READY)),
    # A run of a connection that is lost leaves the stage as it is.
    **_leads(
        NoteRunStarted, setup_road.run_started, (Stage.CONNECTED,), (Stage.CONNECTED, *_RUNNING)
    ),
    **_leads(NoteRunStarted, setup_road.run_started, (Stage.READY,), (Stage.READY, *_RUNNING)),
    **_leads(NoteRunStarted, setup_road.run_started, _RUNNING, _RUNNING),
    **_stays(NoteRunStarted, setup_road.stray_run, (*_BEFORE, Stage.CANCELLED)),
    **_leads(NoteRunEnded, setup_road.run_ended, _AFTER, _RUNNING),
}
_PEOPLE: Final[_Rows] = {
    **_may_go_back(ChangePeople, setup_people.change_people, setup_people.UNOPENED),
    **_may_go_back(Decline, setup_people.decline),
    **_may_go_back(NotePersonGone, setup_people.person_gone),
    **_stays(NotePersonBack, setup_people.person_back, _OPEN),
    **_stays(NoteAccessRemoved, setup_succession.access_removed, _AFTER),
    **_stays(TakeOver, setup_succession.take_over, _AFTER),
    **_leads(ReportLost, setup_succession.report_lost, _AFTER, _NAMED),
}
_CARE: Final[_Rows] = {
    **_stays(SaveChecklist, setup_care.save_checklist, _OPEN),
    **_stays(SaveOrganization, setup_care.save_organization, _OPEN),
    **_stays(SaveSettings, setup_care.save_settings, _OPEN),
    **_stays(Remind, setup_care.remind, _OPEN),
    **_stays(Snooze, setup_care.snooze, _OPEN),
    **_leads(CancelSetup, setup_care.cancel, _OPEN, (Stage.CANCELLED,)),
}
_REQUESTS: Final[_Rows] = {
    **_stays(NoteRequestBegun, setup_requests.request_begun, _OPEN),
    (Stage.CANCELLED, NoteRequestBegun): Step((Stage.CANCELLED,), setup_requests.stray_request),
    **_stays(NoteRequestEnded, setup_requests.request_ended, Stage),
    **_stays(SayOwnsSandbox, setup_requests.say_owns_sandbox, _OPEN),
    **_stays(NoteChannelChanged, setup_requests.channel_changed, _OPEN),
}
STEPS: Final[Mapping[tuple[Stage, type[SetupCommand]], Step]] = MappingProxyType(
    _CREDENTIALS | _ROAD | _PEOPLE | _CARE | _REQUESTS
)
