"""An approved sandbox account: asked of Adobe, created, and the person told how to log in."""

import pytest

from bot.domain.effects import Card
from tests.journeys.requests import dm_cards, mine, press, told
from tests.journeys.sandboxes import (
    OWNED,
    SBX,
    answers,
    approved,
    asked,
    at_adobe,
    begun,
    fulfil_card,
    labelled,
    owned,
    sent,
    to_fulfil,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import audit, pressed_as_forged
from tests.journeys.world import World

NOA = "noa+sbx@acme.example"
LETTER = {"en-US": "We own a Marketo sandbox", "fr-FR": "Nous possédons une sandbox Marketo"}
WRITE = {"en-US": "Write to Adobe", "fr-FR": "Écrire à Adobe"}
FIELD = {"en-US": "Letter", "fr-FR": "Lettre"}


async def _created(world: World) -> None:
    await press(world, world.sol, "Account created", labelled(world.sol, "Account created")[-1])


def _setups_begun(world: World) -> int:
    """Setups of the sandbox whose owner was told that they are begun."""
    return len(
        [one for one in world.stella.dm if one.text.startswith("Sales Connect setup: sandb")]
    )


@OVER_HTTP
@pytest.mark.parametrize("locale", ["en-US", "fr-FR"])
async def test_the_letter_to_adobe_is_ready_to_be_sent(world: World, locale: str) -> None:
    """In the reader's language, with the address; it may be changed, and is not kept."""
    world.sol.user.locale = locale
    card = await to_fulfil(world)

    await press(world, world.sol, WRITE[locale], card)

    assert world.sol.modal is not None
    assert world.sol.modal.title == WRITE[locale]
    letter = world.sol.modal.values[FIELD[locale]]
    assert LETTER[locale] in letter
    assert SBX in letter
    await world.sol.fill(FIELD[locale], "Dear account manager, an account, please.")
    assert await sent(world, world.sol) == {}
    assert len(card.now.buttons) == 1


@OVER_HTTP
async def test_asked_of_adobe_is_told_to_the_requester(world: World) -> None:
    """Once, with who asked; what is left to do is one button."""
    card = await at_adobe(world)

    assert card.buttons == ["Account created"]
    [news] = [one for one in answers(world.ada) if "account manager" in one.all_text]
    assert "<@U_SOL>" in news.all_text
    assert "Asked of Adobe by <@U_SOL>" in mine(world.ada).all_text


@pytest.mark.parametrize("before", [to_fulfil, at_adobe], ids=["approved", "at Adobe"])
async def test_the_account_is_there(world: World, before: object) -> None:
    """From either state: the person reads how to log in, in their language; the requester too."""
    assert before in (to_fulfil, at_adobe)
    card = await (to_fulfil(world) if before is to_fulfil else at_adobe(world))

    await press(world, world.sol, "Account created", card)

    [person] = answers(world.benoit)
    for words in ("sandbox", SBX, "Pour vous connecter", "<@U_ADA>"):
        assert words in person.all_text
    [news] = told(world.ada, "is there, says <@U_SOL>")
    assert SBX in news.all_text
    assert card.now.buttons == []
    assert mine(world.ada).buttons == []
    assert _setups_begun(world) == 1


@OVER_HTTP
async def test_who_asked_for_themselves_hears_once_and_how_to_log_in(world: World) -> None:
    """Not as the requester and as the person, too."""
    await begun(world)
    await approved(world, whom="U_ADA")
    await owned(world)
    before = len(answers(world.ada))

    await _created(world)

    [news] = answers(world.ada)[before:]
    assert "To log in" in news.all_text


@OVER_HTTP
async def test_only_the_sales_connect_admin_writes_and_reports(world: World) -> None:
    """The refusal says who, by role and by name; nothing opens, nothing changes."""
    card = await to_fulfil(world)

    for label in ("Account created", "Write to Adobe"):
        for other in (world.ada, world.mara):
            [answer] = await pressed_as_forged(world, other, label, card)
            assert "Sales Connect admin, <@U_SOL>" in answer.all_text
            assert other.modal is None

    assert card.now.buttons == ["Write to Adobe", "Account created"]
    assert answers(world.benoit) == []


@OVER_HTTP
async def test_an_account_that_was_reported_is_not_reported_again(world: World) -> None:
    """Two clicks at once, and one on the card as it was: one of each message."""
    card = await to_fulfil(world)

    await press(world, world.sol, "Account created", card, times=2)
    [late] = await pressed_as_forged(world, world.sol, "Account created", card)

    assert "Nothing changed" in late.all_text
    assert len(answers(world.benoit)) == 1
    assert len(told(world.ada, "is there, says <@U_SOL>")) == 1
    assert _setups_begun(world) == 1


@OVER_HTTP
async def test_the_first_account_begins_the_setup_of_the_sandbox(world: World) -> None:
    """In the name of the owner, with the same people; a second account begins none."""
    await to_fulfil(world)
    await asked(world, typed=NOA, whom="U_STELLA")
    await press(world, world.sven, "Approve")
    await _created(world)
    assert _setups_begun(world) == 1
    assert len(told(world.mara, "You are the Marketo admin: sandbox")) == 1
    assert len(told(world.sol, "You are the Sales Connect admin: sandbox")) == 1

    await _created(world)

    assert labelled(world.sol, "Account created") == []
    assert _setups_begun(world) == 1
    assert await audit(world, "StartSetup") == ["U_STELLA", "bot"]


@OVER_HTTP
async def test_where_a_sandbox_is_set_up_the_account_begins_none(world: World) -> None:
    """Whoever started it; the person and the requester hear of the account all the same."""
    await begun(world, Instance="Sandbox")
    assert _setups_begun(world) == 1
    await to_fulfil(world)

    await _created(world)

    assert _setups_begun(world) == 1
    assert len(answers(world.benoit)) == 1
    assert len(told(world.ada, "is there, says <@U_SOL>")) == 1


@OVER_HTTP
async def test_another_sales_connect_admin_has_the_card(world: World) -> None:
    """The former one's buttons go, and a press of theirs is refused."""
    card = await to_fulfil(world)
    await press(world, world.stella, "Change people")
    await world.stella.fill("Sales Connect admin", "U_SVEN")
    assert await sent(world, world.stella) == {}

    assert card.now.buttons == []
    [answer] = await pressed_as_forged(world, world.sol, "Account created", card)
    assert "<@U_SVEN>" in answer.all_text
    await press(world, world.sven, "Account created", fulfil_card(world.sven))
    assert len(answers(world.benoit)) == 1


@OVER_HTTP
async def test_a_setup_that_is_cancelled_closes_what_was_asked_of_it(world: World) -> None:
    """The requester hears of it, and no button is left anywhere."""
    await begun(world)
    card = await approved(world)

    await press(world, world.stella, "Cancel setup")

    [closed] = [one for one in dm_cards(world.ada, Card.REQUEST_NEWS) if "cancelled" in one.text]
    assert SBX in closed.all_text
    for one in (card.now, mine(world.ada)):
        assert one.buttons == []
    assert labelled(world.mara, OWNED) == []
