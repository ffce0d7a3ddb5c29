"""Web API: views.open, push, update, publish."""

import json
from copy import deepcopy
from typing import Any

from practice.slack.arguments import word
from practice.slack.blockkit.check import problems_of_view
from practice.slack.errors import ApiError
from practice.slack.forms import conversation_is_offered, fields
from practice.slack.messages import Json
from practice.slack.scopes import need
from practice.slack.state import Caller, State
from practice.slack.views import VIEW_BYTES, StoredView


def open_(state: State, caller: Caller, args: Json) -> Json:
    return _with_trigger(state, caller, args, push=False)


def push(state: State, caller: Caller, args: Json) -> Json:
    return _with_trigger(state, caller, args, push=True)


def update(state: State, caller: Caller, args: Json) -> Json:
    """A closed view is `not_found`; a `hash` of another state is `hash_conflict`."""
    body = checked(state, args.get("view"))
    view = state.views.find(word(args, "view_id"), word(args, "external_id"))
    if view.team_id not in caller.team_ids:
        raise ApiError("not_found")
    given = word(args, "hash")
    if given and given != view.hash:
        raise ApiError("hash_conflict")
    if body["type"] != view.body["type"]:
        raise ApiError("invalid_arguments", ["the type of a view cannot change"])
    state.views.replace(view, body)
    return _answer(state, view)


def publish(state: State, caller: Caller, args: Json) -> Json:
    if state.app is not None and not state.app.has_home_tab:
        raise ApiError("not_enabled")
    body = checked(state, args.get("view"))
    if body["type"] != "home":
        raise ApiError("invalid_arguments", ["view must be of type home"])
    user = state.visible_user(caller, word(args, "user_id"))
    home = state.views.homes.get(user.id)
    given = word(args, "hash")
    if home is not None and given and given != home.hash:
        raise ApiError("hash_conflict")
    view = state.views.publish(user.id, user.team_id, caller.team.bot_id, body)
    return _answer(state, view)


def checked(state: State, view: Any) -> Json:
    """
    A copy of a view that breaks no limit.

    Raises: ApiError `invalid_arguments`, `view_too_large`, `missing_scope` for a file input of an
    app that may not read files. That it needs `files:read` is said on docs.slack.dev, "File input
    element"; † the word of the refusal.
    """
    problems = problems_of_view(view)
    if problems:
        raise ApiError("invalid_arguments", problems)
    if len(json.dumps(view)) > VIEW_BYTES:
        raise ApiError("view_too_large")
    if any(field.kind == "file_input" for field in fields(view["blocks"])):
        need(state.scopes, "files:read")
    kept: Json = deepcopy(view)
    return kept


def _with_trigger(state: State, caller: Caller, args: Json, *, push: bool) -> Json:
    """A trigger is spent only by a view that Slack accepts †."""
    trigger = state.grants.check_trigger(word(args, "trigger_id"), caller.team_ids)
    body = checked(state, args.get("view"))
    if body["type"] != "modal":
        raise ApiError("invalid_arguments", ["view must be of type modal"])
    if push and state.views.top(trigger.user_id) is None:
        # "generated from an interaction within the existing modal": docs.slack.dev, views.push;
        # † the word of the refusal.
        raise ApiError("invalid_trigger_id")
    show = state.views.push if push else state.views.open
    view = show(trigger.user_id, trigger.team_id, caller.team.bot_id, body)
    trigger.is_used = True
    prefill(state, view, trigger.channel_id)
    return _answer(state, view)


def prefill(state: State, view: StoredView, channel_id: str | None) -> None:
    """A new view remembers where its person was, and shows it where a select asks for that."""
    view.opened_in = channel_id
    channel = state.channels.get(channel_id or "")
    if channel is None:
        return
    for field in fields(view.blocks):
        kept = view.values[field.block_id][field.action_id]
        wants = field.element.get("default_to_current_conversation")
        if wants and not kept[field.key] and conversation_is_offered(field.element, channel):
            kept[field.key] = [channel.id] if field.key.endswith("s") else channel.id


def _answer(state: State, view: StoredView) -> Json:
    state.changed()
    return {"ok": True, "view": view.as_json()}
