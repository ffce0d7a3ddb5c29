"""A subscription on a server of its own, with a clock that tests move, and a raw client."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest

from practice.marketo.standin import TOKEN, MarketoStandIn
from practice.marketo.state import MarketoState
from practice.slack.server import Server

PREFIX = "/marketo/{munchkin_id}"


@dataclass
class HandClock:
    at: datetime = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    """The JSON, else the text."""
    headers: Mapping[str, str]

    @property
    def code(self) -> int | None:
        """Of the first error, as a number."""
        errors = self.body.get("errors") if isinstance(self.body, dict) else None
        return int(errors[0]["code"]) if errors else None


@dataclass
class Client:
    """Follows no redirect, and sends what it is told to."""

    base: str
    session: aiohttp.ClientSession
    state: MarketoState

    async def __call__(
        self, path: str, *, token: str | None = None, method: str = "GET", **query: Any
    ) -> Answer:
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        return await self.send(method, path, headers=headers, params=query)

    async def send(self, method: str, path: str, **kwargs: Any) -> Answer:
        async with self.session.request(
            method, self.base + path, allow_redirects=False, **kwargs
        ) as response:
            body: Any = await response.text()
            if response.content_type == "application/json":
                body = await response.json()
            return Answer(response.status, body, response.headers)

    async def ask_token(
        self, client_id: str, client_secret: str, *, method: str = "POST"
    ) -> Answer:
        pair = {"client_id": client_id, "client_secret": client_secret}
        return await self.send(
            method,
            TOKEN,
            params={"grant_type": "client_credentials", **(pair if method == "GET" else {})},
            data=pair if method == "POST" else None,
        )

    async def token(self) -> str:
        """Of the API-only user."""
        answer = await self.ask_token(self.state.api.client_id, self.state.api.client_secret)
        return str(answer.body["access_token"])


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def state() -> MarketoState:
    return MarketoState()


@pytest.fixture
def marketo(state: MarketoState, clock: HandClock) -> MarketoStandIn:
    return MarketoStandIn(lambda: state, now=clock)


@pytest.fixture
async def client(marketo: MarketoStandIn, state: MarketoState) -> AsyncIterator[Client]:
    server = Server(marketo.routes(PREFIX))
    base = await server.start()
    async with aiohttp.ClientSession() as session:
        yield Client(f"{base}/marketo/{state.munchkin_id}", session, state)
    await server.stop()
