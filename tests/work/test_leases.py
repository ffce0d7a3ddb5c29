"""Leases: what a worker may still do, and what happens when it could not."""

import asyncio
import time
from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card, Due
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.scripts import Scripts
from bot.work import clock, worker
from bot.work.results import Delivered, Left
from bot.work.shown import Showing
from bot.work.worker import Worker
from practice.slack import Late
from tests.store.builders import TEAM, an_effect, committed
from tests.work.office import MARA, Office
from tests.work.workers import HANGS, Deaf, Deliveries, a_worker, now, poll, working

PREFIX = keys.shard_prefix(keys.shard_of(TEAM))


@pytest.mark.usefixtures("quick")
async def test_after_a_pause_a_claim_is_no_longer_ours(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """A process that was stopped and goes on asks before it posts, and finds its lease over."""
    asked: list[bool] = []

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        asked.append(still_ours() > 0)
        if len(asked) == 1:
            time.sleep(0.9)  # noqa: ASYNC251 (as SIGSTOP: nothing in this process runs on)
            asked.append(still_ours() > 0)
        return Delivered()

    deliveries = Deliveries(perform)
    await committed(aggregates, Due(an_effect(), now()))
    async with working(redis, a_worker(scripts, deliveries)):
        await deliveries.until(lambda: bool(deliveries.ended))

    assert asked[:2] == [True, False]


@pytest.mark.usefixtures("quick")
async def test_a_card_whose_lease_is_over_is_not_posted(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The attempt that was paused posts nothing; the next one does, once."""
    rendered = Showing.rendered
    pauses: list[int] = []

    def paused(*shown: Any) -> Any:
        if not pauses:
            pauses.append(len(office.slack.calls_of("chat.postMessage")))
            time.sleep(0.9)
        return rendered(*shown)

    monkeypatch.setattr(Showing, "rendered", staticmethod(paused))
    await office.start_setup()

    async with office.working():
        await office.until_all_is_done()

    assert pauses
    for user_id in (MARA, "U_SOL", "U_STELLA"):
        assert len(office.cards(user_id)) == 1
    assert len(office.slack.calls_of("chat.postMessage")) == 3


@pytest.mark.usefixtures("quick")
async def test_what_takes_longer_than_its_lease_is_performed_once(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """The lease is renewed while it is performed, so the second worker does not take it."""

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.sleep(1.6)
        assert still_ours() > 0
        return Delivered()

    deliveries = Deliveries(perform)
    await committed(aggregates, Due(an_effect(), now()))
    workers = [a_worker(scripts, deliveries, f"worker{number}") for number in range(2)]
    async with working(redis, *workers):
        await deliveries.until(lambda: bool(deliveries.ended))
        await poll(lambda: _is_empty(redis))

    assert list(deliveries.begun.values()) == [1]


async def _is_empty(redis: Redis) -> bool:
    return not await redis.exists(f"{PREFIX}body")


@pytest.mark.usefixtures("quick")
async def test_what_a_dead_worker_held_comes_back_in_doubt(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """When its lease ends, not before; nothing else waits for it."""
    held = asyncio.Event()

    async def hang(claim: Claim, still_ours: Left) -> Delivered:
        held.set()
        await asyncio.Event().wait()
        return Delivered()

    dead = a_worker(scripts, Deliveries(hang))
    await committed(aggregates, Due(an_effect("held"), now()))
    task = asyncio.create_task(dead._claim())  # claims and dies: no renewal, no drain
    await asyncio.wait_for(held.wait(), 5)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    started = asyncio.get_running_loop().time()

    deliveries = Deliveries()
    async with working(redis, a_worker(scripts, deliveries, "next")):
        await committed(aggregates, Due(an_effect("fresh"), now()))
        await deliveries.until(lambda: len(deliveries.ended) == 2)
        took = asyncio.get_running_loop().time() - started
    for left in dead._tasks:
        left.cancel()
    await asyncio.gather(*dead._tasks, return_exceptions=True)

    assert [claim.id for claim in deliveries.claims] == ["become_ready:fresh", "become_ready:held"]
    assert [claim.in_doubt for claim in deliveries.claims] == [False, True]
    assert took < 4  # not at the end of a lease as long as ever


async def test_two_workers_perform_five_hundred_effects_once_each(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """None twice, none lost; both have their share."""

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.sleep(0.002)
        return Delivered()

    one, two = Deliveries(perform), Deliveries(perform)
    teams = [TeamId(f"T{number}") for number in range(25)]
    wanted = [f"{team}-{number}" for team in teams for number in range(20)]
    for team in teams:
        due = (Due(an_effect(f"{team}-{number}"), now()) for number in range(20))
        await committed(aggregates, *due, team_id=team)

    async with working(redis, a_worker(scripts, one, "one"), a_worker(scripts, two, "two")):
        async with asyncio.timeout(10):
            while one.ended.total() + two.ended.total() < 500:  # noqa: ASYNC110 (two of them)
                await asyncio.sleep(0.01)

    both = one.ended + two.ended
    assert both == {f"become_ready:{name}": 1 for name in wanted}
    assert one.ended
    assert two.ended
    assert not [key async for key in redis.scan_iter("*:body")]


async def test_a_wake_up_brings_an_effect_within_a_blink(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Not only at the next tick."""
    deliveries = Deliveries()
    worker = a_worker(scripts, deliveries)
    async with working(redis, worker, with_clock=False):
        await poll(lambda: _is_heard(redis))
        loop = asyncio.get_running_loop()
        times = []
        for number in range(1, 11):
            started = loop.time()
            await committed(aggregates, Due(an_effect(), now()))
            await deliveries.until(lambda number=number: len(deliveries.ended) == number)  # type: ignore[misc]
            times.append(loop.time() - started)

    assert sorted(times)[5] < 0.1


async def _is_heard(redis: Redis) -> bool:
    [(_, listeners)] = await redis.pubsub_numsub(keys.WAKE)
    return int(listeners) > 0


async def test_the_tick_alone_delivers_when_every_wake_up_is_lost(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Soon after the next tick, which comes each second."""
    deliveries = Deliveries()
    worker = a_worker(scripts, deliveries, wakes=Deaf(redis))
    loop = asyncio.get_running_loop()
    async with working(redis, worker):
        await poll(lambda: _has_looked(worker))
        for number in range(2):
            started = loop.time()
            await committed(aggregates, Due(an_effect(), now()))
            await deliveries.until(lambda number=number: len(deliveries.ended) > number)  # type: ignore[misc]
            assert loop.time() - started < 4


async def _has_looked(worker: Worker) -> bool:
    return worker.pulse.swept_at > 0


async def test_what_is_due_later_is_performed_at_its_time(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither before nor, although nobody wakes the worker then, at its next look at everything."""
    monkeypatch.setattr(clock, "TICK", HANGS)
    monkeypatch.setattr(worker, "IDLE", HANGS)
    deliveries = Deliveries()
    async with working(redis, a_worker(scripts, deliveries)):
        await poll(lambda: _is_heard(redis))
        at = now() + timedelta(seconds=0.8)
        await committed(aggregates, Due(an_effect(), at))
        await deliveries.until(lambda: bool(deliveries.begun))
        late = now() - at

    assert timedelta(0) <= late < timedelta(seconds=HANGS / 2)


async def test_an_effect_asked_for_again_is_never_performed_twice_at_the_same_time(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Two workers, one effect, committed over and over."""

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.sleep(0.01)
        return Delivered()

    deliveries = Deliveries(perform)
    workers = [a_worker(scripts, deliveries, f"worker{number}") for number in range(2)]
    async with working(redis, *workers):
        for _ in range(60):
            await committed(aggregates, Due(an_effect("the-one"), now()))
        last = deliveries.begun.total()
        await poll(lambda: _is_empty(redis))

    assert set(deliveries.most_at_once.values()) == {1}
    assert deliveries.begun.total() >= last >= 1


async def test_a_slow_slack_holds_up_nobody_else(office: Office) -> None:
    """One call that hangs is one place of many."""
    office.slack.faults.add("chat.postMessage", Late(2), when=office.is_marketo_card)
    await office.start_setup()

    async with office.working():
        await office.slack.person("U_SOL").until(lambda m: True, timeout=1.8)
        await office.slack.person("U_STELLA").until(lambda m: True, timeout=1.8)
        await office.until_all_is_done()

    assert len(office.posts_of(Card.MARKETO_ADMIN, MARA)) == 1
