"""A worker that is told to end, and one whose store goes away."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import SeenId
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.connect import connect
from bot.store.due import Claim, DueSet
from bot.store.errors import StoreError
from bot.store.scripts import Scripts
from bot.store.vault import Vault
from bot.work import worker as working_module
from bot.work.results import Delivered, Left
from tests.store.builders import TEAM, an_effect, committed, effects
from tests.store.own_server import OwnServer
from tests.work.workers import HANGS, Deliveries, a_worker, now, poll, working

SHARD = keys.shard_of(TEAM)
PREFIX = keys.shard_prefix(SHARD)
_SEEN = SeenId("click")


async def test_a_worker_ends_what_it_began(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, due: DueSet
) -> None:
    """In order, within five seconds: each effect is done or untouched, none is half-done."""

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.sleep(0.8)
        return Delivered()

    deliveries = Deliveries(perform)
    wanted = effects(working_module.OF_A_TEAM + 40, at=now())
    loop = asyncio.get_running_loop()
    async with working(redis, a_worker(scripts, deliveries)) as [task]:
        await committed(aggregates, *wanted)
        await deliveries.until(lambda: len(deliveries.begun) == working_module.OF_A_TEAM)
        cancelled = loop.time()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        took = loop.time() - cancelled

    assert took < 5
    assert deliveries.begun == deliveries.ended
    waiting = set(await redis.hkeys(f"{PREFIX}body"))
    assert waiting == {one.effect.id for one in wanted} - set(deliveries.ended)
    await _all_due_again_without_loss(redis, due, len(waiting))


async def _all_due_again_without_loss(redis: Redis, due: DueSet, number: int) -> None:
    assert await redis.zcard(f"{PREFIX}due:{TEAM}") == number
    later = now() + timedelta(seconds=5)  # a lease, for what was claimed and not begun
    for lease in [key async for key in redis.scan_iter(f"{PREFIX}lease:*")]:
        await redis.delete(lease)
    claims, _ = await due.claim(SHARD, later, timedelta(seconds=5), 1000)
    assert len(claims) == number


@pytest.mark.usefixtures("quick")
async def test_what_does_not_end_in_time_comes_back_in_doubt(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, due: DueSet
) -> None:
    """A worker that must end does not wait for ever."""

    async def hang(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.Event().wait()
        return Delivered()

    deliveries = Deliveries(hang)
    await committed(aggregates, Due(an_effect(), now()))
    async with working(redis, a_worker(scripts, deliveries)) as [task]:
        await deliveries.until(lambda: bool(deliveries.begun))
        task.cancel()
        async with asyncio.timeout(HANGS):
            await asyncio.gather(task, return_exceptions=True)

    async def comes_back() -> bool:
        claims, _ = await due.claim(SHARD, now(), timedelta(seconds=1))
        return [claim.in_doubt for claim in claims] == [True]

    await poll(comes_back)


@pytest.mark.usefixtures("quick")
async def test_what_a_worker_still_performs_while_it_ends_is_taken_by_no_other(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Its lease is kept up, or the effect is let go, before another worker may begin."""

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.sleep(1.75)
        return Delivered()

    deliveries = Deliveries(perform)
    await committed(aggregates, Due(an_effect(), now()))
    async with working(redis, a_worker(scripts, deliveries, "ending")) as [task]:
        await deliveries.until(lambda: bool(deliveries.begun))
        await asyncio.sleep(0.8)  # renewals have run
        task.cancel()
        async with working(redis, a_worker(scripts, deliveries, "staying")):
            await asyncio.gather(task, return_exceptions=True)

    assert max(deliveries.most_at_once.values()) == 1


async def test_an_ending_worker_leaves_no_heartbeat(redis: Redis, scripts: Scripts) -> None:
    """`doctor` does not count it any more."""
    async with working(redis, a_worker(scripts, Deliveries())):
        await poll(lambda: _beats(redis))

    assert not await _beats(redis)


async def _beats(redis: Redis) -> bool:
    return bool(await redis.exists("sc:heartbeat:w0"))


async def test_a_hundred_ends_at_any_moment_never_hang(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """A cancellation may meet a call to Redis at its end."""
    for number in range(100):
        deliveries = Deliveries()
        task = asyncio.create_task(a_worker(scripts, deliveries).run())
        await committed(aggregates, Due(an_effect(), now()))
        for _ in range(number):
            await asyncio.sleep(0)
        task.cancel()
        async with asyncio.timeout(HANGS):
            await asyncio.gather(task, return_exceptions=True)
    body, dues = f"{PREFIX}body", f"{PREFIX}due:{TEAM}"
    assert await redis.hlen(body) == await redis.zcard(dues)


@pytest.fixture
def server() -> Iterator[OwnServer]:
    with OwnServer.folder() as one:
        yield one


@pytest.mark.usefixtures("quick")
async def test_a_store_that_goes_away_and_comes_back_is_survived(server: OwnServer) -> None:
    """
    kill -9 of the server while effects are performed: none is lost; the worker goes on.

    What it answered, it had written. Without `appendfsync always` it may forget a claim, and the
    effect comes again without a doubt: docs/operations.md, "What may be lost".
    """
    performed = asyncio.Event()

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        if claim.id.endswith("before"):
            server.kill()  # so this one cannot be finished
            performed.set()
        return Delivered()

    deliveries = Deliveries(perform)
    await server.start()
    client = connect(server.url)
    scripts = Scripts(client)
    aggregates = Aggregates(client, scripts, Vault(scripts, (Fernet.generate_key().decode(),)))
    async with working(client, a_worker(scripts, deliveries)) as [task]:
        await committed(aggregates, Due(an_effect("before"), now()))
        await asyncio.wait_for(performed.wait(), HANGS)
        with pytest.raises(StoreError):
            await aggregates.seen(TEAM, _SEEN)
        deliveries._perform = None
        await server.start()
        await committed(aggregates, Due(an_effect("after"), now()))
        await deliveries.until(lambda: len(deliveries.ended) == 2)
        await poll(lambda: _is_empty(client))
        assert not task.done()
    await scripts.close()
    await client.aclose()

    assert deliveries.begun["become_ready:after"] == 1
    again = [claim.in_doubt for claim in deliveries.claims if claim.id.endswith("before")]
    # Finished as soon as the server is back, or performed anew in doubt when its lease ends.
    assert again in ([False], [False, True])


async def _is_empty(redis: Redis) -> bool:
    return not await redis.exists(f"{PREFIX}body")


async def test_connections_that_are_cut_are_made_anew(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Those that wait for wake-ups too: the next card is not late."""
    deliveries = Deliveries()
    async with working(redis, a_worker(scripts, deliveries)) as [task]:
        await committed(aggregates, Due(an_effect(), now()))
        await deliveries.until(lambda: len(deliveries.ended) == 1)

        await redis.client_kill_filter(_type="pubsub", skipme=True)
        await redis.client_kill_filter(_type="normal", skipme=False)
        await committed(aggregates, Due(an_effect(), now()))
        await deliveries.until(lambda: len(deliveries.ended) == 2, within=5)
        await poll(lambda: _is_heard(redis))
        assert not task.done()


async def _is_heard(redis: Redis) -> bool:
    [(_, listeners)] = await redis.pubsub_numsub(keys.WAKE)
    return int(listeners) > 0
