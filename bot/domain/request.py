"""
The aggregate `Request`: somebody asks for invites, or for a sandbox account, and others approve.

Both are approved in the same way; what differs is what the Sales Connect admin does afterwards.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import Final, Literal

from bot.domain.effects import Card, Ref, Slot
from bot.domain.ids import RequestId, SetupId, TeamId, UserId
from bot.domain.setup_parts import Noted
from bot.domain.value import Value

MOST_PEOPLE: Final = 100  # of one request: as many as one list of choices takes
NOTE_LENGTH: Final = 500  # characters of a note, or of a reason


class RequestKind(StrEnum):
    """What is asked for; stored, so a renamed value is a migration."""

    INVITE = "invite"
    SANDBOX = "sandbox"  # one account on the sandbox instance


class RequestStage(StrEnum):
    """Stored, so a renamed value is a migration."""

    ASKED = "asked"  # who may approve is being read; it stands on no card yet
    OPEN = "open"  # on a card, to be approved or rejected
    APPROVED = "approved"  # the Sales Connect admin's turn
    AT_ADOBE = "at_adobe"  # a sandbox account: Adobe was written to
    DONE = "done"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    CLOSED = "closed"  # what it was asked of is not there


class ClosedWhy(StrEnum):
    SETUP_CANCELLED = "setup_cancelled"
    NO_SANDBOX = "no_sandbox"  # the company owns none
    NOBODY_LEFT = "nobody_left"  # of whom it was asked for: all of them were left out


class PersonState(StrEnum):
    """Of one person of a request; stored, so a renamed value is a migration."""

    ASKED = "asked"
    APPROVED = "approved"
    REJECTED = "rejected"
    DONE = "done"  # invited, or their account is there
    LEFT_SLACK = "left_slack"  # no active account there any more: left out
    CONNECTED = "connected"  # meanwhile, and needs no invite: left out


LEFT_OUT: Final = (PersonState.LEFT_SLACK, PersonState.CONNECTED)


class Person(Value):
    """Somebody for whom something is asked."""

    email: str
    user_id: UserId | None = None  # where they were named as a person of Slack
    state: PersonState = PersonState.ASKED
    why: str = ""  # they were rejected
    decided: Noted | None = None
    done: Noted | None = None  # invited, or their account is there: who said so
    edition: int = 0  # of the request, in which they came to this state


class Nobody(StrEnum):
    """Why nobody can approve a request."""

    CHANNEL = "channel"  # its members cannot be read, and nobody else is named
    ARCHIVED = "archived"  # the same, and nobody can write there either
    APPROVERS = "approvers"  # whoever is named has left Slack, or asks, or is asked for
    GROUP = "group"  # the same, and the group that is named is empty
    MEMBERS = "members"  # of the channel: the same


_WAITING: Final = frozenset({RequestStage.ASKED, RequestStage.OPEN})
_FULFILLED: Final = frozenset({RequestStage.APPROVED, RequestStage.AT_ADOBE})


class Request(Value):
    """Stored as JSON; every change of these fields is a migration (bot/store/documents.py)."""

    schema_number: Literal[3]
    id: RequestId
    team_id: TeamId
    setup_id: SetupId
    kind: RequestKind
    stage: RequestStage = RequestStage.ASKED
    requester: UserId
    zone: str = "UTC"  # the requester's: working hours are a person's
    note: str = ""  # to the approvers: why
    people: tuple[Person, ...]
    edition: int = 1  # changes with each decision: a button stands for what it showed
    asked_at: datetime
    opened_at: datetime | None = None
    # Of the channel, when the card was posted, in no order; only while it waits. They stand beside
    # the document: Home and `status` read many requests, and would read ten thousand with each.
    members: tuple[UserId, ...] = ()
    nobody: Nobody | None = None  # can approve, as far as was seen last
    gone: tuple[UserId, ...] = ()  # named approvers who left Slack: they are skipped
    # Asked in their DM: the channel takes no message, or they may approve and are not in it.
    directly: tuple[UserId, ...] = ()
    no_more: tuple[UserId, ...] = ()  # of these: who may approve no more, as far as was seen last
    channel_fault: str = ""  # Slack's word for why
    nudges: int = 0
    escalated_to: UserId | None = None
    decided: Noted | None = None  # the last decision: all of it is decided by then
    fulfiller: UserId | None = None  # who has the card of what is approved
    lack_told: int = 0  # number of the absence of the Sales Connect admin that they heard of
    reminded: tuple[UserId, ...] = ()  # of what is approved, one after the other
    asked_adobe: Noted | None = None
    closed_why: ClosedWhy | None = None
    ended_at: datetime | None = None
    is_asked_again: bool = False  # after it expired

    @property
    def ref(self) -> Ref:
        """For cards that show this request."""
        return Ref(kind="request", id=self.id)

    @property
    def reminders(self) -> int:
        return len(self.reminded)

    @property
    def is_waiting(self) -> bool:
        """For approval."""
        return self.stage in _WAITING

    @property
    def is_approved(self) -> bool:
        """And not done yet."""
        return self.stage in _FULFILLED

    @property
    def is_over(self) -> bool:
        return not (self.is_waiting or self.is_approved)

    @property
    def is_taken_back_late(self) -> bool:
        """After its approval: what is done by then, or is being done, no withdrawal undoes."""
        return self.stage is RequestStage.WITHDRAWN and bool(self.numbers(PersonState.APPROVED))

    def numbers(self, *states: PersonState) -> tuple[int, ...]:
        """Of the people in one of these states."""
        return tuple(n for n, one in enumerate(self.people) if one.state in states)

    def emails(self, *states: PersonState) -> tuple[str, ...]:
        """Of all, where no state is given."""
        return tuple(one.email for one in self.people if not states or one.state in states)

    def emails_of(self, user_id: UserId, email: str | None) -> tuple[str, ...]:
        """Under which somebody is asked for: named as a person, or by nothing but their address."""
        return tuple(
            one.email
            for one in self.people
            if one.user_id == user_id or (one.user_id is None and one.email == email)
        )

    def holds(self, number: int) -> bool:
        """Whether nobody else may ask for this person meanwhile."""
        is_open = self.people[number].state in (PersonState.ASKED, PersonState.APPROVED)
        return is_open and not self.is_over

    def with_people(
        self,
        numbers: Iterable[int],
        state: PersonState,
        *,
        why: str = "",
        decided: Noted | None = None,
        done: Noted | None = None,
    ) -> "Request":
        """These people are in another state, and the request in another edition."""
        chosen = frozenset(numbers)
        changes = {"state": state, "edition": self.edition + 1}
        if decided:
            changes |= {"why": why, "decided": decided}
        if done:
            changes |= {"done": done}
        people = tuple(
            one.model_copy(update=changes) if n in chosen else one
            for n, one in enumerate(self.people)
        )
        return self.model_copy(update={"people": people, "edition": self.edition + 1})

    def approval_cards(self, channel_id: str) -> tuple[Slot, ...]:
        """Where it is decided: in the channel, and in DMs of whom it does not reach."""
        to = (channel_id, *self.directly) if self.directly else (channel_id,)
        return tuple(Slot(card=Card.APPROVAL, to=one) for one in to)

    def requester_card(self) -> Slot:
        """Says how far it is, and takes it back."""
        return Slot(card=Card.MY_REQUEST, to=self.requester)

    def news(self, part: str) -> Slot:
        """A new message to the requester: what became of it."""
        return Slot(card=Card.REQUEST_NEWS, part=part, to=self.requester)

    def withdrawn_card(self, admin: UserId) -> Slot:
        """Tells who had it to do that it was taken back: an update would tell nobody."""
        return self.news("withdrawn").model_copy(update={"to": admin})

    def fulfil_card(self, admin: UserId) -> Slot:
        """What the Sales Connect admin does with what is approved."""
        return Slot(card=Card.TO_FULFIL, to=admin)

    def escalation_card(self, to: UserId) -> Slot:
        return Slot(card=Card.ESCALATION, to=to)

    def reminder_cards(self) -> tuple[Slot, ...]:
        """The messages that reminded somebody of what is approved; the latest is the last."""
        return tuple(
            Slot(card=Card.FULFIL_REMINDER, part=str(number), to=to)
            for number, to in enumerate(self.reminded, start=1)
        )

    def person_card(self, number: int) -> Slot:
        """Tells somebody what was done for them."""
        return Slot(card=Card.FULFILLED, to=f"person:{number}")
