"""Socket Mode: tickets, connections, envelopes."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from practice.slack import NotAcknowledged, SlackStandIn

from .conftest import Api, Json


async def connect(api: Api) -> aiohttp.ClientWebSocketResponse:
    """An open socket, its `hello` not yet read."""
    url = (await api("apps.connections.open", token=api.slack.app_token))["url"]
    return await api.session.ws_connect(url)


async def connected(api: Api) -> aiohttp.ClientWebSocketResponse:
    socket = await connect(api)
    assert (await socket.receive_json())["type"] == "hello"
    return socket


async def answer_one(socket: aiohttp.ClientWebSocketResponse, payload: Json | None = None) -> Json:
    envelope: Json = await socket.receive_json()
    frame: Json = {"envelope_id": envelope["envelope_id"]}
    await socket.send_str(json.dumps(frame | ({"payload": payload} if payload else {})))
    return envelope


async def test_hello_comes_first(api: Api) -> None:
    socket = await connect(api)
    hello = await socket.receive_json()

    assert (hello["type"], hello["num_connections"]) == ("hello", 1)
    assert hello["debug_info"]["approximate_connection_time"] > 0
    await socket.close()


async def test_a_ticket_opens_one_connection(api: Api, slack: SlackStandIn) -> None:
    """†"""
    url = (await api("apps.connections.open", token=slack.app_token))["url"]
    socket = await api.session.ws_connect(url)

    with pytest.raises(aiohttp.WSServerHandshakeError):
        await api.session.ws_connect(url)
    await socket.close()


async def test_an_answer_travels_in_the_acknowledgement(api: Api, slack: SlackStandIn) -> None:
    """†"""
    socket = await connected(api)

    answer, envelope = await asyncio.gather(
        slack.person("U_MARA").command("/salesconnect help"),
        answer_one(socket, {"text": "help is here"}),
    )

    assert answer.text == "help is here"
    assert envelope["type"] == "slash_commands"
    assert envelope["accepts_response_payload"] is True
    assert envelope["payload"]["text"] == "help"
    await socket.close()


async def test_each_envelope_goes_to_one_socket_in_turn(api: Api, slack: SlackStandIn) -> None:
    sockets = [await connected(api) for _ in range(2)]
    mara = slack.person("U_MARA")
    received: list[int] = []

    async def serve(number: int, socket: aiohttp.ClientWebSocketResponse) -> None:
        for _ in range(2):
            await answer_one(socket)
            received.append(number)

    async def people() -> None:
        for _ in range(4):
            await mara.command("/salesconnect help")

    await asyncio.gather(people(), *(serve(n, s) for n, s in enumerate(sockets)))

    assert sorted(received) == [0, 0, 1, 1]
    for socket in sockets:
        await socket.close()


async def test_without_an_acknowledgement_the_person_sees_a_fault(
    api: Api, slack: SlackStandIn
) -> None:
    socket = await connected(api)
    slack.ack_timeout = 0.05

    with pytest.raises(NotAcknowledged, match="timeout"):
        await slack.person("U_MARA").command("/salesconnect help")
    await socket.close()


async def test_the_eleventh_connection_is_turned_away(api: Api) -> None:
    sockets = [await connected(api) for _ in range(10)]
    eleventh = await connect(api)

    frame = await eleventh.receive_json()

    assert (frame["type"], frame["reason"]) == ("disconnect", "too_many_websockets")
    for socket in (*sockets, eleventh):
        await socket.close()


async def test_dropped_sockets_break_without_a_word(api: Api, slack: SlackStandIn) -> None:
    socket = await connected(api)
    waiting: asyncio.Task[Any] = asyncio.create_task(
        slack.person("U_MARA").command("/salesconnect help")
    )
    await socket.receive_json()

    await slack.drop_sockets()

    with pytest.raises(NotAcknowledged, match="connection_failed"):
        await waiting
    assert (await socket.receive()).type in (
        aiohttp.WSMsgType.CLOSED,
        aiohttp.WSMsgType.CLOSE,
        aiohttp.WSMsgType.ERROR,
    )


async def test_an_announced_disconnect_says_why(api: Api, slack: SlackStandIn) -> None:
    socket = await connected(api)

    await slack.drop_sockets("refresh_requested")

    assert (await socket.receive_json())["reason"] == "refresh_requested"
    await socket.close()


async def test_repeated_events_carry_their_number(api: Api, slack: SlackStandIn) -> None:
    socket = await connected(api)
    slack.ack_timeout = 0.05
    slack.event_retry_delays = (0,)

    await slack.send_event({"type": "channel_archive", "channel": "C_INVITES"})

    envelopes = [await socket.receive_json() for _ in range(2)]
    assert [e["retry_attempt"] for e in envelopes] == [0, 1]
    assert envelopes[1]["retry_reason"] == "timeout"
    assert envelopes[0]["payload"] == envelopes[1]["payload"]
    await socket.close()
