"""What a newer version of the bot wrote: left as it is, by who answers and by who delivers."""

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, settled, stored
from tests.journeys.unanswered import unanswered
from tests.journeys.world import WAIT, World, is_reminder
from tests.work.workers import poll

pytestmark = OVER_HTTP
SAID = "written by a newer version"
NEWEST = 99


async def _key(world: World) -> str:
    [name] = [name for name in await stored(world.bot.redis) if ":setup:" in name]
    return name


async def _written_by(world: World, schema: int) -> int:
    """The setup, as another version would leave it; the schema that it had."""
    key = await _key(world)
    document: dict[str, Any] = json.loads(str(await world.bot.redis.hget(key, "document")))
    former = int(document["schema_number"])
    await world.bot.redis.hset(key, "document", json.dumps(document | {"schema_number": schema}))
    return former


async def test_a_newer_setup_is_refused_in_every_kind_of_answer(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """To people: whom to tell. To operators: one line that says what to run. Nothing is changed."""
    await world.connected()
    await settled(world)
    await world.mara.press("Workspaces")
    await world.mara.fill("Workspace names", "Europe")
    await settled(world)
    await _written_by(world, NEWEST)
    before = await kept(world)

    status = await world.owen.command("/salesconnect status")
    await world.mara.submit()
    await world.sol.press("Start now anyway")
    told = await world.sol.until_ephemeral(lambda m: True)

    assert SAID in status.text
    assert SAID in world.mara.errors["Workspace names"]
    assert SAID in told.all_text
    failed = unanswered(caplog)
    assert len(failed) == 3
    assert all(
        "schema 99" in one["why"] and "run the newer version" in one["why"] for one in failed
    )
    assert await kept(world) == before


async def test_a_worker_keeps_what_it_cannot_read_for_who_can(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """The reminder falls due while only the old version runs: it comes once, with the new one."""
    await world.connected()
    await settled(world)
    former = await _written_by(world, NEWEST)

    world.hands.move(WAIT)
    world.bot.worker.tick()
    await poll(lambda: _waits(caplog))

    assert not any(is_reminder(message) for message in world.sol.dm)
    assert (await world.bot.due.backlog(world.hands.now())).dead == 0
    await _written_by(world, former)  # the version that can read it
    world.hands.move(timedelta(seconds=30))
    world.bot.worker.tick()
    await world.sol.until(is_reminder)
    await settled(world)
    assert sum(is_reminder(message) for message in world.sol.dm) == 1


async def _waits(caplog: pytest.LogCaptureFixture) -> bool:
    return "not for this version of the bot" in caplog.text
