"""Slack workspaces with one setup each, one step before `connected`; and whether it was taken."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.app import Assembly
from bot.domain.commands import Command, HandOver, NoteRevealed, StartSetup
from bot.domain.credentials import Credentials
from bot.domain.ids import ChannelId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.people import Actor, Role, Standing
from bot.domain.stages import Kind, Language, Stage
from bot.handle import Done
from bot.store.people import KnownPerson, PeopleCache

STARTER: Final = UserId("U_STELLA")
MARKETO_ADMIN: Final = UserId("U_MARA")
SALES_CONNECT_ADMIN: Final = UserId("U_SOL")
CHANNEL: Final = ChannelId("C_INVITES")
AT_ONCE: Final = 16


class NotCommitted(Exception):
    """What was acknowledged is not in the store: then its speed says nothing."""


@dataclass(frozen=True, slots=True)
class Team:
    """A Slack workspace whose Sales Connect admin has seen the credentials."""

    id: TeamId
    setup_id: SetupId


class Teams:
    """Walks each setup by the commands that people give."""

    def __init__(self, bot: Assembly) -> None:
        self._bot = bot
        self._people = PeopleCache(bot.redis)
        self._made = 0

    async def revealed(self, count: int) -> list[Team]:
        """So many new ones, in stage REVEALED; the bot knows who will type."""
        numbers = range(self._made, self._made + count)
        self._made += count
        teams = [Team(TeamId(f"T_BENCH_{one}"), SetupId(f"bench-{one}")) for one in numbers]
        waiting = iter(teams)
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._walk(waiting))
        return teams

    async def _walk(self, teams: Iterator[Team]) -> None:
        for team in teams:
            for who, command in _steps(team):
                answer = await self._bot.handle(command, by=Actor(team.id, who, Standing.MEMBER))
                assert isinstance(answer, Done), answer
            person = KnownPerson(
                user_id=SALES_CONNECT_ADMIN,
                standing=Standing.MEMBER,
                language=Language.EN,
                name="Sol Reyes",
                email=None,
                zone="UTC",
                is_slack_admin=False,
                read_at=self._bot.now(),
            )
            await self._people.keep_person(team.id, person)

    async def check_connected(self, teams: list[Team]) -> None:
        """
        Raises:
            NotCommitted: one of them is not connected.
        """
        for team in teams:
            kept = await self._bot.aggregates.setup(team.id, team.setup_id)
            stage = kept.state.stage if kept else None
            if stage is not Stage.CONNECTED:
                raise NotCommitted(f"{team.setup_id} was acknowledged, but its stage is {stage}")


def _steps(team: Team) -> tuple[tuple[UserId, Command], ...]:
    people = (
        (Role.MARKETO_ADMIN, MARKETO_ADMIN),
        (Role.SALES_CONNECT_ADMIN, SALES_CONNECT_ADMIN),
    )
    start = StartSetup(
        team.setup_id, Kind.PRODUCTION, "", people, CHANNEL, frozenset(), Language.EN
    )
    values = Credentials(MunchkinId("123-ABC-456"), "canary-client-id", "canary-client-secret")
    return (
        (STARTER, start),
        (MARKETO_ADMIN, HandOver(team.setup_id, values)),
        (SALES_CONNECT_ADMIN, NoteRevealed(team.setup_id, 1)),
    )
