"""E-mail addresses as people type and paste them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets
LONGEST_WRITTEN: Final = 1_000  # characters: a name, and the address as a link and as its text

_SEPARATOR: Final = re.compile(r"[,;\s]+")
_LABEL: Final = r"[^\W_](?:[\w-]*[^\W_])?"  # of a domain: letters and digits of any script
_SHAPE: Final = re.compile(
    # An RFC 5322 dot-atom, less the backtick, which would end the code it is shown in.
    r"[\w!#$%&'*+/=?^{|}~-]+(?:\.[\w!#$%&'*+/=?^{|}~-]+)*"
    rf"@(?:{_LABEL}\.)+(?=[\w-]*[^\W\d_])[^\W_][\w-]*[^\W_]"
)
# What most are: looked for first, since it takes a third of the time.
_PLAIN: Final = re.compile(
    r"[a-z0-9_-]++(?:[.+][a-z0-9_-]++)*+@(?:[a-z0-9]++(?:-++[a-z0-9]++)*+\.)++[a-z]{2,}+"
)
# Signs without ink: they come along when text is copied out of a page, and count as no space.
_UNSEEN: Final = (
    "\0\x1a\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_SPACES: Final = "".join(char for char in map(chr, range(0x3001)) if char.isspace())
BLANK: Final = _SPACES + _UNSEEN
"""Every character that `trimmed` takes off."""
_BULLETS: Final = "•‣◦●○■□▪▫·∙–—→➤►▶✓✔☐☑☒"
_OPENING: Final = BLANK + _BULLETS + "\"'“”„«‹‘’([{>"
_CLOSING: Final = BLANK + "\"'“”»›‘’)]}>.,:;!?"

_MARKS: Final = "*_~`"  # around bold, italics, code: in pairs, since three of them are legal inside
_WRAPS: Final = re.escape(_MARKS + "\"'“”»›‘’)]}>")  # around one of several
# What people write between addresses. Not `-`, which a domain holds, nor `?`, `:` or `#`: behind
# them another address is a part of a link.
_PARTS: Final = re.escape(BLANK + _BULLETS + "/\\|&+,;、，；")
_ONE_OF_SEVERAL: Final = re.compile(
    # Possessive: no sign is looked at twice.
    rf"([^@]+@[\w.-]++[{_WRAPS}]*+)(?:[{_PARTS}]++|[{re.escape(_CLOSING)}]*+$)"
)
_OF_A_LINK: Final = re.compile(r"[/=?#]")
_ORDINAL: Final = re.compile(r"\(?\d{1,5}[.)]")  # of a numbered list


@dataclass(frozen=True, slots=True)
class Malformed:
    """What is no address, as typed, and the line it stands on, counted from 1."""

    line: int
    typed: str


def normalised(address: str) -> str | None:
    """The address in lower case, which is how Slack and Marketo compare; None if it is none."""
    if len(address) > LONGEST:
        return None
    if _PLAIN.fullmatch(address):
        return address
    if not address.isprintable():
        return None
    return address.lower() if _SHAPE.fullmatch(address) else None


def looked_up_as(address: str) -> str | None:
    """
    The same for what is only looked up, of thousands: whether it is an address is judged where
    they are planned, and what is none is on record nowhere.
    """
    return address.lower() if "@" in address and len(address) <= LONGEST else None


def trimmed(typed: str) -> str:
    """Without spaces of any kind, and signs that show nothing, before and after it."""
    return typed.strip(BLANK)


def unwrapped(word: str) -> str | None:
    """
    The address in a word, less `mailto:`, quotes, brackets, bullets, full stops, and what Slack and
    Markdown write around bold, italics and code; None if it is none.
    """
    if len(word) > LONGEST_WRITTEN:
        return None
    bare = word.lstrip(_OPENING)
    if bare[:7].lower() == "mailto:":
        bare = bare[7:]
    bare = bare.rstrip(_CLOSING)
    while len(bare) > 1 and bare[0] in _MARKS and bare[0] == bare[-1]:
        bare = bare[1:-1].strip(_CLOSING)
    return normalised(bare)


def addresses_in(word: str) -> tuple[str, ...]:
    """All in a word: several, parted as people part them; none if it says more, as a link does."""
    if address := unwrapped(word):
        return (address,)
    found: list[str] = []
    end = 0
    while end < len(word) and (one := _ONE_OF_SEVERAL.match(word, end)):
        address = unwrapped(one[1])
        if address is None or _OF_A_LINK.search(address):
            return ()
        found.append(address)
        end = one.end()
    return tuple(found) if end == len(word) else ()


def the_address(written: str) -> str | None:
    """The one address that this says, with or without its person's name; None if it says more."""
    if len(written) > LONGEST_WRITTEN:
        return None
    good, bad = parse_addresses(written)
    return good[0] if len(good) == 1 and not bad else None


_DOMAIN: Final = re.compile(rf"(?:{_LABEL}\.)+(?=[\w-]*[^\W\d_])[^\W_][\w-]*[^\W_]")


def parse_domains(typed: str) -> tuple[tuple[str, ...], tuple[Malformed, ...]]:
    """Domains of addresses, parted as addresses are; a leading `@` is understood, repeats go."""
    good: dict[str, None] = {}
    bad: list[Malformed] = []
    for number, line in enumerate(typed.splitlines(), start=1):
        for word in filter(None, _SEPARATOR.split(line.strip())):
            domain = word.removeprefix("@").lower()
            if len(domain) > LONGEST or not _DOMAIN.fullmatch(domain):
                bad.append(Malformed(number, word))
            else:
                good[domain] = None
    return tuple(good), tuple(bad)


def parse_addresses(typed: str) -> tuple[tuple[str, ...], tuple[Malformed, ...]]:
    """
    Addresses parted by anything, each with or without the name of its person; duplicates stay.

    `Ada Brook <a@b>`, `"Brook, Ada" <a@b>`, `Brook, Ada (Sales) <a@b>` and `a@b (Ada Brook)` are
    one person each. Every other word that is no address is a fault.
    """
    good: list[str] = []
    bad: list[Malformed] = []
    for number, line in enumerate(typed.splitlines(), start=1):
        for word in _less_names(line):
            found = addresses_in(word)
            if not found:
                bad.append(Malformed(number, word))
            good += found
    return tuple(good), tuple(bad)


# No alternative looks further than the next sign of its kind: the time is linear in the text.
_TOKEN: Final = re.compile(
    r'(?P<quoted>"[^"<>@]*"|“[^“”<>@]*”)(?=\s*<)'
    # A name may look like an address, as Outlook has it: `'a@b' <a@b>`.
    r"""|(?P<named>"[^"<>]*"|“[^“”<>]*”|'[^\s'<>,;@]*@[^\s'<>,;]*')(?=\s*<[^<>@]*@)"""
    # Slack pastes `<mailto:a@b|a@b>`: behind the bar stands what is shown.
    r"|<\s*(?P<bracketed>[^\s<>|,;]+)(?:\|[^<>]*>|\s*>)?"
    r"|(?P<remark>\([^()<>@]*\))(?=[\s<,;|]|$)"
    r"|(?P<word>[^\s<|,;]+)"
    r"|(?P<comma>,)"
    r"|(?P<end>[;|])"
)


def _less_names(line: str) -> Iterator[str]:
    """Words of a line in their order, less those that name the person of an address."""
    waiting: list[str] = []  # words and commas: a name, if an address in brackets comes next
    before: str | None = None  # an address that only spaces part from what comes next
    has_semicolons = ";" in line
    for token in _TOKEN.finditer(line):
        kind = token.lastgroup
        text: str = token[kind or 0]
        match kind:
            case "comma":
                waiting.append(text)
                before = None
            case "end":
                yield from _words(waiting)
                waiting, before = [], None
            case _ if not any(char.isalnum() or char == "@" for char in text):
                pass  # a dash, a bullet
            case "bracketed":
                yield from _words(waiting[: _name_begins(waiting, has_semicolons)])
                address = unwrapped(text)
                if address is None or address != before:  # `a@b <a@b>` is one person
                    yield text
                waiting, before = [], address
            case "quoted" | "named":  # the whole of a name
                yield from _words(waiting)
                waiting, before = [text], None
            case _ if "@" in text:
                if waiting and _ORDINAL.fullmatch(waiting[-1]):
                    waiting.pop()
                yield from _words(waiting)
                yield text
                waiting, before = [], unwrapped(text)
            case "remark" if before:
                pass
            case _:
                waiting.append(text)
                before = None
    yield from _words(waiting)


def _name_begins(waiting: list[str], has_semicolons: bool) -> int:
    """Where in it that name begins which ends directly before an address in brackets."""
    commas = [place for place, word in enumerate(waiting) if word == ","]
    if commas and commas[-1] == len(waiting) - 1:
        return len(waiting)
    # `Brook, Ada` has one comma; more part addresses, unless that is what semicolons do here.
    return 0 if has_semicolons or len(commas) < 2 else commas[-2] + 1


def _words(waiting: list[str]) -> Iterator[str]:
    return (word for word in waiting if word != ",")
