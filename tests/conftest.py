"""One real Valkey for the whole run, emptied before each test; time that tests move by hand."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Generator, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

import pytest
import structlog
import uvloop
from redis import utils as redis_utils
from redis.asyncio import Redis

from bot import metrics
from bot.guide.answer import Guide
from bot.store.connect import connect
from bot.store.embedded import EmbeddedValkey


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """
    What is imported and collected stays, a million objects: to look for garbage in it, again and
    again while it grows, took each process six seconds, and a half each time afterwards.
    """
    gc.disable()
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the bot runs on."""
    return {"uvloop": uvloop.new_event_loop}


@pytest.fixture(scope="session")
def empty_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Ever new ones. To make its next one, `tmp_path` reads the list of all before: 5 ms."""
    root = tmp_path_factory.mktemp("here")
    return (root / f"{number}" for number in count())


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, empty_folders: Iterator[Path]) -> None:
    """No token of the developer's, no `.env` of the checkout."""
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    here = next(empty_folders)
    here.mkdir()
    monkeypatch.chdir(here)
    # No authorities for httpx: to read all that there are takes each client of Marketo 20 ms.
    monkeypatch.setenv("SSL_CERT_DIR", str(here))
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)  # would win


@pytest.fixture(autouse=True, scope="session")
def plain_logs() -> None:
    """The default prints local variables of every fault, which takes a second each."""
    plain = structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
    structlog.configure(processors=[structlog.processors.add_log_level, plain])


@pytest.fixture(autouse=True, scope="session")
def read_once() -> Iterator[None]:
    """What never changes, and what each bot and each connection would read from files again."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Guide, "load", cache(Guide.load))
        patch.setattr(redis_utils, "get_lib_version", cache(redis_utils.get_lib_version))
        yield


@pytest.fixture(scope="session")
def valkey_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of the server that all tests share."""
    with asyncio.Runner() as runner:
        server = EmbeddedValkey(tmp_path_factory.mktemp("valkey"))
        runner.run(server.start())
        yield server.url
        runner.run(server.stop())


@pytest.fixture
async def redis(valkey_url: str) -> AsyncIterator[Redis]:
    """Empty; its bots do not send it figures of all that was pressed in the tests before."""
    metrics.ACK.clear()
    client = connect(valkey_url)
    await client.flushall()
    yield client
    await client.aclose()


class Hands:
    """A clock that real time moves, and a test may move on."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def move(self, by: timedelta) -> None:
        self.ahead += by


@pytest.fixture
def hands() -> Hands:
    return Hands()
