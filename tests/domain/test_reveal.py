"""The reveal: once, of this version, to the one person it is for, while it is there."""

import pytest

from bot.domain.commands import HandOver, NoteRevealed
from bot.domain.people import Actor
from bot.domain.refusals import (
    AlreadyRevealed,
    CredentialsExpired,
    CredentialsReplaced,
    NothingToReveal,
)
from bot.domain.setup_steps import decide, refuse_reveal
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    MARA,
    REVEALED_AT,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STARTED_AT,
    a_setup,
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


@pytest.mark.parametrize("stage", list(Stage)[2:])
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


def test_one_person_as_both_admins_reveals_what_they_handed_over() -> None:
    """Nothing stops them, though there was nothing to hand over."""
    both = a_setup(Stage.HANDED_OVER, marketo_admin=MARA, sales_connect_admin=MARA)

    assert walk(both, NoteRevealed(SETUP_ID, 1), MARA).stage is Stage.REVEALED
