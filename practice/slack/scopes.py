"""Scopes: what each method needs, and the refusal where it is missing."""

from collections.abc import Collection
from typing import Final

from practice.slack.errors import ApiError

NEEDED: Final[dict[str, tuple[str, ...]]] = {
    "apps.connections.open": ("connections:write",),
    "assistant.threads.setStatus": ("chat:write", "assistant:write"),
    "assistant.threads.setSuggestedPrompts": ("assistant:write",),
    "auth.revoke": (),
    "auth.test": (),
    "bots.info": ("users:read",),
    "chat.delete": ("chat:write",),
    "chat.getPermalink": (),
    "chat.postEphemeral": ("chat:write",),
    "chat.postMessage": ("chat:write",),
    "chat.update": ("chat:write",),
    "conversations.history": (),
    "conversations.info": (),
    "conversations.join": ("channels:join",),
    "conversations.members": (),
    "conversations.open": ("im:write",),
    "conversations.replies": (),
    "files.completeUploadExternal": ("files:write",),
    "files.getUploadURLExternal": ("files:write",),
    "files.info": ("files:read",),
    "team.info": ("team:read",),
    "usergroups.list": ("usergroups:read",),
    "usergroups.users.list": ("usergroups:read",),
    "users.info": ("users:read",),
    "users.list": ("users:read",),
    "users.lookupByEmail": ("users:read.email",),
    "views.open": (),
    "views.publish": (),
    "views.push": (),
    "views.update": (),
}
"""Every method that the stand-in knows, and the scopes of which one is enough; none: no scope.
What reading conversations needs depends on their kind."""


def need(granted: Collection[str], *any_of: str) -> None:
    """Raises: ApiError `missing_scope` where none of these is granted; none at all is enough."""
    if any_of and not any(scope in granted for scope in any_of):
        raise ApiError("missing_scope", needed=",".join(any_of), provided=",".join(sorted(granted)))
