"""Munchkin IDs: Marketo's account ids, alone or inside a pasted address."""

import re
from typing import Final, NewType
from urllib.parse import parse_qsl, urlsplit

MunchkinId = NewType("MunchkinId", str)

EXAMPLE: Final = "123-ABC-456"
_SHAPE: Final = re.compile(r"[0-9]{3}-[A-Za-z]{3}-[0-9]{3}")

# What a phone, an editor or a hand puts where a hyphen belongs: dashes of another length or width,
# the minus sign, a space.
_FOR_A_HYPHEN: Final = r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d\s]"
_OTHER_DASHES: Final = re.compile(
    rf"([0-9]{{3}}){_FOR_A_HYPHEN}([A-Za-z]{{3}}){_FOR_A_HYPHEN}([0-9]{{3}})"
)
_BEFORE_A_HOST: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?//")


def parse_munchkin_id(typed: str) -> MunchkinId | None:
    """`123-ABC-456`, typed in any case, kept in upper case; None for any other shape."""
    return MunchkinId(typed.upper()) if _SHAPE.fullmatch(typed) else None


def with_other_dashes(typed: str) -> MunchkinId | None:
    """What `123–ABC–456` or `123 ABC 456` means: to be offered, never to be taken."""
    found = _OTHER_DASHES.fullmatch(typed)
    if found is None or parse_munchkin_id(typed):
        return None
    return parse_munchkin_id("-".join(found.groups()))


def munchkin_id_in(address: str) -> MunchkinId | None:
    """
    The only Munchkin ID that is a label of the host or a value of the query; None for several.

    Of `123-abc-456.mktorest.com`, with or without `https://` and a path, and of Marketo's own
    `…?munchkinId=123-ABC-456`, which may stand behind a `#`: to be offered, never to be taken.
    """
    try:
        parts = urlsplit(address if _BEFORE_A_HOST.match(address) else f"//{address}")
    except ValueError:  # brackets that do not close, a host that is none
        return None
    # Not `hostname`: it lowers the case, and the Kelvin sign becomes a k that nobody typed.
    host = parts.netloc.rpartition("@")[2].partition(":")[0]
    queries = (parts.query, parts.fragment.partition("?")[2])
    values = [value for query in queries for _, value in parse_qsl(query)]
    found = {parse_munchkin_id(part) for part in (*host.split("."), *values)} - {None}
    return found.pop() if len(found) == 1 else None
