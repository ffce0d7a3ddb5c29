"""The subscription over HTTP: the token endpoint, User Management and a little of `/rest`."""

from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from practice.marketo.codes import rest_failure, status_failure
from practice.marketo.faults import (
    Code,
    HugeBody,
    MarketoFaults,
    SlowBody,
    Truncated,
    instead,
    spoilt,
)
from practice.marketo.limits import QUOTA_ZONE, Clock, Limits
from practice.marketo.shapes import Shapes
from practice.marketo.state import PERMISSIONS, MarketoState
from practice.marketo.tokens import Holder, Tokens, scope_of

TOKEN: Final = "/identity/oauth/token"
USER_MANAGEMENT: Final = "/userservice/management/v1/users"
ALL_USERS: Final = f"{USER_MANAGEMENT}/allusers.json"
ROLES: Final = f"{USER_MANAGEMENT}/roles.json"
WORKSPACES: Final = f"{USER_MANAGEMENT}/workspaces.json"
USAGE: Final = "/rest/v1/stats/usage.json"

PAGE_SIZE: Final = 20
MOST_PER_PAGE: Final = 200
RECORD: Final = 400

DENIED, METHOD, NOT_FOUND = 603, 605, 610

AREAS: Final = ("identity", "userservice", "rest")

Json: TypeAlias = dict[str, Any]
Reader: TypeAlias = Callable[[MarketoState, Mapping[str, str]], Response]


@dataclass(frozen=True, slots=True)
class MarketoCall:
    """What the record keeps of a call: no query, no token, no body."""

    at: datetime
    method: str
    path: str
    status: int


class MarketoStandIn:
    """
    `state` is asked anew by each call, since a company that starts over has another one.

    `faults`, `shapes` and `limits` are for whoever wants to see something go wrong; `calls` is the
    record, oldest first.
    """

    def __init__(self, state: Callable[[], MarketoState], *, now: Clock) -> None:
        self.faults = MarketoFaults()
        self.shapes = Shapes()
        self.limits = Limits(now)
        self.calls: deque[MarketoCall] = deque(maxlen=RECORD)
        self._state = state
        self._now = now
        self._tokens = Tokens(now)
        self._answered = 0
        self._readers: dict[str, Reader] = {
            ALL_USERS: self._all_users,
            ROLES: self._roles,
            WORKSPACES: self._workspaces,
            USAGE: self._usage,
        }

    def routes(self, prefix: str) -> list[Route]:
        """`prefix` has no slash at its end; it may hold `{munchkin_id}`, which must be ours."""
        return [
            Route(f"{prefix}/{area}/{{rest:path}}", _Endpoint(self._serve, area)) for area in AREAS
        ]

    def forget(self) -> None:
        """Tokens, what was used of the limits, the record, and what was to go wrong."""
        self._tokens.forget()
        self.limits.forget()
        self.calls.clear()
        self.faults.clear()
        self.shapes = Shapes()

    async def _serve(self, path: str, request: Request, send: Send) -> None:
        # "Calls to this endpoint are not counted", says Adobe's swagger-identity.json.
        is_counted = path != TOKEN
        limit = self.limits.enter() if is_counted else None
        try:
            answer = await self._answer(path, request) if limit is None else self._no(path, limit)
            self.calls.append(MarketoCall(self._now(), request.method, path, answer.status_code))
            await answer(request.scope, request.receive, send)
        finally:
            # Only now, since a call is under way until the last byte of its answer.
            if is_counted and limit is None:
                self.limits.leave()

    async def _answer(self, path: str, request: Request) -> Response:
        match self.faults.take(path):
            case None:
                return await self._true_answer(path, request)
            case Code(code):
                return self._no(path, code)
            case (SlowBody() | Truncated() | HugeBody()) as fault:
                return spoilt(await self._true_answer(path, request), fault)
            case fault:
                return instead(fault)

    async def _true_answer(self, path: str, request: Request) -> Response:
        state = self._state()
        asked = request.path_params.get("munchkin_id", state.munchkin_id)
        if str(asked).upper() != state.munchkin_id:
            return Response(status_code=404)  # the real one would be a host that does not exist
        if path == TOKEN:
            return await self._token(state, request)
        refusal = self._refusal(state, path, request)
        if refusal is not None:
            return self._no(path, refusal)
        return self._readers[path](state, request.query_params)

    def _refusal(self, state: MarketoState, path: str, request: Request) -> int | None:
        """The code of what is wrong with this call; None: it is to be answered."""
        holder = self._tokens.holder_of(_bearer(request))
        if isinstance(holder, int):
            return holder
        if path not in self._readers:
            return NOT_FOUND
        if request.method != "GET":
            return METHOD
        return None if _may_read(state, path, holder) else DENIED

    def _no(self, path: str, code: int) -> Response:
        if path.startswith("/rest/"):
            return rest_failure(code, self._request_id())
        return status_failure(code, with_errors=self.shapes.fails_with_errors)

    def _request_id(self) -> str:
        self._answered += 1
        return f"practice#{self._answered}"

    async def _token(self, state: MarketoState, request: Request) -> Response:
        if request.method not in ("GET", "POST"):
            return self._no(TOKEN, METHOD)
        given = dict(request.query_params)
        if request.method == "POST":
            given |= parse_qsl((await request.body()).decode(errors="replace"))
        if given.get("grant_type") != "client_credentials":
            return _oauth_failure(400, "unsupported_grant_type", "Only client_credentials")
        token = self._tokens.issue(
            state, given.get("client_id", ""), given.get("client_secret", "")
        )
        if token is None:
            return _oauth_failure(401, "invalid_client", "No such client")
        answer = {
            "access_token": token.value,
            "token_type": "bearer",
            "expires_in": token.remaining(self._now()),
            "scope": scope_of(state, token.holder),
        }
        return JSONResponse(answer, headers={"Cache-Control": "no-store"})

    def _all_users(self, state: MarketoState, query: Mapping[str, str]) -> Response:
        # † `pageOffset` counts users, not pages: the guide says "offset" and no more.
        offset = _number(query, "pageOffset", 0)
        size = _number(query, "pageSize", PAGE_SIZE)
        if offset is None or size is None or not 1 <= size <= MOST_PER_PAGE:
            words = f"pageOffset is 0 or more, pageSize 1 to {MOST_PER_PAGE}"
            return _oauth_failure(400, "bad_request", words)
        return self._rows([self.shapes.user(u) for u in state.users[offset : offset + size]])

    def _roles(self, state: MarketoState, query: Mapping[str, str]) -> Response:
        return self._rows([self.shapes.role(role) for role in state.roles])

    def _workspaces(self, state: MarketoState, query: Mapping[str, str]) -> Response:
        return self._rows([self.shapes.workspace(w) for w in state.workspaces])

    def _usage(self, state: MarketoState, query: Mapping[str, str]) -> Response:
        total = self.limits.used_today
        users = [{"userId": state.api.user, "count": total}]
        today = self._now().astimezone(QUOTA_ZONE).date().isoformat()
        return JSONResponse(
            {
                "requestId": self._request_id(),
                "success": True,
                "result": [{"date": today, "total": total, "users": users}],
            }
        )

    def _rows(self, rows: list[Json]) -> Response:
        return JSONResponse(self.shapes.answer(rows))


class _Endpoint:
    """One area as an ASGI application, which takes every method and knows when it has sent all."""

    def __init__(self, serve: Callable[[str, Request, Send], Awaitable[None]], area: str) -> None:
        self._serve = serve
        self._area = area

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await self._serve(f"/{self._area}/{request.path_params['rest']}", request, send)


def _bearer(request: Request) -> str:
    """The token of the one header that may carry it; empty where it came in the query too."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if "access_token" in request.query_params or scheme.lower() != "bearer":
        return ""
    return token.strip()


def _may_read(state: MarketoState, path: str, holder: Holder) -> bool:
    if holder != "api":
        return False
    return path == USAGE or set(PERMISSIONS) <= set(state.api.permissions)


def _number(query: Mapping[str, str], name: str, default: int) -> int | None:
    """None: what was given is no number of 0 or more."""
    given = query.get(name, str(default))
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None


def _oauth_failure(status: int, error: str, words: str) -> Response:
    return JSONResponse({"error": error, "error_description": words}, status)
