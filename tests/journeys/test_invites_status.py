"""What `status` says of requests for invites, to whom; and who is not there yet."""

from practice.slack import Person
from tests.journeys import bulk
from tests.journeys.requests import (
    NIA,
    TOM,
    UMA,
    approved,
    asked,
    begun,
    invited,
    opened,
    press,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.tabs import at_home, home, press_home
from tests.journeys.world import World

pytestmark = OVER_HTTP


async def _status(world: World, person: Person) -> str:
    answer = await person.command("/salesconnect status")
    assert person.modal is None
    return answer.text


async def test_status_lists_requests_for_those_who_may_see_them(world: World) -> None:
    """Named people all of their setup, others their own and what they may decide, and no more."""
    await begun(world)
    await asked(world, NIA)
    await asked(world, TOM, by=world.benoit)
    world.slack.add_user("U_KIM", "kim", "Kim Roe", email="kim@acme.example")
    other = world.slack.person("U_KIM")

    of_named, own, of_other = [await _status(world, one) for one in (world.sol, world.ada, other)]

    for words in (NIA, TOM, "waits for approval", "<@U_ADA>", "<@U_BENOIT>"):
        assert words in of_named
    assert {NIA in line for line in own.splitlines() if line.startswith("•")} == {True}
    [to_decide] = {line for line in own.splitlines() if line.startswith("<@U_BENOIT> asks for")}
    assert TOM in to_decide  # she was in the channel when it was asked
    assert NIA not in of_other
    assert TOM not in of_other


async def test_status_shows_an_invited_person_what_is_asked_for_them(world: World) -> None:
    """Their own part, and nothing of the others in the same request."""
    await begun(world)
    world.ada.user.locale = "en-US"
    await asked(world, NIA, People_in_Slack=["U_BENOIT"], by=world.owen)

    said = await _status(world, world.benoit)

    assert "waits for approval" in said
    assert NIA not in said


async def test_status_says_whose_turn_an_approved_request_is(world: World) -> None:
    """And forgets it when it is done."""
    await begun(world)
    await approved(world, NIA)
    waiting = await _status(world, world.mara)

    await press(world, world.sol, "I've invited them")

    assert "waits for <@U_SOL> to send the invites" in waiting
    assert "waits for <@U_SOL> to send the invites" not in await _status(world, world.mara)


async def test_invited_but_not_there_yet_is_a_list_to_be_copied(world: World) -> None:
    """Without those who were connected since; only the Sales Connect admin has it."""
    await bulk.at_work(world)
    world.benoit.user.locale = "en-US"
    await invited(world, NIA, TOM, UMA)
    await bulk.connected(world, addresses=TOM)

    answer = await world.sol.command("/salesconnect status")
    [label] = [one for one in answer.buttons if "Not there yet" in one]
    await press(world, world.sol, label)

    listed = world.sol.ephemerals[-1]
    assert "2" in label
    for email, is_listed in ((NIA, True), (TOM, False), (UMA, True)):
        assert (email in listed.all_text) == is_listed
    of_others = await world.mara.command("/salesconnect status")
    assert not any("Not there yet" in one for one in of_others.buttons)
    await press(world, world.sol, "Connect users", listed)
    assert opened(world.sol).title == "Connect users"
    assert all(email in str(opened(world.sol).view.blocks) for email in (NIA, UMA))
    assert TOM not in str(opened(world.sol).view.blocks)


async def test_who_was_invited_is_to_be_connected_on_home(world: World) -> None:
    """Until they are; nobody else is asked."""
    await bulk.at_work(world)
    await invited(world, NIA, TOM, UMA)
    await bulk.connected(world, addresses=UMA)
    await at_home(world, world.sol, world.mara)
    shown, others = home(world.sol).text, home(world.mara).text

    await press_home(world, world.sol, "Connect users")
    assert all(email in str(opened(world.sol).view.blocks) for email in (NIA, TOM))
    await world.sol.close()
    await bulk.connected(world, addresses=f"{NIA}\n{TOM}")

    assert "2 people were invited and are not connected yet" in shown
    assert "invited and" not in others
    assert "invited and" not in home(world.sol).text
