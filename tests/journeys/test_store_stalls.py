"""The store answers too late: nobody is told that something was done."""

import pytest
from redis.asyncio import Redis

from bot.store import errors
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import ready
from tests.journeys.world import World

pytestmark = OVER_HTTP
STALLS_FOR = 500  # milliseconds


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes in time is shown in test_store_down.py."""
    monkeypatch.setattr(errors, "PATIENCE", 0.3)


async def test_start_is_not_taken_for_done_when_the_store_stalls(
    world: World, redis: Redis
) -> None:
    """The preview stays, with the error at a field; an empty answer would close it as if done."""
    await ready(world)
    await world.sol.press("Connect users")
    await world.sol.fill("E-mail addresses", "sam@acme.example")
    await world.sol.submit()
    await redis.client_pause(STALLS_FOR, all=False)

    await world.sol.submit()

    assert world.sol.modal is not None
    assert "try again" in " ".join(world.sol.errors.values())
    assert world.sol.modal.submit_label == "Start"


async def test_what_was_typed_stays_when_the_store_stalls(world: World, redis: Redis) -> None:
    """An error at a field keeps the three values, and they can be handed over again."""
    await world.named()
    await world.mara.press("Hand over credentials")
    await world.fill_credentials()
    await redis.client_pause(STALLS_FOR, all=False)

    await world.mara.submit()
    said = dict(world.mara.errors)
    await redis.client_unpause()
    await world.mara.submit()

    assert "try again" in " ".join(said.values())
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
