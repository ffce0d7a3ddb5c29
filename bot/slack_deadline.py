"""
A deadline for a call: no request leaves after it, even if the process stood still meanwhile.

A process that was stopped, while a connection was being opened, goes on where it was. Then its
lease is long over and another worker has sent the message; a time-out of the loop comes too late
or too early, since what has become ready runs before it.
"""

import asyncio
from contextvars import ContextVar, Token
from types import TracebackType

import aiohttp
from aiohttp.connector import Connection
from aiohttp.tracing import Trace

from bot.slack_faults import SlackUnsent


class Deadline:
    """Begins when it is made; `async with` it what is to end in time. `within`: seconds."""

    def __init__(self, method: str, within: float | None) -> None:
        self._method = method
        self._at = None if within is None else asyncio.get_running_loop().time() + within
        self._limit = asyncio.timeout_at(self._at)
        self._token: Token[Deadline | None] | None = None

    async def __aenter__(self) -> None:
        self.check()
        self._token = _deadline.set(self)
        await self._limit.__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        assert self._token is not None
        _deadline.reset(self._token)
        await self._limit.__aexit__(kind, fault, at)

    def check(self) -> None:
        """
        Raises:
            SlackUnsent: it is over.
        """
        if self._at is not None and asyncio.get_running_loop().time() >= self._at:
            raise SlackUnsent(self._method, "its time was over before it was sent")


_deadline: ContextVar[Deadline | None] = ContextVar("deadline", default=None)


class PunctualConnector(aiohttp.TCPConnector):
    """Gives out a connection, right before it is written to, only while there is time."""

    async def connect(
        self, req: aiohttp.ClientRequest, traces: list[Trace], timeout: aiohttp.ClientTimeout
    ) -> Connection:
        connection = await super().connect(req, traces, timeout)
        try:
            if deadline := _deadline.get():
                deadline.check()
        except SlackUnsent:
            connection.close()  # Slack may have done so meanwhile
            raise
        return connection
