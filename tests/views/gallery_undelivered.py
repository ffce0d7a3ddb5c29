"""What was given up: on the card that tells of it, and in the answer to `status`."""

from datetime import timedelta
from functools import partial
from typing import Final

from bot.domain.effects import BecomeReadyLater, Card, Effect, Notify, Ref, Refresh, Slot
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.domain.undelivered import Undelivered
from bot.views.setup_cards import setup_card
from bot.views.status import status_answer

from .bends import cancelled, in_succession
from .overviews import Fate, an_overview, seen
from .states import (
    ADAM,
    CHANNEL,
    MARA,
    NINA,
    NOW,
    RUN,
    SASHA,
    STARTER,
    a_setup,
    member,
)
from .typed import Messages, Typed

CARD: Final = Slot(card=Card.UNDELIVERED, part="1", to=STARTER)
OF_A_RUN: Final = Ref(kind="run", id=RUN)


def undelivered_cards(typed: Typed) -> Messages:
    setup = a_setup(name=typed.name)
    found = {
        "one": (setup, of_each_kind(setup, typed.refused)[:1]),
        "twelve": (setup, many(setup)),
        "each_kind": (setup, of_each_kind(setup)),
        "none": (setup, ()),
        "cancelled": (cancelled(setup), many(setup)[:2]),
    }
    return {
        f"undelivered.{state}": partial(setup_card, setup, CARD, given_up=given_up)
        for state, (setup, given_up) in found.items()
    }


def undelivered_statuses(typed: Typed) -> Messages:
    """Those who may have it tried again read of it; a successor does not."""
    setup = a_setup(name=typed.name)
    handed_on = in_succession(a_setup(Stage.DONE, name=typed.name))
    one = seen(setup, given_up=many(setup, typed.refused)[:1])
    several, of_another = (seen(it, given_up=many(it)) for it in (setup, handed_on))
    until = Fate(is_late=True, waits_until=NOW + timedelta(minutes=1))
    shown = {
        "given_up_starter": an_overview(member(STARTER), one),
        "given_up_slack_admin": an_overview(member(ADAM, is_slack_admin=True), several),
        "given_up_successor": an_overview(member(NINA), of_another),
        "slack_waits": an_overview(member(MARA), seen(setup), fate=until),
    }
    return {f"status.{name}": partial(status_answer, what) for name, what in shown.items()}


def of_each_kind(setup: Setup, why: str = "chat.postMessage: invalid_blocks") -> list[Undelivered]:
    """Messages to a person, to the channel, to a salesperson; an update, a step, who knows what."""
    you = Slot(card=Card.YOU_ARE_CONNECTED, to="row:0")
    effects: tuple[Effect | None, ...] = (
        Notify(about=setup.ref, slot=setup.marketo_card()),
        Notify(about=setup.ref, slot=Slot(card=Card.CHANNEL_READY, to=CHANNEL)),
        Notify(about=OF_A_RUN, slot=you),
        Refresh(about=setup.ref, slot=Slot(card=Card.CREDENTIALS, part="1", to=SASHA)),
        BecomeReadyLater(setup_id=setup.id),
        None,
    )
    return [Undelivered(effect, why, NOW) for effect in effects]


def many(setup: Setup, why: str = "chat.postMessage: invalid_blocks") -> list[Undelivered]:
    """Twelve of them, of twelve minutes."""
    return [
        Undelivered(one.effect, why, NOW + timedelta(minutes=minute))
        for minute, one in enumerate(of_each_kind(setup) * 2)
    ]
