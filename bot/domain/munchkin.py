"""Munchkin IDs: Marketo's account ids."""

import re
from typing import Final, NewType

MunchkinId = NewType("MunchkinId", str)

EXAMPLE: Final = "123-ABC-456"
_SHAPE: Final = re.compile(r"[0-9]{3}-[A-Za-z]{3}-[0-9]{3}")


def parse_munchkin_id(typed: str) -> MunchkinId | None:
    """`123-ABC-456`, typed in any case, kept in upper case; None for any other shape."""
    return MunchkinId(typed.upper()) if _SHAPE.fullmatch(typed) else None
