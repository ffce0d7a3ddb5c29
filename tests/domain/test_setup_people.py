"""People change: who is told, what is burnt, whose card goes."""

from typing import Final

import pytest

from bot.domain.commands import ChangePeople, HandOver
from bot.domain.effects import Card, Refresh
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role
from bot.domain.refusals import (
    NobodyElse,
    NothingToHandOver,
    RecipientChanged,
)
from bot.domain.setup_parts import Change, Noted
from bot.domain.setup_people import CHANGES_KEPT
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    MARA,
    NINA,
    RULES,
    RUN_AT,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    SVEN,
    a_setup,
    changed,
    done,
    refreshed,
    told,
)

BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)
UNOPENED: Final = (Stage.HANDED_OVER, Stage.REVEALED)
AFTER: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
RECIPIENT: Final = Role.SALES_CONNECT_ADMIN


def change(*people: tuple[Role, Actor | None]) -> ChangePeople:
    return ChangePeople(
        SETUP_ID, tuple((role, who.user_id if who else None) for role, who in people)
    )


class TestChange:
    """The starter, or a Slack admin, names somebody else."""

    @pytest.mark.parametrize("by", [STELLA, SARA])
    @pytest.mark.parametrize("stage", list(Stage)[:-1])
    @pytest.mark.parametrize(
        ("role", "former"), [(Role.MARKETO_ADMIN, MARA), (Role.SALESFORCE_ADMIN, SVEN)]
    )
    def test_it_is_on_record_with_both_people_and_who_did_it(
        self, role: Role, former: Actor, stage: Stage, by: Actor
    ) -> None:
        """At every stage; the new one was chosen by who changed it."""
        after = changed(a_setup(stage), role, NINA, by).state

        assert after.people[role] == NINA.user_id
        assert after.chosen[role] == Noted(by=by.user_id, at=RUN_AT)
        assert after.changes == (
            Change(
                number=1,
                role=role,
                former=former.user_id,
                new=NINA.user_id,
                by=by.user_id,
                at=RUN_AT,
            ),
        )

    def test_the_new_one_hears_of_their_step_and_the_others_of_the_change(self) -> None:
        """The former one too; who did it knows."""
        outcome = changed(a_setup(), Role.MARKETO_ADMIN, NINA)

        assert told(outcome) == [
            (Card.MARKETO_ADMIN, NINA.user_id),
            (Card.PEOPLE_CHANGED, MARA.user_id),
            (Card.PEOPLE_CHANGED, SOL.user_id),
            (Card.PEOPLE_CHANGED, SVEN.user_id),
        ]

    def test_a_slack_admin_who_changes_people_tells_the_starter(self) -> None:
        """It is their setup."""
        outcome = changed(a_setup(), Role.MARKETO_ADMIN, NINA, SARA)

        assert (Card.PEOPLE_CHANGED, STELLA.user_id) in told(outcome)
        assert SARA.user_id not in {to for _, to in told(outcome)}

    @pytest.mark.parametrize("stage", list(Stage)[:-1])
    def test_nobody_is_told_twice_of_one_change(self, stage: Stage) -> None:
        """Whatever number of roles change hands at once, and whoever had several."""
        setup = a_setup(stage, salesforce_admin=SOL)
        people = [(role, NINA) for role in Role if role is not Role.SUCCESSOR]
        for count in range(1, len(people) + 1):
            outcome = done(decide(setup, change(*people[:count]), SARA, RUN_AT, RULES))

            newcomers = {to for card, to in told(outcome) if card is not Card.PEOPLE_CHANGED}
            of_the_change = [to for card, to in told(outcome) if card is Card.PEOPLE_CHANGED]
            assert len(set(told(outcome))) == len(told(outcome))
            assert not newcomers & set(of_the_change)

    @pytest.mark.parametrize(
        ("role", "card", "former"),
        [
            (Role.MARKETO_ADMIN, Card.MARKETO_ADMIN, MARA),
            (Role.SALESFORCE_ADMIN, Card.SALESFORCE_ADMIN, SVEN),
            (RECIPIENT, Card.SALES_CONNECT_ADMIN, SOL),
            (Role.STARTER, Card.STARTER, STELLA),
        ],
    )
    def test_former_people_lose_the_card(self, role: Role, card: Card, former: Actor) -> None:
        """It is shown anew, without the buttons of somebody who may."""
        outcome = changed(a_setup(), role, NINA)

        assert (card, former.user_id) in [(slot.card, slot.to) for slot in refreshed(outcome)]

    def test_the_former_recipient_loses_the_button_to_open(self) -> None:
        """Of the credentials that were for them."""
        outcome = changed(a_setup(Stage.HANDED_OVER), RECIPIENT, NINA)

        cards = [slot for slot in refreshed(outcome) if slot.card is Card.CREDENTIALS]
        assert [(slot.part, slot.to) for slot in cards] == [("1", SOL.user_id)]

    def test_no_card_is_brought_up_to_date_twice_by_one_step(self) -> None:
        """One call of Slack each."""
        outcome = changed(a_setup(Stage.HANDED_OVER), RECIPIENT, NINA)

        ids = [due.effect.id for due in outcome.effects if isinstance(due.effect, Refresh)]
        assert sorted(ids) == sorted(set(ids))

    @pytest.mark.parametrize(
        "people",
        [(), ((Role.MARKETO_ADMIN, MARA),), ((Role.MARKETO_ADMIN, MARA), (RECIPIENT, SOL))],
    )
    @pytest.mark.parametrize("stage", list(Stage)[:-1])
    def test_to_change_nobody_is_refused(
        self, stage: Stage, people: tuple[tuple[Role, Actor], ...]
    ) -> None:
        """Nothing is told or burnt for it."""
        decision = decide(a_setup(stage), change(*people), STELLA, RUN_AT, RULES)

        assert decision == NobodyElse()

    def test_the_salesforce_admin_may_be_left_out_afterwards(self) -> None:
        """And is told; their step is nobody's then."""
        outcome = changed(a_setup(), Role.SALESFORCE_ADMIN, None)

        after = outcome.state
        assert after.salesforce_admin is None
        assert Role.SALESFORCE_ADMIN not in after.chosen | after.turns
        assert (Card.PEOPLE_CHANGED, SVEN.user_id) in told(outcome)

    @pytest.mark.parametrize("stage", [Stage.NAMED, Stage.DONE])
    @pytest.mark.parametrize("role", [Role.STARTER, Role.MARKETO_ADMIN, RECIPIENT])
    def test_nobody_else_can_be_left_out(self, role: Role, stage: Stage) -> None:
        """The setup cannot be without them; to say so is a refusal and no fault."""
        decision = decide(a_setup(stage), change((role, None)), STELLA, RUN_AT, RULES)

        assert not isinstance(decision, Outcome)

    def test_changes_are_numbered_on_and_the_latest_are_kept(self) -> None:
        """The audit keeps all of them; the document does not grow for ever."""
        setup = a_setup()
        for count in range(CHANGES_KEPT + 5):
            setup = changed(setup, Role.SALESFORCE_ADMIN, (NINA, SVEN)[count % 2]).state

        assert [one.number for one in setup.changes] == list(range(6, CHANGES_KEPT + 6))


class TestBurn:
    """A change burns what the former one could open."""

    @pytest.mark.parametrize("stage", BEFORE)
    def test_another_recipient_begins_with_a_hand_over_of_their_own(self, stage: Stage) -> None:
        """What waits is destroyed; what was shown is of no use to the new one."""
        outcome = changed(a_setup(stage), RECIPIENT, NINA)

        assert outcome.burn == (stage is Stage.HANDED_OVER)
        assert outcome.state.stage is Stage.NAMED
        note = outcome.state.handed_over
        assert stage is Stage.NAMED or (note and note.withdrawn_at == RUN_AT)
        again = (Card.HAND_OVER_AGAIN, MARA.user_id)
        assert told(outcome).count(again) == 1

    @pytest.mark.parametrize("stage", UNOPENED)
    def test_one_who_becomes_both_admins_needs_nothing_that_was_handed_over(
        self, stage: Stage
    ) -> None:
        """They copy it themselves; nobody is asked to hand over again."""
        outcome = changed(a_setup(stage), Role.MARKETO_ADMIN, SOL)

        assert outcome.burn == (stage is Stage.HANDED_OVER)
        assert outcome.state.stage is Stage.NAMED
        assert Card.HAND_OVER_AGAIN not in {card for card, _ in told(outcome)}
        assert decide(
            outcome.state, HandOver(SETUP_ID, CREDENTIALS), SOL, RUN_AT, RULES
        ) == NothingToHandOver(SOL.user_id)

    @pytest.mark.parametrize("role", [Role.STARTER, Role.MARKETO_ADMIN, Role.SALESFORCE_ADMIN])
    def test_what_waits_for_the_right_one_stays(self, role: Role) -> None:
        """Who gave it or who started is not who opens it."""
        outcome = changed(a_setup(Stage.HANDED_OVER), role, NINA)

        assert not outcome.burn
        assert outcome.state.stage is Stage.HANDED_OVER
        assert outcome.state.handed_over == a_setup(Stage.HANDED_OVER).handed_over

    @pytest.mark.parametrize("stage", AFTER)
    def test_after_connecting_another_admin_is_a_successor(self, stage: Stage) -> None:
        """The connection is the present one's until it was taken over."""
        outcome = changed(a_setup(stage), RECIPIENT, NINA)

        after = outcome.state
        assert (after.sales_connect_admin, after.successor) == (SOL.user_id, NINA.user_id)
        assert (after.stage, outcome.burn) == (stage, False)
        succession = [(Card.SUCCESSION, SOL.user_id), (Card.SUCCESSION, NINA.user_id)]
        assert [one for one in told(outcome) if one[0] is Card.SUCCESSION] == succession


def test_a_window_that_named_somebody_else_hands_nothing_over() -> None:
    """The recipient changed while it was open: the credentials go to nobody unseen."""
    other = changed(a_setup(), Role.SALES_CONNECT_ADMIN, NINA).state
    typed = HandOver(SETUP_ID, CREDENTIALS, SOL.user_id)

    assert decide(other, typed, MARA, RUN_AT, RULES) == RecipientChanged(NINA.user_id)
    again = HandOver(SETUP_ID, CREDENTIALS, NINA.user_id)
    assert isinstance(decide(other, again, MARA, RUN_AT, RULES), Outcome)
