"""Who needs no invite any more: left Slack, or connected meanwhile. They stay in sight, struck."""

from datetime import timedelta

from bot.domain.effects import Card
from bot.store.people import FRESH
from tests.journeys import bulk
from tests.journeys.requests import (
    NIA,
    TOM,
    approved,
    asked,
    begun,
    card,
    dm_cards,
    mine,
    news,
    press,
    refused,
    to_invite,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import settled
from tests.journeys.world import World

pytestmark = OVER_HTTP
LENA, MARA = "lena@acme.example", "mara@acme.example"
LEFT = "without an active Slack account"


async def _begun(world: World) -> None:
    """Lena has no part in the setup: nothing but the request is about her."""
    world.slack.add_user("U_LENA", "lena", "Lena Voss", email=LENA)
    await begun(world)


def _to_copy(text: str) -> str:
    """The addresses that one press copies."""
    return text.split("```")[1]


async def test_who_left_slack_before_the_approval_is_not_to_be_invited(world: World) -> None:
    """On the approvers' card already, then on the admin's; and the one press counts the others."""
    await _begun(world)
    said = await asked(world, People_in_Slack=["U_LENA", "U_MARA"])

    await world.slack.deactivate("U_LENA")
    await settled(world)

    assert LEFT in said.now.all_text
    assert "~<@U_LENA>" in said.now.all_text
    await press(world, world.benoit, "Approve", card(world))
    done = to_invite(world.sol)
    assert LENA not in _to_copy(done.all_text)
    assert MARA in _to_copy(done.all_text)
    assert LEFT in done.all_text
    assert done.buttons == ["I've invited them", "CSV file"]
    assert any(LEFT in one.all_text for one in news(world.ada))
    await press(world, world.sol, "I've invited them", done)
    assert len(dm_cards(world.mara, Card.FULFILLED)) == 1
    assert LENA not in _to_copy(done.now.all_text)
    assert LEFT in mine(world.ada).all_text


async def test_who_left_after_the_approval_is_taken_off_the_list(world: World) -> None:
    """Their requester hears it once; somebody typed by their address is known by it."""
    await _begun(world)
    done = await approved(world, LENA, People_in_Slack=["U_MARA"])

    await world.slack.deactivate("U_LENA")
    await settled(world)

    assert LENA not in _to_copy(done.now.all_text)
    assert len([one for one in news(world.ada) if LEFT in one.all_text]) == 1


async def test_a_deactivation_that_slack_did_not_tell_is_seen_at_the_approval(
    world: World,
) -> None:
    """The event was lost: Slack is asked."""
    await _begun(world)
    said = await asked(world, People_in_Slack=["U_LENA", "U_MARA"])
    world.slack.state.users["U_LENA"].deleted = True
    world.hands.move(FRESH + timedelta(minutes=1))

    await press(world, world.benoit, "Approve", said)

    assert LENA not in _to_copy(to_invite(world.sol).all_text)


async def test_a_request_of_which_nobody_is_left_is_closed(world: World) -> None:
    """No button stays; whoever asked hears why, and nobody is held for ever."""
    await _begun(world)
    said = await asked(world, People_in_Slack=["U_LENA"])

    await world.slack.deactivate("U_LENA")
    await settled(world)

    assert said.now.buttons == []
    assert mine(world.ada).buttons == []
    [closed] = news(world.ada)
    assert "closed" in closed.all_text
    assert LEFT in closed.all_text


async def test_who_was_connected_meanwhile_needs_no_invite(world: World) -> None:
    """The admin's card says so, and has the others to copy; nobody is asked for twice."""
    await bulk.at_work(world)
    said = await asked(world, NIA, TOM)
    await bulk.connected(world, addresses=NIA)

    await press(world, world.benoit, "Approve", said)

    done = to_invite(world.sol)
    assert "since they are connected" in done.all_text
    assert NIA not in _to_copy(done.all_text)
    assert TOM in _to_copy(done.all_text)
    await bulk.connected(world, addresses=TOM)
    assert "closed" in news(world.ada)[-1].all_text
    assert done.now.buttons == []
    assert "is connected" in " ".join((await refused(world, NIA)).values())
