"""Salesforce Organization IDs: which Salesforce something is connected to."""

import re
from enum import StrEnum
from typing import Final, NewType

OrganizationId = NewType("OrganizationId", str)  # always 18 characters

EXAMPLE: Final = "00D000000000001EAA"
LONGEST: Final = 60  # characters typed; more is no id
_SHAPE: Final = re.compile(r"[0-9A-Za-z]{15}(?:[0-9A-Za-z]{3})?")
_CHECK: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"


class OrganizationFault(StrEnum):
    """What is wrong with a typed one."""

    MISSING = "missing"
    SPACE = "space"
    SHAPE = "shape"  # not 15 or 18 letters and digits
    OTHER_RECORD = "other_record"  # an id of Salesforce, but of no organization
    CAPITALS = "capitals"  # they were lost on the way
    CHECKSUM = "checksum"


def parse_organization_id(typed: str) -> OrganizationId | OrganizationFault:
    """15 or 18 characters that begin with `00D`; the short form is completed. Source: [seed] 4."""
    if not typed:
        return OrganizationFault.MISSING
    if any(char.isspace() for char in typed):
        return OrganizationFault.SPACE
    if not _SHAPE.fullmatch(typed):
        return OrganizationFault.SHAPE
    if not typed.startswith("00D"):
        is_one = typed[:3].upper() == "00D"
        return OrganizationFault.CAPITALS if is_one else OrganizationFault.OTHER_RECORD
    whole = typed[:15] + checksum(typed[:15])
    if len(typed) == len(whole) and typed[15:].upper() != whole[15:]:
        return OrganizationFault.CHECKSUM
    return OrganizationId(whole)


def checksum(short: str) -> str:
    """Three characters: which of each five of the 15 are capitals, the first as the lowest bit."""
    fives = (short[start : start + 5] for start in range(0, 15, 5))
    return "".join(
        _CHECK[sum(1 << place for place, char in enumerate(five) if "A" <= char <= "Z")]
        for five in fives
    )
