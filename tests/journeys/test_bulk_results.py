"""The file of results: what became of everybody, for three people and nobody else."""

from typing import Final

from tests.journeys.bulk import (
    ADA,
    BENOIT,
    LEE,
    SAM,
    a_file,
    at_work,
    ended,
    files_of,
    open_batch,
    press,
    progress,
    some_failed,
    started,
    texts_of,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import posted_to
from tests.journeys.world import World

pytestmark = OVER_HTTP
HEADER: Final = "email,workspaces,first_name,last_name"
ROWS: Final = (
    f"{SAM},EMEA;APAC,=cmd|' /C calc'!A0,Moss",
    f'{LEE},,"Lee, ""the"" One",-1',
    f"{ADA},EMEA,,",
    "nobody,,,",
    f"{BENOIT},APAC,,",
)


async def _ended(world: World) -> None:
    """One failed for a reason that a spreadsheet would calculate, one was left out."""
    await at_work(world, "EMEA", "APAC")
    await started(world, CSV_file=a_file(*ROWS, header=HEADER))
    await some_failed(world, SAM, why="@SUM(1+1)")
    await press(world, world.sol, "All connected", open_batch(world.sol))
    await press(world, world.sol, "All connected", open_batch(world.sol))
    await press(world, world.sol, "Cancel run", progress(world.sol))


async def test_results_name_everybody_and_what_they_got(world: World) -> None:
    """Workspaces, state, why, and the line of the file."""
    await _ended(world)

    await press(world, world.sol, "Download results")

    [rows] = files_of(world, world.sol)
    by_email = {row["email"]: row for row in rows}
    assert list(by_email) == [SAM, LEE, ADA, BENOIT]
    said = {email: (r["workspaces"], r["state"], r["line"]) for email, r in by_email.items()}
    assert said == {
        SAM: ("EMEA;APAC", "failed", "2"),
        LEE: ("default", "connected", "3"),
        ADA: ("EMEA", "connected", "4"),
        BENOIT: ("APAC", "left out", "6"),
    }
    assert by_email[LEE]["first_name"] == 'Lee, "the" One'


async def test_no_cell_of_a_file_comes_alive(world: World) -> None:
    """Whatever a spreadsheet would calculate has an apostrophe before it."""
    await _ended(world)

    await press(world, world.sol, "Download results")

    [rows] = files_of(world, world.sol)
    cells = [cell for row in rows for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t"))]
    assert "'=cmd|' /C calc'!A0" in cells
    assert "'@SUM(1+1)" in cells
    assert "'-1" in cells


async def test_both_admins_and_the_starter_get_their_own_file(world: World) -> None:
    """Each in their DM, from their card of the result."""
    await _ended(world)

    for person in (world.sol, world.mara, world.stella):
        card = ended(person)
        await press(world, person, "Download results", card)

    for person in (world.sol, world.mara, world.stella):
        assert len(files_of(world, person)) == 1
    assert texts_of(world, world.sol) == texts_of(world, world.mara)


async def test_a_press_that_slack_delivers_twice_sends_one_file(world: World) -> None:
    """Byte for byte; and one whose answer was lost is not shared twice."""
    await _ended(world)
    await press(world, world.sol, "Download results")
    click = world.slack.deliveries[-1]

    for _ in range(2):
        assert (await world.slack.redeliver(click)).acked

    await press(world, world.mara, "Download results")
    assert len(files_of(world, world.sol)) == 1


async def test_results_of_a_run_that_goes_on_say_who_waits(world: World) -> None:
    """The progress message has no such button; a result of an earlier run has."""
    await at_work(world)
    await started(world, addresses=f"{SAM}\n{LEE}")
    await some_failed(world, SAM)
    result = ended(world.sol)
    await press(world, world.sol, "Retry failed (1)", result)

    await press(world, world.sol, "Download results", result)

    [rows] = files_of(world, world.sol)
    assert {row["email"]: row["state"] for row in rows} == {SAM: "failed", LEE: "connected"}


async def test_results_are_there_after_the_setup_was_cancelled(world: World) -> None:
    """What was done stays on record."""
    await _ended(world)
    await press(world, world.stella, "Cancel setup")

    card = ended(world.sol)
    await press(world, world.sol, "Download results", card)

    assert len(files_of(world, world.sol)) == 1
    assert posted_to(world, "D_ADA") != []
