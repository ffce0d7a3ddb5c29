"""Web API: conversations.open, info, members, history, join."""

from collections.abc import Sequence
from typing import TypeVar

from practice.slack.arguments import flag, number, word
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.people import Channel
from practice.slack.scopes import need
from practice.slack.state import Caller, State

T = TypeVar("T")


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
    return {"ok": True, "channel": shown}


def members(state: State, caller: Caller, args: Json) -> Json:
    channel = _readable(state, caller, args, "read")
    page, cursor = _page(channel.members, args, 100)
    return {"ok": True, "members": page, "response_metadata": {"next_cursor": cursor}}


def history(state: State, caller: Caller, args: Json) -> Json:
    """Newest first, replies in threads left out."""
    channel = _readable(state, caller, args, "history")
    if not channel.is_im and caller.team.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    oldest, latest = word(args, "oldest") or "0", word(args, "latest") or "9999999999.999999"
    inclusive = flag(args, "inclusive")
    found = [
        m
        for m in reversed(channel.messages)
        if not m.deleted
        and m.thread_ts in (None, m.ts)
        and (
            float(oldest) < float(m.ts) < float(latest) or (inclusive and m.ts in (oldest, latest))
        )
    ]
    page, cursor = _page(found, args, 100)
    with_metadata = flag(args, "include_all_metadata")
    return {
        "ok": True,
        "messages": [m.as_json(with_metadata=with_metadata) for m in page],
        "has_more": bool(cursor),
        "pin_count": 0,
        "response_metadata": {"next_cursor": cursor},
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


def _page(items: Sequence[T], args: Json, default: int) -> tuple[list[T], str]:
    limit = min(number(args, "limit", default), 999)
    start = number(args, "cursor", 0)
    rest = start + limit
    return list(items[start:rest]), str(rest) if rest < len(items) else ""
