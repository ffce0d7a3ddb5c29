"""The road, from `/salesconnect setup` to connected users."""

from tests.journeys.spoken import OVER_BOTH
from tests.journeys.world import (
    CHANNEL,
    CLIENT_ID,
    CLIENT_SECRET,
    MUNCHKIN_ID,
    WAIT,
    World,
    is_reminder,
)


@OVER_BOTH
async def test_the_whole_road(world: World) -> None:
    """Everybody hears of their own step, and each salesperson is told once."""
    await world.named()
    await world.sven.until(lambda m: "API calls and Apex classes" in m.all_text)

    await world.hand_over()
    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    assert "once" in card.all_text

    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert world.sol.modal.title == "Marketo credentials"
    for value in (MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET):
        assert value in world.sol.modal.text
    await world.sol.close()

    await world.sol.until(lambda m: "I've connected" in m.buttons)
    await world.sol.press("I've connected")
    waiting = await world.sol.until(lambda m: "Start now anyway" in m.buttons)
    assert "wait" in waiting.all_text
    assert "<!date^" in waiting.all_text
    assert not any(is_reminder(message) for message in world.sol.dm)

    await world.workspaces("EMEA", "North America")
    world.hands.move(WAIT)
    await world.sol.until(is_reminder)
    line = await world.slack.channel(CHANNEL).until(lambda m: "Sales Connect" in m.all_text)
    assert "mara" not in line.all_text

    await world.sol.press("Connect users")
    await world.sol.fill("People in Slack", ["U_ADA", "U_BENOIT"])
    await world.sol.fill("E-mail addresses", "sam@acme.example\nADA@acme.example")
    await world.sol.fill("Workspaces", ["EMEA"])
    await world.sol.submit()
    assert world.sol.modal is not None
    assert world.sol.modal.title == "Preview"
    assert "3 people" in world.sol.modal.text
    assert "duplicate" in world.sol.modal.text

    await world.sol.submit()
    assert world.sol.modal is None
    batch = await world.sol.until(lambda m: "All connected" in m.buttons)
    for email in ("ada@acme.example", "benoit@acme.example", "sam@acme.example", "EMEA"):
        assert email in batch.all_text

    await world.sol.press("All connected")
    result = await world.sol.until(lambda m: "3 people connected" in m.all_text, timeout=5)
    assert "All connected" not in result.buttons
    await world.mara.until(lambda m: "3 people connected" in m.all_text)
    await world.ada.until(lambda m: "EMEA" in m.all_text)
    french = await world.benoit.until(lambda m: "EMEA" in m.all_text)
    assert "Salesforce" in french.all_text
    assert "vous-même" in french.all_text
    assert len(world.ada.dm) == 1
    assert sum(is_reminder(message) for message in world.sol.dm) == 0  # a run was started
