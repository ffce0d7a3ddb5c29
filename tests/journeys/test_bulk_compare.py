"""`Check against Team Access`: what is pasted is compared with a batch, and no more is claimed."""

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
    opened,
    press,
    started,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, kept, settled, submit_as
from tests.journeys.world import World

pytestmark = OVER_HTTP
KIM = "kim@acme.example"
# As the tab is copied: a line a cell.
TABLE = f"""User Access
Ada Brook
{ADA.upper()}
Connected
EMEA
Benoît Roy
{BENOIT}
Connected
APAC
Sam Low
{SAM}
Not connected
{KIM}
Connected
"""


async def _compared(world: World, text: str, more: str | None = None) -> str:
    """What the window says."""
    await press(world, world.sol, "Check against Team Access")
    await world.sol.fill("Paste here", text)
    await world.sol.fill("The rest of it", more)
    await world.sol.submit()
    await settled(world)
    return opened(world.sol).text


async def _in_emea(world: World) -> None:
    await at_work(world, "EMEA", "APAC")
    rows = [f"{email},EMEA" for email in (ADA, BENOIT, SAM, LEE)]
    await started(world, CSV_file=a_file(*rows))


async def test_everybody_is_in_one_of_the_lists(world: World) -> None:
    """There, not seen, with other workspaces, not connected; and who is not of the batch."""
    await _in_emea(world)

    said = await _compared(world, TABLE)

    for words, email in (
        ("1 person is there", ADA),
        ("1 person not seen", LEE),
        ("1 person not connected there", SAM),
        ("1 person more", KIM),
        ("1 person with other workspaces", BENOIT),
    ):
        listed = said.partition(words)[2].partition("\n*")[0]
        assert [one for one in (ADA, BENOIT, SAM, LEE, KIM) if one in listed] == [email], words
    assert "`APAC`, wanted `EMEA`" in said
    assert "failed" not in said
    card = open_batch(world.sol).all_text
    for count in ("1 there", "1 not seen", "1 with other workspaces", "1 not connected"):
        assert count in card
    assert ADA in card


async def test_a_csv_of_the_tab_is_read_too_and_in_two_parts(world: World) -> None:
    """What one field does not hold stands in the other."""
    await _in_emea(world)

    said = await _compared(
        world,
        f"Name,Email,Status,Workspaces\nAda,{ADA},Connected,EMEA\nB,{BENOIT},Connected,EMEA",
        f"Sam;{SAM};Connected;EMEA\nLee;{LEE};Connected;EMEA",
    )

    assert "4 people are there" in said
    assert "not seen" not in said


async def test_four_parts_are_one_text(world: World) -> None:
    """A tab of many people is longer than what one field holds."""
    await _in_emea(world)
    await press(world, world.sol, "Check against Team Access")
    labels = ("Paste here", "The rest of it", "More of it (2)", "More of it (3)")
    for label, email in zip(labels, (ADA, BENOIT, SAM, LEE), strict=True):
        await world.sol.fill(label, f"{email}\tConnected")
    await world.sol.submit()
    await settled(world)

    assert "4 people are there" in opened(world.sol).text


async def test_who_was_to_get_the_default_workspace_is_not_there_in_another(world: World) -> None:
    """Where Marketo says which one it is; else what is shown is named, and nothing is claimed."""
    await at_work(world, "EMEA", "APAC")
    await started(world, CSV_file=a_file(f"{ADA},", f"{BENOIT},"))

    unknown = await _compared(world, f"{ADA}\tEMEA\n{BENOIT}\tConnected")

    assert "2 people are there" in unknown
    assert f"`{ADA}`: shows `EMEA`, expected:" in unknown
    assert "other workspaces" not in unknown


async def test_text_without_addresses_is_a_fault_of_its_field(world: World) -> None:
    """Something else was copied; the batch stays as it is, and is reported as before."""
    await _in_emea(world)

    await press(world, world.sol, "Check against Team Access")
    await world.sol.fill("Paste here", "Ada Brook, Benoît Roy")
    await world.sol.submit()

    assert "No e-mail address found" in world.sol.errors["Paste here"]
    assert "Team Access" in world.sol.errors["Paste here"]
    assert await audit(world, "NoteCompared") == []
    await world.sol.close()
    await press(world, world.sol, "All connected", open_batch(world.sol))
    assert "4 people connected" in ended(world.sol).all_text


async def test_a_reported_batch_is_checked_afterwards(world: World) -> None:
    """Its card says who checked it, and keeps what was reported."""
    await _in_emea(world)
    await press(world, world.sol, "All connected", open_batch(world.sol))

    await _compared(world, TABLE)

    [card] = cards(world.sol, "Batch 1 of 1")
    assert "4 people connected" in card.all_text
    assert "1 there" in card.all_text
    assert await audit(world, "NoteCompared") == ["U_SOL"]


async def test_a_check_of_who_is_the_admin_no_more_is_refused(world: World) -> None:
    """The window was opened before; nothing is noted."""
    await _in_emea(world)
    await press(world, world.sol, "Check against Team Access")
    await world.sol.fill("Paste here", TABLE)
    window = opened(world.sol)
    await hand_on(world)
    before = await kept(world)

    for person in (world.sol, world.mara, world.gus):
        delivery = await submit_as(world, person, window)
        assert "not seen" not in str(delivery.answer)

    assert "<@U_ADA>" in str((await submit_as(world, world.sol, window)).answer)
    assert await kept(world) == before


async def test_a_check_that_slack_delivers_twice_is_noted_once(world: World) -> None:
    """The second answer is the same."""
    await _in_emea(world)
    await _compared(world, TABLE)
    sent = world.slack.deliveries[-1]

    again = await world.slack.redeliver(sent)

    await settled(world)
    assert "not seen" in str(again.answer)
    assert await audit(world, "NoteCompared") == ["U_SOL"]
