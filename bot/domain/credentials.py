"""The three values of Marketo's Sales Connect page, and what is wrong with typed ones."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from bot.domain.munchkin import (
    MunchkinId,
    munchkin_id_in,
    parse_munchkin_id,
    with_other_dashes,
)
from bot.domain.stray_characters import StrayCharacter, first_stray

LONGEST: Final = 200  # characters; the usual values have 11, 36 and 32


class CredentialField(StrEnum):
    """Names of the fields, in the order of Marketo's page."""

    MUNCHKIN_ID = "munchkin_id"
    CLIENT_ID = "client_id"
    CLIENT_SECRET = "client_secret"  # noqa: S105 (a name, no value)


class FieldFault(StrEnum):
    """What is wrong with one field as a whole."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_MUNCHKIN_ID = "not_a_munchkin_id"
    LOOKS_LIKE_CLIENT_ID = "looks_like_client_id"  # in the field of the Munchkin ID
    LOOKS_LIKE_CLIENT_SECRET = "looks_like_client_secret"  # noqa: S105 (a name, no value)
    IS_MUNCHKIN_ID = "is_munchkin_id"  # in one of the other two fields
    SAME_AS_CLIENT_ID = "same_as_client_id"


@dataclass(frozen=True, slots=True)
class AddressHolds:
    """An address was typed that holds one Munchkin ID: offered at the field, never taken."""

    munchkin_id: MunchkinId = field(repr=False)


@dataclass(frozen=True, slots=True)
class OtherDashes:
    """A Munchkin ID with spaces or long dashes for hyphens: offered at the field, never taken."""

    munchkin_id: MunchkinId = field(repr=False)


# Of the values, only an offered Munchkin ID is ever part of it.
Fault: TypeAlias = FieldFault | StrayCharacter | AddressHolds | OtherDashes
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
    munchkin_id, client_id, client_secret = (typed.get(name, "") for name in CredentialField)
    parsed = parse_munchkin_id(munchkin_id)
    found = {
        CredentialField.MUNCHKIN_ID: None if parsed else _munchkin_fault(munchkin_id),
        CredentialField.CLIENT_ID: _client_fault(client_id),
        CredentialField.CLIENT_SECRET: _client_fault(client_secret),
    }
    faults = {name: fault for name, fault in found.items() if fault is not None}
    if client_secret == client_id:
        faults.setdefault(CredentialField.CLIENT_SECRET, FieldFault.SAME_AS_CLIENT_ID)
    if faults or parsed is None:
        return faults
    return Credentials(parsed, client_id, client_secret)


def _munchkin_fault(typed: str) -> Fault:
    """Of what is no Munchkin ID. Dashes come first: a space among them is one that can be told."""
    if munchkin_id := with_other_dashes(typed):
        return OtherDashes(munchkin_id)
    if fault := _fault(typed):
        return fault
    if munchkin_id := munchkin_id_in(typed):
        return AddressHolds(munchkin_id)
    if _USUAL_CLIENT_ID.fullmatch(typed):
        return FieldFault.LOOKS_LIKE_CLIENT_ID
    if _USUAL_CLIENT_SECRET.fullmatch(typed):
        return FieldFault.LOOKS_LIKE_CLIENT_SECRET
    return FieldFault.NOT_A_MUNCHKIN_ID


def _client_fault(typed: str) -> Fault | None:
    if parse_munchkin_id(typed):
        return FieldFault.IS_MUNCHKIN_ID
    return _fault(typed)


def _fault(typed: str) -> FieldFault | StrayCharacter | None:
    """Of any field."""
    if not typed:
        return FieldFault.MISSING
    if stray := first_stray(typed):
        return stray
    return FieldFault.TOO_LONG if len(typed) > LONGEST else None


# Unofficial, both of them: what differs is warned of, never refused. ASCII, whatever the case.
_USUAL_CLIENT_ID: Final = re.compile(r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}")
_USUAL_CLIENT_SECRET: Final = re.compile(r"[0-9A-Za-z]{32}")


def unusual(credentials: Credentials) -> tuple[CredentialField, ...]:
    """Fields whose value has not the usual shape: a UUID, 32 letters and digits."""
    usual = {
        CredentialField.CLIENT_ID: _USUAL_CLIENT_ID,
        CredentialField.CLIENT_SECRET: _USUAL_CLIENT_SECRET,
    }
    return tuple(
        name for name, shape in usual.items() if not shape.fullmatch(credentials.value(name))
    )


def look_swapped(credentials: Credentials) -> bool:
    """True when each of the two has the usual shape of the other."""
    return bool(
        _USUAL_CLIENT_SECRET.fullmatch(credentials.client_id)
        and _USUAL_CLIENT_ID.fullmatch(credentials.client_secret)
    )


AT_A_TIME: Final = 4_000  # characters that are looked at
OVERLAP: Final = 200  # longer than any credential
_ADDRESS: Final = re.compile(r"(?<![^\s,;])[^\s,;@]+@[^\s,;]+")
_LOOKS_SECRET: Final = re.compile(
    r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"  # a UUID: the usual shape of a Client ID
    # Long and mixed, or as long as a Client Secret usually is. From its beginning only, or the
    # search is quadratic.
    r"|(?<![a-z0-9])(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{20,}"
    r"|(?<![a-z0-9])[^\W_]{32}(?![^\W_])"
    r"|client[ _-]?secret\s*(?:[:=]|\bis\b|\best\b)\s*\S+",
    re.IGNORECASE,
)


def looks_like_a_secret(words: str) -> bool:
    """True for what is best treated as leaked; errs on the careful side. Of any length."""
    pieces = (words[at : at + AT_A_TIME] for at in range(0, len(words) or 1, AT_A_TIME - OVERLAP))
    return any(_LOOKS_SECRET.search(_ADDRESS.sub("", piece)) for piece in pieces)
