"""The same arguments by a query, a form of either kind, or JSON."""

import json
from typing import Any

import aiohttp
import pytest

from practice.slack import SlackStandIn

from .conftest import Api
from .shapes import section

BLOCKS = json.dumps([section("hello")])


def multipart() -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    form.add_field("channel", "U_MARA")
    form.add_field("blocks", BLOCKS)
    return form


@pytest.mark.parametrize(
    "sent",
    [
        {"params": {"channel": "U_MARA", "blocks": BLOCKS}},
        {"data": {"channel": "U_MARA", "blocks": BLOCKS}},
        {"json": {"channel": "U_MARA", "blocks": json.loads(BLOCKS)}},
        {"json": {"channel": "U_MARA", "blocks": BLOCKS}},
        {"data": multipart},
    ],
    ids=["query", "form", "json", "json in json", "multipart"],
)
async def test_arguments_are_read_from_wherever_they_stand(
    api: Api, slack: SlackStandIn, sent: dict[str, Any]
) -> None:
    sent = {name: value() if callable(value) else value for name, value in sent.items()}
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    url = slack.api_url + "chat.postMessage"
    async with api.session.post(url, headers=headers, **sent) as response:
        answer = await response.json()

    assert answer["ok"]
    assert slack.person("U_MARA").dm[0].all_text == "hello"


async def test_a_read_may_be_a_get(api: Api, slack: SlackStandIn) -> None:
    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    url = slack.api_url + "users.info?user=U_MARA"
    async with api.session.get(url, headers=headers) as response:
        assert (await response.json())["user"]["id"] == "U_MARA"


@pytest.mark.parametrize(
    ("kind", "body", "error"),
    [
        ("application/json", "{", "invalid_json"),
        ("application/json", "[]", "json_not_object"),
        ("application/xml", "<a/>", "invalid_post_type"),
        ("application/x-www-form-urlencoded", "blocks={", "invalid_blocks_format"),
    ],
)
async def test_a_malformed_body_is_refused(
    api: Api, slack: SlackStandIn, kind: str, body: str, error: str
) -> None:
    headers = {"Content-Type": kind, "Authorization": f"Bearer {slack.bot_token}"}
    url = slack.api_url + "chat.postMessage"
    async with api.session.post(url, data=body.encode(), headers=headers) as response:
        assert (await response.json())["error"] == error
