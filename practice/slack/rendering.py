"""What a person reads on the screen: the visible text and the buttons of blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from practice.slack.messages import Json

_READ = ("title", "label", "text", "subtitle", "body", "fields", "elements", "hint", "rows")
_INSIDE = ("accessory", "element", "options", "option_groups", "placeholder", "description")
_MORE = ("alt_text", "blocks", "actions", "footer", "tasks", "cards", "sections", "content")

_OF_PIECES = ("rich_text_section", "rich_text_quote", "rich_text_preformatted")
"""What is read without a break between their elements."""


@dataclass(frozen=True, slots=True)
class Pressable:
    """A button, or one option of an overflow menu."""

    label: str
    block_id: str
    element: Json
    option: Json | None = None


def visible_text(blocks: list[Json]) -> str:
    """All that can be read, one piece a line; mrkdwn stays as it was written."""
    return "\n".join(piece for block in blocks for piece in _pieces(block))


def _pieces(thing: Any) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, list):
        for part in thing:
            yield from _pieces(part)
    elif isinstance(thing, dict):
        if thing.get("type") in _OF_PIECES:
            yield "".join(_rich(part) for part in thing.get("elements", []))
            return
        for key in (*_READ, *_INSIDE, *_MORE):
            if key in thing:
                yield from _pieces(thing[key])
        yield from _typed(thing)


def _typed(element: Json) -> Iterator[str]:
    """What stands in a field when it opens can be read too."""
    if isinstance(element.get("initial_value"), str):
        yield element["initial_value"]


def _rich(part: Json) -> str:
    match part.get("type"):
        case "user":
            return f"<@{part.get('user_id')}>"
        case "channel":
            return f"<#{part.get('channel_id')}>"
        case "emoji":
            return f":{part.get('name')}:"
        case "link":
            return str(part.get("text") or part.get("url", ""))
        case _:
            return str(part.get("text", ""))


def pressables(blocks: list[Json]) -> list[Pressable]:
    """Every button and every overflow option, in reading order."""
    found: list[Pressable] = []
    for block in blocks:
        for element in _interactive(block):
            block_id = str(block.get("block_id", ""))
            if element["type"] == "button":
                found.append(Pressable(element["text"]["text"], block_id, element))
            else:
                found += [
                    Pressable(o["text"]["text"], block_id, element, o) for o in element["options"]
                ]
    return found


def _interactive(thing: Any) -> Iterator[Json]:
    if isinstance(thing, list):
        for part in thing:
            yield from _interactive(part)
    elif isinstance(thing, dict):
        if thing.get("type") in ("button", "overflow"):
            yield thing
            return
        for key, value in thing.items():
            if key != "confirm":
                yield from _interactive(value)
