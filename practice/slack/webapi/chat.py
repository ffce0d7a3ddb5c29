"""Web API: chat.postMessage, chat.update, chat.delete, chat.postEphemeral, chat.getPermalink."""

from typing import Any, Final

from practice.slack.arguments import word
from practice.slack.blockkit.check import problems_of_blocks
from practice.slack.errors import ApiError
from practice.slack.forms import values_after_update, with_ids
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel
from practice.slack.state import Caller, State

UPDATE_TEXT: Final = 4_000


def post_message(state: State, caller: Caller, args: Json) -> Json:
    channel = channel_or_dm(state, caller, word(args, "channel"))
    may_post(state, caller, channel)
    text, blocks = content(args)
    thread_ts = word(args, "thread_ts") or None
    message = state.new_message(
        channel,
        user=caller.team.bot_user_id,
        text=text,
        blocks=blocks,
        team=caller.team,
        thread_ts=thread_ts,
        broadcast=thread_ts is not None and args.get("reply_broadcast") in (True, "true", "1"),
        metadata=metadata(args),
    )
    state.assistant.answered(channel.id, message.thread_ts)
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "message": message.as_json(with_metadata=True),
    }


def update(state: State, caller: Caller, args: Json) -> Json:
    """Blocks and metadata that are not given stay as they were, as Slack documents it."""
    channel, message = _own_message(state, caller, args, "cant_update_message")
    text, blocks = content(args)
    if len(text) > UPDATE_TEXT:
        raise ApiError("msg_too_long")
    kept = message.blocks if args.get("blocks") is None else with_ids(blocks, state.ids)
    message.change(text if "text" in args else message.text, kept, state.stamps.next())
    message.state = {u: values_after_update(v, kept) for u, v in message.state.items()}
    if args.get("metadata") is not None:
        message.metadata = metadata(args)
    state.changed()
    return {
        "ok": True,
        "channel": channel.id,
        "ts": message.ts,
        "text": message.text,
        "message": message.as_json(with_metadata=True),
    }


def delete(state: State, caller: Caller, args: Json) -> Json:
    channel, message = _own_message(state, caller, args, "cant_delete_message")
    message.deleted = True
    state.changed()
    return {"ok": True, "channel": channel.id, "ts": message.ts}


def post_ephemeral(state: State, caller: Caller, args: Json) -> Json:
    channel = state.visible_channel(caller, word(args, "channel"))
    may_post(state, caller, channel, public_is_enough=False)
    user_id = word(args, "user")
    if user_id not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks = content(args)
    message = state.new_message(
        channel,
        user=caller.team.bot_user_id,
        text=text,
        blocks=blocks,
        team=caller.team,
        thread_ts=word(args, "thread_ts") or None,
        ephemeral_for=user_id,
    )
    return {"ok": True, "message_ts": message.ts}


def get_permalink(state: State, caller: Caller, args: Json) -> Json:
    channel = state.visible_channel(caller, word(args, "channel"))
    message = channel.message(word(args, "message_ts"))
    if message is None:
        raise ApiError("message_not_found")
    place = f"https://{caller.team.domain}.example.com/archives/{channel.id}"
    link = f"{place}/p{message.ts.replace('.', '')}"
    if message.thread_ts is not None:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"ok": True, "channel": channel.id, "permalink": link}


def channel_or_dm(state: State, caller: Caller, target: str) -> Channel:
    """A channel by its id, or the DM of a user id, opened as Slack does."""
    if target not in state.users:
        return state.visible_channel(caller, target)
    try:
        user = state.visible_user(caller, target)
    except ApiError:
        raise ApiError("channel_not_found") from None
    if user.is_bot:
        raise ApiError("cannot_dm_bot")
    if user.deleted:
        raise ApiError("user_disabled")
    return state.dm_with(user.id)


def may_post(
    state: State, caller: Caller, channel: Channel, *, public_is_enough: bool = True
) -> None:
    """Raises: ApiError `is_archived`, `not_in_channel`, `user_disabled`."""
    if channel.is_archived:
        raise ApiError("is_archived")
    if channel.im_user is not None:
        if state.users[channel.im_user].deleted:
            raise ApiError("user_disabled")
        return
    if caller.team.bot_user_id in channel.members:
        return
    if not (public_is_enough and "chat:write.public" in state.scopes):
        raise ApiError("not_in_channel")


def content(args: Json) -> tuple[str, list[Json]]:
    """Text and blocks. Raises: ApiError `no_text`, `invalid_blocks`."""
    blocks: Any = args.get("blocks")
    if blocks is not None:
        problems = problems_of_blocks(blocks)
        if problems:
            raise ApiError("invalid_blocks", problems)
    text = word(args, "text")
    if not text and not blocks:
        raise ApiError("no_text")
    return text, blocks or []


def metadata(args: Json) -> Json | None:
    """An empty object takes it away. Raises: ApiError `invalid_metadata_format` †."""
    given = args.get("metadata")
    if given is None or given == {}:
        return None
    if not (
        isinstance(given, dict)
        and isinstance(given.get("event_type"), str)
        and given["event_type"]
        and isinstance(given.get("event_payload"), dict)
    ):
        raise ApiError("invalid_metadata_format")
    return {"event_type": given["event_type"], "event_payload": given["event_payload"]}


def _own_message(
    state: State, caller: Caller, args: Json, not_ours: str
) -> tuple[Channel, StoredMessage]:
    channel = state.visible_channel(caller, word(args, "channel"))
    message = channel.message(word(args, "ts"))
    if message is None:
        raise ApiError("message_not_found")
    if message.user != caller.team.bot_user_id:
        raise ApiError(not_ours)
    if channel.is_archived:
        # The page of chat.update names no `is_archived`.
        raise ApiError("is_inactive" if not_ours == "cant_update_message" else "is_archived")
    return channel, message
