"""What a test makes Marketo do wrong."""

import json
import time

import aiohttp
import pytest

from practice.marketo.codes import CODES
from practice.marketo.faults import (
    Code,
    Elsewhere,
    Html,
    HttpStatus,
    HugeBody,
    SlowBody,
    Truncated,
)
from practice.marketo.standin import TOKEN, USAGE, WORKSPACES, MarketoStandIn
from practice.marketo.state import MarketoState

from .conftest import Client


@pytest.mark.parametrize("code", CODES)
async def test_rest_tells_every_code_with_http_200(
    client: Client, marketo: MarketoStandIn, code: int
) -> None:
    token = await client.token()
    marketo.faults.add(USAGE, Code(code))

    answer = await client(USAGE, token=token)

    assert (answer.status, answer.body["success"], answer.code) == (200, False, code)
    assert answer.body["errors"][0]["message"]


@pytest.mark.parametrize("code", CODES)
async def test_user_management_tells_every_code_by_status(
    client: Client, marketo: MarketoStandIn, code: int
) -> None:
    token = await client.token()
    marketo.faults.add(WORKSPACES, Code(code))

    answer = await client(WORKSPACES, token=token)

    assert answer.status >= 400
    assert answer.code == code
    assert answer.body["error"]
    assert answer.body["error_description"]


def test_the_codes_are_600_to_615() -> None:
    assert list(CODES) == [*range(600, 616)]


async def test_the_token_endpoint_tells_a_code_by_status(
    client: Client, marketo: MarketoStandIn, state: MarketoState
) -> None:
    marketo.faults.add(TOKEN, Code(608))

    answer = await client.ask_token(state.client_id, state.client_secret)

    assert (answer.status, answer.code) == (503, 608)


@pytest.mark.parametrize("status", [401, 500, 502, 503])
async def test_any_http_status_may_come(
    client: Client, marketo: MarketoStandIn, status: int
) -> None:
    token = await client.token()
    marketo.faults.add(WORKSPACES, HttpStatus(status))

    answer = await client(WORKSPACES, token=token)

    assert answer.status == status
    assert (status == 401) == ("error" in answer.body)


async def test_html_may_come_where_json_belongs(client: Client, marketo: MarketoStandIn) -> None:
    token = await client.token()
    marketo.faults.add(WORKSPACES, Html(status=503))

    answer = await client(WORKSPACES, token=token)

    assert answer.status == 503
    assert answer.headers["content-type"].startswith("text/html")


async def test_a_slow_body_comes_after_its_head(client: Client, marketo: MarketoStandIn) -> None:
    headers = {"Authorization": f"Bearer {await client.token()}"}
    marketo.faults.add(WORKSPACES, SlowBody(2))
    start = time.monotonic()

    async with client.session.get(client.base + WORKSPACES, headers=headers) as response:
        head = time.monotonic() - start
        rows = await response.json()

    whole = time.monotonic() - start
    assert whole >= 2
    assert whole - head > 0.1
    assert rows[0]["id"] == 1


async def test_json_may_be_cut_in_a_whole_response(client: Client, marketo: MarketoStandIn) -> None:
    headers = {"Authorization": f"Bearer {await client.token()}"}
    marketo.faults.add(WORKSPACES, Truncated())

    async with client.session.get(client.base + WORKSPACES, headers=headers) as response:
        text = await response.text()

    assert response.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


async def test_a_body_may_be_huge(client: Client, marketo: MarketoStandIn) -> None:
    """It is legal JSON, so only a bound on its size helps; no length is announced."""
    headers = {"Authorization": f"Bearer {await client.token()}"}
    marketo.faults.add(WORKSPACES, HugeBody(size=300_001))

    async with client.session.get(client.base + WORKSPACES, headers=headers) as response:
        body = await response.read()

    assert "Content-Length" not in response.headers
    assert len(body) > 300_001
    assert json.loads(body)[0]["id"] == 1


async def test_who_hangs_up_leaves_the_server_well(client: Client, marketo: MarketoStandIn) -> None:
    """A client that bounds what it reads closes the connection; the call's place is free then."""
    token = await client.token()
    marketo.faults.add(WORKSPACES, HugeBody(size=100_000_000), times=None)
    async with aiohttp.ClientSession() as session:
        for _ in range(12):
            async with session.get(
                client.base + WORKSPACES, headers={"Authorization": f"Bearer {token}"}
            ) as response:
                assert response.status == 200
                await response.content.read(1000)
                response.close()

    marketo.faults.clear()
    assert (await client(WORKSPACES, token=token)).status == 200


async def test_an_answer_may_lead_elsewhere(client: Client, marketo: MarketoStandIn) -> None:
    token = await client.token()
    marketo.faults.add(WORKSPACES, Elsewhere("http://elsewhere.example/", status=307))

    answer = await client(WORKSPACES, token=token)

    assert (answer.status, answer.headers["location"]) == (307, "http://elsewhere.example/")


async def test_a_fault_meets_the_next_calls_of_its_path(
    client: Client, marketo: MarketoStandIn
) -> None:
    token = await client.token()
    marketo.faults.add(WORKSPACES, Code(606), times=2)

    codes = [(await client(path, token=token)).code for path in (WORKSPACES, USAGE, WORKSPACES)]
    after = await client(WORKSPACES, token=token)

    assert codes == [606, None, 606]
    assert after.status == 200
    assert marketo.faults.pending == 0


async def test_a_star_meets_every_path_until_it_is_cleared(
    client: Client, marketo: MarketoStandIn, state: MarketoState
) -> None:
    marketo.faults.add("*", HttpStatus(502), times=None)
    answers = [
        await client(WORKSPACES),
        await client(USAGE),
        await client.ask_token(state.client_id, state.client_secret),
    ]

    marketo.faults.clear()

    assert [a.status for a in answers] == [502, 502, 502]
    assert (await client.ask_token(state.client_id, state.client_secret)).status == 200
