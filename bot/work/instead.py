"""Who is told when Slack does not let us tell somebody."""

import structlog

from bot.domain.effects import Card, Due, NoteUntold, Notify, Slot
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.slack_faults import SlackFault

log = structlog.get_logger("bot.work")


def told_instead(
    effect: Notify, setup: Setup, run: Run | None, fault: SlackFault
) -> tuple[Due, ...]:
    """Who is told instead, when Slack does not let us tell somebody."""
    slot = effect.slot
    if slot.card is Card.YOU_ARE_CONNECTED:
        assert run is not None
        row = int(slot.to.removeprefix("row:"))
        return (Due(NoteUntold(setup_id=setup.id, run_id=run.id, row=row)),)
    silent = {slot.to, *setup.left_slack()}
    reachable = next((one for one in setup.everybody() if one not in silent), None)
    if slot.card is Card.UNREACHABLE or reachable is None:
        log.error("nobody can be told", card=slot.card, setup=setup.id, why=str(fault))
        return ()
    told = Slot(card=Card.UNREACHABLE, part=f"{slot.to}|{fault.error}", to=reachable)
    return (Due(Notify(about=setup.ref, slot=told)),)
