"""
One connection for all scripts of a process: what is asked in one turn of the loop leaves together.

The answer to Slack waits for two scripts. Each through the library's pool costs 300 µs of the
processor, most of it for the pool and for a write and a read of its own; together they cost half.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from math import inf
from typing import Any

from hiredis import pack_command
from redis.asyncio.connection import AbstractConnection
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import ReadOnlyError, RedisError, ResponseError


class Wire:
    """`await wire.ask("EVALSHA", …)`; opened by the first question, opened anew when it is lost."""

    def __init__(self, make_connection: Callable[[], AbstractConnection]) -> None:
        self._make_connection = make_connection
        self._line: _Line | None = None
        self._opening = asyncio.Lock()
        self._ended = False

    async def ask(self, *command: str | int) -> Any:
        """
        One command, once more after a lost connection: a script that writes recognises a repeat by
        its seen id, its version or its lease. What a lost claim took comes back with its lease.

        Raises:
            ResponseError, ConnectionLost: of the Redis library.
        """
        try:
            return await (await self._open()).ask(command)
        except ConnectionLost:
            return await (await self._open()).ask(command)

    async def _open(self) -> "_Line":
        if self._line and self._line.is_open:
            return self._line
        async with self._opening:
            if self._ended:
                raise ConnectionLost("closed")
            if self._line is None or not self._line.is_open:
                connection = self._make_connection()
                await connection.connect()  # type: ignore[no-untyped-call]
                self._line = _Line(connection)
            return self._line

    async def close(self) -> None:
        """Nothing may be asked any more."""
        self._ended = True
        if self._line:
            await self._line.close()


class _Line:
    """An open connection, its questions in order, and who waits for their answers."""

    def __init__(self, connection: AbstractConnection) -> None:
        self._connection = connection
        self._packed: list[bytes] = []
        self._waiting: deque[asyncio.Future[Any]] = deque()
        self._something = asyncio.Event()
        self._tasks = [asyncio.create_task(self._write()), asyncio.create_task(self._read())]
        self.is_open = True

    async def ask(self, command: tuple[str | int, ...]) -> Any:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        # Its stub knows commands of one word only.
        self._packed.append(pack_command(command))  # type: ignore[arg-type]
        self._waiting.append(answer)
        self._something.set()
        try:
            return await answer
        except asyncio.CancelledError:
            # Late: the connection may be dead without a word. Others ask again on a new one.
            self._lose(ConnectionLost("no answer in time"))
            raise

    async def _write(self) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            packed, self._packed = self._packed, []
            try:
                await self._connection.send_packed_command(packed, check_health=False)
            except (RedisError, OSError) as fault:
                self._lose(fault)
                return

    async def _read(self) -> None:
        while True:
            try:
                said: Any = await self._connection.read_response(timeout=inf)
            except ReadOnlyError as demoted:  # another server has its place: not this line's
                self._lose(demoted)
                return
            except ResponseError as refused:  # an answer like any other, as far as the line goes
                said = refused
            except (RedisError, OSError) as fault:
                self._lose(fault)
                return
            if not self._waiting:
                self._lose(ConnectionLost("an answer that nobody asked for"))
                return
            answer = self._waiting.popleft()
            if answer.done():
                continue
            if isinstance(said, ResponseError):
                answer.set_exception(said)
            else:
                answer.set_result(said)

    def _lose(self, fault: Exception) -> None:
        """Whoever waits hears of it; nobody asks here again."""
        if not self.is_open:
            return
        self.is_open = False
        waiting, self._waiting = self._waiting, deque()
        for answer in waiting:
            if not answer.done():
                answer.set_exception(ConnectionLost(str(fault)))
        for task in self._tasks:
            if task is not asyncio.current_task():
                task.cancel()
        self._tasks.append(asyncio.create_task(self._connection.disconnect(nowait=True)))

    async def close(self) -> None:
        self._lose(ConnectionLost("closed"))
        await asyncio.gather(*self._tasks, return_exceptions=True)
