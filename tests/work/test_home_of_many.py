"""Requests that ten thousand may approve: of those, a reader's Home asks for that reader alone."""

from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import RequestId, UserId
from bot.domain.overview import Overview
from bot.domain.people import Actor, Standing
from bot.store import keys
from bot.store.documents import dump_request
from tests.work.asked import are_in_channel, posted, started
from tests.work.office import MARA, TEAM, Office

MEMBERS: Final = 10_000  # of the channel, beside Mara
REQUESTS: Final = 100
A_REQUEST: Final = 500  # bytes: what it says, and whether the reader was in the channel
THE_REST: Final = 20_000  # bytes: setups, letters, runs
COMMANDS: Final = 100  # for them, and for when each of 64 shards has something due
LATE: Final = UserId("U_LATE")  # joined the channel when all of it was asked


@pytest.fixture
async def waiting(office: Office, redis: Redis) -> None:
    """A hundred requests, each with as many who may approve it."""
    await started(office)
    are_in_channel(office, MARA)
    first = await posted(office)
    there = keys.members(TEAM, first.id)
    crowd = [f"U{number:010}" for number in range(MEMBERS)]
    await redis.sadd(there, *crowd)
    async with redis.pipeline(transaction=False) as several:
        for number in range(1, REQUESTS):
            one = first.model_copy(update={"id": RequestId(f"request-{number}")})
            kept = {"version": 2, "document": dump_request(one)}
            several.hset(keys.aggregate(TEAM, one.ref), mapping=kept)  # type: ignore[arg-type]
            several.copy(there, keys.members(TEAM, one.id))
            several.sadd(keys.requests(TEAM, one.setup_id), one.id)
        await several.execute()


async def _seen(office: Office, who: UserId) -> Overview:
    """As Home and `status` read it."""
    bot = office.bot
    setups = [one.state for one in (await bot.aggregates.ask(TEAM, who)).setups]
    return await bot.overviews.of(Actor(TEAM, who, Standing.MEMBER), setups, email="", a_page=5)


@pytest.mark.usefixtures("waiting")
async def test_who_was_in_the_channel_weighs_on_nobody_who_reads(
    office: Office, redis: Redis
) -> None:
    """A bit for each request, in place of ten thousand people; it is still said right."""
    before = await redis.info()

    was_there, came_later = [await _seen(office, who) for who in (MARA, LATE)]

    after = await redis.info()
    size = after["total_net_output_bytes"] - before["total_net_output_bytes"]
    asked = after["total_commands_processed"] - before["total_commands_processed"]
    assert (len(was_there.to_decide), len(came_later.to_decide)) == (REQUESTS, 0)
    assert size < 2 * (REQUESTS * A_REQUEST + THE_REST)
    assert asked < 2 * (2 * REQUESTS + COMMANDS)
