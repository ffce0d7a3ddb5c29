"""The road over a cluster of three nodes, one of which is killed on the way."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Final

import pytest

from bot.domain.ids import TeamId, UserId
from bot.store.connect import open_client
from practice.slack import Person
from practice.slack.delivery import ACK_SECONDS
from tests.conftest import Hands
from tests.journeys.steps import TEAM, audit, pass_time, reminders, settled, start_setup
from tests.journeys.world import WAIT, World, a_world, is_reminder
from tests.store.cluster import ValkeyCluster, introduce, valkey_cluster

SOL: Final = UserId("U_SOL")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ValkeyCluster]:
    with valkey_cluster(tmp_path_factory.mktemp("cluster")) as three:
        asyncio.run(introduce(three))
        yield three


@pytest.fixture
async def world(cluster: ValkeyCluster, hands: Hands) -> AsyncIterator[World]:
    async with a_world(open_client(cluster.url), cluster.url, hands, by_http=True) as one:
        one.slack.ack_timeout = ACK_SECONDS
        yield one


def _elsewhere(cluster: ValkeyCluster) -> TeamId:
    """A Slack workspace that another node keeps."""
    other = next(node for node in cluster.nodes if node is not cluster.node_of(TEAM))
    return cluster.team_on(other)


def _north(world: World, team_id: TeamId) -> tuple[Person, Person]:
    slack = world.slack
    slack.add_team(team_id, name="North")
    for id_, name in (("U_NELL", "nell"), ("U_NED", "ned")):
        whole = f"{name.title()} North"
        slack.add_user(id_, name, whole, email=f"{name}@north.example", team_id=team_id)
    slack.add_channel("C_NORTH", "invites", members=["U_NELL", "U_NED"], team_id=team_id)
    return slack.person("U_NELL"), slack.person("U_NED")


async def _north_starts(nell: Person) -> None:
    await start_setup(
        nell,
        Marketo_admin="U_NED",
        Sales_Connect_admin="U_NELL",
        Salesforce_admin=None,
        Channel_for_invites="C_NORTH",
    )


def _delivered(world: World) -> list[str]:
    """The effect of each message that Slack took."""
    posted = [call for call in world.slack.calls_of("chat.postMessage") if call.ok]
    return [json.dumps(call.args["metadata"], sort_keys=True) for call in posted]


async def test_a_node_dies_on_the_road(world: World, cluster: ValkeyCluster) -> None:
    """
    Whose Slack workspace it keeps hear in time that they have to wait, and nothing is half-done;
    others notice nothing. Back again, it leads to the end of the road: nothing is lost or doubled.
    """
    nell, ned = _north(world, _elsewhere(cluster))
    await world.revealed()
    await settled(world)
    [before] = (await world.bot.aggregates.ask(TEAM, SOL)).setups
    sent = len(world.sol.dm)
    [card] = [message for message in world.sol.dm if "I've connected" in message.buttons]

    async with cluster.without(cluster.node_of(TEAM)):
        await world.sol.press("I've connected")
        await world.sol.until_ephemeral(lambda m: "try again" in m.all_text)
        await _north_starts(nell)
        await ned.until(lambda m: "Hand over credentials" in m.buttons)

    [after] = (await world.bot.aggregates.ask(TEAM, SOL)).setups
    assert after == before
    assert len(world.sol.dm) == sent
    for _ in range(2):
        await world.sol.press_as_forged("I've connected", in_=card)
    await world.sol.until(lambda m: "Start now anyway" in m.buttons)
    await pass_time(world, WAIT)
    await world.sol.until(is_reminder)
    await settled(world)
    assert len(reminders(world)) == 1
    assert await audit(world, "ReportConnected") == [SOL]
    assert len(_delivered(world)) == len(set(_delivered(world)))
