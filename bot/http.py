"""The HTTP side of `web`: Slack's deliveries, and whether we live and can write."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from socket import AF_INET, AF_INET6, create_server
from typing import Final

import uvicorn
from redis.asyncio import Redis
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from bot.store.errors import StoreError, redis_faults

DRAIN: Final = 5  # seconds for answers under way, when the process is told to end
LARGEST: Final = 1_000_000  # bytes of a delivery, read before its signature can be checked
PROBE: Final = "sc:probe"


def web_app(bolt: AsyncApp, redis: Redis) -> Starlette:
    """The routes of docs/operations.md."""

    async def healthz(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        try:
            async with asyncio.timeout(2):
                async with redis_faults():
                    await redis.set(PROBE, "1", px=10_000)
        except (StoreError, TimeoutError) as fault:
            return PlainTextResponse(f"no: {fault}", status_code=503)
        return PlainTextResponse("ok")

    return Starlette(
        routes=[
            Route("/slack/events", _Events(bolt), methods=["POST"]),
            Route("/healthz", healthz),
            Route("/readyz", readyz),
        ]
    )


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
