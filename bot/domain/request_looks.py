"""Who can approve a request, as it was seen: on a card, in direct messages, or by nobody."""

from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.domain.effects import Due, PostRequest
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.refusals import Refusal, RequestNotOpen
from bot.domain.request import Nobody, Request, RequestStage
from bot.domain.request_commands import NoteChannelGone, OpenRequest
from bot.domain.request_ends import lack_shown_anew, shown_anew, told
from bot.domain.request_times import nobody_can, nudge_again
from bot.domain.setup import Setup
from bot.domain.working_hours import after_working_time

Decision: TypeAlias = Outcome[Request] | Refusal

LOOK_AGAIN: Final = timedelta(hours=1)  # of work: somebody may have been added to a group


def open_request(request: Request, setup: Setup, command: OpenRequest, now: datetime) -> Decision:
    if not request.is_waiting:
        return RequestNotOpen(request.stage)
    if command.nobody or request.stage is RequestStage.OPEN:
        return _look(request, setup, command, now)
    is_open = {"stage": RequestStage.OPEN, "opened_at": now, "nobody": None}
    read = {"members": command.members, "gone": command.gone, "directly": command.outside}
    after = request.model_copy(update={**is_open, **read})
    posts = told(after, *after.approval_cards(setup.channel_id))
    shown = (*shown_anew(after, setup), *lack_shown_anew(request, setup))
    return Outcome(after, (*posts, *shown, *nudge_again(after, now)))


def _look(request: Request, setup: Setup, command: OpenRequest, now: datetime) -> Decision:
    """Whether somebody can approve it; while it stands on no card, that is looked at again."""
    about = {"setup_id": setup.id, "request_id": request.id}
    later = after_working_time(now, request.zone, LOOK_AGAIN)
    again = (Due(PostRequest(**about), later),) if request.stage is RequestStage.ASKED else ()
    seen = {"nobody": command.nobody, "gone": command.gone, "no_more": command.no_more}
    after, asks = _asked_outside(request.model_copy(update=seen), setup, command.outside)
    if _who_can(request) == _who_can(after):
        return Outcome(after, (*asks, *again))
    if request.nobody is after.nobody:  # somebody of several can no more, or can again
        return Outcome(after, (*asks, *shown_anew(after, setup), *again))
    said = nobody_can(after, setup) if command.nobody else lack_shown_anew(request, setup)
    return Outcome(after, (*said, *asks, *shown_anew(after, setup), *again))


def _who_can(request: Request) -> tuple[object, ...]:
    """As far as its cards say so."""
    return request.nobody, request.gone, request.no_more


def _asked_outside(
    request: Request, setup: Setup, outside: tuple[UserId, ...]
) -> tuple[Request, tuple[Due, ...]]:
    """Who was named since its card was posted, and does not read it in the channel."""
    new = tuple(one for one in outside if one not in request.directly)
    if not new or request.stage is not RequestStage.OPEN:
        return request, ()
    after = request.model_copy(update={"directly": (*request.directly, *new)})
    cards = (slot for slot in after.approval_cards(setup.channel_id) if slot.to in new)
    return after, told(after, *cards)


def ask_directly(
    request: Request, setup: Setup, command: NoteChannelGone, now: datetime
) -> Decision:
    """In place of the channel, which takes no message (any more)."""
    new = tuple(one for one in command.approvers if one not in request.directly)
    directly = (*request.directly, *new)
    no_more = tuple(one for one in request.no_more if one not in command.approvers)
    nobody = None if command.approvers else Nobody.CHANNEL
    is_known = request.channel_fault and not new and request.nobody is nobody
    if request.stage is not RequestStage.OPEN or is_known:
        return RequestNotOpen(request.stage)
    found = {"directly": directly, "no_more": no_more, "nobody": nobody}
    after = request.model_copy(update={**found, "channel_fault": command.why})
    if nobody:
        return Outcome(after, (*nobody_can(after, setup), *shown_anew(after, setup)))
    shown = (*shown_anew(after, setup), *lack_shown_anew(request, setup))
    cards = [slot for slot in after.approval_cards(setup.channel_id) if slot.to in new]
    # All of them may have been asked before, since they are not in it: it is news all the same.
    is_news = bool(new) or not request.channel_fault
    news = [after.news("directly")] if is_news else []
    return Outcome(after, (*told(after, *cards, *news), *shown))
