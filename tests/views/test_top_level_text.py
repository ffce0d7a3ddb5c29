"""`text`: what a screen reader, a notification and the list of messages show."""

import pytest

from bot.domain.stages import Language
from bot.views.blocks import TEXT_LENGTH
from bot.views.say import Say
from tests.for_each import for_each

from .gallery import TAME, messages
from .reading import facts

MESSAGES = messages(TAME)
LANGUAGES = list(Language)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_language
@for_each(name=MESSAGES)
def test_the_text_is_every_fact_of_the_blocks_and_no_button(name: str, language: Language) -> None:
    """Headers, sections and contexts in their order, line by line, and nothing besides."""
    message = MESSAGES[name](Say(language))

    assert message.text == "\n".join(facts(message))


@each_language
@for_each(name=MESSAGES)
def test_the_text_is_short_enough_for_an_update(name: str, language: Language) -> None:
    """Above 4,000 characters Slack refuses the whole call."""
    message = MESSAGES[name](Say(language))

    assert 0 < len(message.text) <= min(TEXT_LENGTH, 3_900)
