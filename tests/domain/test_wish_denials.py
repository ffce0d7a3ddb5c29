"""Whom a message names and asks nothing for does not stand in the window that it opens."""

from typing import Final

import pytest

from bot.domain.ids import UserId
from bot.domain.wish_pairs import wishes_of
from bot.domain.wishes import Asked, Wish, wish_of
from tests.domain.unseen_wishes import BOT, UNSEEN
from tests.domain.unseen_wishes_2 import UNSEEN_2
from tests.domain.unseen_wishes_3 import UNSEEN_3

ADA, BEN, CY = "ada@acme.example", "ben@acme.example", "cy@acme.example"
INVITES: Final = Asked(Wish.INVITE, (ADA,), ())
ACCOUNT: Final = Asked(Wish.SANDBOX, (ADA,), ())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"don't invite {BEN} but get {ADA} a sandbox login", ACCOUNT),
        (f"please invite {ADA} but not {BEN}", INVITES),
        (f"invite {ADA}, not {BEN} and {CY}", INVITES),
        (f"invite {ADA} but please don't give {BEN} an account", INVITES),
        (f"invite {ADA}. No sandbox account for {BEN} please", INVITES),
        (f"invite {ADA} and unlock {BEN}", INVITES),
        (f"invite {ADA}, and delete {BEN} in the sandbox", INVITES),
        (f"n'invite pas {BEN} mais invite {ADA}", INVITES),
        (f"peux-tu inviter {ADA} mais pas {BEN} ni {CY} ?", INVITES),
        (f"invite {ADA} mais pas <@U0BEN>", INVITES),
        (f"invite everybody except {BEN}", Asked(Wish.INVITE, (), ())),
    ],
)
def test_who_is_denied_is_left_out(text: str, asked: Asked) -> None:
    """By the piece of the message that names them, and by what only adds names to it."""
    assert wishes_of(text) == (asked,)


@pytest.mark.parametrize(
    "text",
    [
        f"invite {ADA} and {BEN}",
        f"{ADA} is not in Sales Connect, invite {BEN} too",
        f"invite {ADA}, no problem if {BEN} comes later",
        f"not {BEN} alone: invite {ADA}, {BEN}",
    ],
)
def test_of_whom_something_else_is_denied_they_are_meant(text: str) -> None:
    """A denial has nothing between itself and whom it names but what is not to be done."""
    (asked,) = wishes_of(text)

    assert set(asked.emails) == {ADA, BEN}


def test_of_what_others_wrote_nobody_is_left_out_of_a_wish() -> None:
    """Of more than a thousand sentences, read before there were denials."""
    texts = [one.text for some in (UNSEEN, UNSEEN_2, UNSEEN_3) for one in some]
    bot = UserId(BOT)

    left_out = [
        text
        for text in texts
        if (asked := wish_of(text, bot=bot)) and wishes_of(text, bot=bot) != (asked,)
    ]

    assert left_out == []
