"""
When a call of Marketo is made, and how often it is repeated: all of them only read, so that a
repeat does no harm.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeVar

import stamina

from bot.marketo.errors import LONGEST_PAUSE, TOO_OFTEN, MarketoBusy, MarketoError

T = TypeVar("T")

ATTEMPTS: Final = 3
ALL_ATTEMPTS: Final = timedelta(seconds=6)  # no further one begins later
LONGEST_LINE: Final = 20.0  # seconds: what Marketo counts is forgotten by then
_FIRST_PAUSE: Final = timedelta(seconds=1)
_JITTER: Final = timedelta(seconds=1)


async def patiently(once: Callable[[], Awaitable[T]]) -> T:
    """
    Up to three attempts, the next one only where the fault says `again`.

    A context and no decorator, which would log the arguments of what it repeats.
    """
    async for attempt in stamina.retry_context(
        on=_again,
        attempts=ATTEMPTS,
        timeout=ALL_ATTEMPTS,
        wait_initial=_FIRST_PAUSE,
        wait_max=LONGEST_PAUSE,
        wait_jitter=_JITTER,
    ):
        with attempt:
            return await once()
    raise AssertionError("the last attempt raises")


def _again(failure: Exception) -> bool | timedelta:
    return isinstance(failure, MarketoError) and failure.again


async def in_turn(before: Callable[[], Awaitable[timedelta | None]]) -> None:
    """
    Ends when `before` says that there is room.

    Raises:
        MarketoBusy: others were before us for too long; nothing was sent.
    """
    loop = asyncio.get_running_loop()
    over = loop.time() + LONGEST_LINE
    while (wait := await before()) is not None:
        if loop.time() >= over:
            raise MarketoBusy(TOO_OFTEN)
        await asyncio.sleep(wait.total_seconds())
