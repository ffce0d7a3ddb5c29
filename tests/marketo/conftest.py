"""Practice's Marketo on a server of its own, the client that reads it, and what it was sent."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

import httpx
import pytest
import stamina

from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.marketo.client import TOKEN, Marketo
from practice.marketo.standin import MarketoStandIn
from practice.marketo.state import MarketoState
from practice.slack.server import Server

NOW: Final = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)
PAIR: Final = Credentials(MunchkinId("123-ABC-456"), "a-client-id", "a-client-secret")

Ask: TypeAlias = Callable[[Marketo, Credentials], Awaitable[Any]]
ASKS: Final[dict[str, Ask]] = {
    "accepts": Marketo.accepts,
    "workspaces": Marketo.workspaces,
    "users": Marketo.users,
}


@dataclass
class Recorded(httpx.AsyncBaseTransport):
    """What was sent, oldest first; the answers come from `inner`."""

    inner: httpx.AsyncBaseTransport
    requests: list[httpx.Request] = field(default_factory=list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return await self.inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self.inner.aclose()

    @property
    def paths(self) -> list[str]:
        return [request.url.path for request in self.requests]

    def times(self, path: str) -> int:
        """How often a path of Marketo's was asked, wherever it is mounted."""
        return sum(asked.endswith(path) for asked in self.paths)


def a_token(**changed: Any) -> httpx.Response:
    """As the identity endpoint gives it."""
    token = {"access_token": "a-token", "token_type": "bearer", "expires_in": 3599, "scope": "x"}
    return httpx.Response(200, json={**token, **changed})


def answering(*answers: httpx.Response, token: Sequence[httpx.Response] = ()) -> Recorded:
    """Calls get the answers in turn, the last one for good; tokens come beside them."""
    tokens = iter(token)
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith(TOKEN):
            return next(tokens, None) or a_token()
        return left.pop(0) if len(left) > 1 else left[0]

    return Recorded(httpx.MockTransport(answer))


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    """As many attempts as ever, with nothing between them."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def state() -> MarketoState:
    return MarketoState()


@pytest.fixture
def standin(state: MarketoState) -> MarketoStandIn:
    return MarketoStandIn(lambda: state, now=lambda: NOW)


@pytest.fixture
async def address(standin: MarketoStandIn) -> AsyncIterator[str]:
    """MARKETO_URL of the stand-in."""
    server = Server(standin.routes("/marketo/{munchkin_id}"))
    yield f"{await server.start()}/marketo/{{munchkin_id}}"
    await server.stop()


@pytest.fixture
def sent() -> Recorded:
    """By `marketo`; a transport of its own asks no proxy of the developer's."""
    return Recorded(httpx.AsyncHTTPTransport())


@pytest.fixture
async def marketo(address: str, sent: Recorded) -> AsyncIterator[Marketo]:
    async with Marketo(address, transport=sent) as client:
        yield client


@pytest.fixture
def pair(state: MarketoState) -> Credentials:
    """Of the API-only user, who may read."""
    return Credentials(MunchkinId(state.munchkin_id), state.api.client_id, state.api.client_secret)
