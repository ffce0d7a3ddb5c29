"""`Ask again`: credentials that cannot be used (any more) are needed once more."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import (
    AskAgain,
    Decline,
    HandOver,
)
from bot.domain.effects import Card
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Role
from bot.domain.refusals import (
    AlreadyAsked,
    CredentialsReplaced,
    NothingToHandOver,
    NothingToReveal,
    NotNow,
    Refusal,
    SomebodyIsMissing,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import Noted
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    MARA,
    NINA,
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
from tests.domain.fitting import CONNECTED

LATER: Final = RUN_AT + timedelta(hours=1)
EXPIRED: Final = a_setup(Stage.NAMED, expired=True, salesforce_admin=None)
UNOPENED: Final = a_setup(Stage.HANDED_OVER, salesforce_admin=None)
LOST: Final = a_setup(Stage.REVEALED, salesforce_admin=None)
CANNOT_BE_USED: Final = pytest.mark.parametrize(
    "setup", [EXPIRED, UNOPENED, LOST], ids=["expired", "unopened", "lost"]
)


def asking(setup: Setup, version: int | None = None) -> Outcome[Setup] | Refusal:
    number = setup.version if version is None else version
    return decide(setup, AskAgain(SETUP_ID, number), SOL, RUN_AT, RULES)


def asked(setup: Setup) -> Setup:
    return done(asking(setup)).state


class TestAsking:
    """Once for each version, while it can lead to something."""

    @CANNOT_BE_USED
    def test_it_is_on_record_and_leaves_the_rest_as_it_was(self, setup: Setup) -> None:
        """What waits in the vault stays there: it may still be opened."""
        outcome = done(asking(setup))

        note = setup.handed_over
        assert note is not None
        by_sol = Noted(by=SOL.user_id, at=RUN_AT)
        assert outcome.state.handed_over == note.model_copy(update={"asked_again": by_sol})
        assert (outcome.state.stage, outcome.state.waits_for_another) == (setup.stage, True)
        assert (outcome.keep, outcome.burn) == (None, False)

    @CANNOT_BE_USED
    def test_the_marketo_admin_alone_is_told_by_a_new_message(self, setup: Setup) -> None:
        """Every other card that offers to ask, or shows whose turn it is, is brought up to date."""
        outcome = done(asking(setup))

        asks = outcome.state.asked_card()
        assert (asks.card, asks.to) == (Card.ASKED_AGAIN, MARA.user_id)
        assert new_messages(outcome) == [asks]
        expected = {setup.credentials_card(), *setup.road_cards(), *setup.asking_cards()}
        assert set(refreshed(outcome)) == expected
        assert len(refreshed(outcome)) == len(expected)

    @CANNOT_BE_USED
    def test_a_second_time_says_when_the_first_was(self, setup: Setup) -> None:
        """Nobody is pressed for the same thing twice."""
        again = decide(asked(setup), AskAgain(SETUP_ID, setup.version), SOL, LATER, RULES)

        assert again == AlreadyAsked(RUN_AT, MARA.user_id)

    def test_the_next_version_may_be_asked_for_again(self) -> None:
        """Each has a fate of its own."""
        second = walk(asked(LOST), HandOver(SETUP_ID, USUAL), MARA)

        outcome = done(asking(second))

        assert told(outcome) == [(Card.ASKED_AGAIN, MARA.user_id)]
        assert new_messages(outcome) != new_messages(done(asking(LOST)))

    @pytest.mark.parametrize("version", [0, 1, 3])
    def test_a_version_that_was_replaced_is_not_asked_for(self, version: int) -> None:
        """The newer one is there."""
        second = walk(UNOPENED, HandOver(SETUP_ID, USUAL), MARA)

        assert asking(second, version) == CredentialsReplaced()

    def test_before_the_first_hand_over_there_is_no_again(self) -> None:
        """It is waited for anyway."""
        assert asking(a_setup(Stage.NAMED)) == NothingToReveal(MARA.user_id)

    @pytest.mark.parametrize("stage", CONNECTED)
    def test_after_connecting_nothing_is_needed(self, stage: Stage) -> None:
        """The values have done their work."""
        assert asking(a_setup(stage)) == NotNow(Act.ASK_AGAIN, stage)

    def test_who_became_both_admins_asks_nobody(self) -> None:
        """They copy from one screen to the other."""
        setup = changed(LOST, Role.MARKETO_ADMIN, SOL).state

        assert asking(setup) == NothingToHandOver(SOL.user_id)

    @pytest.mark.parametrize("setup", [EXPIRED, LOST], ids=["expired", "lost"])
    @pytest.mark.parametrize("role", [Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN])
    def test_while_one_of_the_two_is_missing_it_waits(self, role: Role, setup: Setup) -> None:
        """Nobody could hand over, or nobody get it; whoever was asked for another one is named."""
        who = {Role.MARKETO_ADMIN: MARA, Role.SALES_CONNECT_ADMIN: SOL}[role]
        without = walk(setup, Decline(SETUP_ID, role), who)

        assert asking(without) == SomebodyIsMissing(role, STELLA.user_id)

    def test_a_new_recipient_has_nothing_to_ask_for_again(self) -> None:
        """What was taken back was never theirs; the Marketo admin has been asked already."""
        setup = changed(UNOPENED, Role.SALES_CONNECT_ADMIN, NINA).state

        assert decide(setup, AskAgain(SETUP_ID, 1), NINA, RUN_AT, RULES) == NothingToReveal(
            MARA.user_id
        )
