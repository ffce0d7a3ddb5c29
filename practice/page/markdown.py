"""The `markdown` block, a small part of it: paragraphs, headings, lists, quotes, code, links."""

import re
from collections.abc import Iterator
from typing import Final

from markupsafe import Markup, escape

from practice.page.emoji import with_emoji
from practice.page.mrkdwn import QUOTE, lines, link, preformatted

_FENCE: Final = re.compile(r"^```[^\n`]*\n([\s\S]*?)\n?^```[ \t]*$", re.MULTILINE)
_ITEM: Final = re.compile(r"\s*(?:[-*+]|(\d{1,9})[.)])\s+(.*)")
_HEADING: Final = re.compile(r"#{1,6}\s+(.*)")
_QUOTED: Final = re.compile(r">\s?(.*)")
_SPAN: Final = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\[(?P<words>[^\[\]\n]{1,500})\]\((?P<url>[^\s()]{1,3000})\)"
    r"|(?P<bold>\*\*|__)(?=\S)(?P<in_bold>[^\n]{1,3000}?)(?<=\S)(?P=bold)"
    r"|(?<!\w)(?P<italic>[*_])(?=\S)(?P<in_italic>[^\n*_]{1,3000}?)(?<=\S)(?P=italic)(?!\w)"
    r"|~~(?=\S)(?P<struck>[^\n~]{1,3000}?)(?<=\S)~~"
)


def markdown_html(text: str) -> Markup:
    """HTML inside the text is shown as it was typed."""
    parts: list[Markup] = []
    at = 0
    text = text.replace("\r\n", "\n")
    for found in _FENCE.finditer(text):
        parts += _blocks(text[at : found.start()])
        parts.append(preformatted(escape(found.group(1)), may_copy=True))
        at = found.end()
    parts += _blocks(text[at:])
    return Markup().join(parts)


def _blocks(text: str) -> Iterator[Markup]:
    """Lines of one kind that follow each other make one block."""
    kind, run = "", list[str]()
    for line in text.split("\n"):
        next_kind, words = _kind(line)
        if next_kind != kind or kind == "heading":
            yield from _block(kind, run)
            kind, run = next_kind, []
        run.append(words)
    yield from _block(kind, run)


def _kind(line: str) -> tuple[str, str]:
    if not line.strip():
        return "", ""
    if found := _HEADING.fullmatch(line):
        return "heading", found.group(1)
    if found := _QUOTED.fullmatch(line):
        return "quote", found.group(1)
    if found := _ITEM.fullmatch(line):
        return ("ol" if found.group(1) else "ul"), found.group(2)
    return "p", line


def _block(kind: str, run: list[str]) -> Iterator[Markup]:
    match kind:
        case "":
            return
        case "heading":
            yield Markup("<p><strong>{}</strong></p>").format(_inline(run[0]))
        case "quote":
            yield QUOTE.format(_inline("\n".join(run)))
        case "ul" | "ol":
            items = Markup().join(Markup("<li>{}</li>").format(_inline(item)) for item in run)
            yield Markup("<{0}>{1}</{0}>").format(kind, items)
        case _:
            yield Markup("<p>{}</p>").format(_inline("\n".join(run)))


def _inline(text: str, depth: int = 0) -> Markup:
    parts: list[Markup] = []
    at = 0
    for found in _SPAN.finditer(text) if depth < 3 else ():
        parts.append(lines(with_emoji(text[at : found.start()])))
        parts.append(_span(found, depth + 1))
        at = found.end()
    parts.append(lines(with_emoji(text[at:])))
    return Markup().join(parts)


def _span(found: re.Match[str], depth: int) -> Markup:
    if found["code"]:
        return Markup("<code>{}</code>").format(found["code"])
    if found["url"]:
        return link(found["url"], _inline(found["words"], depth))
    if found["in_bold"]:
        return Markup("<strong>{}</strong>").format(_inline(found["in_bold"], depth))
    if found["in_italic"]:
        return Markup("<em>{}</em>").format(_inline(found["in_italic"], depth))
    return Markup("<s>{}</s>").format(_inline(found["struck"], depth))
