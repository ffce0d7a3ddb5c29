"""What somebody asks of themselves that is on record: told from what they ask of anything else."""

import re
from collections.abc import Sequence
from typing import Final

from bot.domain import errand_oneself_words as words_of
from bot.domain.errand_kinds import Errand
from bot.domain.errand_talk import talk_in
from bot.domain.wish_words import Sentence

_ELSEWHERE: Final = re.compile(words_of.ELSEWHERE, re.IGNORECASE)
_ADDRESS: Final = re.compile(r"\S+@\S+")  # `@gmail.com` is where somebody reads mail
_EMPTY: Final = frozenset(words_of.EMPTY.split())
_OR_NOT: Final = re.compile(words_of.OR_NOT)
_LEADS: Final = re.compile(words_of.LEADS)
_BESIDE: Final = re.compile(words_of.BESIDE)
_ASKED: Final = re.compile(words_of.ASKED)
_WHOLE: Final = re.compile("|".join(words_of.WHOLE))
_NEVER: Final = re.compile("|".join(words_of.NEVER))
_NEVER_OF_OTHERS: Final = re.compile(words_of.NEVER_OF_OTHERS)
_WHOLE_OF_OTHERS: Final = re.compile(words_of.WHOLE_OF_OTHERS)
_REQUEST: Final = re.compile(r"\b(?:requests?|demandes?|reqeust)\b|\bask(?:ed)?\b")
_SELF: Final = frozenset(words_of.SELF.split())
_TOPICS: Final = frozenset(words_of.TOPICS.split())
_ASK: Final = frozenset(words_of.ASK.split())
_FIRST: Final = frozenset(words_of.FIRST.split())
_NAMED: Final = frozenset({"PERSON", "ADDRESS"})
_KNOWN: Final = _SELF | _TOPICS | _ASK | frozenset(words_of.OTHERS.split())


def oneself_in(text: str, sentences: Sequence[Sentence]) -> Errand | None:
    """
    None: something else is asked as well, or of something else. `sentences`: of `text`.

    What has no question mark may ask all the same: `my workspaces`.
    """
    if _ELSEWHERE.search(_ADDRESS.sub("", text)):
        return None
    asked = asked_in(sentences)
    if found := _ASKED.fullmatch(" ".join(words for words, _ in asked)):
        return Errand.MY_SANDBOX if found["box"] else Errand.MY_REQUEST
    kinds = [_kind(words, is_question=is_question) for words, is_question in asked]
    return kinds[0] if kinds and all(kinds) else None


def is_of_somebody(text: str, sentences: Sequence[Sentence]) -> bool:
    """The same of whom it names, and of nobody else: `is @lena invited yet?`"""
    if _ELSEWHERE.search(_ADDRESS.sub("", text)):
        return False
    asked = asked_in(sentences)
    return bool(asked) and all(
        _WHOLE_OF_OTHERS.fullmatch(words) or _asks(words, is_question=is_question, whom=_NAMED)
        for words, is_question in asked
    )


def asked_in(sentences: Sequence[Sentence]) -> list[tuple[str, bool]]:
    """Of each the words that count, and whether it asks; not what only greets, or leads there."""
    asked: list[tuple[str, bool]] = []
    for sentence in sentences:
        if said := " ".join(one for one in map(_counting, sentence.clauses) if one):
            lead = _LEADS.match(said)
            words = said[lead.end() :] if lead else said
            asks = sentence.is_question or any(map(_OR_NOT.search, sentence.clauses))
            asked.append((words, asks or lead is not None))
    return asked


def _counting(clause: str) -> str:
    """The words of it that count; empty: it greets, or says something beside."""
    if talk_in([clause]) or _BESIDE.fullmatch(clause):
        return ""
    return " ".join(one for one in _OR_NOT.sub("", clause).split() if one not in _EMPTY)


def _kind(words: str, *, is_question: bool) -> Errand | None:
    if not (_WHOLE.fullmatch(words) or _asks(words, is_question=is_question)):
        return None
    if _REQUEST.search(words):
        return Errand.MY_REQUEST
    return Errand.MY_SANDBOX if "SANDBOX" in words else Errand.MYSELF


def _asks(words: str, *, is_question: bool, whom: frozenset[str] = _SELF) -> bool:
    said = words.split()
    begins = said[1:2] if said[0] in _FIRST else said[:1]
    if not (is_question or _ASK & {*begins}):
        return False
    is_self = whom is _SELF
    known = _KNOWN if is_self else _KNOWN - _SELF | _NAMED | {"s"}
    speaks = known.issuperset(said) and whom & {*said} and _TOPICS & {*said}
    return bool(speaks) and not (_NEVER if is_self else _NEVER_OF_OTHERS).search(words)
