"""Shown while it was taken back: the values are seen, so it gets on record and is told."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import (
    CancelSetup,
    Decline,
    HandOver,
    NotePersonGone,
    NoteRevealed,
    NoteShownLate,
    ReportAlreadyConnected,
)
from bot.domain.effects import Card, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Role
from bot.domain.refusals import AlreadyRevealed, NothingToReveal
from bot.domain.setup import Setup
from bot.domain.setup_parts import HandOverNote
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    MARA,
    NINA,
    OURSELVES,
    REVEALED_AT,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STELLA,
    USUAL,
    a_setup,
    changed,
    done,
    new_messages,
    refreshed,
    told,
    walk,
)

NOTE: Final = NoteShownLate(SETUP_ID, 1, SOL.user_id)
LATER: Final = RUN_AT + timedelta(hours=1)
_WAITS: Final = a_setup(Stage.HANDED_OVER)
TAKEN_BACK: Final = {
    "expired": a_setup(Stage.NAMED, expired=True),
    "declined": walk(_WAITS, Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), SOL),
    "another recipient": changed(_WAITS, Role.SALES_CONNECT_ADMIN, NINA).state,
    "left Slack": walk(_WAITS, NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES),
    "connected by itself": walk(_WAITS, ReportAlreadyConnected(SETUP_ID), MARA),
    "cancelled": walk(_WAITS, CancelSetup(SETUP_ID), STELLA),
}


def shown_late(setup: Setup) -> Outcome[Setup]:
    return done(decide(setup, NOTE, OURSELVES, LATER, RULES))


def note_of(setup: Setup) -> HandOverNote:
    assert setup.handed_over is not None
    return setup.handed_over


@pytest.mark.parametrize("why", TAKEN_BACK)
def test_whoever_comes_next_knows_that_the_former_recipient_has_seen_them(why: str) -> None:
    """The time is on record; nothing else changes, and there is nothing left to burn."""
    setup = TAKEN_BACK[why]

    outcome = shown_late(setup)

    seen = note_of(setup).model_copy(update={"revealed_at": LATER})
    assert outcome.state == setup.model_copy(update={"handed_over": seen, "shown": (1,)})
    assert (outcome.keep, outcome.burn) == (None, False)
    cards = {setup.credentials_card(), setup.marketo_card(), setup.starter_card()}
    assert {*cards, *setup.asking_cards()} <= set(refreshed(outcome))


@pytest.mark.parametrize("why", TAKEN_BACK)
def test_the_marketo_admin_alone_hears_who_has_seen_which_and_when(why: str) -> None:
    """They took it for unopened; even after the end of the setup, the values must change."""
    part = f"1.{SOL.user_id}.{int(LATER.timestamp())}"

    assert new_messages(shown_late(TAKEN_BACK[why])) == [
        Slot(card=Card.SHOWN_LATE, part=part, to=MARA.user_id)
    ]


@pytest.mark.parametrize("stage", list(Stage)[1:])
def test_of_a_version_that_was_replaced_the_record_is_the_newer_ones(stage: Stage) -> None:
    """However far that one has come; the Marketo admin hears of it all the same."""
    second = a_setup(stage, expired=True)

    outcome = shown_late(second)

    shown = second.model_copy(update={"shown": (*second.shown, 1)})
    assert (second.version, outcome.state) == (2, shown)
    assert told(outcome) == [(Card.SHOWN_LATE, MARA.user_id)]
    assert refreshed(outcome) == []


def test_a_version_that_was_opened_in_order_is_not_told_of_when_its_window_closes_late() -> None:
    """A newer hand-over came meanwhile; the first one is on record as opened."""
    opened = walk(_WAITS, NoteRevealed(SETUP_ID, 1), SOL)
    second = walk(opened, HandOver(SETUP_ID, USUAL), MARA)

    assert isinstance(decide(second, NOTE, OURSELVES, LATER, RULES), AlreadyRevealed)


@pytest.mark.parametrize("version", [0, 2, 99])
def test_a_version_that_never_was_is_told_of_to_nobody(version: int) -> None:
    """A window says which it shows; one that nobody handed over is no window of ours."""
    note = NoteShownLate(SETUP_ID, version, SOL.user_id)

    assert decide(_WAITS, note, OURSELVES, LATER, RULES) == NothingToReveal(MARA.user_id)


def test_of_the_latest_nobody_but_its_recipient_had_a_window() -> None:
    """A forged closing must not keep the values from whom they are for."""
    note = NoteShownLate(SETUP_ID, 1, NINA.user_id)

    assert decide(_WAITS, note, OURSELVES, LATER, RULES) == NothingToReveal(MARA.user_id)


def test_of_two_versions_each_is_told_of_by_a_message_of_its_own() -> None:
    """Shown twice, replaced twice."""
    third = walk(walk(_WAITS, HandOver(SETUP_ID, USUAL), MARA), HandOver(SETUP_ID, USUAL), MARA)
    second = NoteShownLate(SETUP_ID, 2, SOL.user_id)

    outcomes = shown_late(third), done(decide(third, second, OURSELVES, LATER, RULES))

    assert new_messages(outcomes[0]) != new_messages(outcomes[1])


@pytest.mark.parametrize("stage", list(Stage)[2:])
def test_what_is_on_record_is_not_told_again(stage: Stage) -> None:
    """The closing of the window was faster than the note of its opening."""
    again = decide(a_setup(stage), NOTE, OURSELVES, LATER, RULES)

    assert again == AlreadyRevealed(SOL.user_id, REVEALED_AT, MARA.user_id)


@pytest.mark.parametrize("why", TAKEN_BACK)
def test_a_second_note_of_the_same_says_when_the_first_was(why: str) -> None:
    """And changes nothing."""
    once = shown_late(TAKEN_BACK[why]).state

    again = decide(once, NOTE, OURSELVES, LATER + timedelta(hours=1), RULES)

    assert again == AlreadyRevealed(SOL.user_id, LATER, MARA.user_id)


def test_who_left_slack_is_not_told() -> None:
    """It is on record for the next Marketo admin."""
    left = walk(TAKEN_BACK["declined"], NotePersonGone(SETUP_ID, MARA.user_id), OURSELVES)

    outcome = shown_late(left)

    assert told(outcome) == []
    assert note_of(outcome.state).revealed_at == LATER
