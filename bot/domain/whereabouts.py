"""How far somebody is on the way into Sales Connect, as far as is on record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Place(StrEnum):
    """The furthest of them is said."""

    CONNECTED = "connected"
    IN_RUN = "in_run"
    FAILED = "failed"  # in a run, and nobody has put it right since
    INVITED = "invited"  # and not connected yet
    APPROVED = "approved"  # to be invited by the Sales Connect admin
    ASKED_FOR = "asked_for"  # waits for approval
    ON_SANDBOX = "on_sandbox"  # has, or is to get, an account there: not on this instance
    NOWHERE = "nowhere"  # a user of old may be in Sales Connect all the same


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Of one address, in one setup."""

    place: Place
    at: datetime | None = None  # connected, failed, invited
    workspaces: tuple[str, ...] = ()  # connected with; none: the default one
    batch: int = 0  # of the run, the one that is ticked now, counted from 1; 0: they are in no such
    has_left: bool = False  # was deactivated in Slack
    why: str = ""  # they failed


@dataclass(frozen=True, slots=True)
class SandboxAccount:
    """Of somebody, by another address than their own; goes with a setup of production."""

    email: str
    at: datetime  # since when it is there
