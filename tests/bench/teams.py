"""Slack workspaces with one setup each, at a step of the road; and whether the next was taken."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bot.app import Assembly
from bot.domain.commands import (
    Command,
    HandOver,
    NoteRevealed,
    ReportConnected,
    SaveWorkspaces,
    StartNowAnyway,
    StartSetup,
)
from bot.domain.credentials import Credentials
from bot.domain.ids import ChannelId, SetupId, TeamId, UserId
from bot.domain.munchkin import MunchkinId
from bot.domain.people import Actor, Role, Standing
from bot.domain.stages import Kind, Language, Stage
from bot.handle import Done
from bot.store.people import KnownPerson, PeopleCache
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET, MUNCHKIN_ID

STARTER: Final = UserId("U_STELLA")
MARKETO_ADMIN: Final = UserId("U_MARA")
SALES_CONNECT_ADMIN: Final = UserId("U_SOL")
CHANNEL: Final = ChannelId("C_INVITES")
CREDENTIALS: Final = Credentials(MunchkinId(MUNCHKIN_ID), CLIENT_ID, CLIENT_SECRET)
ROAD: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)  # as far as setups are walked
AT_ONCE: Final = 16


class NotCommitted(Exception):
    """What was acknowledged is not in the store: then its speed says nothing."""


@dataclass(frozen=True, slots=True)
class Team:
    """A Slack workspace and its setup."""

    id: TeamId
    setup_id: SetupId


class Teams:
    """Walks each setup by the commands that people give."""

    def __init__(self, bot: Assembly) -> None:
        self._bot = bot
        self._people = PeopleCache(bot.redis)
        self._made = 0

    async def at(self, stage: Stage, count: int) -> list[Team]:
        """So many new ones, in this stage of `ROAD`; the bot knows who will type and press."""
        numbers = range(self._made, self._made + count)
        self._made += count
        teams = [Team(TeamId(f"T_BENCH_{one}"), SetupId(f"bench-{one}")) for one in numbers]
        await self.walk(teams, stage)
        return teams

    async def walk(self, teams: list[Team], stage: Stage) -> None:
        """The same with Slack workspaces that are there."""
        waiting = iter(teams)
        async with asyncio.TaskGroup() as group:
            for _ in range(AT_ONCE):
                group.create_task(self._walk(waiting, stage))

    async def _walk(self, teams: Iterator[Team], stage: Stage) -> None:
        for team in teams:
            for who, command in _steps(team)[: ROAD.index(stage) + 1]:
                answer = await self._bot.handle(command, by=Actor(team.id, who, Standing.MEMBER))
                assert isinstance(answer, Done), answer
            await self._keep(team, MARKETO_ADMIN, "Mara Lind")
            await self._keep(team, SALES_CONNECT_ADMIN, "Sol Reyes")

    async def ready(self, team: Team, workspaces: tuple[str, ...]) -> None:
        """From `Stage.REVEALED` on: its users can be connected."""
        for command in (
            ReportConnected(team.setup_id),
            StartNowAnyway(team.setup_id),
            SaveWorkspaces(team.setup_id, workspaces),
        ):
            answer = await self._bot.handle(command, by=sol_of(team))
            assert isinstance(answer, Done), answer

    async def _keep(self, team: Team, user_id: UserId, name: str) -> None:
        person = KnownPerson(
            user_id=user_id,
            standing=Standing.MEMBER,
            language=Language.EN,
            name=name,
            email=None,
            zone="UTC",
            is_slack_admin=False,
            read_at=self._bot.now(),
        )
        await self._people.keep_person(team.id, person)

    async def check(self, teams: list[Team], wanted: Stage) -> None:
        """
        Raises:
            NotCommitted: one of them is in another stage.
        """
        for team in teams:
            kept = await self._bot.aggregates.setup(team.id, team.setup_id)
            stage = kept.state.stage if kept else None
            if stage is not wanted:
                raise NotCommitted(f"{team.setup_id} was acknowledged, but its stage is {stage}")


def sol_of(team: Team) -> Actor:
    """The Sales Connect admin."""
    return Actor(team.id, SALES_CONNECT_ADMIN, Standing.MEMBER)


def _steps(team: Team) -> tuple[tuple[UserId, Command], ...]:
    people = (
        (Role.MARKETO_ADMIN, MARKETO_ADMIN),
        (Role.SALES_CONNECT_ADMIN, SALES_CONNECT_ADMIN),
    )
    start = StartSetup(
        team.setup_id, Kind.PRODUCTION, "", people, CHANNEL, frozenset(), Language.EN
    )
    return (
        (STARTER, start),
        (MARKETO_ADMIN, HandOver(team.setup_id, CREDENTIALS)),
        (SALES_CONNECT_ADMIN, NoteRevealed(team.setup_id, 1)),
    )
