"""Neither the secret nor the address gets into a log or a fault, whatever the receiver does."""

import io
import logging
import sys
import traceback
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import httpx
import pytest
import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot import logs
from bot.config import LogFormat, LogLevel
from bot.connector.client import Connector
from bot.connector.errors import ConnectorError
from practice.slack.server import Server
from tests.connector.conftest import NOW, SECRET, SOON, a_call

CANARY: Final = "canary-"
ADDRESS: Final = "/canary-path?code=canary-code"
"""Of many automations the address is the key."""

# What a receiver may do with what it was sent. None: it cuts the connection.
BAD: Final[dict[str, Any]] = {
    "a page": lambda echo: HTMLResponse(echo),
    "a bad gateway": lambda echo: HTMLResponse(echo, 502),
    "a redirect": lambda echo: RedirectResponse(f"http://elsewhere.example/?{CANARY}"),
    "no right": lambda echo: JSONResponse({"reason": echo}, 403),
    "unasked": lambda echo: JSONResponse({"detail": echo}, 422),
    "busy": lambda echo: JSONResponse({"reason": echo}, 429),
    "half an answer": lambda echo: Response(f'{{"status": "{echo}'),
    "too much": lambda echo: Response(echo * 20_000),
    "a cut": None,
}


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """LOG_LEVEL=debug, as the command line sets it up: what comes out of it."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs._LEAST}
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up(LogLevel.DEBUG, LogFormat.JSON)
    yield stream
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()


@pytest.fixture
async def parrot() -> AsyncIterator[tuple[str, list[Any]]]:
    """Its address, and how it answers: the first of the list, with what it was sent."""
    bad: list[Any] = []

    async def answer(request: Request) -> Response:
        # All that it knows: what came, and the secret that it keeps.
        echo = f"{request.url} {request.headers!r} {await request.body()!r} {SECRET}"
        if bad[0] is None:
            server.abort(request)
            return Response()
        said: Response = bad[0](echo)
        said.headers["X-Echo"] = said.headers["Retry-After"] = echo
        return said

    server = Server([Route("/{path:path}", answer, methods=["POST"])])
    yield await server.start() + ADDRESS, bad
    await server.stop()


def everything_of(fault: BaseException) -> str:
    """Its words and those of whatever stands behind it."""
    behind = [one for one in (fault.__cause__, fault.__context__) if one is not None]
    shown = "".join(traceback.format_exception(fault))
    return " ".join(
        [str(fault), repr(fault), repr(vars(fault)), shown, *map(everything_of, behind)]
    )


@pytest.mark.parametrize("bad", BAD)
async def test_no_log_and_no_fault_holds_a_secret(
    parrot: tuple[str, list[Any]], printed: io.StringIO, bad: str
) -> None:
    """Over a real socket, with the log at DEBUG."""
    url, answers = parrot
    answers.append(BAD[bad])
    transport = httpx.AsyncHTTPTransport()

    async with Connector(url, SECRET, now=lambda: NOW, transport=transport) as connector:
        with pytest.raises(ConnectorError) as raised:
            await connector.send(a_call(), within=SOON)
    structlog.get_logger("canary").debug("the log is open")

    assert CANARY not in everything_of(raised.value)
    assert "the log is open" in printed.getvalue()
    assert CANARY not in printed.getvalue()


def test_nothing_shows_the_secret_by_its_repr() -> None:
    """A traceback with local variables, or a debugger, prints what it has."""
    connector = Connector("https://automation.example", SECRET, now=lambda: NOW)

    assert SECRET not in repr(connector)
