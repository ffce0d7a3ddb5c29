"""Socket Mode outlives whatever goes wrong on the way to a connection."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack_faults import SlackNotAllowed
from bot.sockets import Sockets
from practice.slack import (
    Drop,
    Html,
    LoseAnswer,
    RateLimited,
    Refuse,
    ServerError,
    SlackStandIn,
)
from practice.slack.faults import Fault
from practice.slack.server import Server

CONNECTIONS: Final = 2
PASSING: Final[list[Fault]] = [
    Drop(),
    LoseAnswer(),
    ServerError(),
    ServerError(503),
    Html(),
    RateLimited(1),
    Refuse("internal_error"),
]


@asynccontextmanager
async def running(slack: SlackStandIn, base_url: str) -> AsyncIterator[asyncio.Task[None]]:
    client = AsyncWebClient(token=slack.bot_token, base_url=base_url, retry_handlers=[])
    bolt = AsyncApp(client=client, signing_secret="canary", process_before_response=True)
    sockets = Sockets(bolt, client, slack.app_token, base_url, lambda connected: None)
    task = asyncio.create_task(sockets.run())
    try:
        yield task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await task


async def two_connections(slack: SlackStandIn, task: asyncio.Task[None]) -> str:
    """`connected` once there are two, or the reason why there are not."""
    there = asyncio.create_task(
        slack.until(lambda: len(slack.sockets) == CONNECTIONS, timeout=30.0, what="too late")
    )
    await asyncio.wait({there, task}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        there.cancel()
        return f"ended with {task.exception()!r}"
    return "connected" if there.exception() is None else f"{there.exception()!r}"


async def test_a_fault_that_passes_is_waited_for() -> None:
    """The bot asks again; its process does not end because Slack had a bad moment."""
    outcomes = await asyncio.gather(*(outcome_of(fault) for fault in PASSING))

    assert dict(zip(PASSING, outcomes, strict=True)) == dict.fromkeys(PASSING, "connected")


async def outcome_of(fault: Fault) -> str:
    """`connected`, after both connections met the fault, or the reason why not."""
    async with SlackStandIn() as slack:
        slack.faults.add("apps.connections.open", fault, times=CONNECTIONS)
        async with running(slack, slack.api_url) as task:
            return await two_connections(slack, task)


async def test_a_socket_that_does_not_open_is_asked_for_anew(standin: SlackStandIn) -> None:
    """The address is good for one use, and a proxy may refuse the WebSocket."""
    refused = iter(range(CONNECTIONS))

    async def answer(request: Request) -> Response:
        if next(refused, None) is None:
            ticket = f"ticket-{len(standin.state.socket_tickets)}-{id(request)}"
            standin.state.socket_tickets.add(ticket)
            address = f"{standin.state.base_url.replace('http', 'ws', 1)}/link/?ticket={ticket}"
        else:
            address = f"ws://127.0.0.1:{request.url.port}/no-socket-here"
        return JSONResponse({"ok": True, "url": address})

    server = Server([Route("/api/apps.connections.open", answer, methods=["GET", "POST"])])
    base_url = f"{await server.start()}/api/"
    try:
        async with running(standin, base_url) as task:
            outcome = await two_connections(standin, task)
    finally:
        await server.stop()

    assert outcome == "connected"
    assert next(refused, None) is None


async def test_a_token_that_slack_refuses_ends_it(standin: SlackStandIn) -> None:
    """An operator must act; asking for ever would hide it."""
    standin.revoke(standin.app_token)

    async with running(standin, standin.api_url) as task:
        with pytest.raises(ExceptionGroup) as raised:
            await task

    assert raised.group_contains(SlackNotAllowed)
