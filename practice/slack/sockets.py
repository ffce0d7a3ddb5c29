"""Socket Mode: the open WebSockets, and which of them an envelope goes to."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.websockets import WebSocket, WebSocketDisconnect

from practice.slack.errors import NotAcknowledged
from practice.slack.messages import Json
from practice.slack.state import State

CONNECTIONS: Final = 10


@dataclass(eq=False, slots=True)
class _Connection:
    websocket: WebSocket
    waiting: dict[str, asyncio.Future[Json]] = field(default_factory=dict)


class Sockets:
    def __init__(self, state: State, abort: Callable[[WebSocket], None]) -> None:
        self._state = state
        self._abort = abort
        self._open: list[_Connection] = []
        self._turn = 0
        self.opened = 0
        """Connections since the start, those that ended too."""

    def __len__(self) -> int:
        return len(self._open)

    async def serve(self, websocket: WebSocket) -> None:
        """One connection from its ticket to its end; the eleventh is turned away."""
        ticket = websocket.query_params.get("ticket", "")
        if ticket not in self._state.socket_tickets:
            await websocket.close(1008)
            return
        self._state.socket_tickets.discard(ticket)
        await websocket.accept()
        if len(self._open) >= CONNECTIONS:
            await websocket.send_text(_disconnect("too_many_websockets"))
            await websocket.close()
            return
        connection = _Connection(websocket)
        self._open.append(connection)
        self.opened += 1
        try:
            await websocket.send_text(self._hello())
            self._state.changed()
            while True:
                self._take(connection, await websocket.receive_text())
        except WebSocketDisconnect:
            pass
        finally:
            self._forget(connection)

    async def send(self, envelope_id: str, text: str, timeout: float) -> Json:
        """
        The acknowledgement of one envelope, sent to exactly one connection, each in its turn.

        Raises: NotAcknowledged.
        """
        if not self._open:
            raise NotAcknowledged("no socket is open", "connection_failed")
        self._turn += 1
        connection = self._open[self._turn % len(self._open)]
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        try:
            async with asyncio.timeout(timeout):
                await connection.websocket.send_text(text)
                return await answer
        except TimeoutError:
            raise NotAcknowledged(f"envelope {envelope_id}", "timeout") from None
        except (WebSocketDisconnect, RuntimeError, OSError) as broken:
            raise NotAcknowledged(f"envelope {envelope_id}", "connection_failed") from broken
        finally:
            connection.waiting.pop(envelope_id, None)

    async def drop(self, reason: str | None = None) -> None:
        """All of them at once: without warning, or after a `disconnect` frame with `reason`."""
        for connection in list(self._open):
            if reason is None:
                self._abort(connection.websocket)
                self._forget(connection)
            else:
                self._open.remove(connection)
                await connection.websocket.send_text(_disconnect(reason))
                await connection.websocket.close()
        await asyncio.sleep(0)

    def _take(self, connection: _Connection, text: str) -> None:
        try:
            frame: Any = json.loads(text)
        except ValueError:
            return
        if isinstance(frame, dict):
            answer = connection.waiting.get(str(frame.get("envelope_id")))
            if answer is not None and not answer.done():
                answer.set_result(frame)

    def _forget(self, connection: _Connection) -> None:
        if connection in self._open:
            self._open.remove(connection)
        for answer in connection.waiting.values():
            if not answer.done():
                answer.set_exception(NotAcknowledged("the socket broke", "connection_failed"))
        self._state.changed()

    def _hello(self) -> str:
        hello = {
            "type": "hello",
            "num_connections": len(self._open),
            "connection_info": {"app_id": self._state.app_id},
            "debug_info": {
                "host": "standin",
                "started": "",
                "build_number": 1,
                "approximate_connection_time": 18060,
            },
        }
        return json.dumps(hello)


def _disconnect(reason: str) -> str:
    return json.dumps({"type": "disconnect", "reason": reason, "debug_info": {"host": "standin"}})
