"""What went wrong with bulk runs elsewhere: each rule of it, on the whole way."""

from typing import Final

from tests.journeys.bulk import (
    ADA,
    LEE,
    SAM,
    a_file,
    at_work,
    connected,
    emails,
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
    started_by,
    texts_of,
    with_workspaces,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import posted_to, settled
from tests.journeys.world import World

pytestmark = OVER_HTTP
HALF: Final = 41


async def test_the_same_file_again_carries_on_where_the_run_broke_off(world: World) -> None:
    """41 done, 41 left: no second run, nobody twice."""
    await at_work(world, "EMEA", "APAC")
    people = emails(2 * HALF)
    first = with_workspaces(people[:HALF], "EMEA")
    whole = a_file(*first, *with_workspaces(people[HALF:], "APAC"))
    await started(world, CSV_file=whole)
    await press(world, world.sol, "All connected", open_batch(world.sol))

    preview = await previewed(world, CSV_file=whole)

    assert f"{HALF} done, {HALF} left" in preview.text
    assert f"Read {2 * HALF} = 0 people + 0 problems + {2 * HALF} duplicates." in preview.text
    assert preview.submit_label is None
    await world.sol.close(all_=True)
    await press(world, world.sol, "Cancel run", progress(world.sol))
    again = await previewed(world, CSV_file=whole)
    assert f"{HALF} done, {HALF} left" in again.text
    await start(world)
    assert people[0] not in open_batch(world.sol).all_text
    assert [run.people for run in await runs(world)] == [2 * HALF, HALF]


async def test_rows_in_are_rows_out_and_the_file_of_problems_is_uploaded_as_it_is(
    world: World,
) -> None:
    """Read = planned + problems + duplicates; what was mended in the file starts, nothing else."""
    await at_work(world, "EMEA")
    rows = (
        f"{SAM},EMEA,",
        f"{SAM.upper()},EMEA,",
        "nobody,EMEA,=Kim",
        f"{LEE},Jupiter,",
        f"{ADA},EMEA,",
    )
    listed = a_file(*rows, header="email,workspaces,first_name")
    preview = await previewed(world, CSV_file=listed)
    assert "Read 5 = 2 people + 2 problems + 1 duplicate." in preview.text
    await press(world, world.sol, "File of problems")
    await world.sol.close()
    await start(world)
    [problems] = texts_of(world, world.sol)
    [held_back] = files_of(world, world.sol)
    assert [(row["email"], row["line"]) for row in held_back] == [("nobody", "4"), (LEE, "5")]
    assert "workspaces" in held_back[1]["problem"]
    again = await previewed(world, CSV_file=("problems.csv", problems.encode()))
    assert "Read 2 = 0 people + 2 problems + 0 duplicates." in again.text
    await world.sol.close()

    mended = problems.replace("nobody", "kim@acme.example", 1).replace("Jupiter", "EMEA", 1)
    preview = await sent_on(world, CSV_file=("problems.csv", mended.encode()))

    assert "Read 2 = 2 people + 0 problems + 0 duplicates." in preview.text
    assert "not used" not in preview.text  # columns of our own
    await press(world, world.sol, "Cancel run", progress(world.sol))
    await start(world)
    await press(world, world.sol, "All connected", open_batch(world.sol))
    await press(world, world.sol, "Download results", ended(world.sol))
    names = {row["email"]: row["first_name"] for row in files_of(world, world.sol)[-1]}
    assert names == {"kim@acme.example": "'=Kim", LEE: ""}  # inert, and no more so than before


async def test_a_fault_of_structure_is_said_before_any_fault_of_a_row(world: World) -> None:
    """The columns are named, with the nearest known one; no row is judged by a guess."""
    await at_work(world)

    preview = await previewed(world, CSV_file=a_file("nobody,x", "kim,y", header="emial,notes"))

    assert preview.submit_label is None
    assert "no column `email`" in preview.text
    assert "`emial` meant as `email`" in preview.text
    assert "nobody" not in preview.text
    await world.sol.close()
    preview = await sent_on(world, CSV_file=a_file(f"{SAM},EMEA", header="email,worspaces"))
    assert "1 column of the file is not used" in preview.text
    assert "worspaces" in preview.text
    assert "`workspaces`" in preview.text


async def test_one_refused_row_never_stops_the_others(world: World) -> None:
    """A row that is wrong, a person that fails, an account that is gone: each is one lane."""
    await at_work(world)
    group = ["U_ADA", "U_GONE", "U_BENOIT"]
    world.slack.add_usergroup("S_SALES", "sales", group)
    await started(world, User_groups=["@sales"], CSV_file=a_file("nobody,", f"{SAM},"))
    await world.slack.deactivate("U_BENOIT")

    await some_failed(world, SAM)

    result = ended(world.sol).all_text
    assert "2 people connected" in result
    assert "1 person failed" in result
    assert len(posted_to(world, "D_ADA")) == 1
    assert "benoit@acme.example" in result.partition("got no message")[2]


async def test_who_is_not_seen_yet_is_a_list_of_its_own(world: World) -> None:
    """Copyable again: by the check, by the result, by the retry."""
    await at_work(world)
    people = emails(12)
    await started(world, addresses="\n".join(people))
    await press(world, world.sol, "Check against Team Access")
    await world.sol.fill("Paste here", "\n".join(people[:7]))
    await world.sol.submit()

    listed = opened(world.sol).text.partition("5 people not seen")[2].partition("\n*")[0]

    assert [email for email in people if email in listed] == people[7:]
    await world.sol.close()
    await some_failed(world, *people[7:], why="not invited yet")
    await press(world, world.sol, "Retry failed (5)")
    card = open_batch(world.sol).all_text
    assert [email for email in people if email in card] == people[7:]


async def test_who_is_connected_is_not_connected_twice(world: World) -> None:
    """Uploaded, typed or chosen again: nobody is left to start with."""
    await at_work(world)
    await connected(world, People_in_Slack=["U_ADA"], addresses=SAM)

    preview = await previewed(world, People_in_Slack=["U_ADA"], CSV_file=a_file(f"{SAM},"))

    assert preview.submit_label is None
    assert "Nobody is left to start with" in preview.text
    await settled(world)
    assert await started_by(world) == ["U_SOL"]
    assert len(posted_to(world, "D_ADA")) == 1
