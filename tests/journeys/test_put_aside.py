"""What Slack does not take until somebody lifts that: told at once, kept, and sent by a press."""

import pytest

from practice.slack import Refuse
from practice.slack.faults import When
from tests.journeys.steps import posted_to, settled, start_setup
from tests.journeys.world import CHANNEL, WAIT, World


def _to(channel: str) -> When:
    return lambda args: args["channel"] == channel


async def _dead(world: World) -> int:
    return (await world.bot.due.backlog(world.hands.now())).dead


async def _try_again(world: World) -> None:
    status = await world.stella.command("/salesconnect status")
    await world.stella.press("Try again", in_=status.messages[0])
    await settled(world)


async def test_a_person_whom_we_may_not_write_to_has_their_card_once_we_may(world: World) -> None:
    """The starter hears it meanwhile, and what to press; nothing is tried in between."""
    restricted = Refuse("restricted_action")
    world.slack.faults.add("chat.postMessage", restricted, times=None, when=_to("D_MARA"))
    await start_setup(world.stella)
    await settled(world)
    [told] = [one for one in world.stella.dm if "could not write to <@U_MARA>" in one.all_text]
    assert "`Try again` in `/salesconnect status`" in told.all_text
    assert (len(posted_to(world, "D_MARA")), await _dead(world)) == (0, 1)
    world.slack.faults.clear()

    await _try_again(world)

    [card] = world.mara.dm
    assert "Hand over credentials" in card.buttons
    assert await _dead(world) == 0


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "restricted_action"])
async def test_what_the_channel_did_not_take_is_sent_once_it_does(world: World, error: str) -> None:
    """That people can be connected, which the starter was told instead."""
    await world.connected()
    world.slack.faults.add("chat.postMessage", Refuse(error), times=None, when=_to(CHANNEL))
    await settled(world, ahead=WAIT)
    assert [one for one in world.stella.dm if f"could not write to <#{CHANNEL}>" in one.all_text]
    world.slack.faults.clear()
    before = len(posted_to(world, CHANNEL))

    await _try_again(world)

    assert len(posted_to(world, CHANNEL)) == before + 1


async def test_who_is_gone_is_not_waited_for(world: World) -> None:
    """No press brings them back: another person is named."""
    gone = Refuse("user_disabled")
    world.slack.faults.add("chat.postMessage", gone, times=None, when=_to("D_MARA"))
    await start_setup(world.stella)
    await settled(world)

    [told] = [one for one in world.stella.dm if "could not write to <@U_MARA>" in one.all_text]
    assert "Try again" not in told.all_text
    assert await _dead(world) == 0
