"""
Faults of the store.

StoreError
├── StoreUnavailable   no answer from Redis; nothing was committed as far as is known
├── StoreFull          Redis is out of memory and refuses to write
├── DocumentTooNew     written by a newer version of the bot
├── KeysMissing        a sealed value opens with none of the keys there are
└── SealBroken         a sealed value opens, but was sealed for another place
"""

import asyncio
import ssl
from contextvars import ContextVar
from types import TracebackType
from typing import Final

from redis import exceptions


class StoreError(Exception):
    """Base of all."""


class StoreUnavailable(StoreError):
    """Try again later."""


class StoreFull(StoreError):
    """An operator must act: memory, or the eviction policy."""


class DocumentTooNew(StoreError):
    """An operator must act: run the newer version."""


class KeysMissing(StoreError):
    """An operator must act: `SECRET_KEYS` lacks the key that was used."""


class SealBroken(StoreError):
    """An operator must act: somebody who can write to Redis moved a sealed value, or damaged it."""


PATIENCE: Final = 2.0  # seconds: Slack waits three for its answer
NAME_IT: Final = "REDIS_URL must begin with redis+cluster:// or rediss+cluster://"
FULL: Final = "Redis refuses to write: out of memory (raise maxmemory, or make room)"
GRACE: Final = 0.05  # seconds, beyond it: for what is already here and not read yet
LEAST: Final = 0.3  # seconds: what is asked late must not fail on a store that answers

_answer_by: ContextVar[float | None] = ContextVar("answer_by", default=None)  # the loop's time


def answer_in_time(within: float | None = None) -> None:
    """
    From here on, all that this task asks of the store has PATIENCE together, not each; or
    `within`, in seconds.

    Two waits that are each short enough would be too long for one answer to Slack.
    """
    _answer_by.set(asyncio.get_running_loop().time() + (within or PATIENCE))


def _patience() -> float:
    """Seconds for the next command."""
    answer_by = _answer_by.get()
    if answer_by is None:
        return PATIENCE
    left = answer_by - asyncio.get_running_loop().time()
    return min(PATIENCE, max(LEAST, left))


class redis_faults:  # noqa: N801 (reads as what it is: `async with redis_faults():`)
    """
    No exception of the Redis library leaves this package, and nothing waits longer than PATIENCE,
    or than what is left of it for the answer to Slack.

    The library's own limit is off: it makes a task of each command, which costs as much as the
    command, and `asyncio.wait_for` of Python 3.11 may lose a cancellation in it.
    """

    __slots__ = ("_late", "_limit")

    async def __aenter__(self) -> None:
        self._limit = asyncio.timeout(None)
        self._late = asyncio.get_running_loop().call_later(_patience(), self._let_it_be_read)
        await self._limit.__aenter__()

    def _let_it_be_read(self) -> None:
        """First what arrived while this process stood still: that answer is not late, we are."""
        self._limit.reschedule(asyncio.get_running_loop().time() + GRACE)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._late.cancel()
        try:
            await self._limit.__aexit__(kind, fault, at)
        except TimeoutError as late:
            raise StoreUnavailable("Redis does not answer in time") from late
        match fault:
            case exceptions.OutOfMemoryError():
                raise StoreFull(FULL) from fault
            case exceptions.ResponseError() if "OOM command not allowed" in str(
                fault
            ):  # in a script
                raise StoreFull(FULL) from fault
            case exceptions.MovedError():
                raise StoreError(f"Redis is a node of a cluster: {NAME_IT}") from fault
            case exceptions.ClusterDownError() | exceptions.AskError() | exceptions.TryAgainError():
                name = type(fault).__name__
                raise StoreUnavailable(f"the Redis cluster is not ready: {name}") from fault
            case exceptions.ResponseError():
                raise StoreError(f"Redis refused a command: {fault}") from fault
            case exceptions.RedisClusterException():  # no RedisError
                raise StoreUnavailable(f"no Redis cluster answers: {fault}") from fault
            case exceptions.RedisError() | OSError():
                raise StoreUnavailable(f"Redis does not answer: {_why(fault)}") from fault


def _why(fault: BaseException) -> str:
    """What is for an operator to mend, at a file or a certificate; of the rest the kind."""
    cause: BaseException | None = fault
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not trusted, {cause.verify_message} (?ssl_ca_certs=…)"
        if isinstance(cause, ssl.SSLError):
            return f"TLS fails, {cause.reason or cause.strerror}"
        if isinstance(cause, exceptions.AuthenticationError):
            return "it refuses the user or the password of its address"
        if isinstance(cause, ConnectionRefusedError):
            return "nobody listens at its address"
        if isinstance(cause, FileNotFoundError):
            return "a socket or a certificate that its address names is not there"
        cause = cause.__cause__ or cause.__context__
    return type(fault).__name__
