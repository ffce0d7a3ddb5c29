"""Files of the bot's own: announced, uploaded, completed, shared."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from practice.slack import SlackStandIn

from .conftest import Api, Json

CONTENT = b"email,workspace\nann@acme.example,Europe\n"


@pytest.fixture(autouse=True)
def may_use_files(slack: SlackStandIn) -> None:
    slack.scopes = slack.scopes | {"files:read", "files:write"}


async def announced(api: Api, length: int = len(CONTENT)) -> Json:
    return await api("files.getUploadURLExternal", filename="batch.csv", length=length)


async def uploaded(api: Api, content: Any = CONTENT) -> str:
    place = await announced(api)
    async with api.session.post(place["upload_url"], data=content) as response:
        assert (response.status, await response.text()) == (200, f"OK - {len(CONTENT)}")
    return str(place["file_id"])


def as_form() -> aiohttp.FormData:
    form = aiohttp.FormData()
    form.add_field("filename", CONTENT, filename="batch.csv")
    return form


@pytest.mark.parametrize("body", [lambda: CONTENT, as_form], ids=["raw", "form"])
async def test_a_file_is_uploaded_and_shared_in_one_message(
    api: Api, slack: SlackStandIn, body: Callable[[], Any]
) -> None:
    file_id = await uploaded(api, body())

    answer = await api(
        "files.completeUploadExternal",
        files=[{"id": file_id, "title": "Batch 1"}],
        channel_id="C_INVITES",
        initial_comment="20 people",
    )

    [message] = slack.channel("C_INVITES").messages
    assert (message.text, message.stored.files[0]["title"]) == ("20 people", "Batch 1")
    assert [file["id"] for file in answer["files"]] == [file_id]


async def test_shares_are_shown_by_files_info_and_not_at_once(
    api: Api, slack: SlackStandIn
) -> None:
    """Slack shares after its answer [slackapi/bolt-js issue 2115]."""
    file_id = await uploaded(api)
    answer = await api(
        "files.completeUploadExternal", files=[{"id": file_id}], channel_id="C_INVITES"
    )

    shown = (await api("files.info", file=file_id))["file"]

    assert "shares" not in answer["files"][0]
    [share] = shown["shares"]["public"]["C_INVITES"]
    assert share["ts"] == slack.channel("C_INVITES").messages[0].ts
    assert shown["channels"] == ["C_INVITES"]


async def test_a_file_is_shared_to_a_channel_id_never_to_a_user_id(
    api: Api, slack: SlackStandIn
) -> None:
    """The message is Slack's own [slackapi/bolt-js issue 2115]."""
    file_id = await uploaded(api)

    to_user = await api(
        "files.completeUploadExternal", files=[{"id": file_id}], channel_id="U_MARA"
    )
    dm = (await api("conversations.open", users="U_MARA"))["channel"]["id"]
    to_dm = await api("files.completeUploadExternal", files=[{"id": file_id}], channel_id=dm)

    assert to_user["error"] == "invalid_arguments"
    assert "/channel_id" in to_user["response_metadata"]["messages"][0]
    assert to_dm["ok"]
    assert len(slack.person("U_MARA").dm) == 1


async def test_sharing_needs_membership_even_with_chat_write_public(api: Api) -> None:
    """[getnao/nao issue 1372]."""
    file_id = await uploaded(api)

    answer = await api("files.completeUploadExternal", files=[{"id": file_id}], channel_id="C_OPEN")

    assert answer["error"] == "not_in_channel"


async def test_without_a_channel_a_file_stays_private(api: Api, slack: SlackStandIn) -> None:
    file_id = await uploaded(api)

    assert (await api("files.completeUploadExternal", files=[{"id": file_id}]))["ok"]
    assert slack.channel("C_INVITES").messages == []
    assert (await api("files.info", file=file_id))["file"]["shares"] == {}


async def test_what_was_not_uploaded_or_is_complete_is_file_not_found(api: Api) -> None:
    """† Slack's word for both."""
    waiting = (await announced(api))["file_id"]
    done = await uploaded(api)
    await api("files.completeUploadExternal", files=[{"id": done}])

    for file_id in (waiting, done, "F_NONE"):
        answer = await api("files.completeUploadExternal", files=[{"id": file_id}])
        assert answer["error"] == "file_not_found"
    assert (await api("files.info", file=waiting))["error"] == "file_not_found"


async def test_an_upload_has_the_size_that_was_announced_and_happens_once(api: Api) -> None:
    """† That Slack refuses it there."""
    place = await announced(api, length=3)

    async def post(content: bytes) -> int:
        async with api.session.post(place["upload_url"], data=content) as response:
            return int(response.status)

    assert [await post(b"four"), await post(b"abc"), await post(b"abc")] == [400, 200, 404]


async def test_name_and_length_are_needed(api: Api) -> None:
    nameless = await api("files.getUploadURLExternal", length=3)
    empty = await api("files.getUploadURLExternal", filename="a.csv", length=0)

    assert (nameless["error"], empty["error"]) == ("invalid_arguments", "missing_argument")


async def test_a_file_of_ones_own_can_be_fetched(api: Api, slack: SlackStandIn) -> None:
    file_id = await uploaded(api)
    await api("files.completeUploadExternal", files=[{"id": file_id}], channel_id="C_INVITES")
    url = (await api("files.info", file=file_id))["file"]["url_private_download"]

    headers = {"Authorization": f"Bearer {slack.bot_token}"}
    async with api.session.get(url, headers=headers) as response:
        assert await response.read() == CONTENT


async def test_each_step_needs_its_scope(api: Api, slack: SlackStandIn) -> None:
    slack.scopes = {"chat:write"}

    asked = [
        await api("files.getUploadURLExternal", filename="a", length=1),
        await api("files.completeUploadExternal", files=[{"id": "F1"}]),
        await api("files.info", file="F1"),
    ]

    assert [a["needed"] for a in asked] == ["files:write", "files:write", "files:read"]
