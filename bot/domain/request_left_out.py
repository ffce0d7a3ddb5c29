"""Of whom something is asked for, and who needs it no more: they are left out, and that is said."""

from datetime import datetime
from typing import TypeAlias

from bot.domain.outcome import Outcome
from bot.domain.refusals import Refusal, RequestNotOpen
from bot.domain.request import ClosedWhy, PersonState, Request, RequestKind, RequestStage
from bot.domain.request_approval import closed
from bot.domain.request_commands import LeaveOut
from bot.domain.request_ends import ended, shown_anew, told
from bot.domain.setup import Setup

Decision: TypeAlias = Outcome[Request] | Refusal


def leave_out(request: Request, setup: Setup, command: LeaveOut, now: datetime) -> Decision:
    """What Adobe was asked for may come all the same, and is reported then."""
    if request.is_over or request.stage is RequestStage.AT_ADOBE:
        return RequestNotOpen(request.stage)
    after = _without(request, command)
    if after is request:
        return RequestNotOpen(request.stage)
    if after.numbers(PersonState.ASKED, PersonState.APPROVED):
        return _told(after, setup)
    if not after.numbers(PersonState.DONE):
        return closed(after, setup, ClosedWhy.NOBODY_LEFT, now)
    over, ends = ended(after, setup, RequestStage.DONE, now)
    told_so = _told(over, setup)
    return Outcome(over, (*told_so.effects, *ends))


def _told(after: Request, setup: Setup) -> Outcome[Request]:
    news = told(after, after.news(f"left_out.{after.edition}"))
    return Outcome(after, (*shown_anew(after, setup), *news))


def _without(request: Request, command: LeaveOut) -> Request:
    """In one edition, whatever the reasons: one message says it. The same request: nobody."""
    edition = request.edition + 1
    people = list(request.people)
    for n in request.numbers(PersonState.ASKED, PersonState.APPROVED):
        if state := _why(request, people[n].email, command):
            people[n] = people[n].model_copy(update={"state": state, "edition": edition})
    if tuple(people) == request.people:
        return request
    return request.model_copy(update={"people": tuple(people), "edition": edition})


def _why(request: Request, email: str, command: LeaveOut) -> PersonState | None:
    if email in command.left:
        return PersonState.LEFT_SLACK
    # A sandbox account is another one than the one that somebody is connected with.
    is_connected = request.kind is RequestKind.INVITE and email in command.connected
    return PersonState.CONNECTED if is_connected else None
