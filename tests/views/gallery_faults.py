"""One of every fault of a typed credential, at each field where it can stand."""

from typing import Final, get_args

from bot.domain.credentials import (
    LONGEST,
    AddressHolds,
    CredentialField,
    Fault,
    FieldFault,
    OtherDashes,
)
from bot.domain.munchkin import MunchkinId
from bot.domain.stray_characters import StrayCharacter, StrayKind

OFFERED: Final = MunchkinId("987-ZYX-654")
# Of the longest value, so that numbers and code points are as wide as they get.
STRAYS: Final = tuple(
    StrayCharacter(kind, 0x10FFFF, position, LONGEST)
    for kind in StrayKind
    for position in (1, LONGEST - 1, LONGEST)
)
_ANYWHERE: Final[tuple[Fault, ...]] = (FieldFault.MISSING, FieldFault.TOO_LONG, *STRAYS)
CREDENTIAL_FAULTS: Final[dict[CredentialField, tuple[Fault, ...]]] = {
    CredentialField.MUNCHKIN_ID: (
        *_ANYWHERE,
        FieldFault.NOT_A_MUNCHKIN_ID,
        FieldFault.LOOKS_LIKE_CLIENT_ID,
        FieldFault.LOOKS_LIKE_CLIENT_SECRET,
        AddressHolds(OFFERED),
        OtherDashes(OFFERED),
    ),
    CredentialField.CLIENT_ID: (*_ANYWHERE, FieldFault.IS_MUNCHKIN_ID),
    CredentialField.CLIENT_SECRET: (
        *_ANYWHERE,
        FieldFault.IS_MUNCHKIN_ID,
        FieldFault.SAME_AS_CLIENT_ID,
    ),
}
KINDS_OF_FAULT: Final = set(get_args(Fault))
