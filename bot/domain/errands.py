"""
What a sentence wants done here and now, which a button can do: `show status`, `remind me tomorrow`;
that it asks what is on record of its writer; or that it only greets, or thanks.

A whole clause has to say so, by itself or as an order among few others. What asks *about* such a
thing is a question of the guide's.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.errand_counts import asks_for_counts
from bot.domain.errand_kinds import Errand as Errand
from bot.domain.errand_oneself import is_of_somebody, oneself_in
from bot.domain.errand_talk import signs_in, talk_in
from bot.domain.errand_thanked import thanked_in
from bot.domain.errand_turn import credentials_in, turn_in
from bot.domain.errand_words import BARE, ORDERS, plain
from bot.domain.ids import UserId
from bot.domain.wish_words import Message, read

LONGEST: Final = 200  # characters: who wants something done says so in few
MOST_CLAUSES: Final = 3
LONGEST_CLAUSE: Final = 10  # words, of what is said beside it

# Steps that somebody writes down for others are orders as well, but none of these is in them.
_TO_ME: Final = re.compile(r"\b(?:CANYOU|FRCANYOU|PLEASE|NEED|let|lets|me|moi|snooze)\b")
_THANKFUL: Final = re.compile(r"than[kx]|thx|merci|appreciate", re.IGNORECASE)
_MENTION: Final = re.compile(r"<@[UW][A-Z0-9_]+(?:\|[^<>]*)?>")


def errand_of(text: str, *, bot: UserId | None = None) -> Errand | None:
    """
    None: it wants none, or it cannot be told. Who names somebody wants something for them, which
    is no errand of the asker's own.
    """
    if len(text) > LONGEST:
        return None
    message = read(text, bot=bot)
    if credentials_in(text, message.sentences):
        return Errand.CREDENTIALS
    if message.people or message.emails:
        return thanked_in(message.sentences) or _on_named(message)
    said = [one for sentence in message.sentences for one in sentence.clauses]
    if not said:
        return _wordless(text, bot)
    if said == ["PLEASE"] and _THANKFUL.search(text):
        return Errand.THANKS  # in advance
    if found := talk_in(said) or turn_in(text, message.sentences):
        return found
    if asks_for_counts(message.sentences):
        return Errand.STATUS
    if found := oneself_in(text, message.sentences):
        return found
    clauses = [one for one in said if plain(one)]
    match clauses:
        case []:
            return None
        case [clause]:
            return _in(_ORDERS, plain(clause)) or _in(_BARE, plain(clause))
        case _:
            return _among(clauses)


def _on_named(message: Message) -> Errand | None:
    """The one act that is for whom it names; besides, it may greet, or thank."""
    clauses = [one for sentence in message.sentences for one in sentence.clauses]
    wanted = [words for one in clauses if (words := plain(one)) and not talk_in([one])]
    found = [_in({Errand.DISCONNECT: _ORDERS[Errand.DISCONNECT]}, one) for one in wanted]
    return found[0] if len(found) == 1 else None


def asks_of_somebody(text: str, *, bot: UserId | None = None) -> bool:
    """Whether it asks how it stands with whom it names; of what asks for nothing for them."""
    if len(text) > LONGEST:
        return False
    message = read(text, bot=bot)
    return bool(message.people or message.emails) and is_of_somebody(text, message.sentences)


def _wordless(text: str, bot: UserId | None) -> Errand | None:
    """Emoji; or the bot's name alone, which calls it."""
    signs = _MENTION.sub("", text).strip()
    if not signs:
        return Errand.HELLO if text.strip() and bot else None
    return signs_in(signs)


def _among(clauses: Sequence[str]) -> Errand | None:
    """One order among a few clauses that say why, or why not now."""
    if len(clauses) > MOST_CLAUSES or any(len(one.split()) > LONGEST_CLAUSE for one in clauses):
        return None
    found = [(errand, one) for one in clauses if (errand := _in(_ORDERS, plain(one)))]
    if len(found) != 1:
        return None
    errand, clause = found[0]
    return errand if _TO_ME.search(clause) else None


def _in(patterns: Mapping[Errand, re.Pattern[str]], words: str) -> Errand | None:
    return next((one for one, pattern in patterns.items() if pattern.fullmatch(words)), None)


def _compiled(patterns: Mapping[str, Sequence[str]]) -> dict[Errand, re.Pattern[str]]:
    return {
        Errand(name): re.compile("|".join(rf"(?:{one})" for one in several))
        for name, several in patterns.items()
    }


_ORDERS: Final = _compiled(ORDERS)
_BARE: Final = _compiled(BARE)
