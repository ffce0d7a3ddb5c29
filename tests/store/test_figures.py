"""What several processes counted is one sum, whatever happens on the way."""

from datetime import timedelta

import pytest
from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from redis.asyncio import Redis

from bot.store import figures, keys
from bot.store.errors import StoreFull
from bot.store.figures import Figures
from tests.store.full import full
from tests.work.workers import poll


class Process:
    """Counts what it does; all of them define the same figures."""

    def __init__(self, redis: Redis) -> None:
        registry = CollectorRegistry()
        self.done = Counter("done", "Things done", ["what"], registry=registry)
        self.took = Histogram(
            "took", "How long", ["what"], buckets=(0.5, 2.0, 10.0), registry=registry
        )
        self.done.labels("before").inc()
        self.figures = Figures(redis, registry)


class Written(Collector):
    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> list[Metric]:
        return self._families


async def read(redis: Redis) -> list[str]:
    """The lines that a process without figures of its own answers."""
    text = generate_latest(Written(await Process(redis).figures.families())).decode()
    return [line for line in text.splitlines() if not line.startswith("#") and "before" not in line]


async def test_the_sum_is_of_all_processes(redis: Redis) -> None:
    """Also of one that has ended; nobody's labels push out another's."""
    one, two = Process(redis), Process(redis)
    one.done.labels("card").inc(2)
    two.done.labels("card").inc()
    two.done.labels("reminder").inc()

    await one.figures.flush()
    await two.figures.flush()

    assert await read(redis) == [
        'done_total{what="card"} 3.0',
        'done_total{what="reminder"} 1.0',
    ]


async def test_each_thing_is_counted_once_however_often_is_flushed(redis: Redis) -> None:
    """Only what was added is sent; what was counted before the process began is not its own."""
    process = Process(redis)
    for _ in range(3):
        process.done.labels("card").inc()
        await process.figures.flush()
        await process.figures.flush()

    assert await read(redis) == ['done_total{what="card"} 3.0']
    assert await redis.hget(keys.FIGURES, '["done_total", {"what": "before"}]') == "0"


async def test_a_histogram_has_all_its_buckets_in_their_order(redis: Redis) -> None:
    """Empty ones too: what computes quantiles counts on them."""
    one, two = Process(redis), Process(redis)
    one.took.labels("setup").observe(1.0)
    two.took.labels("setup").observe(3.0)
    two.took.labels("help").observe(30.0)

    await one.figures.flush()
    await two.figures.flush()

    assert await read(redis) == [
        'took_bucket{le="0.5",what="help"} 0.0',
        'took_bucket{le="2.0",what="help"} 0.0',
        'took_bucket{le="10.0",what="help"} 0.0',
        'took_bucket{le="+Inf",what="help"} 1.0',
        'took_bucket{le="0.5",what="setup"} 0.0',
        'took_bucket{le="2.0",what="setup"} 1.0',
        'took_bucket{le="10.0",what="setup"} 2.0',
        'took_bucket{le="+Inf",what="setup"} 2.0',
        'took_count{what="help"} 1.0',
        'took_count{what="setup"} 2.0',
        'took_sum{what="help"} 30.0',
        'took_sum{what="setup"} 4.0',
    ]


async def test_a_flush_that_fails_is_made_up_for_by_the_next(redis: Redis) -> None:
    """All of it or nothing: neither lost nor twice."""
    process = Process(redis)
    process.done.labels("card").inc()
    await process.figures.flush()
    process.done.labels("card").inc()
    process.done.labels("reminder").inc()

    async with full(redis):
        with pytest.raises(StoreFull):
            await process.figures.flush()
        assert await read(redis) == ['done_total{what="card"} 1.0']
    process.done.labels("card").inc()
    await process.figures.flush()

    assert await read(redis) == [
        'done_total{what="card"} 3.0',
        'done_total{what="reminder"} 1.0',
    ]


async def test_labels_are_words_and_nothing_else(redis: Redis) -> None:
    """What somebody might have typed is `other`, at the door of the store."""
    process = Process(redis)
    for what in ("chat.postMessage", "a b", "é", "x" * 61, "U1,U2", ""):
        process.done.labels(what).inc()

    await process.figures.flush()

    assert await read(redis) == [
        'done_total{what="chat.postMessage"} 1.0',
        'done_total{what="other"} 5.0',
    ]


async def test_a_process_that_ends_in_order_loses_nothing(redis: Redis) -> None:
    """The last flush comes after the last thing that was counted."""
    process = Process(redis)

    async with process.figures.kept():
        process.done.labels("card").inc()

    assert await read(redis) == ['done_total{what="card"} 1.0']


async def test_now_and_then_is_flushed_whatever_the_store_does(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that is full for a while ends nothing; its end is not waited for."""
    monkeypatch.setattr(figures, "EVERY", timedelta(milliseconds=5))
    process = Process(redis)

    async def has_tried() -> bool:
        return "errorstat_OOM" in await redis.info("errorstats")

    async def is_there() -> bool:
        return await read(redis) == ['done_total{what="card"} 1.0']

    await redis.config_resetstat()
    async with process.figures.kept():
        async with full(redis):
            process.done.labels("card").inc()
            await poll(has_tried)
        await poll(is_there)

    assert await is_there()
