"""
Every journey is played over HTTP or over Socket Mode, those about answers to Slack over both; and
looked through for credentials.
"""

from collections.abc import AsyncIterator, Iterator
from zlib import crc32

import pytest
import stamina
from redis.asyncio import Redis

from bot.config import LogFormat
from bot.work import previews
from tests.conftest import Hands
from tests.journeys.canary import found, listening
from tests.journeys.labels import Tongue
from tests.journeys.spoken import Spoken
from tests.journeys.world import World, a_world


@pytest.fixture(autouse=True)
def closed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that is not there is looked for as often as ever, but faster."""
    monkeypatch.setattr(previews, "LOOKS_AGAIN_AFTER", previews.LOOKS_AGAIN_AFTER / 10)


@pytest.fixture
async def world(
    request: pytest.FixtureRequest, redis: Redis, valkey_url: str, hands: Hands
) -> AsyncIterator[World]:
    """The way that the test names; else one of both, by its id: another name may be another way."""
    way = getattr(request, "param", ("http", "socket")[crc32(request.node.nodeid.encode()) % 2])
    by_http = way == "http"
    async with a_world(redis, valkey_url, hands, by_http=by_http) as one:
        if "logged" in request.fixturenames:  # test_canary.py looks by itself
            yield one
            return
        with listening(LogFormat.JSON) as logged:
            yield one
        assert await found(one, logged) == {}


@pytest.fixture
def no_pauses() -> Iterator[None]:
    """Marketo is asked as often as ever, with nothing in between: that is three seconds."""
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def town(world: World, tongue: Tongue) -> Spoken:
    """The same company, whose Slack is in one language."""
    return Spoken(world, tongue)
