"""People who are not the right ones, or who left Slack: their step waits for somebody else."""

from typing import Final

import pytest

from bot.domain.commands import (
    ChangePeople,
    Decline,
    HandOver,
    NoteAccessRemoved,
    NotePersonBack,
    NotePersonGone,
)
from bot.domain.effects import Card
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role
from bot.domain.refusals import (
    NotNow,
    NotYours,
    SomebodyIsMissing,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Missing, MissingWhy
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    MARA,
    NINA,
    OURSELVES,
    RULES,
    RUN_AT,
    SAM,
    SETUP_ID,
    SOL,
    STELLA,
    SVEN,
    a_setup,
    a_succession,
    changed,
    done,
    refreshed,
    told,
    walk,
)

BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
UNOPENED: Final = (Stage.HANDED_OVER, Stage.REVEALED)
AFTER: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
RECIPIENT: Final = Role.SALES_CONNECT_ADMIN


def change(*people: tuple[Role, Actor | None]) -> ChangePeople:
    return ChangePeople(
        SETUP_ID, tuple((role, who.user_id if who else None) for role, who in people)
    )


def decline(setup: Setup, role: Role, by: Actor) -> Outcome[Setup]:
    return done(decide(setup, Decline(SETUP_ID, role), by, RUN_AT, RULES))


def gone(setup: Setup, who: Actor) -> Outcome[Setup]:
    note = NotePersonGone(SETUP_ID, who.user_id)
    return done(decide(setup, note, OURSELVES, RUN_AT, RULES))


class TestNotTheRightPerson:
    """Somebody says so, of themselves or of the recipient."""

    @pytest.mark.parametrize(
        ("role", "by", "why"),
        [
            (Role.MARKETO_ADMIN, MARA, MissingWhy.DECLINED),
            (RECIPIENT, SOL, MissingWhy.DECLINED),
            (RECIPIENT, MARA, MissingWhy.DOUBTED),
            (Role.SALESFORCE_ADMIN, SVEN, MissingWhy.DECLINED),
        ],
    )
    def test_the_starter_is_asked_for_somebody_else(
        self, role: Role, by: Actor, why: MissingWhy
    ) -> None:
        """By one message; nobody else is disturbed."""
        outcome = decline(a_setup(), role, by)

        assert outcome.state.missing == {
            role: Missing(number=1, why=why, at=RUN_AT, told=STELLA.user_id, by=by.user_id)
        }
        assert told(outcome) == [(Card.PERSON_WANTED, STELLA.user_id)]

    @pytest.mark.parametrize("by", [SOL, MARA])
    def test_what_the_recipient_could_open_is_burnt(self, by: Actor) -> None:
        """Nobody can hand over to them any more until somebody is named."""
        outcome = decline(a_setup(Stage.HANDED_OVER), RECIPIENT, by)

        assert (outcome.burn, outcome.state.stage) == (True, Stage.NAMED)
        again = decide(outcome.state, HandOver(SETUP_ID, CREDENTIALS), MARA, RUN_AT, RULES)
        assert again == SomebodyIsMissing(RECIPIENT, STELLA.user_id)

    def test_another_ones_step_burns_nothing(self) -> None:
        """The credentials wait for the right one."""
        outcome = decline(a_setup(Stage.HANDED_OVER), Role.MARKETO_ADMIN, MARA)

        assert (outcome.burn, outcome.state.stage) == (False, Stage.HANDED_OVER)

    def test_a_second_time_is_refused(self) -> None:
        """The starter was asked."""
        after = decline(a_setup(), Role.MARKETO_ADMIN, MARA).state

        again = decide(after, Decline(SETUP_ID, Role.MARKETO_ADMIN), MARA, RUN_AT, RULES)

        assert again == NotNow(Decline.act, Stage.NAMED)

    def test_a_starter_cannot_decline_to_have_started(self) -> None:
        """They change people, or cancel."""
        decision = decide(a_setup(), Decline(SETUP_ID, Role.STARTER), STELLA, RUN_AT, RULES)

        assert decision == NotNow(Decline.act, Stage.NAMED)

    @pytest.mark.parametrize("new", [MARA, NINA])
    def test_the_starter_names_another_or_the_same_again(self, new: Actor) -> None:
        """`They are the right one after all`: they get their step anew, and nobody else hears."""
        after = decline(a_setup(), Role.MARKETO_ADMIN, MARA).state

        outcome = changed(after, Role.MARKETO_ADMIN, new)

        assert outcome.state.missing == {}
        assert outcome.state.marketo_admin == new.user_id
        assert (Card.MARKETO_ADMIN, new.user_id) in told(outcome)
        assert len(told(outcome)) == 1 or new is NINA
        assert after.wanted_card(Role.MARKETO_ADMIN) in refreshed(outcome)

    def test_a_successor_too_is_the_right_one_after_all(self) -> None:
        """As everybody else is."""
        after = decline(a_succession(), Role.SUCCESSOR, NINA).state

        decision = decide(after, change((RECIPIENT, NINA)), STELLA, RUN_AT, RULES)

        assert isinstance(decision, Outcome)
        assert decision.state.missing == {}

    def test_a_new_recipient_asks_the_marketo_admin_to_hand_over_again(self) -> None:
        """What they gave was burnt when the former one was not the right one."""
        after = decline(a_setup(Stage.HANDED_OVER), RECIPIENT, SOL).state

        outcome = changed(after, RECIPIENT, NINA)

        assert (Card.HAND_OVER_AGAIN, MARA.user_id) in told(outcome)
        again = walk(outcome.state, HandOver(SETUP_ID, CREDENTIALS), MARA)
        assert (again.version, again.stage) == (2, Stage.HANDED_OVER)


class TestDeactivated:
    """Somebody left Slack."""

    def test_all_their_roles_wait_and_one_person_is_asked(self) -> None:
        """A card for each role; no message to somebody whom none reaches."""
        setup = a_setup(marketo_admin=SOL, salesforce_admin=SOL)

        outcome = gone(setup, SOL)

        roles = {Role.MARKETO_ADMIN, RECIPIENT, Role.SALESFORCE_ADMIN}
        assert set(outcome.state.missing) == roles
        assert {one.why for one in outcome.state.missing.values()} == {MissingWhy.DEACTIVATED}
        assert told(outcome) == [(Card.PERSON_WANTED, STELLA.user_id)] * 3
        assert len({due.effect.id for due in outcome.effects}) == len(outcome.effects)

    @pytest.mark.parametrize("stage", list(Stage)[:-1])
    def test_only_a_recipient_who_has_not_opened_takes_the_secret_along(self, stage: Stage) -> None:
        """Burnt, and back to the hand-over; otherwise the setup stays where it is."""
        outcome = gone(a_setup(stage), SOL)

        waits = stage is Stage.HANDED_OVER
        assert outcome.burn == waits
        assert outcome.state.stage is (Stage.NAMED if waits else stage)

    def test_a_starter_who_left_is_not_who_is_asked(self) -> None:
        """The first of the others is."""
        outcome = gone(a_setup(), STELLA)

        assert told(outcome) == [(Card.PERSON_WANTED, MARA.user_id)]

    def test_nobody_who_left_before_is_asked(self) -> None:
        """The starter has left, and then another one goes missing."""
        setup = gone(a_setup(), STELLA).state

        outcome = decline(setup, Role.MARKETO_ADMIN, MARA)

        assert STELLA.user_id not in {to for _, to in told(outcome)}

    @pytest.mark.parametrize("role", [Role.MARKETO_ADMIN, RECIPIENT])
    def test_who_left_slack_is_told_of_nothing_when_they_are_replaced(self, role: Role) -> None:
        """The others are."""
        setup = a_setup()
        left = MARA if role is Role.MARKETO_ADMIN else SOL

        outcome = changed(gone(setup, left).state, role, NINA)

        assert left.user_id not in {to for _, to in told(outcome)}
        assert (Card.PEOPLE_CHANGED, SVEN.user_id) in told(outcome)

    def test_the_same_note_twice_changes_nothing(self) -> None:
        """Slack tells it by several events, and reminders find it out."""
        setup = gone(a_setup(), SOL).state
        again = NotePersonGone(SETUP_ID, SOL.user_id)

        assert decide(setup, again, OURSELVES, RUN_AT, RULES) == NotNow(again.act, Stage.NAMED)

    def test_somebody_who_declined_and_then_left_is_noted_as_gone(self) -> None:
        """Else they would be told of their successor."""
        setup = decline(a_setup(), RECIPIENT, SOL).state

        after = gone(setup, SOL).state

        assert after.missing[RECIPIENT].why is MissingWhy.DEACTIVATED
        assert after.missing[RECIPIENT].number == 2

    @pytest.mark.parametrize("user_id", [SAM.user_id, UserId("U_NOBODY")])
    def test_somebody_whom_nobody_named_is_none_of_our_business(self, user_id: UserId) -> None:
        """A stranger leaves."""
        note = NotePersonGone(SETUP_ID, user_id)

        assert decide(a_setup(), note, OURSELVES, RUN_AT, RULES) == NotNow(note.act, Stage.NAMED)

    def test_no_person_can_say_that_another_one_left(self) -> None:
        """Slack says so, or nobody."""
        note = NotePersonGone(SETUP_ID, SOL.user_id)

        assert decide(a_setup(), note, STELLA, RUN_AT, RULES) == NotYours(note.act, ())


def test_who_comes_back_to_slack_has_their_part_again() -> None:
    """A mistake of an admin is healed; what was burnt stays burnt."""
    away = walk(a_setup(Stage.HANDED_OVER), NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

    back = walk(away, NotePersonBack(SETUP_ID, SOL.user_id), OURSELVES)

    assert back.missing == {}
    assert back.stage is Stage.NAMED
    assert Role.MARKETO_ADMIN in back.turns


def test_the_next_owner_of_the_setup_is_asked_for_who_is_missing() -> None:
    """The message went to the former one, and its button is theirs no more."""
    missing = walk(a_setup(), NotePersonGone(SETUP_ID, SVEN.user_id), OURSELVES)

    outcome = changed(missing, Role.STARTER, NINA)

    assert (Card.PERSON_WANTED, NINA.user_id) in told(outcome)


def test_a_recipient_is_doubted_only_while_something_goes_to_them() -> None:
    """Afterwards the connection is theirs, and the Marketo admin has no say in it."""
    decision = decide(
        a_succession(), Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), MARA, RUN_AT, RULES
    )

    assert decision == NotYours(Decline.act, ((Role.SALES_CONNECT_ADMIN, SOL.user_id),))


def test_an_admin_who_declines_is_still_there_and_removes_the_access_first() -> None:
    """Only of who left Slack nobody can wait for that."""
    declined = walk(a_succession(), Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), SOL)

    assert not declined.may_take_over


def test_nobody_removes_the_access_of_a_successor_who_declined() -> None:
    """Their own users would lose something for nothing."""
    declined = walk(a_succession(), Decline(SETUP_ID, Role.SUCCESSOR), NINA)

    refused = decide(declined, NoteAccessRemoved(SETUP_ID), SOL, RUN_AT, RULES)

    assert isinstance(refused, NotNow)
    assert Role.SALES_CONNECT_ADMIN not in {
        role for role, turn in declined.turns.items() if turn.step is Awaited.REMOVE_ACCESS
    }
