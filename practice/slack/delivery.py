"""What Slack sends to the bot: signed HTTP posts or Socket Mode envelopes, with their answers."""

import asyncio
import hashlib
import hmac
import json
import time
import uuid
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import urlencode

import aiohttp

from practice.slack.errors import NotAcknowledged
from practice.slack.messages import Json
from practice.slack.sockets import Sockets

Kind: TypeAlias = Literal["slash_commands", "interactive", "events_api"]
ACK_SECONDS: Final = 3.0
RETRY_DELAYS: Final = (0.0, 60.0, 300.0)


@dataclass(slots=True)
class Delivery:
    """One thing sent to the bot once; a repeat is a delivery of its own."""

    kind: Kind
    payload: Json
    via: Literal["http", "socket", "nobody"]
    body: bytes
    headers: dict[str, str]
    envelope_id: str
    time: float
    took: float = 0.0
    status: int | None = None
    answer: Any = None
    """The answer's JSON, or its text, or None where it was empty."""
    reason: str | None = None
    """Why it counts as not acknowledged, in Slack's word for retries; None if it was."""
    no_retry: bool = False
    retry_num: int = 0
    retry_reason: str | None = None
    answer_headers: dict[str, str] = field(default_factory=dict)

    @property
    def acked(self) -> bool:
        return self.reason is None


class Courier:
    def __init__(self, sockets: Sockets, signing_secret: str, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.sockets = sockets
        self.signing_secret = signing_secret
        self.request_url: str | None = None
        self.ack_timeout = ACK_SECONDS
        self.event_retry_delays: tuple[float, ...] = RETRY_DELAYS
        self.deliveries: list[Delivery] = []
        self.watch: Callable[[Delivery], None] = lambda delivery: None
        """Told of each before it is sent."""
        self._session: aiohttp.ClientSession | None = None
        self._life = 0

    async def start(self) -> None:
        # A bot that was restarted must not meet a connection to its former self.
        connector = aiohttp.TCPConnector(force_close=True, limit=0)
        self._session = aiohttp.ClientSession(connector=connector)

    async def stop(self) -> None:
        if self._session is not None:
            await self._session.close()

    def forget(self) -> None:
        """What was to be repeated belongs to a company that is no more."""
        self._life += 1

    async def deliver(self, kind: Kind, payload: Json) -> Delivery:
        """Raises: NotAcknowledged."""
        return acknowledged(await self._first(kind, payload))

    async def deliver_event(self, payload: Json) -> list[Delivery]:
        """All attempts, the last one acknowledged or all three repeats used up."""
        life = self._life
        attempts = [await self._first("events_api", payload)]
        for number, delay in enumerate(self.event_retry_delays, start=1):
            last = attempts[-1]
            if last.acked or last.no_retry:
                break
            await asyncio.sleep(delay)
            if self._life != life:
                break
            attempts.append(await self._first("events_api", payload, number, last.reason))
        return attempts

    async def redeliver(self, delivery: Delivery) -> Delivery:
        """The same bytes once more, time stamp, signature and envelope id included."""
        again = Delivery(
            kind=delivery.kind,
            payload=delivery.payload,
            via=delivery.via,
            body=delivery.body,
            headers=dict(delivery.headers),
            envelope_id=delivery.envelope_id,
            time=time.time(),
            retry_num=delivery.retry_num,
            retry_reason=delivery.retry_reason,
        )
        return await self._send(again)

    async def _first(
        self, kind: Kind, payload: Json, retry_num: int = 0, retry_reason: str | None = None
    ) -> Delivery:
        payload = deepcopy(payload)  # the record must not change with what it shows
        envelope_id = str(uuid.uuid4())
        if self.request_url is not None:
            body, headers = self._signed(kind, payload)
            if retry_num:
                headers["x-slack-retry-num"] = str(retry_num)
                headers["x-slack-retry-reason"] = str(retry_reason)
        else:
            body, headers = self._envelope(kind, payload, envelope_id, retry_num, retry_reason), {}
        delivery = Delivery(
            kind=kind,
            payload=payload,
            via="http" if self.request_url is not None else "socket",
            body=body,
            headers=headers,
            envelope_id=envelope_id,
            time=time.time(),
            retry_num=retry_num,
            retry_reason=retry_reason,
        )
        return await self._send(delivery)

    async def _send(self, delivery: Delivery) -> Delivery:
        self.watch(delivery)
        self.deliveries.append(delivery)
        self._changed()
        start = time.perf_counter()
        if delivery.via == "http":
            await self._post(delivery)
        else:
            await self._through_a_socket(delivery)
        delivery.took = time.perf_counter() - start
        self._changed()
        return delivery

    async def _through_a_socket(self, delivery: Delivery) -> None:
        try:
            frame = await self.sockets.send(
                delivery.envelope_id, delivery.body.decode(), self.ack_timeout
            )
        except NotAcknowledged as failed:
            delivery.reason = failed.reason
            return
        delivery.answer = frame.get("payload") or None

    async def _post(self, delivery: Delivery) -> None:
        assert self._session is not None
        assert self.request_url is not None
        try:
            async with self._session.post(
                self.request_url,
                data=delivery.body,
                headers=delivery.headers,
                max_redirects=3,  # at this many the library gives up: Slack follows two
                timeout=aiohttp.ClientTimeout(total=self.ack_timeout),
            ) as response:
                text = await response.text()
                delivery.status = response.status
                delivery.answer_headers = dict(response.headers)
                delivery.no_retry = response.headers.get("x-slack-no-retry") == "1"
                delivery.answer = _parsed(text, response.content_type)
        except TimeoutError:
            delivery.reason = "http_timeout"
        except aiohttp.TooManyRedirects:
            delivery.reason = "too_many_redirects"
        except (aiohttp.ClientError, OSError):
            delivery.reason = "connection_failed"
        else:
            is_fine = 200 <= delivery.status < 300
            if delivery.kind != "events_api":
                is_fine = delivery.status == 200
            delivery.reason = None if is_fine else "http_error"

    def _signed(self, kind: Kind, payload: Json) -> tuple[bytes, dict[str, str]]:
        content_type = "application/x-www-form-urlencoded"
        if kind == "slash_commands":
            body = urlencode(payload).encode()
        elif kind == "interactive":
            body = urlencode({"payload": json.dumps(payload)}).encode()
        else:
            body, content_type = json.dumps(payload).encode(), "application/json"
        stamp = str(int(time.time()))
        digest = hmac.new(
            self.signing_secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256
        ).hexdigest()
        return body, {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (stand-in)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={digest}",
        }

    def _envelope(
        self, kind: Kind, payload: Json, envelope_id: str, retry_num: int, reason: str | None
    ) -> bytes:
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry_num, "retry_reason": reason or ""}
        return json.dumps(envelope).encode()


def acknowledged(delivery: Delivery) -> Delivery:
    """Raises: NotAcknowledged."""
    if delivery.reason is not None:
        what = f"{delivery.kind} {delivery.payload.get('type') or delivery.payload.get('command')}"
        if delivery.status is not None:
            what += f" (HTTP {delivery.status})"
        raise NotAcknowledged(what, delivery.reason)
    return delivery


def _parsed(text: str, content_type: str) -> Any:
    if not text:
        return None
    if content_type == "application/json":
        try:
            return json.loads(text) or None
        except ValueError:
            return text
    return text
