"""What `GET /metrics` says: what all processes counted, and how things stand at this moment."""

import asyncio
from collections.abc import Awaitable, Iterable
from datetime import datetime, timedelta
from typing import Final, TypeVar

from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.store.backlog import Backlog
from bot.store.due import DueSet
from bot.store.errors import StoreError, answer_in_time
from bot.store.figures import Figures
from bot.store.heartbeats import Heartbeat, Heartbeats
from bot.store.instants import Clock

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
WITHIN: Final = 1.0  # seconds, for the store: what is silent must not use up all the time there is

_T = TypeVar("_T")


class Scrape:
    """Read anew each time; writes nothing, so that it answers when Redis is full too."""

    def __init__(self, figures: Figures, due: DueSet, heartbeats: Heartbeats, now: Clock) -> None:
        self._figures = figures
        self._due = due
        self._heartbeats = heartbeats
        self._now = now

    async def __call__(self) -> bytes:
        """
        In Prometheus' text format. What lies on a node of a cluster that does not answer is left
        out: of the effects some, of the rest all.

        Raises:
            StoreError: Redis does not answer.
        """
        now = self._now()
        figures, backlog, heard = await asyncio.gather(
            _or_fault(self._figures.families()),
            _or_fault(self._due.backlog(now)),
            _or_fault(self._heartbeats.heard()),
        )
        if isinstance(backlog, StoreError):
            raise backlog
        families = [] if isinstance(figures, StoreError) else figures
        families += _of_effects(backlog, now)
        families += [] if isinstance(heard, StoreError) else _of_workers(heard)
        return generate_latest(_Collected(families))


async def _or_fault(asked: Awaitable[_T]) -> _T | StoreError:
    """In a task of its own, whose time alone it limits."""
    answer_in_time(WITHIN)
    try:
        return await asked
    except StoreError as fault:
        return fault


class _Collected(Collector):
    """What the library writes down."""

    def __init__(self, families: list[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


def _of_effects(backlog: Backlog, now: datetime) -> list[Metric]:
    late = now - backlog.oldest if backlog.oldest else timedelta(0)
    return [
        _gauge("effects_due", "Effects that are due now", backlog.due_now),
        _gauge("effects_later", "Effects that wait for later", backlog.waiting - backlog.due_now),
        _gauge("effects_dead", "Effects that were given up and lie aside", backlog.dead),
        _gauge(
            "oldest_due_seconds",
            "Age of the oldest effect that is due; 0: none is",
            max(0.0, late.total_seconds()),
        ),
        _gauge("shards_silent", "Shards, of 64, that are not in these sums", backlog.silent),
    ]


def _of_workers(heard: list[Heartbeat]) -> list[Metric]:
    looked = [heartbeat.swept.total_seconds() for heartbeat in heard]
    sockets = sum(heartbeat.sockets or 0 for heartbeat in heard)
    return [
        _gauge("workers", "Workers that were heard lately", len(heard)),
        _gauge(
            "looked_seconds",
            "Since a worker last looked at what is due, of the slowest of them; 0: there is none",
            max(looked, default=0.0),
        ),
        _gauge("socket_connections", "Socket Mode connections that are alive", sockets),
    ]


def _gauge(name: str, what: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"salesconnect_{name}", what, value=value)
