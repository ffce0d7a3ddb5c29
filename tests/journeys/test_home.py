"""The Home tab: the whole road is walked on it, and it shows each new state by itself."""

from datetime import timedelta

import pytest

from bot.work import attempt
from practice.slack import Refuse
from tests.journeys import bulk, requests, sandboxes
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import MONDAY, at, pass_time, reveals, settled, start_setup
from tests.journeys.tabs import at_home, home, press_home, said
from tests.journeys.world import CLIENT_SECRET, WAIT, World


async def test_the_whole_road_is_walked_on_home(world: World) -> None:
    """From the first button to the last person; nobody opens it more than once."""
    mara, sol, stella, owen, ada = world.mara, world.sol, world.stella, world.owen, world.ada
    await at_home(world, mara, sol, stella, owen, ada, world.gus)
    assert home(stella).buttons == ["Set up Sales Connect"]

    await press_home(world, stella, "Set up Sales Connect")
    for label, who in (("Marketo admin", mara), ("Sales Connect admin", sol)):
        await stella.fill(label, who.id)
    await stella.fill("Channel for invites", "C_INVITES")
    await stella.submit()
    await settled(world)
    for one in (stella, owen):
        assert {"Settings", "Change people", "Cancel setup"} <= set(home(one).buttons)
    assert "Settings" not in home(ada).buttons

    await press_home(world, mara, "Hand over credentials")
    await world.fill_credentials()
    await mara.submit()
    await settled(world)
    assert "Hand over credentials" not in home(mara).buttons

    await press_home(world, sol, "Reveal credentials")
    assert CLIENT_SECRET in said(sol)
    await sol.close()
    assert "Reveal credentials" not in home(sol).buttons

    await press_home(world, sol, "I've connected")
    assert "I've connected" not in home(sol).buttons
    await pass_time(world, WAIT)
    await settled(world)

    await press_home(world, sol, "Connect users")
    await sol.fill("E-mail addresses", "lea@acme.example")
    await sol.submit()
    await sol.submit()
    await settled(world)
    assert {"Pause", "Cancel run"} <= set(home(sol).buttons)
    await press_home(world, sol, "Pause")
    assert "Resume" in home(sol).buttons
    await press_home(world, sol, "Resume")
    assert "Pause" in home(sol).buttons
    await press_home(world, sol, "Some failed")
    assert sol.modal is not None
    await sol.close()
    await press_home(world, sol, "All connected")
    assert not {"All connected", "Some failed", "Pause"} & set(home(sol).buttons)

    assert "Reveal credentials" not in str(world.slack.calls_of("views.push"))
    assert world.slack.calls_of("views.push") == []
    assert home(world.gus).buttons == []
    assert len(reveals(world, CLIENT_SECRET)) == 1


@OVER_HTTP
async def test_the_wait_is_ended_on_home(world: World) -> None:
    """By either admin, after one question."""
    await world.connected()
    await at_home(world, world.sol, world.mara)
    assert "Connect users" not in home(world.sol).buttons

    said_ = await press_home(world, world.sol, "Start now anyway")

    assert said_.startswith("Connect users")
    assert "Connect users" in home(world.sol).buttons
    assert "Start now anyway" not in home(world.mara).buttons


@OVER_HTTP
async def test_a_run_is_cancelled_on_home(world: World) -> None:
    """After one question; what was done stays done."""
    await bulk.at_work(world)
    await bulk.started(world, People_in_Slack=["U_ADA"])
    await at_home(world, world.sol)

    await press_home(world, world.sol, "Cancel run")

    assert "Cancel run" not in home(world.sol).buttons


@OVER_HTTP
async def test_a_step_is_put_off_on_home(world: World) -> None:
    """It stays, and says until when."""
    await at(world, MONDAY)
    await world.named()
    await at_home(world, world.sven)

    await press_home(world, world.sven, "Snooze")

    assert "Snooze" not in home(world.sven).buttons
    await press_home(world, world.sven, "Open checklist")
    assert "Salesforce" in said(world.sven)


@OVER_HTTP
async def test_the_starter_and_slack_admins_change_it_on_home(world: World) -> None:
    """Settings, people, the end; whoever it concerns sees it."""
    await start_setup(world.stella)
    await at_home(world, world.stella, world.owen, world.sol, world.ada)

    await press_home(world, world.owen, "Change people")
    await world.owen.fill("Sales Connect admin", "U_ADA")
    await world.owen.submit()
    await settled(world)
    assert "Workspaces" not in home(world.ada).buttons
    assert "<@U_ADA>" in home(world.ada).text
    assert "<@U_ADA>" in home(world.stella).text
    await press_home(world, world.stella, "Settings")
    assert world.stella.modal is not None
    assert world.stella.modal.title == "Settings"
    await press_home(world, world.stella, "Cancel setup")

    for person in (world.stella, world.owen, world.ada):
        assert home(person).buttons == ["Set up Sales Connect"]


async def test_a_request_is_followed_on_home(world: World) -> None:
    """Asked there, decided there, done there; each of them sees what became of it."""
    await requests.begun(world)
    ada, benoit, sol = world.ada, world.benoit, world.sol
    await at_home(world, ada, benoit, sol)

    await press_home(world, ada, "Invite users")
    await ada.fill("E-mail addresses", f"{requests.NIA}\n{requests.TOM}")
    await ada.submit()
    await settled(world)
    assert "2 people" in home(ada).text
    assert "Withdraw" in home(ada).buttons
    assert "Approve" not in home(ada).buttons

    await press_home(world, benoit, "Approve")
    assert "Approve" not in home(benoit).buttons
    await press_home(world, sol, "I've invited them")
    assert "I've invited them" not in home(sol).buttons
    assert "Not there yet: 2 people" in home(sol).buttons
    assert requests.NIA in await press_home(world, sol, "Not there yet: 2 people")
    assert "Withdraw" not in home(ada).buttons


@OVER_HTTP
async def test_a_request_is_rejected_or_withdrawn_on_home(world: World) -> None:
    """With its reason; it leaves the Home of whoever had to decide."""
    await requests.begun(world)
    ada, benoit = world.ada, world.benoit
    await at_home(world, ada, benoit)
    await requests.asked(world, requests.NIA)

    await press_home(world, benoit, "Reject")
    await benoit.fill("Reason", "not ours")
    await benoit.submit()
    await settled(world)
    assert "Reject" not in home(benoit).buttons
    assert "Withdraw" not in home(ada).buttons
    await requests.asked(world, requests.TOM)
    assert "Approve" in home(benoit).buttons
    await press_home(world, ada, "Withdraw")

    assert "Approve" not in home(benoit).buttons
    assert "Withdraw" not in home(ada).buttons


@OVER_HTTP
async def test_a_sandbox_account_is_followed_on_home(world: World) -> None:
    """Who asks, who says whether there is a sandbox, who writes to Adobe."""
    await sandboxes.begun(world)
    ada, mara, sol = world.ada, world.mara, world.sol
    await at_home(world, ada, mara, sol, world.sven)

    await press_home(world, ada, "Request sandbox account")
    assert ada.modal is not None
    assert ada.modal.title == "Sandbox account"
    await sandboxes.asked(world)
    await press_home(world, mara, "We own a sandbox")
    assert "We own a sandbox" not in home(mara).buttons
    await press_home(world, world.sven, "Approve")
    await press_home(world, sol, "Account created")

    assert "Account created" not in home(sol).buttons


@OVER_HTTP
async def test_what_was_given_up_is_tried_again_on_home(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands there when it is given up, and goes when it is tried again."""
    monkeypatch.setattr(attempt, "REFUSALS", 2)
    await at_home(world, world.stella, world.ada)
    faults = world.slack.faults
    refused = Refuse("invalid_blocks")
    faults.add("chat.postMessage", refused, times=None, when=lambda a: a["channel"] == "D_MARA")
    await start_setup(world.stella)
    await settled(world, ahead=timedelta(minutes=2))
    faults.clear()
    assert "invalid_blocks" in home(world.stella).text
    assert "Try again" not in home(world.ada).buttons

    await press_home(world, world.stella, "Try again")

    assert "Try again" not in home(world.stella).buttons
    assert any("Hand over credentials" in one.buttons for one in world.mara.dm)
