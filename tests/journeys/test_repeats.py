"""What counts is what was committed, never how a delivery is marked (bolt-js 2487)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

import pytest
from redis.asyncio import Redis

from practice.slack import Delivery
from tests.conftest import Hands
from tests.journeys.steps import audit, kept, posts, settled
from tests.journeys.test_store_breaks import Divided
from tests.journeys.world import World
from tests.store.between import Break

HEADERS: Final = {"x-slack-retry-num": "1", "x-slack-retry-reason": "http_error"}


@pytest.fixture
async def divided(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[Divided]:
    async with Divided.open(valkey_url, hands) as one:
        one.slack.event_retry_delays = ()  # the test repeats by itself
        yield one


def marked(delivery: Delivery) -> Delivery:
    """As Slack marks what it sends again."""
    return replace(delivery, headers=delivery.headers | HEADERS, retry_num=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that is delivered: what comes before, how it is sent, what it does once."""

    before: Callable[[World], Awaitable[object]]
    send: Callable[[World], Awaitable[object]]
    commit: bytes  # words of its commit
    done: Callable[[World], Awaitable[int]]  # how often


async def _nothing(world: World) -> None:
    return


async def _answers(world: World) -> int:
    return len([message for message in world.stella.dm if message.stored.bot_id])


async def _gone(world: World) -> int:
    return len(await audit(world, "NotePersonGone"))


async def _connected(world: World) -> int:
    return len(await audit(world, "ReportConnected"))


KINDS: Final = {
    "somebody deactivated": Kind(
        before=World.named,
        send=lambda world: world.slack.deactivate("U_SOL"),
        commit=b"NotePersonGone",
        done=_gone,
    ),
    "direct message": Kind(
        before=_nothing,
        send=lambda world: world.stella.say("hello"),
        commit=b"reply",
        done=_answers,
    ),
    "command": Kind(
        before=World.revealed,
        send=lambda world: world.sol.command("/salesconnect connected"),
        commit=b"ReportConnected",
        done=_connected,
    ),
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
async def test_a_marked_repeat_may_be_the_first_that_lives_an_unmarked_one_a_repeat(
    divided: Divided, kind: Kind
) -> None:
    """Lost with the store, it is done by the marked repeat; the one without a mark does nothing."""
    world, between = divided, divided.between
    await kind.before(world)
    await settled(world)
    between.break_at(1, Break.UNASKED, holds=kind.commit)
    await kind.send(world)
    assert between.is_broken
    first = world.slack.deliveries[-1]
    between.mend()
    await settled(world)
    assert await kind.done(world) == 0

    again = await world.slack.redeliver(marked(first))

    await settled(world)
    assert again.acked
    assert await kind.done(world) == 1
    before, said = await kept(world), len(posts(world))
    assert (await world.slack.redeliver(first)).acked
    assert await kept(world) == before
    assert len(posts(world)) == said
