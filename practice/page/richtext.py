"""`rich_text` blocks as HTML: sections, lists, quotes, preformatted text."""

from typing import Any, Final

from markupsafe import Markup, escape

from practice.page.emoji import EMOJI
from practice.page.mrkdwn import QUOTE, lines, link, mention, moment, preformatted
from practice.page.reader import Reader
from practice.slack.messages import Json

_STYLES: Final = {
    "code": Markup("<code>{}</code>"),
    "strike": Markup("<s>{}</s>"),
    "italic": Markup("<em>{}</em>"),
    "bold": Markup("<strong>{}</strong>"),
    "underline": Markup("<u>{}</u>"),
}


def rich_text_html(block: Json, reader: Reader) -> Markup:
    """What is inside the block, in order; kinds that are unknown show what text they hold."""
    return Markup().join(_part(part, reader) for part in _objects(block.get("elements")))


def _part(part: Json, reader: Reader) -> Markup:
    match part.get("type"):
        case "rich_text_preformatted":
            return preformatted(_code(part, reader), may_copy=reader.may_copy)
        case "rich_text_quote":
            return QUOTE.format(_inline(part, reader))
        case "rich_text_list":
            return _list(part, reader)
        case _:
            return Markup("<div>{}</div>").format(_inline(part, reader))


def _list(part: Json, reader: Reader) -> Markup:
    """Slack sends each level as a list of its own, with its `indent` and where it counts from."""
    items = Markup().join(
        Markup("<li>{}</li>").format(_inline(item, reader))
        for item in _objects(part.get("elements"))
    )
    indent, offset = _number(part.get("indent")), _number(part.get("offset"))
    if part.get("style") == "ordered":
        return Markup('<ol class="indent-{}" start="{}">{}</ol>').format(indent, offset + 1, items)
    return Markup('<ul class="indent-{}">{}</ul>').format(indent, items)


def _code(holder: Json, reader: Reader) -> Markup:
    """Ends of lines too are those of the text: what is copied from here is what was sent."""
    return Markup().join(
        escape(str(piece.get("text", ""))) if piece.get("type") == "text" else _piece(piece, reader)
        for piece in _objects(holder.get("elements"))
    )


def _inline(holder: Json, reader: Reader) -> Markup:
    return Markup().join(_piece(piece, reader) for piece in _objects(holder.get("elements")))


def _piece(piece: Json, reader: Reader) -> Markup:
    style = piece.get("style") if isinstance(piece.get("style"), dict) else {}
    shown = _bare(piece, reader)
    for name, tag in _STYLES.items():
        if style and style.get(name):
            shown = tag.format(shown)
    return shown


def _bare(piece: Json, reader: Reader) -> Markup:
    match piece.get("type"):
        case "link":
            url = str(piece.get("url", ""))
            return link(url, str(piece.get("text") or url))
        case "user":
            return mention(f"@{reader.user_name(str(piece.get('user_id', '')))}")
        case "channel":
            return mention(reader.channel_name(str(piece.get("channel_id", ""))))
        case "usergroup":
            return mention(reader.group_name(str(piece.get("usergroup_id", ""))))
        case "broadcast":
            return mention(f"@{piece.get('range', '')}")
        case "emoji":
            name = str(piece.get("name", ""))
            return escape(EMOJI.get(name, f":{name}:"))
        case "date":
            unix, fallback = str(piece.get("timestamp", "")), str(piece.get("fallback", ""))
            return moment(unix, str(piece.get("format", "{date}")), fallback, reader)
        case "color":
            return escape(str(piece.get("value", "")))
        case _:
            return lines(str(piece.get("text", "")))


def _objects(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _number(value: Any) -> int:
    return value if isinstance(value, int) and 0 <= value <= 8 else 0
