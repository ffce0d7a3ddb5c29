"""Paging by cursor: opaque words, as Slack's are, so that nobody calculates with them."""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
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
    limit = number(args, "limit", default)
    if limit < 1:
        raise ApiError("invalid_limit")
    start = _start(word(args, "cursor"))
    rest = start + min(limit, most)
    return list(items[start:rest]), _cursor(rest) if rest < len(items) else ""


def _cursor(start: int) -> str:
    return b64encode(f"next:{start}".encode()).decode()


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        kind, _, start = b64decode(cursor, validate=True).decode().partition(":")
        if kind != "next":
            raise ApiError("invalid_cursor")
        return int(start)
    except (binascii.Error, ValueError):
        raise ApiError("invalid_cursor") from None
