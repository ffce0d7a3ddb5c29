"""People are disconnected, or get other workspaces: by hand, a batch and then its other half."""

from typing import Final

import pytest

from bot.domain.effects import Card, Slot
from bot.domain.outcome import Outcome
from bot.domain.provisioning import Candidate
from bot.domain.run import Does, RowState, Run, RunStage
from bot.domain.run_commands import CancelRun, ReportBatch, StartRun
from bot.domain.run_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    a_setup,
    done,
    new_messages,
    told,
)
from tests.domain.partly import decided
from tests.domain.run_builders import a_change, a_plan, a_run, candidates, stepped

SETUP: Final = a_setup(Stage.PROVISIONING)


def changing(people: int = 3) -> Run:
    return a_run(RunStage.RUNNING, people=a_change(people, ("Europe",)))


def report(run: Run, batch: int, *failed: int) -> Outcome[Run]:
    command = ReportBatch(SETUP_ID, RUN_ID, batch, frozenset(failed), "not there")
    return done(decided(run, SETUP, command, SOL, RUN_AT))


def batches(outcome: Outcome[Run]) -> list[int]:
    """Cards of batches that are new."""
    return [int(slot.part) for slot in new_messages(outcome) if slot.card is Card.BATCH]


def states(run: Run) -> list[RowState]:
    return [row.state for row in run.rows.values()]


class TestDisconnected:
    """Who gets nothing afterwards."""

    def test_they_are_out_when_it_is_reported_and_hear_nothing(self) -> None:
        """It is no good news, and their admin tells them."""
        outcome = report(a_run(RunStage.RUNNING, people=a_change(3, None)), 0, 1)

        assert states(outcome.state) == [
            RowState.DISCONNECTED,
            RowState.FAILED,
            RowState.DISCONNECTED,
        ]
        assert {card for card, _ in told(outcome)} == {Card.RESULT}
        assert outcome.state.counts == {RowState.DISCONNECTED: 2, RowState.FAILED: 1}
        assert (outcome.state.stage, outcome.state.off) == (RunStage.ENDED, 0)


class TestChanged:
    """Disconnected, then connected with other workspaces."""

    def test_first_they_are_disconnected_then_the_same_people_are_connected(self) -> None:
        """Between the two it is over for nobody; only the second half is told to them."""
        first = report(changing(), 0)
        second = report(first.state, 1)

        assert batches(first) == [1]
        assert (first.state.off, first.state.over, first.state.stage) == (3, 0, RunStage.RUNNING)
        assert states(first.state) == [RowState.PLANNED] * 3
        assert all(row.off for row in first.state.rows.values())
        assert Card.YOU_ARE_CONNECTED not in {card for card, _ in told(first)}
        assert (second.state.off, second.state.count(RowState.CONNECTED)) == (0, 3)
        assert second.state.stage is RunStage.ENDED
        people = [to for card, to in told(second) if card is Card.YOU_ARE_CONNECTED]
        assert people == ["row:0", "row:1", "row:2"]

    def test_who_could_not_be_disconnected_is_not_in_the_other_half(self) -> None:
        """They have what they had."""
        first = report(changing(), 0, 1)

        assert first.state.open_rows(first.state.batches[1]) == (0, 2)
        assert (first.state.off, first.state.count(RowState.FAILED)) == (2, 1)
        second = report(first.state, 1, 1, 2)
        assert states(second.state) == [RowState.CONNECTED, RowState.FAILED, RowState.FAILED]
        assert second.state.rows[1].off is False
        assert second.state.off == 0

    @pytest.mark.parametrize(("people", "then"), [(3, []), (60, [2])])
    def test_where_nobody_was_disconnected_the_other_half_is_left_out(
        self, people: int, then: list[int]
    ) -> None:
        """An empty card is nobody's work: the next pair comes, or the end."""
        run = changing(people)

        outcome = report(run, 0, *run.batches[0].rows)

        assert [batch.reported for batch in outcome.state.batches[:2]] == [True, True]
        assert batches(outcome) == then
        assert outcome.state.open_batch == (then[0] if then else None)
        assert outcome.state.stage is (RunStage.RUNNING if then else RunStage.ENDED)

    def test_pairs_follow_each_other(self) -> None:
        """Nobody is out for longer than need be."""
        run, order = changing(120), []
        while (number := run.open_batch) is not None:
            order.append((run.batches[number].does, run.batches[number].rows[0]))
            run = report(run, number).state

        both = (Does.DISCONNECT, Does.CONNECT)
        assert order == [(does, first) for first in (0, 50, 100) for does in both]
        assert run.count(RowState.CONNECTED) == 120

    def test_cancelled_between_the_two_it_says_who_is_out(self) -> None:
        """They are neither done nor failed: somebody must connect them."""
        first = report(changing(), 0, 1).state

        cancelled = stepped(first, CancelRun(SETUP_ID, RUN_ID))

        assert (cancelled.off, cancelled.over, cancelled.people) == (2, 1, 3)


class TestTriedAgain:
    """Of whom the first half was done in another run, the second is left."""

    def test_a_first_half_that_is_done_already_is_left_out(self) -> None:
        """The run begins with what there is to do."""
        plan = a_change([Candidate("ada@acme.example", off=True)], ("Europe",))

        start = StartRun(SETUP_ID, RUN_ID)
        outcome = done(decide(a_run(people=plan), SETUP, start, SOL, RUN_AT))

        assert (batches(outcome), outcome.state.open_batch) == ([0], 0)
        assert [one.does for one in outcome.state.batches] == [Does.CONNECT]
        assert outcome.state.off == 1
        after = report(outcome.state, 0).state
        assert (after.stage, after.off, states(after)) == (
            RunStage.ENDED,
            0,
            [RowState.CONNECTED],
        )

    def test_a_first_half_in_the_middle_that_is_done_already_is_left_out(self) -> None:
        """After the pair before it comes what there is to do."""
        given_ = [
            Candidate("ada@acme.example", None, ("Europe",)),
            Candidate("ben@acme.example", None, ("America",), off=True),
        ]
        run = a_run(RunStage.RUNNING, people=a_change(given_))

        first = report(run, 0)
        second = report(first.state, 1)

        assert (batches(first), batches(second)) == ([1], [2])
        assert report(second.state, 2).state.stage is RunStage.ENDED

    def test_who_is_out_already_is_not_in_the_first_half(self) -> None:
        """And comes with the others in the second."""
        plan = a_change([Candidate("ada@acme.example", off=True), *candidates(1)], ("Europe",))
        run = a_run(RunStage.RUNNING, people=plan)

        assert [run.open_rows(batch) for batch in run.batches] == [(1,), (0, 1)]
        # Somebody who is not on the card cannot fail by it.
        after = report(run, 0, 0).state
        assert (after.rows[0].is_open, after.off) == (True, 2)


def test_a_run_that_connects_takes_nobody_off() -> None:
    """One half is all of it."""
    run = report(a_run(RunStage.RUNNING, people=a_plan(3)), 0).state

    assert not any(row.off for row in run.rows.values())
    assert run.batch_card(0, SOL.user_id) == Slot(card=Card.BATCH, part="0", to=SOL.user_id)
