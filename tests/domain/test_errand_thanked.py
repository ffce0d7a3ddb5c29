"""Thanks for what was done for somebody are thanks; what asks for it is a request."""

import pytest

from bot.domain.errands import Errand, errand_of
from bot.domain.wish_pairs import wishes_of


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for inviting kim@acme.example, that was quick!",
        "thanks for creating the sandbox account for kim+sbx@acme.example",
        "The sandbox account of kim+sbx@acme.example works now, thank you.",
        "thx a lot for the sandbox acct kim+sbx@acme.example :tada:",
        "kim@acme.example got the invite, thanks!",
        "Great, thank you for adding <@U0KIM> to Sales Connect",
        "Merci d'avoir invité julie@acme.example si vite.",
        "Merci de l'avoir invitée, julie@acme.example est connectée maintenant !",
        "merci beaucoup pour l'invitation de julie@acme.example",
        "cest bon pour max@acme.example il a recu son invit, merci !!",
    ],
)
def test_thanks_for_what_is_done_are_thanks(text: str) -> None:
    """They have a short answer, and no article."""
    assert errand_of(text) is Errand.THANKS
    assert wishes_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Merci d'inviter julie@acme.example",
        "thanks for a sandbox account for kim+sbx@acme.example",
        "sandbox account for kim+sbx@acme.example, thanks",
        "Thanks for inviting kim@acme.example, could you also invite bob@acme.example?",
        "Thanks, please invite kim@acme.example",
        "thanks in advance for inviting kim@acme.example",
        "thanks but kim@acme.example got no invite",
        "thanks for inviting kim@acme.example to the channel",
        "thanks for inviting kim@acme.example, but she got no mail",
        "kim@acme.example got the invite",
        "no thanks for inviting kim@acme.example",
        "thanks for inviting kim@acme.example?",
    ],
)
def test_what_asks_or_complains_besides_is_read_on(text: str) -> None:
    """A wish, or a question."""
    assert errand_of(text) is None
