"""What people and due effects ask of a request; imperative, one for each transition."""

from dataclasses import dataclass
from typing import ClassVar, Final, Literal, TypeAlias

from bot.domain.ids import RequestId, SetupId, UserId
from bot.domain.people import Act
from bot.domain.request import Nobody, Person

NO_REQUEST: Final = RequestId("")


@dataclass(frozen=True, slots=True)
class AskForInvites:
    """Somebody asks that these people are invited; they were checked against Slack."""

    act: ClassVar[Act] = Act.INVITE
    setup_id: SetupId
    request_id: RequestId
    people: tuple[Person, ...]
    note: str
    zone: str = "UTC"
    former: RequestId = NO_REQUEST  # which expired, and is asked again


@dataclass(frozen=True, slots=True)
class AskForSandbox:
    """Somebody asks for a sandbox account for one person."""

    act: ClassVar[Act] = Act.SANDBOX
    setup_id: SetupId
    request_id: RequestId
    people: tuple[Person, ...]  # one
    note: str
    zone: str = "UTC"
    former: RequestId = NO_REQUEST  # which expired, and is asked again


@dataclass(frozen=True, slots=True)
class Approve:
    """All that still stands on the card."""

    act: ClassVar[Act] = Act.DECIDE
    setup_id: SetupId
    request_id: RequestId
    edition: int  # that the card showed
    email: str = ""  # of who pressed: they may have been named by their address
    in_group: bool = False  # whether they are in the setup's approver group


@dataclass(frozen=True, slots=True)
class Reject:
    """Some of them, or all."""

    act: ClassVar[Act] = Act.DECIDE
    setup_id: SetupId
    request_id: RequestId
    edition: int
    who: tuple[int, ...]  # numbers of people; none: everybody
    why: str
    email: str = ""
    in_group: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
    """The requester takes it back."""

    act: ClassVar[Act] = Act.WITHDRAW
    setup_id: SetupId
    request_id: RequestId


@dataclass(frozen=True, slots=True)
class ReportInvited:
    """The Sales Connect admin invited them in Sales Connect."""

    act: ClassVar[Act] = Act.REPORT_INVITED
    setup_id: SetupId
    request_id: RequestId
    who: tuple[int, ...] | None = None  # None: everybody on the card


@dataclass(frozen=True, slots=True)
class NoteAskedAdobe:
    """The Sales Connect admin wrote to Adobe's account manager."""

    act: ClassVar[Act] = Act.REPORT_ACCOUNT
    setup_id: SetupId
    request_id: RequestId


@dataclass(frozen=True, slots=True)
class ReportAccount:
    """Adobe created the sandbox account."""

    act: ClassVar[Act] = Act.REPORT_ACCOUNT
    setup_id: SetupId
    request_id: RequestId


@dataclass(frozen=True, slots=True)
class AskForAddresses:
    """A file for `Invite Users`, into the DM of who asks; `key`: of the press."""

    act: ClassVar[Act] = Act.REPORT_INVITED
    setup_id: SetupId
    request_id: RequestId
    key: str


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """Who was in the channel was read; `nobody`: of them, or of the approvers, nobody can."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    members: tuple[UserId, ...] = ()
    nobody: Nobody | None = None
    gone: tuple[UserId, ...] = ()  # named approvers who left Slack
    outside: tuple[UserId, ...] = ()  # who is named and can approve, and was not in the channel
    no_more: tuple[UserId, ...] = ()  # of who was asked in their DM: who can approve no more


@dataclass(frozen=True, slots=True)
class NoteChannelGone:
    """The channel takes no message: these are asked in their DM."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    why: str  # Slack's word
    approvers: tuple[UserId, ...]  # who can approve, as far as is known; few of many


@dataclass(frozen=True, slots=True)
class FollowSetup:
    """Its setup changed: people, settings, the answer about the sandbox, its end; or as it says."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    channel_is_back: bool = False  # it takes messages again
    asked_again: bool = False  # it had expired


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Of whom it is asked for: these addresses need it no more."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    left: tuple[str, ...] = ()  # of people without an active Slack account
    connected: tuple[str, ...] = ()  # of people who are connected by now


@dataclass(frozen=True, slots=True)
class HandOn:
    """Of who was invited: the Sales Connect admin is another one by now."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    is_to_connect: bool  # somebody of them is not connected yet


@dataclass(frozen=True, slots=True)
class TakeTime:
    """A time has come at which something happens that nobody pressed for."""

    act: ClassVar[Act] = Act.FOLLOW_UP
    setup_id: SetupId
    request_id: RequestId
    what: Literal["nudge", "escalate", "expire", "remind"]
    number: int
    nobody: Nobody | None = None  # of a nudge: nobody is left who can approve
    gone: tuple[UserId, ...] = ()  # and these named approvers left Slack
    no_more: tuple[UserId, ...] = ()  # of who was asked in their DM: who can approve no more


BeginsRequest: TypeAlias = AskForInvites | AskForSandbox
RequestCommand: TypeAlias = (
    AskForInvites
    | AskForSandbox
    | Approve
    | Reject
    | Withdraw
    | ReportInvited
    | NoteAskedAdobe
    | ReportAccount
    | AskForAddresses
    | OpenRequest
    | NoteChannelGone
    | FollowSetup
    | LeaveOut
    | HandOn
    | TakeTime
)
