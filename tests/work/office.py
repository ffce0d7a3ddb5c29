"""The whole bot beside a stand-in for Slack, without its front door: it is told directly."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from redis.asyncio import Redis

from bot.app import Assembly, build
from bot.approvers import Approvers
from bot.asked_for import AskedFor
from bot.audits import Audits
from bot.connector.client import Connector
from bot.domain.commands import HandOver, StartSetup
from bot.domain.effects import Card, Notify, Refresh
from bot.domain.ids import ChannelId, SetupId, TeamId, UserId
from bot.domain.people import Actor, Role, Standing
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Language
from bot.handle import Done
from bot.slack_files import SlackFiles
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.audit_log import AuditLog
from bot.store.hold import ConnectorHold
from bot.store.homes import Homes
from bot.store.records import Records
from bot.store.retries import Retries
from bot.store.vault import Vault
from bot.store.wake import Wakes
from bot.store.whereabouts import Trail
from bot.work.answers import Answers
from bot.work.attempt import Attempt
from bot.work.audit_files import AuditFiles
from bot.work.bulk import Bulk
from bot.work.calls import Calls
from bot.work.cards import Cards
from bot.work.deliver import Deliver
from bot.work.errands import Errands
from bot.work.files import Files
from bot.work.gathering import Gathering
from bot.work.homes import HomeTabs
from bot.work.lists import Lists
from bot.work.looks import Looks
from bot.work.previews import Previews
from bot.work.requests import Requests
from bot.work.shown import Showing
from bot.work.sightings import People
from bot.work.worker import Worker
from practice.slack import Call, Message, SlackStandIn
from tests.conftest import Hands
from tests.journeys.world import CHANNEL, add_company, settings_for
from tests.store.builders import credentials
from tests.work.workers import HANGS, working

TEAM = TeamId("T_ACME")
MARA, SOL, STELLA = UserId("U_MARA"), UserId("U_SOL"), UserId("U_STELLA")
SHARD = keys.shard_of(TEAM)
PREFIX = keys.shard_prefix(SHARD)
LATER = ("expire:", "remind:", "time_of_request:")  # effects that wait for hours


@dataclass
class Office:
    """No worker runs before the test says so."""

    slack: SlackStandIn
    bot: Assembly
    redis: Redis
    hands: Hands
    setup: Setup = field(init=False)
    connector: Connector | None = None

    @classmethod
    @asynccontextmanager
    async def open(cls, redis: Redis, url: str, hands: Hands) -> AsyncIterator["Office"]:
        async with SlackStandIn() as slack:
            add_company(slack)
            async with build(settings_for(slack, url), now=hands.now) as bot:
                yield cls(slack, bot, redis, hands)

    @asynccontextmanager
    async def working(self, vault: Vault | None = None) -> AsyncIterator[None]:
        """A new worker of the bot's, and its clock, each time."""
        deliver = self.deliver(vault=vault)
        attempt = Attempt(self.bot.due, deliver, self.showing(), self.hands.now)
        worker = Worker(self.bot.due, attempt, Wakes(self.redis), self.hands.now)
        async with working(self.redis, worker):
            yield

    def deliver(self, aggregates: Aggregates | None = None, vault: Vault | None = None) -> Deliver:
        bot = self.bot
        kept = aggregates or bot.aggregates
        looks = self.looks(kept, vault)
        answers = self.answers(kept)
        cards = Cards(self.showing(kept), kept, bot.due, bot.slack, answers, self.hands.now)
        bulk, requests = self.bulk(kept, vault or bot.vault), self.requests(kept)
        tabs, now = self.home_tabs(kept), self.hands.now
        special = (looks, bulk, requests, tabs, self.audit_files(kept))
        return Deliver(bot.handle, kept, cards, bot.slack, *special, now)

    def audit_files(self, kept: Aggregates) -> AuditFiles:
        bot, now = self.bot, self.hands.now
        files = Files(kept, bot.slack, SlackFiles(bot.slack), now)
        return AuditFiles(Audits(AuditLog(bot.scripts), kept, now), files, bot.slack)

    def home_tabs(self, kept: Aggregates) -> HomeTabs:
        bot, now = self.bot, self.hands.now
        return HomeTabs(Homes(bot.scripts), bot.overviews, kept, bot.slack, now)

    def answers(self, kept: Aggregates) -> Answers:
        bot, now = self.bot, self.hands.now
        people = People(Trail(bot.scripts, kept), bot.slack)
        return Answers(kept, bot.guide, Errands(bot.overviews, people, now), people, now)

    def requests(self, kept: Aggregates) -> Requests:
        bot, now = self.bot, self.hands.now
        files = Files(kept, bot.slack, SlackFiles(bot.slack), now)
        read = (Approvers(bot.slack), AskedFor(bot.slack, Records(bot.scripts, kept)))
        return Requests(bot.handle, kept, *read, bot.slack, files, now)

    def bulk(self, kept: Aggregates, vault: Vault) -> Bulk:
        bot, files, now = self.bot, SlackFiles(self.bot.slack), self.hands.now
        lists = Lists(bot.slack, files, vault, bot.marketo)
        held = ConnectorHold(bot.scripts, now)
        return Bulk(
            handle=bot.handle,
            gathering=Gathering(kept, Records(bot.scripts, kept), lists, bot.slack),
            previews=Previews(kept, bot.slack, has_connector=self.connector is not None),
            files=Files(kept, bot.slack, files, now),
            calls=Calls(bot.handle, kept, self.connector, held, now),
        )

    def showing(self, aggregates: Aggregates | None = None) -> Showing:
        bot = self.bot
        return Showing(aggregates or bot.aggregates, Retries(bot.scripts), bot.slack)

    def looks(self, aggregates: Aggregates | None = None, vault: Vault | None = None) -> Looks:
        bot = self.bot
        kept = aggregates or bot.aggregates
        return Looks(kept, vault or bot.vault, bot.marketo, bot.slack, self.hands.now)

    async def start_setup(self) -> Setup:
        """Three people and the channel; each of the three has a card to get."""
        command = StartSetup(
            setup_id=SetupId("the-setup"),
            kind=Kind.PRODUCTION,
            name="",
            people=((Role.MARKETO_ADMIN, MARA), (Role.SALES_CONNECT_ADMIN, SOL)),
            channel_id=ChannelId(CHANNEL),
            prerequisites=frozenset(),
            language=Language.EN,
        )
        answer = await self.bot.handle(command, by=_actor(STELLA))
        assert isinstance(answer, Done)
        self.setup = answer.setup
        return answer.setup

    async def hand_over(self) -> Setup:
        command = HandOver(self.setup.id, credentials())
        answer = await self.bot.handle(command, by=_actor(MARA))
        assert isinstance(answer, Done)
        self.setup = answer.setup
        return answer.setup

    @property
    def first_card(self) -> Notify:
        """Of the Marketo admin."""
        return Notify(about=self.setup.ref, slot=self.setup.marketo_card())

    @property
    def its_refresh(self) -> Refresh:
        return Refresh(about=self.setup.ref, slot=self.setup.marketo_card())

    def cards(self, user_id: str = MARA) -> list[Message]:
        return self.slack.person(user_id).dm

    def posts_of(self, card: Card, to: str) -> list[Call]:
        """Attempts, those that failed too."""
        return list(self._posts(f":{card}::{to}"))

    def _posts(self, ends: str) -> Iterator[Call]:
        for call in self.slack.calls_of("chat.postMessage"):
            if call.args["metadata"]["event_payload"]["effect"].endswith(ends):
                yield call

    def is_marketo_card(self, arguments: dict[str, object]) -> bool:
        """For a fault that meets this card only."""
        return "marketo_admin" in repr(arguments.get("metadata"))

    async def until_all_is_done(self, *, within: float = HANGS) -> None:
        """No effect is due, performed, or waits for another attempt; later ones may wait."""
        async with asyncio.timeout(within):
            while True:
                waiting = await self.redis.hkeys(f"{PREFIX}body")
                if all(str(effect).startswith(LATER) for effect in waiting):
                    return
                await asyncio.sleep(0.01)


def _actor(user_id: UserId) -> Actor:
    return Actor(TEAM, user_id, Standing.MEMBER)
