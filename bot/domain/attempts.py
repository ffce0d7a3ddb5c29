"""Somebody reached for credentials that are not theirs, or at what is sealed: both admins hear."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.effects import Card, Due, Slot
from bot.domain.ids import UserId
from bot.domain.people import Act, Actor
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.domain.telling import notify

TOLD_AGAIN_AFTER: Final = timedelta(hours=1)  # of the same person and hand-over
MOST_ROWS: Final = 10  # of the audit, in that time: a machine that presses fills no store
# Later there is nothing left to hand over or to open; the API access is there on the whole road.
_WORTH_TELLING: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)


def told_of(setup: Setup, act: Act, by: Actor, now: datetime) -> tuple[Due, ...]:
    """A new message for each of the two admins, but not for who was refused."""
    return _told(setup, _admins_told(setup, act, by.user_id), act, by, now)


def told_of_all(setups: Sequence[Setup], by: Actor, now: datetime) -> tuple[Due, ...]:
    """Of a command that named no setup: one message for each admin, about their first one."""
    told: list[Due] = []
    heard: set[UserId] = set()
    for setup in setups:
        new = [one for one in _admins_told(setup, Act.REVEAL, by.user_id) if one not in heard]
        heard.update(new)
        told += _told(setup, new, Act.REVEAL, by, now)
    return tuple(told)


def _admins_told(setup: Setup, act: Act, reached: UserId) -> list[UserId]:
    is_worth_it = setup.stage in _WORTH_TELLING or (act is Act.API_ACCESS and setup.is_open)
    if not is_worth_it or (setup.one_admin and act is not Act.API_ACCESS):
        return []
    gone = {reached, *setup.left_slack()}
    admins = dict.fromkeys((setup.marketo_admin, setup.sales_connect_admin))
    return [one for one in admins if one not in gone]


def _told(
    setup: Setup, admins: Sequence[UserId], act: Act, by: Actor, now: datetime
) -> tuple[Due, ...]:
    part = f"{act}.{by.user_id}.{int(now.timestamp())}"
    return notify(setup, *(Slot(card=Card.ATTEMPT, part=part, to=one) for one in admins))


def told_of_broken_seal(setup: Setup, now: datetime) -> tuple[Due, ...]:
    """What is stored was sealed for something else: somebody changed the store."""
    part, gone = str(int(now.timestamp())), setup.left_slack()
    admins = dict.fromkeys((setup.marketo_admin, setup.sales_connect_admin))
    slots = [Slot(card=Card.SEAL_BROKEN, part=part, to=one) for one in admins if one not in gone]
    return notify(setup, *slots)
