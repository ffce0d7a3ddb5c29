"""Slack's mrkdwn and its text objects as HTML in which nothing that was typed is alive."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from markupsafe import Markup, escape

from practice.page.dates import at_unix, date_words
from practice.page.emoji import EMOJI, with_emoji
from practice.page.reader import Reader

LONGEST_STYLED: Final = 3_000
"""Characters between two `*`: Slack styles within one line, and a line ends somewhere."""

_ATOM: Final = re.compile(
    r"`(?P<code>[^`\n]+)`|<(?P<sequence>[^<>\n]+)>|:(?P<emoji>[a-z0-9_+'-]{1,50}):"
)
_STYLED: Final = re.compile(
    rf"(?<![\w*_~])(?P<mark>[*_~])(?=\S)(?P<inside>.{{1,{LONGEST_STYLED}}}?)(?<=\S)(?P=mark)(?![\w])"
)
_PRE: Final = re.compile(r"\n?```(?P<inside>(?:(?!```)[\s\S])+)```\n?")
_QUOTED: Final = re.compile(r"(?:>|&gt;) ?")
_QUOTED_TO_THE_END: Final = re.compile(r"(?:>|&gt;){3} ?")
_HELD: Final = re.compile("\x00(\\d+)\x01")
_ENTITY: Final = re.compile(r"&(amp|lt|gt);")
_CHARACTERS: Final = {"amp": "&", "lt": "<", "gt": ">"}
_LINK: Final = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x1f]+", re.IGNORECASE)
_TAGS: Final = {
    "*": Markup("<strong>{}</strong>"),
    "_": Markup("<em>{}</em>"),
    "~": Markup("<s>{}</s>"),
}
_BREAK: Final = Markup("<br>")
_CODE: Final = Markup('<div class="pre"><pre><code>{}</code></pre>{}</div>')
_COPY: Final = Markup('<button type="button" class="copy" data-copy lang="en">Copy</button>')
QUOTE: Final = Markup("<blockquote>{}</blockquote>")


def text_html(text: Any, reader: Reader, *, inline: bool = False) -> Markup:
    """A text object, plain or mrkdwn; empty where there is none."""
    if not isinstance(text, dict):
        return Markup()
    words = str(text.get("text", ""))
    if text.get("type") == "mrkdwn":
        return mrkdwn(words, reader, inline=inline)
    return plain(words) if text.get("emoji", True) else lines(words)


def plain(text: str) -> Markup:
    """Nothing comes alive but emoji and ends of lines."""
    return lines(with_emoji(text))


def lines(text: str) -> Markup:
    return _BREAK.join(escape(line) for line in text.split("\n"))


def preformatted(code: Markup, *, may_copy: bool) -> Markup:
    """The text of its `pre` is the code and nothing else, to the last space."""
    return _CODE.format(code, _COPY if may_copy else "")


def mrkdwn(text: str, reader: Reader, *, inline: bool = False) -> Markup:
    """`inline`: only what may stand in a label, so no blocks of code or quotes."""
    text = text.replace("\r\n", "\n").replace("\x00", "").replace("\x01", "")
    if inline:
        return _inline(text.replace("```", "`"), reader)
    parts: list[Markup] = []
    at = 0
    for found in _PRE.finditer(text):
        parts += _quotes_and_lines(text[at : found.start()], reader)
        code = _in_code(found["inside"].strip("\n"), reader)
        parts.append(preformatted(code, may_copy=reader.may_copy))
        at = found.end()
    parts += _quotes_and_lines(text[at:], reader)
    return Markup().join(parts)


def is_address(url: str) -> bool:
    """Of the web or of mail: the only ones that a browser is ever led to."""
    return _LINK.fullmatch(url) is not None


def link(url: str, words: str | Markup) -> Markup:
    """A link where the address is of the web or of mail, else the words alone."""
    if not is_address(url):
        return escape(words)
    return Markup('<a href="{}" rel="noopener noreferrer" target="_blank">{}</a>').format(
        url, words
    )


def mention(words: str) -> Markup:
    return Markup('<span class="mention">{}</span>').format(words)


def moment(unix: str, pattern: str, fallback: str, reader: Reader) -> Markup:
    at = at_unix(unix, reader)
    if at is None:
        return escape(fallback or pattern)
    words = date_words(at, pattern, reader)
    return Markup('<time datetime="{}">{}</time>').format(at.isoformat(), words)


def _quotes_and_lines(text: str, reader: Reader) -> Iterator[Markup]:
    if not text:
        return
    run: list[str] = []
    was_quoted = False
    rest = text.split("\n")
    while rest:
        line = rest.pop(0)
        to_the_end = _QUOTED_TO_THE_END.match(line)
        if to_the_end:
            yield from _run(run, reader, quoted=was_quoted)
            yield from _run([line[to_the_end.end() :], *rest], reader, quoted=True)
            return
        quoted = _QUOTED.match(line)
        if bool(quoted) != was_quoted:
            yield from _run(run, reader, quoted=was_quoted)
            run, was_quoted = [], bool(quoted)
        run.append(line[quoted.end() :] if quoted else line)
    yield from _run(run, reader, quoted=was_quoted)


def _run(run: list[str], reader: Reader, *, quoted: bool) -> Iterator[Markup]:
    if run:
        shown = _inline("\n".join(run), reader)
        yield QUOTE.format(shown) if quoted else shown


@dataclass(slots=True)
class _Held:
    """
    Pieces that are finished: code, links, mentions, emoji.

    A mark stands for each while the text around it is styled, so that no `*` of an address
    or of code is taken for a style.
    """

    reader: Reader
    pieces: list[Markup] = field(default_factory=list)

    def hold(self, found: re.Match[str]) -> str:
        piece = self._piece(found)
        if piece is None:
            return found.group()
        self.pieces.append(piece)
        return f"\x00{len(self.pieces) - 1}\x01"

    def _piece(self, found: re.Match[str]) -> Markup | None:
        if found["code"]:
            return Markup("<code>{}</code>").format(_in_code(found["code"], self.reader))
        if found["sequence"]:
            return _sequence(found["sequence"], self.reader)
        emoji = EMOJI.get(found["emoji"])
        return None if emoji is None else escape(emoji)

    def released(self, text: str) -> Markup:
        """The text between the pieces is escaped here, and nowhere else."""
        parts: list[Markup] = []
        at = 0
        for found in _HELD.finditer(text):
            parts.append(lines(_decoded(text[at : found.start()])))
            parts.append(self.pieces[int(found.group(1))])
            at = found.end()
        parts.append(lines(_decoded(text[at:])))
        return Markup().join(parts)


def _inline(text: str, reader: Reader) -> Markup:
    held = _Held(reader)
    return _styled(_ATOM.sub(held.hold, text), held, "")


def _styled(text: str, held: _Held, inside: str) -> Markup:
    """`inside`: the marks around this text, which do not nest in themselves."""
    parts: list[Markup] = []
    at = 0
    for found in _STYLED.finditer(text):
        if found["mark"] in inside:
            continue
        parts.append(held.released(text[at : found.start()]))
        within = _styled(found["inside"], held, inside + found["mark"])
        parts.append(_TAGS[found["mark"]].format(within))
        at = found.end()
    parts.append(held.released(text[at:]))
    return Markup().join(parts)


def _in_code(text: str, reader: Reader) -> Markup:
    """Slack links addresses in code too; nothing else is read there."""
    parts: list[Markup] = []
    at = 0
    for found in re.finditer(r"<([^<>\n]+)>", text):
        piece = _sequence(found.group(1), reader)
        parts.append(escape(_decoded(text[at : found.start()])))
        parts.append(escape(_decoded(found.group())) if piece is None else piece)
        at = found.end()
    parts.append(escape(_decoded(text[at:])))
    return Markup().join(parts)


def _sequence(inside: str, reader: Reader) -> Markup | None:
    """What stands between `<` and `>`; None where Slack knows no such thing."""
    target, _, label = (_decoded(part) for part in inside.partition("|"))
    match target[0] if target else "":
        case "@":
            return mention(f"@{reader.user_name(target[1:])}")
        case "#":
            return mention(reader.channel_name(target[1:]))
        case "!":
            return _special(target[1:], label, reader)
        case _:
            return link(target, with_emoji(label or target)) if is_address(target) else None


def _special(target: str, label: str, reader: Reader) -> Markup | None:
    kind, *rest = target.split("^")
    if kind in ("here", "channel", "everyone") and not rest:
        return mention(f"@{kind}")
    if kind == "subteam" and rest:
        return mention(f"@{label.removeprefix('@')}" if label else reader.group_name(rest[0]))
    if kind == "date" and len(rest) in (2, 3):
        shown = moment(rest[0], rest[1], label, reader)
        return link(rest[2], shown) if len(rest) == 3 else shown
    return None


def _decoded(text: str) -> str:
    """Once: `&amp;lt;` is what somebody sees as `&lt;`."""
    return _ENTITY.sub(lambda found: _CHARACTERS[found.group(1)], text)
