"""The payloads that Slack sends: commands, interactions, events."""

from practice.slack.clock import Ids
from practice.slack.forms import initial_values
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel, Team, User
from practice.slack.state import State
from practice.slack.views import StoredView

VERIFICATION_TOKEN = "standin-verification"


def command(
    state: State, user: User, channel: Channel, name: str, text: str, response_url: str
) -> Json:
    team = state.team_of(user)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel.shown_name,
        "user_id": user.id,
        "user_name": user.name,
        "command": name,
        "text": text,
        "api_app_id": state.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url,
        "trigger_id": state.grants.new_trigger(user.id, team.id, channel.id),
    }


def interaction(
    state: State, user: User, kind: str, *, trigger: bool = True, channel_id: str | None = None
) -> Json:
    """What all interactions have in common; `channel_id` is where the person is."""
    team = state.team_of(user)
    payload: Json = {
        "type": kind,
        "team": {"id": team.id, "domain": team.domain},
        "user": {
            "id": user.id,
            "username": user.name,
            "name": user.name,
            "team_id": user.team_id,
        },
        "api_app_id": state.app_id,
        "token": VERIFICATION_TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
    }
    if trigger:
        payload["trigger_id"] = state.grants.new_trigger(user.id, team.id, channel_id)
    return payload


def in_message(state: State, user: User, channel: Channel, message: StoredMessage) -> Json:
    """The parts that say where the click was; an ephemeral message is not shown again."""
    grant = state.grants.new_response_url(user.id, channel.id, message.ts)
    is_ephemeral = message.ephemeral_for is not None
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": is_ephemeral,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    parts: Json = {
        "container": container,
        "channel": {"id": channel.id, "name": channel.shown_name},
        "state": {"values": message.state.get(user.id) or initial_values(message.blocks)},
        "response_url": f"{state.base_url}/actions/{grant.key}",
    }
    if not is_ephemeral:
        parts["message"] = message.as_json()
    return parts


def in_view(view: StoredView) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": view.as_json()}


def event_callback(state: State, team: Team, event: Json, ids: Ids) -> Json:
    """An event in its wrapping, with an `event_id` of its own."""
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "context_team_id": team.id,
        "context_enterprise_id": None,
        "api_app_id": state.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": ids.next("Ev"),
        "event_time": int(state.clock()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": team.id,
                "user_id": team.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": _is_ext_shared(state, event),
        "event_context": ids.next("4-standin-"),
    }


def _is_ext_shared(state: State, event: Json) -> bool:
    where = event.get("channel")
    channel = state.channels.get(where) if isinstance(where, str) else None
    return channel is not None and channel.is_ext_shared
