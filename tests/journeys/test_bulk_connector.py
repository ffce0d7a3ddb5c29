"""A run by the company's own automation: paced, refused, silent, halted; each person ends once."""

from collections import Counter
from collections.abc import AsyncIterator
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.config import LogFormat
from practice.sales_connect.connector import PATH
from practice.slack import Drop, Html, Late, LoseAnswer, RateLimited, ServerError
from tests.conftest import Hands
from tests.journeys.bulk import (
    ADA,
    LEE,
    SAM,
    a_file,
    at_work,
    cards,
    emails,
    ended,
    files_of,
    hand_on,
    open_batch,
    opened,
    press,
    previewed,
    progress,
    runs,
    sent_on,
    start,
)
from tests.journeys.canary import found, listening
from tests.journeys.steps import SOON, posted_to, settled
from tests.journeys.world import World, a_world

# Marked, as the credentials of canary.py are.
CONNECTOR_SECRET: Final = "canaryconnectorcanaryconnector32"
GUIDED: Final = "I do, batch by batch"


@pytest.fixture
async def world(redis: Redis, valkey_url: str, hands: Hands) -> AsyncIterator[World]:
    """With a connector; nothing that the bot writes or sends holds its secret."""
    secret = CONNECTOR_SECRET
    async with a_world(redis, valkey_url, hands, by_http=True, connector_secret=secret) as one:
        with listening(LogFormat.JSON) as logged:
            yield one
        assert await found(one, logged, [CONNECTOR_SECRET]) == {}


async def _run(world: World, *rows: str) -> None:
    """A run of these people, as the preview offers it first."""
    await at_work(world, "Default", "North America", "Deutschland")
    await previewed(world, CSV_file=a_file(*rows))
    await start(world)


def _done(world: World) -> Counter[tuple[str, str]]:
    """Who was really connected or disconnected, and how often."""
    return Counter((one.wish.does, one.wish.email) for one in world.connector.done)


async def test_everybody_is_connected_with_their_workspaces_and_told(world: World) -> None:
    """No batch card, one progress message; the same result as that of a guided run."""
    await _run(world, f"{ADA},North America", f"{SAM},Deutschland;North America", f"{LEE},")

    assert _done(world) == {("connect", email): 1 for email in (ADA, SAM, LEE)}
    given = {one.wish.email: one.wish.workspaces for one in world.connector.done}
    assert given[SAM] == ("North America", "Deutschland")
    assert given[LEE] == ()
    assert "3 people connected" in ended(world.sol).all_text
    assert "3 of 3" in progress(world.sol).all_text
    assert not cards(world.sol, "Batch 1")
    assert len(posted_to(world, "D_ADA")) == 1


async def test_a_run_may_be_guided_all_the_same(world: World) -> None:
    """Nobody is called then."""
    await at_work(world)
    await previewed(world, addresses=SAM)
    await world.sol.fill("Who does it?", GUIDED)
    await start(world)

    assert SAM in open_batch(world.sol).all_text
    assert not world.connector.done


async def test_what_the_connector_refuses_is_named_and_stops_nobody(world: World) -> None:
    """In its own words; `Retry failed` asks again, under another key."""
    await at_work(world)
    world.connector._sales_connect().sandbox_addresses.append(SAM)
    await previewed(world, addresses=f"{SAM}\n{LEE}\n{ADA}")
    await start(world)
    result = ended(world.sol)
    assert "2 people connected" in result.all_text
    assert "1 person failed" in result.all_text
    assert "Used on the sandbox instance already" in result.all_text
    world.connector._sales_connect().sandbox_addresses.remove(SAM)

    await press(world, world.sol, "Retry failed (1)", result)

    assert _done(world)["connect", SAM] == 1
    assert "1 person connected" in ended(world.sol).all_text
    assert len(posted_to(world, "D_ADA")) == 1


async def test_a_busy_connector_is_waited_for_by_all(world: World) -> None:
    """429 holds back every call; the pace starts slow, and nobody counts as failed."""
    world.connector.faults.add(PATH, RateLimited(1), times=2)

    await _run(world, *(f"{email}," for email in emails(12)))

    assert _done(world) == {("connect", email): 1 for email in emails(12)}
    assert "12 people connected" in ended(world.sol).all_text


async def test_an_answer_that_was_lost_does_nothing_twice(world: World) -> None:
    """Done, then the connection drops; 500, after it was done and before; a page."""
    for fault in (LoseAnswer(), ServerError(after=True), ServerError(), Html()):
        world.connector.faults.add(PATH, fault)
    await at_work(world)
    await previewed(world, addresses="\n".join(emails(6)))
    await world.sol.submit()

    await settled(world, ahead=5 * SOON)

    assert _done(world) == {("connect", email): 1 for email in emails(6)}
    assert "6 people connected" in ended(world.sol).all_text


async def test_a_connector_that_takes_no_call_halts_the_run(world: World) -> None:
    """401: the admin is told what to mend; nobody failed, and `Resume` goes on."""
    world.connector.secret = "another-secret-entirely"
    await _run(world, f"{SAM},", f"{LEE},", f"{ADA},")
    [halted] = cards(world.sol, "The connector must be mended")
    assert "401" in halted.all_text
    assert "CONNECTOR_SECRET" in halted.all_text
    assert "0 of 3" in progress(world.sol).all_text
    assert not world.connector.done
    world.connector.secret = CONNECTOR_SECRET

    await press(world, world.sol, "Resume", halted)

    assert _done(world) == {("connect", email): 1 for email in (SAM, LEE, ADA)}
    assert "This is over" in halted.now.all_text
    assert halted.now.buttons == []
    assert len(posted_to(world, "D_SOL", "must be mended")) == 1


async def test_a_halted_run_goes_to_the_next_admin(world: World) -> None:
    """With its button."""
    world.connector.secret = "another-secret-entirely"
    await _run(world, f"{SAM},")
    await hand_on(world)
    world.connector.secret = CONNECTOR_SECRET

    await press(world, world.ada, "Resume")

    assert _done(world) == {("connect", SAM): 1}
    assert "1 person connected" in ended(world.ada).all_text


async def test_pause_and_cancel_hold_for_calls_that_are_on_their_way(world: World) -> None:
    """What was under way ends, nothing new begins; cancelled, the rest is left out."""
    world.connector.pace.set(per_second=1, burst=1)
    await at_work(world)
    await previewed(world, addresses="\n".join(emails(8)))
    await world.sol.submit()
    await world.slack.until(lambda: len(world.connector.done) >= 1, what="a first call")
    await world.sol.until(lambda m: "Pause" in m.buttons)
    await world.sol.press("Pause")
    await settled(world)
    at_pause = len(world.connector.done)
    assert "Resume" in progress(world.sol).buttons
    world.connector.pace.set(per_second=50, burst=50)
    await settled(world)
    assert len(world.connector.done) == at_pause

    await press(world, world.sol, "Cancel run", progress(world.sol))

    assert len(world.connector.done) == at_pause
    result = ended(world.sol).all_text
    assert f"{8 - at_pause} people left out" in result
    await press(world, world.sol, "Download results")
    [rows] = files_of(world, world.sol)
    assert Counter(row["state"] for row in rows) == {
        "connected": at_pause,
        "left out": 8 - at_pause,
    }


async def test_other_workspaces_by_the_connector(world: World) -> None:
    """Each person is disconnected, then connected again; nobody is left between."""
    await _run(world, f"{SAM},North America", f"{LEE},North America")
    await world.sol.command("/salesconnect disconnect")
    await sent_on(world, addresses=f"{SAM}\n{LEE}", Workspaces=["Deutschland"])
    assert "North America" in opened(world.sol).text

    await start(world)

    assert _done(world)["disconnect", SAM] == _done(world)["disconnect", LEE] == 1
    assert _done(world)["connect", SAM] == _done(world)["connect", LEE] == 2
    assert world.connector.done[-1].wish.workspaces == ("Deutschland",)
    assert "2 people connected" in ended(world.sol).all_text


async def test_the_connector_goes_away_in_the_middle_of_a_run(world: World) -> None:
    """What it did unheard, what never reached it: it is back, and everybody ends once."""
    people = emails(10)
    for fault, times in ((Late(0.02), 3), (LoseAnswer(), 2), (Drop(), 4)):
        world.connector.faults.add(PATH, fault, times=times)
    await at_work(world)
    await previewed(world, addresses="\n".join(people))
    await world.sol.submit()

    await settled(world, ahead=5 * SOON)

    assert world.connector.faults.pending == 0
    assert len(world.connector._answers) == len(people)  # a key for each, however often it came
    assert _done(world) == {("connect", email): 1 for email in people}
    assert "10 of 10" in progress(world.sol).all_text
    [run] = await runs(world)
    assert run.over == run.people == len(people)
