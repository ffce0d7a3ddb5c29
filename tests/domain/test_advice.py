"""What is known of a hand-over without seeing it: shapes, the last one, what Marketo says."""

import dataclasses
from typing import Final

import pytest

from bot.domain.commands import (
    CancelSetup,
    ExpireCredentials,
    HandOver,
    NoteChecked,
    NoteRevealed,
    NoteWindowClosed,
    ReportAlreadyConnected,
    ReportConnected,
    SetupCommand,
)
from bot.domain.credentials import CredentialField, Credentials
from bot.domain.effects import Card, CheckPair, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.refusals import CredentialsReplaced, SetupCancelled
from bot.domain.setup import Setup
from bot.domain.setup_parts import Checked, HandOverNote, MarketoSays
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
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
    new_messages,
    refreshed,
    told,
    walk,
)

BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
ID, SECRET = CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET
ODD_SECRET: Final = dataclasses.replace(USUAL, client_secret="canary")
CHECKED_CARD: Final = Slot(card=Card.CHECKED, part="1", to=MARA.user_id)
CLOSED_CARD: Final = Slot(card=Card.WINDOW_CLOSED, part="1", to=SOL.user_id)


def handed_over(values: Credentials, setup: Setup | None = None) -> Outcome[Setup]:
    command = HandOver(SETUP_ID, values)
    return done(decide(setup or a_setup(), command, MARA, RUN_AT, RULES))


def told_by_marketo(setup: Setup, says: MarketoSays) -> Outcome[Setup]:
    command = NoteChecked(SETUP_ID, setup.version, says)
    return done(decide(setup, command, OURSELVES, RUN_AT, RULES))


def note_of(setup: Setup) -> HandOverNote:
    assert setup.handed_over is not None
    return setup.handed_over


class TestShapes:
    """A value that does not look as usual is told of, never refused."""

    @pytest.mark.parametrize(
        ("values", "unusual"), [(USUAL, ()), (ODD_SECRET, (SECRET,)), (CREDENTIALS, (ID, SECRET))]
    )
    def test_fields_are_on_record_and_their_values_are_not(
        self, values: Credentials, unusual: tuple[CredentialField, ...]
    ) -> None:
        """The hand-over goes through all the same."""
        outcome = handed_over(values)

        assert note_of(outcome.state).unusual == unusual
        assert outcome.keep is values
        assert "canary" not in outcome.state.model_dump_json()

    @pytest.mark.parametrize("values", [ODD_SECRET, CREDENTIALS])
    def test_who_typed_them_hears_of_it_at_once(self, values: Credentials) -> None:
        """While they have them before their eyes; the usual ones need no message."""
        sent = [(Card.CREDENTIALS, SOL.user_id), (Card.CHECKED, MARA.user_id)]

        assert told(handed_over(values)) == sent
        assert told(handed_over(USUAL)) == sent[:1]


class TestSameAsLast:
    """The recipient who waits for new values reads that they are the old ones."""

    @pytest.mark.parametrize(
        ("same_as", "is_last"), [(None, False), (1, False), (2, True), (3, False)]
    )
    @pytest.mark.parametrize("stage", BEFORE)
    def test_only_the_last_version_counts(
        self, stage: Stage, same_as: int | None, is_last: bool
    ) -> None:
        """An earlier one was already replaced by another: to go back to it is a change."""
        second = a_setup(stage, expired=True)
        if stage is Stage.NAMED:
            again = walk(second, HandOver(SETUP_ID, USUAL), MARA)
            second = walk(again, ExpireCredentials(SETUP_ID, 2), OURSELVES)

        after = walk(second, HandOver(SETUP_ID, USUAL, same_as=same_as), MARA)

        assert (second.version, after.version) == (2, 3)
        assert note_of(after).same_as_last == is_last

    def test_the_first_is_the_same_as_none(self) -> None:
        """There is nothing to compare it with."""
        assert not note_of(handed_over(USUAL).state).same_as_last


class TestMarketoSays:
    """Marketo's token endpoint is asked once a hand-over; its answer stops nothing."""

    @pytest.mark.parametrize("stage", BEFORE)
    def test_each_hand_over_is_asked_about_once(self, stage: Stage) -> None:
        """And about no other version than its own."""
        outcome = handed_over(USUAL, a_setup(stage))

        asks = [due.effect for due in outcome.effects if isinstance(due.effect, CheckPair)]
        assert asks == [CheckPair(setup_id=SETUP_ID, version=outcome.state.version)]

    @pytest.mark.parametrize("says", MarketoSays)
    @pytest.mark.parametrize("stage", list(Stage)[:-1])
    def test_it_changes_the_record_and_nothing_else(self, stage: Stage, says: MarketoSays) -> None:
        """Neither the stage nor whose turn it is, nor what is in the vault."""
        setup = a_setup(stage, expired=True)

        outcome = told_by_marketo(setup, says)

        checked = Checked(says=says, at=RUN_AT)
        note = note_of(setup).model_copy(update={"checked": checked})
        assert outcome.state == setup.model_copy(update={"handed_over": note})
        assert (outcome.keep, outcome.burn) == (None, False)

    def test_both_admins_see_it_on_their_cards(self) -> None:
        """Nobody has to be told of good news."""
        setup = a_setup(Stage.HANDED_OVER)

        outcome = told_by_marketo(setup, MarketoSays.ACCEPTED)

        assert refreshed(outcome) == [setup.credentials_card(), setup.marketo_card()]

    @pytest.mark.parametrize(
        ("says", "is_told"),
        [
            (MarketoSays.ACCEPTED, False),
            (MarketoSays.NO_ANSWER, False),
            (MarketoSays.NOT_ACCEPTED, True),
        ],
    )
    def test_usual_values_lead_to_a_message_only_where_marketo_does_not_take_them(
        self, says: MarketoSays, is_told: bool
    ) -> None:
        """To the Marketo admin, who can compare."""
        outcome = told_by_marketo(a_setup(Stage.HANDED_OVER), says)

        assert new_messages(outcome) == ([CHECKED_CARD] if is_told else [])

    @pytest.mark.parametrize("says", MarketoSays)
    def test_unusual_values_lead_to_one_message_whatever_marketo_says(
        self, says: MarketoSays
    ) -> None:
        """It went out with the hand-over, and shows the answer too."""
        setup = handed_over(CREDENTIALS).state

        outcome = told_by_marketo(setup, says)

        assert new_messages(outcome) == []
        assert CHECKED_CARD in refreshed(outcome)

    @pytest.mark.parametrize("first", MarketoSays)
    @pytest.mark.parametrize("second", MarketoSays)
    def test_a_second_answer_is_refused(self, first: MarketoSays, second: MarketoSays) -> None:
        """Marketo was asked once; nobody, a new Marketo admin neither, hears of it twice."""
        once = told_by_marketo(a_setup(Stage.HANDED_OVER), first).state
        handed_on = changed(once, Role.MARKETO_ADMIN, NINA).state
        late = NoteChecked(SETUP_ID, 1, second)

        for setup in (once, handed_on):
            assert decide(setup, late, OURSELVES, RUN_AT, RULES) == CredentialsReplaced()

    @pytest.mark.parametrize("version", [0, 1, 3])
    def test_an_answer_about_another_version_is_refused(self, version: int) -> None:
        """It says nothing of the values that are there now."""
        second = walk(a_setup(Stage.HANDED_OVER), HandOver(SETUP_ID, USUAL), MARA)
        late = NoteChecked(SETUP_ID, version, MarketoSays.NOT_ACCEPTED)

        assert decide(second, late, OURSELVES, RUN_AT, RULES) == CredentialsReplaced()

    def test_an_answer_about_nothing_is_refused(self) -> None:
        """Before the first hand-over."""
        late = NoteChecked(SETUP_ID, 0, MarketoSays.ACCEPTED)

        assert decide(a_setup(), late, OURSELVES, RUN_AT, RULES) == CredentialsReplaced()

    def test_after_the_end_it_is_refused(self) -> None:
        """Nobody hears anything of a cancelled setup."""
        after = walk(a_setup(Stage.HANDED_OVER), CancelSetup(SETUP_ID), STELLA)
        late = NoteChecked(SETUP_ID, 1, MarketoSays.NOT_ACCEPTED)

        assert decide(after, late, OURSELVES, RUN_AT, RULES) == SetupCancelled(
            STELLA.user_id, RUN_AT
        )


class TestWindowClosed:
    """The values are gone from the screen: one message says what remains."""

    def test_the_recipient_is_told_what_remains(self) -> None:
        """And nobody else anything."""
        revealed = a_setup(Stage.REVEALED)

        outcome = done(decide(revealed, NoteWindowClosed(SETUP_ID, 1), SOL, RUN_AT, RULES))

        assert new_messages(outcome) == [CLOSED_CARD]
        assert refreshed(outcome) == []
        note = note_of(revealed).model_copy(update={"window_closed_at": RUN_AT})
        assert outcome.state == revealed.model_copy(update={"handed_over": note})

    @pytest.mark.parametrize("version", [0, 1, 2])
    def test_it_is_closed_once_and_of_this_version(self, version: int) -> None:
        """A window can be told of twice, and a former one may still have been open."""
        closed = walk(a_setup(Stage.REVEALED), NoteWindowClosed(SETUP_ID, 1), SOL)

        again = decide(closed, NoteWindowClosed(SETUP_ID, version), SOL, RUN_AT, RULES)

        assert again == CredentialsReplaced()

    @pytest.mark.parametrize("version", [1, 3])
    def test_the_window_of_another_version_closes_nothing(self, version: int) -> None:
        """The present one is still to be read."""
        second = a_setup(Stage.REVEALED, expired=True)

        late = decide(second, NoteWindowClosed(SETUP_ID, version), SOL, RUN_AT, RULES)

        assert (second.version, late) == (2, CredentialsReplaced())

    def test_a_window_of_which_nobody_told_us_counts_as_the_reveal(self) -> None:
        """Slack opened it and its answer was lost: they have seen the values, which are burned."""
        waits = a_setup(Stage.HANDED_OVER)

        outcome = done(decide(waits, NoteWindowClosed(SETUP_ID, 1), SOL, RUN_AT, RULES))

        seen = {"revealed_at": RUN_AT, "window_closed_at": RUN_AT}
        assert outcome.state.handed_over == note_of(waits).model_copy(update=seen)
        assert (outcome.state.stage, outcome.burn) == (Stage.REVEALED, True)
        assert new_messages(outcome) == [CLOSED_CARD]
        revealed = done(decide(waits, NoteRevealed(SETUP_ID, 1), SOL, RUN_AT, RULES))
        assert set(refreshed(revealed)) <= set(refreshed(outcome))

    @pytest.mark.parametrize("version", [0, 1, 3])
    def test_of_another_version_it_reveals_nothing(self, version: int) -> None:
        """What waits is a newer one, which nobody has seen."""
        second = a_setup(Stage.HANDED_OVER, expired=True)

        late = decide(second, NoteWindowClosed(SETUP_ID, version), SOL, RUN_AT, RULES)

        assert (second.version, late) == (2, CredentialsReplaced())


class TestBesideTheCredentials:
    """The messages about a hand-over follow it to its end."""

    @pytest.mark.parametrize(
        ("command", "actor"),
        [
            (HandOver(SETUP_ID, USUAL), MARA),
            (ReportConnected(SETUP_ID), SOL),
            (ReportAlreadyConnected(SETUP_ID), MARA),
            (CancelSetup(SETUP_ID), STELLA),
        ],
    )
    def test_both_show_when_there_is_nothing_left_to_do(
        self, command: SetupCommand, actor: Actor | Ourselves
    ) -> None:
        """Whichever way the hand-over came to its end."""
        named = walk(a_setup(), HandOver(SETUP_ID, CREDENTIALS), MARA)
        revealed = walk(named, NoteRevealed(SETUP_ID, 1), SOL)
        setup = walk(revealed, NoteWindowClosed(SETUP_ID, 1), SOL)

        outcome = done(decide(setup, command, actor, RUN_AT, RULES))

        assert {CHECKED_CARD, CLOSED_CARD} <= set(refreshed(outcome))

    @pytest.mark.parametrize("is_doubtful", [False, True])
    def test_only_what_was_sent_is_brought_up_to_date(self, is_doubtful: bool) -> None:
        """Here at an expiry: the doubt is settled with the values."""
        setup = a_setup(Stage.HANDED_OVER)
        if is_doubtful:
            setup = told_by_marketo(setup, MarketoSays.NOT_ACCEPTED).state
        expired = done(decide(setup, ExpireCredentials(SETUP_ID, 1), OURSELVES, RUN_AT, RULES))

        assert (CHECKED_CARD in refreshed(expired)) == is_doubtful
        assert CLOSED_CARD not in refreshed(expired)
