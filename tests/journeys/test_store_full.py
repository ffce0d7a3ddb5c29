"""The store has no memory left: refused in clear words, nothing half-written, and no new start."""

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, settled
from tests.journeys.unanswered import unanswered
from tests.journeys.world import CLIENT_SECRET, World
from tests.store.own_server import FILLER, fill, make_room

pytestmark = OVER_HTTP
SAID = "store is full: nothing was changed"


@pytest.fixture
async def full(redis: Redis) -> AsyncIterator[Redis]:
    """Not yet."""
    yield redis
    await redis.config_set("maxmemory", 0)


async def test_each_kind_is_refused_and_goes_on_when_there_is_room(
    world: World, full: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    """Typed values stay; what only reads is answered; one line of the log says what to do."""
    await world.handed_over()
    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await world.stella.press("Settings")
    await world.stella.fill("Allowed domains", "acme.example")
    before = await kept(world)
    await fill(full)

    status = await world.mara.command("/salesconnect status")
    await world.stella.submit()
    await world.sol.press("Reveal credentials", in_=card)
    told = await world.sol.until_ephemeral(lambda m: SAID in m.all_text)

    assert "production" in status.text
    assert SAID in " ".join(world.stella.errors.values())
    assert "tell whoever runs this bot" in told.all_text
    assert world.sol.modal is None
    failed = unanswered(caplog)
    assert [one["what"] for one in failed] == ["view_submission", "block_actions"]
    assert all("maxmemory" in one["why"] for one in failed)
    assert "Traceback" not in caplog.text

    await make_room(full)
    await settled(world)
    assert {name: it for name, it in (await kept(world)).items() if FILLER not in name} == before
    await world.stella.submit()
    assert world.stella.modal is None, world.stella.errors
    await world.sol.press("Reveal credentials", in_=card)
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text
