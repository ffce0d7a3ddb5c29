"""Who may approve a request, as Slack says: read in full before it is posted, and kept with it."""

import asyncio
from collections.abc import Sequence
from typing import Final

from bot.domain.ids import TeamId, UserId
from bot.domain.people import Actor, Standing
from bot.domain.request import Nobody, Request
from bot.domain.request_approval import Presser, refuse_decision
from bot.domain.request_commands import NoteChannelGone, OpenRequest
from bot.domain.setup import Setup
from bot.slack import Slack
from bot.slack_faults import (
    SlackGone,
    SlackInDoubt,
    SlackNotAllowed,
    SlackRateLimited,
    SlackRefused,
)

ARCHIVED: Final = "is_archived"  # Slack's word
A_PAGE: Final = 900  # members: Slack gives fewer than a thousand at once
PAGES: Final = 200  # no channel has more
FIRST_PAGE: Final = 100
LOOKED_AT: Final = 30  # people, to see that one of them can approve
AT_ONCE: Final = 5  # of them
ASKED_AT_MOST: Final = 20  # in their DM: who is notified is less than who may approve


class Approvers:
    """Reads; decides nothing."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._reading = asyncio.Lock()

    async def to_open(self, request: Request, setup: Setup) -> OpenRequest:
        """
        With the members of the channel.

        Raises:
            SlackFault: not all of them could be read.
        """
        about = (setup.id, request.id)
        members: tuple[UserId, ...] = ()
        try:
            # Also where somebody is named: they may be named no more, later.
            members = await self._members(setup)
        except SlackGone as fault:
            if not setup.approval.is_named:
                return OpenRequest(*about, nobody=_lack(fault))
        except (SlackNotAllowed, SlackRefused):
            if not setup.approval.is_named:
                raise
        opened = request.model_copy(update={"members": members})
        nobody, gone = await self.nobody(opened, setup), await self.gone(setup)
        return OpenRequest(*about, members, nobody, gone, await self._outside(opened, setup))

    async def looked_at(self, request: Request, setup: Setup) -> OpenRequest:
        """Whether somebody can still approve what stands on a card."""
        nobody, gone = await self.nobody(request, setup), await self.gone(setup)
        outside, no_more = await self._outside(request, setup), await self.no_more(request, setup)
        return OpenRequest(setup.id, request.id, request.members, nobody, gone, outside, no_more)

    async def directly(self, request: Request, setup: Setup, why: str) -> NoteChannelGone:
        """In place of the channel: those whom the setup names first, then who was in it."""
        asked = await self._some(request, setup, most=ASKED_AT_MOST)
        return NoteChannelGone(setup.id, request.id, why, asked)

    async def _outside(self, request: Request, setup: Setup) -> tuple[UserId, ...]:
        """
        Of those who are named: who does not read the card in the channel. Nobody is, while it is
        not known who was in it.
        """
        if not (setup.approval.is_named and request.members):
            return ()
        known = frozenset(request.members)
        return await self._some(request, setup, most=ASKED_AT_MOST, but=known)

    async def nobody(self, request: Request, setup: Setup) -> Nobody | None:
        """Whether somebody is left who can approve it."""
        if await self._some(request, setup, most=1):
            return None
        if not setup.approval.is_named:
            return None if len(request.members) > LOOKED_AT else Nobody.MEMBERS
        if len(await self._in_group(setup)) > LOOKED_AT:
            return None
        return Nobody.GROUP if await self._is_group_empty(setup) else Nobody.APPROVERS

    async def gone(self, setup: Setup) -> tuple[UserId, ...]:
        """The named approvers who left Slack: they are skipped, and that is said."""
        named = setup.approval.approvers
        there = await asyncio.gather(*(self._is_there(setup.team_id, one) for one in named))
        return tuple(one for one, is_there in zip(named, there, strict=True) if not is_there)

    async def no_more(self, request: Request, setup: Setup) -> tuple[UserId, ...]:
        """Of those who were asked in their DM: who cannot approve it any more, for any reason."""
        asked = request.directly
        can = await self._which_can(request, setup, asked, await self._in_group(setup))
        return tuple(one for one in asked if one not in can)

    async def _is_there(self, team_id: TeamId, user_id: UserId) -> bool:
        try:
            person = await self._slack.person(team_id, user_id)
        except SlackGone:
            return False
        return person.standing is not Standing.DEACTIVATED

    async def nobody_for(self, request: Request, setup: Setup) -> Nobody | None:
        """The same before it is asked: of the members of the channel the first page says enough."""
        members: tuple[UserId, ...] = ()
        if not setup.approval.is_named:
            try:
                members, _ = await self._page(setup, limit=FIRST_PAGE)
            except SlackGone as fault:
                return _lack(fault)
        return await self.nobody(request.model_copy(update={"members": members}), setup)

    async def in_group(self, setup: Setup, user_id: UserId) -> bool:
        """Whether somebody is in the setup's approver group, as Slack says."""
        return user_id in await self._in_group(setup)

    async def _members(self, setup: Setup) -> tuple[UserId, ...]:
        members: list[UserId] = []
        cursor = ""
        # One channel after the other: several together would share what Slack allows.
        async with self._reading:
            for _ in range(PAGES):
                page, cursor = await self._page_at_last(setup, cursor)
                members += page
                if not cursor:
                    break
        ours = (await self._slack.identity()).user_id
        return tuple(one for one in dict.fromkeys(members) if one != ours)

    async def _page_at_last(self, setup: Setup, cursor: str) -> tuple[tuple[UserId, ...], str]:
        """Waits here: whoever began anew would read the first pages for ever, never the last."""
        while True:
            try:
                return await self._page(setup, cursor=cursor)
            except SlackRateLimited as fault:
                await asyncio.sleep(fault.retry_after.total_seconds())

    async def _page(
        self, setup: Setup, *, cursor: str = "", limit: int = A_PAGE
    ) -> tuple[tuple[UserId, ...], str]:
        channel_id = setup.channel_id
        try:
            return await self._slack.channel_members(channel_id, cursor=cursor, limit=limit)
        except (SlackInDoubt, SlackGone):
            # Of an archived channel Slack says that it could not fetch them, for ever; or that the
            # bot is not in it, like everybody else.
            channel = await self._slack.channel(setup.team_id, channel_id)
            if channel.is_archived:
                raise SlackGone("conversations.members", ARCHIVED) from None
            raise

    async def _some(
        self, request: Request, setup: Setup, *, most: int, but: frozenset[UserId] = frozenset()
    ) -> tuple[UserId, ...]:
        """Of those who may approve, some who can: full members who have not left."""
        found: list[UserId] = []
        group = await self._in_group(setup)
        named = [one for one in setup.everybody() if one in request.members]
        members = () if setup.approval.is_named else (*named, *request.members)
        wanted = list(dict.fromkeys((*setup.approval.approvers, *group, *members)))
        concerned = {request.requester, *(one.user_id for one in request.people), *but}
        wanted = [one for one in wanted if one not in concerned][:LOOKED_AT]
        for part in (wanted[n : n + AT_ONCE] for n in range(0, len(wanted), AT_ONCE)):
            found += await self._which_can(request, setup, part, group)
            if len(found) >= most:
                break
        return tuple(found[:most])

    async def _in_group(self, setup: Setup) -> tuple[UserId, ...]:
        # It is gone, or we may not read it: nobody can approve by it.
        return await self._read_group(setup) or ()

    async def _is_group_empty(self, setup: Setup) -> bool:
        return await self._read_group(setup) == ()

    async def _read_group(self, setup: Setup) -> tuple[UserId, ...] | None:
        """None: there is none, it is gone, or we may not read it."""
        group = setup.approval.group
        if group is None:
            return None
        try:
            return await self._slack.group_members(setup.team_id, group.id)
        except (SlackGone, SlackRefused, SlackNotAllowed):
            return None

    async def _which_can(
        self,
        request: Request,
        setup: Setup,
        asked: Sequence[UserId],
        group: Sequence[UserId],
    ) -> list[UserId]:
        can = await asyncio.gather(
            *(self._can(request, setup, one, in_group=one in group) for one in asked)
        )
        return [one for one, it_can in zip(asked, can, strict=True) if it_can]

    async def _can(
        self, request: Request, setup: Setup, user_id: UserId, *, in_group: bool
    ) -> bool:
        try:
            person = await self._slack.person(setup.team_id, user_id)
        except SlackGone:
            return False
        if person.standing is not Standing.MEMBER:
            return False
        actor = Actor(setup.team_id, user_id, person.standing)
        presser = Presser(actor, person.email or "", in_group)
        return refuse_decision(request, setup, presser) is None


def _lack(fault: SlackGone) -> Nobody:
    return Nobody.ARCHIVED if fault.error == ARCHIVED else Nobody.CHANNEL
