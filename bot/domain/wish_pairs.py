"""
Two things asked for in one message: invites for some people, a sandbox account for others.

Each is a request of its own, so each has its own people: those of its part of the message. Where
the parts do not say so by themselves the message asks for one thing, as `wish_of` says.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from bot.domain.ids import UserId
from bot.domain.wish_denials import Piece, denied_in, pieces_of
from bot.domain.wish_evidence import likely_wish
from bot.domain.wish_words import Message, read
from bot.domain.wishes import Asked, Wish, framed_wish, wish_of

_QUOTES: Final = re.compile(r"&gt;|^\s*>|```", re.MULTILINE)
# A part that has lost its verb to the one before: `… and a sandbox login for ben@…`.
_LEFT_OVER: Final = re.compile(r"(?:an?|one|un|une|the|l['’])\s*", re.IGNORECASE)
_NEEDS: Final = "I need "


@dataclass(slots=True)
class _Part:
    """Whom one wish is for; several pieces of the message may say so."""

    emails: list[str] = field(default_factory=list)
    people: list[UserId] = field(default_factory=list)

    def take(self, named: Message) -> None:
        self.emails += [one for one in named.emails if one not in self.emails]
        self.people += [one for one in named.people if one not in self.people]


def wishes_of(text: str, *, bot: UserId | None = None) -> tuple[Asked, ...]:
    """Nothing, one thing, or one of each kind, in their order."""
    asked = wish_of(text, bot=bot)
    if asked is None:
        return ()
    pieces = tuple(pieces_of(text, bot))
    whole = _less_denied(asked, pieces)
    parts = {} if _QUOTES.search(text) else _parts(pieces, bot)
    if len(parts) < len(Wish) or not all(part.emails or part.people for part in parts.values()):
        return (whole,)
    both = tuple(
        Asked(wish, tuple(part.emails), tuple(part.people)) for wish, part in parts.items()
    )
    one, other = both
    is_clear = not {*one.emails, *one.people} & {*other.emails, *other.people}
    return both if is_clear else (whole,)


def _less_denied(asked: Asked, pieces: Sequence[Piece]) -> Asked:
    denied = denied_in(pieces)
    emails = tuple(one for one in asked.emails if one not in denied)
    return Asked(asked.wish, emails, tuple(one for one in asked.people if one not in denied))


def _parts(pieces: Sequence[Piece], bot: UserId | None) -> dict[Wish, _Part]:
    """By what each piece asks for; whoever is named in one that says nothing goes with the last."""
    parts: dict[Wish, _Part] = {}
    wish: Wish | None = None
    before: list[Message] = []  # named before anything was asked for
    for piece in pieces:
        if piece.is_denied:
            continue
        wish = _wish_in(piece.text, piece.said, bot) or wish
        if wish is None:
            before.append(piece.said)
            continue
        part = parts.setdefault(wish, _Part())
        for named in (*before, piece.said):
            part.take(named)
        before = []
    return parts


def _wish_in(piece: str, said: Message, bot: UserId | None) -> Wish | None:
    found = framed_wish(said)
    if found is None and _LEFT_OVER.match(piece):
        found = framed_wish(read(_NEEDS + piece, bot=bot))
    return found or likely_wish(said.sentences)
