"""Nothing twice in a preview: double clicks, double submissions, repeated deliveries."""

import pytest

from handlers.reading import REPEATED_WITHIN
from tests.journeys.bulk import (
    ADA,
    LEE,
    SAM,
    a_file,
    at_work,
    connected,
    files_of,
    open_batch,
    opened,
    press,
    previewed,
    runs,
    sent_on,
    start,
    started_by,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, kept, posted_to, settled, submit_as
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def _previewed(world: World) -> None:
    """With something for every button; Ada is connected with other workspaces."""
    await at_work(world, "EMEA", "APAC")
    await connected(world, People_in_Slack=["U_ADA"], Workspaces="EMEA")
    await previewed(world, CSV_file=a_file(f"{SAM},EMEA", f"{LEE},EMAE", "nobody,", f"{ADA},APAC"))


async def test_a_list_that_is_sent_twice_is_one_run(world: World) -> None:
    """Two submissions at once read it once, and no message says that it was read."""
    await at_work(world)
    await world.sol.command("/salesconnect provision")
    await world.sol.fill("CSV file", a_file(f"{SAM},", f"{LEE},"))

    await world.sol.submit(times=2)
    await settled(world)

    assert await audit(world, "GatherRun") == ["U_SOL"]
    assert posted_to(world, "D_SOL", "list is read") == []
    assert [modal.title for modal in world.sol.modals] == ["Connect users", "Preview"]
    await start(world)
    assert [run.people for run in await runs(world)] == [2]
    assert len(posted_to(world, "D_SOL", "Batch 1 of 1:")) == 1


async def test_a_list_that_slack_delivers_twice_is_read_once(world: World) -> None:
    """The second time it has been read: the answer is its preview."""
    await at_work(world)
    await previewed(world, CSV_file=a_file(f"{SAM},"))
    sent = world.slack.deliveries[-1]

    again = await world.slack.redeliver(sent)

    await settled(world)
    assert "1 person" in str(again.answer)
    assert await audit(world, "GatherRun") == ["U_SOL"]
    assert posted_to(world, "D_SOL", "list is read") == []


async def test_a_window_that_is_sent_once_more_has_its_list_read_anew(world: World) -> None:
    """With another file; and with the same one after a while, since things may have changed."""
    await at_work(world)
    file = a_file(f"{SAM},")
    await previewed(world, CSV_file=file)
    await world.sol.close()

    other = await sent_on(world, CSV_file=a_file(f"{SAM},", f"{LEE},"))
    assert "2 people" in other.text
    await world.sol.close()
    world.hands.move(REPEATED_WITHIN)
    await world.sol.submit()
    await settled(world)

    assert "2 people" in opened(world.sol).text
    assert await audit(world, "GatherRun") == ["U_SOL"] * 3


@pytest.mark.parametrize("label", ["Use “EMEA”", "Set workspaces"])
async def test_a_double_click_that_mends_leaves_one_preview(world: World, label: str) -> None:
    """It shows what was mended, and starts it once."""
    await _previewed(world)
    await world.sol.fill("Selected people", [SAM])
    await world.sol.fill("Workspaces for selected", ["APAC"])
    if label != "Set workspaces":
        await world.sol.fill("Selected people", None)
        await world.sol.fill("Workspaces for selected", None)

    await world.sol.press(label, times=2)
    await settled(world)

    assert [modal.title for modal in world.sol.modals] == ["Connect users", "Preview"]
    await start(world)
    assert len(await started_by(world)) == 2
    given = {batch.workspaces for batch in (await runs(world))[-1].batches}
    assert given == ({("APAC",)} if label == "Set workspaces" else {("EMEA",)})


@pytest.mark.parametrize("label", ["Mend here", "Disconnect first"])
async def test_a_double_click_that_opens_a_window_starts_nothing(world: World, label: str) -> None:
    """Whatever lies on top is closed again."""
    await _previewed(world)

    await world.sol.press(label, times=2)
    await settled(world)

    assert await started_by(world) == ["U_SOL"]
    while opened(world.sol).callback_id != "preview":
        await world.sol.close()
    assert "1 person" in opened(world.sol).text


async def test_a_mended_problem_that_is_sent_twice_is_mended_once(world: World) -> None:
    """By a double click and by a repeated delivery, also after the start."""
    await _previewed(world)
    await press(world, world.sol, "Mend here")
    window = opened(world.sol)
    label = next(one for one in window.labels if "line 4" in one)
    await world.sol.fill(label, "kim@acme.example")

    await world.sol.submit(times=2)
    await settled(world)

    assert "Read 4 = 2 people + 2 problems + 0 duplicates." in opened(world.sol).text
    await start(world)
    before = await kept(world)
    await submit_as(world, world.sol, window)
    await settled(world)
    after = await kept(world)
    assert len(await started_by(world)) == 2
    changed = {key for key in after if after[key] != before.get(key)}
    assert all(":run:" in key or key.endswith(":audit") for key in changed)
    assert len(await runs(world)) == 2


async def test_a_change_that_is_started_twice_is_one_run(world: World) -> None:
    """The preview on top of another, sent by a double click, then again."""
    await _previewed(world)
    await press(world, world.sol, "Disconnect first")
    window = opened(world.sol)

    await world.sol.submit(times=2)
    await submit_as(world, world.sol, window)

    await settled(world)
    assert len(await started_by(world)) == 2
    assert ADA in open_batch(world.sol).all_text
    assert opened(world.sol).callback_id == "preview"


async def test_a_file_of_problems_is_sent_once_for_each_press(world: World) -> None:
    """A repeated delivery sends no other."""
    await _previewed(world)
    await press(world, world.sol, "File of problems")
    click = [one for one in world.slack.deliveries if "send_problems" in str(one.payload)][-1]

    for _ in range(2):
        await world.slack.redeliver(click)

    await settled(world)
    assert len(files_of(world, world.sol)) == 1
    assert await audit(world, "AskForProblems") == ["U_SOL"]


async def test_a_start_that_chooses_workspaces_is_one_run_however_often_it_comes(
    world: World,
) -> None:
    """What is selected makes another draft: it starts once all the same."""
    await at_work(world, "EMEA", "APAC")
    await previewed(world, addresses=f"{SAM}\n{LEE}", Workspaces="EMEA")
    await world.sol.fill("Selected people", [LEE])
    await world.sol.fill("Workspaces for selected", ["APAC"])

    await world.sol.submit(times=2)
    sent = [one for one in world.slack.deliveries if "view_submission" in str(one.payload)][-1]
    await settled(world)
    await world.slack.redeliver(sent)
    await settled(world)

    [run] = await runs(world)
    assert [batch.workspaces for batch in run.batches] == [("EMEA",), ("APAC",)]
    assert len(posted_to(world, "D_SOL", "Batch 1 of 2:")) == 1
