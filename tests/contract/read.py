"""What `handlers` read of each kind of payload, and which of Slack's samples has it."""

import re
from collections.abc import Iterable
from typing import Final

from tests.contract.samples import Json, paths

# `values` are chosen by block and action id.
EVERY_INTERACTION: Final = {"type", "team.id", "user.id", "user.team_id"}
OF_AN_ACTION: Final = {
    *EVERY_INTERACTION,
    "trigger_id",
    "actions[].action_id",
    "actions[].action_ts",
    "actions[].value",
    "actions[].block_id",
}
OF_A_VIEW: Final = {"view.id", "view.hash", "view.private_metadata", "view.team_id"} | {
    "view.callback_id"
}
EVERY_EVENT: Final = {"team_id", "type", "event.type"}
OF_A_MENTION: Final = {f"event.{one}" for one in ("user", "channel", "ts", "thread_ts", "text")}
OF_A_CHANNEL: Final = {*EVERY_EVENT, "event.channel"}
READ: Final[dict[str, set[str]]] = {
    "command": {"command", "team_id", "user_id", "text", "trigger_id"},
    "press in a message": {*OF_AN_ACTION, "response_url", "container.is_ephemeral"},
    "press in a view": {*OF_AN_ACTION, *OF_A_VIEW},
    "submission": {*EVERY_INTERACTION, *OF_A_VIEW, "view.state", "view.previous_view_id"},
    "closing": {*EVERY_INTERACTION, *OF_A_VIEW, "view.previous_view_id", "is_cleared"},
    "shortcut": {
        *EVERY_INTERACTION,
        *("callback_id", "trigger_id", "response_url", "message.text", "message.user"),
    },
    "event": {*EVERY_EVENT, "event.user.id", "event.user.deleted"},
    "message": {*EVERY_EVENT, *(OF_A_MENTION - {"event.thread_ts"}), "event.channel_type"},
    "message in a thread": {*EVERY_EVENT, *OF_A_MENTION, "event.channel_type"},
    "mention": {*EVERY_EVENT, *OF_A_MENTION},
    "message changed": {
        *(*EVERY_EVENT, "event.subtype", "event.channel", "event.channel_type", "event.ts"),
        *(f"event.message.{one}" for one in ("user", "text", "ts", "edited.ts")),
        "event.previous_message.text",
    },
    "tab opened": {*OF_A_CHANNEL, "event.user", "event.tab"},
    "press on Home": {*OF_AN_ACTION, "view.type"},
    "archived": OF_A_CHANNEL,
    "brought back": OF_A_CHANNEL,
    "deleted": OF_A_CHANNEL,
    "bot removed": OF_A_CHANNEL,
    "joined": {*OF_A_CHANNEL, "event.user"},
    "left": {*OF_A_CHANNEL, "event.user"},
    "group changed": {*EVERY_EVENT, "event.subteam_id"},
}
SAMPLE: Final = {
    "command": "app-backend/SlashCommandPayload",
    "press in a message": "app-backend/BlockActionPayload",
    "press in a view": "app-backend/BlockActionPayload",
    "submission": "app-backend/ViewSubmissionPayload",
    "closing": "app-backend/ViewClosedPayload",
    "shortcut": "app-backend/MessageShortcutPayload",
    "event": "events/UserChangePayload",
    "message": "events/MessagePayload",
    "message in a thread": "events/MessagePayload",
    "mention": "events/AppMentionPayload",
    "message changed": "events/MessageChangedPayload",
    "tab opened": "events/AppHomeOpenedPayload",
    "press on Home": "app-backend/BlockActionPayload",
    "archived": "events/ChannelArchivePayload",
    # There are none of their own: they say no more than these.
    "brought back": "events/ChannelArchivePayload",
    "bot removed": "events/ChannelDeletedPayload",
    "deleted": "events/ChannelDeletedPayload",
    "joined": "events/MemberJoinedChannelPayload",
    "left": "events/MemberLeftChannelPayload",
    "group changed": "events/SubteamMembersChangedPayload",
}
# Where Slack's samples stop, since they came out of a library's classes:
NOT_IN_THE_SAMPLES: Final = (
    # Blocks of views, and what was typed into them, are left out there:
    r"(event\.)?view\.blocks(\[\].*)?",
    r"(event\.)?view\.state\.values(\..*)?",
    r"state\.values(\..*)?",
    r"response_urls",  # of submissions: empty without `response_url_enabled`
    r"context_team_id|context_enterprise_id",  # of events: younger than the samples
    r"event\.event_ts",  # stands in most events of theirs, not in this one
    r"event\.parent_user_id",  # of an answer in a thread
    r"api_app_id|user\.username",  # of a shortcut on a message; all others have both
    r"message\.blocks\[\]\..*",  # any block that there is
    r"message\.bot_profile\..*",
    r"actions\[\]\.text\..*",
)


def unknown(found: Iterable[str], sample: Json) -> list[str]:
    """Those that neither stand in the sample nor among the exceptions."""
    known = paths(sample)
    return sorted(
        path
        for path in found
        if path not in known
        and not any(re.fullmatch(pattern, path) for pattern in NOT_IN_THE_SAMPLES)
    )
