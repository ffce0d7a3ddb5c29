"""The client on real connections: used again, lost, too slow, and nobody there."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.connector.client import Accepted, Connector
from bot.connector.errors import ConnectorAway, ConnectorInDoubt
from practice.slack.server import Server
from tests.connector.conftest import NOW, SECRET, SOON, a_call

DONE = {"status": "connected"}


class Standing:
    """A receiver on a server of its own: dawdles, or cuts what it is told to; counts."""

    def __init__(self) -> None:
        self.dawdles = 0.0
        self.cuts = False
        self.clients: list[tuple[str, int]] = []
        self.server = Server([Route("/", self._answer, methods=["POST"])])

    async def _answer(self, request: Request) -> Response:
        assert request.client
        self.clients.append((request.client.host, request.client.port))
        await self.server.sleep(self.dawdles)
        if self.cuts:
            self.server.abort(request)
        return JSONResponse(DONE)


@pytest.fixture
async def standing() -> AsyncIterator[tuple[Standing, Connector]]:
    """Started, with the client that asks it; a transport of its own asks no proxy."""
    receiver = Standing()
    url = await receiver.server.start()
    transport = httpx.AsyncHTTPTransport()
    async with Connector(url, SECRET, now=lambda: NOW, transport=transport) as connector:
        yield receiver, connector
    await receiver.server.stop()


async def test_connections_are_used_again(standing: tuple[Standing, Connector]) -> None:
    """A run of thousands opens as many as it has calls at once."""
    receiver, connector = standing

    for number in range(5):
        await connector.send(a_call(key=f"k{number}"), within=SOON)

    assert len(set(receiver.clients)) == 1
    assert len(receiver.clients) == 5


async def test_what_comes_too_late_is_in_doubt(standing: tuple[Standing, Connector]) -> None:
    """`within` bounds all of a call; afterwards the client is as good as before."""
    receiver, connector = standing
    receiver.dawdles = 10.0
    started = asyncio.get_running_loop().time()

    with pytest.raises(ConnectorInDoubt, match="in time"):
        await connector.send(a_call(), within=0.05)

    assert asyncio.get_running_loop().time() - started < 5
    receiver.dawdles = 0.0
    assert await connector.send(a_call(), within=SOON) == Accepted()


async def test_a_lost_connection_is_in_doubt(standing: tuple[Standing, Connector]) -> None:
    """It may have been lost after the deed."""
    receiver, connector = standing
    receiver.cuts = True

    with pytest.raises(ConnectorInDoubt):
        await connector.send(a_call(), within=SOON)


async def test_where_nobody_is_there_nothing_was_done(
    standing: tuple[Standing, Connector],
) -> None:
    """A receiver that is just being started again."""
    receiver, connector = standing
    await receiver.server.stop()

    with pytest.raises(ConnectorAway, match="ConnectError"):
        await connector.send(a_call(), within=SOON)


async def test_whoever_stops_a_call_is_heard(standing: tuple[Standing, Connector]) -> None:
    """A worker that ends is no time-out."""
    receiver, connector = standing
    receiver.dawdles = 10.0
    asking = asyncio.create_task(connector.send(a_call(), within=SOON))
    while not receiver.clients:  # noqa: ASYNC110  the server tells nobody
        await asyncio.sleep(0.002)

    asking.cancel()

    with pytest.raises(asyncio.CancelledError):
        await asking
