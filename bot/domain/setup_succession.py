"""The connection to Marketo gets another owner, and nobody is locked out. Source: [seed] 6."""

from datetime import datetime

from bot.domain.commands import NoteAccessRemoved, ReportLost, TakeOver
from bot.domain.decision import By, Decision
from bot.domain.effects import Card, Due, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome, Rules
from bot.domain.refusals import NotNow
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import withdrawn
from bot.domain.setup_parts import Change, RunPhase
from bot.domain.setup_people import CHANGES_KEPT, brought_up_to_date
from bot.domain.setup_road import tell_run
from bot.domain.stages import Stage
from bot.domain.telling import notify, refresh


def access_removed(
    setup: Setup, command: NoteAccessRemoved, by: By, now: datetime, rules: Rules
) -> Decision:
    if setup.successor is None or setup.access_removed_at or Role.SUCCESSOR in setup.missing:
        return NotNow(command.act, setup.stage)
    after = setup.model_copy(update={"access_removed_at": now})
    new = () if setup.may_take_over else after.begins_succession()
    cards = refresh(after, *after.succession_cards(), after.starter_card())
    return Outcome(after, (*notify(after, *new), *cards))


def take_over(setup: Setup, command: TakeOver, by: By, now: datetime, rules: Rules) -> Decision:
    if setup.successor is None or not setup.may_take_over:
        return NotNow(command.act, setup.stage)
    after = _succeeded(setup, setup.successor, now)
    told = [after.sales_connect_card(), *_told_of_succession(setup, after)]
    if setup.stage in (Stage.READY, Stage.CONNECTED):
        told.append(after.ready_card() if setup.stage is Stage.READY else after.wait_card())
    effects = (*notify(after, *told), *brought_up_to_date(setup, after))
    return Outcome(after, (*effects, *runs_told(setup, closed=False)))


def report_lost(setup: Setup, command: ReportLost, by: By, now: datetime, rules: Rules) -> Decision:
    if setup.successor is None:
        return NotNow(command.act, setup.stage)
    after = _succeeded(setup, setup.successor, now).model_copy(
        update={
            "stage": Stage.NAMED,
            "handed_over": withdrawn(setup.handed_over, now),
            "connected_at": None,
            "connected_by_itself": False,
            "ready_at": None,
            "started_early_by": None,
            "prepared": None,
            "runs": {},
        }
    )
    part = str(after.changes[-1].number)
    again = Slot(card=Card.HAND_OVER_AGAIN, part=part, to=after.marketo_admin)
    is_asked = not after.one_admin and again.to not in setup.left_slack()
    told = [one for one in _told_of_succession(setup, after) if one.to != again.to]
    new = notify(after, after.sales_connect_card(), *((again,) if is_asked else ()), *told)
    cards = brought_up_to_date(setup, after)
    return Outcome(after, (*new, *cards, *runs_told(setup, closed=True)), burn=True)


def _succeeded(setup: Setup, successor: UserId, now: datetime) -> Setup:
    """The connection, and with it the role, is the successor's."""
    people = {role: one for role, one in setup.people.items() if role is not Role.SUCCESSOR}
    chosen = {role: one for role, one in setup.chosen.items() if role is not Role.SUCCESSOR}
    left_out = (Role.SALES_CONNECT_ADMIN, Role.SUCCESSOR)
    missing = {role: one for role, one in setup.missing.items() if role not in left_out}
    number = (setup.changes[-1].number if setup.changes else 0) + 1
    change = Change(
        number=number,
        role=Role.SALES_CONNECT_ADMIN,
        former=setup.sales_connect_admin,
        new=successor,
        by=successor,
        at=now,
    )
    return setup.model_copy(
        update={
            "people": {**people, Role.SALES_CONNECT_ADMIN: successor},
            "chosen": {**chosen, Role.SALES_CONNECT_ADMIN: setup.chosen[Role.SUCCESSOR]},
            "missing": missing,
            "changes": (*setup.changes, change)[-CHANGES_KEPT:],
            "access_removed_at": None,
        }
    )


def _told_of_succession(setup: Setup, after: Setup) -> tuple[Slot, ...]:
    """Everybody but the new owner, and the former one unless they left Slack."""
    gone = setup.left_slack()
    told = dict.fromkeys((setup.sales_connect_admin, *after.everybody()))
    return tuple(
        Slot(card=Card.PEOPLE_CHANGED, part=str(after.changes[-1].number), to=one)
        for one in told
        if one != after.sales_connect_admin and one not in gone
    )


def runs_told(setup: Setup, *, closed: bool) -> tuple[Due, ...]:
    """What runs that are under way hear of their setup."""
    return tuple(
        tell_run(setup, run_id, setup.sales_connect_admin, closed=closed)
        for run_id, phase in setup.runs.items()
        if phase is RunPhase.RUNNING
    )
