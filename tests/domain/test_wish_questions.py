"""Who may ask, and for which instance, is a question, in whatever words a request would be."""

import pytest

from bot.domain.wish_questions import only_asks
from bot.domain.wish_words import read
from bot.domain.wishes import Wish, wish_of

FOR = "a sandbox account for ada+sbx@acme.example"
POUR = "un compte sandbox pour ada+sbx@acme.example"


@pytest.mark.parametrize(
    "text",
    [
        f"Can I request {FOR} myself, or must Sol do it?",
        f"can i request {FOR} myself",
        f"May I request {FOR} as a salesperson?",
        f"As a salesperson, can I request {FOR}?",
        f"Can I request {FOR} without asking Sol?",
        f"Can anybody request {FOR}?",
        f"Would you request {FOR} if you were me?",
        f"Can only admins request {FOR}?",
        f"Can Sol request {FOR}?",
        f"Would I need Sol's OK to request {FOR}?",
        f"Would Sol have to create {FOR}?",
        f"Could I in theory request {FOR}?",
        f"Can I request {FOR} or must Sol do it?",
        f"En tant que commercial, puis-je demander {POUR} ?",
        f"Peut-on demander {POUR} sans passer par Sol ?",
        f"N'importe qui peut demander {POUR} ?",
        f"Je peux demander {POUR} ou il faut un admin ?",
        "Un accès à la sandbox et à la prod pour ada@acme.example, c'est possible ?",
    ],
)
def test_who_asks_who_may_has_asked_for_nothing(text: str) -> None:
    """Not even beside an address."""
    assert wish_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        f"Can I request {FOR}?",
        f"May I request {FOR}, my intern?",
        f"Can I please request {FOR}, for myself?",
        f"I can't do it myself: could you request {FOR}?",
        f"could someone request {FOR}?",
        f"Puis-je demander {POUR} ?",
    ],
)
def test_a_polite_request_is_one(text: str) -> None:
    """The bare form of the same words is how people ask for things."""
    asked = wish_of(text)

    assert asked is not None
    assert asked.wish is Wish.SANDBOX


def test_only_a_question_compares_the_instances() -> None:
    """To tell somebody to be on both is an order."""
    on_both = "invite ada@acme.example to production and the sandbox"
    told, asked = (read(text, bot=None).sentences[0] for text in (on_both, f"{on_both}?"))

    assert not only_asks(told)
    assert only_asks(asked)
