"""Web API: usergroups.list, usergroups.users.list."""

from practice.slack.arguments import flag, word
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.state import Caller, State


def list_(state: State, caller: Caller, args: Json) -> Json:
    """Switched-off groups only with `include_disabled`. † A free plan refuses: a fault."""
    groups = [
        group.as_json(
            with_users=flag(args, "include_users"), with_count=flag(args, "include_count")
        )
        for group in state.usergroups.values()
        if group.team_id == caller.team.id
        and (flag(args, "include_disabled") or not group.is_disabled)
    ]
    return {"ok": True, "usergroups": groups}


def users_list(state: State, caller: Caller, args: Json) -> Json:
    """
    All of them at once: it has neither `cursor` nor `limit` (docs.slack.dev, and the arguments in
    Slack's own SDK for Node).

    † Deactivated people stay in it, so a bot must look: whether Slack takes them out no source
    says. Guests cannot be added (Slack's help, "Create a user group").
    """
    group = state.usergroups.get(word(args, "usergroup"))
    if group is None or group.team_id not in caller.team_ids:
        raise ApiError("no_such_subteam")
    if group.is_disabled and not flag(args, "include_disabled"):
        raise ApiError("no_such_subteam")
    return {"ok": True, "users": list(group.users)}
