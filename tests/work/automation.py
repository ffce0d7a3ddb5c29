"""A company's own automation, as the connector reaches it: it does what a test says, and counts."""

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeAlias

import httpx

from bot.connector.client import Connector
from tests.work.office import Office

BUSY = httpx.Response(429, headers={"Retry-After": "1"})
BROKEN = httpx.Response(500)
LOST = httpx.ReadError("lost")  # it did what it was asked to
WRONG = httpx.Response(401)

AWAY = httpx.ConnectError("refused")  # it heard nothing

Says: TypeAlias = httpx.Response | httpx.ReadError | httpx.ConnectError


def refuses(reason: str) -> httpx.Response:
    return httpx.Response(422, json={"reason": reason})


class Automation:
    """Says that it is done, unless it was told to say something else first."""

    def __init__(self, slowness: float = 0.0) -> None:
        self.slowness = slowness
        self.first: defaultdict[str, list[Says]] = defaultdict(list)  # by address, then used up
        self.always: Says | None = None
        self.calls: list[tuple[str, str, str]] = []  # address, what, key
        self.bodies: defaultdict[str, set[bytes]] = defaultdict(set)  # by key
        self.done: Counter[tuple[str, str]] = Counter()  # address and what: once for each key
        self.at_once = 0
        self.most_at_once = 0
        self.answers = asyncio.Event()  # unset: it takes calls, and says nothing
        self.answers.set()
        self._keys: set[str] = set()

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        said, key = json.loads(request.content), request.headers["Idempotency-Key"]
        email, does = said["email"], said["does"]
        self.calls.append((email, does, key))
        self.bodies[key].add(request.content)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.slowness)
            await self.answers.wait()
        finally:
            self.at_once -= 1
        says = self.first[email].pop(0) if self.first[email] else self.always
        if isinstance(says, httpx.Response):
            return httpx.Response(says.status_code, headers=says.headers, content=says.content)
        if isinstance(says, httpx.ConnectError):
            raise says
        if key not in self._keys:
            self._keys.add(key)
            self.done[email, does] += 1
        if says:
            raise says
        return httpx.Response(200, json={"status": f"{does}ed"})

    def asked(self) -> list[str]:
        """Whose calls came, each as often as they did."""
        return [email for email, _, _ in self.calls]

    @asynccontextmanager
    async def behind(self, office: Office) -> AsyncIterator[None]:
        """From now on the workers of the office have a connector."""
        transport, url = httpx.MockTransport(self), "https://automation.example/connect"
        async with Connector(url, "only-for-tests-123", transport=transport) as one:
            office.connector = one
            yield
