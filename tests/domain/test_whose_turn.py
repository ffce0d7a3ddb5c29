"""Whose turn it is: worked out from the state alone; when one begins, goes on and ends."""

from datetime import datetime, timedelta
from typing import Final

import pytest

from bot.domain.checklists import Checklist, Point, points_of
from bot.domain.commands import (
    Decline,
    ExpireCredentials,
    HandOver,
    NoteAccessRemoved,
    NotePersonGone,
    Remind,
    SaveChecklist,
    SaveSettings,
)
from bot.domain.effects import RemindLater
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Role
from bot.domain.refusals import NotNow
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, Awaited
from bot.domain.setup_steps import decide
from bot.domain.stages import Kind, Language, Stage
from bot.domain.turns import awaited
from tests.domain.builders import (
    CREDENTIALS,
    HANDED_OVER_AT,
    MARA,
    NINA,
    OURSELVES,
    READY_AT,
    REVEALED_AT,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    a_setup,
    a_succession,
    changed,
    done,
    refreshed,
    walk,
)

DAY: Final = timedelta(days=1)
HOUR: Final = timedelta(hours=1)
SECOND: Final = timedelta(seconds=1)
ROLE: Final = Role.SALES_CONNECT_ADMIN
WAITING: Final = a_setup(Stage.HANDED_OVER)  # for Sol, to open the credentials
TURN: Final = WAITING.turns[ROLE]


def remind(setup: Setup, at: datetime, turn: int = TURN.number) -> Outcome[Setup]:
    return done(decide(setup, Remind(SETUP_ID, ROLE, turn), OURSELVES, at, RULES))


def reminded(setup: Setup, *days: float) -> Setup:
    """At these ages of the turn."""
    for after in days:
        setup = remind(setup, TURN.since + DAY * after).state
    return setup


def planned(outcome: Outcome[Setup]) -> list[tuple[Role, datetime | None]]:
    return [(effect.role, at) for effect, at in outcome.effects if isinstance(effect, RemindLater)]


class TestWhoseTurn:
    """Worked out from the state alone."""

    @pytest.mark.parametrize(
        ("stage", "role", "step", "since"),
        [
            (Stage.NAMED, Role.MARKETO_ADMIN, Awaited.HAND_OVER, STARTED_AT),
            (Stage.HANDED_OVER, ROLE, Awaited.REVEAL, HANDED_OVER_AT),
            (Stage.REVEALED, ROLE, Awaited.CONNECT, REVEALED_AT),
            (Stage.READY, ROLE, Awaited.CONNECT_USERS, READY_AT),
            (Stage.PROVISIONING, ROLE, Awaited.REPORT, RUN_AT),
        ],
    )
    def test_each_step_of_the_road_is_somebodys(
        self, stage: Stage, role: Role, step: Awaited, since: datetime
    ) -> None:
        """And the starter sees since when it blocks."""
        turns = a_setup(stage, salesforce_admin=None).turns

        assert {one: (turn.step, turn.since) for one, turn in turns.items()} == {
            role: (step, since)
        }

    @pytest.mark.parametrize("stage", [Stage.CONNECTED, Stage.DONE, Stage.CANCELLED])
    def test_while_the_clock_runs_and_at_the_end_nobody_is_waited_for(self, stage: Stage) -> None:
        """Nobody is reminded of what they cannot do."""
        assert a_setup(stage, salesforce_admin=None).turns == {}

    def test_one_person_who_is_both_admins_is_waited_for_to_connect(self) -> None:
        """They hand nothing over."""
        assert awaited(a_setup(marketo_admin=SOL, salesforce_admin=None)) == {ROLE: Awaited.CONNECT}

    def test_the_salesforce_admin_is_waited_for_until_all_points_are_ticked(self) -> None:
        """Beside the road, whoever ticks them."""
        setup = a_setup(Stage.DONE)
        points = points_of(Checklist.SALESFORCE, Kind.PRODUCTION)
        most = walk(setup, _ticked(*points[1:]), MARA)
        all_of_them = walk(most, _ticked(points[0]), SOL)

        assert awaited(setup) == awaited(most) == {Role.SALESFORCE_ADMIN: Awaited.SALESFORCE}
        assert awaited(all_of_them) == {}

    def test_a_succession_waits_for_one_after_the_other(self) -> None:
        """First the access is removed, then it is taken over."""
        named = a_succession(Stage.DONE)
        removed = walk(named, NoteAccessRemoved(SETUP_ID), SOL)

        assert awaited(named)[ROLE] is Awaited.REMOVE_ACCESS
        assert Role.SUCCESSOR not in awaited(named)
        assert awaited(removed)[Role.SUCCESSOR] is Awaited.TAKE_OVER
        assert ROLE not in awaited(removed)

    def test_an_admin_who_has_left_slack_is_not_waited_for(self) -> None:
        """The successor goes on at once."""
        setup = walk(a_succession(Stage.DONE), NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

        assert awaited(setup) == {
            Role.SUCCESSOR: Awaited.TAKE_OVER,
            Role.SALESFORCE_ADMIN: Awaited.SALESFORCE,
        }

    @pytest.mark.parametrize("role", [Role.MARKETO_ADMIN, Role.SALESFORCE_ADMIN])
    def test_the_step_of_a_missing_person_waits_and_the_starter_is_asked(self, role: Role) -> None:
        """Nobody is reminded of a step that is not theirs after all."""
        named = a_setup()
        who = MARA if role is Role.MARKETO_ADMIN else None
        gone = NotePersonGone(SETUP_ID, named.people[role])
        setup = walk(named, Decline(SETUP_ID, role), who) if who else walk(named, gone, OURSELVES)

        assert role not in awaited(setup)
        assert awaited(setup)[Role.STARTER] is Awaited.CHOOSE_PEOPLE

    def test_nobody_is_waited_for_to_do_what_would_be_refused(self) -> None:
        """The recipient is missing: the Marketo admin cannot hand over to anybody."""
        setup = walk(WAITING, Decline(SETUP_ID, ROLE), SOL)

        refused = decide(setup, HandOver(SETUP_ID, CREDENTIALS), MARA, RUN_AT, RULES)

        assert not isinstance(refused, Outcome)
        assert Role.MARKETO_ADMIN not in awaited(setup)


def _ticked(*points: Point) -> SaveChecklist:
    return SaveChecklist(SETUP_ID, ticked=frozenset(points), unticked=frozenset())


class TestTurn:
    """When one begins, goes on, ends."""

    def test_a_turn_goes_on_through_what_has_nothing_to_do_with_it(self) -> None:
        """Nothing else makes somebody fresh."""
        once = reminded(WAITING, 1)

        outcome = done(
            decide(once, SaveSettings(SETUP_ID, Approval(), Language.FR), STELLA, RUN_AT, RULES)
        )

        assert outcome.state.turns == once.turns
        assert planned(outcome) == []

    def test_another_person_begins_anew(self) -> None:
        """They are not reminded of days in which they did not know."""
        setup = reminded(a_setup(Stage.HANDED_OVER), 1)
        at = TURN.since + 2 * DAY

        outcome = changed(setup, Role.SALESFORCE_ADMIN, NINA, now=at)

        turn = outcome.state.turns[Role.SALESFORCE_ADMIN]
        assert (turn.who, turn.since, turn.reminded) == (NINA.user_id, at, 0)
        assert planned(outcome) == [(Role.SALESFORCE_ADMIN, at + DAY)]

    def test_no_two_turns_have_the_same_number(self) -> None:
        """Else an old reminder, or its `Snooze`, would be taken for one of a later turn."""
        setup, numbers = a_setup(salesforce_admin=None), []
        for _ in range(5):
            numbers += [turn.number for turn in setup.turns.values()]
            setup = walk(setup, HandOver(SETUP_ID, CREDENTIALS), MARA)
            numbers += [turn.number for turn in setup.turns.values()]
            setup = walk(setup, ExpireCredentials(SETUP_ID, setup.version), OURSELVES)

        assert numbers == sorted(set(numbers))

    def test_whoever_did_their_step_has_a_reminder_without_a_button(self) -> None:
        """What was delivered is no longer shown as pending."""
        setup = reminded(WAITING, 1, 3)

        outcome = done(
            decide(setup, ExpireCredentials(SETUP_ID, 1), OURSELVES, TURN.since + 4 * DAY, RULES)
        )

        assert set(setup.reminders(setup.turns[ROLE])) <= set(refreshed(outcome))

    def test_a_reminder_of_a_turn_that_is_over_reminds_nobody(self) -> None:
        """It is taken from the due set by what it says itself: whose turn, which number."""
        later = a_setup(Stage.REVEALED)

        late = decide(later, Remind(SETUP_ID, ROLE, TURN.number), OURSELVES, RUN_AT, RULES)

        assert late == NotNow(Act.FOLLOW_UP, Stage.REVEALED)
