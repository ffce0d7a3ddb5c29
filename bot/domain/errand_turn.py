"""Whether somebody asks whose turn it is, how far the credentials are, or if users may be added."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from bot.domain import errand_turn_words as words_of
from bot.domain.errand_kinds import Errand
from bot.domain.errand_oneself import asked_in
from bot.domain.wish_words import Sentence


def turn_in(text: str, sentences: Sequence[Sentence]) -> Errand | None:
    """None: something else is asked, or as well. `sentences`: of `text`."""
    if _WHAT_NOW.fullmatch(" ".join(one for said in sentences for one in said.clauses)):
        return Errand.NEXT
    asked = asked_in(sentences)
    for errand, judge in _JUDGES.items():
        if asked and all(judge(text, words, is_question) for words, is_question in asked):
            return errand
    return None


def credentials_in(text: str, sentences: Sequence[Sentence]) -> bool:
    """The same of the credentials alone, which may name somebody: `has @mara handed over?`"""
    asked = asked_in(sentences)
    return bool(asked) and all(_of_credentials(text, *one) for one in asked)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


_MY_PART: Final = tuple(map(_set, words_of.MY_PART))
_AWAITED: Final = tuple(map(_set, words_of.AWAITED))
_MAY: Final = (*map(_set, words_of.MAY), _set(words_of.MAY_WHOM))
_MY_PART_KNOWN: Final = _set(words_of.MY_PART_KNOWN).union(*_MY_PART)
_AWAITED_KNOWN: Final = _set(words_of.AWAITED_KNOWN).union(*_AWAITED)
_MAY_KNOWN: Final = _set(words_of.MAY_KNOWN)
_WHAT_NOW: Final = re.compile(words_of.WHAT_NOW)
_TURN_WHOLE: Final = _any(words_of.TURN_WHOLE)
_TURN_NEVER: Final = re.compile(words_of.TURN_NEVER)
_ASKS_OF_TURNS: Final = _set(words_of.ASKS_OF_TURNS)
_ASKS_IF_THEY_MAY: Final = _set(words_of.ASKS_IF_THEY_MAY)

_CREDENTIALS: Final = re.compile(words_of.CREDENTIALS, re.IGNORECASE)
_HANDED: Final = re.compile(words_of.HANDED)
_MOVED: Final = _set(words_of.MOVED)
_AFTER_DID: Final = _set(words_of.MOVED_AFTER_DID)
_OF_THEM: Final = _set(words_of.CREDENTIALS_KNOWN)
_ASKS: Final = _set(words_of.ASKS_OF_THEM)
_ASKS_IN_FRENCH: Final = _set(words_of.ASKS_IN_FRENCH)
_WHERE_ARE_THEY: Final = _any(words_of.WHERE_ARE_THEY)
_CREDENTIALS_NEVER: Final = re.compile(words_of.CREDENTIALS_NEVER)


def _speaks(said: Sequence[str], known: frozenset[str], groups: Sequence[frozenset[str]]) -> bool:
    return known.issuperset(said) and all(group & {*said} for group in groups)


def _of_turns(text: str, words: str, is_question: bool) -> bool:
    if _TURN_WHOLE.fullmatch(words):
        return True
    said = words.split()
    if _TURN_NEVER.search(words) or not (is_question or said[0] in _ASKS_OF_TURNS):
        return False
    return _speaks(said, _MY_PART_KNOWN, _MY_PART) or _speaks(said, _AWAITED_KNOWN, _AWAITED)


def _of_credentials(text: str, words: str, is_question: bool) -> bool:
    if not (_CREDENTIALS.search(text) or _HANDED.search(words)):
        return False
    if _WHERE_ARE_THEY.fullmatch(words):
        return True
    said = words.split()
    if not (said[0] in _ASKS or (is_question and _ASKS_IN_FRENCH & {*said})):
        return False
    moved = _MOVED | _AFTER_DID if said[0] == "did" else _MOVED
    done = next((place for place, one in enumerate(said) if one in moved), None)
    if done is None or _CREDENTIALS_NEVER.search(words):
        return False
    known = _OF_THEM | moved
    names = sum(one not in known for one in said[:done])
    return names <= words_of.MOST_NAMED and known.issuperset(said[done:])


def _of_connecting(text: str, words: str, is_question: bool) -> bool:
    said = words.split()
    asks = is_question or said[0] in _ASKS_IF_THEY_MAY
    return asks and _speaks(said, _MAY_KNOWN, _MAY)


_JUDGES: Final[dict[Errand, Callable[[str, str, bool], bool]]] = {
    Errand.MAY_CONNECT: _of_connecting,
    Errand.CREDENTIALS: _of_credentials,
    Errand.NEXT: _of_turns,
}
