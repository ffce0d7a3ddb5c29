"""What somebody reads is decided by who they are in Slack now, not by who they were yesterday."""

from datetime import timedelta
from typing import Final

import pytest

from bot.store.people import FRESH
from bot.work import attempt
from practice.slack import ServerError
from practice.slack.faults import Fault
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import pass_time, settled, start_setup
from tests.journeys.tabs import at_home, home, press_home
from tests.journeys.world import World

LATER: Final = FRESH + timedelta(seconds=1)
DAYS: Final = timedelta(days=4)
WHO: Final = "who is our Sales Connect admin?"


def _is_a_guest_now(world: World) -> None:
    """Slack has not said so yet."""
    owen = world.owen.user
    owen.is_admin = owen.is_owner = False
    owen.is_restricted = True


@OVER_HTTP
async def test_a_home_is_emptied_as_soon_as_slack_says_so(world: World) -> None:
    """Nothing else has to change, and nobody has to open it."""
    await start_setup(world.stella, Name="Of admins only")
    await at_home(world, world.owen)
    assert "Of admins only" in home(world.owen).text

    _is_a_guest_now(world)
    await world.slack.send_event({"type": "user_change", "user": {"id": world.owen.id}})
    await settled(world)

    assert home(world.owen).buttons == []
    assert "Of admins only" not in home(world.owen).text


@OVER_HTTP
async def test_a_home_that_is_open_changes_its_language(world: World) -> None:
    """Of who looked lately; others are not published to."""
    await start_setup(world.stella)
    await at_home(world, world.ada)

    for person in (world.ada, world.mara):
        person.user.locale = "fr-FR"
        await world.slack.send_event({"type": "user_change", "user": {"id": person.id}})
    await settled(world)

    assert "Inviter des utilisateurs" in home(world.ada).buttons
    assert world.mara.home is None


@OVER_HTTP
@pytest.mark.parametrize("fault", [None, ServerError(503)], ids=repr)
async def test_a_home_trusts_no_standing_of_yesterday(
    world: World, fault: Fault | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also if Slack never says so, and does not answer at first: nothing old is shown then."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)
    await start_setup(world.stella, Name="EMEA")
    await at_home(world, world.owen)
    _is_a_guest_now(world)
    await pass_time(world, LATER)
    if fault:
        world.slack.faults.add("users.info", fault, when=lambda asked: asked["user"] == "U_OWEN")

    await start_setup(world.stella, Name="Of admins only")
    await settled(world)

    assert not world.slack.faults.pending
    assert "Of admins only" not in str(world.slack.calls_of("views.publish"))
    assert home(world.owen).buttons == []


@OVER_HTTP
async def test_an_answer_trusts_no_standing_of_yesterday(world: World) -> None:
    """Who is a guest by now reads of no setup."""
    await start_setup(world.stella)
    await world.owen.say(WHO)
    await settled(world)
    [answer] = world.owen.dm[1:]
    assert "<@U_SOL>" in answer.all_text

    _is_a_guest_now(world)
    await pass_time(world, LATER)
    await world.owen.say(WHO)
    await settled(world)

    assert "<@" not in world.owen.dm[-1].all_text


@OVER_HTTP
async def test_a_press_on_a_home_that_was_left_open_is_a_look(world: World) -> None:
    """It follows again, from where it was."""
    await start_setup(world.stella)
    await at_home(world, world.stella)
    await pass_time(world, DAYS)
    await start_setup(world.stella, Name="EMEA")
    await settled(world)
    assert "EMEA" not in home(world.stella).text

    await press_home(world, world.stella, "Settings")
    assert "EMEA" in home(world.stella).text
    await start_setup(world.mara, Name="APAC", **{"Sales Connect admin": "U_STELLA"})
    await settled(world)

    assert "APAC" in home(world.stella).text
