"""What concerns one reader of all that is under way: what `status` and the Home tab show."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.checklists import Checklist
from bot.domain.ids import SetupId
from bot.domain.left_behind import LeftBehind
from bot.domain.people import Act, Actor, refuse
from bot.domain.request import Request
from bot.domain.roles import Role
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Turn
from bot.domain.stages import Stage
from bot.domain.undelivered import GivenUp


@dataclass(frozen=True, slots=True)
class SetupSeen:
    """One setup, with what is under way in it."""

    setup: Setup
    runs: tuple[Run, ...] = ()  # that were started, oldest first
    requests: tuple[Request, ...] = ()  # that are not over, oldest first
    not_there: int = 0  # people who were invited and are not connected
    connected: int = 0  # people, over all runs, as far as is on record
    given_up: GivenUp | None = None  # what the reader may have tried again


@dataclass(frozen=True, slots=True)
class Overview:
    """For one reader; nothing that concerns them not."""

    reader: Actor
    steps: tuple[tuple[Setup, Role, Turn], ...] = ()  # theirs now, oldest first
    to_decide: tuple[tuple[Request, Setup], ...] = ()  # that wait for their decision
    to_fulfil: tuple[tuple[Request, Setup], ...] = ()  # approved, and theirs to do
    to_retry: tuple[LeftBehind, ...] = ()  # newest first
    more_to_retry: int = 0  # runs that left people behind, of which no more is read
    to_connect: tuple[
        tuple[Setup, int], ...
    ] = ()  # how many were invited, and wait for nobody else
    own: tuple[tuple[Request, Setup], ...] = ()  # by them or for them
    seen: tuple[SetupSeen, ...] = ()  # the setups of this page, what they have to do first
    setups: tuple[Setup, ...] = ()  # all that they see, in the same order
    trail: str = ""  # which of them stood on the pages before
    before: int = 0  # how many these are
    lost: tuple[tuple[Setup, GivenUp], ...] = ()  # of these, what they may have tried again
    of_cancelled: tuple[tuple[Setup, GivenUp], ...] = ()  # the same, of setups that are over
    is_set_up: bool = False  # whether there is any setup in their Slack workspace
    is_late: bool = False  # messages wait that should have been sent
    waits_until: datetime | None = None  # Slack lets us send no more before

    @property
    def asked_of_marketo(self) -> tuple[Setup, ...]:
        return asked_of(self.reader, self.setups)

    @property
    def to_tick(self) -> tuple[tuple[Setup, tuple[Checklist, ...]], ...]:
        """Their checklists that have open points."""
        pairs = ((one, to_tick(one, self.reader)) for one in self.setups)
        return tuple((one, lists) for one, lists in pairs if lists)

    def lost_beside(self, shown: Collection[SetupId]) -> tuple[tuple[Setup, GivenUp], ...]:
        """Of the setups that are not shown."""
        return tuple(pair for pair in self.lost if pair[0].id not in shown)


def may_connect_invited(setup: Setup, reader: Actor) -> bool:
    """Whom invites brought in; not where to connect users is a step of the road."""
    is_step = any(turn.step is Awaited.CONNECT_USERS for turn in setup.turns.values())
    is_time = setup.ready_at is not None and setup.stage is not Stage.CONNECTED
    return is_time and not is_step and refuse(Act.REPORT_INVITED, reader, setup.people) is None


def is_named(setup: Setup, actor: Actor) -> bool:
    """Whether they have a part in it."""
    return actor.user_id in setup.people.values()


def sees(actor: Actor, setup: Setup) -> bool:
    """Whether they read of it more than what they are asked."""
    return actor.is_slack_admin or is_named(setup, actor)


def own_first(actor: Actor, setups: Sequence[Setup]) -> tuple[Setup, ...]:
    """Where they have a part, then the others; of each, what is done comes last."""

    def place(setup: Setup) -> tuple[bool, bool]:
        return not is_named(setup, actor), setup.stage is Stage.DONE

    return tuple(sorted(setups, key=place))


def by_urgency(
    reader: Actor,
    setups: Sequence[Setup],
    *,
    own: Collection[SetupId] = (),
    lost: Collection[SetupId] = (),
    asked: Collection[SetupId] = (),
) -> tuple[Setup, ...]:
    """
    What the reader has to do, then what did not get through, then what waits for anybody, then the
    rest; of each, where they have a part comes first, and then what is older.

    `own`: with something for them beside the steps of the road. `lost`: with messages that they may
    have tried again. `asked`: with requests that are not over.
    """
    own = {*own, *(setup.id for setup, _, _ in steps_of(reader, setups))}

    def rank(setup: Setup) -> int:
        if setup.id in own:
            return 0
        if setup.id in lost:
            return 1
        if setup.turns or setup.id in asked or to_tick(setup, reader):
            return 2
        return 3 if setup.stage is not Stage.DONE else 4

    return tuple(sorted(setups, key=lambda one: (rank(one), not is_named(one, reader))))


def to_tick(setup: Setup, reader: Actor) -> tuple[Checklist, ...]:
    """
    The reader's checklists that have open points, until the users are connected. Salesforce's is
    the step of its admin, where there is one.
    """
    if setup.stage is Stage.DONE or not setup.is_open:
        return ()
    is_a_step = setup.salesforce_admin is not None
    return tuple(
        one
        for one in setup.keeps(reader.user_id)
        if setup.left(one) and not (is_a_step and one is Checklist.SALESFORCE)
    )


def asked_of(reader: Actor, setups: Sequence[Setup]) -> tuple[Setup, ...]:
    """Where they have to say whether the company owns a sandbox."""
    return tuple(
        one
        for one in setups
        if one.sandbox is None
        and one.sandbox_asked is not None
        and one.marketo_admin == reader.user_id
    )


def steps_of(actor: Actor, setups: Sequence[Setup]) -> tuple[tuple[Setup, Role, Turn], ...]:
    steps = [
        (setup, role, turn)
        for setup in setups
        for role, turn in setup.turns.items()
        if turn.who == actor.user_id
    ]
    return tuple(sorted(steps, key=lambda step: step[2].since))


def fulfils(actor: Actor, request: Request, setup: Setup) -> bool:
    return request.fulfiller is not None and setup.sales_connect_admin == actor.user_id


def is_theirs(actor: Actor, request: Request) -> bool:
    user_id = actor.user_id
    return request.requester == user_id or any(one.user_id == user_id for one in request.people)
