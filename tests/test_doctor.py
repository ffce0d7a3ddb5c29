"""An app may be granted a part of its scopes: `auth.test` is green and the bot deaf (hermes-agent
59539, CopilotKit PR 6330)."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from bot.app import Assembly, build
from bot.config import LogFormat
from practice.slack import SlackStandIn
from tests.conftest import Hands
from tests.journeys.canary import listening
from tests.journeys.world import settings_for


@pytest.fixture
async def slack() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as one:
        yield one


@pytest.fixture
async def bot(
    redis: Redis, valkey_url: str, slack: SlackStandIn, hands: Hands
) -> AsyncIterator[Assembly]:
    async with build(settings_for(slack, valkey_url), now=hands.now) as one:
        yield one


async def _of_scopes(bot: Assembly) -> list[str]:
    return [one.line() async for one in bot.findings() if one.what.startswith("scopes")]


async def test_doctor_compares_the_granted_scopes_and_says_what_to_press(
    bot: Assembly, slack: SlackStandIn
) -> None:
    """Those that are missing, by name, whatever else was granted; none once they are."""
    granted = slack.scopes
    slack.scopes = granted - {"im:write", "users:read.email"} | {"channels:manage"}

    [fault] = await _of_scopes(bot)

    assert fault.startswith("FAULT scopes: im:write, users:read.email not granted")
    assert "Reinstall to Workspace" in fault
    slack.scopes = granted
    assert await _of_scopes(bot) == ["ok    scopes: all of manifest.yml"]


async def test_a_start_says_in_the_log_what_was_not_granted(
    bot: Assembly, slack: SlackStandIn
) -> None:
    """And nothing if all was; it starts all the same."""
    granted = slack.scopes
    with listening(LogFormat.JSON) as logged:
        await bot.check_token()
        assert [one for one in logged.records if "scopes" in one["event"]] == []
        slack.scopes = granted - {"im:write"}
        await bot.check_token()

    [line] = [one for one in logged.records if "scopes" in one["event"]]
    assert line["scopes"] == "im:write"
    assert "Reinstall to Workspace" in line["do"]
