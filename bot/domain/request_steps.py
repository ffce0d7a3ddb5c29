"""The transitions of a request."""

from datetime import datetime
from typing import TypeAlias

from bot.domain.effects import AskDirectly, Due, NoteRequest, PostRequest, Refresh, TellRequest
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, refuse
from bot.domain.refusals import (
    NobodyGiven,
    NoSandbox,
    NotOfProduction,
    Refusal,
    RequestNotOpen,
    SetupCancelled,
)
from bot.domain.request import ClosedWhy, Request, RequestKind, RequestStage
from bot.domain.request_approval import approve, closed, reject, withdraw
from bot.domain.request_commands import (
    Approve,
    AskForAddresses,
    AskForSandbox,
    BeginsRequest,
    FollowSetup,
    HandOn,
    LeaveOut,
    NoteAskedAdobe,
    NoteChannelGone,
    OpenRequest,
    Reject,
    ReportAccount,
    ReportInvited,
    RequestCommand,
    TakeTime,
    Withdraw,
)
from bot.domain.request_ends import (
    heard_of_end,
    lack_shown_anew,
    look_at_people,
    shown_anew,
    told,
)
from bot.domain.request_fulfil import (
    hand_on,
    note_asked_adobe,
    report_account,
    report_invited,
    send_addresses,
    tell_lack,
    to_fulfil,
)
from bot.domain.request_left_out import leave_out
from bot.domain.request_looks import ask_directly, open_request
from bot.domain.request_times import first_times, take_time
from bot.domain.setup import Setup
from bot.domain.stages import Kind

Decision: TypeAlias = Outcome[Request] | Refusal


def refuse_asking(setup: Setup, command: type[BeginsRequest], actor: Actor) -> Refusal | None:
    """Why this person cannot ask for it here; None if they can."""
    if why := refuse(command.act, actor, setup.people):
        return why
    if setup.cancelled:
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    if setup.kind is not Kind.PRODUCTION:
        return NotOfProduction()
    if command is AskForSandbox and setup.sandbox and not setup.sandbox.owns:
        return NoSandbox(setup.marketo_admin)
    return None


def begin(setup: Setup, command: BeginsRequest, actor: Actor, now: datetime) -> Decision:
    """The transition without a former state; who may approve is read by what follows."""
    if why := refuse_asking(setup, type(command), actor):
        return why
    if not command.people:
        return NobodyGiven()
    is_sandbox = isinstance(command, AskForSandbox)
    request = Request(
        schema_number=3,
        id=command.request_id,
        team_id=setup.team_id,
        setup_id=setup.id,
        kind=RequestKind.SANDBOX if is_sandbox else RequestKind.INVITE,
        requester=actor.user_id,
        zone=command.zone,
        note=command.note,
        people=command.people,
        asked_at=now,
    )
    about = {"setup_id": setup.id, "request_id": request.id}
    heard = NoteRequest(**about, kind=request.kind.value, ended=False)
    effects = (
        Due(PostRequest(**about)),
        *told(request, request.requester_card()),
        *first_times(request),
        Due(heard),
        *_former_hears(setup, command),
    )
    return Outcome(request, effects)


def _former_hears(setup: Setup, command: BeginsRequest) -> tuple[Due, ...]:
    """The message that offered to ask again loses its button."""
    if not command.former:
        return ()
    tells = TellRequest(setup_id=setup.id, request_id=command.former, asked_again=True)
    return (Due(tells),)


def decide(
    request: Request, setup: Setup, command: RequestCommand, actor: Actor | Ourselves, now: datetime
) -> Decision:
    """The new state and its effects, or why not. Who may comes before whether it is time."""
    if isinstance(actor, Ourselves):
        if why := refuse(command.act, actor, setup.people):
            return why
        return _follow_up(request, setup, command, now)
    decision = _decide(request, setup, command, actor, now)
    if setup.cancelled and isinstance(decision, Outcome):  # and the request hears of it soon
        return SetupCancelled(setup.cancelled.by, setup.cancelled.at)
    return decision


def _decide(
    request: Request, setup: Setup, command: RequestCommand, actor: Actor, now: datetime
) -> Decision:
    match command:
        case Approve():
            return approve(request, setup, command, actor, now)
        case Reject():
            return reject(request, setup, command, actor, now)
        case Withdraw():
            return withdraw(request, setup, actor, now)
        case ReportInvited():
            return report_invited(request, setup, command, actor, now)
        case NoteAskedAdobe():
            return note_asked_adobe(request, setup, command, actor, now)
        case ReportAccount():
            return report_account(request, setup, command, actor, now)
        case AskForAddresses():
            return send_addresses(request, setup, command, actor)
        case _:
            return refuse(command.act, actor, setup.people) or RequestNotOpen(request.stage)


def _follow_up(request: Request, setup: Setup, command: RequestCommand, now: datetime) -> Decision:
    match command:
        case OpenRequest():
            return open_request(request, setup, command, now)
        case NoteChannelGone():
            return ask_directly(request, setup, command, now)
        case FollowSetup():
            return _follow_setup(request, setup, command, now)
        case LeaveOut():
            return leave_out(request, setup, command, now)
        case HandOn():
            return hand_on(request, setup, command)
        case TakeTime():
            return take_time(request, setup, command, now)
        case _:
            return RequestNotOpen(request.stage)


def _follow_setup(request: Request, setup: Setup, command: FollowSetup, now: datetime) -> Decision:
    if command.asked_again and request.stage is RequestStage.EXPIRED:
        again = request.model_copy(update={"is_asked_again": True})
        return Outcome(again, (Due(Refresh(about=again.ref, slot=again.news("expired"))),))
    if request.is_over:  # effects have no order: the setup may have heard of its end first
        return Outcome(request, (heard_of_end(request),))
    if setup.cancelled:
        return closed(request, setup, ClosedWhy.SETUP_CANCELLED, now)
    is_sandbox = request.kind is RequestKind.SANDBOX
    if is_sandbox and setup.sandbox and not setup.sandbox.owns:
        return closed(request, setup, ClosedWhy.NO_SANDBOX, now)
    after, fulfils = to_fulfil(request, setup)
    after, lacks = tell_lack(after, setup)
    about = {"setup_id": setup.id, "request_id": request.id}
    looks: tuple[Due, ...] = ()
    if request.stage is RequestStage.ASKED:  # somebody may be named by now who can approve
        looks = (Due(PostRequest(**about)),)
    elif request.stage is RequestStage.OPEN:
        fault = "" if command.channel_is_back else request.channel_fault
        after = after.model_copy(update={"channel_fault": fault})
        # Whether somebody can approve it now is read by what follows.
        look = AskDirectly(**about, why=fault) if fault else PostRequest(**about)
        looks = (Due(look),)
        if command.channel_is_back:  # where its card may never have been
            [card, *_] = after.approval_cards(setup.channel_id)
            looks = (*looks, *told(after, card))
    looks = (*looks, *lack_shown_anew(request, setup), look_at_people(after))
    # In this order: what the former admin has is shown anew, too.
    return Outcome(
        after, (*shown_anew(request, setup), *shown_anew(after, setup), *fulfils, *lacks, *looks)
    )
