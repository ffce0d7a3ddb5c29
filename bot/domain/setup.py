"""The aggregate `Setup`: one instance of Sales Connect on its way to connected users."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from bot.domain.checklists import OF_PREREQUISITE, OWNER, Checklist, Point, points_of
from bot.domain.effects import Card, Ref, Slot
from bot.domain.ids import ChannelId, RequestId, RunId, SetupId, TeamId, UserId
from bot.domain.people import Role
from bot.domain.setup_parts import (
    ApiAccess,
    Approval,
    Change,
    HandOverNote,
    MarketoSays,
    Missing,
    MissingWhy,
    Noted,
    Organization,
    Prepared,
    RunPhase,
    SandboxAnswer,
    Turn,
    Value,
)
from bot.domain.stages import Kind, Language, Prerequisite, Product, Side, Stage


class Setup(Value):
    """Stored as JSON; every change of these fields is a migration (bot/store/documents.py)."""

    schema_number: Literal[5]
    id: SetupId
    team_id: TeamId
    stage: Stage
    kind: Kind
    product: Product = Product.SALES_CONNECT
    name: str = ""  # tells several of one kind apart
    people: dict[Role, UserId]
    chosen: dict[Role, Noted]  # who named each of them
    missing: dict[Role, Missing] = Field(default_factory=dict)
    missing_so_far: int = 0
    named_again: int = 0  # number of the doubt after which the same recipient was named again
    changes: tuple[Change, ...] = ()  # the latest
    turns: dict[Role, Turn] = Field(default_factory=dict)
    turns_so_far: int = 0
    channel_id: ChannelId  # where invites are approved
    language: Language  # of what many read
    approval: Approval = Approval()
    ticks: dict[Point, Noted] = Field(default_factory=dict)
    organizations: dict[Side, Organization] = Field(default_factory=dict)
    mismatches: int = 0  # warnings that they differ, so far
    started_at: datetime
    started_by: UserId  # stays, whoever owns the setup by now
    of_production: bool = False  # it began with a sandbox account, with the people of production
    handed_over: HandOverNote | None = None
    shown: tuple[int, ...] = ()  # versions that somebody has seen, as far as is on record
    connected_at: datetime | None = None
    connections: int = 0  # how often it was connected: an effect may belong to a lost connection
    connected_by_itself: bool = False  # Marketo did it: `Already connected`
    ready_at: datetime | None = None  # when the wait is over
    started_early_by: UserId | None = None
    workspaces: tuple[str, ...] = ()
    workspaces_are_marketos: bool = False  # read there; False: an admin typed them
    default_workspace: str = ""  # which of them Marketo made first; empty: nobody knows
    prepared: Prepared | None = None
    runs: dict[RunId, RunPhase] = Field(default_factory=dict)
    requests: dict[RequestId, Literal["invite", "sandbox"]] = Field(default_factory=dict)  # open
    sandbox_asked: UserId | None = None  # who was asked whether the company owns a sandbox
    sandbox: SandboxAnswer | None = None
    access_removed_at: datetime | None = None  # of the successor, by the present admin
    api_access: ApiAccess | None = None  # optional: reads Marketo
    api_pairs: int = 0  # how many were given so far
    cancelled: Noted | None = None

    @property
    def ref(self) -> Ref:
        """For cards that show this setup."""
        return Ref(kind="setup", id=self.id)

    @property
    def starter(self) -> UserId:
        return self.people[Role.STARTER]

    @property
    def marketo_admin(self) -> UserId:
        return self.people[Role.MARKETO_ADMIN]

    @property
    def sales_connect_admin(self) -> UserId:
        return self.people[Role.SALES_CONNECT_ADMIN]

    @property
    def salesforce_admin(self) -> UserId | None:
        return self.people.get(Role.SALESFORCE_ADMIN)

    @property
    def successor(self) -> UserId | None:
        """Takes the connection over, while that is under way."""
        return self.people.get(Role.SUCCESSOR)

    @property
    def one_admin(self) -> bool:
        """One person is both admins: then there is nothing to hand over."""
        return self.marketo_admin == self.sales_connect_admin

    @property
    def version(self) -> int:
        """Of the latest hand-over; 0 before the first."""
        return self.handed_over.version if self.handed_over else 0

    @property
    def waits_for_another(self) -> bool:
        """The recipient waits for another hand-over, since this one cannot be used (any more)."""
        note = self.handed_over
        is_before = self.stage in (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
        return bool(is_before and note and note.asked_again and not note.withdrawn_at)

    @property
    def is_open(self) -> bool:
        return self.stage is not Stage.CANCELLED

    @property
    def organizations_differ(self) -> bool:
        """Marketo and Sales Connect are not connected to the same Salesforce."""
        return len({one.id for one in self.organizations.values()}) > 1

    def unfilled(self) -> tuple[Role, ...]:
        """Roles whose person is missing and for whom nobody else was named yet."""
        return tuple(
            role
            for role in self.missing
            if not (role is Role.SALES_CONNECT_ADMIN and self.successor)
        )

    def left(self, checklist: Checklist) -> tuple[Point, ...]:
        """Points that nobody ticked yet."""
        return tuple(one for one in points_of(checklist, self.kind) if one not in self.ticks)

    def keeps(self, user_id: UserId) -> tuple[Checklist, ...]:
        """The checklists that this person may tick."""
        admins = (Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN)
        roles = {role for role, named in self.people.items() if named == user_id}
        return tuple(
            one
            for one in Checklist
            if OWNER[one] in roles or (one is Checklist.SALESFORCE and roles.intersection(admins))
        )

    def everybody(self) -> tuple[UserId, ...]:
        """Each named person once."""
        return tuple(dict.fromkeys(self.people[role] for role in Role if role in self.people))

    def starter_card(self) -> Slot:
        return Slot(card=Card.STARTER, to=self.starter)

    def marketo_card(self) -> Slot:
        return Slot(card=Card.MARKETO_ADMIN, to=self.marketo_admin)

    def sales_connect_card(self) -> Slot:
        return Slot(card=Card.SALES_CONNECT_ADMIN, to=self.sales_connect_admin)

    def salesforce_card(self) -> Slot | None:
        """None: nobody is named."""
        to = self.salesforce_admin
        return Slot(card=Card.SALESFORCE_ADMIN, to=to) if to else None

    def road_cards(self) -> tuple[Slot, ...]:
        """Those of the first cards that show how far the road is."""
        return tuple(slot for slot in self.first_cards() if slot.card is not Card.SALESFORCE_ADMIN)

    def first_cards(self) -> tuple[Slot, ...]:
        """One for each role; the only one of somebody who is both admins says all of it."""
        slots = (
            self.starter_card(),
            None if self.one_admin else self.marketo_card(),
            self.sales_connect_card(),
            self.salesforce_card(),
        )
        return tuple(slot for slot in slots if slot)

    def credentials_card(self) -> Slot:
        """A new message for each hand-over."""
        note = self.handed_over
        to = note.recipient if note else self.sales_connect_admin
        return Slot(card=Card.CREDENTIALS, part=str(self.version), to=to)

    def checked_card(self) -> Slot:
        """Tells the Marketo admin what to compare once more, where there is something."""
        return Slot(card=Card.CHECKED, part=str(self.version), to=self.marketo_admin)

    def closed_card(self) -> Slot:
        """What remains after the window with the values was closed."""
        return Slot(card=Card.WINDOW_CLOSED, part=str(self.version), to=self.sales_connect_admin)

    def beside_credentials(self) -> tuple[Slot, ...]:
        """Of these two, the ones that the present hand-over has led to."""
        note = self.handed_over
        if note is None:
            return ()
        is_doubtful = note.checked and note.checked.says is MarketoSays.NOT_ACCEPTED
        return (
            *((self.checked_card(),) if note.unusual or is_doubtful else ()),
            *((self.closed_card(),) if note.window_closed_at else ()),
        )

    def api_card(self) -> Slot:
        """What became of the API access that was given last."""
        return Slot(card=Card.API_ACCESS, part=str(self.api_pairs), to=self.marketo_admin)

    def wait_card(self) -> Slot:
        """Where the wait is spent: on the card of the credentials, where there was one."""
        note = self.handed_over
        opened = note and note.revealed_at and not note.withdrawn_at
        if note and opened and note.recipient == self.sales_connect_admin:
            return self.credentials_card()
        return Slot(card=Card.CONNECTION, to=self.sales_connect_admin)

    def sandbox_card(self) -> Slot:
        """Asks the Marketo admin whether the company owns a sandbox, and keeps their answer."""
        to = self.sandbox_asked or self.marketo_admin
        return Slot(card=Card.SANDBOX_QUESTION, to=to)

    def asking_cards(self) -> tuple[Slot, ...]:
        """The messages that say that something must be handed over once more."""
        note, to = self.handed_over, self.marketo_admin
        expired = [str(note.version)] if note and note.expired_at else []
        changed = [str(c.number) for c in self.changes if c.role is Role.SALES_CONNECT_ADMIN]
        return (
            *(Slot(card=Card.EXPIRED, part=part, to=to) for part in expired),
            *(Slot(card=Card.EXPIRED, part=part, to=self.sales_connect_admin) for part in expired),
            *((self.asked_card(),) if note and note.asked_again else ()),
            *(Slot(card=Card.HAND_OVER_AGAIN, part=part, to=to) for part in changed),
            *((self.named_again_card(),) if self.named_again else ()),
        )

    def named_again_card(self) -> Slot:
        """Tells the Marketo admin that a doubted recipient was named again."""
        part = f"again.{self.named_again}"
        return Slot(card=Card.HAND_OVER_AGAIN, part=part, to=self.marketo_admin)

    def asked_card(self) -> Slot:
        """Asks for another hand-over: once before these are opened, once after."""
        opened = self.handed_over and self.handed_over.revealed_at
        part = f"{self.version}.{'opened' if opened else 'unopened'}"
        return Slot(card=Card.ASKED_AGAIN, part=part, to=self.marketo_admin)

    def mismatch_cards(self) -> tuple[Slot, ...]:
        """The latest warning that two organizations of Salesforce differ; none before the first."""
        if not self.mismatches:
            return ()
        part = str(self.mismatches)
        return tuple(
            Slot(card=Card.ORGANIZATIONS, part=part, to=one) for one in self.told_of_mismatch()
        )

    def told_of_mismatch(self) -> tuple[UserId, ...]:
        """Who can do something about it."""
        gone = self.left_slack()
        return tuple(one for one in self.everybody() if one != self.successor and one not in gone)

    def left_slack(self) -> set[UserId]:
        """Named people whom no message reaches any more."""
        return {
            self.people[role]
            for role, missing in self.missing.items()
            if missing.why is MissingWhy.DEACTIVATED
        }

    @property
    def admin_has_left(self) -> bool:
        """Nobody can do in Sales Connect what is approved, until somebody else is named."""
        return self.sales_connect_admin in self.left_slack()

    def ready_card(self) -> Slot:
        return Slot(card=Card.READY, to=self.sales_connect_admin)

    def succession_cards(self) -> tuple[Slot, ...]:
        """Of the present admin and of the one who takes over; none while nobody does."""
        if self.successor is None:
            return ()
        return (
            Slot(card=Card.SUCCESSION, part=self.successor, to=self.sales_connect_admin),
            Slot(card=Card.SUCCESSION, part=self.successor, to=self.successor),
            Slot(card=Card.TAKE_OVER, part=self.successor, to=self.successor),
        )

    @property
    def may_take_over(self) -> bool:
        """Whether the next owner of the connection can connect: nothing of theirs is in the way."""
        if self.successor is None or Role.SUCCESSOR in self.missing:
            return False
        is_gone = self.sales_connect_admin in self.left_slack()
        return is_gone or self.access_removed_at is not None

    def begins_succession(self) -> tuple[Slot, ...]:
        """What is sent first: to both, or where the present admin is gone to the next one alone."""
        present, following, take_over = self.succession_cards()
        return (take_over,) if self.may_take_over else (present, following)

    def reminders(self, turn: Turn) -> tuple[Slot, ...]:
        """The messages that reminded somebody of this turn."""
        return tuple(
            Slot(card=Card.REMINDER, part=f"{turn.number}.{count}", to=turn.who)
            for count in range(1, turn.reminded + 1)
        )

    def stuck_card(self, turn: Turn) -> Slot:
        """Tells the starter that reminders changed nothing."""
        return Slot(card=Card.STUCK, part=str(turn.number), to=self.starter)

    def wanted_card(self, role: Role) -> Slot:
        """Asks for somebody else in this role, while its person is missing."""
        missing = self.missing[role]
        return Slot(card=Card.PERSON_WANTED, part=f"{role}.{missing.number}", to=missing.told)


def ticked(prerequisites: frozenset[Prerequisite], by: UserId, at: datetime) -> dict[Point, Noted]:
    """The points that the starter confirmed with the setup itself."""
    note = Noted(by=by, at=at)
    return {OF_PREREQUISITE[one]: note for one in Prerequisite if one in prerequisites}
