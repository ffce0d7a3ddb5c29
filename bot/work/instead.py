"""Who is told when Slack does not let us tell somebody."""

from datetime import UTC, datetime
from typing import Final

import structlog

from bot.domain.effects import AskDirectly, Card, Due, NoteLeft, NoteUntold, Notify, Slot
from bot.domain.ids import UserId
from bot.domain.request import Request
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.undelivered import LIFTED
from bot.slack_faults import SlackFault

OF_THE_GONE: Final = frozenset({"user_disabled", "user_not_found", "users_not_found"})
# What has news of its own: the request finds another way, or nobody misses it.
_OF_MANY: Final = frozenset({Card.FULFILLED, Card.YOU_ARE_CONNECTED})
GATHERED_FOR: Final = 60  # seconds: of what is given up in one minute, one message tells

log = structlog.get_logger("bot.work")


def told_instead(
    effect: Notify, setup: Setup, run: Run | None, request: Request | None, fault: SlackFault
) -> tuple[Due, ...]:
    """
    Who is told instead, when Slack does not let us tell somebody.

    Raises:
        SlackFault: nobody, though all of them are there: that may pass, and must not be lost.
    """
    slot = effect.slot
    if request and slot.to == setup.channel_id:
        asks = AskDirectly(setup_id=setup.id, request_id=request.id, why=fault.word)
        return (Due(asks),)
    if slot.card is Card.FULFILLED:  # somebody of whom Slack knows nothing: Sales Connect writes
        return ()
    if slot.card is Card.YOU_ARE_CONNECTED:
        assert run is not None
        row = int(slot.to.removeprefix("row:"))
        return (Due(NoteUntold(setup_id=setup.id, run_id=run.id, row=row)),)
    if request and fault.error in OF_THE_GONE and slot.to in setup.everybody():
        # Once for each of them, not for each request: the setup asks for somebody else.
        return (Due(NoteLeft(setup_id=setup.id, user_id=UserId(slot.to))),)
    silent = {slot.to, *setup.left_slack()}
    reachable = next((one for one in setup.everybody() if one not in silent), None)
    if slot.card is Card.UNREACHABLE or reachable is None:
        log.error("nobody can be told", card=slot.card, why=str(fault))
        if fault.error in OF_THE_GONE:
            return ()
        raise fault
    told = Slot(card=Card.UNREACHABLE, part=f"{slot.to}|{fault.error}", to=reachable)
    return (Due(Notify(about=setup.ref, slot=told)),)


def may_be_lifted(effect: Notify, setup: Setup, request: Request | None, fault: SlackFault) -> bool:
    """Whether it is kept, besides: it may be sent another day, and would be lost."""
    finds_a_way = request is not None and effect.slot.to == setup.channel_id
    return fault.word in LIFTED and not finds_a_way and effect.slot.card not in _OF_MANY


def told_of_dead(setup: Setup, now: datetime) -> tuple[Due, ...]:
    """Who hears that something was given up, and can have it tried again."""
    gone = setup.left_slack()
    told = next((one for one in setup.everybody() if one not in gone), None)
    if told is None:
        return ()
    # Each minute has a card of its own, sent when the minute is over: none is posted twice, so
    # each is known, and loses its button.
    minute = int(now.timestamp()) // GATHERED_FOR
    slot = Slot(card=Card.UNDELIVERED, part=str(minute), to=told)
    at = datetime.fromtimestamp((minute + 1) * GATHERED_FOR, UTC)
    return (Due(Notify(about=setup.ref, slot=slot), at),)
