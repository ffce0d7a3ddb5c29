"""Why something is not done: values that a view turns into words, each with a way on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.domain.ids import UserId
from bot.domain.request import RequestStage
from bot.domain.roles import Act, Role
from bot.domain.run import RunStage
from bot.domain.setup_parts import Group
from bot.domain.stages import Kind, Stage


@dataclass(frozen=True, slots=True)
class NotYours:
    """Somebody else's step."""

    act: Act
    whose: tuple[tuple[Role, UserId], ...]  # empty only for what no person may do
    or_slack_admins: bool = False


@dataclass(frozen=True, slots=True)
class MembersOnly:
    """Guests and people of other organisations."""


@dataclass(frozen=True, slots=True)
class NotNow:
    """The right person at the wrong time: the step is done, or its turn has not come."""

    act: Act
    stage: Stage


@dataclass(frozen=True, slots=True)
class TooEarly:
    """Marketo's wait after connecting is not over."""

    left: timedelta  # always positive: at exactly ten minutes there is no refusal
    ready_at: datetime


@dataclass(frozen=True, slots=True)
class NameTaken:
    """An open setup of this kind and name exists."""

    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class NoSuchSetup:
    """A button of a setup that is gone, or of another Slack workspace."""


@dataclass(frozen=True, slots=True)
class NothingToReveal:
    """No credentials were handed over yet."""

    marketo_admin: UserId


@dataclass(frozen=True, slots=True)
class AlreadyRevealed:
    """They were shown once; that was all."""

    by: UserId
    at: datetime
    marketo_admin: UserId


@dataclass(frozen=True, slots=True)
class CredentialsExpired:
    """Nobody opened them in time, so they were destroyed."""

    at: datetime
    marketo_admin: UserId


@dataclass(frozen=True, slots=True)
class CredentialsReplaced:
    """A newer hand-over took the place of the one this button stands for."""


@dataclass(frozen=True, slots=True)
class CredentialsWithdrawn:
    """They are of no use any more, and were destroyed."""

    at: datetime


@dataclass(frozen=True, slots=True)
class BeingShown:
    """The same credentials are open in another window at this moment."""


@dataclass(frozen=True, slots=True)
class UnknownWorkspace:
    """No longer on the list; `nearest` is None when nothing resembles it."""

    name: str
    nearest: str | None


@dataclass(frozen=True, slots=True)
class TooManyWorkspaces:
    """More names than one card can show."""

    chosen: int


@dataclass(frozen=True, slots=True)
class AlreadyInARun:
    """An address stands in a run that is not finished."""

    emails: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedMeanwhile:
    """Since the preview, somebody of the list was connected, here or on another instance."""

    email: str


@dataclass(frozen=True, slots=True)
class NobodyLeft:
    """Of the list, nobody is left to whom anything can be done."""

    done: int  # people who have all of it already


@dataclass(frozen=True, slots=True)
class RunNotOpen:
    """The run was started, has ended, or its preview is too old."""

    stage: RunStage | None


@dataclass(frozen=True, slots=True)
class BatchReported:
    """The result of this batch is on record."""

    number: int


@dataclass(frozen=True, slots=True)
class NobodyGiven:
    """Neither a person nor an address."""


@dataclass(frozen=True, slots=True)
class SetupCancelled:
    """Its owner ended it."""

    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class NothingToHandOver:
    """One person is both admins and copies from one screen to the other."""

    who: UserId


@dataclass(frozen=True, slots=True)
class RecipientChanged:
    """The window said that the credentials go to somebody else."""

    now: UserId


@dataclass(frozen=True, slots=True)
class SomebodyIsMissing:
    """The step waits until somebody else is named in this role."""

    role: Role
    asked: UserId  # to name them


@dataclass(frozen=True, slots=True)
class NobodyElse:
    """People were to be changed, and all of them stayed the same."""


@dataclass(frozen=True, slots=True)
class AlreadyAsked:
    """The Marketo admin was asked to hand these over again."""

    at: datetime
    marketo_admin: UserId


@dataclass(frozen=True, slots=True)
class NoApiAccess:
    """No pair that reads Marketo is kept."""


@dataclass(frozen=True, slots=True)
class NoSandbox:
    """The Marketo admin said that the company owns no Marketo sandbox."""

    marketo_admin: UserId


@dataclass(frozen=True, slots=True)
class NotOfProduction:
    """Invites and sandbox accounts are asked for where production is set up."""


@dataclass(frozen=True, slots=True)
class AlreadyRequested:
    """Somebody asked for the same person, and it is not decided or done yet."""

    email: str


@dataclass(frozen=True, slots=True)
class OnRecord:
    """Somebody of the request is invited or connected by now, here or on another instance."""

    email: str


@dataclass(frozen=True, slots=True)
class OnAnotherInstance:
    """It was taken back, and somebody of it is asked for, or connected, elsewhere since then."""

    email: str


@dataclass(frozen=True, slots=True)
class ChannelThen:
    """The channel whose members decide, as they were when it was asked."""

    channel_id: str
    such_as: tuple[UserId, ...] = ()  # a few of them who can


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Nobody approves what they asked for."""

    whose: tuple[UserId, ...]  # may; with no group either: whoever was in the channel
    group: Group | None
    then: ChannelThen | None = None  # where nobody is named


@dataclass(frozen=True, slots=True)
class AboutYou:
    """Nobody approves their own invite."""

    whose: tuple[UserId, ...]
    group: Group | None
    then: ChannelThen | None = None


@dataclass(frozen=True, slots=True)
class NotAnApprover:
    """Others are named to approve."""

    whose: tuple[UserId, ...]
    group: Group | None


@dataclass(frozen=True, slots=True)
class JoinedLater:
    """Being in the channel by now is no authority: it had to be when the request was made."""

    at: datetime  # when its members were read
    then: ChannelThen
    starter: UserId  # can name approvers


@dataclass(frozen=True, slots=True)
class NotTheRequester:
    """Only who asked takes it back."""

    requester: UserId


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    """Somebody was faster."""

    approved: bool
    by: UserId
    at: datetime


@dataclass(frozen=True, slots=True)
class RequestNotOpen:
    """It waits for nothing of the kind; None: it is not there."""

    stage: RequestStage | None


@dataclass(frozen=True, slots=True)
class RequestChanged:
    """Since the card was shown, a part of it was decided."""


SetupRefusal: TypeAlias = (
    AlreadyAsked
    | NoApiAccess
    | SetupCancelled
    | NothingToHandOver
    | SomebodyIsMissing
    | RecipientChanged
    | NobodyElse
    | NotYours
    | MembersOnly
    | NotNow
    | TooEarly
    | NameTaken
    | NoSuchSetup
    | NothingToReveal
    | AlreadyRevealed
    | CredentialsExpired
    | CredentialsReplaced
    | CredentialsWithdrawn
    | BeingShown
)
RunRefusal: TypeAlias = (
    UnknownWorkspace
    | TooManyWorkspaces
    | AlreadyInARun
    | ChangedMeanwhile
    | NobodyLeft
    | RunNotOpen
    | BatchReported
    | NobodyGiven
)
RequestRefusal: TypeAlias = (
    NoSandbox
    | NotOfProduction
    | AlreadyRequested
    | OnRecord
    | OnAnotherInstance
    | OwnRequest
    | AboutYou
    | NotAnApprover
    | JoinedLater
    | NotTheRequester
    | AlreadyDecided
    | RequestNotOpen
    | RequestChanged
)
Refusal: TypeAlias = SetupRefusal | RunRefusal | RequestRefusal
