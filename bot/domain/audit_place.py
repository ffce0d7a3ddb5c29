"""Where somebody is in the audit: which rows they want, and from which of them on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.audit_filter import EVERYTHING, AuditFilter, parse_filter
from bot.domain.audit_rows import AuditRow
from bot.domain.ids import SetupId
from bot.domain.setup import Setup

_CURSOR: Final = re.compile(r"(?P<only>[^:]*):(?P<way>[<>]?)(?P<row>(?:[0-9]{1,20}-[0-9]{1,20})?)")


@dataclass(frozen=True, slots=True)
class Place:
    """At the newest rows; or at those before, or after, the row of one id."""

    only: AuditFilter = EVERYTHING
    before: str = ""
    after: str = ""

    def dump(self) -> str:
        """What a button carries: nobody remembers it elsewhere."""
        way = "<" if self.before else ">" if self.after else ""
        return f"{self.only.dump()}:{way}{self.before or self.after}"


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first, and what is needed to say whose setups they are of."""

    place: Place
    rows: Sequence[AuditRow]
    setups: Mapping[SetupId, Setup]
    newer: Place | None = None
    older: Place | None = None
    is_cut: bool = False  # so many rows were looked at that the rest waits for the next look


def parse_place(text: str) -> Place | None:
    """None for what no button of ours carries."""
    found = _CURSOR.fullmatch(text)
    only = parse_filter(found["only"]) if found else None
    if found is None or only is None or bool(found["way"]) != bool(found["row"]):
        return None
    if found["way"] == ">":
        return Place(only, after=found["row"])
    return Place(only, before=found["row"])
