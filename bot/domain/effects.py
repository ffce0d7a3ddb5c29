"""What must follow from a transition, and when: data only, rendered when it is sent."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, TypeAdapter

from bot.domain.audit_effects import SendAudit as SendAudit
from bot.domain.errand_kinds import Errand
from bot.domain.ids import RunId, SetupId, UserId
from bot.domain.request_effects import AskDirectly as AskDirectly
from bot.domain.request_effects import BeginSandbox as BeginSandbox
from bot.domain.request_effects import HandOnInvited as HandOnInvited
from bot.domain.request_effects import LookAtPeople as LookAtPeople
from bot.domain.request_effects import NoteRequest as NoteRequest
from bot.domain.request_effects import PostRequest as PostRequest
from bot.domain.request_effects import SendAddresses as SendAddresses
from bot.domain.request_effects import TellRequest as TellRequest
from bot.domain.request_effects import TimeOfRequest as TimeOfRequest
from bot.domain.roles import Role
from bot.domain.run_effects import CallConnector as CallConnector
from bot.domain.run_effects import Gather as Gather
from bot.domain.run_effects import NoteMended as NoteMended
from bot.domain.run_effects import ReleaseRun as ReleaseRun
from bot.domain.run_effects import SendFile as SendFile
from bot.domain.run_effects import ShowPreview as ShowPreview
from bot.domain.run_effects import Sources as Sources
from bot.domain.stages import Language
from bot.domain.value import Value


class Card(StrEnum):
    """A message that stands for a state; stored in effects, so a renamed value is a migration."""

    STARTER = "starter"
    MARKETO_ADMIN = "marketo_admin"
    SALES_CONNECT_ADMIN = "sales_connect_admin"
    SALESFORCE_ADMIN = "salesforce_admin"
    CREDENTIALS = "credentials"  # to be revealed, revealed, connected, waiting
    CONNECTION = "connection"  # the wait, where no credentials were handed over
    EXPIRED = "expired"
    READY = "ready"  # the reminder
    CHANNEL_READY = "channel_ready"
    BATCH = "batch"
    PROGRESS = "progress"  # of a run: its one message that says how far it is
    HALTED = "halted"  # a run stands still until its connector is mended
    PREVIEW = "preview"  # a list was read after its window was closed
    RESULT = "result"
    YOU_ARE_CONNECTED = "you_are_connected"
    UNREACHABLE = "unreachable"  # tells the starter whom Slack did not let us tell
    HAND_OVER_AGAIN = "hand_over_again"  # tells the Marketo admin of another recipient
    SUCCESSION = "succession"  # the connection gets another owner
    TAKE_OVER = "take_over"  # the next owner's step has come
    PEOPLE_CHANGED = "people_changed"
    PERSON_WANTED = "person_wanted"  # somebody else must be named
    ORGANIZATIONS = "organizations"  # Marketo and Sales Connect use different ones of Salesforce
    REMINDER = "reminder"
    STUCK = "stuck"  # tells the starter who did not do their step for a week
    CANCELLED = "cancelled"
    ASKED_AGAIN = "asked_again"  # tells the Marketo admin that the values are needed once more
    CHECKED = "checked"  # tells the Marketo admin what to compare once more
    WINDOW_CLOSED = "window_closed"  # what remains after the reveal
    SHOWN_LATE = "shown_late"  # tells the Marketo admin who has seen what was taken back meanwhile
    SEAL_BROKEN = "seal_broken"  # tells the admins that what is stored is not what was handed over
    ATTEMPT = "attempt"  # tells the admins who was refused
    API_ACCESS = "api_access"  # what became of the pair that reads Marketo
    UNDELIVERED = "undelivered"  # tells the starter what was given up
    SANDBOX_QUESTION = "sandbox_question"  # asks the Marketo admin whether the company owns one
    # Of a request:
    APPROVAL = "approval"  # to be approved or rejected
    MY_REQUEST = "my_request"  # tells the requester how far it is
    REQUEST_NEWS = "request_news"  # part: what happened
    NUDGE = "nudge"  # below the approval card
    ESCALATION = "escalation"
    TO_FULFIL = "to_fulfil"  # what the Sales Connect admin does with what is approved
    FULFIL_REMINDER = "fulfil_reminder"
    FULFILLED = "fulfilled"  # tells somebody that they are invited, or of their account


class Ref(Value):
    """The aggregate that a card shows."""

    kind: Literal["setup", "run", "request"]
    id: str


class Slot(Value):
    """
    One message: which card of its aggregate, which part of it, and for whom.

    `part` tells cards of one kind apart: a version of the credentials, a batch number.
    `to` is a user id, a channel id, `row:N`, the person of row N of a run, or `person:N` of a
    request.
    """

    card: Card
    part: str = ""
    to: str

    @property
    def key(self) -> str:
        """Unique within the aggregate."""
        return f"{self.card}:{self.part}:{self.to}"


class Notify(Value):
    """A new message, which Slack announces."""

    do: Literal["notify"] = "notify"
    about: Ref
    slot: Slot

    @property
    def id(self) -> str:
        """The same for the same message, so that none is sent twice; holds ids only."""
        return f"notify:{self.about.id}:{self.slot.key}"


class Refresh(Value):
    """The message, if it was sent, shows the present state; nobody is notified."""

    do: Literal["refresh"] = "refresh"
    about: Ref
    slot: Slot

    @property
    def id(self) -> str:
        """One for each message: several refreshes of one collapse."""
        return f"refresh:{self.about.id}:{self.slot.key}"


class BecomeReadyLater(Value):
    """The wait is over: `BecomeReady`."""

    do: Literal["become_ready"] = "become_ready"
    setup_id: SetupId

    @property
    def id(self) -> str:
        """One for each setup."""
        return f"become_ready:{self.setup_id}"


class ExpireLater(Value):
    """The credentials of this version were not opened in time: `ExpireCredentials`."""

    do: Literal["expire"] = "expire"
    setup_id: SetupId
    version: int

    @property
    def id(self) -> str:
        """One for each hand-over."""
        return f"expire:{self.setup_id}:{self.version}"


class NoteRun(Value):
    """The setup learns that a run began or ended: `NoteRunStarted`, `NoteRunEnded`."""

    do: Literal["note_run"] = "note_run"
    setup_id: SetupId
    run_id: RunId
    ended: bool
    admin: UserId | None = None  # who had its batches on a card
    connection: int | None = None  # by which Sales Connect was connected then

    @property
    def id(self) -> str:
        """Two for each run."""
        return f"note_run:{self.run_id}:{'ended' if self.ended else 'started'}"


class NoteLeft(Value):
    """Slack takes no message to somebody of the setup, who left it: `NotePersonGone`."""

    do: Literal["note_left"] = "note_left"
    setup_id: SetupId
    user_id: UserId

    @property
    def id(self) -> str:
        """One for each person."""
        return f"note_left:{self.setup_id}:{self.user_id}"


class NoteUntold(Value):
    """The run learns that the person of a row has no message of ours: `NoteUntoldPerson`."""

    do: Literal["note_untold"] = "note_untold"
    setup_id: SetupId
    run_id: RunId
    row: int

    @property
    def id(self) -> str:
        """One for each row."""
        return f"note_untold:{self.run_id}:{self.row}"


class RemindLater(Value):
    """Somebody may not have done their step: `Remind`, in their working hours."""

    do: Literal["remind"] = "remind"
    setup_id: SetupId
    role: Role
    turn: int

    @property
    def id(self) -> str:
        """One for each role, so that a new time moves it and never adds one."""
        return f"remind:{self.setup_id}:{self.role}"


class NotePrepared(Value):
    """The setup learns of a run that was prepared during the wait: `NoteRunPrepared`."""

    do: Literal["note_prepared"] = "note_prepared"
    setup_id: SetupId
    run_id: RunId
    people: int
    workspaces: tuple[str, ...] = ()
    connection: int

    @property
    def id(self) -> str:
        """One for each run."""
        return f"note_prepared:{self.run_id}"


class TellRun(Value):
    """The run learns what became of its setup: `HandOnRun`, or `CloseRun`."""

    do: Literal["tell_run"] = "tell_run"
    setup_id: SetupId
    run_id: RunId
    closed: bool
    former: UserId  # who has the open batch on a card

    @property
    def id(self) -> str:
        """One for each run and thing to learn."""
        return f"tell_run:{self.run_id}:{'closed' if self.closed else self.former}"


class CheckPair(Value):
    """Whether Marketo's own token endpoint takes what was handed over: `NoteChecked`."""

    do: Literal["check_pair"] = "check_pair"
    setup_id: SetupId
    version: int

    @property
    def id(self) -> str:
        """One for each hand-over."""
        return f"check_pair:{self.setup_id}:{self.version}"


class CheckApi(Value):
    """What Marketo lets the API-only pair read: `NoteApiChecked`."""

    do: Literal["check_api"] = "check_api"
    setup_id: SetupId
    number: int
    by: UserId
    view_id: str  # the window that waits for the answer; it may be closed by then

    @property
    def id(self) -> str:
        """One for each pair and window: each window gets its answer."""
        return f"check_api:{self.setup_id}:{self.number}:{self.view_id}"


class ReadWorkspaces(Value):
    """Marketo's list of workspaces, once more: `NoteApiChecked`, if it is another one by now."""

    do: Literal["read_workspaces"] = "read_workspaces"
    setup_id: SetupId
    number: int  # of the pair

    @property
    def id(self) -> str:
        """One for each pair."""
        return f"read_workspaces:{self.setup_id}:{self.number}"


class ShowHome(Value):
    """The Home tab of somebody who looked lately shows the present state."""

    do: Literal["show_home"] = "show_home"
    user_id: UserId

    @property
    def id(self) -> str:
        """One for each person, so that several collapse (bot/store/lua/due.lua writes it too)."""
        return f"home:{self.user_id}"


class Greet(Value):
    """Somebody opened the messages of the bot."""

    do: Literal["greet"] = "greet"
    user_id: UserId
    channel: str  # their DM
    welcome: bool = False  # nobody did so before, and nothing is set up yet

    @property
    def id(self) -> str:
        """A welcome is one message: it has an id of its own."""
        return f"{'welcome' if self.welcome else 'greet'}:{self.user_id}"


class WarnOfLeak(Value):
    """
    Privately, to somebody whose message looks like a secret: of the message, only where it is.

    In a direct message in its thread; in a channel so that nobody else sees it.
    """

    do: Literal["warn_of_leak"] = "warn_of_leak"
    user_id: UserId
    channel: str
    ts: str
    edited: str = ""  # the ts of the change that made it one
    thread: str = ""  # of which the warning becomes a part
    in_dm: bool
    language: Language | None = None  # it was written in; None: it cannot be told

    @property
    def id(self) -> str:
        """One for each message, and for each change of it."""
        return f"leak:{self.channel}:{self.ts}:{self.edited}"


class Reply(Value):
    """To somebody who wrote to the bot: what it understands. No more is kept of what they wrote."""

    do: Literal["reply"] = "reply"
    user_id: UserId
    channel: str  # the DM, or where the bot was mentioned
    ts: str  # of what they wrote
    leaked: bool = False  # only older versions say so here, not by a `WarnOfLeak`
    language: Language | None = None  # it was written in; None: it cannot be told
    thread: str = ""  # of which the answer becomes a part
    wish: Literal["invite", "sandbox"] | None = None  # what it seems to ask for
    errand: Errand | None = None  # what it wants done
    # For whom it asks, or whom a question is about:
    emails: tuple[str, ...] = ()
    people: tuple[UserId, ...] = ()
    article: str = ""  # of the guide, which answers it; empty: none does
    nearest: tuple[str, ...] = ()  # more of them, to be offered
    number: int = 0  # of several answers: what asks for two things has one for each

    @property
    def id(self) -> str:
        """One for each message, and each thing that it asks for."""
        number = f":{self.number}" if self.number else ""
        return f"reply:{self.channel}:{self.ts}{number}"


Effect: TypeAlias = Annotated[
    Notify
    | Refresh
    | BecomeReadyLater
    | ExpireLater
    | NoteRun
    | NoteLeft
    | NoteUntold
    | RemindLater
    | NotePrepared
    | TellRun
    | Gather
    | ShowPreview
    | NoteMended
    | CallConnector
    | ReleaseRun
    | SendFile
    | CheckPair
    | CheckApi
    | ReadWorkspaces
    | PostRequest
    | AskDirectly
    | TimeOfRequest
    | NoteRequest
    | TellRequest
    | LookAtPeople
    | HandOnInvited
    | BeginSandbox
    | SendAddresses
    | SendAudit
    | ShowHome
    | Greet
    | WarnOfLeak
    | Reply,
    Field(discriminator="do"),
]
EFFECT: TypeAdapter[Effect] = TypeAdapter(Effect)


class Due(NamedTuple):
    """An effect and its time; None: at once."""

    effect: Effect
    at: datetime | None = None
