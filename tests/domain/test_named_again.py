"""A recipient who is not the right one after all, or is: named again, and said to both."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import (
    ChangePeople,
    Decline,
    HandOver,
    NotePersonBack,
    NotePersonGone,
)
from bot.domain.effects import Card, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role
from bot.domain.refusals import SomebodyIsMissing
from bot.domain.setup import Setup
from bot.domain.setup_parts import MissingWhy, Noted
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    MARA,
    NINA,
    OURSELVES,
    RULES,
    RUN_AT,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    USUAL,
    a_setup,
    done,
    new_messages,
    refreshed,
    told,
    walk,
)

RECIPIENT: Final = Role.SALES_CONNECT_ADMIN
LATER: Final = RUN_AT + timedelta(hours=1)
BEFORE: Final = (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED)


def doubted(setup: Setup) -> Setup:
    """The Marketo admin knows that it is the wrong recipient."""
    return walk(setup, Decline(SETUP_ID, RECIPIENT), MARA)


def named_again(setup: Setup, by: Actor = STELLA, who: Actor = SOL) -> Outcome[Setup]:
    command = ChangePeople(SETUP_ID, ((RECIPIENT, who.user_id),))
    return done(decide(setup, command, by, LATER, RULES))


def asks(number: int) -> Slot:
    return Slot(card=Card.HAND_OVER_AGAIN, part=f"again.{number}", to=MARA.user_id)


@pytest.mark.parametrize("by", [STELLA, SARA])
@pytest.mark.parametrize("stage", BEFORE)
def test_the_marketo_admin_hears_that_their_doubt_was_overruled(stage: Stage, by: Actor) -> None:
    """By a message of its own, before they hand over: they alone know whom it would reach."""
    outcome = named_again(doubted(a_setup(stage)), by)

    assert [slot for slot in new_messages(outcome) if slot.to == MARA.user_id] == [asks(1)]
    assert (Card.SALES_CONNECT_ADMIN, SOL.user_id) in told(outcome)


@pytest.mark.parametrize("by", [STELLA, SARA])
@pytest.mark.parametrize("stage", BEFORE)
def test_who_named_them_again_and_when_is_on_record(stage: Stage, by: Actor) -> None:
    """The recipient is chosen anew; nobody changed, and nothing is missing any more."""
    setup = doubted(a_setup(stage))

    after = named_again(setup, by).state

    assert after.chosen[RECIPIENT] == Noted(by=by.user_id, at=LATER)
    assert (after.people, after.changes, after.missing) == (setup.people, (), {})
    assert after.named_again == 1


def test_each_doubt_that_is_overruled_is_told_of_once() -> None:
    """A second one by another message; the first one shows what became of it."""
    first = named_again(doubted(a_setup())).state

    outcome = named_again(doubted(first))

    assert outcome.state.named_again == 2
    messages = [slot for slot in new_messages(outcome) if slot.to == MARA.user_id]
    assert messages == [asks(2)]
    assert asks(1) in refreshed(outcome)


def test_the_message_follows_the_hand_over() -> None:
    """Its button is spent with it."""
    again = named_again(doubted(a_setup())).state

    outcome = done(decide(again, HandOver(SETUP_ID, USUAL), MARA, LATER, RULES))

    assert asks(1) in refreshed(outcome)


def test_a_marketo_admin_who_names_them_again_knows() -> None:
    """Nobody is told what they did themselves."""
    setup = a_setup(starter=MARA)

    outcome = named_again(doubted(setup), MARA)

    assert asks(1) not in new_messages(outcome)
    assert outcome.state.chosen[RECIPIENT] == Noted(by=MARA.user_id, at=LATER)


def test_a_marketo_admin_who_left_slack_is_not_told() -> None:
    """No message reaches them."""
    left = walk(doubted(a_setup()), NotePersonGone(SETUP_ID, MARA.user_id), OURSELVES)

    assert asks(1) not in new_messages(named_again(left))


def test_another_marketo_admin_reads_it_all_on_their_first_card() -> None:
    """They doubted nobody; the former one has nothing to hand over any more."""
    people = ((Role.MARKETO_ADMIN, NINA.user_id), (RECIPIENT, SOL.user_id))

    outcome = done(decide(doubted(a_setup()), ChangePeople(SETUP_ID, people), STELLA, LATER, RULES))

    assert (Card.MARKETO_ADMIN, NINA.user_id) in told(outcome)
    assert Card.HAND_OVER_AGAIN not in {card for card, _ in told(outcome)}


def test_where_one_person_is_both_by_now_nothing_is_handed_over() -> None:
    """The doubt was about who is the Marketo admin too by now."""
    both = ((Role.MARKETO_ADMIN, SOL.user_id),)
    setup = walk(doubted(a_setup()), ChangePeople(SETUP_ID, both), STELLA)

    assert setup.one_admin
    assert Card.HAND_OVER_AGAIN not in {card for card, _ in told(named_again(setup))}


def test_whoever_declined_themselves_is_doubted_by_nobody() -> None:
    """They get their step anew, and the Marketo admin is not disturbed."""
    declined = walk(a_setup(), Decline(SETUP_ID, RECIPIENT), SOL)

    outcome = named_again(declined)

    assert told(outcome) == [(Card.SALES_CONNECT_ADMIN, SOL.user_id)]
    assert outcome.state.named_again == 0
    assert outcome.state.chosen[RECIPIENT] == Noted(by=STELLA.user_id, at=LATER)


def test_whoever_came_back_to_slack_is_doubted_by_nobody() -> None:
    """They were away, and never the wrong one."""
    away = walk(a_setup(), NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

    outcome = named_again(away)

    assert asks(1) not in new_messages(outcome)
    assert outcome.state.named_again == 0


def test_somebody_else_in_their_place_is_a_change() -> None:
    """The Marketo admin is told by the message of the change."""
    outcome = named_again(doubted(a_setup()), who=NINA)

    cards = [slot for slot in new_messages(outcome) if slot.card is Card.HAND_OVER_AGAIN]
    assert cards == [Slot(card=Card.HAND_OVER_AGAIN, part="1", to=MARA.user_id)]
    assert outcome.state.named_again == 0


@pytest.mark.parametrize("stage", BEFORE)
def test_an_account_that_is_active_again_answers_no_doubt(stage: Stage) -> None:
    """A Slack admin could otherwise make it vanish: deactivate, reactivate, and nobody asks."""
    setup = doubted(a_setup(stage))
    gone = walk(setup, NotePersonGone(SETUP_ID, SOL.user_id), OURSELVES)

    back = walk(gone, NotePersonBack(SETUP_ID, SOL.user_id), OURSELVES)

    assert gone.left_slack() == {SOL.user_id}
    assert back.missing[RECIPIENT].why is MissingWhy.DOUBTED
    assert back.left_slack() == set()
    assert isinstance(
        decide(back, HandOver(SETUP_ID, USUAL), MARA, LATER, RULES), SomebodyIsMissing
    )
