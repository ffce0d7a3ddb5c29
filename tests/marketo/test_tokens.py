"""Tokens: asked for once, anew where Marketo says that one is none."""

import httpx
import pytest

from bot.domain.credentials import Credentials
from bot.marketo.client import ALL_USERS, TOKEN, WORKSPACES, Marketo
from bot.marketo.errors import MarketoRefused, MarketoSilent, MarketoUnreadable
from practice.marketo.faults import Code, HttpStatus
from practice.marketo.standin import MarketoStandIn
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
    """No third one; and it is not the pair, for which both of them were issued."""
    standin.faults.add(WORKSPACES, fault, times=None)

    with pytest.raises(MarketoSilent, match="the token is not taken"):
        await marketo.workspaces(pair)

    assert (sent.times(TOKEN), sent.times(WORKSPACES)) == (2, 2)


async def test_no_new_token_helps_a_subscription_that_is_none(
    marketo: Marketo, standin: MarketoStandIn, pair: Credentials, sent: Recorded
) -> None:
    """Not certain all the same: the identity endpoint knows the pair."""
    standin.faults.add(WORKSPACES, Code(614), times=None)

    with pytest.raises(MarketoRefused) as raised:
        await marketo.workspaces(pair)

    assert not raised.value.is_certain
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
