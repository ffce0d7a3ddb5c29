"""Several setups in one Slack workspace: the command asks which, and the chosen one acts."""

import pytest

from bot.domain.ids import UserId
from bot.domain.stages import Kind, Stage
from practice.slack import Answer, Person
from tests.journeys.steps import (
    TEAM,
    answered_privately,
    kept,
    pass_time,
    settled,
    start_setup,
)
from tests.journeys.world import WAIT, World

BOTH = ["production", "sandbox"]


async def _two(world: World) -> None:
    """The same people in both."""
    await world.named()
    await start_setup(world.stella, Instance="Sandbox")
    await settled(world)


async def _two_revealed(world: World) -> None:
    await _two(world)
    for kind in BOTH:
        await _choose(
            world, world.mara, await world.mara.command("/salesconnect credentials"), kind
        )
        await world.fill_credentials(client_secret=f"{kind}-client-secret")
        await world.mara.submit()
        await settled(world)
    for kind in BOTH:
        await _choose(world, world.sol, await world.sol.command("/salesconnect credentials"), kind)
        await world.sol.close()
        await settled(world)


async def _choose(world: World, person: Person, answer: Answer, kind: str) -> None:
    assert answer.buttons == BOTH
    await person.press(kind, in_=answer.messages[0])
    await settled(world)


async def _stages(world: World) -> dict[Kind, Stage]:
    await settled(world)
    asked = await world.bot.aggregates.ask(TEAM, UserId("U_SOL"))
    return {one.state.kind: one.state.stage for one in asked.setups}


@pytest.mark.parametrize("kind", BOTH)
async def test_credentials_asks_which_and_hands_over_for_the_chosen_one(
    world: World, kind: str
) -> None:
    """The window says of which setup it is."""
    await _two(world)
    before = await kept(world)

    answer = await world.mara.command("/salesconnect credentials")

    assert answer.buttons == BOTH
    assert world.mara.modal is None
    assert await kept(world) == before
    await _choose(world, world.mara, answer, kind)
    assert world.mara.modal is not None
    assert kind in world.mara.modal.text
    await world.fill_credentials()
    await world.mara.submit()
    stages = await _stages(world)
    assert stages.pop(Kind(kind)) is Stage.HANDED_OVER
    assert list(stages.values()) == [Stage.NAMED]


@pytest.mark.parametrize("kind", BOTH)
async def test_credentials_asks_which_and_reveals_the_chosen_ones(world: World, kind: str) -> None:
    """Never those of the other."""
    await _two(world)
    for one in BOTH:
        await _choose(world, world.mara, await world.mara.command("/salesconnect credentials"), one)
        await world.fill_credentials(client_secret=f"{one}-client-secret")
        await world.mara.submit()
        await settled(world)

    await _choose(world, world.sol, await world.sol.command("/salesconnect credentials"), kind)

    assert world.sol.modal is not None
    (other,) = {*BOTH} - {kind}
    assert f"{kind}-client-secret" in world.sol.modal.text
    assert f"{other}-client-secret" not in world.sol.modal.text
    stages = await _stages(world)
    assert stages.pop(Kind(kind)) is Stage.REVEALED
    assert list(stages.values()) == [Stage.HANDED_OVER]


@pytest.mark.parametrize("kind", BOTH)
async def test_connected_asks_which_and_connects_the_chosen_one(world: World, kind: str) -> None:
    """Told in place of the question; asked again, the chosen one changes nothing."""
    await _two_revealed(world)
    answer = await world.sol.command("/salesconnect connected")

    await _choose(world, world.sol, answer, kind)

    said = (await answered_privately(world, world.sol))[-1]
    assert said.buttons == []
    assert kind in said.all_text
    assert "wait" in said.all_text
    stages = await _stages(world)
    assert stages.pop(Kind(kind)) is Stage.CONNECTED
    assert list(stages.values()) == [Stage.REVEALED]


@pytest.mark.parametrize("kind", BOTH)
async def test_provision_asks_which_and_opens_the_chosen_one(world: World, kind: str) -> None:
    """One is ready, the other is not connected yet."""
    await _two_revealed(world)
    await _choose(world, world.sol, await world.sol.command("/salesconnect connected"), kind)
    (other,) = {*BOTH} - {kind}
    await pass_time(world, WAIT)
    await settled(world)

    await _choose(world, world.sol, await world.sol.command("/salesconnect provision"), kind)

    assert world.sol.modal is not None
    assert world.sol.modal.title == "Connect users"
    assert kind in world.sol.modal.text
    await world.sol.close()
    await _choose(world, world.sol, await world.sol.command("/salesconnect provision"), other)
    assert world.sol.modal is None
    said = (await answered_privately(world, world.sol))[-1]
    assert "not reported as connected" in said.all_text


async def test_provision_of_the_chosen_one_says_how_long_to_wait(world: World) -> None:
    """With the early button, which starts the chosen one only."""
    await _two_revealed(world)
    for kind in BOTH:
        await _choose(world, world.sol, await world.sol.command("/salesconnect connected"), kind)
    await _choose(world, world.sol, await world.sol.command("/salesconnect provision"), "sandbox")
    said = (await answered_privately(world, world.sol))[-1]
    assert "wait" in said.all_text
    assert said.buttons == ["Start now anyway"]

    await world.sol.press("Start now anyway", in_=said)

    assert await _stages(world) == {Kind.PRODUCTION: Stage.CONNECTED, Kind.SANDBOX: Stage.READY}
    assert world.sol.modal is not None
    assert "sandbox" in world.sol.modal.text


async def test_the_setups_of_the_question_carry_their_names(world: World) -> None:
    """Two production setups would read the same without."""
    await world.named()
    await start_setup(world.stella, Name="EMEA")

    answer = await world.mara.command("/salesconnect credentials")

    assert answer.buttons == ["production", "production (EMEA)"]


async def test_a_setup_in_which_somebody_has_no_part_is_not_asked_for(world: World) -> None:
    """Ada is Marketo admin of one of two: nothing to choose."""
    await world.named()
    await start_setup(world.stella, Instance="Sandbox", Marketo_admin="U_ADA")

    answer = await world.ada.command("/salesconnect credentials")

    assert answer.is_empty
    assert world.ada.modal is not None
    assert "sandbox" in world.ada.modal.text


async def test_the_question_of_one_person_is_no_key_for_another(world: World) -> None:
    """A forged click on the answer that only Sol saw."""
    await _two_revealed(world)
    answer = await world.sol.command("/salesconnect connected")
    before = await kept(world)

    for who in ("U_ADA", "U_MARA", "U_GUS", "U_EXT"):
        await world.slack.person(who).press_as_forged("sandbox", in_=answer.messages[0])
        await settled(world)
        said = world.slack.calls_of("response_url")[-1].args["text"]
        if who in ("U_GUS", "U_EXT"):
            assert "full member" in said
        else:
            assert "Only the Sales Connect admin, <@U_SOL>" in said

    assert await kept(world) == before


async def test_status_shows_each_setup_with_its_own_stage(world: World) -> None:
    """By name and kind."""
    await world.named(Name="EMEA")
    await start_setup(world.stella, Instance="Sandbox")

    answer = await world.stella.command("/salesconnect status")

    assert "production (EMEA)" in answer.text
    assert "sandbox" in answer.text


async def test_status_leads_to_every_setup(world: World) -> None:
    """Three stand in the answer, those under way first; the others are one press away."""
    await world.named()
    for name in ("EMEA", "APAC", "LATAM"):
        await start_setup(world.stella, Name=name)
    await settled(world)

    answer = await world.stella.command("/salesconnect status")

    assert "production (LATAM)" in answer.buttons
    await world.stella.press("production (LATAM)", in_=answer.messages[0])
    shown = (await answered_privately(world, world.stella))[-1]
    assert "LATAM" in shown.all_text
    assert {"Settings", "Change people", "Cancel setup"} <= set(shown.buttons)
