"""Who may talk to practice: a page of its own and programs, on this machine; no other site."""

from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]

LOCAL: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})
POLICY: Final = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
"""Scripts are left free: test tools put theirs into the page, and all we draw is escaped."""


def guarded(endpoint: Endpoint) -> Endpoint:
    """With a check of `Host` (a name that others point here) and of `Origin` before it."""

    async def guard(request: Request) -> Response:
        host = request.headers.get("host", "")
        if host.rsplit(":", 1)[0] not in LOCAL:
            raise HTTPException(421, "practice answers on 127.0.0.1 and localhost only")
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != host:
            raise HTTPException(403, "another site may not press buttons here")
        response = await endpoint(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return guard
