"""Whatever people press, in whatever order, however often and late effects come."""

from collections import Counter
from datetime import timedelta
from typing import Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from bot.domain.checklists import OWNER, Checklist, Point
from bot.domain.commands import (
    AskAgain,
    CancelSetup,
    ChangePeople,
    CheckApiAccess,
    Command,
    Decline,
    ExpireCredentials,
    HandOver,
    NoteAccessRemoved,
    NotePersonGone,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    NoteShownLate,
    NoteWindowClosed,
    RemoveApiAccess,
    ReportAlreadyConnected,
    ReportConnected,
    ReportLongConnected,
    ReportLost,
    SaveApiAccess,
    SaveChecklist,
    SaveOrganization,
    SaveSettings,
    SaveWorkspaces,
    Snooze,
    StartNowAnyway,
    TakeOver,
)
from bot.domain.effects import Card, NoteRun, RemindLater, TellRun
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Actor, Ourselves, Role, Standing
from bot.domain.run import Driver, RowState, RunStage
from bot.domain.salesforce_org import OrganizationId
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, RunPhase
from bot.domain.stages import Language, Side, Stage
from bot.domain.turns import awaited
from tests.domain.builders import (
    OURSELVES,
    SETUP_ID,
)
from tests.domain.fitting import CONNECTED
from tests.domain.looks_road import RoadWithLooks
from tests.domain.road import ACTOR, COMPANY

ROLE: Final = st.sampled_from(Role)
OF_THE_COMPANY: Final = st.sampled_from(list(COMPANY.values()))
ANYBODY: Final = st.one_of(OF_THE_COMPANY, ACTOR)
NEW_PEOPLE: Final = st.dictionaries(
    st.sampled_from([role for role in Role if role is not Role.SUCCESSOR]),
    st.sampled_from(list(COMPANY)),
    max_size=3,
)
POINTS: Final = st.frozensets(st.sampled_from(Point), max_size=2)
ORGANIZATION: Final = st.sampled_from(
    [OrganizationId("00D000000000001EAA"), OrganizationId("00D000000000062EAA")]
)
WAY_BACK: Final = {
    (Stage.HANDED_OVER, Stage.NAMED, ExpireCredentials),
    (Stage.REVEALED, Stage.HANDED_OVER, HandOver),
    (Stage.DONE, Stage.PROVISIONING, NoteRunStarted),
    (Stage.DONE, Stage.PROVISIONING, NoteRunEnded),
    (Stage.REVEALED, Stage.NAMED, ChangePeople),
    *((Stage.HANDED_OVER, Stage.NAMED, one) for one in (ChangePeople, Decline, NotePersonGone)),
    *((stage, Stage.NAMED, ReportLost) for stage in CONNECTED),
}
# Messages of which each stands for one event: none of them may ever be sent a second time.
ONCE: Final = (
    *(Card.CREDENTIALS, Card.EXPIRED, Card.REMINDER, Card.STUCK, Card.PERSON_WANTED),
    *(Card.PEOPLE_CHANGED, Card.HAND_OVER_AGAIN, Card.CANCELLED),
    *(Card.CHECKED, Card.WINDOW_CLOSED),
    *(Card.YOU_ARE_CONNECTED, Card.RESULT),
)
_MARKETO, _SALES = frozenset({Role.MARKETO_ADMIN}), frozenset({Role.SALES_CONNECT_ADMIN})
_BOTH: Final = _MARKETO | _SALES
# Who may, once more and by hand; what is not here is the bot's own.
WHO: Final[dict[type[Command], frozenset[Role]]] = {
    HandOver: _MARKETO,
    SaveApiAccess: _MARKETO,
    CheckApiAccess: _MARKETO,
    RemoveApiAccess: _MARKETO,
    ReportAlreadyConnected: _MARKETO,
    ReportLongConnected: _MARKETO,
    NoteRevealed: _SALES,
    NoteWindowClosed: _SALES,
    AskAgain: _SALES,
    ReportConnected: _SALES,
    NoteAccessRemoved: _SALES,
    StartNowAnyway: _BOTH,
    SaveWorkspaces: _BOTH,
    SaveOrganization: _BOTH | {Role.SALESFORCE_ADMIN},
    TakeOver: frozenset({Role.SUCCESSOR}),
    ReportLost: frozenset({Role.SUCCESSOR}),
    ChangePeople: frozenset({Role.STARTER}),
    SaveSettings: frozenset({Role.STARTER}),
    CancelSetup: frozenset({Role.STARTER}),
}
OWNERS: Final = (ChangePeople, SaveSettings, CancelSetup)


def who_may(command: Command) -> frozenset[Role]:
    match command:
        case SaveChecklist(ticked=ticked, unticked=unticked):
            lists = {point.checklist for point in ticked | unticked}
            shared = _BOTH if lists == {Checklist.SALESFORCE} else frozenset()
            return shared | ({OWNER[one] for one in lists} or set(Role))
        case Decline(role=Role.SALES_CONNECT_ADMIN):
            return _BOTH
        case Decline(role=role) | Snooze(role=role):
            return frozenset({role})
    return WHO.get(type(command), frozenset())


class WholeRoad(RoadWithLooks):
    """And all that people do beside the road; half of the time whoever may do it does."""

    @rule(actor=ANYBODY, rightly=st.booleans(), long=st.booleans())
    def is_already_connected(self, actor: Actor | Ourselves, rightly: bool, long: bool) -> None:
        by = self._by(actor, Role.MARKETO_ADMIN, rightly)
        self._gives(ReportAlreadyConnected(SETUP_ID), by)
        if long and self._gives(ReportLongConnected(SETUP_ID), by):
            self.long_connected = True

    @rule(actor=ANYBODY, rightly=st.booleans(), people=NEW_PEOPLE, leave_out=st.booleans())
    def changes_people(
        self,
        actor: Actor | Ourselves,
        rightly: bool,
        people: dict[Role, UserId],
        leave_out: bool,
    ) -> None:
        wanted: dict[Role, UserId | None] = {**people}
        if leave_out:
            wanted[Role.SALESFORCE_ADMIN] = None
        command = ChangePeople(SETUP_ID, tuple(wanted.items()))
        self._gives(command, self._by(actor, Role.STARTER, rightly))

    @rule(actor=ANYBODY, role=ROLE, rightly=st.booleans())
    def declines(self, actor: Actor | Ourselves, role: Role, rightly: bool) -> None:
        self._gives(Decline(SETUP_ID, role), self._by(actor, role, rightly))

    @rule(who=st.sampled_from(list(COMPANY)))
    def leaves_slack(self, who: UserId) -> None:
        self._gives(NotePersonGone(SETUP_ID, who), OURSELVES)

    @rule(actor=ANYBODY, rightly=st.booleans())
    def removes_access(self, actor: Actor | Ourselves, rightly: bool) -> None:
        by = self._by(actor, Role.SALES_CONNECT_ADMIN, rightly)
        self._gives(NoteAccessRemoved(SETUP_ID), by)

    @rule(actor=ANYBODY, rightly=st.booleans(), is_lost=st.booleans())
    def takes_over(self, actor: Actor | Ourselves, rightly: bool, is_lost: bool) -> None:
        command = ReportLost(SETUP_ID) if is_lost else TakeOver(SETUP_ID)
        self._gives(command, self._by(actor, Role.SUCCESSOR, rightly))

    @precondition(lambda self: self.setup.stage in CONNECTED)
    @rule(new=OF_THE_COMPANY, is_lost=st.booleans(), steps=st.integers(1, 3))
    def a_succession_goes_on(self, new: Actor, is_lost: bool, steps: int) -> None:
        """As it should, at least for some steps; chance alone would hardly come to its end."""
        named = ChangePeople(SETUP_ID, ((Role.SALES_CONNECT_ADMIN, new.user_id),))
        self._gives(named, COMPANY[self.setup.starter])
        if steps > 1:
            self._gives(NoteAccessRemoved(SETUP_ID), COMPANY[self.setup.sales_connect_admin])
        if steps > 2:
            self._gives(ReportLost(SETUP_ID) if is_lost else TakeOver(SETUP_ID), new)

    @rule(days=st.integers(1, 8))
    def days_pass_and_what_is_due_comes(self, days: int) -> None:
        """All of it: reminders are nobody's press, so they come by this alone."""
        self.now += timedelta(days=days)
        for at, effect in self._due():
            # What another one of them asked for anew meanwhile waits for its new time.
            if self.waiting.get(effect.id) == (at, effect):
                del self.waiting[effect.id]
            self._perform(effect)

    @precondition(lambda self: self.setup.turns)
    @rule(actor=ANYBODY, pick=st.integers(min_value=0), old=st.booleans(), rightly=st.booleans())
    def snoozes(self, actor: Actor | Ourselves, pick: int, old: bool, rightly: bool) -> None:
        role = list(self.setup.turns)[pick % len(self.setup.turns)]
        number = self.setup.turns[role].number - old
        self._gives(Snooze(SETUP_ID, role, number), self._by(actor, role, rightly))

    @rule(actor=ANYBODY, ticked=POINTS, unticked=POINTS)
    def ticks(
        self, actor: Actor | Ourselves, ticked: frozenset[Point], unticked: frozenset[Point]
    ) -> None:
        self._gives(SaveChecklist(SETUP_ID, ticked, unticked), actor)

    @rule(actor=ANYBODY, side=st.sampled_from(Side), which=ORGANIZATION)
    def saves_an_organization(
        self, actor: Actor | Ourselves, side: Side, which: OrganizationId
    ) -> None:
        self._gives(SaveOrganization(SETUP_ID, side, which), actor)

    @rule(actor=ANYBODY, language=st.sampled_from(Language))
    def saves_settings(self, actor: Actor | Ourselves, language: Language) -> None:
        self._gives(SaveSettings(SETUP_ID, Approval(), language), actor)

    @rule(actor=ANYBODY, sure=st.integers(min_value=0, max_value=9))
    def cancels(self, actor: Actor | Ourselves, sure: int) -> None:
        by = self._by(actor, Role.STARTER, rightly=sure == 0)
        if sure < 2:
            self._gives(CancelSetup(SETUP_ID), by)

    def _by(self, actor: Actor | Ourselves, role: Role, rightly: bool) -> Actor | Ourselves:
        return (self.somebody_of(role) if rightly else None) or actor

    def _changed(
        self, command: Command, actor: Actor | Ourselves, before: Setup, outcome: Outcome[Setup]
    ) -> None:
        """What must be true of every step that is taken."""
        after = outcome.state
        self._is_permitted(command, actor, before)
        is_stray = isinstance(command, NoteRunStarted) and after == before
        comes_late = is_stray or isinstance(command, NoteShownLate)
        assert before.stage is not Stage.CANCELLED or comes_late, "a cancelled setup is a dead end"
        order, way = list(Stage), (before.stage, after.stage, type(command))
        assert order.index(after.stage) >= order.index(before.stage) or way in WAY_BACK
        has_another_recipient = before.sales_connect_admin != after.sales_connect_admin
        if has_another_recipient and before.stage in CONNECTED:
            assert isinstance(command, TakeOver | ReportLost)
            assert after.sales_connect_admin == before.successor
        if isinstance(command, TakeOver):
            assert before.access_removed_at or before.sales_connect_admin in before.left_slack()
        newly_missing = after.missing.keys() - before.missing.keys()
        if before.stage is Stage.HANDED_OVER and (
            has_another_recipient or Role.SALES_CONNECT_ADMIN in newly_missing
        ):
            assert outcome.burn
        super()._changed(command, actor, before, outcome)

    @staticmethod
    def _is_permitted(command: Command, actor: Actor | Ourselves, before: Setup) -> None:
        if isinstance(actor, Ourselves):
            assert command.act is Act.FOLLOW_UP
            return
        assert actor.standing is Standing.MEMBER
        named = {before.people.get(role) for role in who_may(command)}
        is_owner = isinstance(command, OWNERS) and actor.is_slack_admin
        assert actor.user_id in named or is_owner

    def _may_provision(self) -> None:
        setup = self.setup
        assert setup.connected_at is not None
        waited = self.now >= setup.connected_at + self.operators.wait
        assert waited or setup.started_early_by is not None or self.long_connected

    @invariant()
    def no_message_is_sent_twice(self) -> None:
        twice = [one for one, count in self.notified.items() if count > 1]
        assert not [one for one in twice if one.split(":")[2] in ONCE]

    @invariant()
    def there_is_one_reminder_each_time_it_is_ready_and_none_before(self) -> None:
        assert self.reminders == self.reminders_due

    @invariant()
    def nobody_is_connected_before_the_wait_is_over(self) -> None:
        if self.setup.stage in (Stage.READY, Stage.PROVISIONING, Stage.DONE):
            self._may_provision()

    @invariant()
    def each_version_is_revealed_at_most_once(self) -> None:
        assert len(set(self.revealed)) == len(self.revealed)
        assert set(self.revealed) <= set(range(1, self.hand_overs + 1))

    @invariant()
    def the_vault_holds_exactly_what_can_be_revealed(self) -> None:
        waits = self.setup.version if self.setup.stage is Stage.HANDED_OVER else None
        assert self.vault == waits

    @invariant()
    def what_waits_in_the_vault_is_for_whoever_is_the_admin_now(self) -> None:
        note = self.setup.handed_over
        if self.vault is not None:
            assert note is not None
            assert note.recipient == self.setup.sales_connect_admin != self.setup.marketo_admin
            assert Role.SALES_CONNECT_ADMIN not in self.setup.missing

    @invariant()
    def versions_count_hand_overs(self) -> None:
        assert self.setup.version == self.hand_overs

    @invariant()
    def somebody_has_every_role_that_must_be_filled(self) -> None:
        setup = self.setup
        for role in (Role.STARTER, Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN):
            assert role in setup.people
        assert setup.successor != setup.sales_connect_admin
        assert setup.chosen.keys() == setup.people.keys() >= setup.missing.keys()
        assert setup.successor is None or setup.connected_at is not None
        assert setup.access_removed_at is None or setup.successor is not None

    @invariant()
    def turns_are_what_is_awaited(self) -> None:
        turns = {role: (turn.step, turn.who) for role, turn in self.setup.turns.items()}
        steps = awaited(self.setup)
        assert turns == {role: (step, self.setup.people[role]) for role, step in steps.items()}
        assert all(turn.reminded <= 3 for turn in self.setup.turns.values())

    @invariant()
    def each_turn_has_its_one_reminder_at_its_time(self) -> None:
        later = [one for one in self.waiting.values() if isinstance(one[1], RemindLater)]
        by_role = {effect.role: (at, effect.turn) for at, effect in later}  # type: ignore[union-attr]
        assert len(by_role) == len(later)
        for role, turn in self.setup.turns.items():
            if turn.next_at is not None:
                assert by_role.get(role) == (turn.next_at, turn.number)

    @invariant()
    def the_setup_is_done_when_all_runs_it_knows_have_ended(self) -> None:
        phases = set(self.setup.runs.values())
        expected = None if not phases else Stage.PROVISIONING if "running" in phases else Stage.DONE
        actual = self.setup.stage
        assert actual in (expected, Stage.CANCELLED) or (expected is None and not self.setup.runs)

    @invariant()
    def a_run_has_ended_when_nobody_in_it_waits(self) -> None:
        for run in self.runs.values():
            is_over = run.over == run.people or run.closed or run.cancelled is not None
            assert is_over == (run.stage is RunStage.ENDED)
            by_hand = run.driver is Driver.GUIDED
            assert (run.open_batch is not None) == (run.is_under_way and by_hand)
            assert run.counts == Counter(one.state for one in run.rows.values() if not one.is_open)

    @invariant()
    def a_run_goes_on_where_the_setup_knows_it_and_its_admin_has_its_cards(self) -> None:
        """As soon as both have heard of each other, however late."""
        notes = (effect for _, effect in self.waiting.values())
        unheard = {one.run_id for one in notes if isinstance(one, NoteRun | TellRun)}
        for run in self.runs.values():
            if run.is_under_way and run.id not in unheard:
                assert self.setup.is_open
                assert self.setup.runs.get(run.id) is RunPhase.RUNNING
                cards = [run.progress_card(self.setup.sales_connect_admin)]
                if run.open_batch is not None:
                    cards.append(run.batch_card(run.open_batch, self.setup.sales_connect_admin))
                assert all(f"notify:{run.id}:{card.key}" in self.notified for card in cards)

    @invariant()
    def whoever_is_connected_has_one_message_and_nobody_else_has_one(self) -> None:
        for run in self.runs.values():
            told = {
                row
                for row in run.rows
                if f"notify:{run.id}:{Card.YOU_ARE_CONNECTED}::row:{row}" in self.notified
            }
            connected = {row for row, one in run.rows.items() if one.state is RowState.CONNECTED}
            assert told == connected


WholeRoad.TestCase.settings = settings(
    max_examples=120, stateful_step_count=40, deadline=None, database=None
)
TestWholeRoad = pytest.mark.timeout(400)(WholeRoad.TestCase)  # a busy machine takes its time
