"""What api.slack.com shows of one app: its manifest, its installation, its tokens."""

import secrets
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Final, Literal, Self

from practice.slack.errors import BadManifest
from practice.slack.manifest_schema import faults_of_manifest
from practice.slack.messages import Json

EVENT_SCOPES: Final[Mapping[str, str]] = {
    "app_mention": "app_mentions:read",
    "channel_archive": "channels:read",
    "channel_deleted": "channels:read",
    "channel_left": "channels:read",
    "channel_rename": "channels:read",
    "channel_unarchive": "channels:read",
    "group_archive": "groups:read",
    "group_deleted": "groups:read",
    "group_left": "groups:read",
    "group_rename": "groups:read",
    "group_unarchive": "groups:read",
    "member_joined_channel": "channels:read|groups:read",
    "member_left_channel": "channels:read|groups:read",
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "message.mpim": "mpim:history",
    "subteam_created": "usergroups:read",
    "subteam_members_changed": "usergroups:read",
    "subteam_updated": "usergroups:read",
    "team_join": "users:read",
    "user_change": "users:read",
}
"""Event → the scope without which Slack does not send it; any one of those between `|`."""
_MESSAGE_EVENT: Final = {
    "im": "message.im",
    "mpim": "message.mpim",
    "group": "message.groups",
    "channel": "message.channels",
}


@dataclass(slots=True)
class AppSettings:
    """
    One app as its owner sees it; `State.app` makes Slack obey it.

    The manifest counts at once, scopes do not: what is granted changes at `install` alone.
    """

    manifest: Json
    granted: set[str] = field(default_factory=set)
    """Scopes of the last installation; always the same set, changed in place."""
    bot_token: str | None = None
    """None while it is not installed; stays the same when installed again †."""
    app_tokens: dict[str, frozenset[str]] = field(default_factory=dict)
    """App-level token → its scopes."""
    signing_secret: str = field(default_factory=lambda: secrets.token_hex(16))

    @classmethod
    def from_manifest(cls, manifest: Json) -> Self:
        """A new app, not yet installed. Raises: BadManifest."""
        return cls(_checked(manifest))

    def edit(self, manifest: Json) -> None:
        """Saves another manifest; this alone grants nothing. Raises: BadManifest."""
        self.manifest = _checked(manifest)

    def install(self) -> str:
        """Installs it, or installs it again: grants what the manifest asks for. The bot token."""
        self.granted.clear()
        self.granted |= self.requested
        if self.bot_token is None:
            self.bot_token = f"xoxb-{secrets.token_hex(12)}"
        return self.bot_token

    def uninstall(self) -> str | None:
        """The bot token that works no longer, if there was one; the next will be another."""
        gone, self.bot_token = self.bot_token, None
        self.granted.clear()
        return gone

    def generate_app_token(self, scopes: Iterable[str] = ("connections:write",)) -> str:
        """An app-level token; needs no installation."""
        token = f"xapp-1-{secrets.token_hex(12)}"
        self.app_tokens[token] = frozenset(scopes)
        return token

    @property
    def is_installed(self) -> bool:
        return self.bot_token is not None

    @property
    def requested(self) -> set[str]:
        """The bot scopes that the manifest asks for."""
        return set(self._part("oauth_config", "scopes").get("bot") or ())

    @property
    def wants_reinstall(self) -> bool:
        """Whether the yellow bar asks to install it again: its scopes are not those granted."""
        return self.is_installed and self.granted != self.requested

    @property
    def name(self) -> str:
        return str(self._part("display_information").get("name", ""))

    @property
    def has_home_tab(self) -> bool:
        return bool(self._part("features", "app_home").get("home_tab_enabled"))

    @property
    def takes_messages(self) -> bool:
        """Whether people can write into its DM."""
        home = self._part("features", "app_home")
        shown = bool(home.get("messages_tab_enabled", True))
        return shown and not home.get("messages_tab_read_only_enabled")

    @property
    def is_interactive(self) -> bool:
        return bool(self._part("settings", "interactivity").get("is_enabled"))

    @property
    def has_socket_mode(self) -> bool:
        return bool(self._part("settings").get("socket_mode_enabled"))

    @property
    def is_legacy_assistant(self) -> bool:
        """Of the older assistant experience, where prompts belong to a thread."""
        features = self._part("features")
        return "assistant_view" in features and "agent_view" not in features

    def command(self, name: str) -> Json | None:
        """The slash command of this name, `/salesconnect`, if people can type it."""
        if not self.is_installed or "commands" not in self.granted:
            return None
        commands: list[Json] = self._part("features").get("slash_commands") or []
        return next((c for c in commands if c["command"] == name), None)

    def shortcuts(self, kind: Literal["global", "message"]) -> list[Json]:
        """Those that people can choose, in the manifest's order."""
        if not self.is_installed or "commands" not in self.granted:
            return []
        named: list[Json] = self._part("features").get("shortcuts") or []
        return [shortcut for shortcut in named if shortcut["type"] == kind]

    def has_shortcut(self, kind: Literal["global", "message"], callback_id: str) -> bool:
        return any(s["callback_id"] == callback_id for s in self.shortcuts(kind))

    def gets(self, event: Json) -> bool:
        """Whether Slack sends this event: subscribed to, and its scope granted."""
        name = subscription_of(event)
        if not self.is_installed or name not in self._bot_events:
            return False
        needed = EVENT_SCOPES.get(name)
        return needed is None or any(scope in self.granted for scope in needed.split("|"))

    @property
    def _bot_events(self) -> list[str]:
        events: list[str] = self._part("settings", "event_subscriptions").get("bot_events") or []
        return events

    def _part(self, *path: str) -> Json:
        part: Any = self.manifest
        for name in path:
            part = part.get(name) or {}
        found: Json = part
        return found


def subscription_of(event: Json) -> str:
    """The name of an event among `bot_events`: `message.im` for a message in a DM."""
    kind = str(event["type"])
    if kind == "message":
        return _MESSAGE_EVENT.get(str(event.get("channel_type")), kind)
    return kind


def _checked(manifest: Json) -> Json:
    faults = faults_of_manifest(manifest)
    if faults:
        raise BadManifest(faults)
    return deepcopy(manifest)
