"""How a request ends, and short ways to say what its messages do."""

from datetime import datetime

from bot.domain.effects import Due, LookAtPeople, NoteRequest, Notify, Refresh, Slot
from bot.domain.request import Request, RequestStage
from bot.domain.setup import Setup


def ended(
    request: Request, setup: Setup, stage: RequestStage, now: datetime
) -> tuple[Request, tuple[Due, ...]]:
    """Nothing more follows; its setup hears of it."""
    ends = {"stage": stage, "ended_at": now, "nobody": None, "members": ()}
    after = request.model_copy(update=ends)
    return after, (heard_of_end(after), *lack_shown_anew(request, setup))


def heard_of_end(request: Request) -> Due:
    """By its setup."""
    about = {"setup_id": request.setup_id, "request_id": request.id}
    return Due(NoteRequest(**about, kind=request.kind.value, ended=True))


def look_at_people(request: Request) -> Due:
    """Whether somebody needs it no more: Slack and the records are read by what follows."""
    return Due(LookAtPeople(setup_id=request.setup_id, request_id=request.id))


def told(request: Request, *slots: Slot) -> tuple[Due, ...]:
    """A new message for each."""
    return tuple(Due(Notify(about=request.ref, slot=slot)) for slot in slots)


def nobody_part(request: Request) -> str:
    """Of the news that nobody can approve it."""
    return f"nobody.{request.nudges}"


def lack_shown_anew(request: Request, setup: Setup) -> tuple[Due, ...]:
    """Whoever was told that nobody can approve it reads whether that is still so."""
    if request.nobody is None:
        return ()
    # At once, and with each reminder since: none of them goes on saying so.
    told_so = [request.news(f"nobody.{n}") for n in range(request.nudges + 1)]
    slots = [
        slot for one in told_so for slot in (one, one.model_copy(update={"to": setup.starter}))
    ]
    return tuple(Due(Refresh(about=request.ref, slot=slot)) for slot in dict.fromkeys(slots))


def shown_anew(request: Request, setup: Setup) -> tuple[Due, ...]:
    """Each of its messages that can have a button shows how it stands."""
    slots = [*request.approval_cards(setup.channel_id), request.requester_card()]
    if request.escalated_to:
        slots.append(request.escalation_card(request.escalated_to))
    if request.fulfiller:
        slots.append(request.fulfil_card(request.fulfiller))
    slots += request.reminder_cards()
    return tuple(Due(Refresh(about=request.ref, slot=slot)) for slot in slots)
