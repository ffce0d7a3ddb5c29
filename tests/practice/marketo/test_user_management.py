"""Users, roles and workspaces, held against Adobe's own API files."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator

from practice.marketo.shapes import DateForm
from practice.marketo.standin import (
    ALL_USERS,
    MOST_PER_PAGE,
    PAGE_SIZE,
    ROLES,
    USAGE,
    WORKSPACES,
    MarketoStandIn,
)
from practice.marketo.state import PERMISSIONS, MarketoState, MarketoUser

from .conftest import Client

SAMPLES = Path(__file__).parents[2] / "contract" / "samples" / "marketo"


def problems(name: str, definition: str, body: Any) -> list[str]:
    """What Adobe's swagger has against it; Swagger 2 is JSON Schema, draft 4."""
    swagger = json.loads((SAMPLES / f"swagger-{name}.json").read_text())
    schema = {
        "definitions": swagger["definitions"],
        "$ref": f"#/definitions/{definition}",
    }
    return [error.message for error in Draft4Validator(schema).iter_errors(body)]


@pytest.mark.parametrize(
    ("path", "definition"),
    [
        (ALL_USERS, "ResponseOfAllUsers"),
        (ROLES, "ResponseOfRole"),
        (WORKSPACES, "ResponseOfWorkspace"),
    ],
)
async def test_answers_are_as_adobe_defines_them(
    client: Client, path: str, definition: str
) -> None:
    """A bare array; every part of it satisfies the definition and holds no other field."""
    answer = await client(path, token=await client.token())

    swagger = json.loads((SAMPLES / "swagger-user.json").read_text())
    known = set(swagger["definitions"][definition]["properties"])
    assert answer.status == 200
    assert [p for row in answer.body for p in problems("user", definition, row)] == []
    assert {field for row in answer.body for field in row} <= known


async def test_a_token_is_as_adobe_defines_it(client: Client, state: MarketoState) -> None:
    answer = await client.ask_token(state.client_id, state.client_secret)

    assert problems("identity", "ResponseOfIdentity", answer.body) == []


async def test_errors_are_as_adobe_defines_them(client: Client) -> None:
    answer = await client(WORKSPACES, token="made-up")

    assert problems("user", "Error", answer.body["errors"][0]) == []


@pytest.mark.parametrize("missing", PERMISSIONS)
async def test_reading_needs_both_permissions(
    client: Client, state: MarketoState, missing: str
) -> None:
    state.api.permissions.remove(missing)

    answer = await client(WORKSPACES, token=await client.token())

    assert (answer.status, answer.code) == (403, 603)


async def test_the_sales_connect_pair_may_not_read(client: Client, state: MarketoState) -> None:
    answer = await client.ask_token(state.client_id, state.client_secret)

    denied = await client(WORKSPACES, token=answer.body["access_token"])

    assert denied.code == 603


async def test_users_come_by_pages_of_twenty(client: Client, state: MarketoState) -> None:
    token = await client.token()

    first = await client(ALL_USERS, token=token)
    second = await client(ALL_USERS, token=token, pageOffset=PAGE_SIZE)

    addresses = [user["emailAddress"] for user in first.body + second.body]
    assert addresses == [user.email_address for user in state.users[: 2 * PAGE_SIZE]]


async def test_behind_the_last_user_a_page_is_empty(client: Client, state: MarketoState) -> None:
    token = await client.token()

    answer = await client(ALL_USERS, token=token, pageOffset=len(state.users))

    assert (answer.status, answer.body) == (200, [])


async def test_a_page_holds_at_most_two_hundred(client: Client, state: MarketoState) -> None:
    """As many when asked for; to ask for more is a mistake that is told."""
    state.users += [MarketoUser(n, "A", "B", f"p{n}@x.example") for n in range(1000, 1300)]
    token = await client.token()

    most = await client(ALL_USERS, token=token, pageSize=MOST_PER_PAGE)
    more = await client(ALL_USERS, token=token, pageSize=MOST_PER_PAGE + 1)

    assert len(most.body) == MOST_PER_PAGE
    assert more.status == 400


@pytest.mark.parametrize("offset", ["-1", "x", "", "1.5", "9" * 5000])
async def test_an_offset_that_is_no_number_is_told(client: Client, offset: str) -> None:
    answer = await client(ALL_USERS, token=await client.token(), pageOffset=offset)

    assert answer.status == 400


async def test_the_default_workspace_is_not_told_by_its_name(
    client: Client, state: MarketoState
) -> None:
    """The first one is it, whatever it is called; another one has the word in its name."""
    state.workspaces[0].name = "Headquarters"

    answer = await client(WORKSPACES, token=await client.token())

    assert [w["id"] for w in answer.body if "Default" in w["name"]] == [9]
    assert state.default_workspace.name == "Headquarters"


async def test_an_answer_may_be_wrapped(client: Client, marketo: MarketoStandIn) -> None:
    token = await client.token()
    bare = await client(WORKSPACES, token=token)

    marketo.shapes.is_wrapped = True
    wrapped = await client(WORKSPACES, token=token)

    assert wrapped.body == {"result": bare.body}


@pytest.mark.parametrize(
    ("form", "written"),
    [
        (DateForm.Z, "2025-01-02T03:04:05Z"),
        (DateForm.OFFSET, "2025-01-02T03:04:05+0000"),
        (DateForm.PLAIN, "2025-01-02 03:04:05"),
        (DateForm.GUIDE, "20250102T03:04:05.678t+0000"),
    ],
)
async def test_dates_come_in_any_of_four_forms(
    client: Client, marketo: MarketoStandIn, state: MarketoState, form: DateForm, written: str
) -> None:
    state.workspaces[0].created_at = datetime(2025, 1, 2, 3, 4, 5, 678_000, tzinfo=UTC)
    marketo.shapes.dates = form

    answer = await client(WORKSPACES, token=await client.token())

    assert answer.body[0]["createdAt"] == written


async def test_fields_may_be_left_out(client: Client, marketo: MarketoStandIn) -> None:
    """Adobe's swagger calls fields required that the service omits."""
    marketo.shapes.omitted = {"currencyInfo"}

    answer = await client(WORKSPACES, token=await client.token())

    assert all("currencyInfo" not in row and "name" in row for row in answer.body)


async def test_a_failure_may_come_without_errors(client: Client, marketo: MarketoStandIn) -> None:
    marketo.shapes.fails_with_errors = False

    answer = await client(WORKSPACES, token="made-up")

    assert (answer.status, set(answer.body)) == (401, {"error", "error_description"})


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_nothing_can_be_written(client: Client, method: str) -> None:
    """The bot only reads Marketo: whatever would write is refused."""
    token = await client.token()

    workspaces = await client(WORKSPACES, token=token, method=method)
    invitation = await client(
        "/userservice/management/v1/users/invite.json", token=token, method=method
    )

    assert (workspaces.code, invitation.code) == (605, 610)


async def test_user_management_is_not_below_rest(client: Client) -> None:
    """Under `/rest` there is no such resource, which is told with HTTP 200."""
    answer = await client(f"/rest{WORKSPACES}", token=await client.token())

    assert (answer.status, answer.body["success"], answer.code) == (200, False, 610)


async def test_rest_tells_every_refusal_with_http_200(client: Client) -> None:
    answer = await client(USAGE)

    assert answer.status == 200
    assert answer.body["success"] is False
    assert answer.body["errors"][0]["code"] == "600"


async def test_rest_tells_how_much_was_used_today(client: Client, state: MarketoState) -> None:
    token = await client.token()
    await client(WORKSPACES, token=token)

    answer = await client(USAGE, token=token)

    assert answer.body["success"] is True
    assert answer.body["result"][0]["total"] == 2  # this call too; the one for the token not


async def test_another_munchkin_id_is_another_host(client: Client) -> None:
    """Ours in any case, and nobody else's."""
    token = await client.token()
    own = client.base

    client.base = own.replace("123-ABC-456", "123-abc-456")
    same = await client(WORKSPACES, token=token)
    client.base = own.replace("123-ABC-456", "999-XYZ-999")
    other = await client(WORKSPACES, token=token)

    assert (same.status, other.status) == (200, 404)


async def test_the_record_holds_no_secret(
    client: Client, marketo: MarketoStandIn, state: MarketoState
) -> None:
    """Path, method and status of every call, but neither its query nor its token."""
    await client.ask_token(state.client_id, state.client_secret, method="GET")
    token = await client.token()
    await client(WORKSPACES, token=token)

    assert [(c.method, c.path, c.status) for c in marketo.calls][-1] == ("GET", WORKSPACES, 200)
    assert state.client_secret not in str(marketo.calls)
    assert token not in str(marketo.calls)
