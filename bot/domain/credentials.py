"""The three values of Marketo's Sales Connect page, and what is wrong with typed ones."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias
from unicodedata import category

from bot.domain.munchkin import MunchkinId, parse_munchkin_id

LONGEST: Final = 200  # characters; the usual values have 11, 36 and 32


class CredentialField(StrEnum):
    """Names of the fields, in the order of Marketo's page."""

    MUNCHKIN_ID = "munchkin_id"
    CLIENT_ID = "client_id"
    CLIENT_SECRET = "client_secret"  # noqa: S105 (a name, no value)


class Fault(StrEnum):
    """What is wrong with one field; the value itself is never part of it."""

    MISSING = "missing"
    SPACE = "space"
    INVISIBLE = "invisible"
    TOO_LONG = "too_long"
    NOT_A_MUNCHKIN_ID = "not_a_munchkin_id"


Faults: TypeAlias = dict[CredentialField, Fault]


@dataclass(frozen=True, slots=True, repr=False)
class Credentials:
    """Secret: no `repr`, no equality in messages, never logged or stored in clear."""

    munchkin_id: MunchkinId
    client_id: str
    client_secret: str

    def __repr__(self) -> str:
        return "Credentials(***)"

    def value(self, field: CredentialField) -> str:
        """The value of one field."""
        match field:
            case CredentialField.MUNCHKIN_ID:
                return self.munchkin_id
            case CredentialField.CLIENT_ID:
                return self.client_id
            case CredentialField.CLIENT_SECRET:
                return self.client_secret


def parse_credentials(typed: dict[CredentialField, str]) -> Credentials | Faults:
    """Checks the three as typed; nothing is trimmed in silence, since Marketo refuses a space."""
    faults = {field: fault for field in CredentialField if (fault := _fault(typed.get(field, "")))}
    munchkin_id = parse_munchkin_id(typed.get(CredentialField.MUNCHKIN_ID, ""))
    if munchkin_id is None:
        faults.setdefault(CredentialField.MUNCHKIN_ID, Fault.NOT_A_MUNCHKIN_ID)
    if faults or munchkin_id is None:
        return faults
    return Credentials(
        munchkin_id=munchkin_id,
        client_id=typed[CredentialField.CLIENT_ID],
        client_secret=typed[CredentialField.CLIENT_SECRET],
    )


def _fault(typed: str) -> Fault | None:
    if not typed:
        return Fault.MISSING
    if any(char.isspace() for char in typed):
        return Fault.SPACE
    if any(_shows_nothing(char) for char in typed):
        return Fault.INVISIBLE
    if len(typed) > LONGEST:
        return Fault.TOO_LONG
    return None


_BLANK: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and signs without ink


def _shows_nothing(char: str) -> bool:
    """Controls, format characters, marks that need a letter, and the few blank letters."""
    return not char.isprintable() or category(char) in ("Mn", "Me") or char in _BLANK


LONGEST_WORDS: Final = 4_000  # characters that are looked at
_ADDRESS: Final = re.compile(r"(?<![^\s,;])[^\s,;@]+@[^\s,;]+")
_LOOKS_SECRET: Final = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"  # a UUID: the usual shape of a Client ID
    # Long and mixed: of a Client Secret. From its beginning only, or the search is quadratic.
    r"|(?<![a-z0-9])(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{20,}"
    r"|client[ _-]?secret\s*(?:[:=]|\bis\b|\best\b)\s*\S+",
    re.IGNORECASE,
)


def looks_like_a_secret(words: str) -> bool:
    """True for words after a command that are best treated as leaked; errs on the careful side."""
    return _LOOKS_SECRET.search(_ADDRESS.sub("", words[:LONGEST_WORDS])) is not None
