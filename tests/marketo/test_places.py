"""Ten places for calls at once, and what becomes of whoever waits for one."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest

from bot.marketo.client import AT_ONCE, TOKEN, Marketo
from bot.marketo.errors import MarketoSilent
from tests.marketo.conftest import PAIR, Recorded, a_token


async def test_ten_calls_at_once_and_no_more() -> None:
    """Marketo answers the eleventh with 615; who waits for a place does not fail for it."""
    inside: list[int] = [0]

    async def answer(request: httpx.Request) -> httpx.Response:
        now = inside[-1] + 1
        inside.append(now)
        for _ in range(20):  # as long as it takes the others to get here, if they may
            await asyncio.sleep(0)
        inside.append(inside[-1] - 1)
        return a_token()

    async with Marketo(None, transport=httpx.MockTransport(answer)) as marketo:
        answers = await asyncio.gather(*(marketo.accepts(PAIR) for _ in range(5 * AT_ONCE)))

    assert answers == [True] * 5 * AT_ONCE
    assert max(inside) == AT_ONCE == 10


class Hanging:
    """It answers nobody before it is let go, and heeds no time-out: not even closing ends."""

    def __init__(self) -> None:
        self.is_full = asyncio.Event()
        self.is_free = asyncio.Event()
        self.sent = Recorded(httpx.MockTransport(self._answer))

    async def _answer(self, request: httpx.Request) -> httpx.Response:
        if self.sent.times(TOKEN) == AT_ONCE:
            self.is_full.set()
        while not self.is_free.is_set():
            with suppress(asyncio.CancelledError):
                await self.is_free.wait()
        return a_token()


async def test_the_wait_for_a_place_has_an_end() -> None:
    """The eleventh says that nobody knows, while ten calls still hang; later calls get through."""
    hanging = Hanging()
    patience = timedelta(seconds=0.05)

    async with Marketo(None, transport=hanging.sent, patience=patience) as marketo:
        ten = [asyncio.create_task(marketo.accepts(PAIR)) for _ in range(AT_ONCE)]
        await hanging.is_full.wait()
        try:
            async with asyncio.timeout(5):  # for ever, were it not for the patience
                with pytest.raises(MarketoSilent, match="no answer in time"):
                    await marketo.accepts(PAIR)
            assert hanging.sent.times(TOKEN) == AT_ONCE
            assert not any(call.done() for call in ten)
        finally:
            hanging.is_free.set()
            await asyncio.gather(*ten)

        assert await marketo.accepts(PAIR) is True
