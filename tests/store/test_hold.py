"""What the webhook connector told one worker, all of them heed."""

import asyncio
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.store.hold import ConnectorHold
from bot.store.scripts import Scripts
from tests.conftest import Hands

MINUTE = timedelta(minutes=1)


@pytest.fixture
def held(scripts: Scripts, hands: Hands) -> ConnectorHold:
    return ConnectorHold(scripts, hands.now)


async def test_nobody_calls_until_it_is_over(
    redis: Redis, hands: Hands, held: ConnectorHold
) -> None:
    """By the clock of the bot, in whichever process."""
    scripts = Scripts(redis)
    elsewhere = ConnectorHold(scripts, hands.now)
    assert await elsewhere.until() is None

    await held.hold(MINUTE)

    until = await elsewhere.until()
    assert until is not None
    assert timedelta(seconds=59) < until - hands.now() <= MINUTE
    hands.move(MINUTE)
    assert await elsewhere.until() is None
    await scripts.close()


async def test_a_shorter_one_does_not_end_a_longer_one(hands: Hands, held: ConnectorHold) -> None:
    """Sixteen calls may be told at once, each of another length."""
    await held.hold(MINUTE)
    longest = await held.until()

    await held.hold(timedelta(seconds=1))

    assert await held.until() == longest


async def test_of_many_at_once_the_longest_holds(hands: Hands, held: ConnectorHold) -> None:
    """Whichever comes first: each looks and writes in one."""
    for _ in range(10):
        hands.move(MINUTE)
        shorter = (held.hold(timedelta(seconds=1)) for _ in range(15))

        await asyncio.gather(held.hold(MINUTE), *shorter)

        until = await held.until()
        assert until is not None
        assert until - hands.now() > timedelta(seconds=50)
