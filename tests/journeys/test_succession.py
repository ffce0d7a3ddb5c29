"""The connection to Marketo gets another owner: step by step, and nobody is locked out."""

from typing import Final

import pytest

from tests.journeys.labels import EN
from tests.journeys.spoken import IN_BOTH, OVER_HTTP, Spoken
from tests.journeys.steps import audit, kept, posted_to
from tests.journeys.world import World

SUCCESSOR: Final = "U_BENOIT"


async def _named(town: Spoken) -> None:
    """Sol is to be followed by Benoît."""
    await town.change_people(town.stella, Sales_Connect_admin=SUCCESSOR)


@IN_BOTH
async def test_the_admin_who_owns_the_connection_leaves(town: Spoken) -> None:
    """Access removed, taken over; the former may leave, the next connects the users."""
    await town.ready()
    await _named(town)
    own = await town.card(town.sol, "Access removed")
    assert f"<@{SUCCESSOR}>" in own.all_text
    (soon,) = town.benoit.dm
    assert soon.buttons == [town.say("Not the right person")]

    await town.press(town.sol, "Access removed")
    await town.card(town.benoit, "I've taken over")
    await town.press(town.benoit, "I've taken over")

    assert town.reads("you may end yours")(town.sol.dm[-1])
    assert await town.buttons(town.sol) == []
    for person in (town.stella, town.mara, town.sven):
        newest = (await town.told(person, "People changed"))[-1]
        assert f"<@{SUCCESSOR}>" in newest.all_text
    assert town.reads("The connection to Marketo is yours")(soon.now)
    await town.card(town.benoit, "Connect users")
    assert await audit(town.world, "NoteAccessRemoved") == ["U_SOL"]
    assert await audit(town.world, "TakeOver") == [SUCCESSOR]
    await town.form(town.benoit, "Connect users", People_in_Slack=["U_ADA"])
    await town.benoit.submit()
    await town.send(town.benoit)
    await town.press(town.benoit, "All connected")
    assert len(town.ada.dm) == 1
    answer = await town.sol.command("/salesconnect provision")
    assert f"<@{SUCCESSOR}>" in answer.text


@pytest.mark.parametrize("removed", [False, True], ids=["named", "access removed"])
@IN_BOTH
async def test_while_it_is_under_way_nobody_is_locked_out(town: Spoken, removed: bool) -> None:
    """The present admin goes on connecting users, and the next one may not yet."""
    await town.ready()
    await _named(town)
    if removed:
        await town.press(town.sol, "Access removed")

    answer = await town.benoit.command("/salesconnect provision")
    await town.form(town.sol, "Connect users", People_in_Slack=["U_ADA"])
    await town.sol.submit()
    await town.send(town.sol)

    assert "<@U_SOL>" in answer.text
    assert town.benoit.modal is None
    await town.press(town.sol, "All connected")
    assert len(town.ada.dm) == 1


@pytest.mark.parametrize("removed", [False, True], ids=["named", "access removed"])
@IN_BOTH
async def test_a_succession_is_called_off(town: Spoken, removed: bool) -> None:
    """The same person again: both cards say so, and their buttons are gone."""
    await town.ready()
    await _named(town)
    card = await town.card(town.sol, "Access removed")
    if removed:
        await town.press(town.sol, "Access removed")

    await town.change_people(town.stella, Sales_Connect_admin="U_SOL")

    assert town.reads("Called off")(card.now)
    assert card.now.buttons == []
    assert town.reads("Called off")(town.benoit.dm[0])
    assert await town.buttons(town.benoit) == []
    answer = await town.press_old(town.sol, "Access removed", card)
    assert town.say("Nothing changed") in answer.text
    await town.card(town.sol, "Connect users")
    setup = await town.setup()
    assert setup.successor is None
    assert setup.access_removed_at is None


@IN_BOTH
async def test_the_step_of_the_next_admin_comes_as_a_new_message(town: Spoken) -> None:
    """An update notifies nobody, and everybody waits for this person now."""
    await town.ready()
    await _named(town)
    before = len(posted_to(town.world, "D_BENOIT"))

    await town.press(town.sol, "Access removed")

    await town.card(town.benoit, "I've taken over")
    assert len(posted_to(town.world, "D_BENOIT")) == before + 1


@IN_BOTH
async def test_a_present_admin_who_is_gone_does_not_hold_up_the_next(town: Spoken) -> None:
    """Deactivated while it is under way: the next one goes ahead at once."""
    await town.ready()
    await _named(town)

    await town.world.slack.deactivate("U_SOL")

    await town.card(town.benoit, "I've taken over")
    before = len(posted_to(town.world, "D_SOL"))
    await town.press(town.benoit, "I've taken over")
    await town.card(town.benoit, "Connect users")
    assert len(posted_to(town.world, "D_SOL")) == before
    assert town.say("Change people") in await town.buttons(town.stella)


@IN_BOTH
async def test_an_admin_who_is_gone_is_followed_by_whom_the_starter_names(town: Spoken) -> None:
    """Deactivated first, named afterwards; the question to the starter is settled."""
    await town.ready()
    await town.world.slack.deactivate("U_SOL")
    (wanted,) = await town.told(town.stella, "no active Slack account")
    assert wanted.buttons == [town.say("Change people")]

    await _named(town)

    assert wanted.now.buttons == []
    await town.press(town.benoit, "I've taken over")
    await town.card(town.benoit, "Connect users")
    assert not (await town.setup()).missing


@IN_BOTH
async def test_a_lost_connection_begins_the_road_anew(town: Spoken) -> None:
    """Handed over to the next admin, revealed once, connected, waited for, ready."""
    await town.ready()
    await _named(town)
    await town.press(town.sol, "Access removed")

    await town.press(town.benoit, "Connection is lost")

    assert await town.buttons(town.sol) == []
    assert town.say("Connect users") not in await town.buttons(town.benoit)
    await town.hand_over()
    await town.reveal(town.benoit)
    await town.press(town.benoit, "I've connected")
    assert await audit(town.world, "ReportLost") == [SUCCESSOR]
    await town.wait()
    await town.card(town.benoit, "Connect users")
    assert len(await town.told(town.benoit, "ready")) == 1


@IN_BOTH
async def test_the_open_batch_of_a_run_moves_to_the_next_admin(town: Spoken) -> None:
    """One card with buttons at any time; the former's late report is refused."""
    await town.running()
    batch = await town.card(town.sol, "All connected")
    await _named(town)
    await town.press(town.sol, "Access removed")

    await town.press(town.benoit, "I've taken over")

    moved = await town.card(town.benoit, "All connected")
    assert "ada@acme.example" in moved.all_text
    assert batch.now.buttons == []
    before = await kept(town.world)
    answer = await town.press_old(town.sol, "All connected", batch)
    assert f"<@{SUCCESSOR}>" in answer.text
    assert await kept(town.world) == before
    await town.press(town.benoit, "All connected")
    assert len(town.ada.dm) == 1
    assert await audit(town.world, "ReportBatch") == [SUCCESSOR]


@IN_BOTH
async def test_a_run_of_a_lost_connection_is_closed(town: Spoken) -> None:
    """Its batch has no buttons any more, and its people are free for the next run."""
    await town.running()
    batch = await town.card(town.sol, "All connected")
    await _named(town)
    await town.press(town.sol, "Access removed")

    await town.press(town.benoit, "Connection is lost")

    assert batch.now.buttons == []
    await town.hand_over()
    await town.reveal(town.benoit)
    await town.press(town.benoit, "I've connected")
    await town.wait()
    await town.form(town.benoit, "Connect users", People_in_Slack=["U_ADA"])
    await town.benoit.submit()
    await town.send(town.benoit)
    await town.card(town.benoit, "All connected")


@OVER_HTTP
async def test_a_change_during_the_wait_hands_the_wait_on(world: World) -> None:
    """The reminder after the ten minutes goes to the next admin, once."""
    town = Spoken(world, EN)
    await town.connected()
    await _named(town)
    await town.press(town.sol, "Access removed")
    await town.press(town.benoit, "I've taken over")
    await town.card(town.benoit, "Start now anyway")
    assert await town.buttons(town.sol) == []

    await town.wait()

    await town.card(town.benoit, "Connect users")
    assert await town.buttons(town.sol) == []
    assert len(await town.told(town.benoit, "Marketo is ready")) == 1


@OVER_HTTP
async def test_another_successor_takes_the_place_of_the_first(world: World) -> None:
    """The first one's card says that it is off; the access has to be removed anew."""
    town = Spoken(world, EN)
    await town.ready()
    await _named(town)
    await town.press(town.sol, "Access removed")
    old = await town.card(town.benoit, "I've taken over")

    await town.change_people(town.stella, Sales_Connect_admin="U_ADA")

    assert await town.buttons(town.benoit) == []
    before = await kept(world)
    answer = await town.press_old(town.benoit, "I've taken over", old)
    assert "<@U_ADA>" in answer.text
    assert await kept(world) == before
    await town.press(town.sol, "Access removed")
    await town.press(town.ada, "I've taken over")
    await town.card(town.ada, "Connect users")


@OVER_HTTP
async def test_the_connection_there_and_back_again(world: World) -> None:
    """Whoever gets it back has their buttons again."""
    town = Spoken(world, EN)
    await town.ready()
    await _named(town)
    await town.press(town.sol, "Access removed")
    await town.press(town.benoit, "I've taken over")

    await town.change_people(town.stella, Sales_Connect_admin="U_SOL")
    await town.press(town.benoit, "Access removed")
    await town.press(town.sol, "I've taken over")

    await town.card(town.sol, "Connect users")
    assert await town.buttons(town.benoit) == []


@OVER_HTTP
async def test_the_marketo_admin_may_be_the_successor(world: World) -> None:
    """One person is both admins then: a lost connection has nothing to hand over."""
    town = Spoken(world, EN)
    await town.ready()
    await town.change_people(town.stella, Sales_Connect_admin="U_MARA")
    await town.press(town.sol, "Access removed")

    await town.press(town.mara, "Connection is lost")

    assert "Hand over credentials" not in await town.buttons(town.mara)
    await town.press(town.mara, "I've connected")
    await town.wait()
    await town.card(town.mara, "Connect users")
