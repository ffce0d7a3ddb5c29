"""Two things asked for in one message: each has its own people, or it is one thing as before."""

from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.wish_pairs import wishes_of
from bot.domain.wishes import Asked, Wish, wish_of
from tests.domain import wish_sentences
from tests.domain.unseen_wishes import BOT, UNSEEN
from tests.domain.unseen_wishes_2 import UNSEEN_2
from tests.domain.unseen_wishes_3 import UNSEEN_3

LEA, BEN = "lea@acme.example", "ben+sbx@acme.example"
INVITES: Final = Asked(Wish.INVITE, (LEA,), ())
ACCOUNT: Final = Asked(Wish.SANDBOX, (BEN,), ())
OF_BOTH: Final = (
    f"invite {LEA} and get {BEN} a sandbox login",
    f"Hi! Could you invite {LEA} and create a sandbox account for {BEN}?",
    f"please set up a sandbox login for {BEN}, and invite {LEA} to Sales Connect",
    f"I need a sandbox login for {BEN} and an invite for {LEA}",
    f"I need an invite for {LEA} and a sandbox account for {BEN}",
    f"Two things: please invite {LEA}. Also please create a sandbox account for {BEN}",
    f"peux-tu inviter {LEA} et créer un compte sandbox pour {BEN} ?",
    f"invite {LEA}, et il faudrait un compte sandbox pour {BEN}",
    f"j'ai besoin d'une invitation pour {LEA} et d'un compte sandbox pour {BEN}",
    f"Il me faut un compte sandbox pour {BEN}. Et merci d'inviter {LEA} dans Sales Connect.",
    # Written before the parts were read for the first time:
    f"Morning, can we get {LEA} onto Sales Connect and a sandbox user for {BEN} please",
    f"hey bot, send an invite to {LEA}, then request a sandbox account for {BEN}",
    f"Je voudrais un compte sandbox pour {BEN} ainsi qu'une invitation pour {LEA}",
    f"une invitation pour {LEA} et un compte sandbox pour {BEN} svp",
)


@pytest.mark.parametrize("text", OF_BOTH)
def test_each_thing_has_the_people_of_its_part(text: str) -> None:
    """In the order of the message: nobody is invited who was to get a sandbox account."""
    both = [INVITES, ACCOUNT] if text.index(LEA) < text.index(BEN) else [ACCOUNT, INVITES]

    assert list(wishes_of(text)) == both


def test_several_people_go_with_what_was_asked_before_them() -> None:
    """Mentions, too; the bot is none of them."""
    text = f"<@U0BOT> invite {LEA} and <@U0CY> to Sales Connect. {BEN} needs a sandbox account."

    assert wishes_of(text, bot=UserId("U0BOT")) == (
        Asked(Wish.INVITE, (LEA,), (UserId("U0CY"),)),
        ACCOUNT,
    )


@pytest.mark.parametrize(
    "text",
    [
        f"can you invite {LEA} and {BEN} to the sandbox?",
        f"please invite {LEA} and get her a sandbox login",
        f"invite {LEA} to production and the sandbox",
        f"please create sandbox accounts for {LEA} and {BEN}",
        f"I invited {LEA} yesterday, can you create a sandbox account for {BEN}?",
        f"did you invite {LEA}? please get {BEN} a sandbox login",
        f"invite {LEA} and get {LEA} a sandbox login",
        f"> invite {LEA}\nplease get {BEN} a sandbox login",
    ],
)
def test_what_is_not_clearly_two_is_one(text: str) -> None:
    """As it was read before: its window can be changed."""
    asked = wish_of(text)

    assert asked is not None
    assert wishes_of(text) == (asked,)


def test_who_asks_which_or_whether_asks_for_nothing() -> None:
    """Whatever else it may be."""
    assert wishes_of(f"who invited {LEA} and does {BEN} have a sandbox account?") == ()


def test_of_what_asks_for_one_thing_none_is_taken_for_two() -> None:
    """Not one of more than two thousand sentences."""
    built = (
        *(wish_sentences.SANDBOX, wish_sentences.INVITE),
        *(wish_sentences.NOTHING, wish_sentences.NOTHING_WITH_AN_ADDRESS),
    )
    unseen = [one.text for some in (UNSEEN, UNSEEN_2, UNSEEN_3) for one in some]
    texts = [*unseen, *(text for some in built for text in some)]

    wrong = [text for text in texts if len(wishes_of(text, bot=UserId(BOT))) > 1]

    assert len(texts) > 2_000
    assert wrong == []
