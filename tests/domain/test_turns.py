"""Reminders: after 1, 3 and 7 days, moved by `Snooze`, never more than three."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.commands import (
    HandOver,
    Remind,
    SaveSettings,
    Snooze,
)
from bot.domain.effects import Card, RemindLater
from bot.domain.outcome import Outcome
from bot.domain.people import Act, Role
from bot.domain.refusals import NotNow
from bot.domain.setup import Setup
from bot.domain.setup_parts import Approval, Turn
from bot.domain.setup_steps import decide
from bot.domain.stages import Language, Stage
from bot.domain.turns import REMINDED_AFTER
from bot.domain.working_hours import next_working_moment
from tests.domain.builders import (
    CREDENTIALS,
    MARA,
    OURSELVES,
    RULES,
    RUN_AT,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    a_setup,
    done,
    new_messages,
    refreshed,
    told,
    walk,
)
from tests.domain.properties import PROPERTY

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


def snooze(setup: Setup, at: datetime) -> Outcome[Setup]:
    command = Snooze(SETUP_ID, ROLE, setup.turns[ROLE].number)
    return done(decide(setup, command, SOL, at, RULES))


def planned(outcome: Outcome[Setup]) -> list[tuple[Role, datetime | None]]:
    return [(effect.role, at) for effect, at in outcome.effects if isinstance(effect, RemindLater)]


def ids_of_reminders(outcome: Outcome[Setup]) -> set[str]:
    return {effect.id for effect, _ in outcome.effects if isinstance(effect, RemindLater)}


class TestReminders:
    """After 1, 3 and 7 days."""

    def test_they_come_after_one_three_and_seven_days_and_then_no_more(self) -> None:
        """Each a new message; each says when the next one is due."""
        setup, messages, nexts = WAITING, [], []
        for days in (1, 3, 7):
            outcome = remind(setup, TURN.since + days * DAY)
            setup = outcome.state
            messages += [one for one in new_messages(outcome) if one.card is Card.REMINDER]
            nexts.append(planned(outcome))

        assert [slot.part for slot in messages] == [f"{TURN.number}.{n}" for n in (1, 2, 3)]
        assert {slot.to for slot in messages} == {SOL.user_id}
        assert nexts == [[(ROLE, TURN.since + 3 * DAY)], [(ROLE, TURN.since + 7 * DAY)], []]
        assert setup.turns[ROLE].next_at is None
        fourth = Remind(SETUP_ID, ROLE, TURN.number)
        assert decide(setup, fourth, OURSELVES, TURN.since + 30 * DAY, RULES) == NotNow(
            Act.FOLLOW_UP, Stage.HANDED_OVER
        )

    @pytest.mark.parametrize(
        ("late", "count", "then"), [(2, 1, 3), (3, 2, 7), (6.9, 2, 7), (7, 3, None), (60, 3, None)]
    )
    def test_late_ones_collapse_into_one(self, late: float, count: int, then: int | None) -> None:
        """A worker that stood still for a week sends one message, not three."""
        outcome = remind(WAITING, TURN.since + late * DAY)

        turn = outcome.state.turns[ROLE]
        reminders = [one for one in new_messages(outcome) if one.card is Card.REMINDER]
        assert len(reminders) == 1
        assert turn.reminded == count
        a_day_later = TURN.since + (late + 1) * DAY
        assert turn.next_at == (max(TURN.since + then * DAY, a_day_later) if then else None)

    def test_two_never_come_within_a_day(self) -> None:
        """After a week-end the second would be due an hour after the first."""
        outcome = remind(WAITING, TURN.since + 2.99 * DAY)

        assert outcome.state.turns[ROLE].next_at == TURN.since + 3.99 * DAY

    def test_one_that_comes_before_its_time_is_put_back_and_not_counted(self) -> None:
        """It was moved while it was on its way."""
        outcome = remind(WAITING, TURN.since + DAY - SECOND)

        assert outcome.state == WAITING
        assert [due.at for due in outcome.effects] == [TURN.since + DAY]
        assert new_messages(outcome) == []

    def test_the_starter_hears_who_blocks_with_the_last_one_and_once(self) -> None:
        """In between they see it on their card."""
        stuck = Card.STUCK, STELLA.user_id
        setup = reminded(WAITING, 1, 3)

        last = remind(setup, TURN.since + 7 * DAY)

        assert stuck in told(last)
        assert stuck not in told(remind(WAITING, TURN.since + DAY))
        assert stuck not in told(remind(reminded(WAITING, 1), TURN.since + 3 * DAY))
        assert setup.starter_card() in refreshed(remind(WAITING, TURN.since + DAY))

    def test_a_starter_who_blocks_is_not_told_of_themselves(self) -> None:
        """They have the reminder."""
        setup = a_setup(Stage.HANDED_OVER, sales_connect_admin=STELLA, salesforce_admin=None)
        turn = setup.turns[ROLE]

        outcome = remind(setup, turn.since + 7 * DAY, turn.number)

        assert told(outcome) == [(Card.REMINDER, STELLA.user_id)]


class TestSnooze:
    """Moves a reminder, never adds one (zulip 35904)."""

    def test_snooze_moves_a_reminder_never_adds_one(self) -> None:
        """To tomorrow, under the same id: the time that it had is gone."""
        setup, at = reminded(WAITING, 1), TURN.since + DAY + HOUR

        outcome = snooze(setup, at)

        assert planned(outcome) == [(ROLE, at + DAY)]
        assert outcome.state.turns[ROLE].next_at == at + DAY
        assert ids_of_reminders(outcome) == ids_of_reminders(remind(WAITING, at))
        assert outcome.state.turns[ROLE].reminded == 1
        assert new_messages(outcome) == []

    def test_a_snooze_that_is_pressed_twice_moves_once(self) -> None:
        """Nobody is let off for ever by one reminder."""
        snoozed = snooze(reminded(WAITING, 1), TURN.since + DAY).state
        again = Snooze(SETUP_ID, ROLE, TURN.number)

        decision = decide(snoozed, again, SOL, TURN.since + DAY + HOUR, RULES)

        assert decision == NotNow(Act.SNOOZE, Stage.HANDED_OVER)

    def test_after_the_last_reminder_there_is_nothing_to_move(self) -> None:
        """A snooze then would add a fourth."""
        last = reminded(WAITING, 1, 3, 7)

        decision = decide(last, Snooze(SETUP_ID, ROLE, TURN.number), SOL, RUN_AT, RULES)

        assert decision == NotNow(Act.SNOOZE, Stage.HANDED_OVER)

    def test_a_snooze_of_an_earlier_turn_moves_nothing(self) -> None:
        """Its message is still there, above the newer one."""
        later = a_setup(Stage.REVEALED)

        decision = decide(later, Snooze(SETUP_ID, ROLE, TURN.number), SOL, RUN_AT, RULES)

        assert decision == NotNow(Act.SNOOZE, Stage.REVEALED)

    def test_what_is_snoozed_comes_tomorrow_and_then_as_planned(self) -> None:
        """The days count from the beginning of the turn."""
        snoozed = snooze(reminded(WAITING, 1), TURN.since + 1.5 * DAY).state

        outcome = remind(snoozed, TURN.since + 2.5 * DAY)

        turn = outcome.state.turns[ROLE]
        assert (turn.reminded, turn.snoozed) == (2, False)
        assert turn.next_at == TURN.since + 7 * DAY


def _a_fortnight(start: datetime, snoozes: list[float], *, late: timedelta) -> list[datetime]:
    """When somebody is reminded who snoozes so many hours after each; a due set of one entry."""
    setup = walk(a_setup(salesforce_admin=None), HandOver(SETUP_ID, CREDENTIALS), MARA, start)
    number, at = setup.turns[ROLE].number, setup.turns[ROLE].next_at
    answers, when = iter(snoozes), []
    while at is not None and at < start + 14 * DAY:
        now = next_working_moment(at + late, "Europe/Berlin")
        setup = remind(setup, now, number).state
        when.append(now)
        hours = next(answers, None)
        if hours is not None and setup.turns[ROLE].next_at is not None:
            setup = snooze(setup, now + HOUR * hours).state
        at = setup.turns[ROLE].next_at
    return when


@PROPERTY
@given(
    st.timedeltas(timedelta(0), timedelta(days=400)),
    st.lists(st.floats(0, 23), max_size=20),
    st.timedeltas(timedelta(0), timedelta(days=9)),
)
def test_in_a_fortnight_there_are_three_reminders_at_most(
    start: timedelta, snoozes: list[float], late: timedelta
) -> None:
    """However somebody snoozes, on whatever day it begins, however late the worker is."""
    when = _a_fortnight(STARTED_AT + start, snoozes, late=late)

    assert 1 <= len(when) <= len(REMINDED_AFTER) == 3
    assert when == sorted(set(when))


def test_who_does_nothing_is_reminded_on_three_days() -> None:
    """So that the limit above is not met by silence."""
    monday = STARTED_AT

    when = _a_fortnight(monday, [], late=timedelta(0))

    assert [at - monday for at in when] == [DAY, 3 * DAY, 7 * DAY]


@PROPERTY
@given(st.lists(st.sampled_from(["remind", "snooze", "settings"]), max_size=30), st.data())
def test_the_next_reminder_is_always_the_one_that_was_said_last(
    steps: list[str], data: st.DataObject
) -> None:
    """What stands in the due set under its id and what the turn says are the same time."""
    setup, at, due = WAITING, TURN.since, TURN.next_at
    acts: dict[str, Callable[[datetime], object]] = {
        "remind": lambda now: decide(
            setup, Remind(SETUP_ID, ROLE, TURN.number), OURSELVES, now, RULES
        ),
        "snooze": lambda now: decide(setup, Snooze(SETUP_ID, ROLE, TURN.number), SOL, now, RULES),
        "settings": lambda now: decide(
            setup, SaveSettings(SETUP_ID, Approval(), Language.EN), STELLA, now, RULES
        ),
    }
    for step in steps:
        at += data.draw(st.timedeltas(timedelta(0), 2 * DAY))
        decision = acts[step](at)
        if not isinstance(decision, Outcome):
            continue
        setup = decision.state
        for _, moved in planned(decision):
            due = moved
        turn: Turn = setup.turns[ROLE]
        assert turn.next_at is None or turn.next_at == due
