"""
The one client of Marketo; it only reads.

The Client Secret travels in the body of one POST, the token in one header, neither in an address.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, Final, Self, TypeAlias
from urllib.parse import urlsplit

import httpx

from bot.domain.credentials import Credentials
from bot.domain.munchkin import parse_munchkin_id
from bot.marketo.answers import NO_SUBSCRIPTION, Answer, read, read_of_identity
from bot.marketo.errors import MarketoError, MarketoRefused, MarketoSilent, MarketoUnreadable
from bot.marketo.models import (
    MarketoToken,
    MarketoUser,
    MarketoWorkspace,
    token_of,
    users_of,
    workspaces_of,
)
from bot.marketo.patience import in_turn, patiently

# Source: Adobe, swagger-identity.json and swagger-user.json.
TOKEN: Final = "/identity/oauth/token"  # noqa: S105 (a path)
ALL_USERS: Final = "/userservice/management/v1/users/allusers.json"
WORKSPACES: Final = "/userservice/management/v1/users/workspaces.json"
LARGEST_PAGE: Final = 200  # users
MOST_PAGES: Final = 250  # 50,000 users: more is no company but a server gone mad

TOKENS_PER_CALL: Final = 2  # the first may have run out; a third is no better than the second
AT_ONCE: Final = 10  # calls; Marketo answers the eleventh with 615
PATIENCE: Final = timedelta(seconds=8)  # for one call, the wait for a place included
LARGEST: Final = 1_000_000  # bytes of an answer; 200 users have about 40,000
_STEPS: Final = httpx.Timeout(5.0, connect=3.0)  # seconds

_PLACE: Final = "{munchkin_id}"
_OWN_HOST: Final = f"https://{_PLACE}.mktorest.com"
_OF_HTTPX: Final = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError)
_MAY_PASS: Final = (httpx.NetworkError, httpx.ConnectTimeout, httpx.RemoteProtocolError)


# Asked before each call, for a Munchkin ID. None: now; else in how long to ask again.
Before: TypeAlias = Callable[[str], Awaitable[timedelta | None]]


class _Spent(MarketoError):
    """The token that came is in its last second: a second later there is another one."""

    again = timedelta(seconds=1)


@dataclass(slots=True, repr=False)
class _Visit:
    """One reading: where, for whom, and with which token."""

    base: str
    munchkin_id: str
    pair: Credentials
    token: MarketoToken | None = None


class Marketo:
    """`async with` closes its connections."""

    def __init__(
        self,
        url: str | None,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        patience: timedelta = PATIENCE,
        before: Before | None = None,
    ) -> None:
        """
        `url`: MARKETO_URL, may hold `{munchkin_id}`; None: the host of the subscription itself.
        `before`: keeps to Marketo's limit, which all workers reach together; None: nobody does.

        Raises:
            ValueError: it holds a name or password, which would go out in the token's place.
        """
        self._url = (url or _OWN_HOST).rstrip("/")
        if "@" in urlsplit(self._url).netloc:
            raise ValueError("MARKETO_URL must hold no name and no password")
        self._patience = patience
        self._before = before
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._client = httpx.AsyncClient(
            transport=transport,
            timeout=_STEPS,
            http2=False,
            follow_redirects=False,
            # For an operator's proxy and own authorities, as for Slack; httpx reads no .netrc.
            trust_env=True,
            # Nothing is unpacked: a few bytes could become gigabytes before they are counted.
            headers={"Accept": "application/json", "Accept-Encoding": "identity"},
            # A cookie for .mktorest.com would carry one subscription's session to another.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )

    async def __aenter__(self) -> Self:
        await self._client.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self._client.aclose()

    async def accepts(self, pair: Credentials) -> bool:
        """
        Whether a token came for this pair: advisory, Sales Connect may take what this refuses.

        Raises:
            MarketoBusy, MarketoSilent, MarketoUnreadable: nobody knows.
            ValueError: the Munchkin ID is none.
        """
        visit = self._visit(pair)
        try:
            await patiently(partial(self._ask_token, visit))
        except MarketoRefused:
            return False
        return True

    async def workspaces(self, pair: Credentials) -> tuple[MarketoWorkspace, ...]:
        """
        Those that the API-only user may see, in Marketo's order; may be empty.

        Raises:
            MarketoError: see the tree.
            ValueError: the Munchkin ID is none.
        Source: Adobe, swagger-user.json, GET /userservice/management/v1/users/workspaces.json
        """
        return workspaces_of(await self._get(self._visit(pair), WORKSPACES))

    async def users(self, pair: Credentials) -> tuple[MarketoUser, ...]:
        """
        All of them, each once, API-only users too, in Marketo's order.

        Raises:
            MarketoError: see the tree; there is no half list.
            ValueError: the Munchkin ID is none.
        Source: Adobe, swagger-user.json, GET /userservice/management/v1/users/allusers.json
        """
        visit = self._visit(pair)
        found: dict[int, MarketoUser] = {}
        offset = 0  # counts users: it says where to begin, says the guide
        for _ in range(MOST_PAGES):
            page = users_of(
                await self._get(visit, ALL_USERS, pageOffset=offset, pageSize=LARGEST_PAGE)
            )
            if len(page) > LARGEST_PAGE:  # with the number of pages it bounds what is kept
                raise MarketoUnreadable("pageSize")
            fresh = {user.id: user for user in page if user.id not in found}
            if not fresh and len(page) == LARGEST_PAGE:
                break  # the same full page again: whether anybody follows cannot be known
            if not fresh:  # not: a short page, since a server may have a smaller largest one
                return tuple(found.values())
            found |= fresh
            offset += len(page)
        raise MarketoUnreadable("pageOffset")

    def _visit(self, pair: Credentials) -> _Visit:
        # Again, and here: what goes into a host name decides who is sent the secret.
        munchkin_id = parse_munchkin_id(pair.munchkin_id)
        if munchkin_id is None:
            raise ValueError("not a Munchkin ID")
        base = self._url.replace(_PLACE, munchkin_id.lower())
        return _Visit(base, munchkin_id, pair)

    async def _get(self, visit: _Visit, path: str, **query: int) -> Any:
        """The JSON; once with a new token where Marketo says that the first is none."""
        call = partial(self._said, visit, read, "GET", path, params=query)
        for _ in range(TOKENS_PER_CALL):
            token = visit.token = visit.token or await self._lasting_token(visit)
            headers = {"Authorization": f"Bearer {token.access_token}"}
            try:
                return await patiently(partial(call, headers=headers))
            except MarketoRefused as refused:
                if refused.code == NO_SUBSCRIPTION:
                    raise
            visit.token = None
        # Not of the pair: a token was just issued for it.
        raise MarketoSilent("the token is not taken")

    async def _lasting_token(self, visit: _Visit) -> MarketoToken:
        """One with time left, or what came to the last attempt."""
        came: list[MarketoToken] = []

        async def once() -> None:
            came.append(await self._ask_token(visit))
            if came[-1].is_spent:
                raise _Spent

        with suppress(_Spent):
            await patiently(once)
        return came[-1]

    async def _ask_token(self, visit: _Visit) -> MarketoToken:
        form = {
            "grant_type": "client_credentials",
            "client_id": visit.pair.client_id,
            "client_secret": visit.pair.client_secret,
        }
        said = await self._said(visit, read_of_identity, "POST", TOKEN, data=form)
        return token_of(said)

    async def _said(
        self,
        visit: _Visit,
        reading: Callable[[Answer], Any],
        method: str,
        path: str,
        **parts: Any,
    ) -> Any:
        """One call; no exception of httpx leaves it, not even as the context of ours."""
        if self._before:
            await in_turn(partial(self._before, visit.munchkin_id))
        try:
            async with asyncio.timeout(self._patience.total_seconds()), self._at_once:
                answer = await self._exchange(method, visit.base + path, **parts)
        except TimeoutError:
            fault = MarketoSilent("no answer in time")
        except (*_OF_HTTPX, OSError) as failure:
            name = type(failure).__name__  # its words may hold an address, its request the secret
            fault = MarketoSilent(name, may_pass=isinstance(failure, _MAY_PASS))
        else:
            return reading(answer)
        raise fault

    async def _exchange(self, method: str, url: str, **parts: Any) -> Answer:
        async with self._client.stream(method, url, **parts) as response:
            if response.headers.get("Content-Encoding", "identity") != "identity":
                raise MarketoSilent("packed")
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > LARGEST:
                    raise MarketoSilent("too big")
            return Answer(
                response.status_code, response.headers.get("Retry-After", ""), bytes(body)
            )
