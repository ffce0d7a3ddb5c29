"""Tokens: asked for once, anew where Marketo says that one is none."""

import httpx
import pytest

from bot.domain.credentials import Credentials
from bot.marketo.client import ALL_USERS, TOKEN, WORKSPACES, Marketo
from bot.marketo.errors import MarketoRefused, MarketoUnreadable
from practice.marketo.faults import Code, HttpStatus
from practice.marketo.standin import MarketoStandIn
from practice.marketo.state import MarketoState
from tests.marketo.conftest import PAIR, Recorded, a_token, answering

NO_TOKEN = [Code(600), Code(601), Code(602), HttpStatus(401)]


@pytest.mark.parametrize("with_errors", [True, False])
@pytest.mark.parametrize("fault", NO_TOKEN, ids=str)
async def test_a_token_that_ran_out_is_replaced_once(
    marketo: Marketo,
    standin: MarketoStandIn,
    pair: Credentials,
    sent: Recorded,
    fault: Code | HttpStatus,
    *,
    with_errors: bool,
) -> None:
    """The call is repeated with the new one."""
    standin.shapes.fails_with_errors = with_errors
    standin.faults.add(WORKSPACES, fault)

    assert await marketo.workspaces(pair)

    assert (sent.times(TOKEN), sent.times(WORKSPACES)) == (2, 2)


@pytest.mark.parametrize("fault", NO_TOKEN, ids=str)
async def test_a_new_token_that_is_refused_too_is_the_end(
    marketo: Marketo,
    standin: MarketoStandIn,
    pair: Credentials,
    sent: Recorded,
    fault: Code | HttpStatus,
) -> None:
    """No third one."""
    standin.faults.add(WORKSPACES, fault, times=None)

    with pytest.raises(MarketoRefused) as raised:
        await marketo.workspaces(pair)

    assert raised.value.code == (fault.code if isinstance(fault, Code) else None)
    assert (sent.times(TOKEN), sent.times(WORKSPACES)) == (2, 2)


async def test_no_new_token_helps_a_subscription_that_is_none(
    marketo: Marketo, standin: MarketoStandIn, pair: Credentials, sent: Recorded
) -> None:
    standin.faults.add(WORKSPACES, Code(614), times=None)

    with pytest.raises(MarketoRefused):
        await marketo.workspaces(pair)

    assert sent.times(WORKSPACES) == 1


async def test_a_token_may_run_out_between_two_pages() -> None:
    """The page is asked for again, not the whole list."""
    first, second = ([{"id": n, "emailAddress": f"{n}@acme.example"}] for n in (1, 2))
    ran_out = {"errors": [{"code": 602, "message": "Access token expired"}]}
    sent = answering(
        httpx.Response(200, json=first),
        httpx.Response(401, json=ran_out),
        httpx.Response(200, json=second),
        httpx.Response(200, json=[]),
        token=[a_token(), a_token(access_token="another-token")],
    )

    async with Marketo(None, transport=sent) as marketo:
        read = await marketo.users(PAIR)

    assert [user.id for user in read] == [1, 2]
    asked = [r for r in sent.requests if r.url.path == ALL_USERS]
    assert [r.url.params["pageOffset"] for r in asked] == ["0", "1", "1", "2"]
    used = [r.headers["Authorization"].removeprefix("Bearer ") for r in asked]
    assert used == ["a-token", "a-token", "another-token", "another-token"]


async def test_a_token_in_its_last_second_is_asked_for_again() -> None:
    """0 is a legal `expires_in`: it is what remains of a shared token."""
    sent = answering(
        httpx.Response(200, json=[]),
        token=[a_token(expires_in=0), a_token(access_token="another-token")],
    )

    async with Marketo(None, transport=sent) as marketo:
        await marketo.workspaces(PAIR)

    assert sent.times(TOKEN) == 2
    assert sent.requests[-1].headers["Authorization"] == "Bearer another-token"


async def test_a_token_that_is_always_in_its_last_second_is_used() -> None:
    """Three are asked for, and the last one may well do."""
    tokens = [a_token(access_token=f"token-{n}", expires_in=0) for n in (1, 2, 3, 4)]
    sent = answering(httpx.Response(200, json=[]), token=tokens)

    async with Marketo(None, transport=sent) as marketo:
        assert await marketo.workspaces(PAIR) == ()

    assert sent.times(TOKEN) == 3
    assert sent.requests[-1].headers["Authorization"] == "Bearer token-3"


@pytest.mark.parametrize("left", [0, -1, None, "0"])
async def test_a_pair_is_accepted_however_little_is_left(left: object) -> None:
    """A token came; nothing is done with it."""
    sent = answering(httpx.Response(200, json=[]), token=[a_token(expires_in=left)])

    async with Marketo(None, transport=sent) as marketo:
        assert await marketo.accepts(PAIR) is True

    assert sent.times(TOKEN) == 1


@pytest.mark.parametrize(
    "token", ["", "two words", "line\r\nX-Other: 1", "jeton-é", None, 7, ["a"]]
)
async def test_what_no_header_can_carry_is_no_token(token: object) -> None:
    """It is never tried."""
    sent = answering(httpx.Response(200, json=[]), token=[a_token(access_token=token)])

    async with Marketo(None, transport=sent) as marketo:
        with pytest.raises(MarketoUnreadable) as raised:
            await marketo.accepts(PAIR)

    assert raised.value.field == "access_token"


@pytest.mark.parametrize("status", [401, 403, 400])
async def test_a_pair_is_refused_by_status(status: int) -> None:
    """As the identity endpoint says no; without a permission to name, since none is needed."""
    no = httpx.Response(status, json={"error": "invalid_client", "error_description": "none"})
    sent = answering(no, token=[no, no])

    async with Marketo(None, transport=sent) as marketo:
        assert await marketo.accepts(PAIR) is False
        with pytest.raises(MarketoRefused):
            await marketo.workspaces(PAIR)

    assert sent.times(TOKEN) == 2


async def test_a_pair_that_no_longer_opens_is_refused(
    marketo: Marketo, state: MarketoState, pair: Credentials
) -> None:
    """Somebody changed the secret in Marketo."""
    state.api.client_secret = "another-one"

    assert await marketo.accepts(pair) is False
    with pytest.raises(MarketoRefused):
        await marketo.users(pair)
