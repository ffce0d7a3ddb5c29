"""The preview of a list: what it says, what is mended in it, whose list it is."""

from collections.abc import Iterator
from typing import Any, Final

from bot.marketo_lists import AGED
from practice.marketo.state import Workspace
from tests.journeys.bulk import (
    ADA,
    BENOIT,
    LEE,
    SAM,
    a_file,
    at_work,
    cards,
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
    waiting,
    with_api_access,
    with_workspaces,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import kept, pass_time, settled
from tests.journeys.world import WAIT, World

pytestmark = OVER_HTTP
DEFAULT: Final = "Default Marketo workspace"


async def _batches(world: World) -> list[tuple[str, ...]]:
    """Workspaces of the last run's batches."""
    return [batch.workspaces for batch in (await runs(world))[-1].batches]


async def test_single_people_get_other_workspaces(world: World) -> None:
    """`Set workspaces` makes batches anew; whoever was not selected keeps theirs."""
    await at_work(world, "EMEA", "APAC")
    await previewed(world, addresses=f"{SAM}\n{LEE}", People_in_Slack=["U_ADA"], Workspaces="EMEA")
    await world.sol.fill("Selected people", [SAM, ADA])
    await world.sol.fill("Workspaces for selected", ["APAC"])

    await press(world, world.sol, "Set workspaces")

    assert "3 people" in opened(world.sol).text
    assert opened(world.sol).values["Selected people"] == []
    await start(world)
    assert await _batches(world) == [("APAC",), ("EMEA",)]
    assert LEE not in open_batch(world.sol).all_text


async def test_what_is_selected_and_not_set_counts_at_start(world: World) -> None:
    """Nobody loses a choice for want of a press."""
    await at_work(world, "EMEA", "APAC")
    await previewed(world, addresses=f"{SAM}\n{LEE}", Workspaces="EMEA")
    await world.sol.fill("Selected people", [LEE])
    await world.sol.fill("Workspaces for selected", [DEFAULT])

    await start(world)

    assert sorted(await _batches(world)) == [(), ("EMEA",)]


async def test_half_a_choice_starts_nothing(world: World) -> None:
    """People without workspaces, workspaces without people: said at the field, nothing is lost."""
    await at_work(world, "EMEA", "APAC")
    await previewed(world, addresses=f"{SAM}\n{LEE}", Workspaces="EMEA")
    await world.sol.fill("Selected people", [LEE])
    before = await kept(world)

    await world.sol.submit()
    assert "Choose their workspaces" in world.sol.errors["Workspaces for selected"]
    await press(world, world.sol, "Set workspaces")
    assert "Choose their workspaces" in opened(world.sol).text
    await world.sol.close()
    await world.sol.fill("Selected people", None)
    await world.sol.fill("Workspaces for selected", ["APAC"])
    await world.sol.submit()

    assert "at least one person" in world.sol.errors["Selected people"]
    assert await kept(world) == before


async def test_the_nearest_workspace_is_offered_for_all_who_have_the_wrong_one(
    world: World,
) -> None:
    """One press, and the others need not be touched."""
    await at_work(world, "EMEA", "North America")
    rows = (f"{SAM},EMAE", f"{LEE},emae;North America", f"{ADA},EMEA", f"{BENOIT},Jupiter")
    preview = await previewed(world, CSV_file=a_file(*rows))
    assert "1 person" in preview.text
    assert "EMAE" in preview.text

    await press(world, world.sol, "Use “EMEA”")

    assert "Read 4 = 3 people + 1 problem + 0 duplicates." in opened(world.sol).text
    await start(world)
    assert sorted(await _batches(world)) == [("EMEA",), ("EMEA", "North America")]


async def test_problems_are_mended_in_place_and_the_rest_starts_without_them(
    world: World,
) -> None:
    """An address is corrected, a workspace is chosen; what is emptied stays held back."""
    await at_work(world, "EMEA")
    rows = ("sam@acme,EMEA", "nobody,", f"{LEE},Jupiter", f"{ADA},EMEA")
    await previewed(world, CSV_file=a_file(*rows))

    await press(world, world.sol, "Mend here")
    first, second, third = opened(world.sol).labels
    assert "line 2" in first
    assert "line 4" in third
    await world.sol.fill(first, SAM)
    await world.sol.fill(second, None)
    await world.sol.fill(third, ["EMEA"])
    await world.sol.submit()
    await settled(world)

    assert opened(world.sol).title == "Preview"
    assert "Read 4 = 3 people + 1 problem + 0 duplicates." in opened(world.sol).text
    await start(world)
    card = open_batch(world.sol).all_text
    assert all(email in card for email in (SAM, LEE, ADA))


async def test_what_is_mended_wrongly_is_a_problem_again(world: World) -> None:
    """It is checked like all the others."""
    await at_work(world, "EMEA")
    await previewed(world, CSV_file=a_file("sam@acme,EMEA", f"{ADA},EMEA"))
    await press(world, world.sol, "Mend here")
    [label] = opened(world.sol).labels
    await world.sol.fill(label, "sam at acme.example")
    await world.sol.submit()
    await settled(world)

    assert "Read 2 = 1 person + 1 problem + 0 duplicates." in opened(world.sol).text
    assert "sam at acme.example" in opened(world.sol).text


async def test_a_list_of_120_is_shown_a_page_at_a_time(world: World) -> None:
    """Batches of fifty, ten problems on a page; single people are changed by the file."""
    await at_work(world, "EMEA", "APAC")
    people = with_workspaces(emails(60), "EMEA") + with_workspaces(emails(60, 61), "APAC;EMEA")
    wrong = [f"wrong-{number},EMEA" for number in range(23)]
    preview = await previewed(world, CSV_file=a_file(*wrong, *people))
    assert "Read 143 = 120 people + 23 problems + 0 duplicates." in preview.text
    assert "Selected people" not in preview.labels
    seen = [preview.text]
    for _ in range(2):
        await press(world, world.sol, "Next page")
        seen.append(opened(world.sol).text)

    assert "Next page" not in opened(world.sol).buttons
    for number in range(23):
        here = [page for page, text in enumerate(seen) if f"`wrong-{number}`" in text]
        assert here == [number // 10]
    await press(world, world.sol, "Previous page")
    assert opened(world.sol).text == seen[1]
    await start(world)
    assert [len(batch.rows) for batch in (await runs(world))[0].batches] == [50, 10, 50, 10]


async def test_no_list_of_workspaces_is_said_and_offered(world: World) -> None:
    """The selector is never empty, and `Workspaces` is beside it; then it offers them."""
    await at_work(world)
    await world.sol.command("/salesconnect provision")
    [only] = await world.sol.options("Workspaces")
    assert "No list yet" in only

    await press(world, world.sol, "Workspaces")
    await world.sol.fill("Workspace names", "\n".join(f"Region {n:03}" for n in range(120)))
    await world.sol.submit()

    offered = await world.sol.options("Workspaces")
    assert offered[0] == DEFAULT
    assert len(offered) == 100
    assert await world.sol.options("Workspaces", "119") == ["Region 119"]
    preview = await sent_on(world, addresses=SAM, Workspaces=["Region 119"])
    assert "Region 119" in preview.text


async def test_marketos_own_list_is_offered_as_it_is_now(world: World) -> None:
    """A workspace that was made meanwhile is there by the time that somebody types its name."""
    await at_work(world)
    await with_api_access(world)
    world.marketo._state().workspaces.append(Workspace(900, "Newest", "Of today"))
    await pass_time(world, AGED)

    await world.sol.command("/salesconnect provision")
    await settled(world)

    assert await world.sol.options("Workspaces", "newest") == ["Newest"]


async def test_nobody_is_connected_before_the_wait_is_over(world: World) -> None:
    """`provision` says how long it lasts, and `Start now anyway` ends it."""
    await waiting(world)

    answer = await world.sol.command("/salesconnect provision")

    assert "wait" in answer.text
    assert "10 more minutes" in answer.text
    assert world.sol.modal is None
    await world.sol.press("Start now anyway", in_=answer.messages[0])
    await settled(world)
    assert "1 person" in (await previewed(world, addresses=SAM)).text


async def test_a_file_is_prepared_during_the_wait_and_started_by_one_press(world: World) -> None:
    """The preview keeps it; nothing is sent before."""
    await waiting(world, "EMEA")
    await press(world, world.sol, "Prepare the first batch")
    preview = await sent_on(world, CSV_file=a_file(f"{SAM},EMEA", f"{LEE},", "nobody"))
    assert preview.submit_label == "Keep for later"
    await start(world)
    assert not cards(world.sol, "Batch 1")

    await pass_time(world, WAIT)
    await press(world, world.sol, "Start with 2 people")

    assert SAM in open_batch(world.sol).all_text
    assert sorted(await _batches(world)) == [(), ("EMEA",)]


async def test_the_preview_of_who_is_the_admin_no_more_starts_nothing(world: World) -> None:
    """Each button of it says who may by now, and so does `Start`."""
    await at_work(world, "EMEA")
    await previewed(world, CSV_file=a_file("nobody,", f"{SAM},EMAE", f"{LEE},EMEA"))
    await hand_on(world)
    before = await kept(world)

    for label in ("Use “EMEA”", "Mend here", "Set workspaces", "File of problems"):
        await press(world, world.sol, label)
        assert "<@U_ADA>" in opened(world.sol).text, label
        assert "Only the Sales Connect admin" in opened(world.sol).text, label
        await world.sol.close()
    await world.sol.submit()

    assert "<@U_ADA>" in opened(world.sol).text
    assert await kept(world) == before


async def test_what_a_file_holds_comes_not_alive(world: World) -> None:
    """Nobody is mentioned, no channel is called, nothing becomes bold or a link."""
    await at_work(world)
    header = "email,first_name,workspaces,<!channel>"
    rows = (
        f"{SAM},<@U_BENOIT>,*EMEA* <!here>,x",
        f"{LEE},_Lee_,`EMEA` <https://evil.example|EMEA>,x",
        "<!everyone>,,,x",
        "*nobody*,,<!here>,x",
    )
    await previewed(world, CSV_file=a_file(*rows, header=header))
    await start(world)
    for email in (SAM, LEE):
        await some_failed(world, email, why="<!subteam^S1> *no*")

    said = "\n".join(_marked_up(world))
    for dead in ("&lt;!channel", "&lt;!here", "&lt;!everyone", "&lt;https", "&lt;!subteam"):
        assert dead in said, dead
    for alive in ("<!", "<https://evil", "<@U_BENOIT>"):
        assert alive not in said.replace("<!date^", ""), alive


def _marked_up(world: World) -> list[str]:
    """All that Slack would read as mrkdwn in what was sent or shown."""

    def within(part: Any) -> Iterator[str]:
        if isinstance(part, dict):
            if part.get("type") == "mrkdwn":
                yield part["text"]
            for inner in part.values():
                yield from within(inner)
        elif isinstance(part, list):
            for inner in part:
                yield from within(inner)

    sent = [call.args for call in world.slack.calls]
    tops = [args["text"] for args in sent if "blocks" in args]
    answers = [delivery.answer for delivery in world.slack.deliveries]
    return [*tops, *within(sent), *within(answers)]
