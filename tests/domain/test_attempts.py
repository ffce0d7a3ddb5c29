"""Who reached for credentials that are not theirs: both admins hear of it, and nobody else."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.attempts import told_of, told_of_all, told_of_broken_seal
from bot.domain.commands import Decline, NotePersonGone
from bot.domain.effects import Card, Due, Notify, Slot
from bot.domain.ids import SetupId
from bot.domain.people import Act, Actor, Role
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from tests.domain.builders import (
    EVERYBODY,
    GUS,
    MARA,
    OTTO,
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
OPEN: Final = list(Stage)[:-1]
ACT: Final = pytest.mark.parametrize("act", [Act.HAND_OVER, Act.REVEAL])
OTHER: Final = SetupId("setup-2")


def told(setup: Setup, by: Actor, act: Act = Act.REVEAL) -> list[str]:
    return [slot.to for slot in slots_of(told_of(setup, act, by, RUN_AT))]


def slots_of(effects: tuple[Due, ...]) -> list[Slot]:
    return [due.effect.slot for due in effects if isinstance(due.effect, Notify)]


def told_everywhere(*setups: Setup, by: Actor = SAM) -> list[tuple[str, str]]:
    effects = [due.effect for due in told_of_all(setups, by, RUN_AT)]
    return [(one.about.id, one.slot.to) for one in effects if isinstance(one, Notify)]


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


@pytest.mark.parametrize("stage", OPEN)
def test_the_api_access_is_there_to_reach_for_on_the_whole_road(stage: Stage) -> None:
    """Whoever gives a pair of their own chooses what the bot reads."""
    assert told(a_setup(stage), SAM, Act.API_ACCESS) == [MARA.user_id, SOL.user_id]


def test_at_the_end_there_is_no_api_access() -> None:
    """It was burned with everything else."""
    assert told(a_setup(Stage.CANCELLED), SAM, Act.API_ACCESS) == []


def test_who_is_both_admins_hears_of_the_api_access_once() -> None:
    """It is theirs, though nothing is handed over."""
    assert told(a_setup(marketo_admin=SOL), SAM, Act.API_ACCESS) == [SOL.user_id]


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


class TestOfACommandWithoutASetup:
    """`credentials`, by somebody who is an admin of none."""

    def test_each_admin_has_one_message_about_their_first_setup(self) -> None:
        """However many setups there are: one press is one attempt."""
        first, second = a_setup(), a_setup(setup_id=OTHER)
        others = a_setup(marketo_admin=OTTO, sales_connect_admin=SOL, setup_id=OTHER)

        assert told_everywhere(first, second) == [(SETUP_ID, MARA.user_id), (SETUP_ID, SOL.user_id)]
        assert told_everywhere(first, others) == [
            (SETUP_ID, MARA.user_id),
            (SETUP_ID, SOL.user_id),
            (OTHER, OTTO.user_id),
        ]

    def test_a_setup_where_nothing_moves_is_passed_over(self) -> None:
        """Its admins hear of it by one where something does."""
        over, moving = a_setup(Stage.DONE), a_setup(setup_id=OTHER)

        assert told_everywhere(over, moving) == [(OTHER, MARA.user_id), (OTHER, SOL.user_id)]
        assert told_everywhere(over) == told_everywhere() == []

    def test_they_are_not_told_of_themselves(self) -> None:
        """The other admin of theirs is."""
        assert told_everywhere(a_setup(), by=MARA) == [(SETUP_ID, SOL.user_id)]

    def test_it_is_the_message_of_a_reveal_that_was_refused(self) -> None:
        """Drawn by the same card."""
        effects = told_of_all([a_setup()], SAM, RUN_AT)

        assert effects == told_of(a_setup(), Act.REVEAL, SAM, RUN_AT)


class TestBrokenSeal:
    """What is stored is not what was handed over."""

    def test_both_admins_hear_that_somebody_changed_the_store(self) -> None:
        """Even who pressed: they are the one whom it was meant for."""
        slots = slots_of(told_of_broken_seal(a_setup(Stage.HANDED_OVER), RUN_AT))

        part = str(int(RUN_AT.timestamp()))
        assert slots == [
            Slot(card=Card.SEAL_BROKEN, part=part, to=one.user_id) for one in (MARA, SOL)
        ]

    def test_who_left_slack_is_not_told(self) -> None:
        """No message reaches them."""
        left = NotePersonGone(SETUP_ID, MARA.user_id)
        setup = walk(a_setup(Stage.HANDED_OVER), left, OURSELVES)

        assert [slot.to for slot in slots_of(told_of_broken_seal(setup, RUN_AT))] == [SOL.user_id]

    def test_who_is_both_admins_hears_it_once(self) -> None:
        """Of the API access, say."""
        slots = slots_of(told_of_broken_seal(a_setup(marketo_admin=SOL), RUN_AT))

        assert [slot.to for slot in slots] == [SOL.user_id]
