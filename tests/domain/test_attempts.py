"""Who reached for credentials that are not theirs: both admins hear of it, and nobody else."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.attempts import told_of
from bot.domain.commands import Decline, NotePersonGone
from bot.domain.effects import Card, Due, Notify, Slot
from bot.domain.people import Act, Actor, Role
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from tests.domain.builders import (
    EVERYBODY,
    GUS,
    MARA,
    OURSELVES,
    RUN_AT,
    SAM,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    walk,
)
from tests.domain.fitting import CONNECTED

MOVING: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
ACT: Final = pytest.mark.parametrize("act", [Act.HAND_OVER, Act.REVEAL])


def told(setup: Setup, by: Actor, act: Act = Act.REVEAL) -> list[str]:
    effects = [due.effect for due in told_of(setup, act, by, RUN_AT)]
    return [one.slot.to for one in effects if isinstance(one, Notify)]


@ACT
@pytest.mark.parametrize("by", [STELLA, SAM, SARA, GUS], ids=lambda by: str(by.user_id))
@pytest.mark.parametrize("stage", MOVING)
def test_both_admins_hear_at_once_who_reached_for_what(stage: Stage, by: Actor, act: Act) -> None:
    """By a new message each, whoever it was: even the starter has no business there."""
    setup = a_setup(stage)
    part = f"{act}.{by.user_id}.{int(RUN_AT.timestamp())}"

    effects = told_of(setup, act, by, RUN_AT)

    slots = [Slot(card=Card.ATTEMPT, part=part, to=one.user_id) for one in (MARA, SOL)]
    assert effects == tuple(Due(Notify(about=setup.ref, slot=slot)) for slot in slots)


@ACT
@pytest.mark.parametrize(("by", "other"), [(MARA, SOL), (SOL, MARA)])
def test_an_admin_is_not_told_of_themselves(by: Actor, other: Actor, act: Act) -> None:
    """They read the refusal; the other one hears of it."""
    assert told(a_setup(Stage.HANDED_OVER), by, act) == [other.user_id]


@pytest.mark.parametrize("stage", [*CONNECTED, Stage.CANCELLED])
def test_when_no_credentials_move_any_more_nobody_is_disturbed(stage: Stage) -> None:
    """There is nothing left to reach for."""
    assert told_of(a_setup(stage), Act.REVEAL, SAM, RUN_AT) == ()


def test_where_nothing_is_handed_over_nobody_is_disturbed() -> None:
    """One person is both admins."""
    assert told_of(a_setup(marketo_admin=SOL), Act.HAND_OVER, SAM, RUN_AT) == ()


@pytest.mark.parametrize(("gone", "left"), [(MARA, SOL), (SOL, MARA)])
def test_who_left_slack_is_not_told(gone: Actor, left: Actor) -> None:
    """No message reaches them."""
    setup = walk(a_setup(Stage.REVEALED), NotePersonGone(SETUP_ID, gone.user_id), OURSELVES)

    assert told(setup, SAM) == [left.user_id]


def test_who_declined_is_told_all_the_same() -> None:
    """They are still named, and in Slack."""
    setup = walk(a_setup(Stage.REVEALED), Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), SOL)

    assert told(setup, SAM) == [MARA.user_id, SOL.user_id]


def test_each_attempt_is_a_message_of_its_own() -> None:
    """Of somebody else, of something else, or a second later: none takes the place of another."""
    setup = a_setup(Stage.HANDED_OVER)
    second = timedelta(seconds=1)

    attempts = [
        told_of(setup, act, by, at)
        for act in (Act.HAND_OVER, Act.REVEAL)
        for by in (SAM, GUS)
        for at in (RUN_AT, RUN_AT + second)
    ]

    ids = [due.effect.id for effects in attempts for due in effects]
    assert len(ids) == len(set(ids)) == 16


def test_a_part_says_what_by_whom_and_when_and_can_be_taken_apart() -> None:
    """The card is drawn from it, since the setup knows nothing of attempts."""
    for actor in EVERYBODY.values():
        if isinstance(actor, Actor):
            for due in told_of(a_setup(), Act.HAND_OVER, actor, RUN_AT):
                assert isinstance(due.effect, Notify)
                act, who, seconds = due.effect.slot.part.split(".")
                assert (Act(act), who) == (Act.HAND_OVER, actor.user_id)
                assert int(seconds) == RUN_AT.timestamp()
