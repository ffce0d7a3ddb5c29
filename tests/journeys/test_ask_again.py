"""What cannot be used (any more) is asked for again with one press."""

from datetime import timedelta
from typing import Final

import pytest

from practice.slack import payloads
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import (
    audit,
    kept,
    pass_time,
    posted_to,
    pressed_as_forged,
    settled,
)
from tests.journeys.world import CLIENT_SECRET, World

pytestmark = OVER_HTTP
SECRET_TTL: Final = timedelta(seconds=259_200)


async def _expired(world: World) -> None:
    await world.handed_over()
    await pass_time(world, SECRET_TTL)
    await settled(world)


async def test_an_expiry_is_told_to_both_admins(world: World) -> None:
    """Each by one new message, with the button of their own next step."""
    await world.handed_over()
    before = {c: len(posted_to(world, c)) for c in ("D_MARA", "D_SOL")}

    await pass_time(world, SECRET_TTL)

    mara = await world.mara.until(
        lambda m: "expired" in m.all_text and "Hand over credentials" in m.buttons and not m.edited
    )
    sol = await world.sol.until(lambda m: "expired" in m.all_text and "Ask again" in m.buttons)
    await settled(world)
    assert "<@U_SOL>" in mara.all_text
    assert "The Marketo admin was told" in sol.all_text
    assert {c: len(posted_to(world, c)) - n for c, n in before.items()} == {
        "D_MARA": 1,
        "D_SOL": 1,
    }


async def test_asked_again_the_marketo_admin_hands_over_from_the_new_message(world: World) -> None:
    """The button goes once it was pressed, and the whole road goes on."""
    await _expired(world)

    await world.sol.press("Ask again")

    asked = await world.mara.until(
        lambda m: "asks you to hand over" in m.all_text and "Hand over credentials" in m.buttons
    )
    await settled(world)
    assert "<@U_SOL>" in asked.all_text
    assert not [message for message in world.sol.dm if "Ask again" in message.buttons]
    await world.mara.press("Hand over credentials", in_=asked)
    await world.fill_credentials()
    await world.mara.submit()
    await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await settled(world)
    assert asked.now.buttons == []
    assert "settled" in asked.now.all_text
    await world.sol.press("Reveal credentials")
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text


async def test_lost_after_the_reveal_they_are_one_press_away(world: World) -> None:
    """The window is gone, Sales Connect was not open: nobody has to be looked for."""
    await world.revealed()

    await world.sol.press("Ask again")

    asked = await world.mara.until(lambda m: "asks you to hand over" in m.all_text)
    await settled(world)
    assert "a second time" in asked.all_text
    card = await world.sol.until(lambda m: "You asked" in m.all_text)
    assert "Ask again" not in card.buttons
    assert "I've connected" in card.buttons  # they may have been entered after all


@pytest.mark.parametrize("times", [2, 8])
async def test_pressed_many_times_it_asks_once(world: World, times: int) -> None:
    """One message to the Marketo admin, one row in the audit."""
    await _expired(world)
    card = await world.sol.until(lambda m: "Ask again" in m.buttons)

    await world.sol.press("Ask again", in_=card, times=times)

    await settled(world)
    assert len(posted_to(world, "D_MARA", "asks you to hand over")) == 1
    assert await audit(world, "AskAgain") == ["U_SOL"]


async def test_asked_before_the_answer_says_when(world: World) -> None:
    """No second message to somebody who has read the first."""
    await _expired(world)
    card = await world.sol.until(lambda m: "Ask again" in m.buttons)
    await world.sol.press("Ask again", in_=card)
    before = await kept(world)

    answer = await pressed_as_forged(world, world.sol, "Ask again", card)

    assert "asked already" in answer[0].all_text
    assert await kept(world) == before


async def test_a_reveal_that_comes_too_late_offers_to_ask_again(world: World) -> None:
    """In the answer itself, by button and by command."""
    await world.handed_over()
    card = await world.sol.until(lambda m: "Reveal credentials" in m.buttons)
    await settled(world)
    await pass_time(world, SECRET_TTL)
    await settled(world)

    answer = await pressed_as_forged(world, world.sol, "Reveal credentials", card)
    typed = await world.sol.command("/salesconnect credentials")

    assert "expired" in answer[0].all_text
    assert answer[0].buttons == ["Ask again"]
    assert typed.buttons == ["Ask again"]
    await world.sol.press("Ask again", in_=answer[0])
    await world.mara.until(lambda m: "asks you to hand over" in m.all_text)


async def test_the_marketo_admin_is_reminded_of_what_was_asked_again(world: World) -> None:
    """It is her turn until she has handed over."""
    await world.revealed()
    await world.sol.press("Ask again")
    await settled(world)

    status = await world.stella.command("/salesconnect status")

    assert "<@U_MARA>" in status.text
    assert "hand over" in status.text


async def test_closing_the_window_says_what_remains(world: World) -> None:
    """One new message, once; it says that it is over when it is."""
    await world.handed_over()
    await world.sol.press("Reveal credentials")
    await settled(world)
    before = len(posted_to(world, "D_SOL"))

    await world.sol.close()

    said = await world.sol.until(lambda m: "What remains" in m.all_text)
    await settled(world)
    assert len(posted_to(world, "D_SOL")) == before + 1
    assert "I've connected" in said.all_text
    assert said.buttons == []
    await world.sol.press("I've connected")
    await settled(world)
    assert "What remains" not in said.now.all_text


async def test_another_person_s_closed_window_changes_nothing(world: World) -> None:
    """A forged `view_closed` is refused like any press."""
    await world.handed_over()
    await world.sol.press("Reveal credentials")
    await settled(world)
    before = await kept(world)
    assert world.sol.modal is not None
    user = world.slack.state.users["U_ADA"]
    closed = payloads.interaction(world.slack.state, user, "view_closed", trigger=False)

    await world.slack.courier.deliver(
        "interactive", closed | {"view": world.sol.modal.view.as_json(), "is_cleared": False}
    )

    assert await kept(world) == before
