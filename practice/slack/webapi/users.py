"""Web API: users.info, users.list, users.lookupByEmail, team.info, bots.info."""

from practice.slack.arguments import flag, word
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.state import Caller, State
from practice.slack.webapi.paging import page_of


def info(state: State, caller: Caller, args: Json) -> Json:
    user = state.visible_user(caller, word(args, "user"))
    shown = user.as_json(
        with_email="users:read.email" in state.scopes,
        with_locale=flag(args, "include_locale"),
        base_url=state.base_url,
    )
    return {"ok": True, "user": shown}


def list_(state: State, caller: Caller, args: Json) -> Json:
    """Everybody of the team: bots, guests and deactivated people too; strangers are not."""
    team_id = word(args, "team_id") or caller.team.id
    if team_id not in caller.team_ids:
        raise ApiError("team_not_found")
    everybody = [u for u in state.users.values() if u.team_id == team_id and not u.is_stranger]
    page, cursor = page_of(everybody, args, max(1, len(everybody)))
    shown = [
        user.as_json(
            with_email="users:read.email" in state.scopes,
            with_locale=flag(args, "include_locale"),
            base_url=state.base_url,
        )
        for user in page
    ]
    return {
        "ok": True,
        "members": shown,
        "cache_ts": int(state.clock()),
        "response_metadata": {"next_cursor": cursor},
    }


def lookup_by_email(state: State, caller: Caller, args: Json) -> Json:
    """
    Finds guests too, but neither strangers nor bots, and of deactivated people Slack's page of the
    method says `users_not_found` (quoted in pablovarela/terraform-provider-slack, issue 251).
    """
    email = word(args, "email").lower()
    for user in state.users.values():
        if user.is_stranger or user.deleted or user.team_id not in caller.team_ids:
            continue
        if user.email is not None and user.email.lower() == email:
            shown = user.as_json(with_email=True, with_locale=False, base_url=state.base_url)
            return {"ok": True, "user": shown}
    raise ApiError("users_not_found")


def team_info(state: State, caller: Caller, args: Json) -> Json:
    team_id = word(args, "team") or caller.team.id
    if team_id not in caller.team_ids:
        raise ApiError("team_not_found")
    team = state.teams[team_id]
    shown = {
        "id": team.id,
        "name": team.name,
        "domain": team.domain,
        "url": f"https://{team.domain}.example.com/",
        "email_domain": "",
        "icon": {"image_default": True},
    }
    return {"ok": True, "team": shown}


def bots_info(state: State, caller: Caller, args: Json) -> Json:
    if word(args, "bot") != caller.team.bot_id:
        raise ApiError("bot_not_found")
    shown = {
        "id": caller.team.bot_id,
        "deleted": False,
        "name": "salesconnect",
        "updated": 1_700_000_000,
        "app_id": state.app_id,
        "user_id": caller.team.bot_user_id,
        "icons": {},
    }
    return {"ok": True, "bot": shown}
