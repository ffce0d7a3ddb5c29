"""At what pace workers call Slack's Web API: its limits, and when it told us to wait."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

import structlog

from bot.domain.ids import TeamId
from bot.slack_faults import SlackRateLimited
from bot.store.errors import StoreError
from bot.store.pace import Gate, Pace, Rate

log = structlog.get_logger("bot.slack")

TO_ONE_CHANNEL: Final = Gate("to", steady=Rate(1, 1), burst=Rate(9, 30))
# `whole` is what a minute allows (slack.md, part 4). A bulk run gets nine tenths of it, evenly.
METHODS: Final[Mapping[str, Gate]] = MappingProxyType(
    {
        gate.name: gate
        for gate in (
            Gate("chat.postEphemeral", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("chat.postMessage", steady=Rate(14, 3), whole=Rate(300, 60)),
            Gate("chat.update", steady=Rate(3, 4), whole=Rate(50, 60)),
            Gate("conversations.history", steady=Rate(3, 4), whole=Rate(50, 60)),
            Gate("conversations.replies", steady=Rate(3, 4), whole=Rate(50, 60)),
            Gate("conversations.members", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("conversations.open", steady=Rate(3, 4), whole=Rate(50, 60)),
            Gate("users.info", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("users.lookupByEmail", steady=Rate(3, 4), whole=Rate(50, 60)),
            Gate("usergroups.users.list", steady=Rate(3, 10), whole=Rate(20, 60)),
            Gate("views.publish", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("views.update", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("files.info", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("files.getUploadURLExternal", steady=Rate(6, 4), whole=Rate(100, 60)),
            Gate("files.completeUploadExternal", steady=Rate(6, 4), whole=Rate(100, 60)),
        )
    }
)


@dataclass(frozen=True, slots=True)
class _Paced:
    """For which Slack workspace, and whether as one of many that nobody waits for."""

    team_id: TeamId
    in_bulk: bool


_paced: ContextVar[_Paced | None] = ContextVar("paced", default=None)


@contextmanager
def at_pace(team_id: TeamId, *, in_bulk: bool = False) -> Iterator[None]:
    """
    What this task calls meanwhile keeps to the pace. All else never waits, since nothing may hold
    up an answer to Slack.
    """
    token = _paced.set(_Paced(team_id, in_bulk))
    try:
        yield
    finally:
        _paced.reset(token)


def keep_pace(team_id: TeamId, *, in_bulk: bool) -> None:
    """`at_pace`, for the rest of a task that does nothing else."""
    _paced.set(_Paced(team_id, in_bulk))


class SlackPace:
    """
    Asked by `Slack` before each call.

    `methods`: those that have a gate; `to_one_channel`: the gate that messages pass besides.
    """

    def __init__(
        self,
        pace: Pace,
        methods: Mapping[str, Gate] = METHODS,
        to_one_channel: Gate = TO_ONE_CHANNEL,
    ) -> None:
        self._pace = pace
        self._methods = methods
        self._to_one_channel = to_one_channel

    async def before(self, method: str, channel: str) -> None:
        """
        Takes the room that this call needs.

        Raises:
            SlackRateLimited: there is none yet; nothing is to be sent.
            StoreError
        """
        paced, gate = _paced.get(), self._methods.get(method)
        if paced is None or gate is None:
            return
        gates = [gate]
        if method == "chat.postMessage":
            one, to = self._to_one_channel, f"{self._to_one_channel.name}:{channel}"
            gates.insert(0, replace(one, name=to))
        wait = await self._pace.enter(paced.team_id, method, gates, in_bulk=paced.in_bulk)
        if wait is not None:
            raise SlackRateLimited(method, wait)

    async def told_to_wait(self, fault: SlackRateLimited) -> None:
        """
        Slack itself said so: no worker calls this method for this Slack workspace until then, be it
        for one channel's sake, since Slack does not say which of its limits it was.
        """
        paced = _paced.get()
        if paced is None or fault.method not in self._methods:
            return
        log.warning("Slack makes us wait", method=fault.method, seconds=fault.retry_after.seconds)
        try:
            await self._pace.hold(paced.team_id, fault.method, fault.retry_after)
        except StoreError as failure:
            log.warning("other workers do not hear of it", why=str(failure))

    async def blocked_until(self, team_id: TeamId) -> datetime | None:
        """Until when Slack told us to wait with something; None: it does not."""
        return await self._pace.held_until(team_id, *self._methods)
