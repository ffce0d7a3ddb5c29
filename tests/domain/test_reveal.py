"""The reveal: once, of this version, to the one person it is for, while it is there."""

import pytest

from bot.domain.commands import CancelSetup, HandOver, NoteRevealed
from bot.domain.people import Actor, Role
from bot.domain.refusals import (
    AlreadyRevealed,
    CredentialsExpired,
    CredentialsReplaced,
    NothingToReveal,
    NotYours,
    SetupCancelled,
)
from bot.domain.setup_steps import decide, refuse_reveal
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    MARA,
    NINA,
    REVEALED_AT,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    a_setup,
    changed,
    walk,
)


def test_it_is_open_to_its_recipient_alone() -> None:
    """Neither to who gave it nor to who started all this."""
    setup = a_setup(Stage.HANDED_OVER)
    may = [
        who
        for who, actor in EVERYBODY.items()
        if isinstance(actor, Actor) and refuse_reveal(setup, actor, 1) is None
    ]

    assert may == ["Sales Connect admin"]


def test_before_a_hand_over_there_is_nothing() -> None:
    """And people read whom to ask."""
    assert refuse_reveal(a_setup(Stage.NAMED), SOL, 0) == NothingToReveal(MARA.user_id)


@pytest.mark.parametrize("stage", list(Stage)[2:-1])
def test_the_second_time_says_when_the_first_was(stage: Stage) -> None:
    """However far the setup has come since."""
    refusal = refuse_reveal(a_setup(stage), SOL, 1)

    assert refusal == AlreadyRevealed(SOL.user_id, REVEALED_AT, MARA.user_id)


def test_what_expired_is_gone() -> None:
    """And people read since when."""
    expired = a_setup(Stage.NAMED, expired=True)

    assert refuse_reveal(expired, SOL, 1) == CredentialsExpired(STARTED_AT, MARA.user_id)


@pytest.mark.parametrize("version", [0, 1, 3])
def test_an_old_button_opens_no_newer_version(version: int) -> None:
    """Each message opens what it announced."""
    second = walk(a_setup(Stage.HANDED_OVER), HandOver(SETUP_ID, CREDENTIALS), MARA)

    decision = decide(second, NoteRevealed(SETUP_ID, version), SOL, RUN_AT, RULES)

    assert refuse_reveal(second, SOL, version) == CredentialsReplaced()
    assert decision == CredentialsReplaced()
    assert refuse_reveal(second, SOL, 2) is None


def test_in_a_cancelled_setup_nothing_is_left_to_reveal() -> None:
    """Whatever button is still somewhere."""
    waits = a_setup(Stage.HANDED_OVER)
    cancelled = walk(waits, CancelSetup(SETUP_ID), STELLA)

    assert isinstance(refuse_reveal(cancelled, SOL, 1), SetupCancelled)
    assert isinstance(
        decide(cancelled, NoteRevealed(SETUP_ID, 1), SOL, RUN_AT, RULES), SetupCancelled
    )


def test_what_was_taken_back_is_revealed_to_nobody() -> None:
    """Neither to the former recipient nor to the new one, who gets their own."""
    after = changed(a_setup(Stage.HANDED_OVER), Role.SALES_CONNECT_ADMIN, NINA).state

    assert refuse_reveal(after, NINA, 1) == NothingToReveal(MARA.user_id)
    assert isinstance(refuse_reveal(after, SOL, 1), NotYours)
