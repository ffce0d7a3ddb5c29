"""Faults on demand: what a test makes Marketo do wrong, for the next calls of a path."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

_CHUNK: Final = b" " * 65_536
_PAGE: Final = "<!doctype html><title>Maintenance</title><p>We will be back soon.</p>"


@dataclass(frozen=True, slots=True)
class Code:
    """One of 600 to 615, said as the API that is asked says it."""

    code: int


@dataclass(frozen=True, slots=True)
class HttpStatus:
    """401 comes with `error` and `error_description`, every other one with an empty body."""

    status: int


@dataclass(frozen=True, slots=True)
class Html:
    """A page where JSON belongs."""

    status: int = 200


@dataclass(frozen=True, slots=True)
class SlowBody:
    """The true answer: its head at once, its body after so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Truncated:
    """The first half of the true answer, in an HTTP response that is whole."""


@dataclass(frozen=True, slots=True)
class HugeBody:
    """The true answer after that many bytes of white space: legal JSON, if one has the room."""

    size: int = 50_000_000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A redirect: whoever follows it carries the token to strangers."""

    url: str
    status: int = 302


Fault: TypeAlias = Code | HttpStatus | Html | SlowBody | Truncated | HugeBody | Elsewhere
Spoiling: TypeAlias = SlowBody | Truncated | HugeBody
"""Those that need the true answer."""


@dataclass(slots=True)
class _Planned:
    path: str
    fault: Fault
    left: int | None


class MarketoFaults:
    """What is still to go wrong, oldest first."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def add(self, path: str, fault: Fault, *, times: int | None = 1) -> None:
        """`path` as Marketo knows it, `/identity/oauth/token`, or `*`; `times=None`: for good."""
        self._planned.append(_Planned(path, fault, times))

    def clear(self) -> None:
        self._planned.clear()

    @property
    def pending(self) -> int:
        """How many planned faults have not been used up."""
        return len(self._planned)

    def take(self, path: str) -> Fault | None:
        for planned in self._planned:
            if planned.path not in (path, "*"):
                continue
            if planned.left is not None:
                planned.left -= 1
                if planned.left == 0:
                    self._planned.remove(planned)
            return planned.fault
        return None


def instead(fault: HttpStatus | Html | Elsewhere) -> Response:
    """What comes in place of the true answer."""
    match fault:
        case HttpStatus(401):
            body = {"error": "unauthorized", "error_description": "Not with this token"}
            return JSONResponse(body, 401)
        case HttpStatus(status):
            return Response(status_code=status)
        case Html(status):
            return HTMLResponse(_PAGE, status)
        case Elsewhere(url, status):
            return RedirectResponse(url, status)


def spoilt(answer: Response, fault: Spoiling) -> Response:
    body = bytes(answer.body)
    match fault:
        case Truncated():
            return Response(body[: len(body) // 2], answer.status_code, media_type=_JSON)
        case SlowBody(seconds):
            return StreamingResponse(_slowly(body, seconds), answer.status_code, media_type=_JSON)
        case HugeBody(size):
            return StreamingResponse(_hugely(body, size), answer.status_code, media_type=_JSON)


_JSON: Final = "application/json"


async def _slowly(body: bytes, seconds: float) -> AsyncIterator[bytes]:
    yield b" "  # the head is sent with the first bytes
    await asyncio.sleep(seconds)
    yield body


async def _hugely(body: bytes, size: int) -> AsyncIterator[bytes]:
    for sent in range(0, size, len(_CHUNK)):
        yield _CHUNK[: size - sent]
    yield body
