"""What `web` says to those who look after it."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Final

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from redis.asyncio import Redis
from slack_bolt.async_app import AsyncApp

from bot import http, metrics
from bot.domain.effects import Due
from bot.http import web_app
from bot.scrape import Scrape
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.connect import connect
from bot.store.due import DueSet
from bot.store.figures import Figures
from bot.store.heartbeats import Heartbeat, Heartbeats
from bot.store.scripts import Scripts
from tests.store.builders import NOW, TEAM, an_effect, committed
from tests.store.conftest import aggregates, due, scripts, secret_key, vault
from tests.store.full import full

__all__ = ["aggregates", "due", "scripts", "secret_key", "vault"]

MANUAL: Final = Path(__file__).parent.parent / "docs" / "operations.md"
MINUTE: Final = timedelta(minutes=1)
A_WORD: Final = "xoxb-canary"


class Operator:
    """Asks a `web` process over one Redis, at NOW."""

    def __init__(self, redis: Redis) -> None:
        bolt = AsyncApp(signing_secret="canary", token=A_WORD)
        self.figures = Figures(redis, metrics.REGISTRY)
        self.heartbeats = Heartbeats(redis)
        self.scripts = Scripts(redis)
        due = DueSet(self.scripts, "web")
        scrape = Scrape(self.figures, due, self.heartbeats, lambda: NOW)
        transport = httpx.ASGITransport(web_app(bolt, self.scripts, scrape))
        self._client = httpx.AsyncClient(transport=transport, base_url="http://web")

    async def get(self, path: str) -> tuple[int, str]:
        answer = await self._client.get(path)
        return answer.status_code, answer.text

    async def figure(self, name: str, **labels: str) -> float | None:
        """As Prometheus reads it."""
        answer = await self._client.get("/metrics")
        assert answer.headers["content-type"].startswith("text/plain; version=")
        found = [
            sample.value
            for family in text_string_to_metric_families(answer.text)
            for sample in family.samples
            if sample.name == f"salesconnect_{name}" and sample.labels == labels
        ]
        assert len(found) <= 1
        return found[0] if found else None

    async def close(self) -> None:
        await self._client.aclose()
        await self.scripts.close()


@pytest.fixture
async def operator(redis: Redis) -> AsyncIterator[Operator]:
    one = Operator(redis)
    yield one
    await one.close()


@pytest.fixture(params=["nobody", "silence"])
async def lost(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Operator]:
    """Nobody is there where REDIS_URL points; or something takes the connection and is silent."""
    monkeypatch.setattr(http, "ANSWER_WITHIN", 0.05)
    over = asyncio.Event()

    async def says_nothing(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    server = await asyncio.start_server(says_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    if request.param == "nobody":
        server.close()
    redis = connect(f"redis://127.0.0.1:{port}")
    one = Operator(redis)
    yield one
    over.set()
    await one.close()
    await redis.aclose()
    server.close()


async def test_figures_are_those_of_all_processes(operator: Operator, redis: Redis) -> None:
    """Also of a worker that is another process: `web` itself performed nothing."""
    worker = Figures(redis, metrics.REGISTRY)  # beside that of `web`, whose flush never comes
    metrics.DELIVERED.labels("a_card_of_this_test").inc()
    metrics.ACK.labels("command", "setup").observe(0.02)
    await worker.flush()

    delivered = await operator.figure("effects_delivered_total", effect="a_card_of_this_test")
    below = await operator.figure("ack_seconds_bucket", kind="command", what="setup", le="0.025")
    above = await operator.figure("ack_seconds_bucket", kind="command", what="setup", le="0.01")

    assert (delivered, below, above) == (1, 1, 0)


async def test_what_is_due_is_counted_at_that_moment(
    operator: Operator, aggregates: Aggregates, due: DueSet
) -> None:
    """Due, later, given up; and since when the oldest waits."""
    nothing = await operator.figure("oldest_due_seconds")
    times = (NOW - 2 * MINUTE, NOW - MINUTE, NOW, NOW + MINUTE)
    await committed(aggregates, *(Due(an_effect(), at) for at in times))
    [claim] = (await due.claim(keys.shard_of(TEAM), NOW - 2 * MINUTE, MINUTE))[0]
    await due.give_up(claim, "a reason", NOW)

    counted = [await operator.figure(f"effects_{name}") for name in ("due", "later", "dead")]

    assert nothing == 0
    assert counted == [2, 1, 1]
    assert await operator.figure("shards_silent") == 0
    assert await operator.figure("oldest_due_seconds") == 60


async def test_nothing_due_is_no_age(operator: Operator, aggregates: Aggregates) -> None:
    """What waits for later is not late."""
    await committed(aggregates, Due(an_effect(), NOW + MINUTE))

    assert await operator.figure("oldest_due_seconds") == 0
    assert await operator.figure("effects_later") == 1


async def test_workers_are_those_that_were_heard(operator: Operator) -> None:
    """The slowest look and all connections; none of it names a worker."""
    nobody = [await operator.figure(name) for name in ("workers", "looked_seconds")]
    await operator.heartbeats.beat(Heartbeat("w1", NOW, timedelta(seconds=0.5), 7, 2))
    await operator.heartbeats.beat(Heartbeat("w2", NOW, timedelta(seconds=4), 7, None))

    heard = [
        await operator.figure(name) for name in ("workers", "looked_seconds", "socket_connections")
    ]

    assert nobody == [0, 0]
    assert heard == [2, 4, 2]


async def test_the_manual_names_all_figures_and_no_other(operator: Operator) -> None:
    """docs/operations.md, part Metrics."""
    _, manual = MANUAL.read_text(encoding="utf-8").split("## Metrics")
    rows = [row for row in manual.split("## ")[0].splitlines() if row.startswith("| `")]
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row.split("|")[1])}

    _, said = await operator.get("/metrics")

    there = re.findall(r"^# TYPE salesconnect_(\w+) \w+$", said, re.MULTILINE)
    assert named == set(there)


async def test_a_redis_that_is_full_makes_web_unready(operator: Operator, redis: Redis) -> None:
    """It says why in one line; figures are still read, and it is ready when there is room."""
    before = await operator.get("/readyz")
    async with full(redis):
        status, said = await operator.get("/readyz")
        workers = await operator.figure("workers")
    after = await operator.get("/readyz")

    assert status == 503
    assert said.startswith("no: Redis refuses to write: out of memory")
    assert "\n" not in said
    assert workers == 0
    assert before == after == (200, "ok")


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
async def test_a_redis_that_does_not_answer_is_one_line(lost: Operator, path: str) -> None:
    """No trace, no address; the process lives all the same."""
    async with asyncio.timeout(1.8):  # less than an answer of the store may take
        status, said = await lost.get(path)

    assert status == 503
    assert said.startswith("no: Redis does not answer")
    assert "\n" not in said
    assert "127.0.0.1" not in said
    assert await lost.get("/healthz") == (200, "ok")
