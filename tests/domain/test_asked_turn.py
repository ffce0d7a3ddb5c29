"""Whose turn it is after `Ask again`, until the values are handed over once more."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import (
    AskAgain,
    CancelSetup,
    Decline,
    ExpireCredentials,
    HandOver,
    NotePersonGone,
    NoteRevealed,
    NoteWindowClosed,
    ReportAlreadyConnected,
)
from bot.domain.effects import Card, RemindLater
from bot.domain.outcome import Outcome
from bot.domain.people import Role
from bot.domain.refusals import (
    Refusal,
    SetupCancelled,
    SomebodyIsMissing,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from bot.domain.turns import awaited
from tests.domain.builders import (
    MARA,
    NINA,
    OURSELVES,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STELLA,
    USUAL,
    a_setup,
    changed,
    done,
    refreshed,
    told,
    walk,
)

EXPIRED: Final = a_setup(Stage.NAMED, expired=True, salesforce_admin=None)
UNOPENED: Final = a_setup(Stage.HANDED_OVER, salesforce_admin=None)
LOST: Final = a_setup(Stage.REVEALED, salesforce_admin=None)
CANNOT_BE_USED: Final = pytest.mark.parametrize(
    "setup", [EXPIRED, UNOPENED, LOST], ids=["expired", "unopened", "lost"]
)


def asking(setup: Setup) -> Outcome[Setup] | Refusal:
    return decide(setup, AskAgain(SETUP_ID, setup.version), SOL, RUN_AT, RULES)


def asked(setup: Setup) -> Setup:
    return done(asking(setup)).state


class TestWhoseTurn:
    """Asking gives the turn to the Marketo admin."""

    @CANNOT_BE_USED
    def test_the_marketo_admin_is_waited_for_and_nobody_else(self, setup: Setup) -> None:
        """Nobody is reminded to use what they said they cannot."""
        after = asked(setup)

        assert awaited(after) == {Role.MARKETO_ADMIN: Awaited.HAND_OVER}
        turns = {role: (turn.step, turn.who) for role, turn in after.turns.items()}
        assert turns == {Role.MARKETO_ADMIN: (Awaited.HAND_OVER, MARA.user_id)}

    @CANNOT_BE_USED
    def test_a_turn_that_is_new_is_reminded_of_after_a_day(self, setup: Setup) -> None:
        """Counted from the asking."""
        outcome = done(asking(setup))

        later = [due for due in outcome.effects if isinstance(due.effect, RemindLater)]
        [(effect, at)] = later
        turn = outcome.state.turns[Role.MARKETO_ADMIN]
        assert effect == RemindLater(setup_id=SETUP_ID, role=Role.MARKETO_ADMIN, turn=turn.number)
        assert at == RUN_AT + timedelta(days=1)

    def test_after_an_expiry_it_begins_anew_though_it_was_theirs_before(self) -> None:
        """All reminders may have been spent on it: nobody would ever speak of what is asked now."""
        silent = EXPIRED.turns[Role.MARKETO_ADMIN].model_copy(
            update={"reminded": 3, "next_at": None}
        )
        expired = EXPIRED.model_copy(update={"turns": {Role.MARKETO_ADMIN: silent}})

        outcome = done(asking(expired))

        turn = outcome.state.turns[Role.MARKETO_ADMIN]
        assert (turn.number, turn.since, turn.reminded) == (silent.number + 1, RUN_AT, 0)
        assert turn.next_at == RUN_AT + timedelta(days=1)
        last_words = {*expired.reminders(silent), expired.stuck_card(silent)}
        assert last_words <= set(refreshed(outcome))

    @CANNOT_BE_USED
    def test_a_new_hand_over_gives_the_turn_back(self, setup: Setup) -> None:
        """It is asked for no more; the message that asked says so."""
        after = asked(setup)

        outcome = done(decide(after, HandOver(SETUP_ID, USUAL), MARA, RUN_AT, RULES))

        assert not outcome.state.waits_for_another
        assert awaited(outcome.state) == {Role.SALES_CONNECT_ADMIN: Awaited.REVEAL}
        assert after.asked_card() in refreshed(outcome)

    def test_an_expiry_meanwhile_changes_nothing_about_it(self) -> None:
        """The hand-over is waited for all the same, in the same turn."""
        after = asked(UNOPENED)

        expired = walk(after, ExpireCredentials(SETUP_ID, 1), OURSELVES)

        assert expired.waits_for_another
        assert expired.turns == after.turns

    @pytest.mark.parametrize("told_by", [NoteRevealed, NoteWindowClosed])
    def test_what_is_opened_after_all_is_asked_for_no_more(
        self, told_by: type[NoteRevealed | NoteWindowClosed]
    ) -> None:
        """Perhaps another window was in the way: it is on, and the message that asked says so."""
        asks = asked(UNOPENED).asked_card()

        outcome = done(decide(asked(UNOPENED), told_by(SETUP_ID, 1), SOL, RUN_AT, RULES))

        opened = outcome.state
        assert (opened.stage, opened.waits_for_another) == (Stage.REVEALED, False)
        assert awaited(opened) == {Role.SALES_CONNECT_ADMIN: Awaited.CONNECT}
        assert asks in refreshed(outcome)

    def test_what_was_opened_after_all_and_then_lost_is_asked_for_anew(self) -> None:
        """It is another reason; the Marketo admin hears of it by another message."""
        opened = walk(asked(UNOPENED), NoteRevealed(SETUP_ID, 1), SOL)

        outcome = done(asking(opened))

        assert told(outcome) == [(Card.ASKED_AGAIN, MARA.user_id)]
        assert outcome.state.asked_card() != asked(UNOPENED).asked_card()
        assert awaited(outcome.state) == {Role.MARKETO_ADMIN: Awaited.HAND_OVER}

    def test_what_was_taken_back_is_waited_for_as_at_first(self) -> None:
        """Whoever asked is not the recipient any more; the next one asked for nothing."""
        setup = changed(asked(UNOPENED), Role.SALES_CONNECT_ADMIN, NINA).state

        assert not setup.waits_for_another
        assert awaited(setup) == {Role.MARKETO_ADMIN: Awaited.HAND_OVER}

    def test_where_it_was_connected_by_itself_nothing_is_asked_for(self) -> None:
        """The message that asked shows it."""
        after = asked(UNOPENED)

        outcome = done(decide(after, ReportAlreadyConnected(SETUP_ID), MARA, RUN_AT, RULES))

        assert not outcome.state.waits_for_another
        assert awaited(outcome.state) == {}
        assert after.asked_card() in refreshed(outcome)

    @CANNOT_BE_USED
    def test_in_a_cancelled_setup_nothing_is_asked_for(self, setup: Setup) -> None:
        """Neither any more nor anew; the message that asked loses its button."""
        outcome = done(decide(asked(setup), CancelSetup(SETUP_ID), STELLA, RUN_AT, RULES))

        after = outcome.state
        assert (after.waits_for_another, after.turns) == (False, {})
        assert asked(setup).asked_card() in refreshed(outcome)
        assert asking(after) == SetupCancelled(STELLA.user_id, RUN_AT)

    @pytest.mark.parametrize("setup", [UNOPENED, LOST], ids=["unopened", "lost"])
    def test_another_marketo_admin_has_the_turn_of_the_former(self, setup: Setup) -> None:
        """Their first message tells them of it."""
        outcome = changed(asked(setup), Role.MARKETO_ADMIN, NINA)

        turn = outcome.state.turns[Role.MARKETO_ADMIN]
        assert (turn.who, turn.step) == (NINA.user_id, Awaited.HAND_OVER)
        assert (Card.MARKETO_ADMIN, NINA.user_id) in told(outcome)

    @pytest.mark.parametrize(
        "setup", [UNOPENED, LOST, EXPIRED], ids=["unopened", "lost", "expired"]
    )
    @pytest.mark.parametrize("left", [False, True])
    def test_nobody_is_waited_for_to_hand_over_to_somebody_who_is_missing(
        self, setup: Setup, left: bool
    ) -> None:
        """It would be refused; the starter chooses somebody first."""
        after = asked(setup)
        without = (
            walk(after, NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)
            if left
            else walk(after, Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), SOL)
        )

        refused = decide(without, HandOver(SETUP_ID, USUAL), MARA, RUN_AT, RULES)

        assert isinstance(refused, SomebodyIsMissing)
        assert awaited(without) == {Role.STARTER: Awaited.CHOOSE_PEOPLE}
