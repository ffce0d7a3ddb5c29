"""What a setup consists of: small values, stored inside it."""

from datetime import datetime
from enum import StrEnum

from bot.domain.credentials import CredentialField
from bot.domain.ids import RunId, UserId
from bot.domain.roles import Role
from bot.domain.salesforce_org import OrganizationId
from bot.domain.value import Value as Value


class Noted(Value):
    """Who said so, and when."""

    by: UserId
    at: datetime


class MarketoSays(StrEnum):
    """What became of a look at Marketo with a pair; advice, never a reason to stop."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"  # Sales Connect may accept it all the same: domain.md, part 3
    NO_ANSWER = "no_answer"


class Checked(Value):
    """The advisory check of one hand-over."""

    says: MarketoSays
    at: datetime


class HandOverNote(Value):
    """Who gave what to whom and when; never a value."""

    version: int  # counts hand-overs, from 1
    sender: UserId
    recipient: UserId
    at: datetime
    expires_at: datetime
    revealed_at: datetime | None = None
    expired_at: datetime | None = None
    withdrawn_at: datetime | None = None  # destroyed unopened, or of no use any more
    unusual: tuple[CredentialField, ...] = ()  # whose shape is not the usual one
    same_as_last: bool = False  # the same three values as in the hand-over before
    checked: Checked | None = None
    window_closed_at: datetime | None = None  # the one that showed the values
    asked_again: Noted | None = None  # the recipient asked for another hand-over


class RunPhase(StrEnum):
    """What the setup knows of a run."""

    RUNNING = "running"
    ENDED = "ended"


class MissingWhy(StrEnum):
    """Why somebody else must be named."""

    DECLINED = "declined"  # they said so themselves
    DOUBTED = "doubted"  # the Marketo admin knows that it is the wrong recipient
    DEACTIVATED = "deactivated"  # in Slack


class Missing(Value):
    """A named person who cannot do their part: their step waits for another one."""

    number: int  # counts them over the whole setup, from 1
    why: MissingWhy
    at: datetime
    told: UserId  # who was asked for another one
    by: UserId | None = None  # None: Slack told us
    before: "Missing | None" = None  # why they were missing already, when they left Slack


class Change(Value):
    """One role went from one person to another; None: nobody."""

    number: int  # counts changes of people, from 1; several roles may change in one
    role: Role
    former: UserId | None
    new: UserId | None
    by: UserId
    at: datetime


class Awaited(StrEnum):
    """A step that somebody has to do; what is reminded of."""

    HAND_OVER = "hand_over"
    REVEAL = "reveal"
    CONNECT = "connect"
    CONNECT_USERS = "connect_users"
    REPORT = "report"
    SALESFORCE = "salesforce"  # the Salesforce admin's checklist
    CHOOSE_PEOPLE = "choose_people"  # the starter's, when somebody is missing
    REMOVE_ACCESS = "remove_access"
    TAKE_OVER = "take_over"


class Turn(Value):
    """A step that is somebody's now, and how often they were reminded of it."""

    number: int  # counts turns over the whole setup, from 1
    step: Awaited
    who: UserId
    since: datetime
    reminded: int = 0
    next_at: datetime | None = None  # of the next reminder; None: there is none
    snoozed: bool = False  # the last reminder was answered with `Snooze`


class Organization(Value):
    """A Salesforce Organization ID as somebody read it."""

    id: OrganizationId
    by: UserId
    at: datetime


class Prepared(Value):
    """A run that was planned during the wait: one press starts it."""

    run_id: RunId
    people: int
    workspaces: tuple[str, ...] = ()  # none: the default Marketo workspace


class Group(Value):
    """A user group of Slack."""

    id: str
    name: str


class Approval(Value):
    """Who may approve invites, and for which domains; empty: the rules of domain.md."""

    approvers: tuple[UserId, ...] = ()
    group: Group | None = None
    domains: tuple[str, ...] = ()

    @property
    def is_named(self) -> bool:
        """Whether anybody is; otherwise it is who was in the channel."""
        return bool(self.approvers or self.group)


class SandboxAnswer(Value):
    """Whether the company owns a Marketo sandbox, as its Marketo admin said."""

    owns: bool
    by: UserId
    at: datetime


class ApiSays(StrEnum):
    """How far reading Marketo goes with the API-only pair."""

    CHECKING = "checking"
    WORKS = "works"
    DENIED = "denied"  # code 603: the role lacks a permission
    REFUSED = "refused"  # Marketo does not know the pair: it is not kept
    NO_ANSWER = "no_answer"
    LOCKED = "locked"  # no key opens it here: an operator can mend that
    LIMITED = "limited"  # over a limit of the subscription
    UNREADABLE = "unreadable"  # an answer of a shape that we do not know


class ApiAccess(Value):
    """An API-only pair that may read Marketo's workspaces and users; its values are sealed."""

    number: int  # counts pairs over the whole setup, from 1
    by: UserId
    at: datetime
    says: ApiSays = ApiSays.CHECKING
    checked_at: datetime | None = None
    denied: tuple[str, ...] = ()  # names of permissions, as Marketo writes them
    detail: str = ""  # the code of a limit, the field that could not be read
    workspaces: int = 0  # how many could be read
    users: int = 0

    has_worked: bool = False  # Marketo took it at least once, whatever it said since
    refused_later: int = 0  # number of a newer pair, which Marketo did not know
    former: "ApiAccess | None" = None  # is kept until Marketo has answered for this one

    @property
    def is_kept(self) -> bool:
        """Whether its values are there to be used."""
        return self.says is not ApiSays.REFUSED

    def numbers(self) -> tuple[int, ...]:
        """Of the pairs that are sealed, this one and the former."""
        own = (self.number,) if self.is_kept else ()
        return (*own, *(self.former.numbers() if self.former else ()))
