"""The bot's own client against practice's connector on its server, which is told to go wrong."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

import aiohttp
import httpx
import pytest

from bot.connector.client import Accepted, Call, Connector, Refused
from bot.connector.errors import (
    ConnectorBusy,
    ConnectorError,
    ConnectorInDoubt,
    ConnectorMisconfigured,
)
from practice.control import control_routes
from practice.sales_connect.connector import PATH
from practice.sales_connect.team_access import connect_by_itself
from practice.world import World

SECRET: Final = "practice-only-secret"
ADA: Final = "ada@lumensails.example"
SOON: Final = 5.0  # seconds


async def nothing() -> None:
    """No bot is waited for, and nobody starts over."""


@dataclass
class Beside:
    """Practice, its control API, and a bot's client that asks its connector."""

    world: World
    session: aiohttp.ClientSession
    connector: Connector

    async def tell(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        url = f"{self.world.slack.state.base_url}/control/connector{path}"
        async with self.session.request(method, url, json=body) as answer:
            return answer.status, await answer.json()

    async def connect(self, key: str = "k", *, within: float = SOON) -> Accepted | Refused:
        call = Call(key, "connect", "R1", 1, "production", "", ADA, ())
        return await self.connector.send(call, within=within)

    @property
    def done(self) -> list[str]:
        return [done.wish.email for done in self.world.connector.done]


@pytest.fixture
async def beside() -> AsyncIterator[Beside]:
    """A company whose Sales Connect has been connected for long."""
    world = World.new(None, connector_secret=SECRET)
    connect_by_itself(world.kept.sales_connect, by="sol@lumensails.example", now=world.clock.now())
    world.slack.server.mount(control_routes(world, nothing, nothing))
    async with world.slack, aiohttp.ClientSession() as session:
        url = world.slack.state.base_url + PATH
        transport = httpx.AsyncHTTPTransport()
        async with Connector(url, SECRET, transport=transport) as connector:
            yield Beside(world, session, connector)


async def test_the_two_agree(beside: Beside) -> None:
    """Each was written from the document, so this is what proves it."""
    assert await beside.connect() == Accepted()
    assert await beside.connect("another") == Accepted()
    assert beside.done == [ADA]
    assert (await beside.tell("GET", ""))[1]["done"] == [
        {
            "key": "k",
            "does": "connect",
            "run_id": "R1",
            "attempt": 1,
            "instance": "production",
            "name": "",
            "email": ADA,
            "workspaces": [],
        }
    ]


async def test_another_secret_is_for_an_operator(beside: Beside) -> None:
    """And so is a practice that has none."""
    for secret in ("another-secret-of-16", None):
        beside.world.connector.secret = secret
        with pytest.raises(ConnectorMisconfigured):
            await beside.connect()


async def test_a_jump_of_the_clock_moves_no_signature(beside: Beside) -> None:
    """Both sign by real time; what is done is done by the company's."""
    beside.world.clock.jump(86_400)

    assert await beside.connect() == Accepted()


@pytest.mark.parametrize(
    ("fault", "meant", "is_done"),
    [
        ({"fault": "server_error", "status": 500}, ConnectorInDoubt, False),
        ({"fault": "server_error", "status": 503}, ConnectorBusy, False),
        ({"fault": "html"}, ConnectorInDoubt, False),
        ({"fault": "drop"}, ConnectorInDoubt, False),
        ({"fault": "lose_answer"}, ConnectorInDoubt, True),
        ({"fault": "late", "seconds": 30}, ConnectorInDoubt, True),
    ],
    ids=lambda value: value.get("fault") if isinstance(value, dict) else None,
)
async def test_what_went_wrong_once_is_mended_by_the_same_key(
    beside: Beside, fault: dict[str, Any], meant: type[ConnectorError], *, is_done: bool
) -> None:
    """Done in the end, and never twice."""
    assert await beside.tell("POST", "/faults", fault) == (200, {"pending": 1})

    with pytest.raises(meant):
        await beside.connect(within=2.0 if fault["fault"] == "late" else SOON)

    assert beside.done == ([ADA] if is_done else [])
    assert await beside.connect() == Accepted()
    assert beside.done == [ADA]


async def test_it_can_be_told_to_be_busy(beside: Beside) -> None:
    """For as long as is asked for; `DELETE` takes it back."""
    fault = {"fault": "rate_limited", "seconds": 7, "times": 2}
    await beside.tell("POST", "/faults", fault)

    with pytest.raises(ConnectorBusy) as raised:
        await beside.connect()

    assert raised.value.retry_after == timedelta(seconds=7)
    assert await beside.tell("DELETE", "/faults") == (200, {"pending": 0})
    assert await beside.connect() == Accepted()


async def test_its_pace_is_set(beside: Beside) -> None:
    """One at once and one in ten seconds, say; whoever starts over has the usual one."""
    pace = {"per_second": 0.1, "burst": 1}
    assert await beside.tell("POST", "/pace", pace) == (200, pace)
    assert await beside.connect() == Accepted()

    with pytest.raises(ConnectorBusy) as raised:
        await beside.connect("another")

    assert raised.value.retry_after == timedelta(seconds=10)
    beside.world.start_over()
    assert (await beside.tell("GET", ""))[1] == {"done": [], "per_second": 20, "burst": 20}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/faults", {"fault": "earthquake"}),
        ("/faults", {"fault": "refuse"}),
        ("/faults", {"fault": "late", "seconds": "x"}),
        ("/faults", {"fault": "drop", "times": 0}),
        ("/pace", {"per_second": 0}),
        ("/pace", {"burst": 0.5}),
        ("/pace", {"per_second": "fast"}),
    ],
    ids=str,
)
async def test_bad_orders_are_refused_in_words(beside: Beside, path: str, body: Any) -> None:
    """And change nothing."""
    status, answer = await beside.tell("POST", path, body)

    assert (status, bool(answer["error"])) == (400, True)
    assert beside.world.connector.faults.pending == 0
    assert beside.world.connector.pace.per_second == 20
