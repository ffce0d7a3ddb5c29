"""Other workspaces: disconnected first, then connected again; or disconnected for good."""

from typing import Final

from practice.slack import Modal
from tests.journeys.bulk import (
    ADA,
    BENOIT,
    LEE,
    SAM,
    a_file,
    at_work,
    connected,
    ended,
    files_of,
    open_batch,
    opened,
    press,
    previewed,
    progress,
    runs,
    sent_on,
    some_failed,
    start,
    started,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, posted_to, settled
from tests.journeys.world import World

pytestmark = OVER_HTTP
FOR_GOOD: Final = "They get nothing: disconnect only"


async def _connected_in_emea(world: World) -> None:
    """Ada and Sam; the lists know EMEA and APAC."""
    await at_work(world, "EMEA", "APAC")
    await connected(world, People_in_Slack=["U_ADA"], addresses=SAM, Workspaces="EMEA")


async def _to_disconnect(world: World, **fields: object) -> Modal:
    await world.sol.command("/salesconnect disconnect")
    return await sent_on(world, by=None, **fields)


async def test_who_has_other_workspaces_is_disconnected_first(world: World) -> None:
    """From the preview: what they lose, the batch that disconnects, the one that connects."""
    await _connected_in_emea(world)
    preview = await previewed(world, addresses=f"{SAM}\n{ADA}\n{LEE}", Workspaces="APAC")
    assert "Read 3 = 1 person + 2 problems + 0 duplicates." in preview.text
    assert "disconnect first" in preview.text

    await press(world, world.sol, "Disconnect first")
    assert "2 people" in opened(world.sol).text
    assert f"`{SAM}`: `EMEA`" in opened(world.sol).text
    await world.sol.submit()
    await settled(world)

    # The preview below is there again, with those who can start.
    assert LEE in opened(world.sol).text
    await world.sol.close(all_=True)
    off = open_batch(world.sol)
    assert "Disconnect" in off.all_text
    await press(world, world.sol, "All disconnected", off)
    on = open_batch(world.sol)
    assert "APAC" in on.all_text
    assert SAM in on.all_text
    await press(world, world.sol, "All connected", on)
    assert "2 people connected" in ended(world.sol).all_text
    assert "APAC" in world.ada.dm[-1].all_text
    assert len(posted_to(world, "D_ADA")) == 2
    again = await previewed(world, addresses=SAM, Workspaces="APAC")
    assert "connected with just these workspaces" in again.text


async def test_disconnect_by_command_to_other_workspaces(world: World) -> None:
    """The same road, from a list of its own."""
    await _connected_in_emea(world)

    preview = await _to_disconnect(world, addresses=f"{SAM}\n{LEE}", Workspaces="APAC")

    assert "2 people" in preview.text
    assert f"`{SAM}`: `EMEA`" in preview.text
    assert f"`{LEE}`: nothing on record" in preview.text
    await start(world)
    await press(world, world.sol, "All disconnected")
    assert "APAC" in open_batch(world.sol).all_text


async def test_disconnected_for_good(world: World) -> None:
    """One batch, no message to the people, and they are free to be connected anew."""
    await _connected_in_emea(world)
    told = len(posted_to(world, "D_ADA"))
    await world.sol.command("/salesconnect disconnect")
    await world.sol.fill("What then?", FOR_GOOD)
    await sent_on(world, addresses=f"{SAM}\n{ADA}")
    await start(world)

    await press(world, world.sol, "All disconnected")

    assert "2 people disconnected" in ended(world.sol).all_text
    assert len(posted_to(world, "D_ADA")) == told
    preview = await previewed(world, addresses=f"{SAM}\n{ADA}", Workspaces="APAC")
    assert "Read 2 = 2 people + 0 problems + 0 duplicates." in preview.text


async def test_the_owner_of_the_connection_is_warned_of(world: World) -> None:
    """Before anything starts, with the way out; also when a file names them."""
    await _connected_in_emea(world)

    by_person = await _to_disconnect(world, People_in_Slack=["U_SOL", "U_ADA"], Workspaces="APAC")
    assert "Careful" in by_person.text
    assert "<@U_SOL>" in by_person.text
    await world.sol.close(all_=True)
    by_file = await _to_disconnect(world, CSV_file=a_file("SOL@acme.example,APAC"))
    assert "Careful" in by_file.text
    await world.sol.close(all_=True)
    without = await _to_disconnect(world, addresses=SAM, Workspaces="APAC")
    assert "Careful" not in without.text


async def test_who_could_not_be_disconnected_is_not_connected_again(world: World) -> None:
    """They keep what they have; the others go on."""
    await _connected_in_emea(world)
    await _to_disconnect(world, addresses=f"{SAM}\n{ADA}", Workspaces="APAC")
    await start(world)

    await some_failed(world, SAM)

    on = open_batch(world.sol)
    assert ADA in on.all_text
    assert SAM not in on.all_text
    await press(world, world.sol, "All connected", on)
    result = ended(world.sol)
    assert "1 person connected" in result.all_text
    assert "1 person failed" in result.all_text


async def test_who_is_stuck_between_is_named_and_tried_again(world: World) -> None:
    """Disconnected, not connected again: said in the result, and the retry only connects."""
    await _connected_in_emea(world)
    await _to_disconnect(world, addresses=f"{SAM}\n{ADA}", Workspaces="APAC")
    await start(world)
    await press(world, world.sol, "All disconnected")
    await some_failed(world, SAM)
    result = ended(world.sol)
    assert "disconnected, not connected again" in result.all_text

    await press(world, world.sol, "Retry failed (1)", result)

    card = open_batch(world.sol)
    assert "All connected" in card.buttons
    assert "APAC" in card.all_text
    assert SAM in card.all_text
    await press(world, world.sol, "All connected", card)
    assert "APAC" in (await runs(world))[-1].batches[-1].workspaces


async def test_a_run_that_was_cancelled_between_says_who_has_nothing_now(world: World) -> None:
    """Nobody forgets that they were disconnected."""
    await _connected_in_emea(world)
    await _to_disconnect(world, addresses=f"{SAM}\n{ADA}", Workspaces="APAC")
    await start(world)
    await press(world, world.sol, "All disconnected")

    await press(world, world.sol, "Cancel run", progress(world.sol))

    result = ended(world.sol)
    assert "2 of them were disconnected and have no workspaces now" in result.all_text
    await press(world, world.sol, "Download results", result)
    [rows] = files_of(world, world.sol)
    assert {row["state"] for row in rows} == {"disconnected, not connected again"}


async def test_who_is_in_a_run_is_not_disconnected_meanwhile(world: World) -> None:
    """Named as a problem, with the way out."""
    await _connected_in_emea(world)
    await started(world, addresses=LEE)

    preview = await _to_disconnect(world, addresses=f"{LEE}\n{SAM}", Workspaces="APAC")

    assert "Read 2 = 1 person + 1 problem + 0 duplicates." in preview.text
    assert "Let that run end first" in preview.text


async def test_disconnect_before_there_is_a_connection_is_refused(world: World) -> None:
    """Nothing opens, nothing is changed."""
    await world.named()
    before = await kept(world)

    answer = await world.sol.command("/salesconnect disconnect")

    assert "cannot be disconnected now" in answer.text
    assert world.sol.modal is None
    assert await kept(world) == before


async def test_the_same_workspaces_are_no_change(world: World) -> None:
    """Whoever has them already is left as they are."""
    await _connected_in_emea(world)

    preview = await _to_disconnect(world, addresses=f"{SAM}\n{BENOIT}", Workspaces="EMEA")

    assert "Read 2 = 1 person + 0 problems + 1 duplicate." in preview.text
