"""A message that stays in a conversation keeps true: nobody's deed becomes somebody else's."""

from typing import Final

import pytest

from bot.domain.effects import Card, Slot
from bot.domain.roles import Role
from bot.domain.stages import Language, Stage
from bot.views import ids
from bot.views.say import Say
from bot.views.setup_cards import setup_card

from .bends import changed
from .gallery import TAME, cards, messages
from .reading import buttons
from .states import ADAM, MARA, NINA, SASHA, STARTER, a_setup, expired

CARDS: Final = cards(TAME)
MESSAGES: Final = messages(TAME)
NEXT: Final = Role.SALES_CONNECT_ADMIN
each_language = pytest.mark.parametrize("language", list(Language))


@each_language
def test_expired_credentials_name_who_did_not_open_them(language: Language) -> None:
    """Not whoever was named since: they had nothing to open. On both messages of the sender."""
    setup = changed(expired(a_setup(Stage.HANDED_OVER)), {NEXT: NINA})
    slot, say = Slot(card=Card.EXPIRED, part="1", to=MARA), Say(language)

    line = setup_card(setup, slot, say).text
    (own,) = [
        one
        for one in setup_card(setup, setup.marketo_card(), say).text.splitlines()
        if ("expired" if language is Language.EN else "expir") in one
    ]

    assert f"<@{SASHA}>" in line
    assert f"<@{SASHA}>" in own
    assert f"<@{NINA}>" not in line + own


@each_language
def test_an_expiry_of_earlier_credentials_says_that_others_came_since(language: Language) -> None:
    """It names nobody: the note of that time is gone."""
    message = CARDS["expired.handed_over_again"](Say(language))

    assert "<@" not in message.text
    assert ("since" if language is Language.EN else "depuis") in message.text
    assert list(buttons(message.blocks)) == []


@each_language
def test_an_older_choice_of_a_recipient_keeps_its_names_and_loses_its_button(
    language: Language,
) -> None:
    """Whoever pressed it would hand over to somebody whom it does not name."""
    message = CARDS["hand_over_again.older"](Say(language))

    assert f"<@{NINA}>" in message.text
    assert f"<@{ADAM}>" not in message.text
    assert list(buttons(message.blocks)) == []


@each_language
def test_a_recipient_named_again_after_doubt_is_said_to_be(language: Language) -> None:
    """By whom, and that the Marketo admin need not agree; the button stands there."""
    message = CARDS["hand_over_again.confirmed"](Say(language))

    assert f"<@{STARTER}>" in message.text
    assert f"<@{SASHA}>" in message.text
    assert ("after doubt" if language is Language.EN else "malgré un doute") in message.text
    assert ("if you agree" if language is Language.EN else "si vous êtes d’accord") in message.text
    assert [one["action_id"] for one in buttons(message.blocks)] == [ids.HAND_OVER]


@each_language
def test_nobody_is_said_to_be_named_again_who_was_named_for_the_first_time(
    language: Language,
) -> None:
    """The doubt was about another person."""
    message = CARDS["hand_over_again.confirmed_then_another"](Say(language))

    assert f"<@{NINA}>" in message.text
    assert ("after doubt" if language is Language.EN else "malgré un doute") not in message.text


@each_language
def test_the_road_names_who_handed_over_whoever_is_marketo_admin_by_now(
    language: Language,
) -> None:
    """What is done was done by them; what is still to be done is for who has the part now."""
    say, to_come = Say(language), changed(a_setup(), {Role.MARKETO_ADMIN: NINA})

    done = CARDS["starter.other_sender"](say).text.splitlines()[1]
    to_do = setup_card(to_come, to_come.starter_card(), say).text.splitlines()[1]

    assert f"<@{MARA}>" in done
    assert f"<@{NINA}>" in to_do


@each_language
def test_the_road_names_who_said_that_marketo_connected_by_itself(language: Language) -> None:
    """Not who had handed over before."""
    line = CARDS["starter.by_itself_other_sender"](Say(language)).text.splitlines()[1]

    assert f"<@{NINA}>" in line
    assert f"<@{MARA}>" not in line


@each_language
def test_who_opened_them_after_all_has_asked_for_nothing(language: Language) -> None:
    """The cards of both admins are as if nobody had asked; it can be asked for once more."""
    say = Say(language)
    asked = CARDS["asked_again.opened_after_all"](say)
    opened = CARDS["credentials.opened_after_asking"](say)

    assert list(buttons(asked.blocks)) == []
    assert asked.text == CARDS["asked_again.settled"](say).text
    assert ids.ASK_AGAIN in [one["action_id"] for one in buttons(opened.blocks)]
    assert say("road.now", step=say("road.hand_over", who=f"<@{MARA}>")) not in (
        CARDS["starter.opened_after_asking"](say).text
    )


@each_language
@pytest.mark.parametrize("window", ["in_doubt", "not_on_record"])
def test_a_window_of_which_little_is_known_is_to_be_closed_when_done(
    window: str, language: Language
) -> None:
    """Its closing is what puts the reveal on record."""
    text = MESSAGES[f"window.{window}"](Say(language)).text

    assert ("close" if language is Language.EN else "ferme") in text


@each_language
def test_only_where_it_may_not_have_opened_is_it_to_be_pressed_again(language: Language) -> None:
    """Else somebody would look for values that are on their screen, or destroyed."""
    again = "press again" if language is Language.EN else "cliquez à nouveau"

    found = {
        name
        for name in ("not_opened", "in_doubt", "late", "not_on_record")
        if again in MESSAGES[f"window.{name}"](Say(language)).text
    }

    assert found == {"not_opened", "in_doubt"}
