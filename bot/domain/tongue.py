"""
The language that something is written in, by learnt weights of its words and of their pieces.

A list of the commonest words does not do: `connecter salesforce`, `password rejected` and what is
misspelt hold none of them. The weights stand in `tongue.txt`; tests/domain/tongue_learning.py
learns them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, sqrt
from typing import Final, TypeAlias

from bot.domain.stages import Language

# What a piece says for English and for French, against neither of them.
Weights: TypeAlias = Mapping[str, tuple[float, float]]

SURE: Final = 0.75  # of certainty: below, the language of their Slack is the better guess
TENTHS: Final = 10  # the file holds whole numbers
_READ: Final = 400  # characters: a language shows at once
_LETTERS: Final = (2, 3)  # of a piece; where a word begins and ends counts as one

# What is the same in every language: markup, addresses, links, codes, and what things are called.
_CODES: Final = re.compile(
    r"(?<!\w)`[^`]*`|<[^<>]*>|&(?:amp|lt|gt);|(?:https?:|www\.)\S+|:[a-z][a-z0-9_+-]*:|\S*[\d_@]\S*"
    r"|\b\w*[a-z][A-Z]\w*"
)
_NAMES: Final = re.compile(
    r"\b(?:sales ?connect|marketo|salesforce|sandbox(?:es)?|sbx|munchkin|launchpoint|adobe|slack"
    r"|csv|status|ok)\b",
    re.IGNORECASE,
)
SPACE: Final = "_"  # in the file
_WORD: Final = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> Language | None:
    """None: it cannot be told, as of a name, a number or another language."""
    return judged(text, _weights())


def judged(text: str, weights: Weights) -> Language | None:
    """By these weights."""
    likely = likelihoods([*pieces_of(text)], weights)
    language = max(likely, key=lambda one: likely[one])
    return language if likely[language] >= SURE else None


def likelihoods(pieces: Sequence[str], weights: Weights) -> Mapping[Language, float]:
    """
    What is left of 1 is neither.

    A long sentence says more than a short one, but not as many times more.
    """
    known = [weights[piece] for piece in pieces if piece in weights]
    length = sqrt(len(known) or 1)
    english = exp(sum(one for one, _ in known) / length)
    french = exp(sum(one for _, one in known) / length)
    whole = 1 + english + french
    return {Language.EN: english / whole, Language.FR: french / whole}


def pieces_of(text: str) -> Iterator[str]:
    """Each word, each pair of words, and what words are made of; more than once if it stands so."""
    plain = _NAMES.sub(" ", _CODES.sub(" ", text[:_READ]))
    words = _WORD.findall(plain.replace("œ", "oe").replace("Œ", "Oe"))
    before = ""
    for number, word in enumerate(words):
        small = word.lower()
        yield f" {small} "
        yield f"{before} {small}"
        before = small
        # Somebody's name is spelt like its language, whatever they write in. The first word of a
        # sentence has a capital, too.
        if word.istitle() and (number or all(map(str.istitle, words))):
            continue
        spaced = f" {small} "
        for length in _LETTERS:
            for start in range(len(spaced) - length + 1):
                yield spaced[start : start + length]


def parsed(content: str) -> Weights:
    return dict(_weighed(content))


def _weighed(content: str) -> Iterator[tuple[str, tuple[float, float]]]:
    for line in content.splitlines():
        weight, _, pieces = line.partition(": ")
        english, french = (int(one) / TENTHS for one in weight.split())
        for piece in pieces.split():
            yield piece.replace(SPACE, " "), (english, french)


@cache
def _weights() -> Weights:
    return parsed((resources.files("bot.domain") / "tongue.txt").read_text("utf-8"))
