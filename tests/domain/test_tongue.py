"""In which language something is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stages import Language
from bot.domain.tongue import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Hello, can you set us up?",
        "How do I get a sandbox login for my new colleague?",
        "what is the Munchkin ID",
        "I can't see the workspaces",
        "thanks!",
    ],
)
def test_english_is_told(text: str) -> None:
    assert language_of(text) is Language.EN


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, pouvez-vous nous aider ?",
        "Où est le Munchkin ID ?",
        "J’ai besoin d’un compte sandbox pour ma collègue",
        "qu'est-ce que c'est",
        "merci !",
    ],
)
def test_french_is_told(text: str) -> None:
    """Whatever apostrophe is typed."""
    assert language_of(text) is Language.FR


@pytest.mark.parametrize("text", ["", "123", "Sales Connect", "ok", "name+sbx@acme.example", "🙂"])
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert language_of(text) is None


@given(st.text(max_size=5_000))
def test_anything_may_be_written(text: str) -> None:
    """No fault, whatever it is."""
    assert language_of(text) in (None, *Language)
