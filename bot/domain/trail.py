"""
Where somebody is among setups that change places while they read: a page holds the first of those
that its reader has not had on the pages before, so that none is passed over.
"""

import re
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from bot.domain.setup import Setup

LONGEST: Final = 2_000  # characters that a button of Slack holds: those of 333 setups

_MARK: Final = 6  # characters for each setup of the pages before
_TRAIL: Final = re.compile(rf"(?:[\w-]{{{_MARK}}})*", re.ASCII)


def parse_trail(text: str) -> str:
    """What no button of ours holds is the first page."""
    return text if len(text) <= LONGEST and _TRAIL.fullmatch(text) else ""


def part_of(
    setups: Sequence[Setup], trail: str, a_page: int
) -> tuple[str, tuple[Setup, ...], tuple[Setup, ...]]:
    """
    The trail that holds, the setups of the pages before, and those of this page.

    Where nothing is left to show it is a page before that.
    """
    while True:
        had = {trail[at : at + _MARK] for at in range(0, len(trail), _MARK)}
        before = tuple(one for one in setups if _mark(one) in had)
        here = tuple(one for one in setups if _mark(one) not in had)[:a_page]
        if not before:
            return "", (), here
        if here:
            return trail, before, here
        trail = back(trail, a_page)


def on(trail: str, here: Sequence[Setup]) -> str | None:
    """To the next page; None: no button holds more."""
    longer = trail + "".join(map(_mark, here))
    return longer if len(longer) <= LONGEST else None


def back(trail: str, a_page: int) -> str:
    """To the page before; every page that leads on is full."""
    return trail[: -a_page * _MARK]


def _mark(setup: Setup) -> str:
    """Short, since many go into one button; among 333, two are the same once in a million times."""
    return urlsafe_b64encode(sha256(setup.id.encode()).digest()).decode()[:_MARK]
