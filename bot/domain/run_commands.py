"""What people and due effects ask of a run."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, TypeAlias

from bot.domain.effects import Sources
from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.people import Act
from bot.domain.provisioning import Plan
from bot.domain.run import Does, Driver, Unread


@dataclass(frozen=True, slots=True)
class _OnRun:
    setup_id: SetupId
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Mends:
    """Of a new draft: the one whose place it takes, and the oldest that was mended into both."""

    former: RunId
    first: RunId


@dataclass(frozen=True, slots=True)
class PlanRun(_OnRun):
    """Whom to connect, with which workspaces: kept as a draft until started."""

    act: ClassVar[Act] = Act.CONNECT_USERS
    plan: Plan
    mends: Mends | None = None


@dataclass(frozen=True, slots=True)
class GatherRun(_OnRun):
    """The same as either, once what is in a file, in groups, in Marketo has been read."""

    act: ClassVar[Act] = Act.CONNECT_USERS  # and `DISCONNECT`: the same people may do both
    sources: Sources
    view: str  # external id of the window that waits


@dataclass(frozen=True, slots=True)
class PlanDisconnect(_OnRun):
    """Whom to disconnect, and what they get afterwards: kept as a draft until started."""

    act: ClassVar[Act] = Act.DISCONNECT
    plan: Plan
    mends: Mends | None = None


@dataclass(frozen=True, slots=True)
class NotePlanned(_OnRun):
    """The list was read."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    plan: Plan
    view: str
    ignored: tuple[str, ...] = ()
    meant: tuple[tuple[str, str], ...] = ()
    headless: int = 0


@dataclass(frozen=True, slots=True)
class NoteUnread(_OnRun):
    """It could not be."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    unread: Unread
    view: str


@dataclass(frozen=True, slots=True)
class NoteMendedRun(_OnRun):
    """Another draft took its place."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    into: RunId
    at: datetime


@dataclass(frozen=True, slots=True)
class KeepDraft(_OnRun):
    """Its preview was closed: a message leads back to it."""

    act: ClassVar[Act] = Act.CONNECT_USERS


@dataclass(frozen=True, slots=True)
class StartRun(_OnRun):
    """The preview was confirmed."""

    act: ClassVar[Act] = Act.START_RUN
    driver: Driver | None = None  # None: as it was prepared
    tells: bool | None = None


@dataclass(frozen=True, slots=True)
class PrepareRun(_OnRun):
    """The preview was confirmed during the wait: one press starts it afterwards."""

    act: ClassVar[Act] = Act.START_RUN
    driver: Driver | None = None
    tells: bool | None = None


@dataclass(frozen=True, slots=True)
class RetryFailed(_OnRun):
    """A new run of those who failed in an earlier one, started at once."""

    act: ClassVar[Act] = Act.STEER_RUN
    plan: Plan
    of: RunId
    attempt: int
    driver: Driver
    tells: bool


@dataclass(frozen=True, slots=True)
class LetBe(_OnRun):
    """Of a run that ended: nobody of those who failed in it is to be tried again."""

    act: ClassVar[Act] = Act.STEER_RUN


@dataclass(frozen=True, slots=True)
class PauseRun(_OnRun):
    act: ClassVar[Act] = Act.STEER_RUN


@dataclass(frozen=True, slots=True)
class ResumeRun(_OnRun):
    act: ClassVar[Act] = Act.STEER_RUN


@dataclass(frozen=True, slots=True)
class CancelRun(_OnRun):
    """Nothing more is done with those who are left."""

    act: ClassVar[Act] = Act.STEER_RUN


@dataclass(frozen=True, slots=True)
class ReleasePeople(_OnRun):
    """Of a run that ended: whoever is left in it may stand in another one."""

    act: ClassVar[Act] = Act.FOLLOW_UP


@dataclass(frozen=True, slots=True)
class HandOnRun(_OnRun):
    """Another admin has its setup: their card has the open batch."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    former: UserId


@dataclass(frozen=True, slots=True)
class CloseRun(_OnRun):
    """Its setup came to an end, or lost its connection."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    former: UserId


@dataclass(frozen=True, slots=True)
class ReportBatch(_OnRun):
    """What became of a batch in Sales Connect; with everybody in it but `failed` it was done."""

    act: ClassVar[Act] = Act.REPORT_BATCH
    batch: int
    failed: frozenset[int] = field(default=frozenset())  # rows
    why: str = ""


@dataclass(frozen=True, slots=True)
class NoteCompared(_OnRun):
    """What the Team Access tab showed of a batch."""

    act: ClassVar[Act] = Act.COMPARE
    batch: int
    there: int
    not_seen: int
    elsewhere: int
    unconnected: int


@dataclass(frozen=True, slots=True)
class NoteCalled(_OnRun):
    """What the connector did with one person."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    row: int
    does: Does
    why: str | None = None  # it refused them; None: done
    in_doubt: bool = False  # it never said: it may have done it


@dataclass(frozen=True, slots=True)
class NoteCallWaits(_OnRun):
    """The connector did not answer for somebody: the next person need not wait for them."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    row: int


@dataclass(frozen=True, slots=True)
class NoteCallPutOff(_OnRun):
    """
    A call came due while the run was paused: it is made when that is over. Of a run that has ended
    it never is.
    """

    act: ClassVar[Act] = Act.FOLLOW_UP
    row: int
    in_doubt: bool = False  # it was made before, and may have been heard


@dataclass(frozen=True, slots=True)
class HaltRun(_OnRun):
    """The connector takes no call of ours before an operator has mended something."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    row: int  # whose call it was
    why: str
    in_doubt: bool = False  # as of a call that is put off


@dataclass(frozen=True, slots=True)
class NoteCallsHeld(_OnRun):
    """The connector takes no calls until then: its people would wonder why nothing moves."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    until: datetime


@dataclass(frozen=True, slots=True)
class NoteUntoldPerson(_OnRun):
    """The person of this row cannot be told in Slack that they are connected."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    row: int


@dataclass(frozen=True, slots=True)
class AskForResults(_OnRun):
    """`Download results`."""

    act: ClassVar[Act] = Act.DOWNLOAD
    key: str  # of the press


@dataclass(frozen=True, slots=True)
class AskForProblems(_OnRun):
    """The file of the rows that were held back."""

    act: ClassVar[Act] = Act.CONNECT_USERS
    key: str


RunCommand: TypeAlias = (
    PlanRun
    | GatherRun
    | PlanDisconnect
    | NotePlanned
    | NoteUnread
    | NoteMendedRun
    | KeepDraft
    | StartRun
    | PrepareRun
    | RetryFailed
    | LetBe
    | PauseRun
    | ResumeRun
    | CancelRun
    | ReportBatch
    | NoteCompared
    | NoteCalled
    | NoteCallWaits
    | NoteCallPutOff
    | HaltRun
    | NoteCallsHeld
    | NoteUntoldPerson
    | ReleasePeople
    | HandOnRun
    | CloseRun
    | AskForResults
    | AskForProblems
)
BeginsRun: TypeAlias = PlanRun | GatherRun | PlanDisconnect | RetryFailed
