"""User groups of a Slack workspace, such as `@sales`."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class UserGroup:
    id: str
    handle: str
    name: str
    team_id: str
    users: list[str] = field(default_factory=list)
    description: str = ""
    is_disabled: bool = False
    is_external: bool = False

    def as_json(self, *, with_users: bool, with_count: bool) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team_id,
            "is_usergroup": True,
            "is_subteam": True,
            "name": self.name,
            "description": self.description,
            "handle": self.handle,
            "is_external": self.is_external,
            "date_create": 1_700_000_000,
            "date_update": 1_700_000_000,
            "date_delete": 1_700_000_000 if self.is_disabled else 0,
            "auto_provision": False,
            "enterprise_subteam_id": "",
            "created_by": "USLACKBOT",
            "updated_by": "USLACKBOT",
            "prefs": {"channels": [], "groups": []},
            "channel_count": 0,
        }
        if with_users:
            shown["users"] = list(self.users)
        if with_count:
            shown["user_count"] = len(self.users)
        return shown
