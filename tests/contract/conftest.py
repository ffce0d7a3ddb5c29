"""The stand-in with a bot that nods, and one payload of each kind that it sent."""

from collections.abc import AsyncIterator
from typing import TypeAlias

import pytest
from redis.asyncio import Redis
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.slack import Slack
from bot.store.people import PeopleCache
from practice.slack import SlackStandIn
from practice.slack.server import Server
from tests.conftest import Hands
from tests.contract.samples import Json

Sent: TypeAlias = dict[str, Json]

BUTTON: Json = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {
            "type": "button",
            "action_id": "hand_over",
            "text": {"type": "plain_text", "text": "Hand over credentials"},
            "value": "setup-1::1",
        }
    ],
}
FIELD: Json = {
    "type": "input",
    "block_id": "names",
    "label": {"type": "plain_text", "text": "Workspace names"},
    "element": {"type": "plain_text_input", "action_id": "value"},
}
MODAL: Json = {
    "type": "modal",
    "callback_id": "workspaces",
    "title": {"type": "plain_text", "text": "Workspaces"},
    "submit": {"type": "plain_text", "text": "Save"},
    "private_metadata": "setup-1::",
    "blocks": [FIELD, BUTTON],
}


@pytest.fixture
async def standin() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as slack:
        slack.add_user("U_MARA", "mara", "Mara Lind", email="mara@acme.example", locale="fr-FR")
        slack.add_user("U_BEN", "ben", "Ben Ode", email="ben@acme.example")
        slack.add_channel("C_INVITES", "sales-invites", members=["U_MARA"])
        slack.add_usergroup("S_SALES", "sales", ["U_MARA"])
        yield slack


@pytest.fixture
async def slack(standin: SlackStandIn, redis: Redis, hands: Hands) -> AsyncIterator[Slack]:
    """The bot's own client."""
    client = Slack(
        token=standin.bot_token,
        base_url=standin.api_url,
        cache=PeopleCache(redis),
        now=hands.now,
    )
    async with client:
        yield client


@pytest.fixture
async def sent(standin: SlackStandIn, slack: Slack) -> AsyncIterator[Sent]:
    """By the kind's name in `READ` of read.py: what the stand-in sent over HTTP."""

    async def nod(request: Request) -> Response:
        return JSONResponse({"options": []}) if b"block_suggestion" in await request.body() else ok

    ok = Response()
    server = Server([Route("/slack/events", nod, methods=["POST"])])
    standin.request_url = f"{await server.start()}/slack/events"
    try:
        yield await _one_of_each(standin, slack)
    finally:
        await server.stop()


async def _one_of_each(standin: SlackStandIn, slack: Slack) -> Sent:
    mara = standin.person("U_MARA")
    found: Sent = {}
    await mara.command("/salesconnect setup please")
    found["command"] = standin.deliveries[-1].payload
    await slack.call("chat.postMessage", channel="C_INVITES", text="hello", blocks=[BUTTON])
    await mara.press("Hand over credentials")
    found["press in a message"] = standin.deliveries[-1].payload
    trigger_id = standin.deliveries[-1].payload["trigger_id"]
    await slack.call("views.open", trigger_id=trigger_id, view=MODAL)
    await mara.press("Hand over credentials", in_modal=True)
    found["press in a view"] = standin.deliveries[-1].payload
    await mara.fill("Workspace names", "Europe")
    await mara.submit()
    found["submission"] = standin.deliveries[-1].payload
    await mara.press("Hand over credentials")
    trigger_id = standin.deliveries[-1].payload["trigger_id"]
    view = {**MODAL, "notify_on_close": True}
    await slack.call("views.open", trigger_id=trigger_id, view=view)
    await mara.close()
    found["closing"] = standin.deliveries[-1].payload
    user = (await slack.read("users.info", user="U_MARA", include_locale=True))["user"]
    await standin.send_event({"type": "user_change", "user": user, "cache_ts": 1_700_000_000})
    found["event"] = standin.deliveries[-1].payload
    await mara.say("hello")
    found["message"] = standin.deliveries[-1].payload
    await slack.call("views.publish", user_id="U_MARA", view={"type": "home", "blocks": [BUTTON]})
    await mara.open_app("home")
    found["tab opened"] = standin.deliveries[-1].payload
    await mara.press("Hand over credentials", in_home=True)
    found["press on Home"] = standin.deliveries[-1].payload
    return found | await _of_a_channel(standin)


async def _of_a_channel(standin: SlackStandIn) -> Sent:
    """What somebody does with a message there, and what becomes of the channel and its people."""
    found: Sent = {}
    mara, happenings = standin.person("U_MARA"), standin.happenings
    asked = await mara.say("Ben needs it, ben@acme.example", channel="C_INVITES")
    await mara.shortcut("invite_from_message", on=asked)
    found["shortcut"] = standin.deliveries[-1].payload
    text = f"<@{standin.bot_user_id}> ben@acme.example needs a sandbox account"
    await mara.say(text, channel="C_INVITES", thread_ts=asked.ts)
    for delivery in standin.deliveries[-2:]:
        is_mention = delivery.payload["event"]["type"] == "app_mention"
        found["mention" if is_mention else "message in a thread"] = delivery.payload
    await mara.edit(asked, "Ben does not need it")
    found["message changed"] = standin.deliveries[-1].payload
    happened = {
        "joined": happenings.add_member("C_INVITES", "U_BEN", by="U_MARA"),
        "left": happenings.remove_member("C_INVITES", "U_BEN"),
        "group changed": happenings.change_members("S_SALES", add=["U_BEN"]),
        "bot removed": happenings.remove_bot("C_INVITES", by="U_MARA"),
        "archived": happenings.archive_channel("C_INVITES", by="U_MARA"),
        "brought back": happenings.unarchive_channel("C_INVITES", by="U_MARA"),
        "deleted": happenings.delete_channel("C_INVITES", by="U_MARA"),
    }
    for kind, told in happened.items():
        [delivery] = await told
        found[kind] = delivery.payload
    return found
