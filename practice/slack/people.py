"""Teams, people and channels, and how the Web API shows them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from practice.slack.messages import StoredMessage
from practice.slack.portraits import portrait_urls


@dataclass(slots=True)
class Team:
    id: str
    name: str
    domain: str
    bot_user_id: str
    bot_id: str
    bot_token: str


@dataclass(slots=True)
class User:
    id: str
    name: str
    real_name: str
    team_id: str
    email: str | None = None
    locale: str = "en-US"
    tz: str = "Europe/Berlin"
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    deleted: bool = False
    is_bot: bool = False
    is_admin: bool = False
    is_owner: bool = False
    is_stranger: bool = False

    def as_json(self, *, with_email: bool, with_locale: bool, base_url: str = "") -> dict[str, Any]:
        """Strangers show no e-mail whatever the scopes. `base_url`: where pictures are served."""
        profile: dict[str, Any] = {
            "real_name": self.real_name,
            "real_name_normalized": self.real_name,
            "display_name": self.name,
            "display_name_normalized": self.name,
            "status_text": "",
            "status_emoji": "",
            "avatar_hash": "",
            "team": self.team_id,
            "first_name": self.real_name.split(" ")[0],
            "last_name": self.real_name.partition(" ")[2],
            **portrait_urls(base_url, self.id),
        }
        if with_email and self.email is not None and not self.is_stranger:
            profile["email"] = self.email
        shown: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team_id,
            "name": self.name,
            "deleted": self.deleted,
            "profile": profile,
            # Slack's own word for USLACKBOT is that it is none.
            "is_bot": self.is_bot and self.id != "USLACKBOT",
            "is_app_user": False,
            "updated": 1_700_000_000,
        }
        if self.is_stranger:
            shown["is_stranger"] = True
        if not self.deleted:
            shown |= {
                "color": "9f69e7",
                "real_name": self.real_name,
                "tz": self.tz,
                "tz_label": self.tz,
                "tz_offset": _seconds_ahead(self.tz),
                "is_admin": self.is_admin,
                "is_owner": self.is_owner,
                "is_primary_owner": False,
                "is_restricted": self.is_restricted,
                "is_ultra_restricted": self.is_ultra_restricted,
                "is_email_confirmed": True,
                "who_can_share_contact_card": "EVERYONE",
            }
            if with_locale:
                shown["locale"] = self.locale
        return shown


def _seconds_ahead(tz: str) -> int:
    """Of UTC, today."""
    offset = datetime.now(ZoneInfo(tz)).utcoffset() or timedelta(0)
    return int(offset.total_seconds())


@dataclass(slots=True)
class Channel:
    """A channel, or the bot's direct messages with `im_user`."""

    id: str
    name: str
    team_id: str
    is_private: bool = False
    is_archived: bool = False
    is_ext_shared: bool = False
    im_user: str | None = None
    members: list[str] = field(default_factory=list)
    messages: list[StoredMessage] = field(default_factory=list)

    @property
    def is_im(self) -> bool:
        return self.im_user is not None

    @property
    def kind(self) -> str:
        """The word in front of `:read` and `:history` scopes."""
        return "im" if self.is_im else "groups" if self.is_private else "channels"

    @property
    def shown_name(self) -> str:
        """What payloads call it: private names are not told."""
        return "directmessage" if self.is_im else "privategroup" if self.is_private else self.name

    def message(self, ts: str) -> StoredMessage | None:
        return next((m for m in self.messages if m.ts == ts and not m.deleted), None)

    def as_json(self, bot_user_id: str, *, with_count: bool = False) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "created": 1_700_000_000,
            "is_archived": self.is_archived,
            "is_im": self.is_im,
            "is_org_shared": False,
            "context_team_id": self.team_id,
            "updated": 1_700_000_000_000,
        }
        if self.im_user is not None:
            return shown | {"user": self.im_user, "is_user_deleted": False, "is_open": True}
        shown |= {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_mpim": False,
            "is_private": self.is_private,
            "is_general": self.name == "general",
            "is_shared": self.is_ext_shared,
            "is_ext_shared": self.is_ext_shared,
            "is_pending_ext_shared": False,
            "shared_team_ids": [self.team_id],
            "is_member": bot_user_id in self.members,
            "creator": self.members[0] if self.members else bot_user_id,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "previous_names": [],
        }
        if with_count:
            shown["num_members"] = len(self.members)
        return shown
