"""Without any Socket Mode connection the bot is deaf (bolt-python 1071, bolt-js 1906)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot import sockets
from bot.app import Assembly, build
from bot.config import LogFormat
from bot.work import clock
from practice.slack import Refuse, SlackStandIn
from tests.conftest import Hands
from tests.journeys.canary import Logged, listening
from tests.journeys.world import settings_for
from tests.work.workers import poll

ALARM: Final = 0.6  # seconds in place of thirty; all else in the same ratio
DEAF: Final = "no Socket Mode connection"


@asynccontextmanager
async def running(slack: SlackStandIn, url: str, hands: Hands) -> AsyncIterator[Assembly]:
    """Connected twice."""
    async with build(settings_for(slack, url), now=hands.now) as bot:
        service = asyncio.create_task(bot.run())
        try:
            await slack.until(lambda: len(slack.sockets) == 2, what="two connections")
            yield bot
        finally:
            service.cancel()
            await asyncio.gather(service, return_exceptions=True)


async def _doctor(bot: Assembly) -> list[str]:
    """What it says of Socket Mode connections."""
    lines = [one.line() async for one in bot.findings()]
    return [line for line in lines if line.startswith(("ok    worker", "FAULT worker"))]


def _lines(logged: Logged) -> list[str]:
    return [one["level"] for one in logged.records if one["event"] == DEAF]


async def test_none_for_half_a_minute_is_a_line_in_the_log_and_in_doctor(
    redis: Redis, valkey_url: str, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not while one is alive, and not for the moment that it takes to connect anew."""
    assert sockets.ALARM == 30.0
    monkeypatch.setattr(sockets, "ALARM", ALARM)
    monkeypatch.setattr(sockets, "LOOK", ALARM / 15)
    monkeypatch.setattr(clock, "EVERY", timedelta(seconds=ALARM / 6))
    with listening(LogFormat.JSON) as logged:
        async with SlackStandIn() as slack, running(slack, valkey_url, hands) as bot:
            await asyncio.sleep(ALARM * 1.2)
            [fine] = await _doctor(bot)
            assert fine.startswith("ok")
            assert fine.endswith(", 2 Socket Mode connections")
            assert _lines(logged) == []

            slack.faults.add("apps.connections.open", Refuse("internal_error"), times=None)
            await slack.drop_sockets()

            await asyncio.sleep(ALARM / 4)
            assert _lines(logged) == []
            await poll(lambda: _is_said(logged))
            await asyncio.sleep(ALARM / 4)
            assert _lines(logged) == ["error"]  # not at every look
            _, fault = await _doctor(bot)
            assert fault.startswith("FAULT")
            assert fault.endswith(f": {DEAF}")


async def _is_said(logged: Logged) -> bool:
    return bool(_lines(logged))
