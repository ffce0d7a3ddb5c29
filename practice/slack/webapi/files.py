"""Web API: files.getUploadURLExternal, files.completeUploadExternal, files.info."""

import re
from typing import Any, Final

from practice.slack.arguments import number, word
from practice.slack.blockkit.check import problems_of_blocks
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.people import Channel
from practice.slack.state import Caller, State
from practice.slack.stored_files import StoredFile
from practice.slack.webapi.chat import may_post

CHANNEL_ID: Final = "^[CGDZ][A-Z0-9]{8,}$"
"""As Slack says it; the stand-in looks at the first letter alone, since its ids are words."""


def get_upload_url(state: State, caller: Caller, args: Json) -> Json:
    name, length = word(args, "filename"), number(args, "length", 0)
    if not name:
        raise ApiError("invalid_arguments", ["missing required field: filename"])
    if length <= 0:
        raise ApiError("missing_argument")
    file = StoredFile(
        id=state.ids.next("F"),
        name=name,
        user_id=caller.team.bot_user_id,
        team_id=caller.team.id,
        length=length,
        is_complete=False,
    )
    state.files[file.id] = file
    url = f"{state.base_url}/upload/{file.ticket}"
    return {"ok": True, "upload_url": url, "file_id": file.id}


def complete_upload(state: State, caller: Caller, args: Json) -> Json:
    """
    Shares in one message to one channel; without a channel the files stay private.

    The answer shows no shares yet, as Slack's does: it is still at work. `files.info` shows them.
    """
    titles = _titles(args.get("files"))
    files = [_uploaded(state, caller, id_) for id_ in titles]
    channel = _channel(state, caller, word(args, "channel_id"))
    blocks = _blocks(args)
    for file in files:
        file.title, file.is_complete = titles[file.id] or file.name, True
    answer = [f.as_json(state.base_url, with_shares=False) for f in files]
    if channel is not None:
        _share(state, caller, channel, files, args, blocks)
    return {"ok": True, "files": answer}


def info(state: State, caller: Caller, args: Json) -> Json:
    file = state.files.get(word(args, "file"))
    if file is None or file.team_id not in caller.team_ids or not file.is_complete:
        raise ApiError("file_not_found")
    return {
        "ok": True,
        "file": file.as_json(state.base_url),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def _titles(given: Any) -> dict[str, str]:
    """File id → title."""
    if not isinstance(given, list) or not given:
        raise ApiError("invalid_arguments", ["missing required field: files"])
    titles: dict[str, str] = {}
    for number_, file in enumerate(given):
        if not isinstance(file, dict) or not isinstance(file.get("id"), str):
            raise ApiError(
                "invalid_arguments", [f"missing required field: id [json-pointer:/files/{number_}]"]
            )
        titles[file["id"]] = str(file.get("title") or "")
    return titles


def _uploaded(state: State, caller: Caller, file_id: str) -> StoredFile:
    file = state.files.get(file_id)
    if file is None or file.content is None or file.user_id != caller.team.bot_user_id:
        raise ApiError("file_not_found")
    if file.is_complete:
        raise ApiError("file_not_found")
    return file


def _channel(state: State, caller: Caller, channel_id: str) -> Channel | None:
    """Membership is needed: `chat:write.public` is not enough."""
    if not channel_id:
        return None
    if not re.match("[CGDZ]", channel_id):
        wrong = f"input must match regex pattern: {CHANNEL_ID} [json-pointer:/channel_id]"
        raise ApiError("invalid_arguments", [wrong])
    channel = state.visible_channel(caller, channel_id)
    may_post(state, caller, channel, public_is_enough=False)
    return channel


def _blocks(args: Json) -> list[Json]:
    given = args.get("blocks")
    if given is None:
        return []
    problems = problems_of_blocks(given)
    if problems:
        raise ApiError("invalid_blocks", problems)
    blocks: list[Json] = given
    return blocks


def _share(
    state: State,
    caller: Caller,
    channel: Channel,
    files: list[StoredFile],
    args: Json,
    blocks: list[Json],
) -> None:
    message = state.new_message(
        channel,
        user=caller.team.bot_user_id,
        text=word(args, "initial_comment"),
        blocks=blocks,
        team=caller.team,
        thread_ts=word(args, "thread_ts") or None,
    )
    for file in files:
        file.shares[channel.id] = message.ts
        if channel.is_im or channel.is_private:
            file.private_channels.add(channel.id)
    message.files = [f.as_json(state.base_url) for f in files]
