"""The aggregate `Run`: one bulk run, from its preview to its result."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import Field, PlainSerializer, PlainValidator

from bot.domain.effects import Card, Ref, Slot
from bot.domain.ids import RunId, SetupId, TeamId, UserId
from bot.domain.problems import Again, Duplicate, Fault, Problem
from bot.domain.value import Value

SHOWN_FIRST: Final = 30  # of those who failed, or were not told: as many as one card names


class RunStage(StrEnum):
    """Stored, so a renamed value is a migration."""

    READING = "reading"  # its list is being read: a file, groups, Marketo
    DRAFT = "draft"  # previewed, not started; forgotten after a day
    PREPARED = "prepared"  # confirmed during the wait: one press starts it
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


UNDER_WAY: Final = (RunStage.RUNNING, RunStage.PAUSED)


class RowState(StrEnum):
    """What became of one person. Whoever is planned in a run that has ended was left out."""

    PLANNED = "planned"
    IN_BATCH = "in_batch"  # of schema 2: planned
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    FAILED = "failed"


FINAL: Final = frozenset({RowState.CONNECTED, RowState.DISCONNECTED, RowState.FAILED})


class Purpose(StrEnum):
    """What becomes of the people of a run."""

    CONNECT = "connect"
    DISCONNECT = "disconnect"
    CHANGE = "change"  # disconnected, then connected with other workspaces


class Does(StrEnum):
    """What is done with the people of one batch."""

    CONNECT = "connect"
    DISCONNECT = "disconnect"


class Driver(StrEnum):
    """Who presses the buttons in Sales Connect."""

    GUIDED = "guided"  # the Sales Connect admin, a batch at a time
    CONNECTOR = "connector"  # the company's own automation, a person at a time


class Row(NamedTuple):  # ten thousand of them are made at once
    """
    One person of a run; stored apart from the others. As its fields are stored in this order, a new
    one comes last, and has a default.
    """

    email: str
    user_id: UserId | None = None
    first_name: str = ""
    last_name: str = ""
    line: int = 0  # of the file; 0: not from one
    state: RowState = RowState.PLANNED
    why: str = ""  # of a failure, as the admin typed it or the connector said it
    untold: bool = False  # no message could be sent to them
    was: tuple[str, ...] | None = None  # workspaces that they lose; None: none are on record
    off: bool = False  # disconnected on the way to other workspaces
    waits: bool = False  # the connector did not answer for them: another is called beside them
    doubt: bool = False  # it was asked, and may have done it: nobody knows

    @property
    def is_open(self) -> bool:
        return self.state not in FINAL


# A run is read and written again and again, with the same two hundred batches.
_cached: Final = lru_cache(maxsize=1_000)


@_cached
def _spans(rows: tuple[int, ...]) -> str:
    """`0-49,60`: ten thousand numbers would make each change of a run long."""
    if rows and rows == tuple(range(rows[0], rows[0] + len(rows))):  # as those of a batch are
        return f"{rows[0]}-{rows[-1]}" if len(rows) > 1 else str(rows[0])
    spans: list[list[int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ",".join(f"{a}-{b}" if a != b else str(a) for a, b in spans)


def _rows(stored: str | Iterable[int]) -> tuple[int, ...]:
    return _of_spans(stored) if isinstance(stored, str) else tuple(stored)


@_cached
def _of_spans(stored: str) -> tuple[int, ...]:
    rows: list[int] = []
    for span in filter(None, stored.split(",")):
        first, _, last = span.partition("-")
        rows += range(int(first), int(last or first) + 1)
    return tuple(rows)


Rows = Annotated[tuple[int, ...], PlainValidator(_rows), PlainSerializer(_spans, when_used="json")]


class Compared(Value):
    """What the Team Access tab showed of a batch, by what was pasted."""

    by: UserId
    at: datetime
    there: int
    not_seen: int
    elsewhere: int = 0
    unconnected: int = 0


class Batch(Value):
    """People who are ticked together, since the same is done with them."""

    rows: Rows
    workspaces: tuple[str, ...]  # none: the default Marketo workspace
    does: Does = Does.CONNECT
    reported: bool = False
    compared: Compared | None = None


class Unread(Value):
    """Why a list could not be read, and what it was about."""

    why: str
    about: str = ""
    nearest: str = ""


class Halt(Value):
    """Who stopped a run, and when; None: the bot itself, since the connector has to be mended."""

    by: UserId | None
    at: datetime
    why: str = ""


class Mending(Value):
    """The draft that took the place of another one, and when."""

    into: RunId
    at: datetime


class Calls(Value):
    """How far the connector is. People are called in the order of their rows."""

    following: int = 0  # the row that nobody called for yet
    again: Rows = ()  # rows whose call was put off when the run was paused
    out: Rows = ()  # rows whose call is on its way, or waits to be repeated

    @property
    def lanes(self) -> int:
        """Calls on their way."""
        return len(self.out)


class Held(Value):
    """The connector takes no call for now: since when, and until when as it said by last."""

    since: datetime
    until: datetime


class Run(Value):
    """
    Batches count from 1 for people, from 0 in here; one is open at a time, in their order.

    `rows`, `problems`: all of them, or as many as were asked for (bot/store/aggregates.py).
    """

    schema_number: Literal[4] = 4
    id: RunId
    team_id: TeamId
    setup_id: SetupId
    stage: RunStage
    purpose: Purpose = Purpose.CONNECT
    driver: Driver = Driver.GUIDED
    planned_by: UserId
    planned_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    closed: bool = False  # ended with its setup, before all was reported
    paused: Halt | None = None
    cancelled: Halt | None = None
    # Whoever is left at its end may stand in another run, but those whose call has no end yet.
    uncalled_are_free: bool = False
    tells: bool = True  # each person, that they are connected
    owner_among: bool = False  # of those who are disconnected: the owner of the connection
    connection: int = 0  # of its setup, when it started; 0: of before this was kept
    retry_of: RunId | None = None
    attempt: int = 1  # with these people: each retry is a run of its own
    people: int = 0
    uninvited: int = 0  # of them: no invite is on record
    near_misses: int = 0  # of them: their domain may be mistyped
    misspelt: tuple[tuple[str, str], ...] = ()  # the first of those, the domain that may be meant
    let_be: bool = False  # after its end: nobody of those who failed is to be tried again
    batches: tuple[Batch, ...] = ()
    counts: dict[RowState, int] = Field(default_factory=dict)  # of those for whom it is over
    off: int = 0  # people who were disconnected and wait for their new workspaces
    untold: int = 0
    first_failed: tuple[int, ...] = ()  # rows
    first_untold: tuple[int, ...] = ()
    calls: Calls = Calls()
    held: Held | None = None
    progress_at: datetime | None = None  # until then, the message of the progress stays as it is

    # Of the list that it was planned from: read = people + problems + duplicates.
    read: int = 0
    faults: dict[Fault, int] = Field(default_factory=dict)
    repeats: dict[Again, int] = Field(default_factory=dict)
    duplicates: tuple[Duplicate, ...] = ()  # the first
    chosen: tuple[str, ...] = ()  # workspaces for all who have none of their own
    ignored: tuple[str, ...] = ()  # columns of the file that mean nothing here
    meant: tuple[tuple[str, str], ...] = ()  # those of them that may be misspelt, and for what
    headless: int = 0  # rows of a file without header with other values or several addresses
    unread: Unread | None = None
    continues: RunId | None = None  # a run under way that has some of these people
    gathered: bool = False  # from a file, groups, Marketo: nobody would like to give it again
    first_draft: RunId | None = None  # of those that were mended one after the other: the oldest
    mended: Mending | None = None  # what took its place; of the oldest, the newest of them

    rows: dict[int, Row] = Field(default_factory=dict)
    problems: dict[int, Problem] = Field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        """For cards that show this run."""
        return Ref(kind="run", id=self.id)

    @property
    def preview_ref(self) -> Ref:
        """What the message that leads to its preview is about: one for all that were mended."""
        return Ref(kind="run", id=self.first_draft or self.id)

    @property
    def is_under_way(self) -> bool:
        return self.stage in UNDER_WAY

    @property
    def is_halted(self) -> bool:
        """By the bot itself."""
        return self.paused is not None and self.paused.by is None

    @property
    def open_batch(self) -> int | None:
        """The batch that waits for its report; also while the run is paused."""
        if not self.is_under_way or self.driver is not Driver.GUIDED:
            return None
        return next((n for n, batch in enumerate(self.batches) if not batch.reported), None)

    @property
    def problem_count(self) -> int:
        return sum(self.faults.values())

    @property
    def duplicate_count(self) -> int:
        return sum(self.repeats.values())

    @property
    def over(self) -> int:
        """For how many people all is done that could be."""
        return sum(self.counts.values())

    def count(self, state: RowState) -> int:
        """How many people ended in this state."""
        return self.counts.get(state, 0)

    def is_held(self, number: int) -> bool:
        """
        Whether this person can stand in no other run: their part is not over, or nobody knows what
        became of them. Only the run that tries this one again may have those.
        """
        row = self.rows[number]
        if not row.is_open:
            return row.doubt
        return not self.uncalled_are_free or number in self.calls.out

    def workspaces_of(self, row: int) -> tuple[str, ...]:
        """What this person gets."""
        given = (b for b in self.batches if b.does is Does.CONNECT and row in b.rows)
        return next((batch.workspaces for batch in given), ())

    def given(self) -> dict[int, tuple[str, ...]]:
        """What each person gets; nobody who gets none of their own choice."""
        return {
            row: batch.workspaces
            for batch in self.batches
            for row in batch.rows
            if batch.workspaces
        }

    def open_rows(self, batch: Batch) -> tuple[int, ...]:
        """Of the people of a batch, those with whom something is still to be done in it."""
        return tuple(row for row in batch.rows if self.is_awaited(batch, row))

    def is_awaited(self, batch: Batch, row: int) -> bool:
        """Whoever was disconnected already is not disconnected again."""
        one = self.rows[row]
        return one.is_open and not (batch.does is Does.DISCONNECT and one.off)

    def batch_card(self, number: int, admin: UserId) -> Slot:
        return Slot(card=Card.BATCH, part=str(number), to=admin)

    def halted_card(self, admin: UserId) -> Slot:
        """Of the halt that it stands still by now, or stood still by last."""
        at = int(self.paused.at.timestamp()) if self.paused else 0
        return Slot(card=Card.HALTED, part=str(at), to=admin)

    def progress_card(self, admin: UserId) -> Slot:
        return Slot(card=Card.PROGRESS, to=admin)
