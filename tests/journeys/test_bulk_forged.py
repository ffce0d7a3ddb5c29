"""Windows of a bulk run in other hands: another person's, another setup's, another time's."""

from copy import deepcopy
from typing import Any, Final

from bot.domain.ids import UserId
from practice.slack import Delivery
from tests.journeys.bulk import (
    LEE,
    SAM,
    a_file,
    at_work,
    opened,
    press,
    previewed,
    start,
    started_by,
)
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import TEAM, audit, kept, settled, start_setup, submit_as
from tests.journeys.world import World

pytestmark = OVER_HTTP
BUTTONS: Final = (
    "Use “EMEA”",
    "Mend here",
    "File of problems",
    "Set workspaces",
    "Disconnect first",
)
_OTTO: Final = (TEAM, UserId("U_OTTO"))
OTHERS: Final = ("U_STELLA", "U_MARA", "U_SVEN", "U_ADA", "U_OWEN", "U_OTTO", "U_GUS", "U_EXT")
OUTSIDERS: Final = ("U_GUS", "U_EXT")
SOL_ONLY: Final = "Only the Sales Connect admin, <@U_SOL>, can"


async def _previewed(world: World) -> dict[str, Delivery]:
    """Each button of a preview as it was pressed by Sol; the window is as it was before."""
    world.slack.add_user("U_OTTO", "otto", "Otto Else", email="otto@acme.example")
    await start_setup(
        world.slack.person("U_OTTO"),
        Instance="Sandbox",
        Marketo_admin="U_OTTO",
        Sales_Connect_admin="U_OTTO",
        Salesforce_admin="U_OTTO",
    )
    await settled(world)
    await world.slack.person("U_OTTO").command("/salesconnect connected")
    await at_work(world, "EMEA", "APAC")
    await previewed(world, addresses=SAM, Workspaces="EMEA")
    await start(world)
    await press(world, world.sol, "All connected")
    rows = ("nobody,", f"{LEE},EMAE", f"{SAM},APAC", "kim@acme.example,EMEA")
    await previewed(world, CSV_file=a_file(*rows))
    pressed = {}
    shown = deepcopy(opened(world.sol).view.body)
    for label in BUTTONS:
        await press(world, world.sol, label)
        sent = world.slack.deliveries[-1]
        pressed[label] = sent
        while opened(world.sol).callback_id != "preview":
            await world.sol.close()
        world.slack.state.views.replace(opened(world.sol).view, deepcopy(shown))
    return pressed


async def test_the_buttons_of_a_preview_are_refused_to_everybody_else(world: World) -> None:
    """They hear who may, guests not even that; nothing is planned anew, sent or started."""
    pressed = await _previewed(world)
    before, sent = await kept(world), len(world.slack.state.files)

    for label, delivery in pressed.items():
        for who in OTHERS:
            heard = len(world.slack.calls_of("views.push"))
            await world.slack.courier.deliver("interactive", _as(delivery.payload, who))
            await settled(world)
            # The trigger is spent, so that nobody sees it: what was to be shown counts.
            [said] = [str(one.args["view"]) for one in world.slack.calls_of("views.push")[heard:]]
            assert ("full member" if who in OUTSIDERS else SOL_ONLY) in said, (label, who, said)
            assert LEE not in said, (label, who)

    assert await kept(world) == before
    assert len(world.slack.state.files) == sent


async def test_a_draft_is_good_for_its_own_setup(world: World) -> None:
    """Otto is the admin of another one: with its id in place of ours he reaches no draft of Sol."""
    pressed = await _previewed(world)
    window = opened(world.sol)
    mine, _, draft = window.view.body["private_metadata"].partition(":")
    theirs = next(
        one.state.id
        for one in (await world.bot.aggregates.ask(*_OTTO)).setups
        if one.state.id != mine
    )
    before = await kept(world)

    for delivery in pressed.values():
        forged = _as(delivery.payload, "U_OTTO")
        forged["view"]["private_metadata"] = f"{theirs}:{draft}"
        await world.slack.courier.deliver("interactive", forged)
    submitted = deepcopy(window.view)
    submitted.body["private_metadata"] = f"{theirs}:{draft}"
    answer = await world.slack.courier.deliver(
        "interactive", world.slack.person("U_OTTO")._submission(submitted)
    )

    assert answer.answer["response_action"] == "update"
    assert await kept(world) == before
    assert await started_by(world) == ["U_SOL"]


async def test_the_window_of_a_run_is_good_for_who_may(world: World) -> None:
    """`Mend here` and the window of `disconnect`, sent in by everybody else."""
    await _previewed(world)
    await press(world, world.sol, "Mend here")
    mend = opened(world.sol)
    await world.sol.close(all_=True)
    await world.sol.command("/salesconnect disconnect")
    await world.sol.fill("E-mail addresses", SAM)
    disconnect = opened(world.sol)
    before = await kept(world)

    for window in (mend, disconnect):
        for who in OTHERS:
            person = world.slack.person(who)
            said = str((await submit_as(world, person, window)).answer)
            assert ("full member" if who in OUTSIDERS else SOL_ONLY) in said, (who, said)

    assert await kept(world) == before


async def test_a_preview_that_was_mended_in_another_window_starts_once(world: World) -> None:
    """The older one is still on a slow screen: whoever is in both is in one run."""
    await at_work(world, "EMEA", "APAC")
    await previewed(world, addresses=f"{SAM}\n{LEE}", Workspaces="EMEA")
    older = deepcopy(opened(world.sol))
    await world.sol.fill("Selected people", [LEE])
    await world.sol.fill("Workspaces for selected", ["APAC"])
    await press(world, world.sol, "Set workspaces")
    await start(world)
    before = await kept(world)

    answer = await submit_as(world, world.sol, older)

    assert "Nothing changed" in str(answer.answer)
    assert await kept(world) == before
    assert await audit(world, "StartRun") == ["U_SOL"]


def _as(payload: dict[str, Any], who: str) -> dict[str, Any]:
    forged = deepcopy(payload)
    forged["user"]["id"] = who
    return forged
