"""Socket Mode: two connections, so that one is alive while Slack renews the other."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Final

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import is_slacks
from bot.slack_faults import OF_THE_LIBRARY, SlackFault, SlackNotAllowed, SlackRefused, fault_of

CONNECTIONS: Final = 2
PING: Final = 5.0  # seconds; four without an answer, and the connection counts as dead
CONNECT_WITHIN: Final = (
    4.0  # seconds, fewer than PING: the library pauses as long before it retries
)
CLOSE_WITHIN: Final = 2.0  # seconds
LOOK: Final = 2.0  # seconds between two looks at the connections
ALARM: Final = 30.0  # seconds without any connection

log = structlog.get_logger("bot.sockets")


class Sockets:
    """`run()` until cancelled."""

    def __init__(
        self,
        bolt: AsyncApp,
        client: AsyncWebClient,
        app_token: str,
        base_url: str,
        tell: Callable[[int], None],
    ) -> None:
        """`tell` hears how many connections are alive, at each look."""
        self._bolt = bolt
        self._client = client
        self._app_token = app_token
        self._base_url = base_url
        self._clients: list[SocketModeClient] = []
        self._tell = tell

    async def run(self) -> None:
        """
        Connects, and watches: what is silently dead is connected anew.

        Raises:
            SlackNotAllowed: the app-level token is not accepted.
        """
        handlers = [self._handler() for _ in range(CONNECTIONS)]
        self._clients = [handler.client for handler in handlers]
        try:
            async with asyncio.TaskGroup() as group:
                for client in self._clients:
                    group.create_task(self._keep(client))
                group.create_task(self._watch())
        finally:
            # Together, and not for long: each waits ten seconds for a Slack that does not answer.
            closing = [asyncio.create_task(_closed(handler)) for handler in handlers]
            _, late = await asyncio.wait(closing, timeout=CLOSE_WITHIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _handler(self) -> AsyncSocketModeHandler:
        handler = AsyncSocketModeHandler(
            self._bolt, self._app_token, web_client=self._client, ping_interval=PING
        )
        issue = handler.client.issue_new_wss_url

        async def checked() -> str:
            url = await issue()
            if not is_slacks(url, self._base_url):
                raise SlackRefused("apps.connections.open", "the WebSocket is not Slack's")
            return url

        connect = handler.client.connect

        async def in_time() -> None:
            # The library tries the same address for ever, and it is good for one use.
            async with asyncio.timeout(CONNECT_WITHIN):
                await connect()  # type: ignore[no-untyped-call]

        handler.client.issue_new_wss_url = checked  # type: ignore[method-assign]
        handler.client.connect = in_time  # type: ignore[method-assign]
        return handler

    async def _keep(self, client: SocketModeClient) -> None:
        """The library reconnects what it saw alive once; this does the rest."""
        pause = 0.5
        while True:
            if not await client.is_connected():
                try:
                    await client.connect_to_new_endpoint()
                    pause = 0.5
                except SlackApiError as failure:
                    fault = fault_of("apps.connections.open", failure)
                    if isinstance(fault, SlackNotAllowed):
                        raise fault from None
                    log.warning("no connection", why=fault.error)
                except (SlackFault, *OF_THE_LIBRARY) as failure:
                    log.warning("no connection", why=type(failure).__name__)
                pause = min(pause * 2, 30.0)
            else:
                pause = LOOK
            await asyncio.sleep(pause)

    async def _watch(self) -> None:
        """None for half a minute is said aloud."""
        loop = asyncio.get_running_loop()
        alive_at = loop.time()
        while True:
            alive = [await client.is_connected() for client in self._clients]
            connected = sum(map(bool, alive))
            self._tell(connected)
            if connected:
                alive_at = loop.time()
            elif loop.time() - alive_at >= ALARM:
                log.error("no Socket Mode connection", seconds=int(loop.time() - alive_at))
                alive_at = loop.time()
            await asyncio.sleep(LOOK)


async def _closed(handler: AsyncSocketModeHandler) -> None:
    with suppress(*OF_THE_LIBRARY):
        await handler.close_async()  # type: ignore[no-untyped-call]
