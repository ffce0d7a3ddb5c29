"""The stand-in itself: a server, its people, and the record of what happened."""

import time
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self, TypeVar

from starlette.routing import Route, WebSocketRoute

from practice.slack import payloads
from practice.slack.cast import Cast
from practice.slack.client.person import Person
from practice.slack.client.screen import Room, wait_for
from practice.slack.client.seen import Message
from practice.slack.client.talking import message_event
from practice.slack.clock import Clock
from practice.slack.delivery import Courier, Delivery
from practice.slack.faults import Faults
from practice.slack.files import Files
from practice.slack.messages import Json
from practice.slack.response_urls import ResponseUrls
from practice.slack.server import Server
from practice.slack.sockets import Sockets
from practice.slack.state import Call, State
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
    ) -> None:
        super().__init__(State(clock=clock), team_id, scopes)
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
        self._server = Server(
            [
                Route("/api/{method}", api.__call__, methods=["GET", "POST"]),
                Route("/commands/{key:path}", answers.__call__, methods=["POST"]),
                Route("/actions/{key:path}", answers.__call__, methods=["POST"]),
                Route("/files/{file_id}/{name}", self._files.__call__),
                WebSocketRoute("/link/", self.sockets.serve),
            ]
        )

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
        await self._server.stop()

    def person(self, user_id: str) -> Person:
        """Always the same one for the same id."""
        if user_id not in self._people:
            user = self.state.users[user_id]
            self._people[user_id] = Person(self.state, self.courier, self._files, user)
        return self._people[user_id]

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

    async def send_event(self, event: Json, *, team_id: str | None = None) -> list[Delivery]:
        """Any event, wrapped and repeated as Slack does; all attempts are returned."""
        stamped: dict[str, Any] = {"event_ts": self.state.stamps.next()} | event
        team = self.state.teams[team_id or self.team_id]
        payload = payloads.event_callback(self.state, team, stamped, self.state.ids)
        return await self.courier.deliver_event(payload)

    async def echo(self, message: Message) -> list[Delivery]:
        """The event by which Slack tells the bot of a message of its own (`bot_id`)."""
        channel = self.state.channels[message.channel]
        event = message_event(channel, message.stored)
        return await self.send_event(event, team_id=channel.team_id)

    async def drop_sockets(self, reason: str | None = None) -> None:
        """Cuts every WebSocket; with `reason` after a `disconnect` frame, as Slack announces it."""
        await self.sockets.drop(reason)

    async def until(
        self, find: Callable[[], T | None], *, timeout: float = 5.0, what: str = "nothing came"
    ) -> T:
        """What `find` returns once it is neither None nor False. Raises: TimeoutError."""
        return await wait_for(self.state, find, timeout, what)
