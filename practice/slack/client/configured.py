"""What Slack's client says itself, because the app's settings do not provide for it."""

import re
from typing import Any, Final, Literal

from practice.slack.errors import NotConfigured, NotThere
from practice.slack.people import Channel
from practice.slack.state import State

MENTION: Final = re.compile(
    r"<(?P<sign>[@#])(?P<id>\w+)(?:\|[^>]*)?>"
    r"|(?<![\w@#<])(?P<at>[@#])(?P<name>[a-z0-9][a-z0-9._-]*)",
)
LINK: Final = re.compile(r"(?<![<|])https?://[^\s<>|]+")


def must_know_command(state: State, name: str) -> None:
    """Raises: NotConfigured."""
    if state.app is not None and state.app.command(name) is None:
        raise NotConfigured(f"{name} is not a valid command.")


def must_be_interactive(state: State) -> None:
    """Raises: NotConfigured."""
    if state.app is not None and not (state.app.is_installed and state.app.is_interactive):
        raise NotConfigured("This app is not configured to handle interactive responses.")


def must_take_messages(state: State, channel: Channel) -> None:
    """Raises: NotConfigured."""
    if channel.is_im and state.app is not None and not state.app.takes_messages:
        raise NotConfigured("Sending messages to this app has been turned off.")


def must_have_shortcut(state: State, kind: Literal["global", "message"], callback_id: str) -> None:
    """Raises: NotThere."""
    if state.app is not None and not state.app.has_shortcut(kind, callback_id):
        raise NotThere(f"no {kind} shortcut {callback_id!r} in the menu")


def command_text(state: State, name: str, text: str) -> str:
    """
    The words after a command as they travel; unchanged where no app says otherwise.

    With `should_escape` people, channels and links are in angle brackets, `<@U1|mara>`; without,
    they stand as they read, `@mara`.
    """
    command = None if state.app is None else state.app.command(name)
    if command is None:
        return text
    if not command.get("should_escape", False):
        return MENTION.sub(lambda found: _as_read(state, found), text)
    escaped = MENTION.sub(lambda found: _escaped(state, found), text)
    return LINK.sub(lambda found: f"<{found.group()}>", escaped)


def _as_read(state: State, found: re.Match[str]) -> str:
    thing = _named(state, found)
    sign = found["sign"] or found["at"]
    return found.group() if thing is None else f"{sign}{thing.name}"


def _escaped(state: State, found: re.Match[str]) -> str:
    thing = _named(state, found)
    sign = found["sign"] or found["at"]
    return found.group() if thing is None else f"<{sign}{thing.id}|{thing.name}>"


def _named(state: State, found: re.Match[str]) -> Any:
    """The person or channel, by id or by name."""
    known: dict[str, Any] = state.users if "@" in (found["sign"], found["at"]) else state.channels
    if found["id"]:
        return known.get(found["id"])
    return next((thing for thing in known.values() if thing.name == found["name"]), None)
