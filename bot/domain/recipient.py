"""To whom credentials go, as the sender sees it before typing anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.domain.ids import UserId
from bot.domain.people import Standing
from bot.domain.roles import Role
from bot.domain.setup import Setup

LATELY: Final = timedelta(hours=1)


class Doubt(StrEnum):
    """What deserves a second look; it stops nobody."""

    GUEST = "guest"
    EXTERNAL = "external"  # of another organisation
    DEACTIVATED = "deactivated"
    CHANGED_LATELY = "changed_lately"  # somebody else was named until less than an hour ago


@dataclass(frozen=True, slots=True)
class Recipient:
    """As Slack shows them."""

    user_id: UserId
    name: str
    email: str | None  # None: Slack does not show it
    picture: str | None  # its address
    doubts: tuple[Doubt, ...] = ()


_OF_STANDING: Final = {
    Standing.GUEST: Doubt.GUEST,
    Standing.EXTERNAL: Doubt.EXTERNAL,
    Standing.DEACTIVATED: Doubt.DEACTIVATED,
}


def doubts(setup: Setup, standing: Standing, now: datetime) -> tuple[Doubt, ...]:
    """About the Sales Connect admin, who gets what is handed over."""
    found = [_OF_STANDING[standing]] if standing in _OF_STANDING else []
    changes = [one for one in setup.changes if one.role is Role.SALES_CONNECT_ADMIN]
    if changes and now - changes[-1].at < LATELY:
        found.append(Doubt.CHANGED_LATELY)
    return tuple(found)
