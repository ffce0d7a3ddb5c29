"""
What speaks in a sentence for a request, and what against: a sum of learnt weights.

For requests in words that no frame knows. The weights see nothing but what `evidence_in` finds;
`tests.domain.wish_learning` learns them.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, pairwise
from math import sqrt
from typing import Final

from bot.domain.wish_classes import classes_in
from bot.domain.wish_objects import BELONGING, Wish
from bot.domain.wish_weights import WEIGHTS
from bot.domain.wish_words import Sentence

ENOUGH: Final = 0.8
"""More than 0, at which either is as likely: a false request costs more than a missed one."""
_LONGEST: Final = 60  # classes: what asks says so before, and pairs grow with the square

_SOMEBODY: Final = frozenset(("who", "me", "them", "own", "anybody"))
# Without one of these, nothing says that it is wanted: `Sandbox login: ada@…` tells an address.
_WANTING_NAMES: Final = """
    NEED PLEASE CANYOU FRCANYOU CANI CANWE POSSIBLE SETUP make making have for invite been thanks
    reason missing nice yet mind chance
"""
_WANTING: Final = frozenset(_WANTING_NAMES.split())


def likely_wish(sentences: Iterable[Sentence]) -> Wish | None:
    """The wish of the first sentence that has enough for it."""
    for wish, evidence in spoken_of(sentences):
        if weight_of(evidence) > ENOUGH:
            return wish
    return None


def spoken_of(sentences: Iterable[Sentence]) -> Iterator[tuple[Wish, frozenset[str]]]:
    """The sentences that might ask, and for what: it is named in them, or was before."""
    topic: Wish | None = None
    for sentence in sentences:
        named = _named_in(sentence)
        wish = named or topic or _invites_in(sentence)
        if wish and _WANTING.intersection(_classes_of(sentence)):
            yield wish, evidence_in(sentence, is_on_topic=topic is not None)
        clauses = sentence.clauses
        topic = (None if any(map(BELONGING.search, clauses)) else named) or topic


def weight_of(evidence: Iterable[str], weights: Mapping[str, float] = WEIGHTS) -> float:
    """Above 0, it rather asks than not. A long sentence weighs no more than a short one."""
    known = [weights[one] for one in evidence if one in weights]
    return sum(known) / sqrt(1 + len(known))


def evidence_in(sentence: Sentence, *, is_on_topic: bool) -> frozenset[str]:
    """
    Classes of words: each, those in a row (`a b`), together (`a & b`), ahead of it (`a < thing`).

    `is_on_topic`: a sentence before has named the sandbox or Sales Connect.
    """
    row = ["^", *_classes_of(sentence)[:_LONGEST], "$"]
    present = sorted({*row} - {"^", ",", "*", "$"} | _said_of(sentence, row))
    end = "?" if sentence.is_question else "."
    threes = zip(row, row[1:], row[2:], strict=False)
    found = {
        end,
        f"{end} {row[1]}",
        *row[1:-1],
        *(f"{one} {other}" for one, other in pairwise(row)),
    }
    found.update(" ".join(three) for three in threes if "*" not in three)
    found.update(f"{one} & {other}" for one, other in combinations(present, 2))
    found.update(f"{end} & {name}" for name in present)
    if "thing" in present:
        found.update(f"{name} < thing" for name in present if name in row[: row.index("thing")])
    else:
        about = "topic" if is_on_topic else "nothing"
        found.update((about, *(f"{about} & {name}" for name in present)))
    return frozenset(found)


def _said_of(sentence: Sentence, row: list[str]) -> frozenset[str]:
    """`many`: accounts, as in what the bot does at all; `nobody`: for whom is not said."""
    found = {"many"} if any("ACCOUNTS" in clause for clause in sentence.clauses) else set[str]()
    return frozenset(found if _SOMEBODY.intersection(row) else {*found, "nobody"})


def _named_in(sentence: Sentence) -> Wish | None:
    words = " ".join(sentence.clauses)
    if "SANDBOX" in words and "not the SANDBOX" not in words and "pas la SANDBOX" not in words:
        return Wish.SANDBOX
    return Wish.INVITE if "PRODUCT" in words else None


def _invites_in(sentence: Sentence) -> Wish | None:
    return Wish.INVITE if {"invite", "who"} <= {*_classes_of(sentence)} else None


def _classes_of(sentence: Sentence) -> list[str]:
    """With a comma between its clauses."""
    classes = [name for clause in sentence.clauses for name in (*classes_in(clause), ",")]
    return classes[:-1]
