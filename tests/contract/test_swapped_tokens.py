"""Two tokens in one `.env` are easily swapped."""

from datetime import UTC, datetime

import pytest
from redis.asyncio import Redis

from bot.slack import Slack
from bot.slack_faults import SlackNotAllowed
from bot.store.people import PeopleCache
from practice.slack import SlackStandIn


def _slack(standin: SlackStandIn, redis: Redis, token: str) -> Slack:
    cache = PeopleCache(redis)
    return Slack(token=token, base_url=standin.api_url, cache=cache, now=lambda: datetime.now(UTC))


async def test_an_app_level_token_is_no_bot_token(redis: Redis) -> None:
    """Slack answers `auth.test` for it, but says nobody's name."""
    async with (
        SlackStandIn() as standin,
        _slack(standin, redis, standin.app_token) as slack,
    ):
        with pytest.raises(SlackNotAllowed):
            await slack.identity()


async def test_a_bot_token_opens_no_connection(redis: Redis) -> None:
    """`doctor` asks for one with the app-level token, and says which variable is wrong."""
    async with (
        SlackStandIn() as standin,
        _slack(standin, redis, standin.bot_token) as slack,
    ):
        await slack.check_app_token(standin.app_token)
        with pytest.raises(SlackNotAllowed):
            await slack.check_app_token(standin.bot_token)
