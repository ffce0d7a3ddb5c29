"""Who pressed in vain is told after the answer to Slack, which waits for nothing that is told."""

from typing import Final

from practice.slack import Late
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import answered_privately, settled, to_hand_over
from tests.journeys.world import World

pytestmark = OVER_HTTP
SLOW: Final = 2.5  # seconds that Slack takes for what is told
SOON: Final = 2.0  # seconds for the answer, on busy cores


async def test_a_refused_press_is_answered_before_the_private_message_is_taken(
    world: World,
) -> None:
    """A card in a channel or a DM: told by its `response_url`."""
    card = await to_hand_over(world)
    await settled(world)
    world.slack.faults.add("response_url", Late(SLOW))

    await world.ada.press_as_forged("Hand over credentials", in_=card)

    assert world.slack.deliveries[-1].took < SOON
    told = await answered_privately(world, world.ada)
    assert ["<@U_MARA>" in message.all_text for message in told] == [True]
    assert world.slack.faults.pending == 0


async def test_a_refused_press_in_a_window_is_answered_before_the_notice_is_taken(
    world: World,
) -> None:
    """A window on top of the one with the button."""
    await to_hand_over(world)
    await world.mara.press("Hand over credentials")
    await world.stella.press("Cancel setup")
    await settled(world)
    world.slack.faults.add("views.push", Late(SLOW))

    await world.mara.press("Not the right person", in_modal=True)

    assert world.slack.deliveries[-1].took < SOON
    await world.slack.until(lambda: len(world.mara.modals) == 2, what="no notice")
    assert world.slack.faults.pending == 0
