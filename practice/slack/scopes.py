"""Scopes: what each method needs, and the refusal where it is missing."""

from collections.abc import Collection
from typing import Final

from practice.slack.errors import ApiError

NEEDED: Final[dict[str, str | None]] = {
    "auth.test": None,
    "apps.connections.open": "connections:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "conversations.info": None,
    "conversations.members": None,
    "conversations.history": None,
    "conversations.join": "channels:join",
    "users.info": "users:read",
    "users.lookupByEmail": "users:read.email",
    "views.open": None,
    "views.push": None,
    "views.update": None,
    "views.publish": None,
    "team.info": "team:read",
    "bots.info": "users:read",
}
"""Every method that the stand-in knows; reading conversations depends on their kind."""


def need(granted: Collection[str], *any_of: str) -> None:
    """Raises: ApiError `missing_scope` where none of these is granted."""
    if not any(scope in granted for scope in any_of):
        raise ApiError("missing_scope", needed=",".join(any_of), provided=",".join(sorted(granted)))
