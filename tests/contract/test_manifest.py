"""`manifest.yml`: valid, readable by line, and asking for exactly what the bot's calls need."""

import json
import re
from typing import Any, Final

import jsonschema
import pytest
import yaml

from tests.contract.samples import ROOT, SAMPLES

TEXT: Final = (ROOT / "manifest.yml").read_text(encoding="utf-8")
MANIFEST: Final[dict[str, Any]] = yaml.safe_load(TEXT)
SCOPES: Final = set(MANIFEST["oauth_config"]["scopes"]["bot"])
BOT_EVENTS: Final = set(MANIFEST["settings"]["event_subscriptions"].get("bot_events", ()))

READ: Final = {"channels:read", "groups:read", "im:read"}
HISTORY: Final = {"channels:history", "groups:history", "im:history"}
# Written from slack.md, part 4; scopes of the app-level token are no bot scopes.
NEEDED_BY_METHOD: Final[dict[str, set[str]]] = {
    "apps.connections.open": set(),
    "assistant.threads.setStatus": {"chat:write"},
    "assistant.threads.setSuggestedPrompts": {"assistant:write"},
    "auth.revoke": set(),
    "auth.test": set(),
    "chat.delete": {"chat:write"},
    "chat.postEphemeral": {"chat:write"},
    "chat.postMessage": {"chat:write"},
    "chat.update": {"chat:write"},
    "conversations.history": HISTORY,
    "conversations.info": READ,
    "conversations.join": {"channels:join"},
    "conversations.members": READ,
    "conversations.open": {"im:write"},
    "conversations.replies": HISTORY,
    "files.completeUploadExternal": {"files:write"},
    "files.download": {"files:read"},  # `url_private_download`, fetched with the token
    "files.getUploadURLExternal": {"files:write"},
    "files.info": {"files:read"},
    "files.upload": {"files:write"},  # to the address that Slack gave
    "oauth.v2.access": set(),
    "response_url": set(),
    "team.info": {"team:read"},
    "usergroups.list": {"usergroups:read"},
    "usergroups.users.list": {"usergroups:read"},
    "users.info": {"users:read", "users:read.email"},  # the second for `profile.email`
    "users.list": {"users:read", "users:read.email"},
    "users.lookupByEmail": {"users:read.email"},
    "views.open": set(),
    "views.publish": set(),
    "views.push": set(),
    "views.update": set(),
}
OPTIONAL: Final = {"assistant:write"}  # asked for by who has a paid plan: docs/assistant.md
NEEDED_BY_EVENT: Final[dict[str, set[str]]] = {
    "app_home_opened": set(),
    "app_mention": {"app_mentions:read"},
    "app_uninstalled": set(),
    "channel_archive": {"channels:read"},
    "channel_deleted": {"channels:read"},
    "channel_left": {"channels:read"},
    "channel_rename": {"channels:read"},
    "channel_unarchive": {"channels:read"},
    "group_archive": {"groups:read"},
    "group_deleted": {"groups:read"},
    "group_left": {"groups:read"},
    "group_unarchive": {"groups:read"},
    "member_joined_channel": {"channels:read", "groups:read"},
    "member_left_channel": {"channels:read", "groups:read"},
    "message.channels": {"channels:history"},
    "message.groups": {"groups:history"},
    "message.im": {"im:history"},
    "subteam_members_changed": {"usergroups:read"},
    "team_join": {"users:read"},
    "tokens_revoked": set(),
    "user_change": {"users:read"},
}
FAMILIES: Final = {name.split(".")[0] for name in NEEDED_BY_METHOD if "." in name}
METHOD: Final = re.compile(rf'"((?:{"|".join(sorted(FAMILIES))})\.[A-Za-z.0-9]+)"')
FEATURES: Final = {"commands"} if MANIFEST["features"].get("slash_commands") else set()


def called_methods() -> set[str]:
    """Names of Web API methods that stand as text in the source."""
    sources = [*(ROOT / "bot").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]
    return {name for path in sources for name in METHOD.findall(path.read_text(encoding="utf-8"))}


def lines_of_list(name: str) -> list[str]:
    """The lines under `name:`, down to the first that is not indented further."""
    lines = TEXT.splitlines()
    start = next(n for n, line in enumerate(lines) if re.fullmatch(rf"\s*{name}:\s*", line))
    indent = len(lines[start]) - len(lines[start].lstrip())
    found: list[str] = []
    for line in lines[start + 1 :]:
        if line.strip() and len(line) - len(line.lstrip()) <= indent:
            break
        found.append(line)
    return found


def test_slacks_schema_accepts_it() -> None:
    """Slack checks the same when somebody pastes it."""
    schema = json.loads((SAMPLES / "manifest" / "manifest.schema.2.0.0.json").read_text("utf-8"))

    faults = [
        f"{fault.json_path}: {fault.message}"
        for fault in jsonschema.Draft7Validator(schema).iter_errors(MANIFEST)
    ]

    assert faults == []


@pytest.mark.parametrize("name", ["bot", "bot_events"])
def test_a_list_has_one_item_a_line(name: str) -> None:
    """In block style with nothing between them: tools read the manifest by line."""
    lines = lines_of_list(name)

    assert lines
    assert [line for line in lines if not re.fullmatch(r"\s+- [a-z_:.]+( #.*)?", line)] == []
    assert len({len(line) - len(line.lstrip()) for line in lines}) == 1


@pytest.mark.parametrize("name", ["bot", "bot_events"])
def test_a_list_holds_nothing_twice(name: str) -> None:
    """Slack would refuse it."""
    items = [line.split("#")[0].strip(" -") for line in lines_of_list(name)]

    assert sorted(items) == sorted(set(items))


def test_whom_a_command_mentions_travels_as_an_id() -> None:
    """Else `@mara` behind `/salesconnect audit` is a name, and Slack does not say whose."""
    commands = MANIFEST["features"]["slash_commands"]

    assert [one["should_escape"] for one in commands] == [True]


def test_what_people_read_fits() -> None:
    """Slack's limits: the name, its description, and the long one from both sides."""
    shown = MANIFEST["display_information"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 175 <= len(shown["long_description"]) <= 4000


def test_every_method_that_is_called_stands_in_the_table() -> None:
    """A new call is thought of here, with its scope."""
    methods = called_methods()

    assert {"chat.postMessage", "views.open", "users.info"} <= methods, "the search finds nothing"
    assert methods <= set(NEEDED_BY_METHOD)
    assert set(NEEDED_BY_EVENT) >= BOT_EVENTS


def test_every_scope_that_a_call_or_an_event_needs_is_asked_for() -> None:
    """Otherwise the call fails with `missing_scope`, or the event never comes."""
    by_calls = {name: NEEDED_BY_METHOD[name] - SCOPES - OPTIONAL for name in called_methods()}
    by_events = {name: NEEDED_BY_EVENT[name] - SCOPES for name in BOT_EVENTS}

    assert {name: lacks for name, lacks in (by_calls | by_events).items() if lacks} == {}
    assert FEATURES <= SCOPES


def test_no_scope_is_asked_for_that_nothing_needs() -> None:
    """People who install it read the list, and each line costs trust."""
    needed = set(FEATURES)
    for name in called_methods():
        needed |= NEEDED_BY_METHOD[name]
    for name in BOT_EVENTS:
        needed |= NEEDED_BY_EVENT[name]

    assert SCOPES - (needed - OPTIONAL) == set()


def test_messages_of_channels_are_subscribed_to() -> None:
    """Without them no secret in a channel is warned of, and `doctor` could not say why."""
    assert {"message.channels", "message.groups", "message.im"} <= BOT_EVENTS


def test_the_direct_messages_are_open_for_people_to_write_in() -> None:
    """Otherwise they read "Sending messages to this app has been turned off"."""
    home = MANIFEST["features"]["app_home"]

    assert home["messages_tab_enabled"] is True
    assert home["messages_tab_read_only_enabled"] is False


def test_what_only_some_plans_have_is_left_out() -> None:
    """`agent_view` needs a paid plan; a page in `docs/` gives the lines to add."""
    assert "agent_view" not in MANIFEST["features"]
    assert "assistant_view" not in MANIFEST["features"]
    assert "assistant:write" not in SCOPES
