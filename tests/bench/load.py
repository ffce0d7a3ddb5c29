"""Load from raw keep-alive sockets: every request is made before the clock starts."""

import re
import selectors
import socket
import statistics
import time
from collections import deque
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

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
    bodies: tuple[bytes, ...]  # of the answers, in their order

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


def run(
    ports: Sequence[int],
    shares: Sequence[Sequence[bytes]],
    *,
    warm_up: bytes,
    warm_ups: int = WARM_UP,
    wanted: bytes = b"",
    at_first: AbstractContextManager[None] | None = None,
) -> Ran:
    """
    Each share goes over a connection of its own, to the ports by turns, all at once. Blocks.

    The first request of each share is written within `at_first`.

    Raises:
        NotAnswered: an answer is not 200, or lacks what is `wanted` in it.
    """
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        lanes: list[tuple[Connection, deque[bytes]]] = []
        for share in shares:
            connection = stack.enter_context(Connection(ports[len(lanes) % len(ports)]))
            for _ in range(warm_ups):
                connection.ask(warm_up)
            lanes.append((connection, deque(share)))
            selector.register(connection.socket, selectors.EVENT_READ, len(lanes) - 1)
        sent, took, bodies = [0.0] * len(lanes), [], []
        clock, left = time.perf_counter, sum(map(len, shares))
        started = clock()
        with at_first or nullcontext():
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
    return Ran(tuple(took), whole, tuple(bodies))
