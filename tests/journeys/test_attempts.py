"""Somebody reaches for credentials that are another person's: refused, told, on record."""

from datetime import timedelta
from typing import Final

import pytest

from practice.slack import Message, Person
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import (
    audit,
    pass_time,
    posted_to,
    pressed_as_forged,
    settled,
    start_setup,
)
from tests.journeys.world import CLIENT_SECRET, World

pytestmark = OVER_HTTP
OTHERS: Final = ("U_STELLA", "U_SVEN", "U_ADA", "U_OWEN", "U_GUS", "U_EXT")


async def _to_reveal(world: World) -> Message:
    await world.handed_over()
    await settled(world)
    return await world.sol.until(lambda m: "Reveal credentials" in m.buttons)


def _told(world: World, channel: str) -> list[str]:
    """What one admin reads of attempts."""
    return [call.args["text"] for call in posted_to(world, channel, "was refused")]


@pytest.mark.parametrize("who", OTHERS)
async def test_both_admins_are_told_who_pressed_reveal(world: World, who: str) -> None:
    """Who, what and when; nothing was shown, and one audit row says so."""
    card = await _to_reveal(world)
    person = world.slack.person(who)

    await pressed_as_forged(world, person, "Reveal credentials", card)

    await settled(world)
    for channel in ("D_MARA", "D_SOL"):
        [said] = _told(world, channel)
        assert f"<@{who}>" in said
        assert "reveal the credentials" in said
        assert "<@U_SOL>" in said
    assert person.modal is None
    assert await audit(world, "RevealRefused") == [who]


@pytest.mark.parametrize("who", OTHERS)
async def test_the_command_is_an_attempt_too(world: World, who: str) -> None:
    """The only way for somebody who sees no card."""
    await _to_reveal(world)

    answer = await world.slack.person(who).command("/salesconnect credentials")

    await settled(world)
    assert CLIENT_SECRET not in answer.text
    assert [len(_told(world, channel)) for channel in ("D_MARA", "D_SOL")] == [1, 1]
    assert await audit(world, "RevealRefused") == [who]


async def test_the_other_admin_is_told_and_who_tried_is_not(world: World) -> None:
    """Mara presses what is Sol's; she reads the refusal itself."""
    card = await _to_reveal(world)

    answer = await pressed_as_forged(world, world.mara, "Reveal credentials", card)

    await settled(world)
    assert "<@U_SOL>" in answer[0].all_text
    assert len(_told(world, "D_SOL")) == 1
    assert _told(world, "D_MARA") == []


async def test_a_forged_hand_over_is_told_to_both(world: World) -> None:
    """Values that are not the Marketo admin's would be a way to catch somebody."""
    await world.named()
    card = await world.mara.until(lambda m: "Hand over credentials" in m.buttons)

    await pressed_as_forged(world, world.ada, "Hand over credentials", card)

    await settled(world)
    for channel in ("D_MARA", "D_SOL"):
        [said] = _told(world, channel)
        assert "<@U_ADA>" in said
        assert "hand over" in said
    assert await audit(world, "HandOverRefused") == ["U_ADA"]


async def test_of_one_person_they_are_told_once_an_hour(world: World) -> None:
    """Each attempt is on record all the same; another person is news; an hour later too."""
    card = await _to_reveal(world)
    for _ in range(5):
        await world.ada.press_as_forged("Reveal credentials", in_=card)
    await settled(world)
    assert len(_told(world, "D_SOL")) == 1

    await world.benoit.press_as_forged("Reveal credentials", in_=card)
    await settled(world)
    assert len(_told(world, "D_SOL")) == 2

    await pass_time(world, timedelta(hours=1))
    await world.ada.press_as_forged("Reveal credentials", in_=card)
    await settled(world)
    assert len(_told(world, "D_SOL")) == 3
    assert await audit(world, "RevealRefused") == ["U_ADA"] * 5 + ["U_BENOIT", "U_ADA"]


async def test_a_newer_hand_over_is_another_thing_to_reach_for(world: World) -> None:
    """An attempt before it does not silence the one that matters."""
    card = await _to_reveal(world)
    await world.ada.press_as_forged("Reveal credentials", in_=card)
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()
    await world.mara.submit()
    await settled(world)

    await world.ada.press_as_forged("Reveal credentials", in_=card)

    await settled(world)
    assert len(_told(world, "D_SOL")) == 2


async def test_by_command_too_a_newer_hand_over_is_another_thing(world: World) -> None:
    """The one message of an attempt before it does not silence the next."""
    await _to_reveal(world)
    await world.ada.command("/salesconnect credentials")
    await world.mara.command("/salesconnect credentials")
    await world.fill_credentials()
    await world.mara.submit()
    await settled(world)

    await world.ada.command("/salesconnect credentials")

    await settled(world)
    assert len(_told(world, "D_SOL")) == 2


async def test_a_machine_that_presses_fills_no_store(world: World) -> None:
    """Ten rows an hour say enough."""
    card = await _to_reveal(world)
    for _ in range(25):
        await world.ada.press_as_forged("Reveal credentials", in_=card)

    await settled(world)
    assert await audit(world, "RevealRefused") == ["U_ADA"] * 10
    assert len(_told(world, "D_SOL")) == 1


async def test_a_command_that_names_no_setup_tells_each_admin_once(world: World) -> None:
    """However many setups there are in the Slack workspace."""
    await _to_reveal(world)
    for name in ("EMEA", "APAC", "LATAM"):
        await start_setup(world.stella, Name=name)
    await settled(world)

    await world.gus.command("/salesconnect credentials")

    await settled(world)
    assert [len(_told(world, channel)) for channel in ("D_MARA", "D_SOL")] == [1, 1]
    assert await audit(world, "RevealRefused") == ["U_GUS"]


async def test_a_guest_who_is_named_is_no_attempt(world: World) -> None:
    """They may not, and everybody knows: no alarm about the person it is for."""
    card = await _to_reveal(world)
    world.slack.state.users["U_SOL"].is_restricted = True
    await world.slack.send_event({"type": "user_change", "user": {"id": "U_SOL"}})

    await pressed_as_forged(world, world.sol, "Reveal credentials", card)
    await world.sol.command("/salesconnect credentials")

    await settled(world)
    assert _told(world, "D_MARA") == []
    assert await audit(world, "RevealRefused") == []


async def test_reaching_for_the_api_access_is_told_too(world: World) -> None:
    """It can be replaced or removed, which is the Marketo admin's alone."""
    await world.named()
    card = await world.mara.until(lambda m: "Marketo API access" in m.buttons)

    await pressed_as_forged(world, world.ada, "Marketo API access", card)

    await settled(world)
    assert len(_told(world, "D_MARA")) == 1
    assert await audit(world, "ApiAccessRefused") == ["U_ADA"]


async def test_once_connected_there_is_nothing_to_tell(world: World) -> None:
    """It is refused and on record; months later no admin is disturbed by a curious colleague."""
    await world.connected()

    answer = await world.ada.command("/salesconnect credentials")

    await settled(world)
    assert "<@U_SOL>" in answer.text
    assert _told(world, "D_SOL") == []
    assert await audit(world, "RevealRefused") == ["U_ADA"]


async def test_whoever_may_is_no_attempt(world: World) -> None:
    """Both admins on the whole road."""
    await world.connected()
    for person in (world.mara, world.sol):
        await person.command("/salesconnect credentials")

    await settled(world)
    assert await audit(world, "RevealRefused") == []
    assert await audit(world, "HandOverRefused") == []


async def test_the_refused_learn_nothing_of_the_values(world: World) -> None:
    """By every way, each of the others: no window, no value."""
    card = await _to_reveal(world)
    people: list[Person] = [world.slack.person(who) for who in OTHERS]
    for person in (*people, world.mara):
        await person.press_as_forged("Reveal credentials", in_=card)
        if person is not world.mara:
            await person.command("/salesconnect credentials")

    await settled(world)
    shown = [call for call in world.slack.calls if CLIENT_SECRET in str(call.args)]
    assert shown == []
    await world.sol.press("Reveal credentials", in_=card)
    assert world.sol.modal is not None
    assert CLIENT_SECRET in world.sol.modal.text
