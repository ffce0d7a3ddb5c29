"""The HTTP and WebSocket server of the stand-in, in the running loop, on a free port."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Generator, Sequence

import uvicorn
from starlette.applications import Starlette
from starlette.requests import HTTPConnection
from starlette.routing import BaseRoute
from starlette.types import ASGIApp


class _QuietServer(uvicorn.Server):
    """Leaves the signals to the test, and ends at once when told to, not at the next tick."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.stopping = asyncio.Event()

    async def main_loop(self) -> None:
        await self.on_tick(0)
        await self.stopping.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """As uvicorn's own, without its fixed pauses, which every test would pay."""
        for server in self.servers:
            server.close()
        state = self.server_state
        for connection in list(state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                while state.connections or state.tasks:  # noqa: ASYNC110  uvicorn tells nobody
                    await asyncio.sleep(0.001)
        for connection in list(state.connections):
            connection.transport.abort()
        for task in list(state.tasks):
            task.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


class Server:
    """Started once, stopped once; `abort` cuts a connection as a broken network would."""

    def __init__(self, routes: Sequence[BaseRoute], *, port: int = 0) -> None:
        """`port` 0: a free one."""
        self._app = Starlette(routes=routes)
        self._port = port
        config = uvicorn.Config(
            self._app,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
        )
        self._server = _QuietServer(config)
        self._socket: socket.socket | None = None
        self._task: asyncio.Task[None] | None = None

    def mount(self, routes: Sequence[BaseRoute]) -> None:
        """More of them, before the start."""
        self._app.router.routes.extend(routes)

    def put_around(self, middleware: Callable[[ASGIApp], ASGIApp]) -> None:
        """An ASGI middleware around all routes, before the start."""
        self._app.add_middleware(middleware)

    @property
    def stopping(self) -> asyncio.Event:
        """Set as soon as it ends: whoever keeps a connection open looks at it."""
        return self._server.stopping

    async def start(self) -> str:
        """
        The base URL, without a slash at its end.

        Raises:
            OSError: the port is taken, or not ours to take.
        """
        # asyncio sets TCP_NODELAY only where the protocol is named: else 40 ms an answer.
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", self._port))
        port = self._socket.getsockname()[1]
        self._task = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        while not self._server.started:
            if self._task.done():
                await self._task
            await asyncio.sleep(0.002)
        return f"http://127.0.0.1:{port}"

    async def stop(self) -> None:
        self._server.stopping.set()
        self._server.should_exit = True
        if self._task is not None:
            await self._task
        if self._socket is not None:
            self._socket.close()

    async def sleep(self, seconds: float) -> None:
        """As long as asked, but no longer than the server lives."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._server.stopping.wait(), seconds)

    def abort(self, request: HTTPConnection) -> None:
        for connection in list(self._server.server_state.connections):
            client = getattr(connection, "client", None)
            if request.client is not None and client == tuple(request.client):
                connection.transport.abort()
