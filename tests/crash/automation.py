"""The company's own automation: it goes wrong in every way, and remembers who was asked for."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from random import Random
from typing import Any, Final, TypeAlias

from pydantic_core import from_json
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from practice.slack import Drop, Late, LoseAnswer, RateLimited, ServerError, SlackStandIn
from practice.slack.faults import Fault

PATH: Final = "/automation"
SECRET: Final = "a-secret-of-the-stand-in"
REFUSED: Final = "no-seat@acme.example"  # the one whom it does not connect
WHY: Final = "No seat is left."
TAKES: Final = 0.2  # seconds, at most: so that a death meets calls on their way
# Each person meets one of them at most: the pauses between calls without an answer grow.
FAULTS: Final[tuple[tuple[Fault, float], ...]] = (
    (LoseAnswer(), 0.1),
    (ServerError(after=True), 0.05),
    (ServerError(503), 0.05),
    (ServerError(), 0.05),
    (Drop(), 0.05),
    (RateLimited(1), 0.1),
    (Late(0.4), 0.1),
    (Late(6.0), 0.03),  # longer than a lease
)

Asked: TypeAlias = tuple[str, str]  # address, what for


@dataclass(frozen=True, slots=True)
class Said:
    """To a key, and again whenever it comes."""

    body: bytes
    status: int
    answer: dict[str, str]


class Automation:
    """As docs/connector.md has it."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._said: dict[str, Said] = {}
        self._went_wrong: set[str] = set()
        self.keys: dict[Asked, set[str]] = {}
        self.done: Counter[Asked] = Counter()
        self.changed: set[str] = set()  # keys that came with another body than before

    def served_by(self, slack: SlackStandIn) -> dict[str, str]:
        """On the server of the stand-in for Slack; what the bot is told of it."""
        self._server = slack.server
        slack.server.mount([Route(PATH, self._called, methods=["POST"])])
        url = f"{slack.api_url.removesuffix('/api/')}{PATH}"
        return {"CONNECTOR_URL": url, "CONNECTOR_SECRET": SECRET}

    async def _called(self, request: Request) -> Response:
        key, body = request.headers["Idempotency-Key"], await request.body()
        asked: dict[str, Any] = from_json(body)
        who = (asked["email"], asked["does"])
        self.keys.setdefault(who, set()).add(key)
        await asyncio.sleep(self._random.uniform(0, TAKES))
        fault = self._fault(key)
        match fault:
            case RateLimited(wait):
                return JSONResponse({}, 429, {"Retry-After": str(wait)})
            case ServerError(status, after=False):
                return Response(status_code=status)
            case Drop():
                self._server.abort(request)
                return Response()
        if key not in self._said:
            self._said[key] = self._do(who, body)
        said = self._said[key]
        if said.body != body:
            self.changed.add(key)
        match fault:
            case ServerError(status):
                return Response(status_code=status)
            case LoseAnswer():
                self._server.abort(request)
            case Late(seconds):
                await self._server.sleep(seconds)
        return JSONResponse(said.answer, said.status)

    def _fault(self, key: str) -> Fault | None:
        if key in self._went_wrong:
            return None
        drawn = self._random.random()
        for fault, share in FAULTS:
            drawn -= share
            if drawn < 0:
                self._went_wrong.add(key)
                return fault
        return None

    def _do(self, who: Asked, body: bytes) -> Said:
        if who[0] == REFUSED:
            return Said(body, 422, {"reason": WHY})
        self.done[who] += 1
        return Said(body, 200, {"status": f"{who[1]}ed"})
