"""A request for a sandbox account while it waits: reminders, `status`, and its withdrawal."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card
from tests.journeys import bulk
from tests.journeys.requests import card, dm_cards, mine, press
from tests.journeys.sandboxes import (
    NOT_OWNED,
    OWNED,
    SBX,
    approved,
    asked,
    at_adobe,
    begun,
    fulfil_card,
    labelled,
    owned,
    refused,
    sent,
    to_fulfil,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, pressed_as_forged
from tests.journeys.world import World

DAY: Final = timedelta(days=1)


async def _asked(world: World) -> None:
    await begun(world)
    await asked(world)


async def _approved(world: World) -> None:
    await begun(world)
    await approved(world)


async def _to_fulfil(world: World) -> None:
    await to_fulfil(world)


async def _at_adobe(world: World) -> None:
    await at_adobe(world)


STAGES: Final[dict[str, Callable[[World], Awaitable[None]]]] = {
    "asked": _asked,
    "approved": _approved,
    "to fulfil": _to_fulfil,
    "at Adobe": _at_adobe,
}


async def _reads_in_status(world: World, words: str) -> None:
    for who in (world.ada, world.stella, world.sol):
        said = (await who.command("/salesconnect status")).text
        assert SBX in said
        assert words in said
    assert SBX in (await world.benoit.command("/salesconnect status")).text


@OVER_HTTP
async def test_status_says_whom_it_waits_for(world: World) -> None:
    """To the requester and the person, who are named nowhere, and to who is named."""
    await begun(world)
    one = await asked(world)
    await _reads_in_status(world, "waits for approval")

    await press(world, world.sven, "Approve", one)
    await _reads_in_status(world, "waits for <@U_MARA>")

    await owned(world)
    await _reads_in_status(world, "waits for <@U_SOL> to ask Adobe")

    await press(world, world.sol, "Write to Adobe", fulfil_card(world.sol))
    assert await sent(world, world.sol) == {}
    await _reads_in_status(world, "waits for Adobe")

    await press(world, world.sol, "Account created", fulfil_card(world.sol))
    for who in (world.ada, world.stella, world.benoit):
        assert SBX not in (await who.command("/salesconnect status")).text


@OVER_HTTP
@pytest.mark.parametrize("stage", STAGES)
async def test_a_request_can_be_withdrawn_until_the_account_is_there(
    world: World, stage: str
) -> None:
    """The admin who had it hears of it, and only reports what is done; it may be asked again."""
    await STAGES[stage](world)
    had_card = dm_cards(world.sol, Card.TO_FULFIL)

    await press(world, world.ada, "Withdraw", mine(world.ada))

    assert "Withdrawn by <@U_ADA>" in card(world).all_text
    assert card(world).buttons == []
    assert mine(world.ada).buttons == []
    heard = dm_cards(world.sol, Card.REQUEST_NEWS)
    for one in (*dm_cards(world.sol, Card.TO_FULFIL), *heard):
        assert one.buttons == ["Account created"]
    assert len(heard) == len(had_card)
    assert SBX not in (await world.ada.command("/salesconnect status")).text
    assert await refused(world) == {}


@OVER_HTTP
async def test_nobody_else_withdraws_it(world: World) -> None:
    """Not the starter, nor whom it is for; when the account is there, nobody."""
    await to_fulfil(world)
    own = mine(world.ada)
    for other in (world.stella, world.sven):
        [answer] = await pressed_as_forged(world, other, "Withdraw", own)
        assert "<@U_ADA>" in answer.all_text

    await press(world, world.sol, "Account created", fulfil_card(world.sol))
    [late] = await pressed_as_forged(world, world.ada, "Withdraw", own)

    assert "Nothing changed" in late.all_text
    assert "Account created" in card(world).all_text


@OVER_HTTP
async def test_the_sales_connect_admin_is_reminded_while_adobe_waits(world: World) -> None:
    """After one day, two and four; the newest has the buttons, and says what the step is."""
    await at(world, MONDAY)
    await at_adobe(world)

    for number, after in enumerate((DAY, 2 * DAY, 4 * DAY), start=1):
        await at(world, world.hands.now() + after + timedelta(hours=1))
        reminders = dm_cards(world.sol, Card.FULFIL_REMINDER)
        assert len(reminders) == number
        assert reminders[-1].buttons == ["Account created"]
        assert [one.buttons for one in reminders[:-1]] == [[]] * (number - 1)
    await press(world, world.sol, "Account created", reminders[-1])

    assert labelled(world.sol, "Account created") == []
    await at(world, world.hands.now() + timedelta(days=15))
    assert len(dm_cards(world.sol, Card.FULFIL_REMINDER)) == 3


@OVER_HTTP
async def test_whoever_did_not_ask_adobe_yet_is_reminded_of_that(world: World) -> None:
    """With both buttons; not in the night."""
    await at(world, MONDAY + timedelta(hours=7))  # 17:00 in Berlin
    await to_fulfil(world)

    await at(world, MONDAY + DAY + timedelta(hours=8))
    assert dm_cards(world.sol, Card.FULFIL_REMINDER) == []
    await at(world, MONDAY + 2 * DAY + timedelta(hours=1))

    [reminder] = dm_cards(world.sol, Card.FULFIL_REMINDER)
    assert reminder.buttons == ["Write to Adobe", "Account created"]


@OVER_HTTP
async def test_the_marketo_admin_is_reminded_of_the_question(world: World) -> None:
    """It holds up what is approved; either answer can be given there."""
    await at(world, MONDAY)
    await begun(world)
    await approved(world)

    await at(world, MONDAY + DAY + timedelta(hours=1))

    [reminder] = dm_cards(world.mara, Card.FULFIL_REMINDER)
    assert reminder.buttons == [OWNED, NOT_OWNED]
    assert dm_cards(world.sol, Card.FULFIL_REMINDER) == []
    await press(world, world.mara, OWNED, reminder)
    assert labelled(world.mara, OWNED) == []
    assert len(labelled(world.sol, "Account created")) == 1


@OVER_HTTP
@pytest.mark.parametrize("stage", ["asked", "at Adobe", "done"])
async def test_a_run_on_production_refuses_the_address(world: World, stage: str) -> None:
    """It is held back in the preview, as one of the other instance."""
    await bulk.at_work(world)
    one = await asked(world)
    if stage != "asked":
        await press(world, world.sven, "Approve", one)
        await owned(world)
    if stage == "done":
        await press(world, world.sol, "Account created", fulfil_card(world.sol))

    answer = await world.sol.command("/salesconnect provision")
    if answer.messages:  # the setup of the sandbox was begun
        await world.sol.press("production", in_=answer.messages[0])
    preview = await bulk.sent_on(world, addresses=f"{SBX}\nnoa@acme.example")

    assert "different e-mail" in preview.text
    assert "1 person" in preview.text


@OVER_HTTP
async def test_an_address_of_an_account_is_not_invited_on_production(world: World) -> None:
    """Nor while it is asked for."""
    await begun(world)
    await asked(world)

    await world.stella.command(f"/salesconnect invite {SBX}")
    await world.stella.submit()

    assert "different e-mail" in world.stella.errors["E-mail addresses"]
