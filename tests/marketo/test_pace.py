"""Before each call there must be room for it, as all workers together see it."""

from datetime import timedelta
from typing import Final

import httpx
import pytest

from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.marketo import patience
from bot.marketo.client import ALL_USERS, TOKEN, Marketo
from bot.marketo.errors import MarketoBusy

PAIR: Final = Credentials(MunchkinId("123-ABC-456"), "a-client-id", "a-client-secret")
SOON: Final = timedelta(milliseconds=1)


class Turns:
    """Room after so many questions each time; what was asked and sent, in its order."""

    def __init__(self, waits: int = 0) -> None:
        self.happened: list[str] = []
        self._waits = self._left = waits

    async def before(self, munchkin_id: str) -> timedelta | None:
        self.happened.append(munchkin_id)
        if self._left:
            self._left -= 1
            return SOON
        self._left = self._waits
        return None

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.happened.append(request.url.path)
        is_token = request.url.path == TOKEN
        return httpx.Response(200, json={"access_token": "a-token"} if is_token else [])


@pytest.mark.parametrize("waits", [0, 2])
async def test_each_call_has_a_turn_of_its_own(waits: int) -> None:
    """Named for the subscription; it waits for as long as it is told to."""
    turns = Turns(waits)
    transport = httpx.MockTransport(turns.answer)

    async with Marketo(None, transport=transport, before=turns.before) as marketo:
        await marketo.users(PAIR)

    asked = ["123-ABC-456"] * (waits + 1)
    assert turns.happened == [*asked, TOKEN, *asked, ALL_USERS]


async def test_who_waits_too_long_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was sent; an hour of others before us is nobody's answer."""
    monkeypatch.setattr(patience, "LONGEST_LINE", 0.02)
    monkeypatch.setattr(patience, "ATTEMPTS", 1)
    turns = Turns(1_000_000)
    transport = httpx.MockTransport(turns.answer)

    async with Marketo(None, transport=transport, before=turns.before) as marketo:
        with pytest.raises(MarketoBusy):
            await marketo.users(PAIR)

    assert TOKEN not in turns.happened
