"""Who is told when Slack does not let us tell somebody."""

from datetime import UTC, datetime
from typing import Final

import structlog

from bot.domain.effects import Card, Due, NoteUntold, Notify, Slot
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.slack_faults import SlackFault

OF_THE_GONE: Final = frozenset({"user_disabled", "user_not_found", "users_not_found"})
GATHERED_FOR: Final = 60  # seconds: of what is given up in one minute, one message tells

log = structlog.get_logger("bot.work")


def told_instead(
    effect: Notify, setup: Setup, run: Run | None, fault: SlackFault
) -> tuple[Due, ...]:
    """
    Who is told instead, when Slack does not let us tell somebody.

    Raises:
        SlackFault: nobody, though all of them are there: that may pass, and must not be lost.
    """
    slot = effect.slot
    if slot.card is Card.YOU_ARE_CONNECTED:
        assert run is not None
        row = int(slot.to.removeprefix("row:"))
        return (Due(NoteUntold(setup_id=setup.id, run_id=run.id, row=row)),)
    silent = {slot.to, *setup.left_slack()}
    reachable = next((one for one in setup.everybody() if one not in silent), None)
    if slot.card is Card.UNREACHABLE or reachable is None:
        log.error("nobody can be told", card=slot.card, why=str(fault))
        if fault.error in OF_THE_GONE:
            return ()
        raise fault
    told = Slot(card=Card.UNREACHABLE, part=f"{slot.to}|{fault.error}", to=reachable)
    return (Due(Notify(about=setup.ref, slot=told)),)


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
