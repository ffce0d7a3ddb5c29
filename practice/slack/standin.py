"""The stand-in itself: a server, its people, and the record of what happened."""

import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

from starlette.routing import Route, WebSocketRoute

from practice.slack.app_settings import AppSettings
from practice.slack.cast import Cast
from practice.slack.client.person import Person
from practice.slack.client.screen import Room, wait_for
from practice.slack.client.seen import Message
from practice.slack.client.talking import message_event
from practice.slack.clock import Clock, Stamps
from practice.slack.delivery import Courier, Delivery
from practice.slack.faults import Faults
from practice.slack.files import Files
from practice.slack.happenings import Happenings
from practice.slack.messages import Json
from practice.slack.portraits import PORTRAIT, Portraits
from practice.slack.request_url import problems_of_request_url
from practice.slack.response_urls import ResponseUrls
from practice.slack.server import Server
from practice.slack.sockets import Sockets
from practice.slack.state import Call, State
from practice.slack.telling import tell
from practice.slack.usergroups import UserGroup
from practice.slack.webapi.router import WebApi

T = TypeVar("T")


class SlackStandIn(Cast):
    """`async with SlackStandIn(scopes={...}) as slack:`; without `scopes` all are granted."""

    def __init__(
        self,
        scopes: Iterable[str] | None = None,
        *,
        team_id: str = "T_ACME",
        clock: Clock = time.time,
        dates: Clock | None = None,
        port: int = 0,
    ) -> None:
        super().__init__(State(clock=clock, dates=dates), team_id, scopes)
        self._people: dict[str, Person] = {}
        self.api_url = ""
        self._files = Files(self.state)
        # The three know each other by what they call, not by what they are.
        api = WebApi(self.state, lambda r: self._server.abort(r), lambda s: self._server.sleep(s))
        answers = ResponseUrls(
            self.state, lambda r: self._server.abort(r), lambda s: self._server.sleep(s)
        )
        self.sockets = Sockets(self.state, lambda w: self._server.abort(w))
        self.courier = Courier(self.sockets, "standin-signing-secret", self.state.changed)
        self.happenings = Happenings(self.state, self.courier)
        self._server = Server(
            [
                Route("/api/{method}", api.__call__, methods=["GET", "POST"]),
                Route("/commands/{key:path}", answers.__call__, methods=["POST"]),
                Route("/actions/{key:path}", answers.__call__, methods=["POST"]),
                Route("/files/{file_id}/{name}", self._files.__call__),
                Route("/files/{file_id}/download/{name}", self._files.__call__),
                Route("/upload/{ticket}", self._files.upload, methods=["POST"]),
                Route(PORTRAIT, Portraits(self.state.users).__call__),
                WebSocketRoute("/link/", self.sockets.serve),
            ],
            port=port,
        )

    @property
    def server(self) -> Server:
        return self._server

    async def __aenter__(self) -> Self:
        self.state.base_url = await self._server.start()
        self.api_url = f"{self.state.base_url}/api/"
        await self.courier.start()
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.courier.stop()
        self._server.stopping.set()
        self.state.changed()  # streams end at the next change
        await self._server.stop()

    def person(self, user_id: str) -> Person:
        """Always the same one for the same id."""
        if user_id not in self._people:
            user = self.state.users[user_id]
            self._people[user_id] = Person(self.state, self.courier, self._files, user)
        return self._people[user_id]

    def forget_everything(self) -> None:
        """An empty Slack workspace with the app in it; what is connected stays connected."""
        state = self.state
        bots = state.bot_users()
        for id_ in [id_ for id_ in state.users if id_ not in bots]:
            del state.users[id_]
        for kept in (state.channels, state.ephemerals, state.calls, self.deliveries, self._people):
            kept.clear()
        state.views.stacks.clear()
        state.views.homes.clear()
        state.usergroups.clear()
        state.files.clear()
        state.assistant.clear()
        state.faults.clear()
        state.grants.forget()
        state.limits = state.limits and state.limits.anew()
        self.courier.forget()
        self.courier.request_url = None
        state.stamps = Stamps(state.dates or state.clock)
        state.changed()

    def add_usergroup(
        self,
        id: str,  # noqa: A002  the word of Slack's payloads
        handle: str,
        users: Iterable[str] = (),
        *,
        name: str = "",
        is_disabled: bool = False,
    ) -> UserGroup:
        group = UserGroup(id, handle, name or handle, self.team_id, list(users))
        group.is_disabled = is_disabled
        self.state.usergroups[id] = group
        return group

    async def deactivate(self, user_id: str) -> list[Delivery]:
        """An admin of Slack switches the account off: signed out, `user_disabled`, and told."""
        return await self.happenings.deactivate(user_id)

    async def reactivate(self, user_id: str) -> list[Delivery]:
        return await self.happenings.reactivate(user_id)

    def channel(self, channel_id: str) -> Room:
        return Room(self.state, self.state.channels[channel_id])

    # What it may, what goes wrong

    @property
    def scopes(self) -> set[str]:
        return self.state.scopes

    @scopes.setter
    def scopes(self, scopes: Iterable[str]) -> None:
        self.state.scopes = set(scopes)

    @property
    def faults(self) -> Faults:
        return self.state.faults

    def use(self, app: AppSettings) -> None:
        """From now on the app is what its settings say: nothing works before `install`."""
        state = self.state
        state.app, state.scopes, state.app_token = app, app.granted, ""
        self.app_token = ""
        self.signing_secret = app.signing_secret
        state.home_team.bot_token = self.bot_token = app.bot_token or ""

    def install(self) -> str:
        """
        Installs the app, or installs it again after its manifest changed; its bot token.

        Raises: AttributeError without `use`.
        """
        app = self.state.app
        if app is None:
            raise AttributeError("no app: call `use` first")
        self.bot_token = self.state.home_team.bot_token = app.install()
        self.state.changed()
        return self.bot_token

    def revoke(self, token: str, error: str = "token_revoked") -> None:
        """From now on this token is answered with `error`."""
        self.state.revoked[token] = error

    # What is sent, and what was

    @property
    def signing_secret(self) -> str:
        return self.courier.signing_secret

    @signing_secret.setter
    def signing_secret(self, secret: str) -> None:
        self.courier.signing_secret = secret

    @property
    def request_url(self) -> str | None:
        """Set: the bot is reached by HTTP; None: over its WebSockets."""
        return self.courier.request_url

    @request_url.setter
    def request_url(self, url: str | None) -> None:
        self.courier.request_url = url

    async def verify_request_url(self) -> list[str]:
        """What is wrong with it, as api.slack.com says when one saves it; empty if nothing."""
        return await problems_of_request_url(self.courier)

    @property
    def ack_timeout(self) -> float:
        return self.courier.ack_timeout

    @ack_timeout.setter
    def ack_timeout(self, seconds: float) -> None:
        self.courier.ack_timeout = seconds

    @property
    def event_retry_delays(self) -> tuple[float, ...]:
        """Seconds before each repeat of an event; as many repeats as there are delays."""
        return self.courier.event_retry_delays

    @event_retry_delays.setter
    def event_retry_delays(self, delays: Iterable[float]) -> None:
        self.courier.event_retry_delays = tuple(delays)

    @property
    def calls(self) -> list[Call]:
        return self.state.calls

    def calls_of(self, method: str) -> list[Call]:
        return [call for call in self.state.calls if call.method == method]

    @property
    def deliveries(self) -> list[Delivery]:
        return self.courier.deliveries

    async def redeliver(self, delivery: Delivery) -> Delivery:
        """Byte for byte; the answer is not shown to anybody."""
        return await self.courier.redeliver(delivery)

    async def send_event(
        self, event: Json, *, team_id: str | None = None, copies: int = 1
    ) -> list[Delivery]:
        """
        Any event, wrapped and repeated as Slack does; all attempts are returned.

        `copies`: the same event so many times at once, each with an `event_id` of its own and no
        mark of a repeat. None is sent where the app's manifest does not subscribe to it.
        """
        stamped: dict[str, Any] = {"event_ts": self.state.stamps.next()} | event
        team = self.state.teams[team_id or self.team_id]
        return await tell(self.state, self.courier, team, stamped, copies=copies)

    async def echo(self, message: Message) -> list[Delivery]:
        """The event by which Slack tells the bot of a message of its own (`bot_id`)."""
        channel = self.state.channels[message.channel]
        event = message_event(channel, message.stored)
        return await self.send_event(event, team_id=channel.team_id)

    async def drop_sockets(self, reason: str | None = None) -> None:
        """Cuts every WebSocket; with `reason` after a `disconnect` frame, as Slack announces it."""
        await self.sockets.drop(reason)

    async def until(
        self, find: Callable[[], T | None], *, timeout: float = 20.0, what: str = "nothing came"
    ) -> T:
        """What `find` returns once it is neither None nor False. Raises: TimeoutError."""
        return await wait_for(self.state, find, timeout, what)
