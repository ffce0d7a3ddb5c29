"""The Sales Connect admin left Slack: whoever asked is not left waiting for them."""

from datetime import timedelta

from bot.domain.effects import Card
from practice.slack import Refuse
from tests.journeys.requests import (
    NIA,
    TOM,
    approved,
    asked,
    begun,
    dm_cards,
    mine,
    news,
    press,
    to_invite,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, settled
from tests.journeys.world import World

pytestmark = OVER_HTTP
NOBODY = "Nobody can do it in Sales Connect at the moment"


async def test_who_asked_hears_once_that_nobody_can_invite(world: World) -> None:
    """Who is gone, who names somebody else, and how; on the card and by `status`, too."""
    await at(world, MONDAY)
    await begun(world)
    await approved(world, NIA)

    await world.slack.deactivate("U_SOL")
    await settled(world)
    await at(world, MONDAY + timedelta(days=3))

    [told] = [one for one in news(world.ada) if NOBODY in one.all_text]
    for words in ("<@U_SOL> has no active", "<@U_STELLA>", "Change people"):
        assert words in told.all_text
    assert NOBODY in mine(world.ada).all_text
    assert "<@U_SOL> invites them" not in mine(world.ada).all_text
    status = await world.ada.command("/salesconnect status")
    assert NOBODY in status.text


async def test_what_is_approved_without_an_admin_says_so_at_once(world: World) -> None:
    """In the news of the approval; the next admin has it all."""
    await begun(world)
    first, second = await asked(world, NIA), await asked(world, TOM)
    await world.slack.deactivate("U_SOL")

    for one in (first, second):
        await press(world, world.benoit, "Approve", one)

    assert [NOBODY in one.all_text for one in news(world.ada)] == [True, True]
    wanted = [
        one for one in world.stella.dm if "<@U_SOL>" in one.all_text and "write to" in one.text
    ]
    assert wanted == []
    await press(world, world.stella, "Change people")
    await world.stella.fill("Sales Connect admin", "U_SVEN")
    await world.stella.submit()
    await settled(world)
    assert len(dm_cards(world.sven, Card.TO_FULFIL)) == 2
    assert NOBODY not in mine(world.ada).all_text


async def test_slack_forgot_to_tell_that_they_left(world: World) -> None:
    """Two cards do not reach them: the starter hears of it once, and who asked, too."""
    await begun(world)
    first, second = await asked(world, NIA), await asked(world, TOM)
    gone, faults = Refuse("user_disabled"), world.slack.faults
    faults.add("conversations.open", gone, times=None, when=lambda args: args["users"] == "U_SOL")
    faults.add("chat.postMessage", gone, times=None, when=lambda args: args["channel"] == "D_SOL")

    for one in (first, second):
        await press(world, world.benoit, "Approve", one)

    asks = dm_cards(world.stella, Card.PERSON_WANTED)
    assert len(asks) == 1
    assert dm_cards(world.stella, Card.UNREACHABLE) == []
    assert NOBODY in mine(world.ada).all_text


async def test_who_is_back_gets_what_was_approved_meanwhile(world: World) -> None:
    """Their account is active again: nobody else need be named."""
    await begun(world)
    said = await asked(world, NIA)
    await world.slack.deactivate("U_SOL")
    await press(world, world.benoit, "Approve", said)

    await world.slack.reactivate("U_SOL")
    await settled(world)

    assert NIA in to_invite(world.sol).all_text
    assert NOBODY not in mine(world.ada).all_text
