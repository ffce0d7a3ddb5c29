"""A company of made-up people, the bot beside it, and the steps that many journeys share."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from cryptography.fernet import Fernet
from pydantic import SecretStr

from bot.app import Assembly, build
from bot.config import Settings
from bot.store.connect import Client
from bot.store.pace import Gate
from practice.marketo.standin import MarketoStandIn
from practice.marketo.state import MarketoState
from practice.sales_connect.connector import PATH, ConnectorStandIn
from practice.sales_connect.state import Member, SalesConnectState
from practice.slack import Message, SlackStandIn
from practice.slack.server import Server
from tests.conftest import Hands

MUNCHKIN_ID = "123-ABC-456"
# Of the usual shapes, so that nothing warns of them.
CLIENT_ID = "00000000-0000-4000-8000-0000000ca9a2"
CLIENT_SECRET = "canarysecretcanarysecretcanary32"
API_ID = "00000000-0000-4000-8000-0000000ca9a3"
API_SECRET = "canaryreadercanaryreadercanary32"
CHANNEL = "C_INVITES"
WAIT = timedelta(minutes=10)
LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
PATIENT = 20.0  # seconds for the bot's answer: what Slack's three are for is measured where it is


class World:
    """Names are who they are in the story."""

    def __init__(
        self,
        slack: SlackStandIn,
        bot: Assembly,
        hands: Hands,
        connector_secret: str | None = None,
    ) -> None:
        self.slack = slack
        self.marketo = add_marketo(slack, hands)
        self.connector = add_connector(slack, hands, self.marketo, connector_secret)
        self.bot = bot
        self.hands = hands
        self.mara = slack.person("U_MARA")  # Marketo admin
        self.sol = slack.person("U_SOL")  # Sales Connect admin
        self.sven = slack.person("U_SVEN")  # Salesforce admin
        self.stella = slack.person("U_STELLA")  # starts the setup
        self.owen = slack.person("U_OWEN")  # admin and owner of the Slack workspace
        self.ada = slack.person("U_ADA")  # salesperson
        self.benoit = slack.person("U_BENOIT")  # salesperson, French
        self.gus = slack.person("U_GUS")  # guest

    async def named(self, **more: object) -> None:
        """A production setup, started by Stella; everybody has heard of their step."""
        await self.stella.command("/salesconnect setup")
        await self.stella.fill("Marketo admin", "U_MARA")
        await self.stella.fill("Sales Connect admin", "U_SOL")
        await self.stella.fill("Salesforce admin", "U_SVEN")
        await self.stella.fill("Channel for invites", CHANNEL)
        for label, value in more.items():
            await self.stella.fill(label, value)
        await self.stella.submit()
        assert self.stella.modal is None, self.stella.modal.errors
        await self.mara.until(lambda m: "Hand over credentials" in m.buttons)

    async def hand_over(self, **values: str) -> None:
        """Mara types the three values."""
        await self.mara.press("Hand over credentials")
        await self.fill_credentials(**values)
        await self.mara.submit()

    async def fill_credentials(
        self,
        munchkin_id: str = MUNCHKIN_ID,
        client_id: str = CLIENT_ID,
        client_secret: str = CLIENT_SECRET,
    ) -> None:
        await self.mara.fill("Munchkin ID", munchkin_id)
        await self.mara.fill("Client ID", client_id)
        await self.mara.fill("Client Secret", client_secret)

    async def handed_over(self) -> None:
        await self.named()
        await self.hand_over()
        await self.sol.until(lambda m: "Reveal credentials" in m.buttons)

    async def revealed(self) -> None:
        await self.handed_over()
        await self.sol.press("Reveal credentials")
        await self.sol.close()
        await self.sol.until(lambda m: "I've connected" in m.buttons)

    async def connected(self) -> None:
        await self.revealed()
        await self.sol.press("I've connected")
        await self.sol.until(lambda m: "Start now anyway" in m.buttons)

    async def ready(self) -> Message:
        """The wait is over; the reminder."""
        await self.connected()
        self.hands.move(WAIT)
        return await self.sol.until(is_reminder)

    async def workspaces(self, *names: str) -> None:
        await self.sol.press("Workspaces")
        await self.sol.fill("Workspace names", "\n".join(names))
        await self.sol.submit()

    async def started(self, *people: str, addresses: str = "") -> Message:
        """A run of these people; its first batch."""
        await self.ready()
        await self.sol.press("Connect users")
        if people:
            await self.sol.fill("People in Slack", list(people))
        if addresses:
            await self.sol.fill("E-mail addresses", addresses)
        await self.sol.submit()
        await self.sol.submit()
        return await self.sol.until(lambda m: "All connected" in m.buttons)


def is_reminder(message: Message) -> bool:
    """The one message of contract.md."""
    return "ready" in message.all_text.lower() and "Connect users" in message.buttons


def add_company(slack: SlackStandIn) -> None:
    """Made-up people of a made-up company."""
    for id_, name, real_name in (
        ("U_MARA", "mara", "Mara Lind"),
        ("U_SOL", "sol", "Sol Reyes"),
        ("U_SVEN", "sven", "Sven Holm"),
        ("U_STELLA", "stella", "Stella Nowak"),
        ("U_ADA", "ada", "Ada Brook"),
    ):
        slack.add_user(id_, name, real_name, email=f"{name}@acme.example")
    slack.add_user("U_BENOIT", "benoit", "Benoît Roy", email="benoit@acme.example", locale="fr-FR")
    slack.add_user(
        "U_OWEN", "owen", "Owen Ng", email="owen@acme.example", is_admin=True, is_owner=True
    )
    slack.add_user("U_GUS", "gus", "Gus Guest", email="gus@other.example", is_restricted=True)
    slack.add_user("U_GONE", "gone", "Gone Person", email="gone@acme.example", deleted=True)
    slack.add_user("U_ROBOT", "robot", "Robot", is_bot=True)
    slack.add_user(
        "U_EXT",
        "ext",
        "Ext Partner",
        email="ext@partner.example",
        team_id="T_PARTNER",
        is_stranger=True,
    )
    everybody = ["U_MARA", "U_SOL", "U_SVEN", "U_STELLA", "U_ADA", "U_BENOIT"]
    slack.add_channel(CHANNEL, "sales-invites", members=everybody)
    slack.add_channel("C_GENERAL", "general", members=everybody, bot_is_member=False)
    slack.add_channel("C_SECRET", "secret", members=everybody, bot_is_member=False, is_private=True)


def add_marketo(slack: SlackStandIn, hands: Hands) -> MarketoStandIn:
    """On the server of the stand-in for Slack; it knows the values of the Sales Connect page."""
    state = MarketoState(munchkin_id=MUNCHKIN_ID, client_id=CLIENT_ID, client_secret=CLIENT_SECRET)
    state.api.client_id, state.api.client_secret = API_ID, API_SECRET
    marketo = MarketoStandIn(lambda: state, now=hands.now)
    slack.server.mount(marketo.routes("/marketo/{munchkin_id}"))
    return marketo


def add_connector(
    slack: SlackStandIn, hands: Hands, marketo: MarketoStandIn, secret: str | None
) -> ConnectorStandIn:
    """The company's own automation, beside a Sales Connect that was connected long ago."""
    owner = "sol@acme.example"
    state = SalesConnectState(members={}, connected_at=LONG_AGO, connected_by=owner)
    state.members[owner] = Member(owner, "Sol Reyes", came_by="provisioning", is_admin=True)
    connector = ConnectorStandIn(
        lambda: state,
        marketo._state,
        slack.server,
        secret=secret,
        now=hands.now,
        changed=slack.state.changed,
    )
    slack.server.mount(connector.routes())
    return connector


def marketo_url(slack: SlackStandIn) -> str:
    """What `MARKETO_URL` says."""
    return f"{slack.api_url.removesuffix('/api/')}/marketo/{{munchkin_id}}"


def settings_for(slack: SlackStandIn, redis_url: str) -> Settings:
    return Settings(
        slack_bot_token=SecretStr(slack.bot_token),
        slack_app_token=SecretStr(slack.app_token),
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_api_url=slack.api_url,
        redis_url=SecretStr(redis_url),
        marketo_url=marketo_url(slack),
        secret_keys=SecretStr(Fernet.generate_key().decode()),
    )


@asynccontextmanager
async def a_world(
    redis: Client,
    redis_url: str,
    hands: Hands,
    *,
    by_http: bool,
    gates: Mapping[str, Gate] = MappingProxyType({}),
    connector_secret: str | None = None,
) -> AsyncIterator[World]:
    """
    The bot runs in this process, and everything it does goes over real HTTP or WebSockets.

    People here click faster than any do: Slack's pace is kept only where `gates` are given. There
    is a connector for bulk runs only where it has a secret.
    """
    async with SlackStandIn() as slack:
        slack.ack_timeout = PATIENT
        add_company(slack)
        settings = settings_for(slack, redis_url)
        if connector_secret:
            url = SecretStr(slack.api_url.removesuffix("/api/") + PATH)
            given = {"connector_url": url, "connector_secret": SecretStr(connector_secret)}
            settings = settings.model_copy(update=given)
        async with build(settings, now=hands.now, gates=gates) as bot:
            server = Server(bot.web_app().routes)
            if by_http:
                slack.request_url = f"{await server.start()}/slack/events"
            service = asyncio.create_task(bot.work() if by_http else bot.run())
            if not by_http:
                await slack.until(lambda: len(slack.sockets) == 2, what="two connections")
            try:
                yield World(slack, bot, hands, connector_secret)
            finally:
                service.cancel()
                await asyncio.gather(service, return_exceptions=True)
                if by_http:
                    await server.stop()
