"""A message as Slack keeps it, with every version it has had."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """What a message said at one time."""

    text: str
    blocks: list[Json]


@dataclass(slots=True)
class StoredMessage:
    ts: str
    channel: str
    user: str
    team_id: str
    text: str
    blocks: list[Json]
    bot_id: str | None = None
    app_id: str | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    """A reply that stands in the channel, too."""
    metadata: Json | None = None
    ephemeral_for: str | None = None
    edited_ts: str | None = None
    deleted: bool = False
    versions: list[Version] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    state: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)
    """What each person has chosen in it and not sent: user id → block id → action id → value."""

    def change(self, text: str, blocks: list[Json], ts: str) -> None:
        self.versions.append(Version(self.text, self.blocks))
        self.text, self.blocks, self.edited_ts = text, blocks, ts

    def as_json(self, *, with_metadata: bool = False) -> Json:
        if self.deleted:  # that it was there is seen by its answers only
            stone = {"user": "USLACKBOT", "text": "This message was deleted.", "hidden": True}
            return {"type": "message", "subtype": "tombstone", "ts": self.ts, **stone}
        shown: Json = {
            "type": "message",
            "user": self.user,
            "team": self.team_id,
            "ts": self.ts,
            "text": self.text,
        }
        if self.blocks:
            shown["blocks"] = self.blocks
        if self.bot_id is not None:
            shown |= {
                "bot_id": self.bot_id,
                "app_id": self.app_id,
                "bot_profile": {
                    "id": self.bot_id,
                    "app_id": self.app_id,
                    "name": "salesconnect",
                    "deleted": False,
                    "updated": 1_700_000_000,
                    "team_id": self.team_id,
                },
            }
        if self.files:
            shown |= {"files": self.files, "upload": False, "display_as_bot": False}
        if self.thread_ts is not None:
            shown["thread_ts"] = self.thread_ts
        if self.broadcast:
            shown["subtype"] = "thread_broadcast"
        if self.edited_ts is not None:
            shown["edited"] = {"user": self.user, "ts": self.edited_ts}
        if with_metadata and self.metadata is not None:
            shown["metadata"] = self.metadata
        return shown
