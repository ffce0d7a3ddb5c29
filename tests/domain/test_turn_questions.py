"""Whose turn it is, how far the credentials are, and whether it is time: told from the guide's."""

from time import process_time
from typing import Final

import pytest

from bot.domain.errand_kinds import OF_STATE
from bot.domain.errands import LONGEST, Errand, asks_of_somebody, errand_of
from bot.domain.ids import UserId
from bot.domain.wish_pairs import wishes_of
from tests.domain.turn_sentences import LATER, NOT_OF_SOMEBODY, OF_SOMEBODY, SENTENCES, TALK

BOT: Final = UserId("U0BOT")


def told(text: str) -> Errand | None:
    return errand_of(text, bot=BOT)


@pytest.mark.parametrize("kind", sorted(OF_STATE - {Errand.SOMEBODY}))
def test_nearly_all_of_each_kind_is_understood(kind: Errand) -> None:
    """95 of 100 at least, in both languages."""
    meant = (*SENTENCES[kind], *LATER[kind])
    missed = [(text, told(text)) for text in meant if told(text) is not kind]

    assert len(meant) >= 18
    assert len(missed) <= 0.05 * len(meant), missed


def test_what_the_guide_explains_is_left_to_it() -> None:
    """How something is done, by whom in general, and why: of the same words."""
    assert [(text, told(text)) for text in (*SENTENCES[None], *LATER[None]) if told(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "has <@U0MARA> handed over?",
        "did <@U0SOL> open the credentials?",
        "did mara martin hand over the credentials?",
        "<@U0BOT> has mara@acme.example handed over the credentials yet?",
        "est-ce que <@U0MARA> a transmis les identifiants ?",
    ],
)
def test_of_the_credentials_somebody_may_be_named(text: str) -> None:
    """By name, mention or address: there are but two who can be meant."""
    assert told(text) is Errand.CREDENTIALS


@pytest.mark.parametrize(
    "text",
    [
        "has <@U0LENA> got her credentials?",
        "did lena get my password and the credentials?",
        "have the credentials ever been shown in a log or an export of Slack?",
        "has marketo sent the credentials to everyone by mail?",
    ],
)
def test_credentials_of_others_are_not_meant(text: str) -> None:
    """Somebody's own login is none of the three values; and what says more asks for more."""
    assert told(text) is not Errand.CREDENTIALS


def test_who_asks_how_it_stands_with_somebody_is_understood() -> None:
    """95 of 100 at least; it is no errand, so that what is wished for them is looked for first."""
    missed = [one for one in OF_SOMEBODY if not asks_of_somebody(one, bot=BOT)]

    assert len(missed) <= 0.05 * len(OF_SOMEBODY), missed
    assert [one for one in OF_SOMEBODY if told(one)] == []
    assert [one for one in OF_SOMEBODY if wishes_of(one, bot=BOT)] == []


def test_what_is_asked_for_somebody_is_no_question_of_how_they_stand() -> None:
    """Nor what is asked of the rules, of their part, or of Salesforce."""
    assert [one for one in NOT_OF_SOMEBODY if asks_of_somebody(one, bot=BOT)] == []


def test_a_word_to_nobodys_question_is_small_talk() -> None:
    """It has a short answer in kind, and no article."""
    meant = [(one, text) for one, texts in TALK.items() for text in texts]

    assert [(text, told(text)) for one, text in meant if told(text) is not one] == []


@pytest.mark.parametrize(
    "text",
    ["ok and then?", "et toi ?", "what?", "zzz", "is this a person with admin rights?", "et"],
)
def test_what_only_looks_like_it_is_none(text: str) -> None:
    """A joining word says nothing; and what goes on asks for more."""
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "errand"),
    [
        ("what now?", Errand.NEXT),
        ("ok so what now?", Errand.NEXT),
        ("now what", Errand.NEXT),
        ("et maintenant ?", Errand.NEXT),
        ("on attend qui", Errand.NEXT),
        ("Qui doit agir à présent ?", Errand.NEXT),
        ("jdois faire quoi la ?", Errand.NEXT),
        ("jsuis connecté ou pas", Errand.MYSELF),
        ("am I connected or not", Errand.MYSELF),
        ("je suis connecté", None),
        ("what is a workspace now?", None),
    ],
)
def test_it_may_be_put_in_few_words(text: str, errand: Errand | None) -> None:
    """`or not` asks where no question mark does; and `now` alone says whose turn is meant."""
    assert told(text) is errand


def test_it_is_told_at_once_whatever_is_written() -> None:
    """Bolt waits for it."""
    begin = process_time()
    for text in (
        "what do i do ",
        "has mara handed over ",
        "can i connect users ",
        "next step ",
        "you are so bad ",
        "no ",
        "are you a real bot or ",
        "loooool ",
        "et ",
    ):
        told((text * LONGEST)[: LONGEST - 2] + "x?")

    assert process_time() - begin < 1
