"""A newer API-only pair: the former one stays as long as it may be the better one."""

from typing import Final

import pytest

from bot.domain.commands import (
    CancelSetup,
    CheckApiAccess,
    NoteApiChecked,
    RemoveApiAccess,
    SaveApiAccess,
    SetupCommand,
)
from bot.domain.effects import Card, CheckApi, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.refusals import NoApiAccess
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiAccess, ApiSays
from bot.domain.setup_steps import decide
from tests.domain.builders import (
    CREDENTIALS,
    MARA,
    OURSELVES,
    RULES,
    RUN_AT,
    SETUP_ID,
    STELLA,
    WINDOW,
    a_setup,
    done,
    new_messages,
    with_access,
)

SAVE: Final = SaveApiAccess(SETUP_ID, CREDENTIALS, WINDOW)
PROVEN: Final = (ApiSays.WORKS, ApiSays.DENIED)  # Marketo knows the pair
OPEN_STILL: Final = (
    *(ApiSays.NO_ANSWER, ApiSays.LOCKED),
    *(ApiSays.LIMITED, ApiSays.UNREADABLE),
)


def answered(setup: Setup, says: ApiSays, number: int | None = None) -> Outcome[Setup]:
    note = NoteApiChecked(SETUP_ID, setup.api_pairs if number is None else number, says)
    return done(decide(setup, note, OURSELVES, RUN_AT, RULES))


def a_pair(says: ApiSays) -> Setup:
    """The first one, and what Marketo said to it."""
    return answered(with_access(a_setup()), says).state


def access_of(setup: Setup) -> ApiAccess:
    assert setup.api_access is not None
    return setup.api_access


def given(setup: Setup, command: SetupCommand = SAVE, by: Actor = MARA) -> Outcome[Setup]:
    return done(decide(setup, command, by, RUN_AT, RULES))


class TestGiven:
    """Whoever types another pair may mistype it."""

    @pytest.mark.parametrize("says", PROVEN)
    def test_a_pair_that_marketo_takes_stays_beside_the_newer_one(self, says: ApiSays) -> None:
        """As it was, until Marketo has answered for the newer one."""
        first = a_pair(says)

        outcome = given(first)

        newer = access_of(outcome.state)
        assert newer == ApiAccess(number=2, by=MARA.user_id, at=RUN_AT, former=first.api_access)
        assert newer.numbers() == (2, 1)
        assert (outcome.keep_access, outcome.burn_access) == (CREDENTIALS, ())

    @pytest.mark.parametrize("says", OPEN_STILL)
    def test_one_of_which_nothing_is_known_is_burned(self, says: ApiSays) -> None:
        """Two of the kind are no better than the newer one."""
        outcome = given(a_pair(says))

        assert access_of(outcome.state).numbers() == (2,)
        assert outcome.burn_access == (1,)

    @pytest.mark.parametrize("says", OPEN_STILL)
    def test_one_that_once_worked_stays_whatever_was_said_since(self, says: ApiSays) -> None:
        """A silent Marketo proves nothing against it."""
        worked = a_pair(ApiSays.WORKS)
        looked_at = given(worked, CheckApiAccess(SETUP_ID, WINDOW)).state
        silent = answered(looked_at, says).state

        for setup in (looked_at, silent):
            outcome = given(setup)
            assert access_of(outcome.state).former is not None
            assert outcome.burn_access == ()
            back = access_of(answered(outcome.state, ApiSays.REFUSED).state)
            assert back.number == 1
            assert back.says is not ApiSays.CHECKING

    def test_of_one_that_was_refused_nothing_is_left_to_burn(self) -> None:
        """It went when Marketo refused it."""
        outcome = given(a_pair(ApiSays.REFUSED))

        assert access_of(outcome.state).numbers() == (2,)
        assert outcome.burn_access == ()

    def test_a_third_takes_the_place_of_the_second_and_not_of_the_first(self) -> None:
        """However often somebody mistypes: never more than two are kept."""
        second = given(a_pair(ApiSays.WORKS)).state

        outcome = given(second)

        assert access_of(outcome.state).numbers() == (3, 1)
        assert outcome.burn_access == (2,)


class TestAnswer:
    """Marketo decides which of the two is kept."""

    @pytest.mark.parametrize(
        ("first", "says"), [(ApiSays.WORKS, ApiSays.WORKS), *((ApiSays.DENIED, p) for p in PROVEN)]
    )
    def test_a_newer_one_that_reads_as_much_burns_the_former(
        self, first: ApiSays, says: ApiSays
    ) -> None:
        """That is what it was given for."""
        outcome = answered(given(a_pair(first)).state, says)

        newer = access_of(outcome.state)
        assert (newer.number, newer.says, newer.former) == (2, says, None)
        assert (outcome.burn_access, outcome.burn) == ((1,), False)

    def test_a_newer_one_that_may_read_nothing_leaves_the_one_that_reads(self) -> None:
        """Perhaps it is the pair of another service; a third takes the place of it alone."""
        denied = answered(given(a_pair(ApiSays.WORKS)).state, ApiSays.DENIED)

        assert access_of(denied.state).numbers() == (2, 1)
        assert denied.burn_access == ()
        third = given(denied.state)
        assert access_of(third.state).numbers() == (3, 1)
        assert third.burn_access == (2,)

    @pytest.mark.parametrize("says", OPEN_STILL)
    def test_while_nobody_knows_both_are_kept(self, says: ApiSays) -> None:
        """The newer one is shown; it may be looked at once more."""
        first = a_pair(ApiSays.WORKS)

        outcome = answered(given(first).state, says)

        newer = access_of(outcome.state)
        assert (newer.number, newer.says, newer.former) == (2, says, first.api_access)
        assert outcome.burn_access == ()

    @pytest.mark.parametrize("says", PROVEN)
    def test_a_newer_one_that_is_refused_is_burned_and_the_former_is_back(
        self, says: ApiSays
    ) -> None:
        """With all that was known of it, and which one was refused; the message says so."""
        first = a_pair(says)

        outcome = answered(given(first).state, ApiSays.REFUSED)

        back = access_of(first).model_copy(update={"refused_later": 2})
        assert outcome.state.api_access == back
        assert (outcome.burn_access, outcome.burn) == ((2,), False)
        told = Slot(card=Card.API_ACCESS, part="2", to=MARA.user_id)
        assert new_messages(outcome) == [told]

    def test_the_former_is_back_too_when_marketo_refuses_late(self) -> None:
        """At the second look: at the first there was no answer."""
        silent = answered(given(a_pair(ApiSays.WORKS)).state, ApiSays.NO_ANSWER).state
        looked = given(silent, CheckApiAccess(SETUP_ID, WINDOW)).state

        outcome = answered(looked, ApiSays.REFUSED)

        assert access_of(outcome.state).numbers() == (1,)
        assert outcome.burn_access == (2,)

    @pytest.mark.parametrize("says", ApiSays)
    def test_about_the_former_while_the_newer_one_waits_it_is_refused(self, says: ApiSays) -> None:
        """A look at it was on its way: it says nothing of the newer one."""
        both = given(a_pair(ApiSays.WORKS)).state

        late = decide(both, NoteApiChecked(SETUP_ID, 1, says), OURSELVES, RUN_AT, RULES)

        assert late == NoApiAccess()

    @pytest.mark.parametrize("says", ApiSays)
    def test_about_the_refused_one_a_second_time_it_is_refused(self, says: ApiSays) -> None:
        """Else the former one would be taken for it."""
        back = answered(given(a_pair(ApiSays.WORKS)).state, ApiSays.REFUSED).state

        again = decide(back, NoteApiChecked(SETUP_ID, 2, says), OURSELVES, RUN_AT, RULES)

        assert again == NoApiAccess()


class TestBack:
    """The former pair is the setup's again."""

    BACK: Final = answered(given(a_pair(ApiSays.WORKS)).state, ApiSays.REFUSED).state

    def test_it_is_looked_at_under_its_own_number(self) -> None:
        """Its values are sealed under it."""
        outcome = given(self.BACK, CheckApiAccess(SETUP_ID, WINDOW))

        effects = [due.effect for due in outcome.effects]
        [look] = [one for one in effects if isinstance(one, CheckApi)]
        assert look.number == 1
        after = answered(outcome.state, ApiSays.DENIED, 1).state
        assert (access_of(after).number, access_of(after).says) == (1, ApiSays.DENIED)

    def test_the_next_one_has_a_number_that_nobody_had(self) -> None:
        """A late answer about the refused one must not be taken for one about it."""
        outcome = given(self.BACK)

        assert access_of(outcome.state).numbers() == (3, 1)
        assert outcome.burn_access == ()


@pytest.mark.parametrize(
    ("command", "by"), [(RemoveApiAccess(SETUP_ID), MARA), (CancelSetup(SETUP_ID), STELLA)]
)
def test_both_end_together(command: SetupCommand, by: Actor) -> None:
    """Nothing of either is left."""
    both = given(a_pair(ApiSays.WORKS)).state

    outcome = given(both, command, by)

    assert outcome.state.api_access is None
    assert outcome.burn_access == (2, 1)


def test_what_is_kept_is_read_back_as_it_was_written() -> None:
    """One record within another; a setup is stored as JSON."""
    both = given(a_pair(ApiSays.WORKS)).state

    assert Setup.model_validate_json(both.model_dump_json()) == both
