"""A row of the audit as it is read: what it is about, and whose setup it is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from pydantic_core import from_json, to_json

from bot.domain.ids import SetupId

OURSELVES: Final = "bot"  # who did what nobody pressed


@dataclass(frozen=True, slots=True)
class AuditRow:
    """Who did what, when; `what` is the name of a command, or of what was refused."""

    id: str  # of the stream: later rows have a greater one
    at: datetime
    who: str  # user id, or "bot"
    what: str
    about: str  # kind and id of the aggregate: `run:…`; `audit` itself
    setups: tuple[SetupId, ...]  # empty: an old row of a run or request does not say it
    before: str  # stage
    after: str
    changed: Mapping[str, Any] = field(default_factory=dict)


def read_row(row_id: str, text: str) -> AuditRow:
    """As `bot/store/commits.py` wrote it."""
    kept: dict[str, Any] = from_json(text)
    about = str(kept["on"])
    return AuditRow(
        id=row_id,
        at=datetime.fromisoformat(kept["at"]),
        who=kept["who"],
        what=kept["what"],
        about=about,
        setups=_setups(kept, about),
        before=kept["before"],
        after=kept["after"],
        changed=kept.get("changed") or {},
    )


def json_line(row: AuditRow) -> bytes:
    """For machines: one row, its end included; `changed` as it was written."""
    shown = {
        "id": row.id,
        "at": row.at.isoformat(),
        "who": row.who,
        "what": row.what,
        "on": row.about,
        "setups": row.setups,
        "before": row.before,
        "after": row.after,
        "changed": row.changed,
    }
    return to_json(shown) + b"\n"


def _setups(kept: Mapping[str, Any], about: str) -> tuple[SetupId, ...]:
    if "setup" in kept:
        return tuple(SetupId(one) for one in (kept["setup"], *kept.get("also", ())))
    kind, _, name = about.partition(":")
    return (SetupId(name),) if kind == "setup" else ()
