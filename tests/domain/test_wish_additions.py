"""`Please add tina@…` says nothing of what to: it is Sales Connect, unless something else is."""

import pytest

from bot.domain.wishes import Wish, wish_of

TINA = "tina@acme.example"


@pytest.mark.parametrize(
    "text",
    [
        f"please add {TINA}, she just joined the team",
        f"Hi, can you add {TINA} too please?",
        f"Please add {TINA} and <@U0ADA>",
        f"merci d'ajouter {TINA}, elle vient d'arriver",
    ],
)
def test_who_shall_be_added_is_invited(text: str) -> None:
    """There is one thing here that people are added to by the bot."""
    asked = wish_of(text)

    assert asked is not None
    assert asked.wish is Wish.INVITE
    assert TINA in asked.emails


@pytest.mark.parametrize(
    "text",
    [
        f"please add {TINA} in cc",
        f"please add {TINA}, the meeting is at three",
        f"please add {TINA}, she is missing in the approvers",
        f"please add {TINA}'s phone number",
        f"The list lacks somebody. Please add {TINA}",
        f"I'll add {TINA}",
        f"Merci d'ajouter {TINA} en copie",
    ],
)
def test_who_shall_be_added_to_something_is_not(text: str) -> None:
    """Named with it, or spoken of before."""
    assert wish_of(text) is None
