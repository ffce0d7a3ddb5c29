"""The optional API-only pair: given, looked at, refused, replaced, removed."""

from typing import Any, Final

import pytest

from bot.domain.audit import differences
from bot.domain.commands import (
    CancelSetup,
    CheckApiAccess,
    NoteApiChecked,
    RemoveApiAccess,
    SaveApiAccess,
    SaveWorkspaces,
    SetupCommand,
)
from bot.domain.effects import Card, CheckApi, Due, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.refusals import NoApiAccess, Refusal, SetupCancelled
from bot.domain.setup import Setup
from bot.domain.setup_api import SHOWN_BY_THEN
from bot.domain.setup_parts import ApiAccess, ApiSays
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from bot.domain.workspaces import NAME_LENGTH
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
    WINDOW,
    a_setup,
    changed,
    done,
    new_messages,
    refreshed,
    walk,
    with_access,
)

OPEN: Final = list(Stage)[:-1]
KEPT: Final = [one for one in ApiSays if one is not ApiSays.REFUSED]
SAVE: Final = SaveApiAccess(SETUP_ID, USUAL, WINDOW)
CHECK: Final = CheckApiAccess(SETUP_ID, "V_AGAIN")
REMOVE: Final = RemoveApiAccess(SETUP_ID)


def given(setup: Setup, command: SetupCommand, by: Actor | Ourselves = MARA) -> Outcome[Setup]:
    return done(decide(setup, command, by, RUN_AT, RULES))


def answered(
    setup: Setup, says: ApiSays = ApiSays.WORKS, *, number: int | None = None, **read: Any
) -> Outcome[Setup] | Refusal:
    about = setup.api_pairs if number is None else number
    command = NoteApiChecked(SETUP_ID, about, says, **read)
    return decide(setup, command, OURSELVES, RUN_AT, RULES)


def after_answer(setup: Setup, says: ApiSays = ApiSays.WORKS, **read: Any) -> Setup:
    return done(answered(setup, says, **read)).state


def card(number: int) -> Slot:
    return Slot(card=Card.API_ACCESS, part=str(number), to=MARA.user_id)


class TestGiven:
    """At any time of an open setup; it is tried at once."""

    @pytest.mark.parametrize("stage", OPEN)
    def test_it_is_kept_and_looked_at_when_the_window_stands(self, stage: Stage) -> None:
        """Beside the road: the stage, the credentials and the turns are as they were."""
        setup = a_setup(stage)

        outcome = given(setup, SAVE)

        access = ApiAccess(number=1, by=MARA.user_id, at=RUN_AT)
        assert outcome.state == setup.model_copy(update={"api_access": access, "api_pairs": 1})
        assert outcome.keep_access is USUAL
        assert (outcome.keep, outcome.burn, outcome.burn_access) == (None, False, ())
        look = CheckApi(setup_id=SETUP_ID, number=1, by=MARA.user_id, view_id=WINDOW)
        assert Due(look, RUN_AT + SHOWN_BY_THEN) in outcome.effects

    def test_its_values_stand_in_no_state_effect_or_audit(self) -> None:
        """Only who gave it and when."""
        before = a_setup()
        outcome = given(before, SaveApiAccess(SETUP_ID, CREDENTIALS, WINDOW))

        changes = differences(before, outcome.state)
        assert changes["api_access"]["after"]["by"] == MARA.user_id
        written = f"{outcome.state!r} {outcome.effects!r} {outcome!r} {changes}"
        assert "canary" not in written
        assert CREDENTIALS.munchkin_id not in written

    def test_another_one_takes_its_place(self) -> None:
        """Nothing was known of the former one; its message says that there is a newer one."""
        outcome = given(with_access(a_setup()), SaveApiAccess(SETUP_ID, CREDENTIALS, WINDOW))

        assert outcome.keep_access is CREDENTIALS
        assert outcome.burn_access == (1,)
        assert outcome.state.api_access is not None
        assert (outcome.state.api_access.number, outcome.state.api_pairs) == (2, 2)
        assert card(1) in refreshed(outcome)

    def test_numbers_go_on_after_a_removal(self) -> None:
        """A late answer about the first must never be taken for one about the second."""
        removed = walk(with_access(a_setup()), REMOVE, MARA)

        again = with_access(removed).api_access

        assert again is not None
        assert again.number == 2


class TestAnswer:
    """What Marketo let it read is on record, and in one message unless the window showed it."""

    @pytest.mark.parametrize("says", KEPT)
    @pytest.mark.parametrize("stage", OPEN)
    def test_it_is_kept_unless_marketo_does_not_know_it(self, stage: Stage, says: ApiSays) -> None:
        """What lacks a permission, or gets no answer, can still be mended. The road goes on."""
        setup = with_access(a_setup(stage))
        answer = answered(setup, says, denied=("Access Users",), detail="606", users=7)

        outcome = done(answer)

        access = outcome.state.api_access
        assert access is not None
        assert (access.says, access.checked_at, access.is_kept) == (says, RUN_AT, True)
        assert (access.denied, access.detail, access.users) == (("Access Users",), "606", 7)
        assert (outcome.burn_access, outcome.burn) == ((), False)
        assert outcome.state.model_copy(update={"api_access": setup.api_access}) == setup

    @pytest.mark.parametrize("stage", OPEN)
    def test_a_pair_that_marketo_does_not_know_is_burned(self, stage: Stage) -> None:
        """It is of no use; what it came to stays on record."""
        outcome = done(answered(with_access(a_setup(stage)), ApiSays.REFUSED))

        access = outcome.state.api_access
        assert access is not None
        assert (access.says, access.is_kept) == (ApiSays.REFUSED, False)
        assert (outcome.burn_access, outcome.burn) == ((1,), False)

    @pytest.mark.parametrize("was_shown", [False, True])
    def test_who_closed_the_window_has_it_in_a_message(self, was_shown: bool) -> None:
        """And nobody reads the same twice."""
        outcome = done(answered(with_access(a_setup()), was_shown=was_shown))

        assert new_messages(outcome) == ([] if was_shown else [card(1)])
        assert (card(1) in refreshed(outcome)) == was_shown

    @pytest.mark.parametrize("number", [0, 1, 3])
    def test_about_a_pair_that_was_replaced_it_is_refused(self, number: int) -> None:
        """Else a good pair might be burned for a bad one."""
        second = with_access(with_access(a_setup()))

        assert answered(second, ApiSays.REFUSED, number=number) == NoApiAccess()

    def test_about_a_pair_that_was_removed_it_is_refused(self) -> None:
        """Nothing may come back: neither its record nor its workspaces."""
        removed = walk(with_access(a_setup()), REMOVE, MARA)

        assert answered(removed, number=1) == NoApiAccess()

    @pytest.mark.parametrize("says", ApiSays)
    def test_about_a_pair_that_was_burned_it_is_refused(self, says: ApiSays) -> None:
        """Else it would be said to work, and its values are gone."""
        refused = after_answer(with_access(a_setup()), ApiSays.REFUSED)

        assert answered(refused, says) == NoApiAccess()

    def test_after_the_end_it_is_refused(self) -> None:
        """Nobody hears anything of a cancelled setup."""
        after = walk(with_access(a_setup()), CancelSetup(SETUP_ID), STELLA)

        assert answered(after, number=1) == SetupCancelled(STELLA.user_id, RUN_AT)


class TestWorkspaces:
    """Marketo's names are the list where nobody typed one."""

    READ: Final = ("Default", "Europe")

    @pytest.mark.parametrize("stage", OPEN)
    def test_without_a_list_marketos_names_are_taken(self, stage: Stage) -> None:
        """In Marketo's order; the cards that show them follow."""
        setup = with_access(a_setup(stage))

        outcome = done(answered(setup, workspaces=self.READ))

        after = outcome.state
        assert after.workspaces == self.READ
        assert after.api_access is not None
        assert after.api_access.workspaces == 2
        cards = {after.marketo_card(), after.starter_card(), after.wait_card(), after.ready_card()}
        assert cards <= set(refreshed(outcome))

    @pytest.mark.parametrize("read", [(), READ])
    def test_what_an_admin_typed_stays(self, read: tuple[str, ...]) -> None:
        """They may want fewer than there are."""
        typed = walk(a_setup(Stage.READY), SaveWorkspaces(SETUP_ID, ("Asia",)), SOL)

        outcome = done(answered(with_access(typed), workspaces=read))

        assert outcome.state.workspaces == ("Asia",)
        assert typed.ready_card() not in refreshed(outcome)

    def test_what_no_select_can_show_is_left_out_and_counted_all_the_same(self) -> None:
        """The record says how many could be read."""
        after = after_answer(with_access(a_setup()), workspaces=("w" * (NAME_LENGTH + 1), "Europe"))

        assert after.workspaces == ("Europe",)
        assert after.api_access is not None
        assert after.api_access.workspaces == 2

    def test_a_further_look_brings_what_is_new_in_marketo(self) -> None:
        """Nobody typed a list here."""
        read = after_answer(with_access(a_setup()), workspaces=self.READ)

        again = after_answer(walk(read, CHECK, MARA), workspaces=(*self.READ, "Asia"))

        assert again.workspaces == (*self.READ, "Asia")

    def test_what_an_admin_saved_since_stays(self) -> None:
        """From then on it is their list, and Marketo's no more."""
        read = after_answer(with_access(a_setup(Stage.READY)), workspaces=self.READ)
        saved = walk(read, SaveWorkspaces(SETUP_ID, ("Europe",)), SOL)

        again = after_answer(walk(saved, CHECK, MARA), workspaces=(*self.READ, "Asia"))

        assert (read.workspaces_are_marketos, saved.workspaces_are_marketos) == (True, False)
        assert again.workspaces == ("Europe",)

    def test_without_the_pair_the_list_stays(self) -> None:
        """Users may be on their way into those workspaces."""
        read = after_answer(with_access(a_setup()), workspaces=self.READ)

        assert walk(read, REMOVE, MARA).workspaces == self.READ


class TestCheckedAgain:
    """The Marketo admin mended something in Marketo."""

    @pytest.mark.parametrize("says", KEPT)
    def test_the_same_pair_is_looked_at_once_more(self, says: ApiSays) -> None:
        """By its number; the cards say that an answer is awaited."""
        setup = after_answer(with_access(a_setup()), says)

        outcome = given(setup, CHECK)

        access = outcome.state.api_access
        assert access is not None
        assert (access.says, access.number, outcome.keep_access) == (ApiSays.CHECKING, 1, None)
        look = CheckApi(setup_id=SETUP_ID, number=1, by=MARA.user_id, view_id="V_AGAIN")
        assert Due(look, RUN_AT + SHOWN_BY_THEN) in outcome.effects
        assert refreshed(outcome) == [setup.marketo_card(), card(1)]

    def test_what_is_not_kept_cannot_be_looked_at(self) -> None:
        """Never given, burned, or removed."""
        kept = with_access(a_setup())
        for setup in (
            a_setup(),
            after_answer(kept, ApiSays.REFUSED),
            walk(kept, REMOVE, MARA),
        ):
            assert decide(setup, CHECK, MARA, RUN_AT, RULES) == NoApiAccess()

    def test_another_marketo_admin_may_and_the_former_may_not(self) -> None:
        """The pair is the setup's, whoever typed it."""
        setup = changed(with_access(a_setup()), Role.MARKETO_ADMIN, NINA).state

        assert given(setup, CHECK, by=NINA).state.api_access is not None
        assert not isinstance(decide(setup, CHECK, MARA, RUN_AT, RULES), Outcome)


class TestEnd:
    """Nothing of it is left."""

    @pytest.mark.parametrize("says", ApiSays)
    def test_it_is_removed_and_burned(self, says: ApiSays) -> None:
        """Whatever had become of it, once; of a refused one nothing is left to burn."""
        setup = with_access(a_setup())
        if says is not ApiSays.CHECKING:
            setup = after_answer(setup, says)

        outcome = given(setup, REMOVE)

        assert outcome.state == setup.model_copy(update={"api_access": None})
        sealed = () if says is ApiSays.REFUSED else (1,)
        assert (outcome.burn_access, outcome.burn) == (sealed, False)
        assert refreshed(outcome) == [setup.marketo_card(), card(1)]
        assert decide(outcome.state, REMOVE, MARA, RUN_AT, RULES) == NoApiAccess()

    @pytest.mark.parametrize("stage", OPEN)
    def test_it_ends_with_the_setup(self, stage: Stage) -> None:
        """Burned; its message shows it."""
        setup = with_access(a_setup(stage))

        outcome = given(setup, CancelSetup(SETUP_ID), STELLA)

        assert outcome.state.api_access is None
        assert (outcome.burn_access, outcome.keep_access) == ((1,), None)
        assert card(1) in refreshed(outcome)
