"""What people ask of themselves is answered from the record; small talk is answered kindly."""

import pytest

from tests.journeys import bulk, sandboxes
from tests.journeys.asking import said
from tests.journeys.requests import approved, asked, begun, invited, opened, press
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled, start_setup
from tests.journeys.world import CHANNEL, World

ADA = "ada@acme.example"


async def test_whoever_asks_of_themselves_reads_how_far_they_are(world: World) -> None:
    """Nothing is on record, and no "no"; asked for; approved; invited: each with who is next."""
    await begun(world)
    none = await said(world, world.ada, "am I connected yet?")
    await press(world, world.ada, "Invite users", none)
    assert opened(world.ada).title == "Invite users"
    await world.ada.close()
    await asked(world, by=world.stella, People_in_Slack=["U_ADA"])
    waits = await said(world, world.ada, "am I invited?")
    en_francais = await said(world, world.ada, "Où en est ma demande ?")

    assert "on record" in none.all_text
    assert "You may have an account all the same" in none.all_text
    assert "<@U_SOL> sees it" in none.all_text
    assert "waits for approval" in waits.all_text
    assert "1 demande vous concerne" in en_francais.all_text


async def test_who_was_invited_reads_what_comes_next(world: World) -> None:
    """The mail, then who connects them, who connects Marketo before."""
    await begun(world)
    await invited(world, ADA)

    answer = await said(world, world.ada, "ai-je déjà été invitée ?")
    to_sven = await said(world, world.benoit, "am I invited?")

    assert "votre invitation est partie" in answer.all_text
    assert "<@U_SOL> connecte Marketo" in answer.all_text
    assert "was invited" not in to_sven.all_text


async def test_who_is_connected_reads_their_workspaces_in_each_setup(world: World) -> None:
    """Each setup by its name, what is on record first."""
    await bulk.at_work(world, "EMEA")
    await bulk.connected(world, addresses=ADA)
    await start_setup(world.stella, Name="APAC")
    await settled(world)

    answer = await said(world, world.ada, "which workspaces do I have?")

    first, second, *_ = answer.text.split("\n")
    assert "you are connected since" in first
    assert "default Marketo workspace" in first
    assert "`APAC`" in second
    assert "on record" in second


async def test_a_sandbox_account_is_found_by_whom_it_is_for(world: World) -> None:
    """Not asked for, asked for, there: by an address that nobody has in Slack."""
    await sandboxes.begun(world)
    none = await said(world, world.benoit, "is my sandbox account ready?")
    await sandboxes.approved(world)
    await sandboxes.owned(world)
    waits = await said(world, world.benoit, "est-ce que mon compte sandbox est prêt ?")
    await press(world, world.sol, "Account created", sandboxes.fulfil_card(world.sol))
    there = await said(world, world.benoit, "is my sandbox account ready?")
    of_ada = await said(world, world.ada, "is my sandbox account ready?")

    assert "No sandbox account of yours is on record" in none.all_text
    assert sandboxes.REQUEST in none.buttons
    assert "1 demande vous concerne" in waits.all_text
    assert f"your sandbox account `{sandboxes.SBX}` is there since" in there.all_text
    assert sandboxes.SBX not in of_ada.all_text


@OVER_HTTP
async def test_where_others_read_it_nothing_is_said_of_the_asker(world: World) -> None:
    """In a channel, where to ask instead; a guest reads of no record, and whom to ask."""
    await begun(world)
    await approved(world, ADA)

    in_public = await said(world, world.ada, "am I invited?", channel=CHANNEL)
    to_guest = await said(world, world.gus, "am I invited?")

    assert "direct message" in in_public.all_text
    assert "only members" in to_guest.all_text
    for answer in (in_public, to_guest):
        assert "approved" not in answer.all_text
        assert "<@" not in answer.all_text
        assert "production" not in answer.all_text


@OVER_HTTP
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thanks", "You’re welcome"),
        ("merci !", "Avec plaisir"),
        ("ok great", "Good!"),
        ("hello", "write `help`"),
        ("salut", "écrivez `help`"),
        ("bye", "Goodbye"),
        ("👍", "Good!"),
        ("good morning", "Hello!"),
    ],
)
async def test_small_talk_is_answered_kindly(world: World, text: str, words: str) -> None:
    """In its own language, to guests too, in a channel too, before anything is set up."""
    answers = [
        await said(world, world.ada, text),
        await said(world, world.gus, text),
        await said(world, world.ada, text, channel=CHANNEL),
    ]

    for answer in answers:
        assert words in answer.all_text
        assert "don't know" not in answer.all_text
        assert answer.buttons == []


async def test_a_greeting_is_answered_with_what_waits(world: World) -> None:
    """In private, with its button; a question beside it is the question."""
    await begun(world)

    greeted = await said(world, world.mara, "hello")
    in_public = await said(world, world.mara, "hello", channel=CHANNEL)
    asked_too = await said(world, world.mara, "hi, how long must I wait?")

    assert "Hand over credentials" in greeted.buttons
    assert in_public.buttons == []
    assert "production" not in in_public.all_text
    assert "Hello!" not in asked_too.all_text
    assert "ten minutes" in asked_too.all_text
