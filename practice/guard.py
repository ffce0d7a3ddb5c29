"""Who may talk to practice: programs and its own page, on this machine; no other site."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL: Final = frozenset({"127.0.0.1", "localhost"})
POLICY: Final = "frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'"
"""Scripts are left free: test tools put theirs into the page, and all we draw is escaped."""


class Guard:
    """Around everything that practice serves, Slack's and Marketo's part too."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = _refusal(scope["method"], Headers(scope=scope))
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def send_with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Cache-Control", "no-store")
                headers["Content-Security-Policy"] = POLICY
            await send(message)

        await self._app(scope, receive, send_with_policy)


def _refusal(method: str, headers: Headers) -> PlainTextResponse | None:
    """None where the request is our own, a program's, or somebody following a link to us."""
    host = headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOCAL:  # a name that somebody else points here
        return PlainTextResponse("practice answers on 127.0.0.1 and localhost only", 421)
    origin = headers.get("origin")
    is_foreign = origin is not None and urlsplit(origin).netloc != host
    is_link = method == "GET" and headers.get("sec-fetch-mode") == "navigate"
    if is_foreign or (headers.get("sec-fetch-site") == "cross-site" and not is_link):
        return PlainTextResponse("another site may not use practice", 403)
    return None
