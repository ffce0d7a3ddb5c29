"""A guided run: batch after batch, what fails, what stops it, who has it."""

import pytest

from bot.domain.run_ends import PROGRESS_EVERY
from tests.journeys.asking import said
from tests.journeys.bulk import (
    ADA,
    BENOIT,
    LEE,
    SAM,
    a_file,
    at_work,
    cards,
    ended,
    hand_on,
    open_batch,
    press,
    previewed,
    progress,
    runs,
    some_failed,
    start,
    started,
    started_by,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, kept, posted_to, pressed_as_forged, settled
from tests.journeys.tabs import at_home, home, press_home
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def _three_sets(world: World) -> None:
    """Six people over three sets of workspaces: three batches."""
    await at_work(world, "EMEA", "North America", "APAC")
    rows = (
        f"{ADA},EMEA",
        f"{BENOIT},North America",
        f"{SAM},EMEA",
        f"{LEE},EMEA;APAC",
        "kim@acme.example,apac;emea",
        "pat@acme.example,North America",
    )
    await started(world, CSV_file=a_file(*rows))


async def test_each_batch_names_its_people_and_their_workspaces(world: World) -> None:
    """Batches are sets of workspaces; the next one comes when one is reported."""
    await _three_sets(world)
    seen = []
    for _ in range(3):
        card = open_batch(world.sol)
        seen.append(card.all_text)
        await press(world, world.sol, "All connected", card)

    for text, people, names in (
        (seen[0], (ADA, SAM), ("EMEA",)),
        (seen[1], (BENOIT, "pat@acme.example"), ("North America",)),
        (seen[2], (LEE, "kim@acme.example"), ("EMEA", "APAC")),
    ):
        assert all(word in text for word in (*people, *names)), text
        assert text.count("@acme.example") == text.count(people[0]) + text.count(people[1])
    assert "6 people connected" in ended(world.sol).all_text
    assert len(posted_to(world, "D_ADA")) == len(posted_to(world, "D_BENOIT")) == 1


async def test_one_message_says_how_far_the_run_is(world: World) -> None:
    """Posted once, changed in place: a bar that is full at the very end only."""
    await _three_sets(world)
    bars = [progress(world.sol).all_text]
    for _ in range(3):
        await press(world, world.sol, "All connected", open_batch(world.sol))
        await settled(world, ahead=PROGRESS_EVERY)
        bars.append(progress(world.sol).all_text)

    for bar, done in zip(bars, (0, 2, 4, 6), strict=True):
        assert f"{done} of 6" in bar
    assert [bar.count("█") for bar in bars] == sorted(bar.count("█") for bar in bars)
    assert "░" in bars[2]
    assert "░" not in bars[3]
    assert len(posted_to(world, "D_SOL", "0 of 6")) == 1
    assert not posted_to(world, "D_SOL", "2 of 6")
    assert {"Pause", "Cancel run"}.isdisjoint(progress(world.sol).buttons)


async def test_who_failed_is_named_with_the_reason_and_tried_again(world: World) -> None:
    """`Retry failed` is a run of just those people; the others hear nothing twice."""
    await _three_sets(world)
    await some_failed(world, SAM, why="missing in Team Access")
    for _ in range(2):
        await press(world, world.sol, "All connected", open_batch(world.sol))
    result = ended(world.sol)
    assert "5 people connected" in result.all_text
    assert SAM in result.all_text
    assert "missing in Team Access" in result.all_text

    await press(world, world.sol, "Retry failed (1)", result)

    again = open_batch(world.sol)
    assert SAM in again.all_text
    assert "EMEA" in again.all_text
    assert again.all_text.count("@acme.example") == again.all_text.count(SAM)
    await press(world, world.sol, "All connected", again)
    assert "1 person connected" in ended(world.sol).all_text
    assert [(run.attempt, run.people) for run in await runs(world)] == [(1, 6), (2, 1)]
    assert len(posted_to(world, "D_ADA")) == 1


async def test_a_pause_is_seen_on_the_batch_and_ends_with_resume(world: World) -> None:
    """What was shown before is pressed in vain, and says why; nothing is posted anew."""
    await _three_sets(world)
    before, said = open_batch(world.sol), len(posted_to(world, "D_SOL"))

    await press(world, world.sol, "Pause", progress(world.sol))
    [paused] = cards(world.sol, "Batch 1 of 3")
    assert "Paused" in paused.all_text
    assert paused.buttons == []
    assert "Resume" in progress(world.sol).buttons
    [refused] = await pressed_as_forged(world, world.sol, "All connected", before)
    await press(world, world.sol, "Resume", progress(world.sol))

    assert "paused" in refused.all_text
    assert "Resume" in refused.all_text
    assert open_batch(world.sol).all_text == before.all_text
    assert "Pause" in progress(world.sol).buttons
    assert len(posted_to(world, "D_SOL")) == said


async def test_a_cancelled_run_leaves_the_rest_alone(world: World) -> None:
    """Who is connected stays so; who is left is free for another run."""
    await _three_sets(world)
    await press(world, world.sol, "All connected", open_batch(world.sol))
    waiting = open_batch(world.sol)

    await press(world, world.sol, "Cancel run", progress(world.sol))

    assert waiting.now.buttons == []
    assert "cancelled" in waiting.now.all_text
    result = ended(world.sol).all_text
    assert "2 people connected" in result
    assert "4 people left out" in result
    assert posted_to(world, "D_BENOIT") == []
    another = await started(world, People_in_Slack=["U_BENOIT"])
    assert BENOIT in another.all_text
    assert await started_by(world) == ["U_SOL", "U_SOL"]


async def test_the_next_admin_has_the_run(world: World) -> None:
    """Their cards have the open batch and the progress; the former ones say whose it is now."""
    await _three_sets(world)
    await press(world, world.sol, "All connected", open_batch(world.sol))
    former = open_batch(world.sol)

    await hand_on(world)

    assert former.now.buttons == []
    assert "<@U_ADA>" in former.now.all_text
    assert not any("Pause" in message.buttons for message in world.sol.dm)
    assert "2 of 6" in progress(world.ada).all_text
    await press(world, world.ada, "All connected", open_batch(world.ada))
    await press(world, world.ada, "All connected", open_batch(world.ada))
    assert await audit(world, "ReportBatch") == ["U_SOL", "U_ADA", "U_ADA"]
    assert "6 people connected" in ended(world.ada).all_text


async def test_the_next_admin_has_a_paused_run(world: World) -> None:
    """It goes on with their `Resume`."""
    await _three_sets(world)
    await press(world, world.sol, "Pause", progress(world.sol))

    await hand_on(world)
    [waits] = [m for m in world.ada.dm if "Batch 1 of 3" in m.all_text]
    assert "Some failed" not in waits.buttons
    await press(world, world.ada, "Resume", progress(world.ada))

    assert ADA in open_batch(world.ada).all_text


async def test_a_run_ends_with_its_setup(world: World) -> None:
    """Nothing of it can be pressed any more; who was connected stays so."""
    await _three_sets(world)
    await press(world, world.sol, "All connected", open_batch(world.sol))
    card, bar = open_batch(world.sol), progress(world.sol)

    await press(world, world.stella, "Cancel setup")

    assert card.now.buttons == []
    assert "closed" in card.now.all_text
    assert {"Pause", "Cancel run"}.isdisjoint(bar.now.buttons)
    before = await kept(world)
    [refused] = await pressed_as_forged(world, world.sol, "All connected", card)
    assert "cancelled this setup" in refused.all_text
    assert await kept(world) == before


async def test_who_is_connected_quietly_hears_nothing(world: World) -> None:
    """The box in the preview; the two admins hear the result all the same."""
    await at_work(world)
    await previewed(world, People_in_Slack=["U_ADA", "U_BENOIT"])
    await world.sol.fill("Messages", ["Don't message the people who are connected"])
    await start(world)

    await press(world, world.sol, "All connected", open_batch(world.sol))

    assert posted_to(world, "D_ADA") == posted_to(world, "D_BENOIT") == []
    assert cards(world.mara, "2 people connected")


@pytest.mark.parametrize("quiet", [True, False], ids=["quiet", "told"])
async def test_who_is_tried_again_hears_as_much_as_the_first_time(
    world: World, quiet: bool
) -> None:
    """What was chosen in the preview counts for `Retry failed` too."""
    await at_work(world)
    await previewed(world, People_in_Slack=["U_ADA"])
    if quiet:
        await world.sol.fill("Messages", ["Don't message the people who are connected"])
    await start(world)
    await some_failed(world, ADA)
    await press(world, world.sol, "Retry failed (1)")

    await press(world, world.sol, "All connected", open_batch(world.sol))

    assert len(posted_to(world, "D_ADA")) == (0 if quiet else 1)


async def test_whom_a_run_left_behind_is_to_do_until_they_are_tried_again(world: World) -> None:
    """On Home, in the answer to `what do I have to do`, in `status`; for its admin alone."""
    await _three_sets(world)
    await some_failed(world, SAM, why="missing in Team Access")
    for _ in range(2):
        await press(world, world.sol, "All connected", open_batch(world.sol))
    await at_home(world, world.sol, world.mara)
    to_do, who = (
        await said(world, world.sol, "what do I have to do now?"),
        await said(world, world.sol, "who failed?"),
    )
    shown, others = home(world.sol).text, home(world.mara).text

    await press_home(world, world.sol, "Retry failed (1)")
    meanwhile = home(world.sol).buttons
    await press(world, world.sol, "All connected", open_batch(world.sol))

    for one in (to_do, who):
        assert SAM in one.all_text
        assert "Retry failed (1)" in one.buttons
    assert f"`{SAM}`: `missing in Team Access`\nRetry failed (1)" in shown
    assert SAM not in others
    assert "Retry failed (1)" not in meanwhile
    assert "Retry failed (1)" not in home(world.sol).buttons
    assert [(run.attempt, run.people) for run in await runs(world)] == [(1, 6), (2, 1)]


async def test_who_was_connected_by_another_run_is_nobodys_to_do(world: World) -> None:
    """Though nobody pressed `Retry failed`."""
    await _three_sets(world)
    await some_failed(world, SAM, why="missing in Team Access")
    for _ in range(2):
        await press(world, world.sol, "All connected", open_batch(world.sol))
    await started(world, CSV_file=a_file(f"{SAM},EMEA"))
    await press(world, world.sol, "All connected", open_batch(world.sol))

    await at_home(world, world.sol)

    assert "Retry failed (1)" not in home(world.sol).buttons


async def test_what_was_left_at_that_is_nobodys_to_do_and_can_be_tried_all_the_same(
    world: World,
) -> None:
    """Once; the result keeps its button."""
    await _three_sets(world)
    await some_failed(world, SAM, why="missing in Team Access")
    for _ in range(2):
        await press(world, world.sol, "All connected", open_batch(world.sol))
    await at_home(world, world.sol)

    await press_home(world, world.sol, "Leave it at that")

    assert "Leave it at that" not in home(world.sol).buttons
    assert "Retry failed (1)" not in home(world.sol).buttons
    assert len(await audit(world, "LetBe")) == 1
    await press(world, world.sol, "Retry failed (1)", ended(world.sol))
    assert SAM in open_batch(world.sol).all_text


async def test_home_names_the_open_batch_and_counts_who_is_connected(world: World) -> None:
    """Whose step it is has its buttons above; who is asked gets the same."""
    await _three_sets(world)
    await at_home(world, world.sol)
    shown = home(world.sol).text
    asked = await said(world, world.sol, "what do I have to do now?")

    await press_home(world, world.sol, "All connected")

    assert "In it: 2 people, to be connected with `EMEA`" in shown
    assert home(world.sol).buttons.count("All connected") == 1
    assert {"All connected", "Some failed", "Pause"} <= set(asked.buttons)
    assert "Connected in all, as far as is on record: 2 people." in home(world.sol).text


async def test_a_domain_that_may_be_mistyped_is_noted_and_holds_nobody_back(world: World) -> None:
    """Before anything starts."""
    await at_work(world)
    rows = (ADA, BENOIT, SAM, "kim@acme.exmaple")
    await previewed(world, CSV_file=a_file(*rows))

    shown = world.sol.modal
    assert shown is not None
    assert "Read 4 = 4 people + 0 problems + 0 duplicates." in shown.text
    assert "1 address may be mistyped" in shown.text
    assert "`kim@acme.exmaple` (`acme.example`?)" in shown.text
