"""What goes on beside the road of a run: prepared during the wait, handed on, closed, untold."""

from typing import Final

import pytest

from bot.domain.effects import Card, Due, NotePrepared, Notify, Ref, Refresh, Slot
from bot.domain.refusals import NotNow, NotYours, RunNotOpen, SetupCancelled, TooEarly
from bot.domain.run import Driver, RowState, RunStage
from bot.domain.run_commands import (
    CloseRun,
    HaltRun,
    HandOnRun,
    NoteUntoldPerson,
    PlanRun,
    PrepareRun,
    ReportBatch,
    StartRun,
)
from bot.domain.run_steps import begin, decide
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from tests.domain.builders import (
    CANCELLED_AT,
    CONNECTED_AT,
    MARA,
    NINA,
    OURSELVES,
    READY_AT,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    done,
    new_messages,
    refreshed,
    told,
)
from tests.domain.run_builders import a_plan, a_run, stepped

RUN: Final = Ref(kind="run", id=RUN_ID)
SETUP: Final = a_setup(Stage.PROVISIONING)
NINAS: Final = a_setup(Stage.PROVISIONING, sales_connect_admin=NINA)
RESULTS: Final = tuple(
    Slot(card=Card.RESULT, to=who) for who in (SOL.user_id, MARA.user_id, STELLA.user_id)
)


def batch_card(number: int, to: str) -> Slot:
    return Slot(card=Card.BATCH, part=str(number), to=to)


def progress_card(to: str) -> Slot:
    return Slot(card=Card.PROGRESS, to=to)


class TestPrepared:
    """The ten minutes are used."""

    def test_during_the_wait_a_run_is_planned_and_not_started(self) -> None:
        """The ten minutes are used: at their end one press starts it."""
        setup = a_setup(Stage.CONNECTED)
        draft = done(begin(setup, PlanRun(SETUP_ID, RUN_ID, a_plan()), SOL, CONNECTED_AT)).state

        start = decide(draft, setup, StartRun(SETUP_ID, RUN_ID), SOL, CONNECTED_AT)
        prepared = done(decide(draft, setup, PrepareRun(SETUP_ID, RUN_ID), SOL, CONNECTED_AT))

        assert start == TooEarly(left=READY_AT - CONNECTED_AT, ready_at=READY_AT)
        assert prepared.state.stage is RunStage.PREPARED
        note = NotePrepared(setup_id=SETUP_ID, run_id=RUN_ID, people=3, connection=1)
        assert prepared.effects == (Due(note),)

    def test_one_press_starts_what_was_prepared(self) -> None:
        """At the end of the wait; a second press starts nothing."""
        prepared, setup = a_run(RunStage.PREPARED), a_setup(Stage.READY)
        start = StartRun(SETUP_ID, RUN_ID)

        outcome = done(decide(prepared, setup, start, SOL, READY_AT))

        assert told(outcome) == [(Card.PROGRESS, SOL.user_id), (Card.BATCH, SOL.user_id)]
        assert (outcome.state.stage, outcome.state.open_batch) == (RunStage.RUNNING, 0)
        again = decide(outcome.state, setup, start, SOL, READY_AT)
        assert again == RunNotOpen(RunStage.RUNNING)

    @pytest.mark.parametrize("stage", [Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED])
    def test_before_connecting_nothing_is_prepared(self, stage: Stage) -> None:
        """There is nothing yet that anybody could be connected to."""
        setup, prepare = a_setup(stage), PrepareRun(SETUP_ID, RUN_ID)

        decision = decide(a_run(), setup, prepare, SOL, RUN_AT)

        assert decision == NotNow(PlanRun.act, stage)

    def test_in_a_cancelled_setup_nothing_is_planned_prepared_or_started(self) -> None:
        """Whatever preview is still on a screen."""
        cancelled = a_setup(Stage.CANCELLED)
        refusal = SetupCancelled(STELLA.user_id, CANCELLED_AT)

        assert begin(cancelled, PlanRun(SETUP_ID, RUN_ID, a_plan()), SOL, RUN_AT) == refusal
        for command in (PrepareRun(SETUP_ID, RUN_ID), StartRun(SETUP_ID, RUN_ID)):
            assert decide(a_run(), cancelled, command, SOL, RUN_AT) == refusal


class TestHandedOn:
    """Another person has the connection, and with it what is under way."""

    @pytest.mark.parametrize("stage", [RunStage.RUNNING, RunStage.PAUSED])
    def test_the_open_batch_comes_to_the_new_admin_and_leaves_the_former(
        self, stage: RunStage
    ) -> None:
        """With how far the run is; nothing of the run itself changes."""
        run = a_run(stage, people=60, reported=1)

        outcome = done(
            decide(run, NINAS, HandOnRun(SETUP_ID, RUN_ID, SOL.user_id), OURSELVES, RUN_AT)
        )

        assert outcome.state == run
        assert list(outcome.effects) == [
            Due(Notify(about=RUN, slot=progress_card(NINA.user_id))),
            Due(Notify(about=RUN, slot=batch_card(1, NINA.user_id))),
            Due(Refresh(about=RUN, slot=progress_card(SOL.user_id))),
            Due(Refresh(about=RUN, slot=batch_card(1, SOL.user_id))),
        ]

    def test_a_run_that_stands_still_comes_with_the_reason(self) -> None:
        """The new admin reads what is to be mended; the former has no button left for it."""
        running = a_run(RunStage.RUNNING, driver=Driver.CONNECTOR)
        halted = stepped(running, HaltRun(SETUP_ID, RUN_ID, 0, "wrong secret"))

        outcome = done(
            decide(halted, NINAS, HandOnRun(SETUP_ID, RUN_ID, SOL.user_id), OURSELVES, RUN_AT)
        )

        new = [progress_card(NINA.user_id), halted.halted_card(NINA.user_id)]
        former = [progress_card(SOL.user_id), halted.halted_card(SOL.user_id)]
        assert (new_messages(outcome), refreshed(outcome)) == (new, former)

    def test_the_new_admin_reports_it_and_the_former_does_not(self) -> None:
        """The batch is whose card it is."""
        run, report = a_run(RunStage.RUNNING), ReportBatch(SETUP_ID, RUN_ID, 0)

        assert done(decide(run, NINAS, report, NINA, RUN_AT)).state.stage is RunStage.ENDED
        assert isinstance(decide(run, NINAS, report, SOL, RUN_AT), NotYours)


class TestClosed:
    """The setup came to an end, or lost its connection."""

    @pytest.mark.parametrize("setup", [SETUP, a_setup(Stage.CANCELLED)], ids=["lost", "cancelled"])
    def test_it_ends_where_it_is_and_tells_nobody(self, setup: Setup) -> None:
        """The card of the open batch loses its buttons; whoever was connected stays connected."""
        run = a_run(RunStage.RUNNING, people=60, reported=1)

        outcome = done(
            decide(run, setup, CloseRun(SETUP_ID, RUN_ID, SOL.user_id), OURSELVES, RUN_AT)
        )

        after = outcome.state
        assert (after.stage, after.ended_at, after.closed) == (RunStage.ENDED, RUN_AT, True)
        assert after.rows == run.rows
        assert after.count(RowState.CONNECTED) == 50
        cards = [progress_card(SOL.user_id), batch_card(1, SOL.user_id)]
        assert (told(outcome), refreshed(outcome)) == ([], cards)

    def test_a_closed_run_takes_no_report(self) -> None:
        """A late press on its card does nothing."""
        close = CloseRun(SETUP_ID, RUN_ID, SOL.user_id)
        closed = done(decide(a_run(RunStage.RUNNING), SETUP, close, OURSELVES, RUN_AT)).state

        decision = decide(closed, SETUP, ReportBatch(SETUP_ID, RUN_ID, 0), SOL, RUN_AT)

        assert decision == RunNotOpen(RunStage.ENDED)

    def test_a_run_that_ended_by_itself_is_not_called_closed(self) -> None:
        """The note comes late: all was reported."""
        close = CloseRun(SETUP_ID, RUN_ID, SOL.user_id)

        decision = decide(a_run(RunStage.ENDED), SETUP, close, OURSELVES, RUN_AT)

        assert decision == RunNotOpen(RunStage.ENDED)
        assert not a_run(RunStage.ENDED).closed


class TestUntold:
    """People whom no message reaches."""

    def test_they_are_marked_and_the_results_show_it(self) -> None:
        """Somebody must tell them otherwise."""
        run = a_run(RunStage.ENDED)

        outcome = done(decide(run, SETUP, NoteUntoldPerson(SETUP_ID, RUN_ID, 1), OURSELVES, RUN_AT))

        assert [row.untold for row in outcome.state.rows.values()] == [False, True, False]
        assert (outcome.state.untold, outcome.state.first_untold) == (1, (1,))
        assert list(outcome.effects) == [Due(Refresh(about=RUN, slot=slot)) for slot in RESULTS]

    def test_a_note_that_comes_twice_changes_nothing(self) -> None:
        """Each effect is delivered at least once."""
        note = NoteUntoldPerson(SETUP_ID, RUN_ID, 1)
        once = done(decide(a_run(RunStage.ENDED), SETUP, note, OURSELVES, RUN_AT)).state

        assert decide(once, SETUP, note, OURSELVES, RUN_AT) == RunNotOpen(RunStage.ENDED)
        assert once.untold == 1

    def test_a_row_that_is_none_is_refused(self) -> None:
        """Nobody stands there."""
        note = NoteUntoldPerson(SETUP_ID, RUN_ID, 3)

        decision = decide(a_run(RunStage.ENDED), SETUP, note, OURSELVES, RUN_AT)

        assert decision == RunNotOpen(RunStage.ENDED)
