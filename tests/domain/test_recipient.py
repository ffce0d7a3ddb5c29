"""What deserves a second look at the recipient, before anything is typed."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.commands import Decline, HandOver, ReportLost
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Role, Standing
from bot.domain.recipient import LATELY, Doubt, doubts
from bot.domain.setup import Setup
from bot.domain.setup_people import CHANGES_KEPT
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    MARA,
    NINA,
    RULES,
    RUN_AT,
    SARA,
    SETUP_ID,
    SOL,
    STELLA,
    SVEN,
    USUAL,
    a_setup,
    a_succession,
    changed,
    walk,
)

SECOND: Final = timedelta(seconds=1)
CHANGED: Final = changed(a_setup(), Role.SALES_CONNECT_ADMIN, NINA).state  # at RUN_AT


@pytest.mark.parametrize(
    ("standing", "found"),
    [
        (Standing.MEMBER, ()),
        (Standing.GUEST, (Doubt.GUEST,)),
        (Standing.EXTERNAL, (Doubt.EXTERNAL,)),
        (Standing.DEACTIVATED, (Doubt.DEACTIVATED,)),
    ],
)
def test_whoever_is_no_full_member_is_doubted(standing: Standing, found: tuple[Doubt, ...]) -> None:
    """They were one when they were named: Slack is asked anew."""
    assert doubts(a_setup(), standing, RUN_AT) == found


@pytest.mark.parametrize(
    ("age", "is_doubted"),
    [
        (timedelta(0), True),
        (timedelta(hours=1) - SECOND, True),
        (timedelta(hours=1), False),
        (timedelta(days=1), False),
    ],
)
def test_a_change_is_doubted_for_less_than_an_hour(age: timedelta, is_doubted: bool) -> None:
    """Somebody may have named themselves to get at the values."""
    found = doubts(CHANGED, Standing.MEMBER, RUN_AT + age)

    assert found == ((Doubt.CHANGED_LATELY,) if is_doubted else ())


def test_both_can_be_said_of_one_person() -> None:
    """In the order in which they are read."""
    assert doubts(CHANGED, Standing.GUEST, RUN_AT) == (Doubt.GUEST, Doubt.CHANGED_LATELY)


@pytest.mark.parametrize("role", [Role.STARTER, Role.MARKETO_ADMIN, Role.SALESFORCE_ADMIN])
def test_another_role_says_nothing_of_the_recipient(role: Role) -> None:
    """It is still the person that was named at the start."""
    setup = changed(a_setup(), role, NINA).state

    assert doubts(setup, Standing.MEMBER, RUN_AT) == ()


def test_the_first_to_be_named_was_not_changed() -> None:
    """A setup that began a moment ago is not suspicious for it."""
    setup = a_setup()

    assert doubts(setup, Standing.MEMBER, setup.started_at) == ()


def test_of_several_changes_the_last_one_counts() -> None:
    """Back to the first person is a change too, and later ones of others hide none."""
    back = changed(CHANGED, Role.SALES_CONNECT_ADMIN, SOL, now=RUN_AT + LATELY).state
    with_another = changed(back, Role.SALESFORCE_ADMIN, None, now=RUN_AT + LATELY).state

    for setup in (back, with_another):
        assert doubts(setup, Standing.MEMBER, RUN_AT + LATELY) == (Doubt.CHANGED_LATELY,)
        assert doubts(setup, Standing.MEMBER, RUN_AT + 2 * LATELY) == ()


def test_no_number_of_other_changes_hides_it() -> None:
    """The list of changes keeps the latest: whoever fills it must not get away with it."""
    setup = CHANGED
    for count in range(CHANGES_KEPT):
        setup = changed(setup, Role.SALESFORCE_ADMIN, (None, SVEN)[count % 2]).state

    assert Role.SALES_CONNECT_ADMIN not in {one.role for one in setup.changes}
    assert doubts(setup, Standing.MEMBER, RUN_AT) == (Doubt.CHANGED_LATELY,)
    assert doubts(setup, Standing.MEMBER, RUN_AT + LATELY) == ()


def test_whoever_was_doubted_and_named_again_is_new_too() -> None:
    """The Marketo admin said that they are the wrong one, and somebody else that they are not."""
    doubted = walk(a_setup(), Decline(SETUP_ID, Role.SALES_CONNECT_ADMIN), MARA)
    again = changed(doubted, Role.SALES_CONNECT_ADMIN, SOL).state

    assert doubts(again, Standing.MEMBER, RUN_AT) == (Doubt.CHANGED_LATELY,)
    assert doubts(again, Standing.MEMBER, RUN_AT + LATELY) == ()


@pytest.mark.parametrize("by", [STELLA, SARA])
def test_who_named_themselves_is_doubted_for_ever(by: Actor) -> None:
    """At the start or later: nobody else has said that the values are for them."""
    setup = changed(a_setup(), Role.SALES_CONNECT_ADMIN, by, by).state

    found = doubts(setup, Standing.MEMBER, RUN_AT)
    assert found == (Doubt.CHANGED_LATELY, Doubt.NAMED_THEMSELVES)
    assert doubts(setup, Standing.MEMBER, RUN_AT + LATELY) == (Doubt.NAMED_THEMSELVES,)


def test_a_starter_who_is_the_recipient_named_themselves() -> None:
    """It may be quite right; the Marketo admin knows whether it is."""
    setup = a_setup(starter=SOL)

    assert doubts(setup, Standing.MEMBER, RUN_AT) == (Doubt.NAMED_THEMSELVES,)


def test_who_took_over_a_lost_connection_is_new_too() -> None:
    """The road begins anew with them, however long ago they were named."""
    lost_at = RUN_AT + 2 * LATELY
    setup = walk(a_succession(), ReportLost(SETUP_ID), NINA, lost_at)

    assert (setup.stage, doubts(setup, Standing.MEMBER, lost_at)) == (
        Stage.NAMED,
        (Doubt.CHANGED_LATELY,),
    )


@pytest.mark.parametrize("setup", [a_setup(), CHANGED])
def test_a_doubt_stops_nobody(setup: Setup) -> None:
    """The Marketo admin has seen it, and decides."""
    decision = decide(setup, HandOver(SETUP_ID, USUAL), MARA, RUN_AT, RULES)

    assert isinstance(decision, Outcome)
