"""The stand-in and Bolt understand each other, over HTTP and over Socket Mode."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import Route

from practice.slack import SlackStandIn
from practice.slack.server import Server

from .shapes import actions, button, field, modal, option, text_field

VIEW = modal(
    field("Workspaces", "workspaces", {"type": "multi_external_select", "min_query_length": 0}),
    text_field("Name", "name", initial_value="bad"),
)


def bolt_app(slack: SlackStandIn) -> AsyncApp:
    client = AsyncWebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
    app = AsyncApp(client=client, signing_secret=slack.signing_secret, process_before_response=True)

    @app.command("/salesconnect")
    async def command(ack: Any, body: Any, client: Any) -> None:
        if body["text"] == "setup":
            await client.views_open(trigger_id=body["trigger_id"], view=VIEW)
            await ack()
        else:
            await ack(text="help", blocks=[actions(button("Press"))])

    @app.view("hand_over")
    async def submitted(ack: Any, body: Any, client: Any) -> None:
        if body["view"]["state"]["values"]["name"]["it"]["value"] == "bad":
            await ack(response_action="errors", errors={"name": "not that"})
            return
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="ready")

    @app.options("it")
    async def options(ack: Any, payload: Any) -> None:
        await ack(options=[option(t) for t in ("North", "South") if payload["value"] in t])

    @app.action("press")
    async def pressed(ack: Any, respond: Any) -> None:
        await ack()
        await respond("pressed", replace_original=True)

    @app.event("message")
    async def message(event: Any, say: Any) -> None:
        await say(f"you said {event['text']}")

    return app


@pytest.fixture(params=["http", "socket"])
async def connected(slack: SlackStandIn, request: Any) -> AsyncIterator[SlackStandIn]:
    app = bolt_app(slack)
    if request.param == "http":
        events = AsyncSlackRequestHandler(app)
        server = Server([Route("/slack/events", events.handle, methods=["POST"])])
        slack.request_url = f"{await server.start()}/slack/events"
        yield slack
        await server.stop()
    else:
        sockets: Any = AsyncSocketModeHandler(app, slack.app_token)
        await sockets.connect_async()
        await slack.until(lambda: len(slack.sockets) > 0)
        yield slack
        await sockets.close_async()


async def test_a_form_goes_all_the_way(connected: SlackStandIn) -> None:
    mara = connected.person("U_MARA")

    await mara.command("/salesconnect setup", channel="C_INVITES")
    assert await mara.options("Workspaces", "Nor") == ["North"]
    await mara.fill("Workspaces", ["South"])
    await mara.submit()
    assert mara.errors == {"Name": "not that"}
    await mara.fill("Name", "good")
    await mara.submit()

    assert mara.modal is None
    assert (await mara.until(lambda m: m.text == "ready")).channel == "D_MARA"


async def test_a_button_and_a_message_go_all_the_way(connected: SlackStandIn) -> None:
    mara = connected.person("U_MARA")

    answer = await mara.command("/salesconnect help")
    await mara.press("Press")
    await mara.say("hello")

    assert answer.buttons == ["Press"]
    assert (await mara.until_ephemeral(lambda m: m.text == "pressed")).edited
    await mara.until(lambda m: m.text == "you said hello")
