"""What all processes counted, added up in Redis: one hash, a field for each sample."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final, TypeAlias

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric
from prometheus_client.samples import Sample

from bot.metrics import word
from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import StoreError, redis_faults

EVERY: Final = timedelta(seconds=5)
# One script: in a cluster the library's transaction starts a thread and a loop for each command and
# waits for it. 300 figures stop everything else for 90 ms then, and 2 ms this way.
_ADD: Final = """
for at = 1, #ARGV, 2 do
    redis.call('HINCRBYFLOAT', KEYS[1], ARGV[at], ARGV[at + 1])
end
"""
BOUND: Final = "le"  # the label of a bucket, a number or +Inf
_SAMPLES: Final = {"counter": ("_total",), "histogram": ("_bucket", "_count", "_sum")}

_Counted: TypeAlias = tuple[str, tuple[tuple[str, str], ...]]  # sample, and its labels

log = structlog.get_logger("bot.store")


class Figures:
    """
    Of one process: counters and histograms of `registry`, from the moment this is made.

    A flush sends only what was added since the last one, all of it or nothing. Two limits: what
    was counted after the last flush dies with a process that is killed, and a flush whose answer
    was lost is sent again, so that it may count twice.
    """

    def __init__(self, redis: Client, registry: CollectorRegistry) -> None:
        self._redis = redis
        self._registry = registry
        self._before = _counted(registry)
        self._told: dict[_Counted, float] = {}
        self._flushing = asyncio.Lock()

    @asynccontextmanager
    async def kept(self) -> AsyncIterator[None]:
        """Flushes now and then, and once more at the end."""
        try:
            async with asyncio.TaskGroup() as group:
                flushing = group.create_task(self._now_and_then())
                try:
                    yield
                finally:
                    flushing.cancel()
        finally:
            await self._try_to_flush()

    async def _now_and_then(self) -> None:
        while True:
            await asyncio.sleep(EVERY.total_seconds())
            await self._try_to_flush()

    async def _try_to_flush(self) -> None:
        try:
            await self.flush()
        except StoreError as fault:
            log.warning("figures wait for the next time", why=str(fault))

    async def flush(self) -> None:
        """
        Raises:
            StoreError: nothing is forgotten; the next flush sends it too.
        """
        async with self._flushing:
            counted = _counted(self._registry)
            # A new one is sent even as 0: a histogram must not lack its empty buckets.
            added = {
                one: value - self._sent(one)
                for one, value in counted.items()
                if one not in self._told or value != self._told[one]
            }
            if not added:
                return
            args = [word for one, more in added.items() for word in (_field(one), more)]
            async with redis_faults():
                await self._redis.execute_command("EVAL", _ADD, 1, keys.FIGURES, *args)
            self._told = counted

    def _sent(self, one: _Counted) -> float:
        return self._told.get(one, self._before.get(one, 0.0))

    async def families(self) -> list[Metric]:
        """Of all processes; what a version counted that named it otherwise is left out."""
        async with redis_faults():
            kept = await self._redis.hgetall(keys.FIGURES)
        by_name: dict[str, list[Sample]] = {}
        for field, value in kept.items():
            name, labels = json.loads(field)
            by_name.setdefault(name, []).append(Sample(name, labels, float(value)))
        families = list(self._registry.collect())
        for family in families:
            names = [family.name + ending for ending in _SAMPLES[family.type]]
            family.samples = [
                sample for name in names for sample in sorted(by_name.get(name, ()), key=_place)
            ]
        return families


def _counted(registry: CollectorRegistry) -> dict[_Counted, float]:
    """Not when a sample was created: that is of one process."""
    return {
        (sample.name, tuple(sample.labels.items())): sample.value
        for family in registry.collect()
        for sample in family.samples
        if sample.name.removeprefix(family.name) in _SAMPLES[family.type]
    }


def _field(one: _Counted) -> str:
    """Of the hash. Labels are held to words here: whoever counts may have forgotten it."""
    name, labels = one
    bounded = {label: value if label == BOUND else word(value) for label, value in labels}
    return json.dumps([name, bounded], sort_keys=True)


def _place(sample: Sample) -> tuple[list[tuple[str, str]], float]:
    """Buckets of one histogram stand together, by their bounds."""
    rest = sorted((name, value) for name, value in sample.labels.items() if name != BOUND)
    return rest, float(sample.labels.get(BOUND, 0))
