"""The store is gone, or silent: whoever asks is told in time, and nothing is half-done."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Final

import pytest

from bot.domain.ids import UserId
from bot.store.connect import connect
from practice.slack import Delivery
from practice.slack.delivery import ACK_SECONDS
from tests.conftest import Hands
from tests.journeys.steps import TEAM, settled, stored, waiting
from tests.journeys.world import World, a_world
from tests.store.own_server import OwnServer

SOL: Final = UserId("U_SOL")
SAID: Final = "try again"
# What an answer may change, and what must follow from it.
STATE: Final = (":setup", ":names", ":run", ":vault:", ":seen:", ":audit", "}:body", "}:due:")


@pytest.fixture
def server() -> Iterator[OwnServer]:
    with OwnServer.folder() as one:
        yield one


@asynccontextmanager
async def _a_world(server: OwnServer, hands: Hands, *, by_http: bool) -> AsyncIterator[World]:
    await server.start()
    redis = connect(server.url)
    try:
        async with a_world(redis, server.url, hands, by_http=by_http) as world:
            world.slack.courier.event_retry_delays = ()
            world.slack.ack_timeout = ACK_SECONDS
            yield world
    finally:
        await redis.aclose()


async def _kept(world: World) -> dict[str, Any]:
    found = await stored(world.bot.redis)
    return {name: kept for name, kept in found.items() if any(one in name for one in STATE)}


async def _everybody_has_something_open(world: World) -> None:
    """Windows: one with a button, one that is filled in, one that asks for options."""
    await waiting(world)
    await world.sol.press("Prepare the first batch")
    await world.stella.press("Settings")
    await world.mara.press("Workspaces")
    await world.mara.fill("Workspace names", "Europe")
    await settled(world)


@dataclass(frozen=True, slots=True)
class _Told:
    command: str
    options: list[str]
    event: list[Delivery]


async def _everybody_acts(world: World) -> _Told:
    """All kinds of deliveries at once; the card's button is Ada's to press, and not hers to use."""
    card = await world.sol.until(lambda m: "Start now anyway" in m.buttons)
    answer, options, event, *_ = await asyncio.gather(
        world.owen.command("/salesconnect status"),
        world.stella.options("Approver group", "sales"),
        world.slack.happenings.change_user("U_SVEN", real_name="Sven Other"),
        world.ada.press_as_forged("Start now anyway", in_=card),
        world.sol.press("Workspaces", in_modal=True),
        world.mara.submit(),
    )
    return _Told(answer.text, options, event)


@pytest.mark.parametrize("by_http", [True, False], ids=["http", "socket"])
@pytest.mark.parametrize(
    ("goes", "comes_back"),
    [(OwnServer.kill, OwnServer.start), (OwnServer.hang, OwnServer.go_on)],
    ids=["killed", "stopped"],
)
async def test_everybody_hears_in_time_and_nothing_is_half_done(
    server: OwnServer,
    hands: Hands,
    by_http: bool,
    goes: Callable[[OwnServer], None],
    comes_back: Callable[[OwnServer], Any],
) -> None:
    """
    In the three seconds of Slack, each in the form of its kind; what was typed stays, and it works
    once the store is back.
    """
    async with _a_world(server, hands, by_http=by_http) as world:
        await _everybody_has_something_open(world)
        before, sent = await _kept(world), len(world.slack.deliveries)

        goes(server)
        told = await _everybody_acts(world)

        answers = world.slack.deliveries[sent:]
        assert len(answers) == 6
        assert [one for one in answers if not one.acked] == told.event  # so that it is sent again
        assert SAID in told.command
        assert SAID in (await world.ada.until_ephemeral(lambda m: True)).all_text
        assert world.sol.modal is not None
        assert len(world.sol.modals) == 2  # on top of the one with the button
        assert SAID in world.sol.modal.text
        assert list(world.mara.errors) == ["Workspace names"]
        assert SAID in world.mara.errors["Workspace names"]
        assert told.options == []

        back = comes_back(server)
        if back is not None:
            await back
        assert await _kept(world) == before
        await world.mara.submit()  # at once: nobody has to wait for a connection
        assert world.mara.modal is None, world.mara.errors
        [setup] = (await world.bot.aggregates.ask(TEAM, SOL)).setups
        assert setup.state.workspaces == ("Europe",)
        assert "production" in (await world.owen.command("/salesconnect status")).text
        event = await world.slack.happenings.change_user("U_SVEN", real_name="Sven Other")
        assert [one.acked for one in event] == [True]
        await settled(world)
        assert (await world.bot.due.backlog(world.hands.now())).dead == 0
