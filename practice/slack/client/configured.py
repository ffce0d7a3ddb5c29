"""What Slack's client says itself, because the app's settings do not provide for it."""

import re
from typing import Any, Final, Literal

from practice.slack.client.mentions import with_mentions
from practice.slack.errors import NotConfigured, NotThere
from practice.slack.people import Channel
from practice.slack.state import State

MENTION: Final = re.compile(
    r"<(?P<sign>[@#])(?P<id>\w+)(?:\|[^>]*)?>"
    r"|(?<![\w@#<])(?P<at>[@#])(?P<name>[a-z0-9][a-z0-9._-]*)",
)
# What Slack's client makes a link of by itself; bare domains of a few kinds only.
LINKED: Final = re.compile(
    r"(?P<address>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<link>https?://[^\s<>|]+)"
    r"|(?<![\w@/.-])(?P<domain>(?:[a-z0-9-]+\.)+(?:com|org|net|io)(?:/[^\s<>|]*)?)(?![\w@-])"
)


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

    With `should_escape` people, channels, addresses and links are in angle brackets, `<@U1|mara>`,
    and such signs are escaped; without, all of it stands as it reads, `@mara`.
    """
    command = None if state.app is None else state.app.command(name)
    if command is None:
        return text
    text = with_mentions(state, text)
    if not command.get("should_escape", False):
        return MENTION.sub(lambda found: _as_read(state, found), text)
    pieces, end = [], 0
    for found in MENTION.finditer(text):
        pieces += [_linked(text[end : found.start()]), _escaped(state, found)]
        end = found.end()
    return "".join([*pieces, _linked(text[end:])])


def _linked(text: str) -> str:
    """Of what mentions nobody."""
    pieces, end = [], 0
    for found in LINKED.finditer(text):
        shown = _without_signs(found.group())
        scheme = {"address": "mailto:", "domain": "http://"}.get(found.lastgroup or "")
        link = f"<{scheme}{shown}|{shown}>" if scheme else f"<{shown}>"
        pieces += [_without_signs(text[end : found.start()]), link]
        end = found.end()
    return "".join([*pieces, _without_signs(text[end:])])


def _without_signs(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _as_read(state: State, found: re.Match[str]) -> str:
    thing = _named(state, found)
    sign = found["sign"] or found["at"]
    return found.group() if thing is None else f"{sign}{thing.name}"


def _escaped(state: State, found: re.Match[str]) -> str:
    thing = _named(state, found)
    sign = found["sign"] or found["at"]
    return _without_signs(found.group()) if thing is None else f"<{sign}{thing.id}|{thing.name}>"


def _named(state: State, found: re.Match[str]) -> Any:
    """The person or channel, by id or by name."""
    known: dict[str, Any] = state.users if "@" in (found["sign"], found["at"]) else state.channels
    if found["id"]:
        return known.get(found["id"])
    return next((thing for thing in known.values() if thing.name == found["name"]), None)
