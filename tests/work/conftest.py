"""Workers over the Valkey that all tests share, with time running five times as fast."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.work import calls, previews, worker
from practice.marketo.standin import MarketoStandIn
from tests.conftest import Hands
from tests.journeys.world import add_marketo
from tests.store.conftest import aggregates, due, other, scripts, secret_key, vault
from tests.work.automation import Automation
from tests.work.office import Office
from tests.work.runs import ready

__all__ = ["aggregates", "due", "other", "scripts", "secret_key", "vault"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease of a second instead of five; all that hangs on it in the same ratio."""
    monkeypatch.setattr(worker, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(worker, "MARGIN", timedelta(seconds=0.2))
    monkeypatch.setattr(worker, "RENEW_EVERY", 0.3)


@pytest.fixture(autouse=True)
def closed_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that is not there is looked for as often as ever, but faster."""
    monkeypatch.setattr(previews, "LOOKS_AGAIN_AFTER", previews.LOOKS_AGAIN_AFTER / 20)


@pytest.fixture
async def office(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[Office]:
    async with Office.open(redis, valkey_url, hands) as one:
        yield one


@pytest.fixture
async def marketo(office: Office) -> MarketoStandIn:
    """Beside a setup whose cards are out."""
    one = add_marketo(office.slack, office.hands)
    await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
    return one


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the connector, what was in doubt is asked again at once."""
    monkeypatch.setattr(calls, "FIRST_GAP", timedelta(milliseconds=5))
    monkeypatch.setattr(calls, "LONGEST_GAP", timedelta(milliseconds=20))


@pytest.fixture
async def automation(office: Office) -> AsyncIterator[Automation]:
    await ready(office)
    one = Automation()
    async with one.behind(office):
        yield one
