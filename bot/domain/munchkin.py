"""Munchkin IDs: Marketo's account ids."""

import re
from typing import Final, NewType

MunchkinId = NewType("MunchkinId", str)

EXAMPLE: Final = "123-ABC-456"
_SHAPE: Final = re.compile(r"\d{3}-[A-Z]{3}-\d{3}", re.ASCII)


def parse_munchkin_id(typed: str) -> MunchkinId | None:
    """`123-ABC-456`, typed in any case, kept in upper case; None for any other shape."""
    upper = typed.upper()
    return MunchkinId(upper) if _SHAPE.fullmatch(upper) else None
