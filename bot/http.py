"""The HTTP side of `web`: Slack's deliveries, whether we live and can write, and figures."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import contextmanager
from socket import AF_INET, AF_INET6, create_server
from typing import Final

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from bot.scrape import CONTENT_TYPE, Scrape
from bot.store.errors import StoreError
from bot.store.probe import probe
from bot.store.scripts import Scripts

ANSWER_WITHIN: Final = 2.0  # seconds, for what asks Redis
EVENTS: Final = "/slack/events"
DRAIN: Final = 5  # seconds for answers under way, when the process is told to end
LARGEST: Final = 1_000_000  # bytes of a delivery, read before its signature can be checked


def web_app(bolt: AsyncApp, scripts: Scripts, scrape: Scrape) -> Starlette:
    """The routes of docs/operations.md."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        return await _answered(writable())

    async def writable() -> Response:
        await probe(scripts)
        return PlainTextResponse("ok")

    async def metrics(_: Request) -> Response:
        return await _answered(scraped())

    async def scraped() -> Response:
        return Response(await scrape(), media_type=CONTENT_TYPE)

    return _Web(
        _Events(bolt),
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
    )


async def _answered(asked: Awaitable[Response]) -> Response:
    """One line if the store does not do what was asked, or not in time."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            return await asked
    except StoreError as fault:
        return PlainTextResponse(f"no: {fault}", status_code=503)
    except TimeoutError:
        return PlainTextResponse("no: Redis does not answer in time", status_code=503)


class _Web(Starlette):
    """Slack's deliveries pass no middleware and no router: a seventh of what an answer costs."""

    def __init__(self, events: "_Events", *routes: Route) -> None:
        super().__init__(routes=[Route(EVENTS, events, methods=["POST"]), *routes])
        self._events = events

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope.get("path") == EVENTS and scope.get("method") == "POST":
            await self._events(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


class _TooLarge(Exception):
    """Nobody whose signature could be checked sends as much."""


class _Events:
    """An ASGI endpoint: Starlette wraps a function once more, and Bolt handles its own faults."""

    def __init__(self, bolt: AsyncApp) -> None:
        self._slack = AsyncSlackRequestHandler(bolt)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        room = LARGEST

        async def bounded() -> Message:
            nonlocal room
            message = await receive()
            room -= len(message.get("body", b""))
            if room < 0:
                raise _TooLarge
            return message

        try:
            answer = await self._slack.handle(Request(scope, bounded))
        except _TooLarge:
            answer = PlainTextResponse("too large", status_code=413)
        await answer(scope, receive, send)


class _Server(uvicorn.Server):
    """Signals are the command line's business: it must end the rest in order too."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(app: Starlette, host: str, port: int) -> None:
    """
    Until cancelled; then ends answers that are under way.

    Raises:
        OSError: the address is taken.
    """
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        loop="none",
        http="httptools",
        ws="none",
        lifespan="off",
        access_log=False,
        log_config=None,
        proxy_headers=False,
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=DRAIN,
    )
    family = AF_INET6 if ":" in host else AF_INET
    with create_server((host, port), family=family, backlog=config.backlog) as listening:
        server = _Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            await asyncio.shield(serving)
        finally:
            server.should_exit = True
            await serving
