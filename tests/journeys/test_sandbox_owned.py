"""Whether the company owns a Marketo sandbox: asked of the Marketo admin, once."""

import pytest

from practice.slack import Person
from tests.journeys.requests import card, mine, opened, press, told
from tests.journeys.sandboxes import (
    NOT_OWNED,
    NOUS_AVONS,
    OWNED,
    SBX,
    TO_BUY,
    approved,
    asked,
    begun,
    form,
    fulfil_card,
    labelled,
    owned,
    question,
    questions,
    sent,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pressed_as_forged, settled
from tests.journeys.world import World

NOA = "noa+sbx@acme.example"


async def _name_marketo_admin(world: World, user_id: str) -> None:
    await press(world, world.stella, "Change people", None)
    await world.stella.fill("Marketo admin", user_id)
    assert await sent(world, world.stella) == {}


async def test_the_marketo_admin_is_asked_with_the_first_request(world: World) -> None:
    """Before anybody approved it, and by no other request again; nobody else is asked."""
    await begun(world)
    assert questions(world.mara) == []

    await asked(world)
    first = question(world.mara)
    await asked(world, typed=NOA, whom="U_STELLA")

    assert first.buttons == [OWNED, NOT_OWNED]
    assert len(questions(world.mara)) == 1
    for other in (world.sol, world.sven, world.stella, world.ada):
        assert labelled(other, OWNED) == []


@OVER_HTTP
async def test_answered_before_approval_adobe_is_asked_at_once(world: World) -> None:
    """The Sales Connect admin has nothing before the approval, and all of it with it."""
    await begun(world)
    one = await asked(world)
    await owned(world)
    assert question(world.mara).buttons == [NOT_OWNED]
    assert labelled(world.sol, "Account created") == []

    await press(world, world.sven, "Approve", one)

    assert fulfil_card(world.sol).buttons == ["Write to Adobe", "Account created"]


@OVER_HTTP
async def test_approved_before_the_answer_adobe_is_asked_with_it(world: World) -> None:
    """Until then nothing is asked of Adobe, and the requester reads whom it waits for."""
    await begun(world)
    await approved(world)
    assert labelled(world.sol, "Account created") == []
    assert "<@U_MARA>" in told(world.ada, "Approved by <@U_SVEN>")[-1].all_text

    await owned(world)

    assert fulfil_card(world.sol).buttons == ["Write to Adobe", "Account created"]
    assert "<@U_SOL> asks Adobe" in mine(world.ada).all_text


@OVER_HTTP
async def test_only_the_marketo_admin_can_answer(world: World) -> None:
    """The refusal says who, by role and by name."""
    await begun(world)
    await asked(world)

    for other in (world.sol, world.stella, world.ada):
        for label in (OWNED, NOT_OWNED):
            [answer] = await pressed_as_forged(world, other, label, question(world.mara))
            assert "Marketo admin, <@U_MARA>" in answer.all_text

    assert question(world.mara).buttons == [OWNED, NOT_OWNED]


async def _wants_one(world: World, person: Person) -> str:
    """What `sandbox` says at once; empty: its window opened."""
    answer = await world.slack.person(person.id).command(f"/salesconnect sandbox {SBX}")
    return answer.text


@pytest.mark.parametrize("is_approved", [False, True], ids=["asked", "approved"])
async def test_without_a_sandbox_the_request_is_closed(world: World, is_approved: bool) -> None:
    """The asker reads who sells one, with a message that can be sent as it is."""
    await begun(world)
    await (approved(world) if is_approved else asked(world))

    await press(world, world.mara, NOT_OWNED, question(world.mara))

    [closed] = told(world.ada, "Your request is closed")
    assert "account manager" in closed.all_text
    assert TO_BUY in closed.all_text
    assert card(world).buttons == []
    assert mine(world.ada).buttons == []
    assert labelled(world.sol, "Account created") == []
    assert TO_BUY in question(world.mara).all_text


@OVER_HTTP
async def test_without_a_sandbox_the_command_says_so_at_once(world: World) -> None:
    """No window opens before the Marketo admin says that one was bought; nobody is asked anew."""
    await begun(world)
    await asked(world)
    await press(world, world.mara, NOT_OWNED, question(world.mara))

    said = await _wants_one(world, world.stella)
    assert "account manager" in said
    assert TO_BUY in said
    assert world.stella.modal is None

    await owned(world)
    assert await _wants_one(world, world.stella) == ""
    assert opened(world.stella).title == "Sandbox account"
    one = await asked(world, typed=NOA)
    assert one.buttons == ["Approve", "Reject"]
    assert len(questions(world.mara)) == 1


@OVER_HTTP
async def test_a_window_that_was_open_when_there_is_no_sandbox_asks_nothing(world: World) -> None:
    """It says what the command says."""
    await begun(world)
    await asked(world)
    await form(world, by=world.stella, typed=NOA)
    await press(world, world.mara, NOT_OWNED, question(world.mara))

    await world.stella.submit()
    await settled(world)

    assert "account manager" in opened(world.stella).text
    assert NOA not in card(world).all_text


@OVER_HTTP
async def test_another_marketo_admin_is_asked_if_nobody_answered(world: World) -> None:
    """The former one's buttons go, and say whose it is now."""
    await begun(world)
    await approved(world)

    await _name_marketo_admin(world, "U_BENOIT")

    assert question(world.mara).buttons == []
    [theirs] = labelled(world.benoit, NOUS_AVONS)
    await press(world, world.benoit, NOUS_AVONS, theirs)
    assert fulfil_card(world.sol).buttons == ["Write to Adobe", "Account created"]


@OVER_HTTP
async def test_another_marketo_admin_is_not_asked_what_was_answered(world: World) -> None:
    """It is the company that owns one, whoever says so."""
    await begun(world)
    await asked(world)
    await owned(world)

    await _name_marketo_admin(world, "U_BENOIT")
    await asked(world, typed=NOA, whom="U_STELLA")

    assert labelled(world.benoit, NOUS_AVONS) == []


@OVER_HTTP
async def test_invites_never_ask_about_a_sandbox(world: World) -> None:
    """Nor are they closed where there is none."""
    await begun(world)
    await asked(world)
    await press(world, world.mara, NOT_OWNED, question(world.mara))
    await world.stella.command("/salesconnect invite noa@acme.example")
    await world.stella.submit()
    await settled(world)

    await press(world, world.sven, "Approve", card(world))

    assert len(labelled(world.sol, "I've invited them")) == 1
    assert len(questions(world.mara)) == 1
