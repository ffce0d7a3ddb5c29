"""Whose turn it is: worked out anew after each step, with the reminders that follow from it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.checklists import Checklist
from bot.domain.effects import Due, RemindLater
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Turn
from bot.domain.stages import Stage
from bot.domain.telling import refresh

REMINDED_AFTER: Final = (timedelta(days=1), timedelta(days=3), timedelta(days=7))
SNOOZED_FOR: Final = timedelta(days=1)

_ON_THE_ROAD: Final = {
    Stage.NAMED: (Role.MARKETO_ADMIN, Awaited.HAND_OVER),
    Stage.HANDED_OVER: (Role.SALES_CONNECT_ADMIN, Awaited.REVEAL),
    Stage.REVEALED: (Role.SALES_CONNECT_ADMIN, Awaited.CONNECT),
    Stage.READY: (Role.SALES_CONNECT_ADMIN, Awaited.CONNECT_USERS),
    Stage.PROVISIONING: (Role.SALES_CONNECT_ADMIN, Awaited.REPORT),
}


def awaited(setup: Setup) -> dict[Role, Awaited]:
    """What each role has to do now; the step of a missing person waits for another one."""
    steps: dict[Role, Awaited] = {}
    if not setup.is_open:
        return steps
    if setup.stage is Stage.NAMED and setup.one_admin:
        steps[Role.SALES_CONNECT_ADMIN] = Awaited.CONNECT
    elif setup.stage is Stage.NAMED and Role.SALES_CONNECT_ADMIN in setup.missing:
        pass  # nothing is handed over before there is somebody to hand it to
    elif setup.waits_for_another and Role.SALES_CONNECT_ADMIN not in setup.missing:
        steps[Role.MARKETO_ADMIN] = Awaited.HAND_OVER
    elif on_the_road := _ON_THE_ROAD.get(setup.stage):
        steps[on_the_road[0]] = on_the_road[1]
    if setup.successor and Role.SUCCESSOR not in setup.missing:
        if setup.may_take_over:
            steps[Role.SUCCESSOR] = Awaited.TAKE_OVER
        else:
            steps[Role.SALES_CONNECT_ADMIN] = Awaited.REMOVE_ACCESS
    if setup.salesforce_admin and setup.left(Checklist.SALESFORCE):
        steps[Role.SALESFORCE_ADMIN] = Awaited.SALESFORCE
    if setup.unfilled():
        steps[Role.STARTER] = Awaited.CHOOSE_PEOPLE
    return {role: step for role, step in steps.items() if role not in setup.missing}


def with_turns(before: Setup | None, outcome: Outcome[Setup], now: datetime) -> Outcome[Setup]:
    """The outcome of a step, with turns that begin, go on or end by it."""
    setup = outcome.state
    turns: dict[Role, Turn] = {}
    effects: list[Due] = []
    so_far = setup.turns_so_far
    for role, step in awaited(setup).items():
        who = setup.people[role]
        turn = setup.turns.get(role)
        if turn is None or (turn.step, turn.who) != (step, who):
            so_far += 1
            turn = _begin(so_far, step, who, now)
            effects.append(remind_later(setup, role, turn))
        turns[role] = turn
    for role, turn in (before.turns if before else {}).items():
        if role not in turns or turns[role].number != turn.number:
            told = setup.stuck_card(turn) if turn.reminded == len(REMINDED_AFTER) else None
            effects += refresh(setup, *setup.reminders(turn), told)
    if turns == setup.turns and not effects:
        return outcome
    after = setup.model_copy(update={"turns": turns, "turns_so_far": so_far})
    return replace(outcome, state=after, effects=(*outcome.effects, *effects))


def _begin(number: int, step: Awaited, who: UserId, now: datetime) -> Turn:
    return Turn(number=number, step=step, who=who, since=now, next_at=now + REMINDED_AFTER[0])


def remind_later(setup: Setup, role: Role, turn: Turn) -> Due:
    """When the turn is not done by then."""
    return Due(RemindLater(setup_id=setup.id, role=role, turn=turn.number), turn.next_at)


def reminded(turn: Turn, now: datetime) -> Turn:
    """After a reminder; those that are late by now are part of it."""
    passed = sum(turn.since + after <= now for after in REMINDED_AFTER)
    count = max(turn.reminded + 1, passed)
    more = REMINDED_AFTER[count:]
    # After a week-end two may be due within an hour: the next one waits a day all the same.
    next_at = max(turn.since + more[0], now + REMINDED_AFTER[0]) if more else None
    return turn.model_copy(update={"reminded": count, "next_at": next_at, "snoozed": False})


def snoozed(turn: Turn, now: datetime) -> Turn:
    """The next reminder comes tomorrow, in place of its time."""
    return turn.model_copy(update={"next_at": now + SNOOZED_FOR, "snoozed": True})
