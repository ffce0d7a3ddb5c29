"""Who hears that something went wrong at credentials, and that what is promised there is so."""

from typing import Final

import pytest

from bot.domain.attempts import told_of, told_of_broken_seal
from bot.domain.effects import Card, Due, Notify, Slot
from bot.domain.ids import UserId
from bot.domain.people import MAY, Act
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Language, Stage
from bot.views.say import Say
from bot.views.setup_cards import setup_card

from .bends import cancelled, changed, connected_by_itself, gone
from .credential_bends import shown_late
from .gallery import TAME, messages
from .reading import buttons
from .states import (
    ADAM,
    BOTH_ADMINS,
    MARA,
    NINA,
    NOW,
    SALOME,
    SASHA,
    a_setup,
    expired,
    handed_over_again,
    member,
)

HANDED: Final = a_setup(Stage.HANDED_OVER)
NEXT: Final = Role.SALES_CONNECT_ADMIN
MESSAGES: Final = messages(TAME)
SINCE: Final = {
    "another_recipient": changed(HANDED, {NEXT: NINA}),
    "replaced": handed_over_again(HANDED),
    "expired": expired(HANDED),
    "connected_by_itself": connected_by_itself(HANDED),
    "cancelled": cancelled(HANDED),
}
each_language = pytest.mark.parametrize("language", list(Language))


def told(effects: tuple[Due, ...]) -> list[Slot]:
    return [due.effect.slot for due in effects if isinstance(due.effect, Notify)]


@each_language
@pytest.mark.parametrize("since", SINCE)
def test_who_saw_what_was_taken_back_is_named_to_the_marketo_admin(
    since: str, language: Language
) -> None:
    """Whatever became of the setup, the cancelled one too; with the time, and nothing to press."""
    setup, slot = shown_late(SINCE[since])

    message = setup_card(setup, slot, Say(language))

    assert slot.to == MARA
    assert f"<@{SASHA}>" in message.text
    assert message.text.count("<!date^") == 1
    assert list(buttons(message.blocks)) == []


def test_what_was_seen_late_is_not_said_to_be_of_whoever_reads_it() -> None:
    """Another Marketo admin may have come since: they handed nothing over."""
    since = changed(HANDED, {Role.MARKETO_ADMIN: SALOME, NEXT: NINA})

    setup, slot = shown_late(since)

    assert slot.to == SALOME
    assert "you handed over" not in setup_card(setup, slot, Say(Language.EN)).text


@each_language
def test_who_saw_them_late_reads_not_to_use_them_and_who_knows(language: Language) -> None:
    """By name: the one who gets the message."""
    text = MESSAGES["window.late"](Say(language)).text
    _, slot = shown_late(SINCE["replaced"])

    assert f"<@{slot.to}>" in text
    assert ("do not use them" if language is Language.EN else "ne vous en servez pas") in text


@each_language
def test_a_broken_seal_is_told_to_both_admins_in_words_that_fit_each(language: Language) -> None:
    """Only one of them can hand over again, so that is said of the Marketo admin and of nobody."""
    say = Say(language)
    slots = told(told_of_broken_seal(HANDED, NOW))

    texts = {slot.to: setup_card(HANDED, slot, say).text for slot in slots}

    assert list(texts) == [MARA, SASHA]
    assert len(set(texts.values())) == 1
    assert say("role.marketo_admin") in texts[SASHA]
    assert f"<!date^{int(NOW.timestamp())}^" in texts[SASHA]


@pytest.mark.parametrize(
    ("setup", "admins"),
    [
        (gone(HANDED, MARA), [SASHA]),
        (changed(HANDED, {Role.MARKETO_ADMIN: SASHA}), [SASHA]),
    ],
    ids=["deactivated", "both_admins"],
)
def test_nobody_hears_of_a_broken_seal_twice_or_in_vain(setup: Setup, admins: list[UserId]) -> None:
    """Who left Slack reads nothing, and who is both admins reads it once."""
    assert [slot.to for slot in told(told_of_broken_seal(setup, NOW))] == admins


@each_language
@pytest.mark.parametrize("act", [Act.HAND_OVER, Act.REVEAL, Act.API_ACCESS])
def test_an_attempt_names_the_role_of_the_table_as_the_only_one_that_may(
    act: Act, language: Language
) -> None:
    """A misuse must not be laid at the door of the wrong person."""
    say = Say(language)
    (role,) = [role for role in Role if role in MAY[act]]

    slots = told(told_of(HANDED, act, member(ADAM), NOW))
    texts = [setup_card(HANDED, slot, say).text for slot in slots]

    assert [slot.to for slot in slots] == [MARA, SASHA]
    for text in texts:
        assert f"<@{HANDED.people[role]}>" in text
        assert say(f"role.{role}") in text
        assert f"<@{ADAM}>" in text


def test_one_person_who_is_both_admins_hears_once_who_reached_for_the_api_access() -> None:
    """They hand nothing over, and yet they may have given a pair."""
    alone = a_setup(people=BOTH_ADMINS)

    (slot,) = told(told_of(alone, Act.API_ACCESS, member(ADAM), NOW))

    assert slot.card is Card.ATTEMPT
    assert f"<@{SASHA}>" in setup_card(alone, slot, Say(Language.EN)).text
    assert slot.to == SASHA
