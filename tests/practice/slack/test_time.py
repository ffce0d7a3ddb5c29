"""Rules of time that no other file here is about: time-outs by kind, repeats, the request URL."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from starlette.responses import RedirectResponse, Response

from practice.slack import NotAcknowledged, Person, SlackStandIn
from practice.slack.delivery import RETRY_DELAYS

from .conftest import Api, Bot, Json
from .shapes import actions, button, field, modal, text_field

EXTERNAL = field("Workspaces", "w", {"type": "external_select", "min_query_length": 0})


async def press(mara: Person) -> Any:
    return await mara.press("Check", in_modal=True)


async def submit(mara: Person) -> Any:
    await mara.fill("Name", "x")
    return await mara.submit()


@pytest.mark.parametrize(
    "act",
    [
        lambda mara: mara.command("/salesconnect help"),
        press,
        lambda mara: mara.shortcut("set_up"),
        submit,
        lambda mara: mara.options("Workspaces", "N"),
    ],
    ids=["command", "block action", "shortcut", "view submission", "options"],
)
async def test_each_interaction_is_acknowledged_in_time_or_the_person_sees_an_error(
    slack: SlackStandIn, bot: Bot, act: Callable[[Person], Awaitable[Any]]
) -> None:
    async def slowly(payload: Json) -> None:
        await asyncio.sleep(0.6)

    bot.reply = slowly
    slack.ack_timeout = 0.15  # in which a busy machine brings it to the bot
    optional = EXTERNAL | {"optional": True}
    shown = modal(text_field("Name", "name"), actions(button("Check")), optional)
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", shown)

    with pytest.raises(NotAcknowledged, match="timeout"):
        await act(slack.person("U_MARA"))

    assert len(bot.received) == 1, "Slack sends none of them again"


def test_events_are_repeated_at_once_after_a_minute_and_after_five() -> None:
    assert RETRY_DELAYS == (0.0, 60.0, 300.0)


async def test_an_event_without_an_answer_in_time_is_repeated(
    slack: SlackStandIn, bot: Bot
) -> None:
    async def slowly_at_first(payload: Json) -> None:
        if len(bot.received) == 1:
            slack.ack_timeout = 20.0  # of the second attempt
            await asyncio.sleep(0.6)

    bot.reply = slowly_at_first
    slack.ack_timeout = 0.15  # in which a busy machine brings it to the bot
    slack.event_retry_delays = (0, 0, 0)

    attempts = await slack.send_event({"type": "app_uninstalled"})

    assert [a.reason for a in attempts] == ["http_timeout", None]
    assert bot.requests[1].headers["x-slack-retry-reason"] == "http_timeout"


async def test_more_than_two_redirects_are_no_answer(slack: SlackStandIn, bot: Bot) -> None:
    bot.answers(RedirectResponse(slack.request_url or "", 307))
    slack.event_retry_delays = ()

    [attempt] = await slack.send_event({"type": "app_uninstalled"})

    assert attempt.reason == "too_many_redirects"


async def test_a_connection_that_fails_is_no_answer(slack: SlackStandIn) -> None:
    slack.request_url = "http://127.0.0.1:9/slack/events"
    slack.event_retry_delays = (0,)

    attempts = await slack.send_event({"type": "app_uninstalled"})

    assert [a.reason for a in attempts] == ["connection_failed"] * 2


async def test_a_response_url_needs_no_token_and_no_membership(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    await slack.person("U_TOM").command("/salesconnect help", channel="C_SECRET")
    url = bot.received[0]["response_url"]

    async with api.session.post(url, json={"text": "for you"}) as response:
        assert response.status == 200

    assert [m.text for m in slack.person("U_TOM").ephemerals] == ["for you"]


async def test_a_request_url_gives_the_challenge_back_and_takes_ssl_check(
    slack: SlackStandIn, bot: Bot
) -> None:
    """†"""
    silent = await slack.verify_request_url()

    async def well_behaved(payload: Json) -> Any:
        return {"challenge": payload["challenge"]} if "challenge" in payload else None

    bot.reply = well_behaved
    assert silent == ["url_verification: the challenge did not come back"]
    assert await slack.verify_request_url() == []
    bot.answers(Response(status_code=403))
    assert len(await slack.verify_request_url()) == 2
