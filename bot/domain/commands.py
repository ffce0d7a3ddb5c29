"""What people and due effects ask of a setup; imperative, one for each transition."""

from dataclasses import dataclass
from typing import ClassVar, Literal, TypeAlias

from bot.domain.checklists import Point
from bot.domain.credential_commands import AskAgain as AskAgain
from bot.domain.credential_commands import CheckApiAccess as CheckApiAccess
from bot.domain.credential_commands import ExpireCredentials as ExpireCredentials
from bot.domain.credential_commands import HandOver as HandOver
from bot.domain.credential_commands import NoteApiChecked as NoteApiChecked
from bot.domain.credential_commands import NoteChecked as NoteChecked
from bot.domain.credential_commands import NoteRevealed as NoteRevealed
from bot.domain.credential_commands import NoteShownLate as NoteShownLate
from bot.domain.credential_commands import NoteWindowClosed as NoteWindowClosed
from bot.domain.credential_commands import RemoveApiAccess as RemoveApiAccess
from bot.domain.credential_commands import SaveApiAccess as SaveApiAccess
from bot.domain.ids import ChannelId, RequestId, RunId, SetupId, UserId
from bot.domain.people import Act, Role
from bot.domain.request_commands import RequestCommand
from bot.domain.run_commands import RunCommand
from bot.domain.salesforce_org import OrganizationId
from bot.domain.setup_parts import Approval, Noted
from bot.domain.stages import Kind, Language, Prerequisite, Product, Side


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
    product: Product = Product.SALES_CONNECT
    of_production: bool = False  # by us, with the first sandbox account
    chosen: tuple[tuple[Role, Noted], ...] = ()  # by whom there; of others, by the actor


@dataclass(frozen=True, slots=True)
class ReportConnected:
    """The Sales Connect admin pressed Connect in Sales Connect."""

    act: ClassVar[Act] = Act.REPORT_CONNECTED
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class ReportAlreadyConnected:
    """Marketo has connected Sales Connect by itself: nothing is handed over."""

    act: ClassVar[Act] = Act.ALREADY_CONNECTED
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class ReportLongConnected:
    """It did so more than ten minutes ago: the wait is over."""

    act: ClassVar[Act] = Act.ALREADY_CONNECTED
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
class SaveChecklist:
    """
    What somebody ticked and unticked: only what they changed, since others tick the same list.

    Permitted point by point (`checklists.act_on`).
    """

    act: ClassVar[Act] = Act.OWN_CHECKLIST
    setup_id: SetupId
    ticked: frozenset[Point]
    unticked: frozenset[Point]


@dataclass(frozen=True, slots=True)
class SaveOrganization:
    """A Salesforce Organization ID, as it was read on one of the two sides."""

    act: ClassVar[Act] = Act.SAVE_ORGANIZATION
    setup_id: SetupId
    side: Side
    organization_id: OrganizationId


@dataclass(frozen=True, slots=True)
class ChangePeople:
    """
    Who does what from now on; the people were checked against Slack.

    A role that is left out stays as it is, None names nobody (the Salesforce admin only). The same
    person again says that they are the right one after all.
    """

    act: ClassVar[Act] = Act.CHANGE_PEOPLE
    setup_id: SetupId
    people: tuple[tuple[Role, UserId | None], ...]


@dataclass(frozen=True, slots=True)
class Decline:
    """Not the right person for this role."""

    act: ClassVar[Act] = Act.NOT_ME
    setup_id: SetupId
    role: Role


@dataclass(frozen=True, slots=True)
class SaveSettings:
    """Who approves invites, for which domains, and the language of what many read."""

    act: ClassVar[Act] = Act.SETTINGS
    setup_id: SetupId
    approval: Approval
    language: Language


@dataclass(frozen=True, slots=True)
class CancelSetup:
    """The setup ends: nothing of it is left to open, and its name is free."""

    act: ClassVar[Act] = Act.CANCEL_SETUP
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class Snooze:
    """Somebody wants to be reminded of their step tomorrow."""

    act: ClassVar[Act] = Act.SNOOZE
    setup_id: SetupId
    role: Role
    turn: int


@dataclass(frozen=True, slots=True)
class NoteAccessRemoved:
    """The successor has no Marketo access any more, so that they can connect anew."""

    act: ClassVar[Act] = Act.REMOVE_ACCESS
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class TakeOver:
    """The successor connected: the connection is theirs."""

    act: ClassVar[Act] = Act.TAKE_OVER
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class ReportLost:
    """The connection ended with its owner: the road begins anew, with the successor."""

    act: ClassVar[Act] = Act.TAKE_OVER
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class Remind:
    """It is time to remind somebody of their turn, and a good hour for them."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    role: Role
    turn: int


@dataclass(frozen=True, slots=True)
class NotePersonGone:
    """Somebody's Slack account was deactivated."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    user_id: UserId


@dataclass(frozen=True, slots=True)
class NotePersonBack:
    """Somebody's Slack account is active again."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    user_id: UserId


@dataclass(frozen=True, slots=True)
class NoteRunPrepared:
    """A run was planned during the wait."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId
    people: int
    connection: int
    workspaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BecomeReady:
    """The wait is over."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId


@dataclass(frozen=True, slots=True)
class NoteRunStarted:
    """A run of this setup began, over this connection; `admin` had its batches on a card then."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId
    connection: int | None = None
    admin: UserId | None = None


@dataclass(frozen=True, slots=True)
class NoteRunEnded:
    """A run of this setup ended."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    run_id: RunId
    connection: int | None = None


@dataclass(frozen=True, slots=True)
class SayOwnsSandbox:
    """`We own a sandbox`, or `We don't`; the answer may change, since sandboxes are bought."""

    act: ClassVar[Act] = Act.OWN_SANDBOX
    setup_id: SetupId
    owns: bool


@dataclass(frozen=True, slots=True)
class NoteRequestBegun:
    """Somebody asked for invites, or for a sandbox account."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    kind: Literal["invite", "sandbox"]


@dataclass(frozen=True, slots=True)
class NoteRequestEnded:
    """What was asked for is done, or will not be."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId


@dataclass(frozen=True, slots=True)
class NoteChannelChanged:
    """The channel for invites is archived, or the bot was removed from it; or it is back."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    why: str  # Slack's word; empty: it takes messages (again)


SetupCommand: TypeAlias = (
    StartSetup
    | HandOver
    | NoteRevealed
    | NoteShownLate
    | NoteWindowClosed
    | AskAgain
    | NoteChecked
    | SaveApiAccess
    | CheckApiAccess
    | RemoveApiAccess
    | NoteApiChecked
    | ReportConnected
    | ReportAlreadyConnected
    | ReportLongConnected
    | StartNowAnyway
    | SaveWorkspaces
    | SaveChecklist
    | SaveOrganization
    | ChangePeople
    | Decline
    | SaveSettings
    | CancelSetup
    | Snooze
    | NoteAccessRemoved
    | TakeOver
    | ReportLost
    | Remind
    | NotePersonGone
    | NotePersonBack
    | NoteRunPrepared
    | BecomeReady
    | ExpireCredentials
    | NoteRunStarted
    | NoteRunEnded
    | SayOwnsSandbox
    | NoteRequestBegun
    | NoteRequestEnded
    | NoteChannelChanged
)
Command: TypeAlias = SetupCommand | RunCommand | RequestCommand
