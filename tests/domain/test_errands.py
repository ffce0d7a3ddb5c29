"""What wants something done is told from what asks about it, and from talk."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from time import process_time
from typing import Final

import pytest

from bot.domain.errand_kinds import TALK
from bot.domain.errands import LONGEST, Errand, errand_of
from bot.domain.ids import UserId
from bot.domain.stages import Language
from bot.guide.model import NONE
from bot.locale import texts as catalogue
from tests.domain import unseen_wishes, unseen_wishes_2, unseen_wishes_3, wish_sentences
from tests.domain.errand_sentences import ERRANDS, NO_ERRANDS, UNSEEN
from tests.domain.leak_corpus import ordinary
from tests.guide.learning import examples
from tests.guide.unseen_questions import questions

BOT: Final = UserId("U0BOT")
# What the guide says of an errand: a question that such an article answers may be one.
ARTICLES: Final[Mapping[Errand, frozenset[str]]] = {
    Errand.STATUS: frozenset({"status", "road", "run-progress", "what-it-is"}),
    Errand.REMIND: frozenset({"reminders"}),
    Errand.HELP: frozenset({"help"}),
    Errand.AUDIT: frozenset({"audit"}),
    Errand.CONNECT_USERS: frozenset({"connect-users"}),
    Errand.HAND_OVER: frozenset({"hand-over"}),
    Errand.SETUP: frozenset({"road"}),
    Errand.CANCEL_SETUP: frozenset({"cancel-setup"}),
    Errand.MYSELF: frozenset({"my-request", "no-mail", "missing"}),
    Errand.MY_REQUEST: frozenset({"my-request"}),
    Errand.MY_SANDBOX: frozenset({"sandbox-account", "my-request"}),
    Errand.NEXT: frozenset({"status", "road"}),
    Errand.CREDENTIALS: frozenset({"credentials-where"}),  # which is told with it
    Errand.MAY_CONNECT: frozenset({"wait", "connect-users"}),
    Errand.HELLO: frozenset({"help", NONE}),
    Errand.BOT: frozenset({"help", NONE}),
    Errand.STOP: frozenset({"run-progress", "reminders"}),
    **dict.fromkeys(
        {*TALK} - {Errand.HELLO, Errand.BOT, Errand.STOP},
        frozenset({NONE}),
    ),
}


def wrong(wanted: Iterable[tuple[Errand | None, Sequence[str]]]) -> list[str]:
    told = [(text, one, errand_of(text)) for one, texts in wanted for text in texts]
    return [f"{text} => {found}, not {one}" for text, one, found in told if found is not one]


def wishes() -> Iterator[str]:
    """Of all corpora, whatever they ask for."""
    for module in (wish_sentences, unseen_wishes, unseen_wishes_2, unseen_wishes_3):
        for texts in vars(module).values():
            for one in texts if isinstance(texts, tuple) else ():
                yield one if isinstance(one, str) else getattr(one, "text", "")


def test_of_what_it_was_built_for_nearly_all_is_understood() -> None:
    """95 of 100 at least; the rest is answered as a question is."""
    several = sum(map(len, ERRANDS.values()))

    assert several >= 200
    assert len(wrong(ERRANDS.items())) <= 0.05 * several, wrong(ERRANDS.items())


@pytest.mark.parametrize("errand", ERRANDS)
def test_each_errand_is_understood_in_both_languages(errand: Errand) -> None:
    """Nine of ten sentences of each, so that no rare one is lost among the others."""
    assert len(wrong([(errand, ERRANDS[errand])])) <= 0.1 * len(ERRANDS[errand])


def test_what_only_sounds_like_an_errand_is_none() -> None:
    """Questions about it, orders for somebody else, what was done already, what is quoted."""
    assert wrong([(None, NO_ERRANDS)]) == []


def test_sentences_that_nobody_had_seen_are_told_apart() -> None:
    """Blind, 40 of 46 errands and all of the rest; since, it has learnt from the six."""
    errands = {one: texts for one, texts in UNSEEN.items() if one}

    assert wrong([(None, UNSEEN[None])]) == []
    assert wrong(errands.items()) == []


def test_who_asks_for_accounts_and_invites_has_no_errand() -> None:
    """Of all sentences that wishes were built on, three do; others are small talk."""
    texts = [text for text in wishes() if text]

    found = [text for text in texts if errand_of(text) not in (None, *TALK)]

    assert len(texts) > 2_000
    assert found == [
        "when do I get my sandbox account?",
        "où sont les identifiants Marketo ?",
        "what can you do?",
        "when can I connect my users?",
    ]


def test_questions_stay_questions() -> None:
    """But those that ask what an errand would show, in an article about just that."""
    learnt = [one for language in Language for one in examples(language)]
    asked = [(one.text, frozenset({str(one.article)})) for one in learnt]
    asked += [(one.text, one.accepted or frozenset({NONE})) for one in questions()]

    told = [(text, answers, errand_of(text)) for text, answers in asked]

    assert [one for one in told if one[2] and not one[1] & ARTICLES[one[2]]] == []


def test_ordinary_messages_are_no_errands() -> None:
    """Sales chat with names, amounts, links and dates; `ok merci !` is small talk here as there."""
    chat = islice(ordinary(600), 600)

    assert [text for text in chat if errand_of(text) not in (None, *TALK)] == []


@pytest.mark.parametrize(
    "text",
    [
        f"<@{BOT}> show status",
        f"<@{BOT}>, show status please",
        f"show status <@{BOT}>",
        "*show status*",
        "SHOW STATUS!!",
        "  show   status  ",
        "Show status, please :smile:",
    ],
)
def test_how_it_is_written_does_not_matter(text: str) -> None:
    """Capitals, marks, emoji, and the bot's own name."""
    assert errand_of(text, bot=BOT) is Errand.STATUS


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("label", "errand"),
    [
        ("button.snooze", Errand.REMIND),
        ("button.begin_setup", Errand.SETUP),
        ("button.hand_over", Errand.HAND_OVER),
        ("button.connect_users", Errand.CONNECT_USERS),
        ("button.show_audit", Errand.AUDIT),
    ],
)
def test_who_writes_what_a_button_says_wants_it(
    label: str, errand: Errand, language: Language
) -> None:
    """Its own words are the first that come to mind."""
    assert errand_of(catalogue(language).gettext(label)) is errand


@pytest.mark.parametrize("whom", ["<@U0SOL>", "sol@acme.example"])
def test_what_names_somebody_is_for_them(whom: str) -> None:
    """A reminder of a colleague, users to connect: no button of the asker's own does it."""
    assert errand_of(f"remind me tomorrow, {whom}", bot=BOT) is None
    assert errand_of(f"connect users {whom}", bot=BOT) is None


@pytest.mark.parametrize("whom", ["<@U0SOL>", "sol@acme.example", "sol@acme.example and <@U0ADA>"])
def test_but_who_is_to_be_disconnected_has_to_be_named(whom: str) -> None:
    """One button does it, filled in; as an order alone."""
    for order in ("disconnect {}", "please disconnect {} from Marketo", "déconnecte {} stp"):
        assert errand_of(order.format(whom), bot=BOT) is Errand.DISCONNECT
    for said in ("why did you disconnect {}?", "{} was disconnected", "do not disconnect {}"):
        assert errand_of(said.format(whom), bot=BOT) is None


@pytest.mark.parametrize(
    "text",
    [
        "cancel the setup",
        "I want to cancel the setup",
        "please abort this setup",
        "cancel the Sales Connect setup",
        "annule la configuration",
        "on veut annuler la configuration",
        "can you cancel the production setup?",
    ],
)
def test_who_wants_the_setup_cancelled_is_understood(text: str) -> None:
    """How it is done is a question."""
    assert errand_of(text) is Errand.CANCEL_SETUP
    assert errand_of(f"how do I {text}") is None


def test_a_long_text_is_no_errand() -> None:
    """However it ends, and at once, whatever it is made of."""
    assert errand_of("remind me " + "at " * 40 + "tomorrow") is Errand.REMIND
    assert errand_of("show status " + "please " * (LONGEST // 7)) is None
    begin = process_time()
    assert errand_of("remind about at " * 12 + "x") is None
    assert errand_of("connect " * 24) is None
    assert process_time() - begin < 0.5
