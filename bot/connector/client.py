"""
The one client of the webhook connector: one request for each person (docs/connector.md).

The secret signs; it is never sent.
"""

import asyncio
import json
import re
import ssl
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

import httpx

from bot.connector.answers import Accepted, Answer, Does, Outcome, Refused, read
from bot.connector.errors import (
    ConnectorAway,
    ConnectorError,
    ConnectorInDoubt,
    ConnectorMisconfigured,
)
from bot.connector.signature import signature

__all__ = ["Accepted", "Call", "Connector", "Outcome", "Refused"]

KEPT_OPEN: Final = 16  # connections, as many as a run has calls on their way
LARGEST: Final = 65_536  # bytes of an answer
REACHED_WITHIN: Final = 10.0  # seconds, of those that a call may take
TIMESTAMP: Final = "X-SalesConnect-Timestamp"
SIGNATURE: Final = "X-SalesConnect-Signature"
KEY: Final = "Idempotency-Key"

_A_KEY: Final = re.compile(r"[!-~]{1,255}")
_OF_HTTPX: Final = (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, httpx.StreamError)
_OF_THE_ADDRESS: Final = (httpx.InvalidURL, httpx.UnsupportedProtocol)
_BEFORE_IT_WAS_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout)


def real_time() -> datetime:
    """What the receiver's clock shows: signatures know no other, nor do dates of HTTP."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Call:
    """
    What is asked for one person. Equal calls have equal bodies, as a repeated key demands.

    Raises:
        ValueError: the key is no header's value: 1 to 255 signs of ASCII, no space.
    """

    key: str  # idempotency key: the same for the same person and attempt of a run
    does: Does
    run_id: str
    attempt: int  # from 1
    instance: str  # "production" or "sandbox"
    name: str  # of a second subscription; may be empty
    email: str
    workspaces: tuple[str, ...]  # none: the default Marketo workspace

    def __post_init__(self) -> None:
        if not _A_KEY.fullmatch(self.key):
            raise ValueError("not an idempotency key")

    def body(self) -> bytes:
        """JSON in ASCII: everything but the key, which has its header."""
        said = asdict(self)
        del said["key"]
        return json.dumps(said).encode("ascii")


class Connector:
    """`async with` closes its connections. It repeats nothing: the run knows when to."""

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        now: Callable[[], datetime] = real_time,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """
        `url`: CONNECTOR_URL, `secret`: CONNECTOR_SECRET.

        Raises:
            ValueError: the address holds a name or password, which would go out in a header.
        """
        if "@" in urlsplit(url).netloc:
            raise ValueError("CONNECTOR_URL must hold no name and no password")
        self._url = url
        self._secret = secret
        self._now = now
        self._client = httpx.AsyncClient(
            transport=transport,
            # `within` of each call bounds all of it.
            timeout=httpx.Timeout(None, connect=REACHED_WITHIN),
            # Runs bound their calls; one that waited here for another would count as unanswered.
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=KEPT_OPEN),
            http2=False,
            # Whoever followed one would tell strangers who works here.
            follow_redirects=False,
            # For an operator's proxy and own authorities, as for Slack; httpx reads no .netrc.
            trust_env=True,
            headers={
                "User-Agent": "salesconnect-setup-bot",
                "Content-Type": "application/json",
                "Accept": "application/json",
                # Nothing is unpacked: a few bytes could become gigabytes before they are counted.
                "Accept-Encoding": "identity",
            },
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

    async def send(self, call: Call, *, within: float) -> Outcome:
        """
        What the receiver says of this person, within so many seconds.

        Raises:
            ConnectorBusy: 429 or 503; nothing was done.
            ConnectorAway: no connection could be made; nothing was done.
            ConnectorInDoubt: done or not; the same call may be sent again.
            ConnectorMisconfigured: nobody can be connected before an operator acts.
        """
        # No exception of httpx leaves, not even as the context of ours: it holds the address,
        # which of many automations is the key to them.
        fault: ConnectorError
        try:
            async with asyncio.timeout(within):
                answer = await self._exchange(call)
        except TimeoutError:
            fault = ConnectorInDoubt("no answer in time")
        except (*_OF_HTTPX, OSError) as failure:
            fault = _named(failure)
        else:
            return read(answer, call.does, self._now())
        raise fault

    async def _exchange(self, call: Call) -> Answer:
        body = call.body()
        timestamp = int(self._now().timestamp())
        headers = {
            KEY: call.key,
            TIMESTAMP: str(timestamp),
            SIGNATURE: signature(self._secret, timestamp, call.key, body),
        }
        async with self._client.stream(
            "POST", self._url, content=body, headers=headers
        ) as response:
            return Answer(
                response.status_code,
                response.headers.get("Retry-After", ""),
                await _bounded(response),
            )


async def _bounded(response: httpx.Response) -> bytes | None:
    """None: too big or packed. Read to its end, so that the connection can be used again."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        return None
    body = bytearray()
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _named(failure: Exception) -> ConnectorError:
    """By its kind alone: its words may hold the address."""
    if isinstance(failure, _OF_THE_ADDRESS):
        return ConnectorMisconfigured(type(failure).__name__)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in _chain(failure)):
        return ConnectorMisconfigured("its certificate is not trusted")
    if isinstance(failure, _BEFORE_IT_WAS_SENT):
        return ConnectorAway(type(failure).__name__)
    return ConnectorInDoubt(type(failure).__name__)


def _chain(failure: BaseException | None) -> Iterator[BaseException]:
    while failure is not None:
        yield failure
        failure = failure.__cause__ or failure.__context__
