"""Workers over the Valkey that all tests share, with time running five times as fast."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.work import worker
from practice.marketo.standin import MarketoStandIn
from tests.conftest import Hands
from tests.journeys.world import add_marketo
from tests.store.conftest import aggregates, due, other, scripts, secret_key, vault
from tests.work.office import Office

__all__ = ["aggregates", "due", "other", "scripts", "secret_key", "vault"]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lease of a second instead of five; all that hangs on it in the same ratio."""
    monkeypatch.setattr(worker, "LEASE", timedelta(seconds=1))
    monkeypatch.setattr(worker, "MARGIN", timedelta(seconds=0.2))
    monkeypatch.setattr(worker, "RENEW_EVERY", 0.3)


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
