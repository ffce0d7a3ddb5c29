"""A preview that was mended, closed, overtaken: nobody gets what nobody chose, nothing is lost."""

from typing import Final

from practice.slack import Late, Refuse
from tests.journeys.bulk import (
    ADA,
    BENOIT,
    LEE,
    SAM,
    a_file,
    at_work,
    cards,
    connected,
    emails,
    hand_on,
    open_batch,
    opened,
    press,
    previewed,
    runs,
    sent_on,
    some_failed,
    start,
    started,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import posted_to, pressed_as_forged, settled
from tests.journeys.world import World

pytestmark = OVER_HTTP
FOR_GOOD: Final = "They get nothing: disconnect only"
READ: Final = "The list is read"


async def _mend(world: World, line: str, value: object) -> None:
    """One field of the window of problems, and nothing else."""
    await press(world, world.sol, "Mend here")
    [label] = [one for one in opened(world.sol).labels if line in one]
    await world.sol.fill(label, value)
    await world.sol.submit()
    await settled(world)


async def _mended_and_closed(world: World) -> None:
    """A file with two wrong rows, one of them mended; all windows are closed."""
    await previewed(world, CSV_file=a_file("sam@acme,", "lee@acme,", f"{ADA},"))
    await _mend(world, "line 2", SAM)
    await world.sol.close(all_=True)
    await settled(world)


async def test_what_is_not_touched_in_the_window_of_problems_stays_as_it_was(
    world: World,
) -> None:
    """No row is lost, none gets a part of what it asked for, none a name that nobody accepted."""
    await at_work(world, "EMEA", "France")
    rows = ("sam@acme,EMEA", f"{LEE},Zzyzx", f"{BENOIT},EMEA;Zzyzx", f"{ADA},Frnce")
    before = await previewed(world, CSV_file=a_file(*rows, "kim@acme.example,EMEA,France"))
    assert "Read 5 = 0 people + 5 problems + 0 duplicates." in before.text

    await _mend(world, "line 2", SAM)

    assert "Read 5 = 1 person + 4 problems + 0 duplicates." in opened(world.sol).text
    for row in ("line 3", "line 4", "line 5", "line 6"):
        assert row in opened(world.sol).text, row
    await start(world)
    assert [batch.workspaces for batch in (await runs(world))[0].batches] == [("EMEA",)]


async def test_a_row_that_is_emptied_stays_held_back(world: World) -> None:
    """Rows in are rows out; saved without a change, the preview below is the same."""
    await at_work(world)
    await previewed(world, CSV_file=a_file("sam@acme,", f"{ADA},"))

    await _mend(world, "line 2", None)

    assert "Read 2 = 1 person + 1 problem + 0 duplicates." in opened(world.sol).text
    assert "sam@acme" in opened(world.sol).text


async def test_the_file_of_problems_goes_back_to_where_its_list_came_from(world: World) -> None:
    """Whoever is to be disconnected is not connected instead."""
    await at_work(world)
    await world.sol.command("/salesconnect disconnect")
    await world.sol.fill("What then?", FOR_GOOD)
    await sent_on(world, CSV_file=a_file(f"{SAM},", "nobody,"))

    await press(world, world.sol, "File of problems")

    assert "/salesconnect disconnect" in opened(world.sol).text
    assert FOR_GOOD in opened(world.sol).text
    assert "/salesconnect provision" not in opened(world.sol).text


async def test_a_message_leads_to_what_was_mended_last(world: World) -> None:
    """A window that is closed by mistake loses nothing; once started, nothing is left to open."""
    await at_work(world)
    await _mended_and_closed(world)
    [card] = cards(world.sol, READ)
    assert "2 people" in card.all_text

    await press(world, world.sol, "Open preview", card)
    assert "Read 3 = 2 people + 1 problem + 0 duplicates." in opened(world.sol).text
    await _mend(world, "line 3", LEE)
    await world.sol.close()
    await settled(world)
    [card] = cards(world.sol, READ)
    assert "3 people" in card.all_text
    await press(world, world.sol, "Open preview", card)
    await start(world)

    assert LEE in open_batch(world.sol).all_text
    [after] = cards(world.sol, READ)
    assert after.buttons == []
    assert "was started" in after.all_text
    [refused] = await pressed_as_forged(world, world.sol, "Open preview", card)
    assert "started" in refused.all_text


async def test_going_back_to_the_form_sends_no_message(world: World) -> None:
    """All of it stands there still. Neither does a list that was typed and is quickly typed."""
    await at_work(world)
    await previewed(world, CSV_file=a_file(f"{ADA},"))
    await world.sol.close()
    await settled(world)
    assert opened(world.sol).title == "Connect users"
    await world.sol.close(all_=True)
    await previewed(world, addresses=SAM)
    await world.sol.close(all_=True)
    await settled(world)

    assert posted_to(world, "D_SOL", READ) == []


async def test_a_list_of_whom_to_disconnect_is_started_once(world: World) -> None:
    """Not as it was before it was mended, from a window that stayed."""
    await at_work(world)
    await world.sol.command("/salesconnect disconnect")
    await world.sol.fill("What then?", FOR_GOOD)
    await sent_on(world, CSV_file=a_file(f"{SAM},", "lee@acme,"))
    world.slack.faults.add("views.update", Refuse("internal_error"))
    await _mend(world, "line 3", LEE)
    # It could not be shown below, so it took the place of the window of problems.
    assert "2 people" in opened(world.sol).text
    await world.sol.close()
    assert "1 person" in opened(world.sol).text

    await world.sol.submit()
    await settled(world)

    assert "changed since" in opened(world.sol).text
    assert "2 people" in opened(world.sol).text
    await start(world)
    assert [run.people for run in await runs(world)] == [2]


async def test_retry_shows_who_cannot_be_tried_again(world: World) -> None:
    """Instead of starting without them, unsaid."""
    await at_work(world, "EMEA", "APAC")
    rows = (f"{SAM},EMEA", f"{LEE},APAC")
    await started(world, CSV_file=a_file(*rows))
    await some_failed(world, SAM)
    await some_failed(world, LEE)
    await world.sol.command("/salesconnect provision")
    await world.workspaces("EMEA")
    await world.sol.close()
    [card] = cards(world.sol, "Users connected")

    await press(world, world.sol, "Retry failed (2)", card)

    assert "Read 2 = 1 person + 1 problem + 0 duplicates." in opened(world.sol).text
    assert "Nothing was started" in opened(world.sol).text
    await start(world)
    assert SAM in open_batch(world.sol).all_text


async def test_a_preview_above_another_one_stays_so_when_it_is_changed(world: World) -> None:
    """What is wrong is said in it, since Slack opens nothing on top; then the other is back."""
    await at_work(world, "EMEA", "APAC")
    await connected(world, addresses=SAM, Workspaces="EMEA")
    await previewed(world, addresses=f"{SAM}\n{LEE}", Workspaces="APAC")
    await press(world, world.sol, "Disconnect first")
    await world.sol.fill("Selected people", [SAM])

    await press(world, world.sol, "Set workspaces")
    assert len(world.sol.modals) == 3
    assert "Choose their workspaces" in opened(world.sol).text
    assert opened(world.sol).values["Selected people"] == [SAM]
    await world.sol.fill("Workspaces for selected", ["APAC", "EMEA"])
    await press(world, world.sol, "Set workspaces")
    await world.sol.submit()
    await settled(world)

    assert opened(world.sol).title == "Preview"
    assert LEE in opened(world.sol).text
    assert "Disconnect" in open_batch(world.sol).all_text


async def test_a_preview_above_another_one_says_who_may(world: World) -> None:
    """Its buttons are no dead ones, and none is there that opens a window."""
    await at_work(world, "EMEA", "APAC")
    await connected(world, addresses=SAM, Workspaces="EMEA")
    await previewed(world, addresses=f"{SAM}\n{LEE}", Workspaces="APAC")
    await press(world, world.sol, "Disconnect first")
    await hand_on(world)

    await press(world, world.sol, "Set workspaces")

    assert len(world.sol.modals) == 3
    assert "Only the Sales Connect admin" in opened(world.sol).text


async def test_who_was_connected_meanwhile_is_shown_instead_of_a_dead_end(world: World) -> None:
    """The same list as things are now: nothing is uploaded again."""
    await at_work(world)
    await previewed(world, CSV_file=a_file(f"{SAM},", f"{LEE},"))
    await world.sol.close(all_=True)
    await settled(world)
    [card] = cards(world.sol, READ)
    await connected(world, addresses=SAM)

    await press(world, world.sol, "Open preview", card)
    await world.sol.submit()
    await settled(world)

    assert "Nothing was started" in opened(world.sol).text
    assert SAM in opened(world.sol).text
    assert "Read 2 = 1 person + 0 problems + 1 duplicate." in opened(world.sol).text
    await start(world)
    assert LEE in open_batch(world.sol).all_text


async def test_a_workspace_is_added_from_the_preview(world: World) -> None:
    """And counts in it at once."""
    await at_work(world, "EMEA")
    await previewed(world, CSV_file=a_file(f"{SAM},EMEA", f"{LEE},Jupiter"))

    await press(world, world.sol, "Workspaces")
    await world.sol.fill("Workspace names", "EMEA\nJupiter")
    await world.sol.submit()
    await settled(world)

    assert "Read 2 = 2 people + 0 problems + 0 duplicates." in opened(world.sol).text


async def test_problems_are_mended_where_no_list_of_workspaces_is_known(world: World) -> None:
    """What other rows named is not refused, since nobody chose it here."""
    await at_work(world)
    rows = (f"{SAM},EMEA", f"{SAM},France", "lee@acme,")
    await previewed(world, CSV_file=a_file(*rows))

    await _mend(world, "line 4", LEE)

    assert "Read 3 = 1 person + 2 problems + 0 duplicates." in opened(world.sol).text


async def test_what_is_selected_counts_before_the_page_is_turned(world: World) -> None:
    """It stands on this page alone: on another one nobody would see it."""
    names = [f"Region {n:02}" for n in range(12)]
    await at_work(world, *names)
    people = emails(12)
    rows = [f"{email},{name}" for email, name in zip(people, names, strict=True)]
    await previewed(world, CSV_file=a_file(*rows))
    await world.sol.fill("Selected people", [people[0]])
    await press(world, world.sol, "Next page")
    assert "Choose their workspaces" in opened(world.sol).text
    await world.sol.close()
    await world.sol.fill("Workspaces for selected", [names[11]])

    await press(world, world.sol, "Next page")

    assert opened(world.sol).values["Selected people"] == []
    await start(world)
    assert len((await runs(world))[0].batches) == 11


async def test_a_list_that_was_not_read_says_why_and_what_to_type(world: World) -> None:
    """Its window is closed: nothing stands below any more."""
    await at_work(world)
    world.slack.faults.add("files.info", Late(0.2))
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("CSV file", a_file(f"{SAM},", header="name,region"))
    await world.sol.submit()
    await world.sol.close(all_=True)
    await settled(world)

    [card] = cards(world.sol, READ)
    assert "no column" in card.all_text
    assert "/salesconnect provision" in card.all_text
    assert card.buttons == []
