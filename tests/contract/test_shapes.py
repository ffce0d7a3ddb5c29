"""All that the stand-in answers and sends, held against Slack's samples: names and kinds."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final, TypeAlias

import aiohttp
import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from practice.slack import SlackStandIn
from practice.slack.people import User
from practice.slack.server import Server
from tests.contract.samples import SAMPLES, Json, misshapen, slack_sample

Call: TypeAlias = Callable[..., Awaitable[Json]]

ANSWERS: Final[list[tuple[str, Json]]] = [
    ("auth.test", {}),
    ("chat.postEphemeral", {"channel": "C_INVITES", "user": "U_MARA", "text": "x"}),
    ("conversations.info", {"channel": "C_INVITES", "include_num_members": True}),
    ("conversations.info", {"channel": "C_SECRET"}),
    ("conversations.join", {"channel": "C_INVITES"}),
    ("conversations.members", {"channel": "C_INVITES"}),
    ("files.getUploadURLExternal", {"filename": "a.csv", "length": 1}),
    ("team.info", {}),
    ("usergroups.list", {"include_users": True, "include_count": True}),
    ("usergroups.users.list", {"usergroup": "S_SALES"}),
    ("users.info", {"user": "U_MARA", "include_locale": True}),
    ("users.info", {"user": "U_STRANGER"}),
    ("users.info", {"user": "U_GONE"}),
    ("users.list", {"include_locale": True, "limit": 3}),
    ("users.lookupByEmail", {"email": "mara@acme.example"}),
]
NO_TOKEN_OF_THE_BOT: Final = {"apps.connections.open", "oauth.v2.access"}
NEEDS_MORE: Final = {
    "assistant.threads.setStatus",
    "assistant.threads.setSuggestedPrompts",
    "files.completeUploadExternal",
}

EVENTS: Final = (
    "AppHomeOpenedPayload",
    "AppMentionPayload",
    "AppUninstalledPayload",
    "ChannelArchivePayload",
    "ChannelDeletedPayload",
    "ChannelRenamePayload",
    "MemberJoinedChannelPayload",
    "MemberLeftChannelPayload",
    "MessageChangedPayload",
    "MessageDeletedPayload",
    "MessageFileSharePayload",
    "MessagePayload",
    "SubteamMembersChangedPayload",
    "TeamJoinPayload",
    "TokensRevokedPayload",
    "UserChangePayload",
)
NOT_PLAYED: Final = {"MessageBotPayload"}  # `bot_message` is of apps without a bot user
# Where Slack's samples stop, since they came out of a library's classes:
NOT_IN_THE_SAMPLES: Final = (
    r"context_(team|enterprise)_id|event\.event_ts",  # of every event; younger than some samples
    r"event\.(bot_id|app_id|team|bot_profile(\..*)?)",  # a file that the bot shared
    r"event\.files\[\]\.(channels|groups|ims)(\[\])?",  # stand in the sample of the upload
    r"event\.files\[\]\.shares\..*",
    r"(event\.)?view\.(blocks(\[\].*)?|state\.values)",
    r"api_app_id|user\.username",  # of a shortcut and a closed view: in the other interactions
)


@pytest.fixture
async def standin() -> AsyncIterator[SlackStandIn]:
    async with SlackStandIn() as slack:
        slack.scopes |= {"files:read", "files:write", "usergroups:read", "assistant:write"}
        slack.add_user("U_MARA", "mara", "Mara Lind", email="mara@acme.example")
        slack.add_user("U_GONE", "gone", deleted=True)
        slack.add_user("U_STRANGER", "sam", team_id="T_ELSE", is_stranger=True)
        slack.add_channel("C_INVITES", "sales-invites", members=["U_MARA"])
        slack.add_channel("C_SECRET", "secret", members=["U_MARA"], is_private=True)
        slack.add_usergroup("S_SALES", "sales", ["U_MARA"])
        yield slack


@pytest.fixture
async def call(standin: SlackStandIn) -> AsyncIterator[Call]:
    async with aiohttp.ClientSession() as session:

        async def call(method: str, token: str = "", **arguments: Any) -> Json:
            headers = {"Authorization": f"Bearer {token or standin.bot_token}"}
            url = standin.api_url + method
            async with session.post(url, json=arguments, headers=headers) as response:
                answer: Json = await response.json()
                return answer

        yield call


async def an_upload(call: Call) -> str:
    place = await call("files.getUploadURLExternal", filename="a.csv", length=1)
    async with (
        aiohttp.ClientSession() as session,
        session.post(place["upload_url"], data=b"a") as response,
    ):
        assert response.status == 200
    return str(place["file_id"])


@pytest.mark.parametrize(("method", "arguments"), ANSWERS, ids=str)
async def test_an_answer_has_slacks_fields_of_slacks_kinds(
    call: Call, method: str, arguments: Json
) -> None:
    answer = await call(method, **arguments)

    assert answer["ok"]
    assert misshapen(answer, slack_sample(f"api/{method}")) == []


async def test_an_answer_about_an_upload_has_slacks_fields(call: Call) -> None:
    """`files.info` has no sample of its own; its file is the same."""
    file_id = await an_upload(call)
    done = {"files": [{"id": file_id}], "channel_id": "C_INVITES"}
    answer = await call("files.completeUploadExternal", **done)
    shown = (await call("files.info", file=file_id))["file"]
    shares = shown["shares"]["public"]
    shares["C00000000"] = shares.pop("C_INVITES")  # a name in the sample, an id here

    sample = slack_sample("api/files.completeUploadExternal")
    assert misshapen(answer, sample) == []
    assert misshapen({"files": [shown]}, sample) == []


async def test_answers_to_an_assistant_have_slacks_fields(call: Call) -> None:
    root = await call("chat.postMessage", channel="C_INVITES", text="x")
    where = {"channel_id": "C_INVITES"}
    prompts = await call(
        "assistant.threads.setSuggestedPrompts", **where, prompts=[{"title": "a", "message": "b"}]
    )
    status = await call("assistant.threads.setStatus", **where, thread_ts=root["ts"], status="x")

    assert prompts["ok"]
    assert status["ok"]
    assert misshapen(prompts, slack_sample("api/assistant.threads.setSuggestedPrompts")) == []
    assert misshapen(status, slack_sample("api/assistant.threads.setStatus")) == []


async def test_answers_to_an_app_level_token_have_slacks_fields(
    call: Call, standin: SlackStandIn
) -> None:
    for method in ("apps.connections.open", "auth.test"):
        answer = await call(method, token=standin.app_token)
        assert misshapen(answer, slack_sample(f"api/{method}")) == []


async def test_a_refusal_has_slacks_fields(call: Call, standin: SlackStandIn) -> None:
    wrong = await call("files.completeUploadExternal", files=[])
    standin.scopes = set()
    refused = await call("users.info", user="U_MARA")

    assert misshapen(wrong, slack_sample("api/files.completeUploadExternal")) == []
    assert misshapen(refused, slack_sample("api/users.info")) == []


def test_every_sample_of_an_answer_is_used() -> None:
    """But oauth.v2.access: installing over the web is not played yet."""
    there = {path.stem for path in (SAMPLES / "slack" / "api").glob("*.json")}

    assert there == {method for method, _ in ANSWERS} | NO_TOKEN_OF_THE_BOT | NEEDS_MORE


@pytest.fixture
async def told(standin: SlackStandIn, call: Call) -> AsyncIterator[list[Json]]:
    """One event of each kind that the stand-in sends, and one interaction of each kind."""

    async def nod(request: Request) -> Response:
        return Response()

    server = Server([Route("/slack/events", nod, methods=["POST"])])
    standin.request_url = f"{await server.start()}/slack/events"
    try:
        await _let_all_happen(standin, call)
        yield [delivery.payload for delivery in standin.deliveries]
    finally:
        await server.stop()


async def _let_all_happen(standin: SlackStandIn, call: Call) -> None:
    mara, happenings = standin.person("U_MARA"), standin.happenings
    message = await mara.say("<@U_BOT> hello", channel="C_INVITES")
    await mara.shortcut("on_message", on=message)
    await mara.edit(message, "changed")
    await mara.delete(message)
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    await call("views.publish", user_id="U_MARA", view=home)
    await mara.open_app()
    modal = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "x"},
        "blocks": [{"type": "divider"}],
        "notify_on_close": True,
    }
    trigger_id = standin.state.grants.new_trigger("U_MARA", standin.team_id)
    await call("views.open", trigger_id=trigger_id, view=modal)
    await mara.close()
    done = {"files": [{"id": await an_upload(call)}], "channel_id": "C_INVITES"}
    await call("files.completeUploadExternal", **done)
    await standin.echo(standin.channel("C_INVITES").messages[-1])
    await mara.leave("C_INVITES")
    await mara.join("C_INVITES")
    await happenings.invite_bot("C_SECRET", by="U_MARA")
    await happenings.change_user("U_MARA", real_name="Mara Berg")
    await happenings.join_team(User("U_NEW", "new", "New", standin.team_id))
    await happenings.change_members("S_SALES", add=["U_NEW"])
    await happenings.rename_channel("C_INVITES", "invites")
    await happenings.archive_channel("C_INVITES", by="U_MARA")
    await happenings.delete_channel("C_INVITES", by="U_MARA")
    await happenings.uninstall()


async def test_events_have_slacks_fields_of_slacks_kinds(told: list[Json]) -> None:
    sent = {_name(payload): payload for payload in told if "event" in payload}

    assert set(sent) == set(EVENTS)
    wrong = {
        name: faults
        for name, payload in sent.items()
        if (faults := _unexplained(payload, slack_sample(f"events/{name}")))
    }
    assert wrong == {}


def _name(payload: Json) -> str:
    """The sample that shows the same: by `subtype` for messages."""
    event = payload["event"]
    words = str(event.get("subtype") or event["type"])
    if event.get("subtype") == "file_share":
        words = "message_file_share"
    return "".join(word.capitalize() for word in words.split("_")) + "Payload"


def _unexplained(payload: Json, sample: Json) -> list[str]:
    return [
        fault
        for fault in misshapen(payload, sample)
        if not any(re.fullmatch(f"({p}): not in the sample", fault) for p in NOT_IN_THE_SAMPLES)
    ]


def test_every_sample_of_an_event_is_used() -> None:
    there = {path.stem for path in (SAMPLES / "slack" / "events").glob("*.json")}

    assert there == set(EVENTS) | NOT_PLAYED


@pytest.mark.parametrize(
    ("kind", "sample"),
    [("message_action", "MessageShortcutPayload"), ("view_closed", "ViewClosedPayload")],
)
async def test_interactions_have_slacks_fields_of_slacks_kinds(
    told: list[Json], kind: str, sample: str
) -> None:
    """Their kinds as well: `test_what_is_read` looks at names alone."""
    [payload] = [p for p in told if p.get("type") == kind]

    assert _unexplained(payload, slack_sample(f"app-backend/{sample}")) == []
