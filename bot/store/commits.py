"""What a commit writes beside the state, and what it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from pydantic_core import to_json

from bot.domain.effects import Ref
from bot.domain.ids import SetupId


class Owned(NamedTuple):
    """Fields of a hash that one owner has, or is to have."""

    key: str
    owner: str
    fields: list[str]
    former: str = ""  # of a claim: an owner from whom they may be taken


@dataclass(frozen=True, slots=True)
class Committed:
    """State, effects, audit row: all written."""

    version: int


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """The same delivery came before; nothing was written. `id` is what it led to then."""

    id: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else was faster."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What must be unique belongs to another aggregate."""

    field: str


@dataclass(frozen=True, slots=True)
class Barred:
    """What was to be claimed stands where it must not."""

    field: str


@dataclass(frozen=True, slots=True)
class LeaseLost:
    """Another worker performs the effect that this commit was to finish."""


CommitAnswer: TypeAlias = Committed | SeenBefore | Conflict | Taken | Barred | LeaseLost


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the audit: who did what; never a secret."""

    who: str  # user id, or "bot"
    what: str  # name of the command
    before: str  # stage
    after: str
    at: datetime
    changed: Mapping[str, Any] = field(default_factory=dict)  # field → before and after
    setups: tuple[SetupId, ...] = ()  # whose people may read it; of a row on a setup: that one


@dataclass(slots=True)
class Index:
    """What the scripts check and write beside the document: mostly {key, field, value}."""

    claims: list[Owned] = field(default_factory=list)
    releases: list[Owned] = field(default_factory=list)
    members: list[list[str]] = field(default_factory=list)
    leavers: list[list[str]] = field(default_factory=list)
    filled: list[tuple[str, Sequence[str]]] = field(default_factory=list)  # sets, with members
    bars: list[str] = field(default_factory=list)  # keys that hold no field that is claimed
    writes: list[list[str]] = field(default_factory=list)
    erased: list[list[str]] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)  # keys of which nothing stays


def audit_row(entry: Entry, ref: Ref | None) -> str:
    """As `bot/domain/audit_rows.py` reads it; no `ref`: it is about the audit itself."""
    setups = list(entry.setups)
    if ref and ref.kind == "setup" and not setups:
        setups = [SetupId(ref.id)]
    return to_json(
        {
            "at": entry.at.isoformat(),
            "who": entry.who,
            "what": entry.what,
            "on": f"{ref.kind}:{ref.id}" if ref else "audit",
            **({"setup": setups[0]} if setups else {}),
            **({"also": setups[1:]} if setups[1:] else {}),
            "before": entry.before,
            "after": entry.after,
            **({"changed": entry.changed} if entry.changed else {}),
        }
    ).decode()
