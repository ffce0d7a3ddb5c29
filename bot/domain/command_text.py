"""
What stands behind `/salesconnect`, however Slack sends it: with people, channels and links in
angle brackets (`should_escape: true` in the manifest), or as it was typed (older manifests).
"""

import re
from dataclasses import dataclass
from typing import Final

from bot.domain.ids import UserId

_MARKUP: Final = re.compile(
    r"<(?:@(?P<person>[UW][A-Z0-9_]{1,40})|(?P<sign>[#!])(?P<thing>[^<>|]*)"
    r"|mailto:(?P<address>[^<>|\s]+)|(?P<link>https?://[^<>|\s]+))(?:\|(?P<shown>[^<>]*))?>"
)
_PERSON: Final = re.compile(r"<@([UW][A-Z0-9_]{1,40})>")
# `@elif` with nothing that says who that is; an address has something before the sign.
_NAME: Final = re.compile(r"(?<![^\s,;(])@[^\s,;()<>@]+(?![^\s,;()<>]*@)")


@dataclass(frozen=True, slots=True)
class CommandText:
    """`rest`: what is said behind the word, less people and names; addresses are read from it."""

    plain: str  # all of it, as it reads
    words: tuple[str, ...]  # all of it; people as `<@U…>`
    readings: tuple[str, str]  # as it reads, and with what links lead to: to be judged for secrets
    people: tuple[UserId, ...]  # who is mentioned, each once
    names: tuple[str, ...]  # such as `@elif`, of whom Slack does not say who they are
    rest: str

    @property
    def word(self) -> str:
        """The first, in lower case; empty: there is none."""
        return "".join(self.plain.split(maxsplit=1)[:1]).lower()

    @property
    def behind(self) -> str:
        """What follows it, as it reads."""
        return "".join(self.plain.split(maxsplit=1)[1:])


def read_command(text: str) -> CommandText:
    """Both ways at once: what is marked up in one of them nobody types in the other."""
    plain, marked = (_unescaped(_MARKUP.sub(one, text)) for one in (_as_read, _with_ids))
    rest = _PERSON.sub(" ", "".join(marked.split(maxsplit=1)[1:]))
    return CommandText(
        plain=plain,
        words=tuple(marked.split()),
        readings=(plain, _unescaped(text)),
        people=tuple(dict.fromkeys(map(UserId, _PERSON.findall(marked)))),
        names=tuple(dict.fromkeys(_NAME.findall(rest))),
        rest=_NAME.sub(" ", rest),
    )


def _as_read(found: re.Match[str]) -> str:
    if found["address"]:
        return found["address"]
    shown = found["shown"] or found["link"] or found["person"] or found["thing"]
    if found["link"] or shown.startswith(("@", "#")):
        return shown
    return f"#{shown}" if found["sign"] == "#" else f"@{shown}"


def _with_ids(found: re.Match[str]) -> str:
    return f"<@{found['person']}>" if found["person"] else _as_read(found)


def _unescaped(text: str) -> str:
    """Slack escapes three signs; the ampersand comes last, as it was escaped first."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
