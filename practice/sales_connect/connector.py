"""
The webhook connector as docs/connector.md asks for it, before the company's own automation.

Written from that document, with nothing of the bot's: what the two agree on stands there.
"""

import hmac
import math
import re
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from pydantic import ValidationError
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from practice.marketo.state import MarketoState
from practice.sales_connect.automation import No, Wish, fulfil
from practice.sales_connect.state import SalesConnectState
from practice.slack import Drop, Html, Late, LoseAnswer, RateLimited, ServerError
from practice.slack.faults import Fault, Faults
from practice.slack.server import Server

PATH: Final = "/connector"
OLDEST: Final = timedelta(minutes=5)
LARGEST: Final = 65_536  # bytes of a request
REMEMBERED: Final = 50_000  # keys
PER_SECOND: Final = 20.0
BURST: Final = 20.0
_PAGE: Final = "<!doctype html><title>Maintenance</title><p>We will be back soon.</p>"


class Pace:
    """A token bucket; `tick` gives seconds of real time, which no jump of the clock moves."""

    def __init__(self, tick: Callable[[], float]) -> None:
        self._tick = tick
        self.set(PER_SECOND, BURST)

    def set(self, per_second: float, burst: float) -> None:
        """From now on, with the bucket full."""
        self.per_second, self.burst = per_second, burst
        self._left, self._at = burst, self._tick()

    def take(self) -> int | None:
        """In how many whole seconds to come again; None: come in."""
        now = self._tick()
        self._left = min(self.burst, self._left + (now - self._at) * self.per_second)
        self._at = now
        if self._left >= 1:
            self._left -= 1
            return None
        return max(1, math.ceil((1 - self._left) / self.per_second))


@dataclass(frozen=True, slots=True)
class Done:
    """Somebody was really connected or disconnected, under this key."""

    key: str
    wish: Wish


class ConnectorStandIn:
    """
    `secret` None: nobody gave one, so there is no connector.

    `faults` and `pace` are for whoever wants to see something go wrong; `done` is the record,
    oldest first. Keys are forgotten when practice ends; what was done is not, and counts as
    "already" then.
    """

    def __init__(
        self,
        sales_connect: Callable[[], SalesConnectState],
        marketo: Callable[[], MarketoState],
        server: Server,
        *,
        secret: str | None,
        now: Callable[[], datetime],
        changed: Callable[[], None],
        signed_at: Callable[[], float] = time.time,
    ) -> None:
        """
        Both states are asked anew by each request; `changed` is called when one of them was.
        `signed_at`: seconds of real time, by which requests are signed wherever they come from.
        """
        self.secret = secret
        self.faults = Faults()
        self.pace = Pace(time.monotonic)
        self.done: deque[Done] = deque(maxlen=REMEMBERED)
        self._sales_connect = sales_connect
        self._marketo = marketo
        self._server = server
        self._now = now
        self._changed = changed
        self._signed_at = signed_at
        self._answers: OrderedDict[str, _Answer] = OrderedDict()

    def routes(self) -> list[Route]:
        return [Route(PATH, self._serve, methods=["POST"])]

    def forget(self) -> None:
        """Keys, the record, what was to go wrong, and another pace than the usual."""
        self.faults.clear()
        self.pace.set(PER_SECOND, BURST)
        self.done.clear()
        self._answers.clear()

    async def _serve(self, request: Request) -> Response:
        if self.secret is None:
            return _no(404, "practice was started without CONNECTOR_SECRET")
        body = await _bounded(request)
        if body is None:
            return _no(413, f"more than {LARGEST} bytes")
        key = request.headers.get("idempotency-key", "")
        if why_not := self._why_not_signed(self.secret, request.headers, key, body):
            return _no(401, why_not)
        wait = self.pace.take()
        if wait is not None:
            return _busy(wait)
        fault = self.faults.take(PATH, {})
        before = self._before(fault, request)
        return before or await self._after(fault, request, self._answer(key, body))

    def _why_not_signed(self, secret: str, headers: Headers, key: str, body: bytes) -> str | None:
        stamp = headers.get("x-salesconnect-timestamp", "")
        if not re.fullmatch(r"[0-9]{1,12}", stamp):
            return "the timestamp is missing"
        # In both directions: what is from the future would stay good for longer.
        if abs(self._signed_at() - int(stamp)) > OLDEST.total_seconds():
            return "the timestamp is more than five minutes off"
        signed = f"v1:{stamp}:{key}:".encode("latin-1") + body
        digest = hmac.new(secret.encode(), signed, sha256)
        given = headers.get("x-salesconnect-signature", "").encode()
        if not hmac.compare_digest(given, b"v1=" + digest.hexdigest().encode()):
            return "the signature is not of this request"
        return None

    def _answer(self, key: str, body: bytes) -> Response:
        if not re.fullmatch(r"[!-~]{1,255}", key):
            return _no(400, "Idempotency-Key is missing")
        former = self._answers.get(key)
        if former is not None and former.body != body:
            return _no(409, "this key came with another body before")
        if former is not None:
            return JSONResponse(former.said, former.status)
        try:
            wish = Wish.model_validate_json(body)
        except ValidationError as fault:
            first = fault.errors(include_url=False, include_input=False)[0]
            where = ".".join(str(part) for part in first["loc"]) or "the body"
            return _no(400, f"{where}: {first['msg']}")
        answer = self._fulfilled(key, wish, body)
        self._answers[key] = answer
        if len(self._answers) > REMEMBERED:
            self._answers.popitem(last=False)
        return JSONResponse(answer.said, answer.status)

    def _fulfilled(self, key: str, wish: Wish, body: bytes) -> "_Answer":
        match fulfil(wish, self._sales_connect(), self._marketo(), self._now()):
            case No(reason):
                return _Answer(body, 422, {"reason": reason})
            case "already":
                return _Answer(body, 200, {"status": "already"})
            case done:
                self.done.append(Done(key, wish))
                self._changed()
                return _Answer(body, 200, {"status": done})

    def _before(self, fault: Fault | None, request: Request) -> Response | None:
        """What comes in place of doing it."""
        match fault:
            case RateLimited(seconds):
                return _busy(seconds)
            case ServerError(status, after=False):
                return Response(status_code=status)
            case Html(status):
                return HTMLResponse(_PAGE, status)
            case Drop():
                self._server.abort(request)
                return Response()
        return None

    async def _after(self, fault: Fault | None, request: Request, answer: Response) -> Response:
        """What becomes of the answer, once it is done."""
        match fault:
            case ServerError(status):
                return Response(status_code=status)
            case LoseAnswer():
                self._server.abort(request)
            case Late(seconds):
                await self._server.sleep(seconds)
        return answer


@dataclass(frozen=True, slots=True)
class _Answer:
    """What was said to a body, to be said again."""

    body: bytes
    status: int
    said: dict[str, str]


def _no(status: int, reason: str) -> Response:
    return JSONResponse({"reason": reason}, status)


def _busy(seconds: int) -> Response:
    return JSONResponse({"reason": "too fast"}, 429, {"Retry-After": str(seconds)})


async def _bounded(request: Request) -> bytes | None:
    """None: more than anybody has to say."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)
