"""Who has to see a change on their Home tab, as the scripts take it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from bot.domain.effects import Due, Notify, Ref, Refresh
from bot.domain.ids import TeamId, UserId
from bot.domain.request import Request
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.instants import milliseconds

LOOKED_WITHIN: Final = timedelta(days=3)
SOON: Final = timedelta(
    milliseconds=300
)  # what one press leads to is shown at once, not bit by bit


def homes_with(
    team_id: TeamId,
    refs: Sequence[Ref],
    now: datetime,
    *,
    at: datetime | None = None,
    everybody: bool = False,
    people: Iterable[UserId] = (),
) -> dict[str, Any]:
    """
    Of those who looked lately: who has one of these on it. `everybody`: who has may be others than
    before; `people`: these for certain. `at`: when it is to be seen; None: soon.
    """
    watched = [keys.watchers(team_id, ref) for ref in refs]
    return {
        "keys": [*watched, *([keys.looks(team_id)] if everybody else [])],
        "since": str(milliseconds(now - LOOKED_WITHIN)),
        "due": str(milliseconds((at or now) + SOON)),
        "looks": keys.looks(team_id),
        "users": sorted(set(people)),
    }


def first_card(effects: Sequence[Due], now: datetime) -> datetime | None:
    """When the first message of these is due; None: nothing changes that is shown anywhere."""
    cards = [due.at or now for due in effects if isinstance(due.effect, Notify | Refresh)]
    return min(cards, default=None)


def homes_of_setup(setup: Setup, before: Setup | None, now: datetime) -> dict[str, Any]:
    """Others have a step in it, or see it, when its people change, or who approves."""
    are_others = (
        before is None
        or not setup.is_open
        or (before.people, before.approval) != (setup.people, setup.approval)
    )
    people = _named(setup) | (_named(before) if before else set())
    return homes_with(setup.team_id, [setup.ref], now, everybody=are_others, people=people)


def homes_of_request(
    request: Request, before: Request | None, setup: Setup | None, now: datetime
) -> dict[str, Any]:
    """`setup`: its own, whose people hear of its news in any case."""
    seen_on = [Ref(kind="setup", id=request.setup_id), request.ref]
    is_news = before is None or before.stage is not request.stage
    people = (_asking(request) | (_named(setup) if setup else set())) if is_news else set()
    return homes_with(request.team_id, seen_on, now, everybody=is_news, people=people)


def _named(setup: Setup) -> set[UserId]:
    """Who has a part in it, and who approves there by name."""
    return {*setup.people.values(), *setup.approval.approvers}


def _asking(request: Request) -> set[UserId]:
    """Who asked, and for whom, where Slack knows them."""
    return {request.requester, *(one.user_id for one in request.people if one.user_id)}
