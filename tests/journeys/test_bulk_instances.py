"""Production and sandbox: an address belongs to one of them, and runs of both go on at once."""

import asyncio

from practice.slack import Person
from tests.journeys.bulk import (
    ADA,
    LEE,
    SAM,
    at_work,
    connected,
    open_batch,
    opened,
    press,
    previewed,
    started,
    started_by,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def _both(world: World) -> tuple[Person, Person]:
    """Sol has production, Sven has the sandbox."""
    await at_work(world)
    await at_work(world, Instance="Sandbox", Sales_Connect_admin="U_SVEN")
    return world.sol, world.sven


async def test_an_address_of_the_other_instance_is_held_back(world: World) -> None:
    """The preview names that instance and the way out; the others start without it."""
    sol, sven = await _both(world)
    await connected(world, by=sol, addresses=SAM)

    preview = await previewed(world, by=sven, addresses=f"{SAM}\n{LEE}")

    assert "Read 2 = 1 person + 1 problem + 0 duplicates." in preview.text
    assert "different e-mail" in preview.text
    assert "production" in preview.text
    await sven.submit()
    await settled(world)
    assert SAM not in open_batch(sven).all_text
    assert LEE in open_batch(sven).all_text


async def test_runs_of_two_instances_go_on_at_once(world: World) -> None:
    """Each with its own batch and its own end."""
    sol, sven = await _both(world)
    await started(world, by=sol, addresses=SAM)
    await started(world, by=sven, addresses=LEE)

    await press(world, sven, "All connected", open_batch(sven))
    await press(world, sol, "All connected", open_batch(sol))

    results = [m.all_text for m in world.mara.dm if "1 person connected" in m.all_text]
    assert len(results) == 2
    assert len([text for text in results if "sandbox" in text]) == 1


async def test_never_one_person_on_both(world: World) -> None:
    """Two previews of one person are started in the same moment: one run has them."""
    sol, sven = await _both(world)
    await previewed(world, by=sol, addresses=f"{SAM}\n{ADA}")
    await previewed(world, by=sven, addresses=f"{SAM}\n{LEE}")

    await asyncio.gather(sol.submit(), sven.submit())

    await settled(world)
    [winner] = await started_by(world)
    [loser] = [person for person in (sol, sven) if person.id != winner]
    assert SAM in open_batch(world.slack.person(winner)).all_text
    assert SAM in opened(loser).text
    assert not [m for m in loser.dm if "Some failed" in m.buttons]


async def test_who_is_in_a_run_of_one_instance_starts_in_none_of_the_other(
    world: World,
) -> None:
    """A preview that was made before says so at `Start`, and names who it is."""
    sol, sven = await _both(world)
    await previewed(world, by=sven, addresses=SAM)
    await started(world, by=sol, addresses=SAM)

    await sven.submit()

    await settled(world)
    assert SAM in opened(sven).text
    assert "put into a run" in opened(sven).text  # nobody was connected
    assert await started_by(world) == ["U_SOL"]
    assert not [m for m in sven.dm if "Some failed" in m.buttons]


async def test_who_was_connected_meanwhile_starts_in_none_of_the_other(world: World) -> None:
    """The run of the one has ended: the preview of the other is out of date."""
    sol, sven = await _both(world)
    await previewed(world, by=sven, addresses=SAM)
    await connected(world, by=sol, addresses=SAM)

    await sven.submit()

    await settled(world)
    assert SAM in opened(sven).text
    assert await started_by(world) == ["U_SOL"]
    again = await previewed(world, by=sven, addresses=SAM)
    assert "different e-mail" in again.text


async def test_who_was_disconnected_here_may_be_connected_there(world: World) -> None:
    """The address is free again."""
    sol, sven = await _both(world)
    await connected(world, by=sol, addresses=SAM)
    await sol.command("/salesconnect disconnect")
    await sol.fill("E-mail addresses", SAM)
    await sol.fill("What then?", "They get nothing: disconnect only")
    await sol.submit()
    await sol.submit()
    await press(world, sol, "All disconnected")

    preview = await previewed(world, by=sven, addresses=SAM)

    assert "Read 1 = 1 person + 0 problems + 0 duplicates." in preview.text
