"""Nobody is left who can approve: each cause is said, and it goes on when others are named."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, Final

import pytest

from bot.domain.effects import Card
from practice.slack import Message, Person, Refuse
from tests.journeys.requests import cards, change_settings, dm_cards, mine, press
from tests.journeys.sandboxes import SBX, asked, asked_directly, begun, refused
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, pressed_as_forged, settled
from tests.journeys.world import CHANNEL, World


def _nobody(person: Person) -> list[Message]:
    """What they read of a request that nobody can approve."""
    found = dm_cards(person, Card.REQUEST_NEWS)
    return [one for one in found if ":nobody." in str(one.metadata)]


def _reads_all(args: dict[str, Any]) -> bool:
    """Not the first page, by which the window was answered."""
    return int(args.get("limit", 0)) > 100


async def _unreadable(world: World) -> None:
    """The channel is deleted while the request is on its way."""
    world.slack.faults.add(
        "conversations.members", Refuse("channel_not_found"), times=None, when=_reads_all
    )
    await begun(world)
    assert await refused(world) == {}


async def _all_leave(world: World, *user_ids: str) -> None:
    for one in user_ids:
        await world.slack.deactivate(one)
    await settled(world)


async def _approvers_left(world: World) -> None:
    """Whoever was named leaves while the request is open; a nudge finds that out."""
    await at(world, MONDAY)
    await begun(world)
    await change_settings(world, Approvers=["U_OWEN"])
    await asked(world)
    await _all_leave(world, "U_OWEN")
    await at(world, MONDAY + timedelta(hours=5))


async def _members_left(world: World) -> None:
    """Nobody is left of the channel but who asks and for whom."""
    await at(world, MONDAY)
    world.slack.state.channels[CHANNEL].members[:] = ["U_ADA", "U_BENOIT", "U_OWEN", "U_BOT"]
    await begun(world)
    await asked(world)
    await _all_leave(world, "U_OWEN")
    await at(world, MONDAY + timedelta(hours=5))


NOBODY: Final[dict[str, tuple[Callable[[World], Awaitable[None]], str]]] = {
    "channel": (_unreadable, "I cannot see who is in"),
    "approvers": (_approvers_left, "<@U_OWEN> has left Slack"),
    "members": (_members_left, "there are only those who ask"),
}


@OVER_HTTP
@pytest.mark.parametrize("why", NOBODY)
async def test_nobody_can_approve_is_said_with_its_cause(world: World, why: str) -> None:
    """To who asked and to the starter, who has the button by which others are named."""
    arrange, words = NOBODY[why]
    await arrange(world)

    [*_, to_requester] = _nobody(world.ada)
    [*_, to_starter] = _nobody(world.stella)
    for one in (to_requester, to_starter):
        assert words in one.all_text
        assert SBX in one.all_text
    assert to_requester.buttons == []
    assert to_starter.buttons == ["Settings"]
    assert words in mine(world.ada).all_text
    assert mine(world.ada).buttons == ["Withdraw"]


@OVER_HTTP
@pytest.mark.parametrize("why", NOBODY)
async def test_it_goes_on_when_the_starter_names_approvers(world: World, why: str) -> None:
    """By the button of that message; whoever is named can approve it."""
    await NOBODY[why][0](world)
    await press(world, world.stella, "Settings", _nobody(world.stella)[0])
    await world.stella.fill("Approvers", ["U_SVEN"])
    await world.stella.submit()
    await settled(world)
    if why == "members":  # Sven is not in that channel
        await world.slack.happenings.add_member(CHANNEL, "U_SVEN")

    assert NOBODY[why][1] not in mine(world.ada).all_text
    card = cards(world)[-1]
    await press(world, world.sven, "Approve", card)

    assert "Approved by <@U_SVEN>" in card.now.all_text


@OVER_HTTP
async def test_before_it_is_asked_the_window_says_that_nobody_can(world: World) -> None:
    """Each cause in words of its own; never asked where nobody can approve."""
    await begun(world)
    await change_settings(world, Approvers=["U_ADA", "U_OWEN"])
    await _all_leave(world, "U_OWEN")
    approvers = await refused(world)
    await world.ada.close()
    await change_settings(world, Approvers=None)
    world.slack.state.channels[CHANNEL].members[:] = ["U_ADA", "U_BENOIT", "U_GUS", "U_BOT"]
    members = await refused(world)

    assert "ada is you, owen has left Slack" in approvers["E-mail address"]
    assert "nobody but you" in members["E-mail address"]
    assert cards(world) == []


# Approvers who left Slack


@OVER_HTTP
async def test_an_approver_who_left_slack_blocks_nothing(world: World) -> None:
    """Skipped where approvers are asked directly; the others decide."""
    await begun(world)
    await change_settings(world, Approvers=["U_OWEN", "U_SVEN"])
    await _all_leave(world, "U_OWEN")
    await asked(world)

    await world.slack.happenings.archive_channel(CHANNEL, by="U_STELLA")
    await settled(world)

    assert asked_directly(world.owen) == []
    await press(world, world.sven, "Approve", asked_directly(world.sven)[0])
    assert "Approved by <@U_SVEN>" in mine(world.ada).all_text


@OVER_HTTP
async def test_a_press_of_somebody_who_just_left_decides_nothing(world: World) -> None:
    """It arrives after they were deactivated; nothing crashes, the card stays open."""
    await begun(world)
    card = await asked(world)
    await _all_leave(world, "U_SVEN")

    await pressed_as_forged(world, world.sven, "Approve", card)

    assert card.now.buttons == ["Approve", "Reject"]
    await press(world, world.mara, "Approve", card)
    assert "Approved by <@U_MARA>" in card.now.all_text
