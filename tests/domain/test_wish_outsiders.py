"""Who has no account yet is asked for by a pronoun in the next sentence."""

import pytest

from bot.domain.wish_outsiders import speaks_of_outsider
from bot.domain.wish_words import read
from bot.domain.wishes import Wish, wish_of

WHOM = "hugo@acme.example"


@pytest.mark.parametrize(
    "text",
    [
        f"{WHOM} has no account yet. Would you invite him?",
        f"My new colleague {WHOM} doesn't have an account yet. Could you add him?",
        f"{WHOM} hasn't been invited yet so can you add him please",
        f"{WHOM} just joined. Can somebody invite her?",
        f"{WHOM} n'a pas de compte. Vous pouvez l'inviter ?",
        f"{WHOM} n'a toujours pas reçu d'accès. Peux-tu l'ajouter ?",
        f"{WHOM} commence lundi. Pourriez-vous l'inviter ?",
    ],
)
def test_the_pronoun_is_for_whom_was_said_to_be_outside(text: str) -> None:
    """An invite, as nothing says to what else."""
    asked = wish_of(text)

    assert asked is not None
    assert (asked.wish, asked.emails) == (Wish.INVITE, (WHOM,))


@pytest.mark.parametrize(
    "text",
    [
        f"{WHOM} has no account in Salesforce yet. Would you invite him?",
        f"{WHOM} doesn't have a jira account. Could you add him?",
        f"{WHOM} has no account yet. Should I invite him?",
        f"{WHOM} has no account yet. How do I invite him?",
        f"{WHOM} has no account yet. Would you invite him if you were me?",
        f"{WHOM} has no account yet. Would you invite him or is that up to Sol?",
        f"{WHOM} has no account yet. Would you normally invite him?",
        f"{WHOM} has no account yet. Please don't invite him.",
        f"If {WHOM} has no account yet. Would you invite him?",
        f"{WHOM} starts on Monday. Would you invite him to the standup?",
        f"{WHOM} starts on Monday. We have the kickoff lunch then. Can you invite him?",
        f"{WHOM} is new. Can you add him to the channel?",
        f"{WHOM} cannot log in. Would you invite him?",
        f"{WHOM} n'a pas de compte. Faut-il l'inviter ?",
    ],
)
def test_but_not_to_anything_else_nor_where_it_is_only_asked_about(text: str) -> None:
    """A button beside an address in passing is the worst that could be shown."""
    assert wish_of(text) is None


def test_a_sandbox_that_was_spoken_of_comes_first() -> None:
    """Then that is what they are outside of."""
    asked = wish_of(f"About the sandbox: {WHOM} is new. Could you add him?")

    assert asked is not None
    assert asked.wish is Wish.SANDBOX


def test_it_takes_somebody_who_is_named() -> None:
    """`I have no account yet` is said by its writer."""
    assert not speaks_of_outsider(read("I have no account yet", bot=None).sentences)
    assert speaks_of_outsider(read(f"{WHOM} has no account yet", bot=None).sentences)
