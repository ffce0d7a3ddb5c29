"""Reads what concerns somebody: for `status` and the Home tab."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import Final, TypeAlias

import structlog

from bot.approvers import Approvers
from bot.domain.left_behind import LeftBehind, OfRun
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
from bot.domain.people import Act, Actor, Standing, refuse
from bot.domain.request import Request
from bot.domain.request_approval import Presser, refuse_decision
from bot.domain.run import SHOWN_FIRST, Run
from bot.domain.run_commands import RetryFailed
from bot.domain.setup import Setup
from bot.domain.trail import part_of
from bot.retry import Retry
from bot.slack import Slack
from bot.slack_faults import SlackFault
from bot.store.aggregates import Aggregates
from bot.store.due import DueSet
from bot.store.instants import Clock
from bot.store.records import Records
from bot.store.run_parts import people

LATE: Final = timedelta(seconds=5)  # an effect that waits longer means that no worker works
MOST_LEFT_BEHIND: Final = 5  # runs that are read
GROUPS_WITHIN: Final = 1.0  # seconds, for the user groups that may approve

_Pair: TypeAlias = tuple[Request, Setup]

log = structlog.get_logger("bot")


class Overviews:
    """Reads; for handlers and for the worker."""

    def __init__(
        self,
        aggregates: Aggregates,
        records: Records,
        retry: Retry,
        due: DueSet,
        approvers: Approvers,
        slack: Slack,
        now: Clock,
    ) -> None:
        self._aggregates = aggregates
        self._records = records
        self._retry = retry
        self._due = due
        self._approvers = approvers
        self._slack = slack
        self._now = now

    async def of(
        self,
        actor: Actor,
        setups: Sequence[Setup],
        *,
        email: str,
        trail: str = "",
        a_page: int,
    ) -> Overview:
        """
        Of one page of the setups that they see. `setups`: the open ones of their Slack workspace.
        """
        if actor.standing is not Standing.MEMBER:
            return Overview(actor, is_set_up=bool(setups))
        ids = [one.id for one in setups]
        requests = await self._aggregates.requests_of(actor.team_id, ids, actor.user_id)
        pairs = [(request, one) for one in setups for request in requests.get(one.id, ())]
        waiting = sorted(pairs, key=lambda pair: pair[0].asked_at)
        to_decide, to_fulfil = await self._theirs(actor, email, waiting)
        to_retry, more_to_retry = await self._left_behind(actor, setups)
        to_connect = await self._to_connect(actor, setups)
        lost = await self._retry.waiting(actor, setups)
        given_up = {one.id: found for one, found in lost}
        mine = by_urgency(
            actor,
            [one for one in setups if sees(actor, one)],
            own={
                *(one.id for _, one in (*to_decide, *to_fulfil)),
                *(one.setup.id for one in to_retry),
                *(one.id for one, _ in to_connect),
                *(one.id for one in asked_of(actor, setups)),
            },
            lost=given_up,
            asked=[one for one, found in requests.items() if found],
        )
        trail, before, shown = part_of(mine, trail, a_page)
        runs = await self._aggregates.runs_of(actor.team_id, [one.id for one in shown])
        connected = await self._records.connected(actor.team_id, [one.id for one in shown])
        seen = [
            SetupSeen(
                one,
                tuple(runs[one.id]),
                tuple(requests.get(one.id, ())),
                not_there=await self._not_there(actor, one),
                connected=connected[one.id],
                given_up=given_up.get(one.id),
            )
            for one in shown
        ]
        oldest = min((await self._due.next_times()).values(), default=None)
        return Overview(
            reader=actor,
            steps=steps_of(actor, setups),
            to_decide=to_decide,
            to_fulfil=to_fulfil,
            to_retry=to_retry,
            more_to_retry=more_to_retry,
            to_connect=to_connect,
            own=tuple(pair for pair in waiting if is_theirs(actor, pair[0])),
            seen=tuple(seen),
            setups=mine,
            trail=trail,
            before=len(before),
            lost=tuple((one, given_up[one.id]) for one in mine if one.id in given_up),
            of_cancelled=tuple((one, found) for one, found in lost if not one.is_open),
            is_set_up=bool(setups),
            is_late=oldest is not None and self._now() - oldest > LATE,
            waits_until=await self._slack.waits_until(actor.team_id),
        )

    async def _theirs(
        self, actor: Actor, email: str, waiting: Sequence[_Pair]
    ) -> tuple[tuple[_Pair, ...], tuple[_Pair, ...]]:
        """What they decide, and what they do since it was approved."""
        groups = await self._groups(actor, [one for _, one in waiting])
        to_decide = tuple(
            (request, one)
            for request, one in waiting
            if request.is_waiting
            and not refuse_decision(request, one, Presser(actor, email, one.id in groups))
        )
        return to_decide, tuple(
            pair for pair in waiting if pair[0].is_approved and fulfils(actor, *pair)
        )

    async def _left_behind(
        self, actor: Actor, setups: Sequence[Setup]
    ) -> tuple[tuple[LeftBehind, ...], int]:
        """Of the runs that they steer; and how many more there are than are read."""
        steered = {o.id: o for o in setups if not refuse(RetryFailed.act, actor, o.people)}
        if not steered:
            return (), 0
        team_id = actor.team_id
        found = await self._records.left_behind(team_id, list(steered), self._now())
        pairs = [(one, steered[setup_id]) for setup_id, some in found.items() for one in some]
        newest = sorted(pairs, key=lambda pair: pair[0].at, reverse=True)
        read = await asyncio.gather(
            *(
                self._aggregates.run(team_id, one.run_id, people(partial(_first, one)))
                for one, _ in newest[:MOST_LEFT_BEHIND]
            )
        )
        to_retry = tuple(
            LeftBehind(kept.state, setup, one.rows, one.at)
            for (one, setup), kept in zip(newest, read, strict=False)
            if kept and not kept.state.is_under_way  # of those more may fail
        )
        return to_retry, len(newest[MOST_LEFT_BEHIND:])

    async def _to_connect(
        self, actor: Actor, setups: Sequence[Setup]
    ) -> tuple[tuple[Setup, int], ...]:
        theirs = {one.id: one for one in setups if may_connect_invited(one, actor)}
        found = await self._records.to_connect(actor.team_id, list(theirs))
        return tuple((theirs[one], len(emails)) for one, emails in found.items())

    async def _not_there(self, actor: Actor, setup: Setup) -> int:
        """Counted only for who is offered the list: it takes all their addresses."""
        if refuse(Act.REPORT_INVITED, actor, setup.people):
            return 0
        return len(await self._records.not_there_yet(setup.team_id, setup.id))

    async def _groups(self, actor: Actor, setups: Sequence[Setup]) -> frozenset[str]:
        """Ids of the setups whose approver group they are in; what Slack does not say in time is
        missing here, and on the card of the request all the same."""
        wanted = {one.id: one for one in setups if one.approval.group}
        found: set[str] = set()
        try:
            async with asyncio.timeout(GROUPS_WITHIN):
                for setup_id, one in wanted.items():
                    if await self._approvers.in_group(one, actor.user_id):
                        found.add(setup_id)
        except (SlackFault, TimeoutError) as fault:
            log.warning("who is in a user group is not known", why=str(fault))
        return frozenset(found)


def _first(one: OfRun, _: Run) -> tuple[int, ...]:
    return one.rows[:SHOWN_FIRST]
