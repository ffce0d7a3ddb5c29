"""What the bot is sent over HTTP: signature, time-outs, repeats."""

import asyncio
import hashlib
import hmac
from typing import Any

import pytest
from starlette.responses import Response

from practice.slack import NotAcknowledged, SlackStandIn

from .conftest import Bot, Json
from .shapes import actions, button, modal


async def test_every_request_is_signed(slack: SlackStandIn, bot: Bot) -> None:
    await slack.person("U_MARA").command("/salesconnect help")

    headers, body = bot.requests[0].headers, bot.bodies[0]
    base = f"v0:{headers['x-slack-request-timestamp']}:".encode() + body
    digest = hmac.new(slack.signing_secret.encode(), base, hashlib.sha256).hexdigest()
    assert headers["x-slack-signature"] == f"v0={digest}"


async def test_a_command_carries_its_fields(slack: SlackStandIn, bot: Bot) -> None:
    await slack.person("U_MARA").command("/salesconnect invite a@x.example", channel="C_INVITES")

    sent = bot.received[0]
    assert {k: sent[k] for k in ("command", "text", "user_id", "channel_id", "team_id")} == {
        "command": "/salesconnect",
        "text": "invite a@x.example",
        "user_id": "U_MARA",
        "channel_id": "C_INVITES",
        "team_id": "T_ACME",
    }
    assert sent["trigger_id"]
    assert sent["response_url"].startswith("http://127.0.0.1:")


async def test_payloads_carry_the_team_of_the_person(slack: SlackStandIn, bot: Bot) -> None:
    slack.add_team("T_OTHER")
    slack.add_user("U_OLGA", "olga", team_id="T_OTHER")
    olga = slack.person("U_OLGA")

    await olga.command("/salesconnect help")
    await slack.person("U_STRANGER").command("/salesconnect help")

    assert [sent["team_id"] for sent in bot.received] == ["T_OTHER", "T_ACME"]


async def test_a_late_acknowledgement_is_seen_as_a_fault(slack: SlackStandIn, bot: Bot) -> None:
    async def slowly(payload: Json) -> None:
        await asyncio.sleep(0.2)

    bot.reply = slowly
    slack.ack_timeout = 0.05

    with pytest.raises(NotAcknowledged, match="timeout"):
        await slack.person("U_MARA").command("/salesconnect help")


async def test_slack_waits_three_seconds() -> None:
    assert SlackStandIn().ack_timeout == 3.0


async def test_another_status_is_seen_as_a_fault(slack: SlackStandIn, bot: Bot) -> None:
    bot.answers(Response(status_code=500))

    with pytest.raises(NotAcknowledged, match="http_error"):
        await slack.person("U_MARA").command("/salesconnect help")


async def test_a_bot_that_is_down_is_seen_as_a_fault(slack: SlackStandIn) -> None:
    with pytest.raises(NotAcknowledged, match="connection_failed"):
        await slack.person("U_MARA").command("/salesconnect help")


async def test_interactions_are_not_repeated(slack: SlackStandIn, bot: Bot) -> None:
    """†"""
    slack.event_retry_delays = (0, 0, 0)
    bot.answers(Response(status_code=500))

    with pytest.raises(NotAcknowledged):
        await slack.person("U_MARA").command("/salesconnect help")
    assert len(bot.received) == 1


async def test_events_are_repeated_three_times_with_the_same_id(
    slack: SlackStandIn, bot: Bot
) -> None:
    slack.event_retry_delays = (0, 0, 0)
    bot.answers(Response(status_code=500))

    attempts = await slack.send_event({"type": "channel_archive", "channel": "C_INVITES"})

    assert len(attempts) == len(bot.received) == 4
    assert len({sent["event_id"] for sent in bot.received}) == 1
    numbers = [request.headers.get("x-slack-retry-num") for request in bot.requests]
    assert numbers == [None, "1", "2", "3"]
    assert bot.requests[1].headers["x-slack-retry-reason"] == "http_error"


async def test_an_acknowledged_event_is_not_repeated(slack: SlackStandIn, bot: Bot) -> None:
    attempts = await slack.send_event({"type": "channel_archive", "channel": "C_INVITES"})

    assert [attempt.acked for attempt in attempts] == [True]


async def test_the_no_retry_header_stops_the_repeats(slack: SlackStandIn, bot: Bot) -> None:
    slack.event_retry_delays = (0, 0, 0)
    bot.answers(Response(status_code=500, headers={"x-slack-no-retry": "1"}))

    assert len(await slack.send_event({"type": "tokens_revoked"})) == 1


async def test_a_redelivery_is_the_same_byte_for_byte(slack: SlackStandIn, bot: Bot) -> None:
    await slack.person("U_MARA").command("/salesconnect help")

    again = await slack.redeliver(slack.deliveries[0])

    assert again.acked
    assert bot.bodies[0] == bot.bodies[1]
    signatures = [request.headers["x-slack-signature"] for request in bot.requests]
    assert signatures[0] == signatures[1]


async def test_a_double_click_is_two_clicks(slack: SlackStandIn, bot: Bot) -> None:
    bot.answers({"text": "?", "blocks": [actions(button("Start", value="7"))]})
    mara = slack.person("U_MARA")
    await mara.command("/salesconnect help")
    bot.answers(None)

    await mara.press("start", times=2)

    clicks: list[Any] = [sent for sent in bot.received if sent.get("type") == "block_actions"]
    assert [click["actions"][0]["value"] for click in clicks] == ["7", "7"]
    assert len({click["trigger_id"] for click in clicks}) == 2
    assert len({click["actions"][0]["action_ts"] for click in clicks}) == 2


async def test_people_act_at_the_same_time(slack: SlackStandIn, bot: Bot) -> None:
    async def echo(payload: Json) -> Json:
        await asyncio.sleep(0.02)
        return {"text": payload["user_id"]}

    bot.reply = echo
    people = [slack.person("U_MARA"), slack.person("U_TOM")] * 10

    answers = await asyncio.gather(*(p.command("/salesconnect status") for p in people))

    assert [answer.text for answer in answers] == [p.id for p in people]


async def test_the_record_does_not_change_with_the_view(slack: SlackStandIn, bot: Bot) -> None:
    grants, mara = slack.state.grants, slack.person("U_MARA")
    grants.new_trigger("U_MARA", "T_ACME")
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", modal())
    bot.answers({"response_action": "errors", "errors": {"client_id": "no"}})
    await mara.fill("Client ID", "one")
    await mara.submit()
    await mara.fill("Client ID", "two")

    view = slack.deliveries[0].payload["view"]
    assert view["state"]["values"]["client_id"]["it"]["value"] == "one"
