"""A file as Slack keeps it: announced, uploaded, completed, shared; or put into a form."""

import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

PLAIN = {"csv": "text/csv", "txt": "text/plain", "json": "application/json"}


@dataclass(slots=True)
class StoredFile:
    """`content` is None until it was uploaded."""

    id: str
    name: str
    user_id: str
    team_id: str
    content: bytes | None = None
    title: str = ""
    length: int = 0
    """In bytes, as it was announced."""
    is_complete: bool = True
    ticket: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    """The secret of the upload URL."""
    shares: dict[str, str] = field(default_factory=dict)
    """Channel id → the stamp of the message that shows it there."""
    private_channels: set[str] = field(default_factory=set)
    """Those of `shares` that are private or direct messages."""

    def as_json(self, base_url: str, *, with_shares: bool = True) -> dict[str, Any]:
        """Without shares: as Slack answers right after the upload, while it is still at work."""
        url = f"{base_url}/files/{self.id}"
        name = quote(_in_addresses(self.name))
        filetype = self.name.rpartition(".")[2].lower() if "." in self.name else "text"
        shown: dict[str, Any] = {
            "id": self.id,
            "created": 1_700_000_000,
            "timestamp": 1_700_000_000,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": PLAIN.get(filetype, "application/octet-stream"),
            "filetype": filetype,
            "pretty_type": filetype.upper(),
            "user": self.user_id,
            "user_team": self.team_id,
            "editable": False,
            "size": len(self.content or b""),
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{url}/{name}",
            "url_private_download": f"{url}/download/{name}",
            "permalink": f"{url}/{name}",
            "has_rich_preview": False,
            "file_access": "visible",
        }
        return shown | (self._shares() if with_shares else {})

    def _shares(self) -> dict[str, Any]:
        public = {c: ts for c, ts in self.shares.items() if c not in self.private_channels}
        private = {c: ts for c, ts in self.shares.items() if c in self.private_channels}
        shares: dict[str, Any] = {}
        for kind, where in (("public", public), ("private", private)):
            if where:
                shares[kind] = {c: [self._share(ts)] for c, ts in where.items()}
        return {
            "is_public": bool(public),
            "shares": shares,
            "channels": list(public),
            "groups": [c for c in private if not c.startswith("D")],
            "ims": [c for c in private if c.startswith("D")],
        }

    def _share(self, ts: str) -> dict[str, Any]:
        return {
            "reply_users": [],
            "reply_users_count": 0,
            "reply_count": 0,
            "ts": ts,
            "team_id": self.team_id,
            "share_user_id": self.user_id,
        }


def _in_addresses(name: str) -> str:
    """As Slack writes it there: small letters, and `_` for what would end a path or part it."""
    return re.sub(r"[^\w.-]+", "_", name.lower())
