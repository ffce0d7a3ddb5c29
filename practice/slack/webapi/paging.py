"""Paging by cursor: opaque words, as Slack's are, so that nobody calculates with them."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import TypeVar

from practice.slack.arguments import number, word
from practice.slack.errors import ApiError
from practice.slack.messages import Json

T = TypeVar("T")
MOST = 999


def page_of(items: Sequence[T], args: Json, default: int, most: int = MOST) -> tuple[list[T], str]:
    """
    One page, and the cursor of the next, empty after the last.

    Raises: ApiError `invalid_limit`, `invalid_cursor`.
    """
    start = int(_read(word(args, "cursor"), "next") or "0")
    rest = start + _limit(args, default, most)
    return list(items[start:rest]), _cursor("next", str(rest)) if rest < len(items) else ""


def page_of_ids(ids: Iterable[str], args: Json, default: int) -> tuple[list[str], str]:
    """
    The same of a set that changes while it is read: the cursor names who comes next.

    Raises: ApiError `invalid_limit`, `invalid_cursor`.
    """
    limit = _limit(args, default, MOST)
    first = _read(word(args, "cursor"), "user")
    left = sorted(id_ for id_ in ids if id_ >= first)
    return left[:limit], _cursor("user", left[limit]) if limit < len(left) else ""


def _limit(args: Json, default: int, most: int) -> int:
    limit = number(args, "limit", default)
    if limit < 1:
        raise ApiError("invalid_limit")
    return min(limit, most)


def _cursor(kind: str, at: str) -> str:
    return b64encode(f"{kind}:{at}".encode()).decode()


def _read(cursor: str, wanted: str) -> str:
    """What it says; empty without a cursor."""
    if not cursor:
        return ""
    try:
        kind, _, at = b64decode(cursor, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        raise ApiError("invalid_cursor") from None
    if kind != wanted or not at or (wanted == "next" and not at.isdecimal()):
        raise ApiError("invalid_cursor")
    return at
