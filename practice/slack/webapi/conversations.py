"""Web API: conversations.open, info, members, history, replies, join."""

from practice.slack.arguments import flag, word
from practice.slack.errors import ApiError
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel
from practice.slack.scopes import need
from practice.slack.state import Caller, State
from practice.slack.webapi.paging import MOST, page_of, page_of_ids


def open_(state: State, caller: Caller, args: Json) -> Json:
    """One person only: group DMs are no part of this."""
    user_ids = [u for u in word(args, "users").split(",") if u]
    if word(args, "channel"):
        channel = state.visible_channel(caller, word(args, "channel"))
        if not channel.is_im:
            raise ApiError("method_not_supported_for_channel_type")
    elif len(user_ids) != 1:
        raise ApiError("users_list_not_supplied" if not user_ids else "not_enough_users")
    else:
        user = state.visible_user(caller, user_ids[0])
        if user.is_bot:
            raise ApiError("cannot_dm_bot")
        if user.deleted:
            raise ApiError("user_disabled")
        channel = state.dm_with(user.id)
    shown = channel.as_json(caller.team.bot_user_id) if flag(args, "return_im") else {}
    return {"ok": True, "channel": {"id": channel.id} | shown}


def info(state: State, caller: Caller, args: Json) -> Json:
    channel = _readable(state, caller, args, "read")
    shown = channel.as_json(caller.team.bot_user_id, with_count=flag(args, "include_num_members"))
    if channel.im_user is not None:
        shown["is_user_deleted"] = state.users[channel.im_user].deleted
    return {"ok": True, "channel": shown}


def members(state: State, caller: Caller, args: Json) -> Json:
    """
    In the order of their ids; whoever comes or goes meanwhile shifts nobody out of a page.

    † Those of an archived channel cannot be read: people report it of archived conversations.
    """
    channel = _readable(state, caller, args, "read")
    if channel.is_archived:
        raise ApiError("fetch_members_failed")
    page, cursor = page_of_ids(channel.members, args, 100)
    return {"ok": True, "members": page, "response_metadata": {"next_cursor": cursor}}


def history(state: State, caller: Caller, args: Json) -> Json:
    """Newest first, replies in threads left out, but those that stand in the channel as well."""
    channel = _read_as_member(state, caller, args)
    roots = [m for m in reversed(channel.messages) if m.broadcast or m.thread_ts in (None, m.ts)]
    return _messages(state, channel, [m for m in roots if _is_between(m, args)], args, 100)


def replies(state: State, caller: Caller, args: Json) -> Json:
    """The thread of a message, its root first, then oldest first; alone where there is none."""
    channel = _read_as_member(state, caller, args)
    asked = channel.message(word(args, "ts"))
    root_ts = (asked.thread_ts or asked.ts) if asked else word(args, "ts")
    thread = [m for m in channel.messages if root_ts in (m.ts, m.thread_ts)]
    if not any(not m.deleted for m in thread):
        raise ApiError("thread_not_found")
    # The root comes with every page, whatever the time range says; deleted, as a tombstone.
    found = [m for m in thread if m.ts == root_ts or _is_between(m, args)]
    return _messages(state, channel, found, args, 1000)


def _read_as_member(state: State, caller: Caller, args: Json) -> Channel:
    channel = _readable(state, caller, args, "history")
    if not channel.is_im and caller.team.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel


def _is_between(message: StoredMessage, args: Json) -> bool:
    """Whether it is there, and within `oldest` and `latest`."""
    oldest, latest = word(args, "oldest") or "0", word(args, "latest") or "9999999999.999999"
    try:
        is_inside = float(oldest) < float(message.ts) < float(latest)
    except ValueError:
        raise ApiError("invalid_ts_oldest" if args.get("oldest") else "invalid_ts_latest") from None
    is_edge = flag(args, "inclusive") and message.ts in (oldest, latest)
    return not message.deleted and (is_inside or is_edge)


def _messages(
    state: State, channel: Channel, found: list[StoredMessage], args: Json, default: int
) -> Json:
    most = state.limits.history_page if state.limits is not None else None
    page, cursor = page_of(found, args, default, most or MOST)
    with_metadata = flag(args, "include_all_metadata")
    return {
        "ok": True,
        "messages": [m.as_json(with_metadata=with_metadata) | thread_of(channel, m) for m in page],
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
    }


def thread_of(channel: Channel, message: StoredMessage) -> Json:
    """What a root says of its replies, and a reply of its root."""
    if message.thread_ts is not None and message.thread_ts != message.ts:
        root = channel.message(message.thread_ts)
        return {} if root is None else {"parent_user_id": root.user}
    answers = [m for m in channel.messages if m.thread_ts == message.ts != m.ts and not m.deleted]
    if not answers:
        return {}
    users = list(dict.fromkeys(m.user for m in answers))
    return {
        "thread_ts": message.ts,
        "reply_count": len(answers),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": answers[-1].ts,
    }


def join(state: State, caller: Caller, args: Json) -> Json:
    channel = state.visible_channel(caller, word(args, "channel"))
    if channel.is_im or channel.is_private:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise ApiError("is_archived")
    if caller.team.bot_user_id not in channel.members:
        channel.members.append(caller.team.bot_user_id)
        state.changed()
    return {"ok": True, "channel": channel.as_json(caller.team.bot_user_id)}


def _readable(state: State, caller: Caller, args: Json, what: str) -> Channel:
    """The scope depends on the kind of channel; without any of them nothing is told."""
    kinds = ("channels", "groups", "im", "mpim")
    if not any(f"{kind}:{what}" in state.scopes for kind in kinds):
        need(state.scopes, *(f"{kind}:{what}" for kind in kinds))
    channel = state.visible_channel(caller, word(args, "channel"))
    need(state.scopes, f"{channel.kind}:{what}")
    return channel
