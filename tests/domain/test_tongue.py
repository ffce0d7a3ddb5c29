"""In which language something is written."""

from statistics import quantiles
from time import perf_counter
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.stages import Language
from bot.domain.tongue import language_of, parsed
from tests.domain.tongue_learning import WEIGHTS, Example, dumped, examples, learn
from tests.domain.unseen_tongues import ENGLISH, FRENCH, NEITHER

EN, FR = Language.EN, Language.FR
UNSEEN: Final[tuple[tuple[str, Language | None], ...]] = tuple(
    (line.strip(), language)
    for language, lines in ((EN, ENGLISH), (FR, FRENCH), (None, NEITHER))
    for line in lines.strip().splitlines()
)
GOAL: Final = 0.97
WRONG: Final = 0.01
SLOWEST: Final = 0.002  # seconds; here other tests take their time, too
SMALL: Final = 60_000  # bytes


def _wrong() -> list[str]:
    told = ((text, language, language_of(text)) for text, language in UNSEEN)
    return [f"{text} -> {said}" for text, language, said in told if said not in (None, language)]


def test_a_language_is_told_where_there_is_one() -> None:
    """In 97 of 100, half of which have four words or fewer."""
    missed = [text for text, language in UNSEEN if language and language_of(text) is not language]

    assert len(missed) <= (1 - GOAL) * len([one for one in UNSEEN if one[1]]), missed


def test_hardly_ever_the_wrong_one_is_told() -> None:
    """Nor any of what has none, or is in a third."""
    assert len(_wrong()) <= WRONG * len(UNSEEN), _wrong()


def test_half_of_what_it_is_measured_by_is_short() -> None:
    for wanted in Language:
        texts = [text for text, language in UNSEEN if language is wanted]
        assert len(texts) >= 100
        assert sum(len(text.split()) <= 4 for text in texts) >= len(texts) / 2


def test_it_was_never_learnt_from() -> None:
    """Names of things aside, of which there are not many."""
    learnt = {(one.text.lower().rstrip(" ?!."), one.language) for one in examples()}
    unseen = {(text.lower().rstrip(" ?!."), language) for text, language in UNSEEN if language}

    assert learnt & unseen == set()


@pytest.mark.parametrize(
    "text",
    [
        "Hello, can you set us up?",
        "what is the Munchkin ID",
        "I can't see the workspaces",
        "thanks!",
        "forgot password",
        "password rejected",
        "reset password",
        "two workspaces per user?",
        "missing invite mail",
        "Good Morning",
        "workspace change",
        "invite colleague",
        "wait time left",
        "invite lea.dupont@lumensails.example",
        "invite Aurélie Marchand",
        "is <@U0ADA|Hélène Lefèvre> connected?",
    ],
)
def test_english_is_told(text: str) -> None:
    """Whoever is named in it."""
    assert language_of(text) is EN


@pytest.mark.parametrize(
    "text",
    [
        "Où est le Munchkin ID ?",
        "J’ai besoin d’un compte sandbox pour ma collègue",
        "qu'est-ce que c'est",
        "merci !",
        "chaque commercial doit se connecter à salesforce lui meme ?",
        "combien ça coûte par utilisateur",
        "identifiants introuvables",
        "sandbox payante ?",
        "erreur 603 marketo",
        "connecter salesforce",
        "besoin d'aide",
        "yuki+sbx@lumensails.example a besoin d'un compte sandbox",
        "merci, lea+bas@lumensails.example a bien reçu son accès sandbox",
        "secret client : xK9fQ2",
        "clé secrète : xK9fQ2",
        "id client : xK9fQ2",
        "retirer Heather Knight",
        "`how do I get it` ne marche pas",
        "j`ai perdu l`invitation",
    ],
)
def test_french_is_told(text: str) -> None:
    """Whatever apostrophe is typed, and whatever is quoted."""
    assert language_of(text) is FR


@pytest.mark.parametrize(
    "text",
    [
        *("", "123", "Sales Connect", "ok", "status", "name+sbx@acme.example", "🙂"),
        *("Stéphanie Desjardins", "Ashley Thornton"),
    ],
)
def test_what_cannot_be_told_is_not_guessed(text: str) -> None:
    assert language_of(text) is None


@given(st.text(max_size=5_000))
def test_anything_may_be_written(text: str) -> None:
    """No fault, whatever it is."""
    assert language_of(text) in (None, *Language)


def test_it_is_told_at_once() -> None:
    """The first one reads the weights."""
    took = []
    for text in (
        "hello",
        *(text for text, _ in UNSEEN),
        *("x@" * 2_000, "aB" * 2_000, "`" * 4_000),
    ):
        begun = perf_counter()
        language_of(text)
        took.append(perf_counter() - begun)

    assert quantiles(took[1:], n=20)[-1] < SLOWEST


def test_the_weights_are_a_small_file() -> None:
    """As learning writes it."""
    content = WEIGHTS.read_text("utf-8")

    assert len(content.encode()) < SMALL
    assert dumped(parsed(content)) == content


def test_learning_comes_to_the_same_each_time() -> None:
    """And to what was taught."""
    taught = [Example("hello dear", EN), Example("bonjour mes amis", FR), Example("hola", None)] * 5

    weights = learn(taught)

    assert weights == learn(taught)
    assert weights[" hello "][0] > 0
    assert weights[" bonjour "][1] > 0
    assert max(weights[" hola "]) <= 0
