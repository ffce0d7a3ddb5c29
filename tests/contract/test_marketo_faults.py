"""Whatever Marketo does wrong ends in a fault of ours, named for what can be done about it."""

import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

import httpx
import pytest
import stamina

from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.marketo.client import TOKEN, WORKSPACES, Marketo
from bot.marketo.errors import (
    MarketoBusy,
    MarketoDenied,
    MarketoError,
    MarketoRefused,
    MarketoSilent,
    MarketoUnreadable,
)
from practice.marketo.codes import CODES
from practice.marketo.faults import (
    Code,
    Elsewhere,
    Fault,
    Html,
    HttpStatus,
    HugeBody,
    SlowBody,
    Truncated,
)
from practice.marketo.standin import MarketoStandIn
from practice.marketo.state import MarketoState
from practice.slack.server import Server

STATE: Final = MarketoState()
PAIR: Final = Credentials(
    MunchkinId(STATE.munchkin_id), STATE.api.client_id, STATE.api.client_secret
)
OF_CODES: Final[dict[int, type[MarketoError]]] = {
    **dict.fromkeys((600, 601, 602, 614), MarketoRefused),
    603: MarketoDenied,
    **dict.fromkeys((604, 606, 607, 608, 611, 615), MarketoBusy),
    **dict.fromkeys((605, 609, 610, 612, 613), MarketoUnreadable),
}
OTHERS: Final[list[tuple[Fault, type[MarketoError]]]] = [
    (HttpStatus(401), MarketoRefused),
    (HttpStatus(403), MarketoDenied),
    (HttpStatus(404), MarketoSilent),
    (HttpStatus(429), MarketoBusy),
    (HttpStatus(500), MarketoSilent),
    (HttpStatus(502), MarketoSilent),
    (HttpStatus(503), MarketoSilent),
    (Html(), MarketoSilent),
    (Html(status=401), MarketoSilent),
    (Html(status=403), MarketoSilent),
    (Html(status=503), MarketoSilent),
    (SlowBody(60), MarketoSilent),
    (Truncated(), MarketoSilent),
    (HugeBody(size=10_000_000), MarketoSilent),
    (Elsewhere("http://127.0.0.1:9/"), MarketoSilent),
    (Elsewhere("http://127.0.0.1:9/", status=307), MarketoSilent),
]


@pytest.fixture(autouse=True)
def no_pauses() -> Iterator[None]:
    with stamina.set_testing(True, attempts=100, cap=True):
        yield


@pytest.fixture
def marketo_standin() -> MarketoStandIn:
    now = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)
    return MarketoStandIn(lambda: STATE, now=lambda: now)


@pytest.fixture
async def marketo(marketo_standin: MarketoStandIn) -> AsyncIterator[Marketo]:
    """Less patient than the bot, so that a slow answer costs a test little."""
    server = Server(marketo_standin.routes("/marketo/{munchkin_id}"))
    address = f"{await server.start()}/marketo/{{munchkin_id}}"
    transport = httpx.AsyncHTTPTransport()
    async with Marketo(address, transport=transport, patience=timedelta(seconds=0.5)) as client:
        yield client
    await server.stop()


def at(path: str, fault: Fault, ours: type[MarketoError]) -> type[MarketoError]:
    """
    What `ours` is at this path.

    No permission is needed where a token is asked for: there a denial is about the pair. A service
    that takes no token says nothing about the pair, for which the token was just issued.
    """
    if path == TOKEN:
        return MarketoRefused if ours is MarketoDenied else ours
    is_of_the_token = ours is MarketoRefused and fault != Code(614)
    return MarketoSilent if is_of_the_token else ours


def test_every_code_has_its_fault() -> None:
    assert set(OF_CODES) == set(CODES)


@pytest.mark.parametrize("path", [TOKEN, WORKSPACES])
@pytest.mark.parametrize("code", CODES)
async def test_a_code_is_named_for_what_can_be_done(
    marketo: Marketo, marketo_standin: MarketoStandIn, code: int, path: str
) -> None:
    """Who refuses or denies is what it is about: see `at`."""
    marketo_standin.faults.add(path, Code(code), times=None)

    with pytest.raises(MarketoError) as raised:
        await marketo.workspaces(PAIR)

    assert type(raised.value) is at(path, Code(code), OF_CODES[code])


@pytest.mark.parametrize("path", [TOKEN, WORKSPACES])
@pytest.mark.parametrize(("fault", "ours"), OTHERS, ids=str)
async def test_any_other_fault_is_named_for_what_can_be_done(
    marketo: Marketo,
    marketo_standin: MarketoStandIn,
    fault: Fault,
    ours: type[MarketoError],
    path: str,
) -> None:
    """Within the time that a call may take, and a second for a busy machine."""
    marketo_standin.faults.add(path, fault, times=None)
    start = time.monotonic()

    with pytest.raises(MarketoError) as raised:
        await marketo.workspaces(PAIR)

    assert type(raised.value) is at(path, fault, ours)
    assert time.monotonic() - start < 1.5


REFUSED: Final = {MarketoRefused, MarketoDenied}


@pytest.mark.parametrize(
    ("fault", "ours"), [*((Code(c), kind) for c, kind in OF_CODES.items()), *OTHERS], ids=str
)
async def test_the_check_of_a_pair_says_no_only_where_marketo_does(
    marketo: Marketo, marketo_standin: MarketoStandIn, fault: Fault, ours: type[MarketoError]
) -> None:
    """Else it says that nobody knows: a wrong "not accepted" sends people to look for a fault."""
    marketo_standin.faults.add(TOKEN, fault, times=None)

    if ours in REFUSED:
        assert await marketo.accepts(PAIR) is False
        return
    with pytest.raises(ours):
        await marketo.accepts(PAIR)


@pytest.mark.parametrize(
    ("fault", "is_certain"),
    [
        *((Code(code), True) for code in (600, 601, 602, 603, 614)),
        (HttpStatus(401), True),
        (HttpStatus(403), False),
    ],
    ids=str,
)
async def test_a_refusal_is_certain_where_it_is_marketos_own(
    marketo: Marketo, marketo_standin: MarketoStandIn, fault: Fault, *, is_certain: bool
) -> None:
    """With 401 the stand-in says Marketo's word, with 403 nothing, as a firewall may."""
    marketo_standin.faults.add(TOKEN, fault, times=None)

    with pytest.raises(MarketoRefused) as raised:
        await marketo.users(PAIR)

    assert raised.value.is_certain is is_certain


async def test_a_fault_leaves_the_client_well(
    marketo: Marketo, marketo_standin: MarketoStandIn
) -> None:
    """More bad answers than there are places for calls at once."""
    marketo_standin.faults.add(WORKSPACES, HugeBody(size=10_000_000), times=12)
    for _ in range(12):
        with pytest.raises(MarketoSilent):
            await marketo.workspaces(PAIR)

    assert len(await marketo.workspaces(PAIR)) == len(STATE.workspaces)
