"""Who may approve a request, and what their decision comes to."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from bot.domain.effects import Due
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Audience, refuse
from bot.domain.refusals import (
    AboutYou,
    AlreadyDecided,
    ChannelThen,
    JoinedLater,
    MembersOnly,
    NoSandbox,
    NotAnApprover,
    NotTheRequester,
    OwnRequest,
    Refusal,
    RequestChanged,
    RequestNotOpen,
)
from bot.domain.request import ClosedWhy, PersonState, Request, RequestKind, RequestStage
from bot.domain.request_commands import Approve, Reject
from bot.domain.request_ends import ended, lack_shown_anew, look_at_people, shown_anew, told
from bot.domain.request_fulfil import tell_lack, to_fulfil
from bot.domain.request_times import remind_again
from bot.domain.setup import Setup
from bot.domain.setup_parts import Noted

Decision: TypeAlias = Outcome[Request] | Refusal

SUCH_AS: Final = 3  # people whom a refusal names, of all who were in the channel


@dataclass(frozen=True, slots=True)
class Presser:
    """Who wants to decide, and what is known of them besides who they are."""

    actor: Actor
    email: str = ""
    in_group: bool = False  # in the setup's approver group, as Slack says


def audiences(request: Request, setup: Setup, one: Presser) -> frozenset[Audience]:
    """What somebody is of this request."""
    found: set[Audience] = set()
    if one.actor.user_id == request.requester:
        found.add(Audience.REQUESTERS)
    elif not is_asked_for(request, one) and _is_approver(request, setup, one):
        found.add(Audience.APPROVERS)
    return frozenset(found)


def refuse_decision(request: Request, setup: Setup, one: Presser) -> Refusal | None:
    """Why this person cannot decide about this request; None if they can, while it is open."""
    why = refuse(Act.DECIDE, one.actor, setup.people, also=audiences(request, setup, one))
    if why is None or isinstance(why, MembersOnly):
        return why
    may = (setup.approval.approvers, setup.approval.group)
    then = None if setup.approval.is_named else _channel_then(request, setup, one)
    if one.actor.user_id == request.requester:
        return OwnRequest(*may, then)
    if is_asked_for(request, one):
        return AboutYou(*may, then)
    if then is None:
        return NotAnApprover(*may)
    return JoinedLater(request.opened_at or request.asked_at, then, setup.starter)


def _channel_then(request: Request, setup: Setup, one: Presser) -> ChannelThen:
    """People of the setup first: of them it is known that they are full members."""
    cannot = {request.requester, one.actor.user_id, *(person.user_id for person in request.people)}
    cannot.update(request.gone)
    can = [user_id for user_id in request.members if user_id not in cannot]
    named = [user_id for user_id in setup.everybody() if user_id in can]
    return ChannelThen(setup.channel_id, tuple((named or can)[:SUCH_AS]))


def is_asked_for(request: Request, one: Presser) -> bool:
    """Also somebody who was named by their address."""
    return any(
        person.user_id == one.actor.user_id
        or (one.email and _mailbox(person.email) == _mailbox(one.email))
        for person in request.people
    )


def _mailbox(email: str) -> str:
    """`sam+sales@…` is read by whoever reads `sam@…`."""
    name, _, domain = email.lower().rpartition("@")
    return f"{name.partition('+')[0]}@{domain}"


def _is_approver(request: Request, setup: Setup, one: Presser) -> bool:
    """Named people decide by who is named now, members of the channel by who was in it then."""
    approval = setup.approval
    if approval.is_named:
        return one.actor.user_id in approval.approvers or bool(approval.group and one.in_group)
    # Once it is decided, who they were is not kept; whoever presses reads how it was decided.
    return one.actor.user_id in request.members or not request.is_waiting


def refuse_withdrawal(request: Request, setup: Setup, actor: Actor) -> Refusal | None:
    """Why this person cannot take the request back; None if they can, while it is not done."""
    why = refuse(Act.WITHDRAW, actor, setup.people, also=audiences(request, setup, Presser(actor)))
    if why is None or isinstance(why, MembersOnly):
        return why
    return NotTheRequester(request.requester)


def approve(
    request: Request, setup: Setup, command: Approve, actor: Actor, now: datetime
) -> Decision:
    presser = Presser(actor, command.email, command.in_group)
    if why := refuse_decision(request, setup, presser) or refuse_late(request, command.edition):
        return why
    if request.kind is RequestKind.SANDBOX and setup.sandbox and not setup.sandbox.owns:
        return NoSandbox(setup.marketo_admin)
    noted = Noted(by=actor.user_id, at=now)
    numbers = request.numbers(PersonState.ASKED)
    after = request.with_people(numbers, PersonState.APPROVED, decided=noted)
    is_approved = {"stage": RequestStage.APPROVED, "decided": noted, "members": (), "nobody": None}
    after = after.model_copy(update=is_approved)
    shown = (*shown_anew(after, setup), *told(after, after.news(f"approved.{after.edition}")))
    after, fulfils = to_fulfil(after, setup)
    after, _ = tell_lack(after, setup)  # the same news says it
    shown = (*shown, *lack_shown_anew(request, setup))
    looks = look_at_people(after)
    return Outcome(after, (*shown, *fulfils, looks, remind_again(after, now)))


def reject(
    request: Request, setup: Setup, command: Reject, actor: Actor, now: datetime
) -> Decision:
    presser = Presser(actor, command.email, command.in_group)
    if why := refuse_decision(request, setup, presser) or refuse_late(request, command.edition):
        return why
    asked = request.numbers(PersonState.ASKED)
    numbers = tuple(n for n in asked if n in command.who) if command.who else asked
    if not numbers:
        return RequestChanged()
    noted = Noted(by=actor.user_id, at=now)
    after = request.with_people(numbers, PersonState.REJECTED, why=command.why, decided=noted)
    after = after.model_copy(update={"decided": noted})
    ends: tuple[Due, ...] = ()
    if not after.numbers(PersonState.ASKED):
        after, ends = ended(after, setup, RequestStage.REJECTED, now)
    news = told(after, after.news(f"rejected.{after.edition}"))
    return Outcome(after, (*shown_anew(after, setup), *news, *ends))


def refuse_late(request: Request, edition: int) -> Refusal | None:
    """Not in time: two press at once, or a window was open for long."""
    if request.stage is not RequestStage.OPEN:
        rejected = request.stage is RequestStage.REJECTED
        if request.decided and (rejected or request.numbers(*_APPROVED)):
            return AlreadyDecided(not rejected, request.decided.by, request.decided.at)
        return RequestNotOpen(request.stage)
    return None if edition == request.edition else RequestChanged()


_APPROVED: Final = (PersonState.APPROVED, PersonState.DONE)


def withdraw(request: Request, setup: Setup, actor: Actor, now: datetime) -> Decision:
    if why := refuse_withdrawal(request, setup, actor):
        return why
    if request.is_over:
        return RequestNotOpen(request.stage)
    after, ends = ended(request, setup, RequestStage.WITHDRAWN, now)
    news: tuple[Due, ...] = ()
    if request.fulfiller and request.fulfiller != request.requester:
        # They may be about to do what was approved.
        news = told(after, after.withdrawn_card(request.fulfiller))
    return Outcome(after, (*shown_anew(after, setup), *news, *ends))


def closed(request: Request, setup: Setup, why: ClosedWhy, now: datetime) -> Outcome[Request]:
    """What it was asked of is not there (any more)."""
    after, ends = ended(request, setup, RequestStage.CLOSED, now)
    after = after.model_copy(update={"closed_why": why})
    news = told(after, after.news("closed"))
    return Outcome(after, (*shown_anew(after, setup), *news, *ends))
