"""Who does what, when it changes: other people, wrong people, people who left Slack."""

from datetime import datetime
from typing import Final

from bot.domain.commands import (
    ChangePeople,
    Decline,
    NotePersonBack,
    NotePersonGone,
)
from bot.domain.decision import By, Decision
from bot.domain.effects import Card, Due, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor
from bot.domain.refusals import NobodyElse, NotNow, NotYours
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import withdrawn
from bot.domain.setup_parts import Change, Missing, MissingWhy, Noted
from bot.domain.stages import Stage
from bot.domain.telling import notify, refresh_all

CHANGES_KEPT: Final = 20
UNOPENED: Final = (Stage.HANDED_OVER, Stage.REVEALED)  # the former recipient's part is not done
CONNECTED: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)


def change_people(
    setup: Setup, command: ChangePeople, by: By, now: datetime, rules: Rules
) -> Decision:
    assert isinstance(by, Actor)
    people = _nameable(dict(command.people))
    wanted = _wanted(setup, people)
    number = (setup.changes[-1].number if setup.changes else 0) + 1
    changes = tuple(
        Change(
            number=number, role=role, former=setup.people.get(role), new=new, by=by.user_id, at=now
        )
        for role, new in wanted.items()
        if setup.people.get(role) != new
    )
    confirmed = [
        role
        for role in setup.missing
        if people.get(_FIELD_OF.get(role, role)) == setup.people[role]
    ]
    if not changes and not confirmed:
        return NobodyElse()
    after = _apply(setup, changes, confirmed, by.user_id, now)
    # Who is the right person after all notices it by a new message, as on the first day.
    again = [slot for role in confirmed for slot in _first_card(after, role, after.people[role])]
    doubter = after.marketo_admin  # unless they are new, and read it all on their first card
    if (
        after.named_again != setup.named_again
        and doubter == setup.marketo_admin
        and doubter not in {by.user_id, *setup.left_slack()}
        and not after.one_admin
    ):
        again.append(after.named_again_card())
    told = (*_told_of(setup, after, changes, by.user_id), *notify(after, *dict.fromkeys(again)))
    effects = dict.fromkeys((*told, *brought_up_to_date(setup, after)))
    burn = setup.stage is Stage.HANDED_OVER and after.stage is Stage.NAMED
    return Outcome(after, tuple(effects), burn=burn)


# A successor is named as the Sales Connect admin that they will be.
_FIELD_OF: Final = {Role.SUCCESSOR: Role.SALES_CONNECT_ADMIN}
_MAY_BE_NOBODY: Final = (Role.SALESFORCE_ADMIN,)


def _nameable(people: dict[Role, UserId | None]) -> dict[Role, UserId | None]:
    """Without what nobody can ask for: a successor by that name, nobody where somebody must be."""
    return {
        role: new
        for role, new in people.items()
        if role not in _FIELD_OF and (new or role in _MAY_BE_NOBODY)
    }


def _wanted(setup: Setup, people: dict[Role, UserId | None]) -> dict[Role, UserId | None]:
    """
    The roles that get another person. Once Marketo is connected, the connection belongs to the
    Sales Connect admin: a new one first takes it over, and whoever is named again keeps it.
    """
    wanted = {role: new for role, new in people.items() if setup.people.get(role) != new}
    if setup.stage not in CONNECTED or Role.SALES_CONNECT_ADMIN not in people:
        return wanted
    new_admin = people[Role.SALES_CONNECT_ADMIN]
    wanted.pop(Role.SALES_CONNECT_ADMIN, None)
    successor = None if new_admin == setup.sales_connect_admin else new_admin
    if successor != setup.successor:
        wanted[Role.SUCCESSOR] = successor
    return wanted


def _apply(
    setup: Setup, changes: tuple[Change, ...], confirmed: list[Role], by: UserId, now: datetime
) -> Setup:
    people, chosen, missing = dict(setup.people), dict(setup.chosen), dict(setup.missing)
    for change in changes:
        missing.pop(change.role, None)
        if change.new is None:
            people.pop(change.role, None)
            chosen.pop(change.role, None)
        else:
            people[change.role] = change.new
            chosen[change.role] = Noted(by=change.by, at=change.at)
    named_again = setup.named_again
    for role in confirmed:
        gone = missing.pop(role)
        chosen[role] = Noted(by=by, at=now)
        if role is Role.SALES_CONNECT_ADMIN and gone.why is MissingWhy.DOUBTED:
            named_again = gone.number
    so_far, starter = setup.missing_so_far, people[Role.STARTER]
    if starter != setup.starter:  # whoever owns the setup now is asked instead, anew
        for role, one in missing.items():
            so_far += 1
            missing[role] = one.model_copy(update={"told": starter, "number": so_far})
    update = {
        "missing_so_far": so_far,
        "named_again": named_again,
        "people": people,
        "chosen": chosen,
        "missing": missing,
        "changes": (*setup.changes, *changes)[-CHANGES_KEPT:],
    }
    if people.get(Role.SUCCESSOR) != setup.successor:
        update["access_removed_at"] = None
    after = setup.model_copy(update=update)
    recipient_changed = after.sales_connect_admin != setup.sales_connect_admin
    if setup.stage in UNOPENED and (recipient_changed or after.one_admin):
        return _taken_back(after, now)
    return after


def _taken_back(setup: Setup, now: datetime) -> Setup:
    """What was handed over is of no use any more: it goes to nobody."""
    note = withdrawn(setup.handed_over, now)
    return setup.model_copy(update={"stage": Stage.NAMED, "handed_over": note})


def _told_of(
    setup: Setup, after: Setup, changes: tuple[Change, ...], by: UserId
) -> tuple[Due, ...]:
    """New people hear of their first step, the others of the change; nobody twice."""
    if not changes:
        return ()
    first: list[Slot] = []
    for change in changes:
        if change.new:
            first += _first_card(after, change.role, change.new)
    if setup.one_admin and not after.one_admin:  # who had one card for both has none for this
        first.append(after.marketo_card())
    if after.starter != setup.starter:
        first += [after.wanted_card(role) for role in after.unfilled()]
    gone = setup.left_slack()
    concerned = dict.fromkeys((*setup.everybody(), *after.everybody()))
    newcomers = {slot.to for slot in first}
    told = [
        Slot(card=Card.PEOPLE_CHANGED, part=str(changes[0].number), to=user_id)
        for user_id in concerned
        if user_id != by and user_id not in newcomers and user_id not in gone
    ]
    recipient_changed = after.sales_connect_admin != setup.sales_connect_admin
    if recipient_changed and after.stage is Stage.NAMED and not after.one_admin:
        told = [_to_hand_over_again(slot, after.marketo_admin) for slot in told]
    return notify(after, *dict.fromkeys((*first, *told)))


def _to_hand_over_again(slot: Slot, marketo_admin: UserId) -> Slot:
    """The Marketo admin is told with the button of the step that waits for them now."""
    is_theirs = slot.to == marketo_admin
    return slot.model_copy(update={"card": Card.HAND_OVER_AGAIN}) if is_theirs else slot


def _first_card(after: Setup, role: Role, new: UserId) -> tuple[Slot, ...]:
    match role:
        case Role.STARTER:
            return (after.starter_card(),)
        case Role.MARKETO_ADMIN:
            # Who is both admins has all of it on the other card.
            return () if after.one_admin else (after.marketo_card(),)
        case Role.SALES_CONNECT_ADMIN:
            return (after.sales_connect_card(),)
        case Role.SALESFORCE_ADMIN:
            return tuple(slot for slot in (after.salesforce_card(),) if slot)
        case Role.SUCCESSOR:
            return after.begins_succession()


def brought_up_to_date(setup: Setup, after: Setup) -> tuple[Due, ...]:
    """Cards of the former people, then of the present ones: buttons go where they are spent."""
    return tuple(dict.fromkeys((*refresh_all(setup), *refresh_all(after))))


def decline(setup: Setup, command: Decline, by: By, now: datetime, rules: Rules) -> Decision:
    assert isinstance(by, Actor)
    if command.role is Role.STARTER or command.role in setup.missing:
        return NotNow(command.act, setup.stage)
    own = setup.people[command.role] == by.user_id
    if not own and setup.stage in CONNECTED:  # nothing is handed over to them any more
        return NotYours(command.act, ((command.role, setup.people[command.role]),))
    why = MissingWhy.DECLINED if own else MissingWhy.DOUBTED
    both = (Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN)
    is_one = setup.one_admin and command.role in both
    roles: list[Role] = list(both) if is_one else [command.role]
    return _goes_missing(setup, roles, why, by.user_id, now)


def person_gone(
    setup: Setup, command: NotePersonGone, by: By, now: datetime, rules: Rules
) -> Decision:
    roles = [
        role
        for role, user_id in setup.people.items()
        if user_id == command.user_id
        and (role not in setup.missing or setup.missing[role].why is not MissingWhy.DEACTIVATED)
    ]
    if not roles:
        return NotNow(command.act, setup.stage)
    return _goes_missing(setup, roles, MissingWhy.DEACTIVATED, None, now)


def person_back(
    setup: Setup, command: NotePersonBack, by: By, now: datetime, rules: Rules
) -> Decision:
    back = [
        role
        for role, missing in setup.missing.items()
        if missing.why is MissingWhy.DEACTIVATED and setup.people[role] == command.user_id
    ]
    if not back:
        return NotNow(command.act, setup.stage)
    missing = {role: one for role, one in setup.missing.items() if role not in back}
    for role in back:  # an account that is active again answers no doubt
        if before := setup.missing[role].before:
            missing[role] = before
    after = setup.model_copy(update={"missing": missing})
    told: tuple[Due, ...] = ()
    back = [role for role in back if role not in missing]
    if Role.SALES_CONNECT_ADMIN in back and setup.stage is Stage.NAMED and not setup.one_admin:
        told = notify(after, after.marketo_card())  # they can hand over, perhaps once more
    return Outcome(after, (*told, *brought_up_to_date(setup, after)))


def _goes_missing(
    setup: Setup, roles: list[Role], why: MissingWhy, by: UserId | None, now: datetime
) -> Decision:
    """The starter is asked for others, or where they left the first who is still there."""
    missing, number = dict(setup.missing), setup.missing_so_far
    gone = setup.left_slack()
    if why is MissingWhy.DEACTIVATED:
        gone |= {setup.people[role] for role in roles}
    told = next((one for one in setup.everybody() if one not in gone), setup.starter)
    for role in roles:
        number += 1
        before = setup.missing.get(role)
        missing[role] = Missing(number=number, why=why, at=now, told=told, by=by, before=before)
    update = {"missing": missing, "missing_so_far": number}
    after = setup.model_copy(update=update)
    burn = setup.stage is Stage.HANDED_OVER and Role.SALES_CONNECT_ADMIN in roles
    if burn:
        after = _taken_back(after, now)
    wanted = notify(after, *(after.wanted_card(role) for role in roles if role in after.unfilled()))
    if after.may_take_over and not setup.may_take_over and Role.SUCCESSOR not in missing:
        wanted = (*wanted, *notify(after, *after.begins_succession()))
    return Outcome(after, (*wanted, *brought_up_to_date(setup, after)), burn=burn)
