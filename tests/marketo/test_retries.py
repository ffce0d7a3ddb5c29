"""What is asked again, how often, and what is not."""

import asyncio
from datetime import timedelta
from typing import Final

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.credentials import Credentials
from bot.marketo import patience
from bot.marketo.client import TOKEN, WORKSPACES, Marketo
from bot.marketo.errors import (
    LONGEST_PAUSE,
    MarketoBusy,
    MarketoDenied,
    MarketoError,
    MarketoSilent,
    MarketoUnreadable,
)
from practice.marketo.faults import Code, Fault, Html, HttpStatus, Truncated
from practice.marketo.standin import MarketoStandIn
from tests.domain.properties import PROPERTY
from tests.marketo.conftest import PAIR, Recorded, a_token, answering

PASSING: Final[list[Fault]] = [
    *(Code(code) for code in (604, 606, 608, 611, 615)),
    *(HttpStatus(status) for status in (429, 502, 503)),
    Html(status=502),
]
LASTING: Final[list[tuple[Fault, type[MarketoError]]]] = [
    (Code(603), MarketoDenied),
    (Code(607), MarketoBusy),
    (Code(610), MarketoUnreadable),
    (HttpStatus(403), MarketoDenied),
    (HttpStatus(404), MarketoSilent),
    (HttpStatus(500), MarketoSilent),
    (Html(), MarketoSilent),
    (Truncated(), MarketoSilent),
]


@pytest.mark.parametrize("fault", PASSING, ids=str)
async def test_what_passes_is_asked_again(
    marketo: Marketo, standin: MarketoStandIn, pair: Credentials, sent: Recorded, fault: Fault
) -> None:
    """The third attempt may be the one."""
    standin.faults.add(WORKSPACES, fault, times=2)

    assert await marketo.workspaces(pair)

    assert (sent.times(TOKEN), sent.times(WORKSPACES)) == (1, 3)


@pytest.mark.parametrize("fault", PASSING, ids=str)
async def test_three_attempts_are_all(
    marketo: Marketo, standin: MarketoStandIn, pair: Credentials, sent: Recorded, fault: Fault
) -> None:
    standin.faults.add("*", fault, times=None)

    with pytest.raises((MarketoBusy, MarketoSilent)):
        await marketo.accepts(pair)

    assert sent.times(TOKEN) == patience.ATTEMPTS == 3


@pytest.mark.parametrize(("fault", "ours"), LASTING, ids=str)
async def test_what_does_not_pass_is_asked_once(
    marketo: Marketo,
    standin: MarketoStandIn,
    pair: Credentials,
    sent: Recorded,
    fault: Fault,
    ours: type[MarketoError],
) -> None:
    """Never 603, 607 and 610: a quota, a permission and an address do not change in seconds."""
    standin.faults.add(WORKSPACES, fault, times=None)

    with pytest.raises(ours):
        await marketo.workspaces(pair)

    assert sent.times(WORKSPACES) == 1


@pytest.mark.parametrize(
    ("failure", "times"),
    [
        (httpx.ConnectError("refused"), 3),
        (httpx.ConnectTimeout("late"), 3),
        (httpx.ReadError("reset"), 3),
        (httpx.RemoteProtocolError("closed"), 3),
        (httpx.ReadTimeout("late"), 1),
        (httpx.PoolTimeout("full"), 1),
        (httpx.LocalProtocolError("ours"), 1),
        (httpx.UnsupportedProtocol("ours"), 1),
    ],
    ids=repr,
)
async def test_a_broken_connection_is_made_again(failure: Exception, times: int) -> None:
    """All that is sent only reads; an answer that took its time already has had enough of it."""

    def fail(request: httpx.Request) -> httpx.Response:
        raise failure

    sent = Recorded(httpx.MockTransport(fail))
    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoSilent, match=type(failure).__name__):
            await marketo.accepts(PAIR)

    assert sent.times(TOKEN) == times


async def test_nobody_at_the_other_end() -> None:
    """A real socket, refused."""
    async with Marketo("http://127.0.0.1:9", transport=httpx.AsyncHTTPTransport()) as marketo:
        with pytest.raises(MarketoSilent, match="ConnectError"):
            await marketo.accepts(PAIR)


@pytest.mark.parametrize(("said", "times"), [("2", 3), ("3", 3), ("4", 1), ("86400", 1)])
@pytest.mark.parametrize("status", [429, 503])
async def test_marketo_may_say_when(said: str, status: int, times: int) -> None:
    """A short wait is waited, a long one is the caller's; asking in between would only annoy."""
    busy = httpx.Response(status, headers={"Retry-After": said})
    sent = answering(busy)

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises((MarketoBusy, MarketoSilent)):
            await marketo.workspaces(PAIR)

    assert sent.times(WORKSPACES) == times


@pytest.mark.parametrize("code", [606, 607, 608])
async def test_the_caller_learns_which_limit_it_was(
    marketo: Marketo, standin: MarketoStandIn, pair: Credentials, code: int
) -> None:
    """A quota lasts until midnight, the others for seconds."""
    standin.faults.add(WORKSPACES, Code(code), times=None)

    with pytest.raises(MarketoBusy) as raised:
        await marketo.workspaces(pair)

    assert raised.value.code == code


@PROPERTY
@given(st.one_of(st.text(st.characters(codec="ascii")), st.integers().map(str)))
def test_no_retry_after_makes_anybody_wait_for_long(said: str) -> None:
    """Dates, fractions, negative and huge numbers: as if nothing were said."""
    header = said.replace("\r", "").replace("\n", "")
    sent = answering(httpx.Response(429, headers={"Retry-After": header}))

    async def ask() -> None:
        async with Marketo(None, transport=sent) as marketo:
            await marketo.workspaces(PAIR)

    with pytest.raises(MarketoBusy) as raised:
        asyncio.run(ask())

    again = raised.value.again
    assert isinstance(again, bool) or again <= LONGEST_PAUSE


def test_all_pauses_together_are_six_seconds_at_most() -> None:
    """However long Marketo asks for: it is the caller who reschedules."""
    pauses = patience.ATTEMPTS - 1

    assert pauses * LONGEST_PAUSE <= patience.ALL_ATTEMPTS == timedelta(seconds=6)


async def test_each_page_has_attempts_of_its_own() -> None:
    """A list of many pages does not use them up."""
    page = [
        httpx.Response(200, json=[{"id": n, "emailAddress": f"{n}@acme.example"}]) for n in (1, 2)
    ]
    busy = [httpx.Response(503) for _ in range(6)]
    sent = answering(
        *busy[:2], page[0], *busy[2:4], page[1], *busy[4:], httpx.Response(200, json=[])
    )

    async with Marketo(None, transport=sent) as marketo:
        assert [user.id for user in await marketo.users(PAIR)] == [1, 2]


async def test_a_spent_token_and_a_busy_service_share_the_attempts() -> None:
    """Three calls for a token, whatever the reasons."""
    sent = answering(
        httpx.Response(200, json=[]),
        token=[a_token(expires_in=0), httpx.Response(503), a_token(expires_in=0), a_token()],
    )

    async with Marketo(None, transport=sent) as marketo:
        await marketo.workspaces(PAIR)

    assert sent.times(TOKEN) == 3
