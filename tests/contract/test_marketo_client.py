"""Each path, method and field that the client uses stands in Adobe's own API files."""

from typing import Any, Final
from urllib.parse import parse_qs

import httpx
import pytest
from pydantic import BaseModel

from bot.domain.credentials import Credentials
from bot.domain.munchkin import MunchkinId
from bot.marketo.answers import PERMISSIONS
from bot.marketo.client import ALL_USERS, LARGEST_PAGE, TOKEN, WORKSPACES, Marketo
from bot.marketo.models import MarketoToken, MarketoUser, MarketoWorkspace
from tests.contract.test_marketo_names import swagger

PATHS: Final = swagger("identity")["paths"] | swagger("user")["paths"]
DEFINITIONS: Final = swagger("identity")["definitions"] | swagger("user")["definitions"]
PAIR: Final = Credentials(MunchkinId("123-ABC-456"), "a-client-id", "a-client-secret")


async def test_what_is_sent_is_what_adobe_describes() -> None:
    """Every method and parameter, those of the form too, where Adobe has them in the query."""
    sent: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        is_token = request.url.path == TOKEN
        return httpx.Response(200, json={"access_token": "a-token"} if is_token else [])

    async with Marketo(None, transport=httpx.MockTransport(answer)) as marketo:
        await marketo.accepts(PAIR)
        await marketo.workspaces(PAIR)
        await marketo.users(PAIR)

    assert {request.url.path for request in sent} == {TOKEN, WORKSPACES, ALL_USERS}
    for request in sent:
        described = PATHS[request.url.path][request.method.lower()]
        known = {parameter["name"] for parameter in described.get("parameters", [])}
        assert {*request.url.params, *parse_qs(request.content.decode())} <= known


@pytest.mark.parametrize(
    ("model", "definition"),
    [
        (MarketoToken, "ResponseOfIdentity"),
        (MarketoWorkspace, "ResponseOfWorkspace"),
        (MarketoUser, "ResponseOfAllUsers"),
    ],
)
def test_what_is_read_is_what_adobe_describes(model: type[BaseModel], definition: str) -> None:
    """By name and by type."""
    described: dict[str, Any] = DEFINITIONS[definition]["properties"]
    ours = model.model_json_schema(by_alias=True)["properties"]

    assert set(ours) <= set(described)
    for name, field in ours.items():
        kinds = {field.get("type"), *(one["type"] for one in field.get("anyOf", []))}
        assert described[name]["type"] in kinds


@pytest.mark.parametrize("path", [WORKSPACES, ALL_USERS])
def test_both_permissions_are_needed(path: str) -> None:
    """So both are named where Marketo names none."""
    description = PATHS[path]["get"]["description"]

    assert [name for name in PERMISSIONS if name not in description] == []


def test_a_page_is_as_large_as_adobe_allows() -> None:
    (size,) = [p for p in PATHS[ALL_USERS]["get"]["parameters"] if p["name"] == "pageSize"]

    assert f"Max {LARGEST_PAGE}," in size["description"]


def test_an_answer_may_be_a_bare_list() -> None:
    """And each row may have `errors` with a number and words."""
    schema = PATHS[ALL_USERS]["get"]["responses"]["200"]["schema"]

    assert schema["type"] == "array"
    assert "errors" in DEFINITIONS["ResponseOfAllUsers"]["properties"]
    assert {"code", "message"} <= set(DEFINITIONS["Error"]["properties"])
