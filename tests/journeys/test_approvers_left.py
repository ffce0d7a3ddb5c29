"""Approvers who left Slack: off the cards at once, and in the way of no other change."""

from tests.journeys.requests import NIA, asked, mine, news, press, set_up
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def test_who_left_is_named_as_an_approver_no_more_at_once(world: World) -> None:
    """On the card and for who asked, long before the next reminder."""
    await set_up(world, Approvers=["U_BENOIT", "U_MARA"])
    said = await asked(world, NIA)
    assert "May approve: <@U_BENOIT>, <@U_MARA>" in said.all_text

    await world.slack.deactivate("U_BENOIT")
    await settled(world)

    assert "May approve: <@U_MARA>" in said.now.all_text
    assert "left Slack and is skipped: <@U_BENOIT>" in said.now.all_text
    assert "<@U_BENOIT>" not in mine(world.ada).all_text
    await world.slack.reactivate("U_BENOIT")
    await settled(world)
    assert "May approve: <@U_BENOIT>, <@U_MARA>" in said.now.all_text


async def test_the_last_one_leaves_and_nobody_is_named_to_wait_for(world: World) -> None:
    """Who asked hears it at once, and reads of nobody who may approve beside it."""
    await set_up(world, Approvers=["U_BENOIT"])
    await asked(world, NIA)

    await world.slack.deactivate("U_BENOIT")
    await settled(world)

    [told] = news(world.ada)
    assert "<@U_BENOIT> has left Slack" in told.all_text
    assert "May approve" not in mine(world.ada).all_text


async def test_settings_can_be_saved_while_an_approver_is_gone(world: World) -> None:
    """Only who is named anew must be there."""
    await set_up(world, Approvers=["U_BENOIT", "U_MARA"])
    await world.slack.deactivate("U_BENOIT")
    await world.slack.deactivate("U_SVEN")

    await press(world, world.stella, "Settings")
    await world.stella.fill("Allowed domains", "acme.example")
    await world.stella.submit()
    assert world.stella.modal is None, world.stella.errors

    await press(world, world.stella, "Settings")
    await world.stella.fill("Approvers", ["U_BENOIT", "U_SVEN"])
    await world.stella.submit()
    assert "deactivated" in world.stella.errors["Approvers"]
    assert "benoit" not in world.stella.errors["Approvers"]
