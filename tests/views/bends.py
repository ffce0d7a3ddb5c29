"""Every way the road can bend: each takes a setup and leaves it as the domain's step does."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from bot.domain.checklists import Checklist, points_of
from bot.domain.commands import (
    CancelSetup,
    ChangePeople,
    Decline,
    NoteAccessRemoved,
    NotePersonGone,
    NoteRunPrepared,
    Remind,
    ReportAlreadyConnected,
    ReportLongConnected,
    ReportLost,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    Snooze,
    TakeOver,
)
from bot.domain.effects import Card, Slot
from bot.domain.ids import UserId
from bot.domain.people import Actor
from bot.domain.roles import Role
from bot.domain.salesforce_org import OrganizationId
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, Group
from bot.domain.stages import Language, Side, Stage

from .states import NINA, NOW, OURSELVES, RUN, SALOME, STARTER, after, member

LATER: Final = NOW + timedelta(days=1)
ORGANIZATIONS: Final = ("00D000000000001EAA", "00D000000000002EAA")


def connected_by_itself(setup: Setup) -> Setup:
    """Marketo did it, says its admin."""
    command = ReportAlreadyConnected(setup.id)
    return after(setup, command, member(setup.marketo_admin), at=LATER)


def cancelled(setup: Setup) -> Setup:
    return after(setup, CancelSetup(setup.id), member(setup.starter), at=LATER)


def long_connected(setup: Setup) -> Setup:
    """And more than ten minutes ago."""
    by = member(setup.marketo_admin)
    return after(connected_by_itself(setup), ReportLongConnected(setup.id), by, at=LATER)


def declined(setup: Setup, role: Role) -> Setup:
    """Its person says that they are not the right one."""
    return after(setup, Decline(setup.id, role), member(setup.people[role]), at=LATER)


def doubted(setup: Setup) -> Setup:
    """The Marketo admin says it of the recipient."""
    command = Decline(setup.id, Role.SALES_CONNECT_ADMIN)
    return after(setup, command, member(setup.marketo_admin), at=LATER)


def gone(setup: Setup, who: UserId) -> Setup:
    """Deactivated in Slack."""
    return after(setup, NotePersonGone(setup.id, who), OURSELVES, at=LATER)


def change(setup: Setup, people: Mapping[Role, UserId | None]) -> ChangePeople:
    return ChangePeople(setup.id, tuple(people.items()))


def changed(
    setup: Setup,
    people: Mapping[Role, UserId | None],
    *,
    by: Actor | None = None,
    at: datetime = LATER,
) -> Setup:
    """Other people in these roles."""
    return after(setup, change(setup, people), by or member(STARTER), at=at)


def in_succession(setup: Setup, successor: UserId = NINA) -> Setup:
    """The connection is to change hands; nobody has done anything yet."""
    return changed(setup, {Role.SALES_CONNECT_ADMIN: successor})


def called_off(setup: Setup) -> Setup:
    return changed(setup, {Role.SALES_CONNECT_ADMIN: setup.sales_connect_admin})


def access_removed(setup: Setup) -> Setup:
    by = member(setup.sales_connect_admin)
    return after(setup, NoteAccessRemoved(setup.id), by, at=LATER + timedelta(hours=1))


def taken_over(setup: Setup) -> Setup:
    assert setup.successor
    by = member(setup.successor)
    return after(setup, TakeOver(setup.id), by, at=LATER + timedelta(hours=2))


def lost(setup: Setup) -> Setup:
    """The connection ended with its owner."""
    assert setup.successor
    by = member(setup.successor)
    return after(setup, ReportLost(setup.id), by, at=LATER + timedelta(hours=2))


def ticked(setup: Setup, checklist: Checklist, by: UserId) -> Setup:
    """All of one list."""
    points = frozenset(points_of(checklist, setup.kind))
    return after(setup, SaveChecklist(setup.id, points, frozenset()), member(by), at=LATER)


def with_organization(setup: Setup, side: Side, organization_id: str) -> Setup:
    command = SaveOrganization(setup.id, side, OrganizationId(organization_id))
    return after(setup, command, member(setup.marketo_admin), at=LATER)


def with_organizations(setup: Setup, marketo: str, sales_connect: str) -> Setup:
    setup = with_organization(setup, Side.MARKETO, marketo)
    return with_organization(setup, Side.SALES_CONNECT, sales_connect)


def prepared(setup: Setup, people: int = 3) -> Setup:
    """A run was planned during the wait."""
    return after(
        setup, NoteRunPrepared(setup.id, RUN, people, setup.connections), OURSELVES, at=LATER
    )


def with_settings(setup: Setup, group: str, domains: tuple[str, ...]) -> Setup:
    """Two approvers, a group and domains, in French."""
    approval = Approval(
        approvers=(SALOME, NINA), group=Group(id="SLEADS", name=group), domains=domains
    )
    command = SaveSettings(setup.id, approval, Language.FR)
    return after(setup, command, member(STARTER), at=LATER)


def reminded(setup: Setup, role: Role, times: int = 1) -> Setup:
    """Of the turn that is theirs, each time when it was due."""
    for _ in range(times):
        turn = setup.turns[role]
        assert turn.next_at
        command = Remind(setup.id, role, turn.number)
        setup = after(setup, command, OURSELVES, at=turn.next_at)
    return setup


def snoozed(setup: Setup, role: Role) -> Setup:
    turn = setup.turns[role]
    assert turn.next_at
    command = Snooze(setup.id, role, turn.number)
    return after(setup, command, member(turn.who), at=turn.next_at)


def last_reminder(setup: Setup, role: Role) -> Slot:
    return setup.reminders(setup.turns[role])[-1]


def stuck_card(setup: Setup, role: Role) -> Slot:
    return Slot(card=Card.STUCK, part=str(setup.turns[role].number), to=setup.starter)


def changed_card(setup: Setup, to: UserId) -> Slot:
    """Tells of the latest change."""
    return Slot(card=Card.PEOPLE_CHANGED, part=str(setup.changes[-1].number), to=to)


def walked(setup: Setup) -> Setup:
    """All that can be done during the wait."""
    assert setup.stage is Stage.CONNECTED
    same, _ = ORGANIZATIONS
    setup = ticked(setup, Checklist.SALES_CONNECT, setup.sales_connect_admin)
    return prepared(with_organizations(setup, same, same))
