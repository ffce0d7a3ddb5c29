"""One message delivered up to eleven times, each copy an event of its own."""

import asyncio
import json
from typing import Any

import aiohttp

from practice.slack import SlackStandIn

from .conftest import Api, Bot
from .test_socket_mode import connected

COPIES = 11


async def test_each_copy_goes_to_exactly_one_socket(api: Api, slack: SlackStandIn) -> None:
    """As seen in slackapi/node-slack-sdk issue 2141: other `event_id`s, no mark of a repeat."""
    sockets = [await connected(api) for _ in range(2)]
    received: list[tuple[int, Any]] = []

    async def serve(number: int, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for frame in socket:
            envelope = json.loads(frame.data)
            received.append((number, envelope))
            await socket.send_str(json.dumps({"envelope_id": envelope["envelope_id"]}))

    serving = [asyncio.create_task(serve(n, s)) for n, s in enumerate(sockets)]

    sent = await slack.send_event({"type": "message", "channel_type": "im"}, copies=COPIES)

    for socket in sockets:
        await socket.close()
    await asyncio.gather(*serving)
    assert [delivery.acked for delivery in sent] == [True] * COPIES
    envelopes = [envelope for _, envelope in received]
    assert len(envelopes) == len({e["envelope_id"] for e in envelopes}) == COPIES
    assert len({e["payload"]["event_id"] for e in envelopes}) == COPIES
    assert len({e["payload"]["event"]["event_ts"] for e in envelopes}) == 1
    assert {(e["retry_attempt"], e["retry_reason"]) for e in envelopes} == {(0, "")}
    assert {number for number, _ in received} == {0, 1}


async def test_a_message_of_a_person_may_arrive_eleven_times(slack: SlackStandIn, bot: Bot) -> None:
    message = await slack.person("U_MARA").say("hello", copies=COPIES)

    assert [sent["event"]["ts"] for sent in bot.received] == [message.ts] * COPIES
    assert len({sent["event_id"] for sent in bot.received}) == COPIES
    assert not any("x-slack-retry-num" in request.headers for request in bot.requests)
    assert len(slack.person("U_MARA").dm) == 1
