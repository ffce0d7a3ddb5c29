"""What happens to a request when nobody does anything: nudges, escalation, expiry, reminders."""

from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.domain.effects import Card, Due, Slot, TimeOfRequest
from bot.domain.outcome import Outcome
from bot.domain.refusals import Refusal, RequestNotOpen
from bot.domain.request import Request, RequestKind, RequestStage
from bot.domain.request_commands import TakeTime
from bot.domain.request_ends import (
    ended,
    lack_shown_anew,
    look_at_people,
    nobody_part,
    shown_anew,
    told,
)
from bot.domain.setup import Setup
from bot.domain.working_hours import after_working_time

Decision: TypeAlias = Outcome[Request] | Refusal

FIRST_NUDGE: Final = timedelta(hours=4)  # of work; each gap is twice the former
ESCALATED_AFTER: Final = timedelta(hours=24)
EXPIRES_AFTER: Final = timedelta(days=7)
REMINDED_AFTER: Final = (timedelta(days=1), timedelta(days=2), timedelta(days=4))
LIES_AFTER: Final = 3  # reminders, who asked and a second person hear that nothing happened
THEN_EVERY: Final = timedelta(days=7)


def expires_at(request: Request) -> datetime:
    return request.asked_at + EXPIRES_AFTER


def first_times(request: Request) -> tuple[Due, ...]:
    """Due from the moment that it was asked, whatever becomes of its card."""
    return (
        _time(request, "escalate", request.asked_at + ESCALATED_AFTER),
        _time(request, "expire", expires_at(request)),
    )


def nudge_again(request: Request, now: datetime) -> tuple[Due, ...]:
    """None, if it would expire before."""
    at = after_working_time(now, request.zone, FIRST_NUDGE * 2**request.nudges)
    if at >= expires_at(request):
        return ()
    return (_time(request, "nudge", at, request.nudges + 1),)


def remind_again(request: Request, now: datetime) -> Due:
    """Whoever's turn it is, until it is done."""
    gaps = (*REMINDED_AFTER, THEN_EVERY)
    gap = gaps[min(request.reminders, len(gaps) - 1)]
    return _time(request, "remind", now + gap, request.reminders + 1)


def _time(request: Request, what: str, at: datetime, number: int = 1) -> Due:
    about = {"setup_id": request.setup_id, "request_id": request.id}
    return Due(TimeOfRequest.model_validate({**about, "what": what, "number": number}), at)


def take_time(request: Request, setup: Setup, command: TakeTime, now: datetime) -> Decision:
    match command.what:
        case "nudge":
            return _nudge(request, setup, command, now)
        case "escalate":
            return _escalate(request, setup)
        case "expire":
            return _expire(request, setup, now)
        case "remind":
            return _remind(request, setup, command, now)


def _nudge(request: Request, setup: Setup, command: TakeTime, now: datetime) -> Decision:
    if request.stage is not RequestStage.OPEN or command.number != request.nudges + 1:
        return RequestNotOpen(request.stage)
    seen = {"nobody": command.nobody, "gone": command.gone, "no_more": command.no_more}
    after = request.model_copy(update={"nudges": command.number, **seen})
    again = (*shown_anew(after, setup), *nudge_again(after, now))
    if command.nobody:  # nobody to be nudged
        return Outcome(after, (*nobody_can(after, setup), *again))
    part = str(command.number)
    below = [
        Slot(card=Card.NUDGE, part=part, to=slot.to)
        for slot in after.approval_cards(setup.channel_id)
        if slot.to not in after.no_more
    ]
    news = told(after, *below, after.news(f"nudge.{part}"))
    return Outcome(after, (*news, *lack_shown_anew(request, setup), *again))


def nobody_can(request: Request, setup: Setup) -> tuple[Due, ...]:
    """Who asked, and who can name somebody, hear that nobody can approve it."""
    news = request.news(nobody_part(request))
    heard = dict.fromkeys((request.requester, setup.starter))
    return told(request, *(news.model_copy(update={"to": one}) for one in heard))


def _escalate(request: Request, setup: Setup) -> Decision:
    if not request.is_waiting or request.escalated_to:
        return RequestNotOpen(request.stage)
    gone = setup.left_slack()
    can = (setup.sales_connect_admin, setup.starter, setup.marketo_admin)
    to = next((one for one in can if one not in gone and one != request.requester), None)
    to = to or setup.sales_connect_admin
    after = request.model_copy(update={"escalated_to": to})
    news = told(after, after.escalation_card(to), after.news("escalated"))
    return Outcome(after, (*news, *shown_anew(after, setup)))


def _expire(request: Request, setup: Setup, now: datetime) -> Decision:
    if not request.is_waiting:
        return RequestNotOpen(request.stage)
    after, ends = ended(request, setup, RequestStage.EXPIRED, now)
    return Outcome(after, (*told(after, after.news("expired")), *shown_anew(after, setup), *ends))


def _remind(request: Request, setup: Setup, command: TakeTime, now: datetime) -> Decision:
    if not request.is_approved or command.number != request.reminders + 1:
        return RequestNotOpen(request.stage)
    # Before anybody can do it, the Marketo admin has to say that there is a sandbox.
    who = request.fulfiller or setup.marketo_admin
    is_theirs = request.kind is RequestKind.INVITE or (setup.sandbox and setup.sandbox.owns)
    if is_theirs and setup.admin_has_left:  # the starter is asked for somebody else, once for all
        return Outcome(request, (remind_again(request, now),))
    after = request.model_copy(update={"reminded": (*request.reminded, who)})
    new, old = after.reminder_cards()[-1], shown_anew(request, setup)
    lies: tuple[Due, ...] = ()
    if command.number == LIES_AFTER:
        news = after.news("lies")
        heard = dict.fromkeys((request.requester, setup.starter))
        lies = told(after, *(news.model_copy(update={"to": one}) for one in heard if one != who))
    again = (look_at_people(after), remind_again(after, now))
    return Outcome(after, (*told(after, new), *lies, *old, *again))
