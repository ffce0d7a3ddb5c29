"""The Marketo admin sees to whom the values go before typing any of them."""

from datetime import timedelta

import pytest

from practice.slack import Modal, Refuse, ServerError
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pass_time, settled
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def _window(world: World) -> Modal:
    await world.mara.press("Hand over credentials")
    assert world.mara.modal is not None
    return world.mara.modal


async def test_name_address_picture_and_who_chose_stand_above_the_fields(world: World) -> None:
    """As Slack shows them, before anything is typed."""
    await world.named()

    shown = await _window(world)

    kinds = [block["type"] for block in shown.blocks]
    above = shown.blocks[: kinds.index("input")]
    text = str(above)
    assert "<@U_SOL>" in text
    assert "sol@acme.example" in text
    assert "`sol`" in text
    assert "<@U_STELLA>" in text
    [image] = [block["accessory"] for block in above if "accessory" in block]
    assert image["type"] == "image"
    assert image["image_url"].startswith("http")
    assert "Please check" not in shown.text


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_restricted": True}, "is a guest"),
        ({"is_stranger": True, "team_id": "T_PARTNER"}, "another organisation"),
    ],
)
async def test_a_recipient_who_became_somebody_else_is_doubted(
    world: World, change: dict[str, object], words: str
) -> None:
    """Slack is asked when the window opens, not only when the setup starts."""
    await world.named()
    user = world.slack.state.users["U_SOL"]
    for name, value in change.items():
        setattr(user, name, value)
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_SOL"}})

    shown = await _window(world)

    assert "Please check" in shown.text
    assert words in shown.text


async def test_a_recipient_who_was_changed_lately_is_pointed_out(world: World) -> None:
    """For an hour; a takeover of the starter's account is the way to catch credentials."""
    await world.named()
    await world.stella.until(lambda m: "Change people" in m.buttons)
    await world.stella.press("Change people")
    await world.stella.fill("Sales Connect admin", "U_ADA")
    await world.stella.submit()
    await world.mara.until(lambda m: "<@U_ADA>" in m.all_text)

    shown = await _window(world)

    assert "<@U_ADA>" in shown.text
    assert "less than an hour ago" in shown.text
    await world.mara.close()
    await pass_time(world, timedelta(hours=1))
    assert "less than an hour ago" not in (await _window(world)).text


@pytest.mark.parametrize("fault", [ServerError(), Refuse("fatal_error")])
async def test_no_window_opens_before_it_is_clear_who_gets_them(
    world: World, fault: ServerError | Refuse
) -> None:
    """Slack does not say who that is: press again, nothing was typed yet."""
    await world.named()
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_SOL"}})
    world.slack.faults.add("users.info", fault)

    await world.mara.press("Hand over credentials")

    await settled(world)
    assert world.mara.modal is None
    assert "press again" in world.mara.ephemerals[-1].all_text.lower()
    assert "sol@acme.example" in (await _window(world)).text


async def test_a_hidden_address_is_said_to_be_hidden(world: World) -> None:
    """Never an empty place where an address should stand."""
    world.slack.state.users["U_SOL"].email = None
    await world.named()

    assert "Slack shows no e-mail address" in (await _window(world)).text
