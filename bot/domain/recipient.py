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
    CHANGED_LATELY = "changed_lately"  # named, or named again, less than an hour ago
    NAMED_THEMSELVES = "named_themselves"


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
    # Not by the list of changes alone: it keeps the latest, and many others push one out of it.
    chosen = setup.chosen[Role.SALES_CONNECT_ADMIN].at
    changes = [one.at for one in setup.changes if one.role is Role.SALES_CONNECT_ADMIN]
    since = max([chosen, *changes])
    if since != setup.started_at and now - since < LATELY:
        found.append(Doubt.CHANGED_LATELY)
    if setup.chosen[Role.SALES_CONNECT_ADMIN].by == setup.sales_connect_admin:
        found.append(Doubt.NAMED_THEMSELVES)
    return tuple(found)
