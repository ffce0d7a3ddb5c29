"""Neither the pair nor the token gets into a log or a fault, whatever Marketo does with them."""

import io
import logging
import sys
import traceback
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, TypeAlias

import httpx
import pytest
import structlog
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from bot import logs
from bot.config import LogFormat, LogLevel
from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.marketo.client import TOKEN, Marketo
from bot.marketo.errors import MarketoError
from practice.slack.server import Server
from tests.marketo.conftest import ASKS

CLIENT_ID: Final = "canary-id"
CLIENT_SECRET: Final = "canary-secret"
THE_TOKEN: Final = "canary-token"
CANARY: Final = "canary-"
PAIR: Final = Credentials(MunchkinId("123-ABC-456"), CLIENT_ID, CLIENT_SECRET)

Echo: TypeAlias = str
"""What the server was sent, secrets and all."""


def _token(value: str = THE_TOKEN) -> Response:
    return JSONResponse({"access_token": value, "expires_in": 3599})


def _error(echo: Echo, code: object) -> Response:
    return JSONResponse({"success": False, "errors": [{"code": code, "message": echo}]})


# What a server may do with what it was sent. None: it cuts the connection.
BAD: Final[dict[str, Any]] = {
    "a page": lambda echo: HTMLResponse(echo),
    "a bad gateway": lambda echo: HTMLResponse(echo, 502),
    "a redirect": lambda echo: RedirectResponse(f"http://elsewhere.example/?{CANARY}{echo[:9]}"),
    "refused": lambda echo: JSONResponse({"error": echo, "error_description": echo}, 401),
    "not found": lambda echo: JSONResponse({"error": echo, "error_description": echo}, 404),
    "denied": lambda echo: _error(echo, 603),
    "busy": lambda echo: _error(echo, 606),
    "a code of its own": lambda echo: _error(echo, echo),
    "another shape": lambda echo: JSONResponse({"result": echo, echo: echo}),
    "rows": lambda echo: JSONResponse([{"id": echo, "name": echo, "emailAddress": echo}]),
    "a token with a line": lambda echo: _token(f"{THE_TOKEN}\r\nX: {echo}"),
    "half an answer": lambda echo: Response(f'{{"access_token": "{THE_TOKEN}'),
    "too much": lambda echo: Response(echo * 20_000),
    "a cut": None,
}


class _Everything(logging.Handler):
    """What any logger says at any level, with its arguments and its exceptions."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{self.format(record)} {record.args!r} {record.msg!r}")


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """LOG_LEVEL=debug, as the command line sets it up; the error stream is the last line."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {name: logging.getLogger(name).level for name in logs._LEAST}
    stream, everything = io.StringIO(), _Everything()
    monkeypatch.setattr(sys, "stderr", stream)
    logs.set_up(LogLevel.DEBUG, LogFormat.JSON)
    root.addHandler(everything)
    yield everything.lines
    root.handlers, root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    structlog.reset_defaults()
    assert CANARY not in stream.getvalue()


class Mocking:
    """A Marketo that answers with what it was sent, in its headers too."""

    def __init__(self) -> None:
        self.token_is_bad = False
        self.bad: Any = None
        self.address = ""
        self.server = Server([Route("/{path:path}", self._answer, methods=["GET", "POST"])])

    async def _answer(self, request: Request) -> Response:
        sent = (await request.body()).decode() + request.headers.get("Authorization", "")
        is_token = request.url.path == TOKEN
        if is_token and not self.token_is_bad:
            answer = _token()
        elif self.bad is None:
            self.server.abort(request)
            answer = Response()
        else:
            answer = self.bad(sent)
        answer.headers["X-Echo"] = answer.headers["Set-Cookie"] = sent
        return answer


@pytest.fixture
async def mocking() -> AsyncIterator[Mocking]:
    marketo = Mocking()
    marketo.address = await marketo.server.start()
    yield marketo
    await marketo.server.stop()


def everything_of(fault: BaseException) -> str:
    """Its words and those of whatever stands behind it."""
    behind = [one for one in (fault.__cause__, fault.__context__) if one is not None]
    shown = "".join(traceback.format_exception(fault))
    return " ".join(
        [str(fault), repr(fault), repr(vars(fault)), shown, *map(everything_of, behind)]
    )


@pytest.mark.parametrize("token_is_bad", [True, False])
@pytest.mark.parametrize("bad", BAD)
async def test_no_log_and_no_fault_holds_a_secret(
    mocking: Mocking, logged: list[str], bad: str, *, token_is_bad: bool
) -> None:
    """Over a real socket, with every logger at DEBUG."""
    mocking.bad, mocking.token_is_bad = BAD[bad], token_is_bad
    faults: list[MarketoError] = []

    async with Marketo(mocking.address, transport=httpx.AsyncHTTPTransport()) as marketo:
        for ask in ASKS.values():
            try:
                await ask(marketo, PAIR)
            except MarketoError as fault:
                faults.append(fault)
    structlog.get_logger("canary").debug("the log is open")

    assert len(faults) >= 2
    assert [text for text in map(everything_of, faults) if CANARY in text] == []
    assert [(f.__cause__, f.__context__) for f in faults] == [(None, None)] * len(faults)
    assert any("the log is open" in line for line in logged)
    assert [line for line in logged if CANARY in line.replace("'canary'", "")] == []
