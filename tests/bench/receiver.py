"""A company's automation that takes so many calls a second: `python -m tests.bench.receiver`."""

import asyncio
import math
import os
import time
from collections import Counter
from typing import Any

from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.bench.serving import serve


class Receiver:
    """A token bucket; what is taken out of it is done `latency` seconds later."""

    def __init__(self, per_second: float, burst: float, latency: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._latency = latency
        self._did: Counter[str] = Counter()
        self._put_off = 0
        self._left, self._at = burst, time.monotonic()

    def routes(self) -> list[Route]:
        return [
            Route("/call", self.called, methods=["POST"]),
            Route("/told", self.told, methods=["POST"]),
        ]

    async def called(self, request: Request) -> Response:
        """One person; a second call for them is not noticed, only counted."""
        email: str = from_json(await request.body())["email"]
        now = time.monotonic()
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left < 1:
            self._put_off += 1
            wait = max(1, math.ceil((1 - self._left) / self._per_second))
            return JSONResponse({"reason": "too fast"}, 429, {"Retry-After": str(wait)})
        self._left -= 1
        await asyncio.sleep(self._latency)
        self._did[email] += 1
        return JSONResponse({"status": "connected"})

    async def told(self, _: Request) -> Response:
        """Whom it did, how often each, and how many calls it put off; then it begins anew."""
        said: dict[str, Any] = {"did": self._did, "put_off": self._put_off}
        answer = JSONResponse(said)
        self._did, self._put_off = Counter(), 0
        self._left, self._at = self._burst, time.monotonic()
        return answer


if __name__ == "__main__":
    one = Receiver(*(float(os.environ[name]) for name in ("PER_SECOND", "BURST", "LATENCY")))
    serve(one.routes())
