"""What a test makes Slack do wrong."""

import time
from typing import Any

import aiohttp
import pytest

from practice.slack import (
    Drop,
    Html,
    Late,
    LoseAnswer,
    RateLimited,
    Refuse,
    ServerError,
    SlackStandIn,
)

from .conftest import Api

POST: dict[str, Any] = {"channel": "U_MARA", "text": "hello"}


async def test_an_http_500_does_nothing(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", ServerError())
    async with api.post("chat.postMessage", **POST) as response:
        assert response.status == 500

    assert slack.person("U_MARA").dm == []


async def test_an_http_500_may_come_after_the_deed(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", ServerError(after=True))
    async with api.post("chat.postMessage", **POST) as response:
        assert response.status == 500

    assert len(slack.person("U_MARA").dm) == 1


async def test_a_429_says_when_to_retry(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", RateLimited(retry_after=7))
    async with api.post("chat.postMessage", **POST) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert (await response.json())["error"] == "ratelimited"

    assert slack.person("U_MARA").dm == []


async def test_a_lost_answer_was_done(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", LoseAnswer())
    with pytest.raises(aiohttp.ClientError):
        await api("chat.postMessage", **POST)

    assert len(slack.person("U_MARA").dm) == 1


async def test_a_dropped_connection_did_nothing(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", Drop())
    with pytest.raises(aiohttp.ClientError):
        await api("chat.postMessage", **POST)

    assert slack.person("U_MARA").dm == []


async def test_a_late_answer_was_done_at_once(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", Late(0.1))
    start = time.monotonic()

    answer = await api("chat.postMessage", **POST)

    assert answer["ok"]
    assert time.monotonic() - start >= 0.1


async def test_a_given_error_does_nothing(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", Refuse("restricted_action"))

    assert (await api("chat.postMessage", **POST))["error"] == "restricted_action"
    assert slack.person("U_MARA").dm == []


async def test_html_may_come_where_json_belongs(api: Api, slack: SlackStandIn) -> None:
    slack.faults.add("chat.postMessage", Html())
    async with api.post("chat.postMessage", **POST) as response:
        assert response.content_type == "text/html"


async def test_a_fault_meets_the_next_calls_that_it_is_meant_for(
    api: Api, slack: SlackStandIn
) -> None:
    slack.faults.add(
        "chat.postMessage", Refuse("fatal_error"), times=2, when=lambda a: a["text"] == "b"
    )

    answers = [await api("chat.postMessage", channel="U_MARA", text=t) for t in "abbb"]

    assert [answer["ok"] for answer in answers] == [True, False, False, True]
    assert slack.faults.pending == 0


async def test_every_call_is_recorded_with_its_answer(api: Api, slack: SlackStandIn) -> None:
    await api("chat.postMessage", **POST)
    await api("chat.postMessage", channel="C_NONE", text="x")

    first, second = slack.calls_of("chat.postMessage")
    assert (first.args, first.ok) == (POST, True)
    assert second.answer == {"ok": False, "error": "channel_not_found"}
