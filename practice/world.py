"""All of practice in one place: Slack, Marketo and Sales Connect of the made-up company."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import InitVar, dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from practice import company, keep
from practice.clock import PracticeClock
from practice.guard import Guard
from practice.marketo.standin import MarketoStandIn
from practice.sales_connect.connector import ConnectorStandIn
from practice.slack import Delivery, SlackStandIn
from practice.slack.app_settings import AppSettings
from practice.slack.forms import fields
from practice.slack.limits import Limits
from practice.slack.messages import StoredMessage
from practice.slack.people import Channel, User

MANIFEST = Path(__file__).parent.parent / "manifest.yml"
MARKETO = "/marketo/{munchkin_id}"
"""Where the company's Marketo is, in place of `https://{munchkin_id}.mktorest.com`."""
DRAWS_AFTER = 0.1
"""Seconds until an answer has reached the screen: what it opens is not there before."""
RECORD = 400
"""Calls and deliveries that are remembered; the Inspector shows the newest of them."""


@dataclass(slots=True)
class World:
    """
    `kept` holds what is not Slack's; `collect` is all that goes to disk.

    `connector_secret`: what the webhook connector is called with; None: there is none.
    """

    clock: PracticeClock
    slack: SlackStandIn
    manifest: dict[str, Any]
    kept: keep.Kept = field(default_factory=keep.Kept)
    connector_secret: InitVar[str | None] = None
    marketo: MarketoStandIn = field(init=False)
    connector: ConnectorStandIn = field(init=False)
    secrets: set[str] = field(default_factory=set)
    """What somebody typed as a secret: the Inspector shows dots in its place."""

    def __post_init__(self, connector_secret: str | None) -> None:
        self.marketo = MarketoStandIn(lambda: self.kept.marketo, now=self.clock.now)
        self.connector = ConnectorStandIn(
            lambda: self.kept.sales_connect,
            lambda: self.kept.marketo,
            self.slack.server,
            secret=connector_secret,
            now=self.clock.now,
            changed=self.slack.state.changed,
        )
        self.slack.server.mount(self.marketo.routes(MARKETO))
        self.slack.server.mount(self.connector.routes())
        self.slack.server.put_around(Guard)

    @classmethod
    def new(
        cls, kept: keep.Kept | None, *, port: int = 0, connector_secret: str | None = None
    ) -> "World":
        """The company as it was kept, or on its first day."""
        manifest = yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
        clock = PracticeClock(kept.ahead if kept else 0.0)
        slack = SlackStandIn(team_id=company.TEAM_ID, dates=clock, port=port)
        app = AppSettings.from_manifest(manifest)
        slack.use(app)
        slack.install()
        slack.app_token = slack.state.app_token = app.generate_app_token()
        slack.state.limits = Limits(time.monotonic)
        slack.state.draws_after = DRAWS_AFTER
        world = cls(clock, slack, manifest, kept or keep.Kept(), connector_secret)
        company.settle(slack)
        if kept:
            keep.to_slack(kept, slack.state)
            company.gather_sales(slack)
        clock.told.append(lambda _: slack.state.changed())
        slack.courier.watch = world.learn_secrets
        return world

    @property
    def marketo_url(self) -> str:
        """As the bot's `MARKETO_URL` has it; the server must have been started."""
        return self.slack.state.base_url + MARKETO

    def collect(self) -> keep.Kept:
        self._forget_old_record()
        return keep.fill(replace(self.kept, ahead=self.clock.ahead), self.slack.state)

    def start_over(self) -> None:
        """The company's first day again."""
        self.slack.forget_everything()
        company.settle(self.slack)
        self.kept = keep.Kept()
        self.marketo.forget()
        self.connector.forget()
        self.secrets.clear()
        self.clock.set(0.0)

    async def until_connected(self, count: int, seconds: float) -> None:
        """Until a bot holds so many Socket Mode connections. Raises: TimeoutError."""
        state = self.slack.state
        async with asyncio.timeout(seconds):
            while len(self.slack.sockets) < count:
                await state.wait_until_after(state.changes, seconds)

    def user(self, handle: str) -> User | None:
        """By the name that stands in addresses, `mara`."""
        return next((u for u in self.employees() if u.name == handle), None)

    def employees(self) -> Iterator[User]:
        """Who one can be, in the company's order; whoever came later comes last."""
        users = self.slack.state.users
        yield from (users[e.id] for e in company.EMPLOYEES if e.id in users)
        yield from company.newcomers(users.values())

    def channels_of(self, user: User) -> list[Channel]:
        """Channels this person is in, without direct messages."""
        return [
            channel
            for channel in self.slack.state.channels.values()
            if user.id in channel.members and not channel.is_im
        ]

    def visible(self, user: User, channel: Channel) -> list[StoredMessage]:
        """Everything this person sees there, replies in threads too, oldest first."""
        private = [
            m
            for m in self.slack.state.ephemerals
            if m.channel == channel.id and m.ephemeral_for == user.id and not m.deleted
        ]
        shared = [m for m in channel.messages if not m.deleted]
        return sorted([*shared, *private], key=lambda m: m.ts) if private else shared

    def unread(self, user: User, channel: Channel) -> int:
        last = self.kept.read.get(user.id, {}).get(channel.id, "")
        return sum(m.ts > last and m.user != user.id for m in self.visible(user, channel))

    def has_read(self, user: User, channel: Channel) -> bool:
        """Marks all of it as read; whether anything was not."""
        seen = self.visible(user, channel)
        marks = self.kept.read.setdefault(user.id, {})
        if not seen or marks.get(channel.id, "") >= seen[-1].ts:
            return False
        marks[channel.id] = seen[-1].ts
        return True

    def learn_secrets(self, delivery: Delivery) -> None:
        """Whatever is submitted in a field that is called a secret."""
        view = delivery.payload.get("view") or {}
        if delivery.payload.get("type") != "view_submission":
            return
        for field_ in fields(view["blocks"]):
            typed = view["state"]["values"][field_.block_id][field_.action_id].get("value")
            if typed and "secret" in field_.label.casefold():
                self.secrets.add(typed)

    def _forget_old_record(self) -> None:
        del self.slack.state.calls[:-RECORD]
        del self.slack.deliveries[:-RECORD]
