"""One word that asks nothing has no article, however near one seems."""

import pytest

from bot.domain.stages import Language
from bot.guide.answer import Found, Guide, Unknown
from bot.guide.bare_words import is_bare


@pytest.mark.parametrize("text", ["why?", "again", "Who?", "*really?*", "peut-être", "pourquoi ?"])
def test_a_bare_word_is_not_guessed_at(text: str, guide: Guide) -> None:
    """It says what comes near, and that it does not know."""
    assert is_bare(text)
    for language in Language:
        assert isinstance(guide.answer(text, language), Unknown)


@pytest.mark.parametrize("text", ["sso", "countdown", "saml", "csv", "Gmail?", "why wait"])
def test_a_topic_is_answered_by_its_name_alone(text: str, guide: Guide) -> None:
    """And so is a bare word with another one."""
    assert not is_bare(text)
    assert isinstance(guide.answer(text, Language.EN), Found)
