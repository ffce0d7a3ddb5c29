"""Who may approve a sandbox account, and who decides when several press."""

import asyncio

import pytest

from tests.journeys.requests import change_settings, mine, press, reject, told
from tests.journeys.sandboxes import SBX, approved, asked, begun, labelled, owned, refused
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World


@OVER_HTTP
async def test_neither_the_requester_nor_whom_it_is_for_can_decide(world: World) -> None:
    """Each reads why, and who may; the card stays open for others."""
    await begun(world)
    card = await asked(world, whom="U_STELLA")

    for label in ("Approve", "Reject"):
        [own] = await press(world, world.ada, label, card)
        [about] = await press(world, world.stella, label, card)
        assert "own request" in own.all_text
        assert "about you" in about.all_text
        assert f"the members of <#{CHANNEL}>" in own.all_text

    assert card.now.buttons == ["Approve", "Reject"]


@OVER_HTTP
async def test_whoever_has_the_address_cannot_decide(world: World) -> None:
    """Though another person was chosen for it: an address is somebody's, too."""
    await begun(world)
    card = await asked(world, typed="sven@acme.example", whom="U_BENOIT")

    [answer] = await press(world, world.sven, "Approve", card)

    assert "about you" in answer.all_text
    assert card.now.buttons == ["Approve", "Reject"]


@OVER_HTTP
async def test_who_joins_the_channel_later_cannot_decide(world: World) -> None:
    """They read why; who was a member all the time can."""
    await begun(world)
    card = await asked(world)
    await world.slack.happenings.add_member(CHANNEL, "U_OWEN")

    [answer] = await press(world, world.owen, "Approve", card)

    assert "joining it later" in answer.all_text
    assert card.now.buttons == ["Approve", "Reject"]
    await press(world, world.sven, "Approve", card)
    assert "Approved by <@U_SVEN>" in card.now.all_text


@OVER_HTTP
async def test_guests_of_the_channel_cannot_decide(world: World) -> None:
    """Though they were members when it was asked."""
    await begun(world)
    await world.slack.happenings.add_member(CHANNEL, "U_GUS")
    card = await asked(world)

    [answer] = await press(world, world.gus, "Approve", card)

    assert "Guests" in answer.all_text
    assert card.now.buttons == ["Approve", "Reject"]


@OVER_HTTP
async def test_where_approvers_are_named_others_cannot_decide(world: World) -> None:
    """Members of the channel neither; the refusal names who can."""
    await begun(world)
    await change_settings(world, Approvers=["U_MARA"])
    card = await asked(world)

    [answer] = await press(world, world.sven, "Approve", card)

    assert "<@U_MARA>" in answer.all_text
    assert card.now.buttons == ["Approve", "Reject"]
    await press(world, world.mara, "Approve", card)
    assert "Approved by <@U_MARA>" in card.now.all_text


async def test_two_press_at_once_and_the_slower_one_is_told_privately(world: World) -> None:
    """One result, one message to the requester, nothing for all to see."""
    await begun(world)
    card = await asked(world)
    await owned(world)
    before = len(world.slack.channel(CHANNEL).messages)

    await asyncio.gather(
        world.sven.press("Approve", in_=card), world.mara.press("Approve", in_=card)
    )
    await settled(world)

    private = [one.all_text for who in (world.sven, world.mara) for one in who.ephemerals]
    assert len(private) == 1
    assert "already approved by <@U_" in private[0]
    assert len(told(world.ada, "Approved by <@U_")) == 2  # news, and the card as it stands
    assert len(labelled(world.sol, "Account created")) == 1
    assert len(world.slack.channel(CHANNEL).messages) == before


@OVER_HTTP
@pytest.mark.parametrize("label", ["Approve", "Reject"])
async def test_what_is_decided_stays_decided(world: World, label: str) -> None:
    """A press on the card as it was says by whom; nothing is opened."""
    await begun(world)
    old = await asked(world)
    await press(world, world.sven, "Approve", old)

    [answer] = await pressed_as_forged(world, world.mara, label, old)

    assert "already approved by <@U_SVEN>" in answer.all_text
    assert world.mara.modal is None


async def test_a_rejection_says_why_to_the_requester(world: World) -> None:
    """It stands on the card with who and why; the address may be asked for again."""
    await begun(world)
    card = await asked(world)

    await reject(world, world.sven, card, why="one is enough")

    assert card.now.buttons == []
    assert "Rejected by <@U_SVEN>" in card.now.all_text
    assert "one is enough" in card.now.all_text
    [news] = told(world.ada, "Rejected: the sandbox account")
    assert "one is enough" in news.all_text
    assert mine(world.ada).buttons == []
    assert labelled(world.sol, "Account created") == []
    assert await refused(world) == {}


@OVER_HTTP
async def test_a_rejection_needs_a_reason_without_a_secret(world: World) -> None:
    """`Who` is not asked, since there is one person."""
    await begun(world)
    card = await asked(world)
    await press(world, world.sven, "Reject", card)
    assert world.sven.modal is not None
    assert world.sven.modal.labels == ["Reason"]

    await world.sven.fill("Reason", "  ")
    await world.sven.submit()

    assert list(world.sven.errors) == ["Reason"]
    assert card.now.buttons == ["Approve", "Reject"]


@OVER_HTTP
async def test_the_card_follows_the_request_and_nobody_else_is_told(world: World) -> None:
    """Who decided is seen in place: no second message in the channel."""
    await begun(world)
    card = await approved(world)

    [there] = world.slack.channel(CHANNEL).messages
    assert there.ts == card.ts
    assert there.edited
    assert SBX in there.all_text
    assert world.benoit.dm == []
