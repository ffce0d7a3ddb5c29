"""What is said of people: how far somebody is, to who may read it, and of the asker's runs."""

from typing import Final

from tests.journeys import bulk
from tests.journeys.asking import said
from tests.journeys.requests import approved, asked, begun, invited, press
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import CHANNEL, World

ADA: Final = "ada@acme.example"
PROGRESS: Final = "A bulk run: pause, resume or cancel it"
MISSING: Final = "Why can't I see @ada in Team Access?"


async def test_why_somebody_is_missing_is_said_with_how_far_they_are(world: World) -> None:
    """Not on record, asked for, approved, invited; to who is named in the setup."""
    await begun(world)
    none = await said(world, world.sol, MISSING)
    await asked(world, by=world.stella, People_in_Slack=["U_ADA"])
    waits = await said(world, world.sol, MISSING)

    assert "no invite of <@U_ADA> is on record" in none.all_text
    assert "missing in Team Access unless already a user" in none.all_text
    assert "<@U_ADA> and waits for approval" in waits.all_text


async def test_after_approval_it_is_said_who_has_to_invite(world: World) -> None:
    """Then when they were invited, also by their address, in the language of the question."""
    await begun(world)
    card = await approved(world, "nia@acme.example")
    about = "why is nia@acme.example missing in Team Access?"
    to_invite = await said(world, world.stella, about)
    await press(world, world.sol, "I've invited them", card)
    en_francais = await said(
        world, world.stella, "Pourquoi je ne vois pas nia@acme.example dans Team Access ?"
    )

    assert "approved; <@U_SOL> has to send it" in to_invite.all_text
    assert "`nia@acme.example` – invitation envoyée" in en_francais.all_text
    assert en_francais.buttons
    assert "Inviter des utilisateurs" not in en_francais.buttons


async def test_who_is_in_a_run_and_who_is_connected_is_said(world: World) -> None:
    """With the batch, then with the workspaces; beside how far the run is."""
    await bulk.at_work(world, "EMEA")
    card = await bulk.started(world, addresses=ADA)
    in_run = await said(world, world.sol, MISSING)
    progress = await said(world, world.sol, "how far is the bulk run?")
    leading = await said(world, world.sol, "why am I ticking people in batches?")
    [by_press] = await press(world, world.sol, PROGRESS, leading)
    await press(world, world.sol, "All connected", card)
    connected = await said(world, world.sol, MISSING)
    over = await said(world, world.sol, "how far is the bulk run?")
    [pressed_later] = await press(world, world.sol, PROGRESS, leading)

    assert "<@U_ADA> is in a bulk run now, in batch 1" in in_run.all_text
    assert "0 of 1 done" in progress.all_text
    assert "0 of 1 done" in by_press.all_text
    assert "of 1 done" not in over.all_text + pressed_later.all_text
    assert "<@U_ADA> is connected since <!date^" in connected.all_text
    assert "default Marketo workspace" in connected.all_text


async def test_others_read_of_nobody_but_themselves(world: World) -> None:
    """Who has no part in the setup; an admin of Slack reads what the status shows them."""
    await begun(world)
    await invited(world, ADA)
    of_sven = await said(world, world.benoit, "why is @ada missing in Team Access?")
    own = await said(world, world.ada, "why am I not in Team Access?")
    by_address = await said(world, world.ada, f"why is {ADA} missing in Team Access?")
    to_owen = await said(world, world.owen, MISSING)

    assert "was invited" not in of_sven.all_text
    assert "only for those named" in of_sven.all_text
    assert "<@U_ADA> was invited" in own.all_text
    assert f"`{ADA}` was invited" in by_address.all_text
    assert "<@U_ADA> was invited" in to_owen.all_text


async def test_who_asked_for_somebody_reads_how_far_they_are(world: World) -> None:
    """Asked for, approved, invited, each alone; of nobody else, and nobody else of them."""
    await begun(world)
    about = "has lena@acme.example been approved yet?"
    await asked(world, "lena@acme.example", by=world.ada)
    waits = await said(world, world.ada, about)
    to_benoit = await said(world, world.benoit, about)
    of_other = await said(world, world.ada, "is nia@acme.example invited yet?")
    in_public = await said(world, world.ada, about, channel=CHANNEL)

    assert "`lena@acme.example` and waits for approval" in waits.all_text
    assert waits.buttons == []
    for answer in (to_benoit, of_other):
        assert "only for those named" in answer.all_text
        assert "approval" not in answer.all_text
    assert "lena" not in in_public.all_text


async def test_who_asked_reads_of_them_after_they_were_invited(world: World) -> None:
    """The request is over by then; its record says whose it was."""
    await begun(world)
    await invited(world, "lena@acme.example")

    to_asker = await said(world, world.ada, "is lena@acme.example invited yet?")
    to_other = await said(world, world.benoit, "is lena@acme.example invited yet?")

    assert "`lena@acme.example` was invited" in to_asker.all_text
    assert "only for those named" in to_other.all_text


@OVER_HTTP
async def test_nothing_is_said_of_people_in_a_channel_or_to_guests(world: World) -> None:
    """Others would read it."""
    await begun(world)
    await invited(world, ADA)

    in_public = await said(world, world.sol, MISSING, channel=CHANNEL)
    to_guest = await said(world, world.gus, MISSING)

    assert "only in a direct message" in in_public.all_text
    for answer in (in_public, to_guest):
        assert "<@U_ADA>" not in answer.all_text


@OVER_HTTP
async def test_of_whom_slack_hides_or_no_longer_knows_that_is_said(world: World) -> None:
    """People are known by their address; who left Slack is said to have."""
    await start_setup(world.stella)
    await settled(world)
    world.slack.state.users["U_ADA"].email = None

    hidden = await said(world, world.sol, MISSING)
    gone = await said(world, world.sol, "why is @gone missing in Team Access?")

    assert "does not show me the address of <@U_ADA>" in hidden.all_text
    assert "deactivated in Slack" in gone.all_text
