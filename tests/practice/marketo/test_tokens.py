"""Access tokens of the practice Marketo."""

import pytest

from practice.marketo.standin import WORKSPACES, MarketoStandIn
from practice.marketo.state import MarketoState

from .conftest import Client, HandClock


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_both_pairs_get_a_token_by_either_method(
    client: Client, state: MarketoState, method: str
) -> None:
    """Each pair has a token and a user of its own."""
    own = await client.ask_token(state.client_id, state.client_secret, method=method)
    api = await client.ask_token(state.api.client_id, state.api.client_secret, method=method)

    assert (own.status, api.status) == (200, 200)
    assert own.body["access_token"] != api.body["access_token"]
    assert api.body["scope"] == state.api.user


async def test_a_wrong_pair_is_refused(client: Client, state: MarketoState) -> None:
    """By HTTP status, and not by `success: false`; a space more is another secret."""
    answer = await client.ask_token(state.client_id, f"{state.client_secret} ")

    assert (answer.status, answer.body["error"]) == (401, "invalid_client")
    assert state.client_secret not in str(answer.body)


async def test_the_sales_connect_pair_may_be_unknown_to_identity(
    client: Client, state: MarketoState
) -> None:
    """No source says whether it is known there, so both can be played."""
    state.identity_knows_the_pair = False

    answer = await client.ask_token(state.client_id, state.client_secret)

    assert answer.status == 401


async def test_only_client_credentials_are_granted(client: Client, state: MarketoState) -> None:
    answer = await client(
        "/identity/oauth/token",
        grant_type="password",
        client_id=state.client_id,
        client_secret=state.client_secret,
    )

    assert (answer.status, answer.body["error"]) == (400, "unsupported_grant_type")


async def test_a_shared_token_comes_again_with_what_remains(
    client: Client, state: MarketoState, clock: HandClock
) -> None:
    first = await client.ask_token(state.client_id, state.client_secret)
    clock.move(seconds=1000.5)
    second = await client.ask_token(state.client_id, state.client_secret)

    assert first.body["expires_in"] == 3600
    assert second.body == first.body | {"expires_in": 2599}


async def test_what_remains_may_be_0(client: Client, state: MarketoState, clock: HandClock) -> None:
    """In its last second the token is still handed out; the next question brings a new one."""
    first = await client.ask_token(state.client_id, state.client_secret)
    clock.move(seconds=3599.5)
    last = await client.ask_token(state.client_id, state.client_secret)
    clock.move(seconds=0.5)
    fresh = await client.ask_token(state.client_id, state.client_secret)

    assert last.body == first.body | {"expires_in": 0}
    assert fresh.body["access_token"] != first.body["access_token"]
    assert fresh.body["expires_in"] == 3600


async def test_a_call_without_a_token_is_600(client: Client) -> None:
    answer = await client(WORKSPACES)

    assert (answer.status, answer.code) == (401, 600)


async def test_a_token_in_the_query_is_refused(client: Client) -> None:
    """Even beside a header that carries it: query strings end up in logs."""
    token = await client.token()

    alone = await client(WORKSPACES, access_token=token)
    beside = await client(WORKSPACES, token=token, access_token=token)

    assert (alone.code, beside.code) == (600, 600)


async def test_an_unknown_token_is_601(client: Client) -> None:
    answer = await client(WORKSPACES, token="made-up")

    assert (answer.status, answer.code) == (401, 601)
    assert answer.body["error"] == "invalid_token"
    assert answer.body["error_description"]


async def test_a_token_that_ran_out_is_602(client: Client, clock: HandClock) -> None:
    token = await client.token()
    clock.move(hours=1)

    answer = await client(WORKSPACES, token=token)

    assert (answer.status, answer.code) == (401, 602)


async def test_a_token_works_until_it_runs_out(client: Client, clock: HandClock) -> None:
    token = await client.token()
    clock.move(seconds=3599.9)

    assert (await client(WORKSPACES, token=token)).status == 200


async def test_tokens_are_forgotten_with_the_company(
    client: Client, marketo: MarketoStandIn
) -> None:
    token = await client.token()

    marketo.forget()

    assert (await client(WORKSPACES, token=token)).code == 601
