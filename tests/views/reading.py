"""Reads texts out of Block Kit as Slack does: what is mrkdwn, what is plain, what is whole."""

import re
from collections.abc import Iterator
from typing import Any, Final

from bot.views.blocks import Message

_CODE: Final = re.compile(r"```(?:(?!```)[\s\S])*```|`[^`\n]*`")
_ANGLE: Final = re.compile(r"<[^<>]*>")
_TIME: Final = re.compile(r"<!date\^\d+\^(?:\{\w+\} ?)+\|[^<>|]+>")
_AMPERSAND: Final = re.compile(r"&(?!amp;|lt;|gt;| )")  # a lone one is no entity


def text_objects(thing: Any) -> Iterator[tuple[str, str]]:
    """(`mrkdwn` or `plain_text`, text) of everything in there, labels and options too."""
    if isinstance(thing, dict):
        if thing.get("type") in ("mrkdwn", "plain_text") and isinstance(thing.get("text"), str):
            yield thing["type"], thing["text"]
            return
        for value in thing.values():
            yield from text_objects(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from text_objects(value)


def mrkdwn(thing: Any) -> list[str]:
    return [text for kind, text in text_objects(thing) if kind == "mrkdwn"]


def plain(thing: Any) -> list[str]:
    return [text for kind, text in text_objects(thing) if kind == "plain_text"]


def facts(message: Message) -> list[str]:
    """
    The text of each header, section and context, in order; headers escaped, as mrkdwn is.

    A message without blocks is its text.
    """
    found: list[str] = [] if message.blocks else [message.text]
    for block in message.blocks:
        match block["type"]:
            case "header":
                found += [_escaped(text) for text in plain(block)]
            case "section" | "context":
                found += mrkdwn(block)
            case _:
                pass
    return found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def buttons(thing: Any) -> Iterator[dict[str, Any]]:
    if isinstance(thing, dict):
        if thing.get("type") == "button":
            yield thing
        for value in thing.values():
            yield from buttons(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from buttons(value)


def without_code(text: str) -> str:
    """What Slack reads as mrkdwn: the rest after each span of code, which stands as ¤."""
    return _CODE.sub("¤", text)


def living(text: str, ours: set[str]) -> list[str]:
    """What comes alive in this mrkdwn and is not ours; empty if nothing does."""
    found = [
        angle for angle in _ANGLE.findall(text) if angle not in ours and not _TIME.fullmatch(angle)
    ]
    rest = _ANGLE.sub("", text)
    found += [sign for sign in "<>" if sign in rest]
    return found + _AMPERSAND.findall(text)


def broken(text: str) -> list[str]:
    """Where a cut went through the middle of something: code, `<…>` or an entity."""
    rest = _CODE.sub("", text)
    found = ["code"] if "`" in rest else []
    found += ["angle"] if re.search(r"[<>]", _ANGLE.sub("", rest)) else []
    found += ["entity"] if _AMPERSAND.search(text) else []
    return found
