"""What people and due effects ask for; imperative, one for each transition."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from bot.domain.credentials import Credentials
from bot.domain.ids import ChannelId, RunId, SetupId, UserId
from bot.domain.people import Act, Role
from bot.domain.provisioning import Plan
from bot.domain.stages import Kind, Language, Prerequisite


@dataclass(frozen=True, slots=True)
class StartSetup:
    """The starter names the people; the people were checked against Slack."""

    act: ClassVar[Act] = Act.SETUP
    setup_id: SetupId
    kind: Kind
    name: str
    people: tuple[tuple[Role, UserId], ...]  # without the starter, who is the actor
    channel_id: ChannelId
    prerequisites: frozenset[Prerequisite]
    language: Language


@dataclass(frozen=True, slots=True)
class HandOver:
    """The Marketo admin gives the three values; a second time replaces the first."""

    act: ClassVar[Act] = Act.HAND_OVER
    setup_id: SetupId
    credentials: Credentials


@dataclass(frozen=True, slots=True)
class NoteRevealed:
    """Slack opened the window with the values: they are destroyed."""

    act: ClassVar[Act] = Act.REVEAL
    setup_id: SetupId
    version: int


@dataclass(frozen=True, slots=True)
class ReportConnected:
    """The Sales Connect admin pressed Connect in Sales Connect."""

    act: ClassVar[Act] = Act.REPORT_CONNECTED
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class StartNowAnyway:
    """An admin does not wait for the rest of Marketo's ten minutes."""

    act: ClassVar[Act] = Act.START_NOW
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class SaveWorkspaces:
    """The names of the Marketo workspaces, in the order typed."""

    act: ClassVar[Act] = Act.EDIT_WORKSPACES
    setup_id: SetupId
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BecomeReady:
    """The wait is over."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class ExpireCredentials:
    """Nobody opened this version in time."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    version: int


@dataclass(frozen=True, slots=True)
class NoteRunStarted:
    """A run of this setup began."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId


@dataclass(frozen=True, slots=True)
class NoteRunEnded:
    """A run of this setup ended."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId


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


SetupCommand: TypeAlias = (
    StartSetup
    | HandOver
    | NoteRevealed
    | ReportConnected
    | StartNowAnyway
    | SaveWorkspaces
    | BecomeReady
    | ExpireCredentials
    | NoteRunStarted
    | NoteRunEnded
)
RunCommand: TypeAlias = PlanRun | StartRun | ReportBatch | NoteUntoldPerson
Command: TypeAlias = SetupCommand | RunCommand
