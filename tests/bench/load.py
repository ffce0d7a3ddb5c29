"""Load from raw keep-alive sockets: every request is made and signed before the clock starts."""

import re
import selectors
import socket
import statistics
import time
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

HOST: Final = "127.0.0.1"
PATIENCE: Final = 10.0  # seconds for one answer
WARM_UP: Final = 5  # requests of each connection before the clock starts
_LENGTH: Final = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


class NotAnswered(Exception):
    """No answer, or not the one that was to be measured."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One run of the load."""

    took: tuple[float, ...]  # seconds, of each request
    whole: float  # seconds, from the first request to the last answer

    @property
    def p50(self) -> float:
        """In milliseconds."""
        return statistics.median(self.took) * 1000

    @property
    def p95(self) -> float:
        """In milliseconds."""
        return sorted(self.took)[len(self.took) * 95 // 100] * 1000

    @property
    def rate(self) -> float:
        """Requests a second."""
        return len(self.took) / self.whole


class Signer:
    """Makes the bytes of a delivery as Slack sends it; good for five minutes."""

    def __init__(self, signing_secret: str) -> None:
        self._verifier = SignatureVerifier(signing_secret)

    def slash_command(
        self, text: str, *, team_id: str, user_id: str, trigger_id: str, port: int
    ) -> bytes:
        """`/salesconnect …`, typed by somebody."""
        body = urlencode(
            {
                "team_id": team_id,
                "team_domain": "acme",
                "channel_id": "C_INVITES",
                "channel_name": "sales-invites",
                "user_id": user_id,
                "user_name": "sol",
                "command": "/salesconnect",
                "text": text,
                "response_url": "https://hooks.example/commands/1/2",
                "trigger_id": trigger_id,
                "api_app_id": "A_BENCH",
                "is_enterprise_install": "false",
            }
        )
        timestamp = str(int(time.time()))
        signature = self._verifier.generate_signature(timestamp=timestamp, body=body)
        head = (
            "POST /slack/events HTTP/1.1\r\n"
            f"Host: {HOST}:{port}\r\n"
            "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\n"
            "Accept: application/json,*/*\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n"
            f"X-Slack-Request-Timestamp: {timestamp}\r\n"
            f"X-Slack-Signature: {signature}\r\n\r\n"
        )
        return (head + body).encode()


class Connection:
    """One keep-alive connection; one request at a time."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._came = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.socket.close()

    def send(self, request: bytes) -> None:
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """
        The body of the answer; None if more of it is to come.

        Raises:
            NotAnswered: any answer but 200.
        """
        chunk = self.socket.recv(65_536)
        self._came += chunk
        head, end, body = self._came.partition(b"\r\n\r\n")
        if not chunk or (end and not head.startswith(b"HTTP/1.1 200 ")):
            raise NotAnswered(self._came.decode(errors="replace")[:300] or "connection closed")
        if not end:
            return None
        length = _LENGTH.search(head + b"\r\n")
        if length is None:
            raise NotAnswered("an answer without a length")
        if len(body) < int(length[1]):
            return None
        self._came = b""
        return body

    def ask(self, request: bytes) -> bytes:
        """Sends, waits, answers the body."""
        self.send(request)
        while (body := self.receive()) is None:
            pass
        return body


def run(port: int, shares: Sequence[Sequence[bytes]], *, warm_up: bytes, wanted: bytes) -> Ran:
    """
    Each share goes over a connection of its own, all at once. Blocks.

    Raises:
        NotAnswered: an answer is not 200, or lacks what is `wanted` in it.
    """
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        lanes: list[tuple[Connection, deque[bytes]]] = []
        for share in shares:
            connection = stack.enter_context(Connection(port))
            for _ in range(WARM_UP):
                connection.ask(warm_up)
            lanes.append((connection, deque(share)))
            selector.register(connection.socket, selectors.EVENT_READ, len(lanes) - 1)
        sent, took, bodies = [0.0] * len(lanes), [], []
        clock, left = time.perf_counter, sum(map(len, shares))
        started = clock()
        for number, (connection, waiting) in enumerate(lanes):
            sent[number] = clock()
            connection.send(waiting.popleft())
        while left:
            ready = selector.select(PATIENCE)
            if not ready:
                raise NotAnswered(f"nothing within {PATIENCE:g} s")
            for key, _ in ready:
                connection, waiting = lanes[key.data]
                body = connection.receive()
                if body is None:
                    continue
                now = clock()
                took.append(now - sent[key.data])
                bodies.append(body)
                left -= 1
                if waiting:
                    sent[key.data] = now
                    connection.send(waiting.popleft())
        whole = clock() - started
    for body in bodies:
        if wanted not in body:
            raise NotAnswered(f"another answer than wanted: {body.decode()[:300]}")
    return Ran(tuple(took), whole)
