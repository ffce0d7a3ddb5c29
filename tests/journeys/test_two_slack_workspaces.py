"""Two Slack workspaces: neither reads of the other, nor changes anything there."""

from typing import Any

import pytest

from practice.slack import Person
from tests.journeys.spoken import OVER_HTTP
from tests.journeys.steps import (
    CARDS,
    GOOD_SETUP,
    kept,
    posts,
    pressed_as_forged,
    previewed,
    ready,
    settled,
    start_setup,
    submit_as,
)
from tests.journeys.world import World

NORTH = "T_NORTH"


@pytest.fixture
async def nell(world: World) -> Person:
    """A full member of the second Slack workspace, where Ned and a channel are too."""
    slack = world.slack
    slack.add_team(NORTH, name="North")
    for id_, name in (("U_NELL", "nell"), ("U_NED", "ned")):
        slack.add_user(
            id_, name, f"{name.title()} North", email=f"{name}@north.example", team_id=NORTH
        )
    slack.add_channel("C_NORTH", "invites", members=["U_NELL", "U_NED"], team_id=NORTH)
    return slack.person("U_NELL")


def _of(found: dict[str, Any], team_id: str) -> dict[str, Any]:
    return {key: value for key, value in found.items() if f":{team_id}:" in key}


async def _north_starts(nell: Person) -> None:
    await start_setup(
        nell,
        Marketo_admin="U_NED",
        Sales_Connect_admin="U_NELL",
        Salesforce_admin=None,
        Channel_for_invites="C_NORTH",
    )


@pytest.mark.parametrize(
    "word", ["", "help", "status", "setup", "connected", "provision", "credentials", "xyzzy"]
)
async def test_no_command_tells_the_other_workspace_anything(
    world: World, nell: Person, word: str
) -> None:
    """No person, no kind, no stage; and nothing is changed."""
    await world.handed_over()
    before = await kept(world)

    answer = await nell.command(f"/salesconnect {word}")

    for secret in ("<@U_", "production", "Marketo admin, ", "handed over", "acme"):
        assert secret not in answer.text
    assert not answer.buttons
    assert await kept(world) == before


@OVER_HTTP
@pytest.mark.parametrize("label", CARDS)
async def test_no_button_of_one_workspace_works_from_the_other(
    world: World, nell: Person, label: str
) -> None:
    """A forged click finds no such setup, names nobody, changes, posts and opens nothing."""
    card = await CARDS[label](world)
    before, said = await kept(world), len(posts(world))

    answer = await pressed_as_forged(world, nell, label, card)

    assert len(answer) == 1
    assert "no such setup" in answer[0].all_text
    assert "<@" not in answer[0].all_text
    assert nell.modal is None
    assert await kept(world) == before
    assert len(posts(world)) == said


async def test_no_form_of_one_workspace_works_from_the_other(world: World, nell: Person) -> None:
    """Sent in with the first one's ids, from the second one's team."""
    await ready(world)
    await previewed(world, "U_ADA")
    forms = list(world.sol.modals)
    await world.mara.press("Workspaces")
    await world.mara.fill("Workspace names", "EMEA")
    assert world.mara.modal is not None
    before, said = await kept(world), len(posts(world))

    answers = [await submit_as(world, nell, form) for form in (*forms, world.mara.modal)]

    for delivery in answers:
        assert "no such setup" in str(delivery.answer)
        assert "acme" not in str(delivery.answer)
    assert await kept(world) == before
    assert len(posts(world)) == said


async def test_the_same_name_is_free_in_each_workspace(world: World, nell: Person) -> None:
    """And each sees its own in `status`."""
    await world.named()
    acme = _of(await kept(world), "T_ACME")

    await _north_starts(nell)

    await settled(world)
    found = await kept(world)
    assert _of(found, "T_ACME") == acme
    assert _of(found, NORTH)
    north, south = (
        (await nell.command("/salesconnect status")).text,
        (await world.stella.command("/salesconnect status")).text,
    )
    assert "<@U_NED>" in north
    assert "U_MARA" not in north
    assert "<@U_MARA>" in south
    assert "U_NED" not in south


async def test_people_of_the_other_workspace_cannot_be_named(world: World, nell: Person) -> None:
    """To the second Slack workspace they belong to another organisation."""
    await nell.command("/salesconnect setup")
    for label, value in (dict(GOOD_SETUP) | {"Channel for invites": "C_NORTH"}).items():
        await nell.fill(label, value)
    before = await kept(world)

    await nell.submit()

    assert set(nell.errors) == {"Marketo admin", "Sales Connect admin", "Salesforce admin"}
    assert all("organisation" in error for error in nell.errors.values())
    assert await kept(world) == before


async def test_two_roads_at_once_do_not_meet(world: World, nell: Person) -> None:
    """Messages, credentials and workspaces stay on their side."""
    ned = world.slack.person("U_NED")
    await world.named()
    await _north_starts(nell)
    await ned.until(lambda m: "Hand over credentials" in m.buttons)

    await world.hand_over()
    await ned.press("Hand over credentials")
    for label, value in (
        ("Munchkin ID", "999-NOR-999"),
        ("Client ID", "north-client-id"),
        ("Client Secret", "north-client-secret"),
    ):
        await ned.fill(label, value)
    await ned.submit()
    for who in (world.sol, nell):
        await who.until(lambda m: "Reveal credentials" in m.buttons)
        await who.press("Reveal credentials")

    assert world.sol.modal is not None
    assert nell.modal is not None
    assert "123-ABC-456" in world.sol.modal.text
    assert "999-NOR-999" not in world.sol.modal.text
    assert "999-NOR-999" in nell.modal.text
    assert "123-ABC-456" not in nell.modal.text
