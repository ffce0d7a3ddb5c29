"""Limits that all workers share: room at a gate, a line before it, and a halt when told to wait."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.errors import StoreError
from bot.store.pace import MARKETO, Gate, Pace, Rate, Turns
from bot.store.scripts import Scripts
from tests.conftest import Hands
from tests.store.builders import NOW, TEAM

OTHER_TEAM = TeamId("T_NORTH")
POST = "chat.postMessage"
NARROW = Gate("narrow", steady=Rate(1, 2), burst=Rate(2, 60))
WIDE = Gate("wide", steady=Rate(3, 60), burst=Rate(1, 60))


@pytest.fixture
async def pace(scripts: Scripts) -> Pace:
    """Of a Slack workspace with much to send."""
    await scripts.redis.zadd(keys.due(TEAM), {f"effect-{number}": 0 for number in range(500)})
    return Pace(scripts, lambda: NOW)


@pytest.fixture
async def other_workers(redis: Redis) -> AsyncIterator[Pace]:
    scripts = Scripts(redis)
    yield Pace(scripts, lambda: NOW)
    await scripts.close()


async def entered(pace: Pace, gate: Gate, times: int, *, in_bulk: bool = False) -> int:
    """How many of so many found room."""
    waits = [await pace.enter(TEAM, POST, [gate], in_bulk=in_bulk) for _ in range(times)]
    return waits.count(None)


async def test_what_follows_a_click_may_spend_the_burst(pace: Pace) -> None:
    """One in two seconds, and two besides in a minute."""
    assert await entered(pace, NARROW, 6) == 3


async def test_a_bulk_run_leaves_the_burst_to_clicks(pace: Pace) -> None:
    """However much of it there is."""
    assert await entered(pace, NARROW, 6, in_bulk=True) == 1

    assert await entered(pace, NARROW, 6) == 2


async def test_all_workers_share_the_room(pace: Pace, other_workers: Pace) -> None:
    """What one has taken is gone for the others."""
    assert await entered(pace, NARROW, 2) == 2

    assert await entered(other_workers, NARROW, 2) == 1


async def test_the_clocks_of_workers_do_not_matter(
    pace: Pace, other_workers: Pace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that is a minute ahead finds no more room than the others left."""
    await entered(pace, NARROW, 3)
    ahead = time.time() + 60
    monkeypatch.setattr(time, "time", lambda: ahead)

    assert await entered(other_workers, NARROW, 3) == 0


async def test_slack_workspaces_have_room_of_their_own(pace: Pace) -> None:
    """Slack counts for each."""
    await entered(pace, NARROW, 3)

    assert await pace.enter(OTHER_TEAM, POST, [NARROW], in_bulk=False) is None


async def test_who_stands_before_the_narrow_gate_takes_nothing_of_the_wide_one(pace: Pace) -> None:
    """A hundred messages to one person leave the others their share."""
    elsewhere = Gate("elsewhere", steady=Rate(9, 60), burst=NARROW.burst)
    for _ in range(20):
        await pace.enter(TEAM, POST, [NARROW, WIDE], in_bulk=True)

    waits = [await pace.enter(TEAM, POST, [elsewhere, WIDE], in_bulk=False) for _ in range(4)]

    # Four go through the wide gate; one of them came through the narrow one.
    assert waits == [None, None, None, WIDE.steady.each]


async def test_each_who_waits_has_a_moment_of_its_own(pace: Pace) -> None:
    """One after another, at the rate of the gate: otherwise all would come for the same room."""
    await entered(pace, NARROW, 1, in_bulk=True)

    waits = await asyncio.gather(
        *(pace.enter(TEAM, POST, [NARROW], in_bulk=True) for _ in range(10))
    )

    seconds = [wait.total_seconds() for wait in waits if wait]
    assert sorted(seconds) == pytest.approx([2.0 * n for n in range(1, 11)], abs=0.5)


async def test_a_line_is_no_longer_than_what_waits(pace: Pace, redis: Redis) -> None:
    """Where a clock was moved on, many come again before their time and leave their places."""
    await redis.zremrangebyrank(keys.due(TEAM), 3, -1)
    await entered(pace, NARROW, 20, in_bulk=True)

    wait = await pace.enter(TEAM, POST, [NARROW], in_bulk=True)

    assert wait == 3 * NARROW.steady.each


async def test_a_click_does_not_stand_behind_the_bulk(pace: Pace) -> None:
    """Nor with the burst spent: those who click wait for each other only."""
    await entered(pace, NARROW, 3)
    await entered(pace, NARROW, 100, in_bulk=True)

    wait = await pace.enter(TEAM, POST, [NARROW], in_bulk=False)

    assert wait == NARROW.steady.each


async def test_a_long_line_is_neither_slow_nor_asked_again_and_again(pace: Pace) -> None:
    """Nine tenths of what the limit allows, at three claims a message at most."""
    gate, messages = Gate("busy", steady=Rate(20, 1), burst=Rate(1, 60)), range(60)
    claims: Counter[int] = Counter()

    async def deliver(message: int) -> float:
        claims[message] += 1
        while wait := await pace.enter(TEAM, POST, [gate], in_bulk=True):
            await asyncio.sleep(wait.total_seconds())
            claims[message] += 1
        return time.monotonic()

    ended = sorted(await asyncio.gather(*(deliver(message) for message in messages)))

    # Twenty at once, then nothing for a second, then a steady stream.
    stream = ended[20:]
    assert (len(stream) - 1) / (stream[-1] - stream[0]) >= 0.9 * 20
    assert claims.total() <= 3 * len(messages)


async def test_nobody_enters_while_slack_makes_us_wait(pace: Pace, other_workers: Pace) -> None:
    """Not in another worker; and then not all at once."""
    await pace.hold(TEAM, POST, timedelta(seconds=30))

    waits = [await other_workers.enter(TEAM, POST, [WIDE], in_bulk=False) for _ in range(2)]

    seconds = [wait.total_seconds() for wait in waits if wait]
    assert seconds == pytest.approx([30.1, 30.2], abs=0.05)


async def test_a_wait_is_for_one_method_of_one_slack_workspace(pace: Pace) -> None:
    """Slack counts no other way."""
    await pace.hold(TEAM, POST, timedelta(seconds=30))

    assert await pace.enter(TEAM, "users.info", [WIDE], in_bulk=False) is None
    assert await pace.enter(OTHER_TEAM, POST, [WIDE], in_bulk=False) is None


async def test_a_wait_ends(pace: Pace) -> None:
    """By itself."""
    await pace.hold(TEAM, POST, timedelta(milliseconds=40))
    await asyncio.sleep(0.06)

    assert await pace.enter(TEAM, POST, [WIDE], in_bulk=False) is None


async def test_a_wait_ends_when_the_clock_of_the_bot_says_so(
    scripts: Scripts, hands: Hands
) -> None:
    """As what is due does: who moves it on (practice) is not made to wait for real."""
    pace = Pace(scripts, hands.now)
    await pace.hold(TEAM, POST, timedelta(seconds=30))
    hands.move(timedelta(seconds=30))

    assert await pace.enter(TEAM, POST, [WIDE], in_bulk=False) is None


async def test_until_when_slack_makes_us_wait_can_be_said(pace: Pace) -> None:
    """The longest of several, by the bot's clock: the one that people see."""
    assert await pace.held_until(TEAM, POST, "users.info") is None

    await pace.hold(TEAM, POST, timedelta(seconds=10))
    await pace.hold(TEAM, "users.info", timedelta(seconds=30))

    assert await pace.held_until(TEAM, POST, "users.info") == NOW + timedelta(seconds=30)
    assert await pace.held_until(OTHER_TEAM, POST, "users.info") is None


async def test_without_a_store_nobody_knows_of_any_room(pace: Pace, scripts: Scripts) -> None:
    """A fault of the store as any other: the effect waits for it."""
    await scripts.close()

    with pytest.raises(StoreError):
        await pace.enter(TEAM, POST, [WIDE], in_bulk=False)
    with pytest.raises(StoreError):
        await pace.hold(TEAM, POST, timedelta(seconds=1))
    with pytest.raises(StoreError):
        await pace.held_until(TEAM, POST)


async def test_nothing_of_it_is_kept(pace: Pace, redis: Redis) -> None:
    """Every key has an end."""
    await pace.hold(TEAM, "users.info", timedelta(seconds=1))
    await entered(pace, NARROW, 5)

    await redis.delete(keys.due(TEAM))
    kept = {key: await redis.pttl(key) for key in await redis.keys("*")}

    assert len(kept) == 4
    assert all(0 < left <= 120_000 for left in kept.values())


async def test_turns_are_shared_by_all_workers(scripts: Scripts, redis: Redis) -> None:
    """Those of one who is named; another one has turns of their own."""
    elsewhere = Scripts(redis)
    one, other = (Turns(each, "marketo", Rate(3, 20)) for each in (scripts, elsewhere))

    waits = [await (one if n % 2 else other)("123-ABC-456") for n in range(5)]

    assert waits[:3] == [None] * 3
    assert waits[3:] == [Rate(3, 20).each] * 2
    assert await one("456-DEF-789") is None
    await elsewhere.close()


async def test_turns_come_back(scripts: Scripts) -> None:
    """What was used is forgotten after a while."""
    turns = Turns(scripts, "marketo", Rate(1, 1))
    assert await turns("123-ABC-456") is None
    assert await turns("123-ABC-456") is not None

    async with asyncio.timeout(20):
        while (wait := await turns("123-ABC-456")) is not None:  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(wait.total_seconds() / 4)


def test_marketo_is_never_called_too_often() -> None:
    """100 calls in any 20 seconds, at the edges of our windows too (domain.md, part 3)."""
    windows = 20 / MARKETO.seconds + 1

    assert 80 <= windows * MARKETO.amount <= 100
