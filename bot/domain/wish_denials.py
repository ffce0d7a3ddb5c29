"""
Whom a message names and asks nothing for: `invite ada@…, but not ben@…`, `… and unlock ben@…`.

Everybody else that it names is taken to be meant.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.ids import UserId
from bot.domain.wish_care import care_of
from bot.domain.wish_words import Message, beginning, read

# Never within an address, or what Slack writes for one: neither holds a space.
_ENDS: Final = re.compile(
    r"(?:[.!?;,]*\s+)(?:(?:and|et|plus|also|aussi|then|puis|but|mais)\s+|ainsi qu(?:e\s+|['’]))"
    r"|[.!?;,]+\s+|\s*\n\s*|\s+[&+]\s+|\s+(?=(?:except|sauf)\s)",
    re.IGNORECASE,
)
_BETWEEN: Final = (
    r"(?:yet|encore|pas|plus|jamais|an?|any|the|un|une|le|la|l|de|d|for|pour|to|with|SANDBOX|"
    r"ACCOUNT|ACCOUNTS|PRODUCT|access|acces|invit\w*|add\w*|ajout\w*|giv\w+|donn\w+|"
    r"cre\w+|get|set up|send|envo\w+|request\w*|demand\w+)"
)
_DENIED: Final = re.compile(
    r"^(?:(?:PLEASE|and|et|but|mais|also|aussi|just|surtout) )*"
    rf"(?:dont|do not|never|not|no|stop|ne|n|pas|sauf|except)(?: {_BETWEEN})* (?:ADDRESS|PERSON)\b"
)
_NO_MORE_THAN_NAMES: Final = re.compile(
    r"^(?:(?:or|nor|ou|ni) )?(?:ADDRESS|PERSON)(?: too| aussi)?$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Of a message, up to where another thing may begin."""

    text: str
    said: Message
    is_denied: bool  # nothing is asked for those whom it names


def pieces_of(text: str, bot: UserId | None) -> Iterator[Piece]:
    is_denied = False
    for text_of_it in _ENDS.split(beginning(text)):
        said = read(text_of_it, bot=bot)
        if not said.sentences:
            continue
        clauses = [clause for one in said.sentences for clause in one.clauses]
        if not (is_denied and all(map(_NO_MORE_THAN_NAMES.match, clauses))):
            is_denied = _denies(clauses) or bool(care_of(text_of_it, bot=bot))
        yield Piece(text_of_it, said, is_denied)


def _denies(clauses: Sequence[str]) -> bool:
    """All of whom it names."""
    naming = [one for one in clauses if "ADDRESS" in one or "PERSON" in one]
    return bool(naming) and all(map(_DENIED.match, naming))


def denied_in(pieces: Sequence[Piece]) -> frozenset[str]:
    """Addresses and people; who is named elsewhere in it, too, is meant there."""
    denied: set[str] = set()
    meant: set[str] = set()
    for piece in pieces:
        (denied if piece.is_denied else meant).update((*piece.said.emails, *piece.said.people))
    return frozenset(denied - meant)
