"""Slack's words for why it takes no message come to people in theirs."""

from typing import Final

import pytest

from bot.domain.effects import Card, Notify, Slot
from bot.domain.stages import Language
from bot.domain.undelivered import Undelivered
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.views.slack_words import channel_opens, channel_refuses, in_words, person_unreachable

from .states import CHANNEL, MARA, NOW, STARTER, a_setup

SETUP: Final = a_setup()
OF_CHANNELS: Final = (
    "is_archived",
    "not_in_channel",
    "channel_not_found",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
    "msg_too_long",
)
OF_PEOPLE: Final = (
    "user_disabled",
    "user_not_found",
    "user_not_visible",
    "cannot_dm_bot",
    "restricted_action",
    "msg_too_long",
)
each_language = pytest.mark.parametrize("language", list(Language))


def _told(part: str, say: Say) -> str:
    slot = Slot(card=Card.UNREACHABLE, part=part, to=STARTER)
    return setup_card(SETUP, slot, say).text


@each_language
@pytest.mark.parametrize("error", OF_CHANNELS)
def test_a_channel_that_refuses_is_told_of_in_words_and_with_the_way_out(
    error: str, language: Language
) -> None:
    """No code of Slack's is left in the sentence."""
    say = Say(language)
    told = _told(f"{CHANNEL}|{error}", say)

    assert channel_refuses(error, say) in told
    assert channel_opens(error, say) in told
    assert error not in told
    assert "_" not in channel_opens(error, say).partition("`")[0]


@each_language
@pytest.mark.parametrize("error", OF_PEOPLE)
def test_somebody_who_cannot_be_told_is_told_of_in_words(error: str, language: Language) -> None:
    say = Say(language)
    told = _told(f"{MARA}|{error}", say)

    assert person_unreachable(error, say) in told
    assert error not in told


@each_language
@pytest.mark.parametrize("whom", [CHANNEL, MARA])
def test_a_word_that_is_not_known_stands_beside_ours(whom: str, language: Language) -> None:
    """For whoever runs the bot."""
    assert "(`team_access_not_granted`)" in _told(f"{whom}|team_access_not_granted", Say(language))


@each_language
def test_what_was_given_up_says_why_in_the_same_words(language: Language) -> None:
    """Of the channel as of a person; what people cannot meet stays as the log has it."""
    say = Say(language)
    card = Slot(card=Card.UNDELIVERED, part="1", to=STARTER)
    lost = [
        Undelivered(Notify(about=SETUP.ref, slot=Slot(card=Card.MARKETO_ADMIN, to=to)), why, NOW)
        for to, why in (
            (CHANNEL, "chat.postMessage: is_archived"),
            (MARA, "conversations.open: user_disabled"),
            (MARA, "chat.postMessage: invalid_blocks"),
        )
    ]

    text = setup_card(SETUP, card, say, tuple(lost)).text

    assert channel_refuses("is_archived", say) in text
    assert person_unreachable("user_disabled", say) in text
    assert "`chat.postMessage: invalid_blocks`" in text
    assert "user_disabled" not in text
    assert in_words("KeyError", say, is_channel=True) is None
