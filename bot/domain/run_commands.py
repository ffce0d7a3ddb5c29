"""What people and due effects ask of a run."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.people import Act
from bot.domain.provisioning import Plan


@dataclass(frozen=True, slots=True)
class PlanRun:
    """Whom to connect, with which workspaces: kept as a draft until started."""

    act: ClassVar[Act] = Act.CONNECT_USERS
    setup_id: SetupId
    run_id: RunId
    plan: Plan


@dataclass(frozen=True, slots=True)
class StartRun:
    """The preview was confirmed."""

    act: ClassVar[Act] = Act.START_RUN
    setup_id: SetupId
    run_id: RunId


@dataclass(frozen=True, slots=True)
class PrepareRun:
    """The preview was confirmed during the wait: one press starts it afterwards."""

    act: ClassVar[Act] = Act.START_RUN
    setup_id: SetupId
    run_id: RunId


@dataclass(frozen=True, slots=True)
class HandOnRun:
    """Another admin has its setup: their card has the open batch."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId
    former: UserId


@dataclass(frozen=True, slots=True)
class CloseRun:
    """Its setup came to an end, or lost its connection."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId
    former: UserId


@dataclass(frozen=True, slots=True)
class ReportBatch:
    """What became of a batch in Sales Connect; everybody in it but `failed` was connected."""

    act: ClassVar[Act] = Act.REPORT_BATCH
    setup_id: SetupId
    run_id: RunId
    batch: int
    failed: frozenset[int] = frozenset()  # rows
    why: str = ""


@dataclass(frozen=True, slots=True)
class NoteUntoldPerson:
    """The person of this row cannot be told in Slack that they are connected."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId
    row: int


RunCommand: TypeAlias = (
    PlanRun | StartRun | PrepareRun | ReportBatch | NoteUntoldPerson | HandOnRun | CloseRun
)
