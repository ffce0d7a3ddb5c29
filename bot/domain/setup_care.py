"""What goes on beside the road: checklists, Salesforce, settings, reminders, the end."""

from datetime import datetime

from bot.domain.checklists import Point, act_on, points_of
from bot.domain.commands import (
    CancelSetup,
    Remind,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    Snooze,
)
from bot.domain.decision import By, Decision
from bot.domain.effects import Card, Slot
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, refuse
from bot.domain.refusals import NotNow, Refusal
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import withdrawn
from bot.domain.setup_parts import Noted, Organization
from bot.domain.setup_succession import runs_told
from bot.domain.stages import Stage
from bot.domain.telling import notify, refresh, refresh_all
from bot.domain.turns import REMINDED_AFTER, remind_later, reminded, snoozed


def save_checklist(
    setup: Setup, command: SaveChecklist, by: By, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(by, Actor)
    changed = command.ticked | command.unticked
    if refusal := _refuse_points(setup, changed, by):
        return refusal
    ticks = {point: note for point, note in setup.ticks.items() if point not in command.unticked}
    for point in Point:
        if point in command.ticked and point not in ticks:
            ticks[point] = Noted(by=by.user_id, at=now)
    after = setup.model_copy(update={"ticks": ticks})
    return Outcome(after, refresh_all(after))


def _refuse_points(setup: Setup, points: frozenset[Point], by: Actor) -> Refusal | None:
    keeps = setup.keeps(by.user_id)
    for point in points:
        if point.checklist not in keeps:
            act = act_on(point.checklist)
            return refuse(act, by, setup.people) or NotNow(act, setup.stage)
        if point not in points_of(point.checklist, setup.kind):
            return NotNow(act_on(point.checklist), setup.stage)
    return None


def save_organization(
    setup: Setup, command: SaveOrganization, by: By, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(by, Actor)
    read = Organization(id=command.organization_id, by=by.user_id, at=now)
    organizations = {**setup.organizations, command.side: read}
    former = setup.organizations.get(command.side)
    after = setup.model_copy(update={"organizations": organizations})
    if not after.organizations_differ or (former and former.id == read.id):
        return Outcome(after, refresh_all(after))
    warned = after.model_copy(update={"mismatches": setup.mismatches + 1})
    told = notify(warned, *warned.mismatch_cards())
    # An older warning says that there is a newer one.
    return Outcome(warned, (*told, *refresh_all(setup)))


def save_settings(
    setup: Setup, command: SaveSettings, by: By, now: datetime, rules: Rules
) -> Decision:
    update = {"approval": command.approval, "language": command.language}
    after = setup.model_copy(update=update)
    return Outcome(after, refresh(after, after.starter_card()))


def cancel(setup: Setup, command: CancelSetup, by: By, now: datetime, rules: Rules) -> Decision:
    assert isinstance(by, Actor)
    after = setup.model_copy(
        update={
            "stage": Stage.CANCELLED,
            "handed_over": withdrawn(setup.handed_over, now),
            "prepared": None,
            "missing": {},
            "api_access": None,
            "cancelled": Noted(by=by.user_id, at=now),
        }
    )
    told = tuple(
        Slot(card=Card.CANCELLED, to=user_id)
        for user_id in setup.everybody()
        if user_id != by.user_id and user_id not in setup.left_slack()
    )
    effects = (*notify(after, *told), *refresh_all(setup), *runs_told(setup, closed=True))
    pairs = setup.api_access.numbers() if setup.api_access else ()
    return Outcome(after, effects, burn=True, burn_access=pairs)


def remind(setup: Setup, command: Remind, by: By, now: datetime, rules: Rules) -> Decision:
    turn = setup.turns.get(command.role)
    if turn is None or turn.number != command.turn or turn.next_at is None:
        return NotNow(command.act, setup.stage)
    if now < turn.next_at:  # it was moved while this one was on its way
        return Outcome(setup, (remind_later(setup, command.role, turn),))
    again = reminded(turn, now)
    after = setup.model_copy(update={"turns": {**setup.turns, command.role: again}})
    new = [after.reminders(again)[-1]]
    # Of late ones that were sent as one, nobody can say that they changed nothing.
    was_last = turn.reminded and again.reminded == len(REMINDED_AFTER)
    if was_last and setup.starter != again.who:
        new.append(after.stuck_card(again))
    old = after.reminders(again)[:-1]
    more = (remind_later(after, command.role, again),) if again.next_at else ()
    effects = (*notify(after, *new), *refresh(after, *old, after.starter_card()), *more)
    return Outcome(after, effects)


def snooze(setup: Setup, command: Snooze, by: By, now: datetime, rules: Rules) -> Decision:
    assert isinstance(by, Actor)
    turn = setup.turns.get(command.role)
    if turn is None or turn.number != command.turn or turn.next_at is None or turn.snoozed:
        return NotNow(command.act, setup.stage)
    moved = snoozed(turn, now)
    after = setup.model_copy(update={"turns": {**setup.turns, command.role: moved}})
    cards = refresh(after, *after.reminders(moved), after.starter_card())
    return Outcome(after, (*cards, remind_later(after, command.role, moved)))
