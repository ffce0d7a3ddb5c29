"""What concerns a reader of these setups, put together as `bot/overviews.py` reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.left_behind import LeftBehind
from bot.domain.overview import (
    Overview,
    SetupSeen,
    asked_of,
    by_urgency,
    fulfils,
    is_theirs,
    may_connect_invited,
    sees,
    steps_of,
)
from bot.domain.people import Act, Actor, refuse
from bot.domain.request import Request
from bot.domain.request_approval import Presser, refuse_decision
from bot.domain.run import Run
from bot.domain.run_commands import RetryFailed
from bot.domain.setup import Setup
from bot.domain.trail import on, part_of
from bot.domain.undelivered import GivenUp, Undelivered
from bot.retry import FEW
from bot.views.status import MOST_SETUPS

__all__ = ["Fate", "SetupSeen", "an_overview", "seen", "trail_to"]


@dataclass(frozen=True)
class Fate:
    """What is known of messages on their way."""

    is_late: bool = False
    waits_until: datetime | None = None
    of_cancelled: tuple[tuple[Setup, tuple[Undelivered, ...]], ...] = ()


def seen(
    setup: Setup,
    *runs: Run,
    requests: Sequence[Request] = (),
    not_there: int = 0,
    connected: int = 0,
    given_up: Sequence[Undelivered] = (),
) -> SetupSeen:
    return SetupSeen(setup, runs, tuple(requests), not_there, connected, _given_up(given_up))


def _given_up(found: Sequence[Undelivered]) -> GivenUp | None:
    return GivenUp(len(found), tuple(found[:FEW])) if found else None


def an_overview(
    reader: Actor,
    *there: SetupSeen,
    trail: str = "",
    a_page: int = MOST_SETUPS,
    fate: Fate = Fate(),
) -> Overview:
    """`there`: all setups of the Slack workspace, whoever sees them."""
    setups = [one.setup for one in there]
    pairs = [(request, one.setup) for one in there for request in one.requests]
    to_decide = tuple(
        (request, setup)
        for request, setup in pairs
        if request.is_waiting and not refuse_decision(request, setup, Presser(reader))
    )
    to_fulfil = tuple(pair for pair in pairs if pair[0].is_approved and fulfils(reader, *pair))
    to_retry = tuple(
        LeftBehind(run, one.setup, run.first_failed, run.ended_at)
        for one in there
        if not refuse(RetryFailed.act, reader, one.setup.people)
        for run in one.runs
        if run.ended_at and run.first_failed and not run.let_be
    )
    of_them = [
        *(one for _, one in (*to_decide, *to_fulfil)),
        *(one.setup for one in to_retry),
        *asked_of(reader, setups),
    ]
    lost = {one.setup.id: one.given_up for one in there if _may_retry(one, reader)}
    mine = by_urgency(
        reader,
        [one for one in setups if sees(reader, one)],
        own={one.id for one in of_them},
        lost=lost,
        asked={setup.id for _, setup in pairs},
    )
    trail, before, shown = part_of(mine, trail, a_page)
    found = {one.setup.id: one for one in there}
    return Overview(
        reader=reader,
        steps=steps_of(reader, setups),
        to_decide=to_decide,
        to_fulfil=to_fulfil,
        to_retry=to_retry,
        to_connect=tuple(
            (one.setup, one.not_there)
            for one in there
            if one.not_there and may_connect_invited(one.setup, reader)
        ),
        own=tuple(pair for pair in pairs if is_theirs(reader, pair[0])),
        seen=tuple(found[one.id] for one in shown),
        setups=mine,
        trail=trail,
        before=len(before),
        lost=tuple((one, given_up) for one in mine if (given_up := lost.get(one.id))),
        of_cancelled=tuple(
            (setup, over) for setup, some in fate.of_cancelled if (over := _given_up(some))
        ),
        is_set_up=bool(there),
        is_late=fate.is_late,
        waits_until=fate.waits_until,
    )


def trail_to(page: int, reader: Actor, *there: SetupSeen, a_page: int) -> str:
    """To a page of these, counted from 0, when nothing changes on the way."""
    overview = an_overview(reader, *there)
    return on("", overview.setups[: page * a_page]) or ""


def _may_retry(one: SetupSeen, reader: Actor) -> bool:
    return refuse(Act.RETRY, reader, one.setup.people) is None
