"""Slack's limits, as people meet them: what waits is said, and comes once."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.slack_pace import METHODS
from practice.slack import RateLimited
from tests.conftest import Hands
from tests.journeys.steps import pass_time, posted_to, settled, start_setup
from tests.journeys.world import World, a_world


@pytest.fixture
async def world(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[World]:
    async with a_world(redis, valkey_url, hands, by_http=True, gates=METHODS) as one:
        yield one


async def test_status_says_until_when_slack_makes_us_wait(world: World) -> None:
    """Nobody asks again before; then each message comes once."""
    world.slack.faults.add("chat.postMessage", RateLimited(40), times=None)

    await start_setup(world.stella)
    await settled(world)

    refused = len(world.slack.calls_of("chat.postMessage"))
    await pass_time(world, timedelta(seconds=35))
    assert len(world.slack.calls_of("chat.postMessage")) == refused <= 4
    status = (await world.stella.command("/salesconnect status")).text
    assert "Slack makes the bot wait until" in status

    world.slack.faults.clear()
    await pass_time(world, timedelta(seconds=6))
    await settled(world, ahead=timedelta(seconds=5))
    assert [len(posted_to(world, f"D_{name}")) for name in ("STELLA", "MARA", "SOL")] == [1, 1, 1]
    status = (await world.stella.command("/salesconnect status")).text
    assert "wait until" not in status
