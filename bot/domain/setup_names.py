"""Which setups somebody means by what they write: a kind, a name, or both."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final
from unicodedata import combining, normalize

from bot.domain.setup import Setup
from bot.domain.stages import Kind

LIKE: Final = 0.75  # how much two names have in common where one is the other, misspelt
MOST_NEAREST: Final = 3  # that are told where there is none of that name
LONGEST: Final = 200  # characters that are looked at

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"\d+")
_KINDS: Final = {
    **dict.fromkeys(("production", "prod"), Kind.PRODUCTION),
    **dict.fromkeys(("sandbox", "bac a sable"), Kind.SANDBOX),
}
# What people write around a name.
_AROUND: Final = frozenset(
    [
        *("of", "for", "on", "the", "setup", "setups", "instance", "status"),
        *("de", "du", "des", "la", "le", "les", "pour", "sur", "configuration", "statut"),
    ]
)
_ALL: Final = frozenset({"", "all", "everything", "tout", "toutes", "tous"})


@dataclass(frozen=True, slots=True)
class Meant:
    """`setups`: what was found. `nearest`: what was perhaps meant, where that was nothing."""

    setups: tuple[Setup, ...] = ()
    nearest: tuple[Setup, ...] = ()
    is_all: bool = False  # no name is said
    is_guess: bool = False  # none is called so; the setups are those whose names come very near


def meant(typed: str, setups: Sequence[Setup]) -> Meant:
    """Among these, in their order. Case, accents and signs do not count; a number does."""
    typed = typed.strip()[:LONGEST]
    if not typed:
        return Meant(is_all=True)
    words = _plain(typed)
    found = [one for one in setups if one.name.casefold() == typed.casefold()]
    if found := found or [one for one in setups if words in _labels(one)]:
        return Meant(tuple(found))
    if not words:  # signs only
        return Meant(nearest=_nearest("", setups))
    words = " ".join(one for one in words.split() if one not in _AROUND)
    if words in _ALL:
        return Meant(is_all=True)
    kind, name = _kind_and_name(words)
    there = [one for one in setups if kind in (None, one.kind)]
    if found := [one for one in there if _is_part(name, _plain(one.name))]:
        return Meant(tuple(found))
    likeness = {one.id: _likeness(name, one, is_kind_known=kind is not None) for one in there}
    if (best := max(likeness.values(), default=0)) >= LIKE:
        return Meant(tuple(one for one in there if likeness[one.id] == best), is_guess=True)
    return Meant(nearest=_nearest(name, setups))


def _nearest(name: str, setups: Sequence[Setup]) -> tuple[Setup, ...]:
    named = [one for one in setups if one.name]
    near = sorted(named, key=lambda one: _ratio(name, _plain(one.name)), reverse=True)
    return tuple(near[:MOST_NEAREST])


def _plain(text: str) -> str:
    """Words of small letters without accents, one blank between two."""
    apart = normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(one for one in apart if not combining(one))))


def _labels(setup: Setup) -> set[str]:
    """With its kind before or behind it, as it is shown and as it is said."""
    name = _plain(setup.name)
    around = [(f"{one} {name}", f"{name} {one}") for one in _words_of(setup.kind)]
    return {name, *(one for both in around for one in both)} if name else set()


def _words_of(kind: Kind) -> list[str]:
    return [word for word, of in _KINDS.items() if of is kind]


def _kind_and_name(words: str) -> tuple[Kind | None, str]:
    """Of `production zulu` both; a name alone is of any kind."""
    for word, kind in _KINDS.items():
        apart = re.sub(rf"\b{word}\b", " ", words)
        if apart != words:
            return kind, " ".join(apart.split())
    return None, words


def _is_part(words: str, name: str) -> bool:
    """Whole words of it, of which the last may be begun only; a number is all of it."""
    end = r"\b" if words[-1:].isdigit() else ""
    return re.search(rf"\b{re.escape(words)}{end}", name) is not None if words else True


def _likeness(words: str, setup: Setup, *, is_kind_known: bool) -> float:
    """1.0: the same. Another number makes another name of it."""
    name = _plain(setup.name)
    others = {name} if is_kind_known else {name, *_labels(setup), *_words_of(setup.kind)}
    numbers = _NUMBER.findall(words)
    alike = [one for one in others if _NUMBER.findall(one) == numbers]
    return max((_ratio(words, one) for one in alike), default=0.0)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(a=one, b=other).ratio()
