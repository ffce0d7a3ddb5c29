"""E-mail addresses as people type them."""

import re
from dataclasses import dataclass
from typing import Final

LONGEST: Final = 254  # RFC 5321, section 4.5.3.1.3, less the angle brackets

_SEPARATOR: Final = re.compile(r"[,;\s]+")
_LABEL: Final = r"[^\W_](?:[\w-]*[^\W_])?"  # of a domain: letters and digits of any script
_SHAPE: Final = re.compile(
    # An RFC 5322 dot-atom, less the backtick, which would end the code it is shown in.
    r"[\w!#$%&'*+/=?^{|}~-]+(?:\.[\w!#$%&'*+/=?^{|}~-]+)*"
    rf"@(?:{_LABEL}\.)+(?=[\w-]*[^\W\d_])[^\W_][\w-]*[^\W_]"
)


@dataclass(frozen=True, slots=True)
class Malformed:
    """What is no address, as typed, and the line it stands on, counted from 1."""

    line: int
    typed: str


def normalised(address: str) -> str | None:
    """The address in lower case, which is how Slack and Marketo compare; None if it is none."""
    if len(address) > LONGEST or not address.isprintable():
        return None
    return address.lower() if _SHAPE.fullmatch(address) else None


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
    """Addresses one a line, or several parted by comma, semicolon or space; duplicates stay."""
    good: list[str] = []
    bad: list[Malformed] = []
    for number, line in enumerate(typed.splitlines(), start=1):
        for word in _SEPARATOR.split(line.strip()):
            if not word:
                continue
            address = normalised(word)
            if address is None:
                bad.append(Malformed(number, word))
            else:
                good.append(address)
    return tuple(good), tuple(bad)
