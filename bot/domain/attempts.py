"""Somebody reached for credentials that are not theirs: both admins hear of it."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.effects import Card, Due, Slot
from bot.domain.people import Act, Actor
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.domain.telling import notify

TOLD_AGAIN_AFTER: Final = timedelta(hours=1)  # of the same person
# Later there is nothing left to hand over or to open.
_WORTH_TELLING: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)


def told_of(setup: Setup, act: Act, by: Actor, now: datetime) -> tuple[Due, ...]:
    """A new message for each of the two admins, but not for who was refused."""
    if setup.stage not in _WORTH_TELLING or setup.one_admin:
        return ()
    part = f"{act}.{by.user_id}.{int(now.timestamp())}"
    told = dict.fromkeys((setup.marketo_admin, setup.sales_connect_admin))
    gone = {by.user_id, *setup.left_slack()}
    slots = [Slot(card=Card.ATTEMPT, part=part, to=admin) for admin in told if admin not in gone]
    return notify(setup, *slots)
