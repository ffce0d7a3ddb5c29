"""What people ask of themselves, and small talk, are told from questions for the guide."""

from collections.abc import Collection
from time import process_time
from typing import Final

import pytest

from bot.domain.errand_kinds import OF_ONESELF, TALK
from bot.domain.errands import LONGEST, Errand, errand_of
from bot.domain.ids import UserId
from tests.domain.oneself_sentences import FIRST, LATER

BOT: Final = UserId("U0BOT")
SENTENCES: Final = [
    (one, text) for told in (FIRST, LATER) for one, texts in told.items() for text in texts
]


def told(text: str) -> Errand | None:
    return errand_of(text, bot=BOT)


@pytest.mark.parametrize("kinds", [OF_ONESELF, TALK], ids=["oneself", "small talk"])
def test_nearly_all_is_understood(kinds: Collection[Errand]) -> None:
    """95 of 100 at least, of either sort, each for what it is."""
    meant = [(one, text) for one, text in SENTENCES if one in kinds]

    missed = [(text, one, told(text)) for one, text in meant if told(text) is not one]

    assert len(meant) >= 75
    assert len(missed) <= 0.05 * len(meant), missed


def test_nothing_else_is_taken_for_it() -> None:
    """Questions about others and of how it goes, greeted or not; and what is reported."""
    others = [text for one, text in SENTENCES if one is None]

    assert len(others) >= 85
    assert [(text, told(text)) for text in others if told(text)] == []


@pytest.mark.parametrize(
    ("text", "errand"),
    [
        ("thanks, bye", Errand.THANKS),
        ("hello, all good?", Errand.HELLO),
        ("ok, see you tomorrow", Errand.BYE),
        ("hi, show status", Errand.STATUS),
        ("thanks, am I connected now?", Errand.MYSELF),
        ("ok great, remind me tomorrow", Errand.REMIND),
    ],
)
def test_of_several_things_the_weightiest_counts(text: str, errand: Errand) -> None:
    """An errand before a question of oneself, both before thanks, and thanks before a greeting."""
    assert told(text) is errand


def test_who_only_calls_the_bot_greets_it() -> None:
    """A file without a word does not."""
    assert told(f"<@{BOT}>") is Errand.HELLO
    assert told(f"<@{BOT}> ") is Errand.HELLO
    assert told("") is None
    assert told("```x```") is None


@pytest.mark.parametrize("whom", ["<@U0SOL>", "sol@acme.example"])
def test_who_names_somebody_does_not_ask_of_themselves(whom: str) -> None:
    """What is on record of others is told by the guide's answer, to who may read it."""
    assert told(f"is {whom} connected?") is None
    assert told(f"am I connected, {whom}?") is None
    assert told(f"thanks {whom}") is None


def test_it_is_told_at_once_whatever_is_written() -> None:
    """Bolt waits for it."""
    begin = process_time()
    for text in (
        "am i in ",
        "thanks a lot ",
        "my request ",
        "i asked ",
        "very very good ",
        "have i ",
    ):
        told((text * LONGEST)[: LONGEST - 2] + "x?")

    assert process_time() - begin < 1
