"""Web API: auth.test, auth.revoke, apps.connections.open."""

import secrets

from practice.slack.arguments import flag
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.state import Caller, State


def test(state: State, caller: Caller, args: Json) -> Json:
    team = caller.team
    answer: Json = {
        "ok": True,
        "url": f"https://{team.domain}.example.com/",
        "team": team.name,
        "team_id": team.id,
        "is_enterprise_install": False,
    }
    if caller.is_app_level:
        return answer | {"app_name": "salesconnect", "app_id": state.app_id}
    return answer | {
        "user": "salesconnect",
        "user_id": team.bot_user_id,
        "bot_id": team.bot_id,
    }


def revoke(state: State, caller: Caller, args: Json) -> Json:
    """
    The token works no longer; with `test` it does, and only the answer is tried.

    The events that tell of it do not come by themselves: see `happenings`.
    """
    if flag(args, "test"):
        return {"ok": True, "revoked": False}
    state.revoked[caller.token] = "token_revoked"
    if state.app is not None and state.app.bot_token == caller.token:
        state.app.uninstall()
    return {"ok": True, "revoked": True}


def connections_open(state: State, caller: Caller, args: Json) -> Json:
    """A one-use address. † Slack's word for an app without Socket Mode is not known."""
    if state.app is not None and not state.app.has_socket_mode:
        raise ApiError("forbidden_team")
    ticket = secrets.token_hex(8)
    state.socket_tickets.add(ticket)
    url = state.base_url.replace("http", "ws", 1)
    return {"ok": True, "url": f"{url}/link/?ticket={ticket}&app_id={state.app_id}"}
