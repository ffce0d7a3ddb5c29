"""What the bot hears in channels must cost nothing: it is in busy ones."""

from collections.abc import AsyncIterator
from typing import Final

import pytest
from redis.asyncio import Redis

from practice.slack.server import Server
from tests.conftest import Hands
from tests.journeys.world import CHANNEL
from tests.work.office import Office

SECRET: Final = "client secret: canarysecretcanarysecretcanary32"
CHAT: Final = (
    "morning! who takes the Acme call?",
    "where is the client secret?",
    "<https://crm.example/lightning/r/Account/0015e00002AbCdEAAV/view>",
    "the fix is commit 9f2c1d0e8b7a6f5e4d3c2b1a0f9e8d7c6b5a4f3e",
)


@pytest.fixture
async def office(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[Office]:
    """Its front door over HTTP; nobody works behind it, so each command is a handler's."""
    async with Office.open(redis, valkey_url, hands) as one:
        server = Server(one.bot.web_app().routes)
        one.slack.request_url = f"{await server.start()}/slack/events"
        yield one
        await server.stop()


async def _commands(office: Office) -> int:
    """How many the store has got, this one among them."""
    stats = await office.redis.info("stats")
    return int(stats["total_commands_processed"])


async def test_an_ordinary_message_in_a_channel_makes_no_trip_to_the_store(office: Office) -> None:
    """Nor a call of Slack's; written or changed, it is judged in memory and forgotten."""
    ada = office.slack.person("U_ADA")
    await ada.say("hello", channel=CHANNEL)  # by the first delivery the token is looked at, once
    before, calls = await _commands(office), len(office.slack.calls)

    for text in CHAT:
        said = await ada.say(text, channel=CHANNEL)
        await ada.edit(said, f"{text}!")

    assert await _commands(office) == before + 1
    assert len(office.slack.calls) == calls


async def test_one_with_a_secret_makes_one_trip(office: Office) -> None:
    """The measure above is of something: here it counts."""
    ada = office.slack.person("U_ADA")
    await ada.say("hello", channel=CHANNEL)
    await ada.say(SECRET, channel=CHANNEL)  # the script is loaded
    before = await _commands(office)

    await ada.say(SECRET, channel=CHANNEL)

    assert await _commands(office) > before + 1
