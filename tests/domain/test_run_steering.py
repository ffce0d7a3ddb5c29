"""A run under way: paused, resumed, cancelled, watched, compared; its files."""

from datetime import datetime, timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Due, NoteRun, Notify, Ref, Refresh, SendFile, Slot
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.refusals import Refusal, RunNotOpen, SetupCancelled
from bot.domain.run import Compared, Does, Driver, Halt, RowState, Run, RunStage
from bot.domain.run_commands import (
    AskForProblems,
    AskForResults,
    CancelRun,
    HaltRun,
    NoteCalled,
    NoteCompared,
    PauseRun,
    ReportBatch,
    ResumeRun,
    RunCommand,
)
from bot.domain.run_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CANCELLED_AT,
    MARA,
    OURSELVES,
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
from tests.domain.run_builders import a_plan, a_run, calls, candidates, stepped

RUN: Final = Ref(kind="run", id=RUN_ID)
SETUP: Final = a_setup(Stage.PROVISIONING)
PROGRESS: Final = Slot(card=Card.PROGRESS, to=SOL.user_id)
SECOND: Final = timedelta(seconds=1)
LATER: Final = RUN_AT + timedelta(hours=1)
PAUSE, RESUME = PauseRun(SETUP_ID, RUN_ID), ResumeRun(SETUP_ID, RUN_ID)
CANCEL: Final = CancelRun(SETUP_ID, RUN_ID)
HALT: Final = HaltRun(SETUP_ID, RUN_ID, 0, "wrong secret")
DRIVERS: Final = pytest.mark.parametrize("driver", Driver)


def by_sol(run: Run, command: RunCommand, now: datetime = LATER) -> Outcome[Run] | Refusal:
    return decide(run, SETUP, command, SOL, now)


def batch_card(number: int) -> Slot:
    return Slot(card=Card.BATCH, part=str(number), to=SOL.user_id)


def progress_due(outcome: Outcome[Run]) -> list[datetime | None]:
    return [due.at for due in outcome.effects if due.effect == Refresh(about=RUN, slot=PROGRESS)]


class TestPaused:
    """Nothing is done while it is, and nothing of it is lost."""

    @DRIVERS
    def test_who_paused_it_and_when_is_said(self, driver: Driver) -> None:
        """On the cards that are there already: nobody is notified."""
        outcome = done(by_sol(a_run(RunStage.RUNNING, driver=driver), PAUSE))

        assert outcome.state.stage is RunStage.PAUSED
        assert outcome.state.paused == Halt(by=SOL.user_id, at=LATER)
        cards = [PROGRESS, batch_card(0)] if driver is Driver.GUIDED else [PROGRESS]
        assert (told(outcome), refreshed(outcome)) == ([], cards)

    def test_the_open_batch_stays_open_and_takes_no_report(self) -> None:
        """Until it is resumed."""
        paused = a_run(RunStage.PAUSED, people=60, reported=1)
        report = ReportBatch(SETUP_ID, RUN_ID, 1)

        assert paused.open_batch == 1
        assert by_sol(paused, report) == RunNotOpen(RunStage.PAUSED)
        assert stepped(stepped(paused, RESUME), report).stage is RunStage.ENDED

    def test_resumed_it_is_as_it_was(self) -> None:
        """Batch, counts, people: as if nothing had been."""
        running = a_run(RunStage.RUNNING, people=60, reported=1)

        outcome = done(by_sol(stepped(running, PAUSE), RESUME))

        assert outcome.state == running
        assert (told(outcome), refreshed(outcome)) == ([], [PROGRESS, batch_card(1)])


class TestHalted:
    """The connector has to be mended: the bot stops by itself."""

    def test_the_admin_is_told_once_why(self) -> None:
        """A message of its own: a card that changes announces nothing."""
        running = a_run(RunStage.RUNNING, driver=Driver.CONNECTOR)

        outcome = done(decide(running, SETUP, HALT, OURSELVES, LATER))

        halted = outcome.state
        assert halted.paused == Halt(by=None, at=LATER, why="wrong secret")
        assert halted.is_halted
        assert new_messages(outcome) == [halted.halted_card(SOL.user_id)]
        assert refreshed(outcome) == [PROGRESS]

    def test_each_halt_has_a_message_of_its_own(self) -> None:
        """The second one is news, too."""
        running = a_run(RunStage.RUNNING, driver=Driver.CONNECTOR)
        once = done(decide(running, SETUP, HALT, OURSELVES, RUN_AT))
        again = done(decide(stepped(once.state, RESUME), SETUP, HALT, OURSELVES, LATER))

        assert new_messages(once) != new_messages(again)

    def test_what_halts_while_it_is_paused_is_no_news(self) -> None:
        """It stands still as somebody wants it to; the call is made later."""
        paused = a_run(RunStage.PAUSED, driver=Driver.CONNECTOR)

        outcome = done(decide(paused, SETUP, HALT, OURSELVES, LATER))

        assert (outcome.effects, outcome.state.paused) == ((), paused.paused)
        assert outcome.state.calls.again == (0,)

    @pytest.mark.parametrize("command", [RESUME, CANCEL])
    def test_its_message_loses_its_button_when_it_is_over(self, command: RunCommand) -> None:
        """However it is over."""
        halted = stepped(a_run(RunStage.RUNNING, driver=Driver.CONNECTOR), HALT)

        outcome = done(by_sol(halted, command))

        assert halted.halted_card(SOL.user_id) in refreshed(outcome)
        assert not outcome.state.is_halted


class TestCancelled:
    """Nothing more is done with those who are left."""

    @DRIVERS
    @pytest.mark.parametrize("stage", [RunStage.RUNNING, RunStage.PAUSED])
    def test_it_ends_with_its_result(self, stage: RunStage, driver: Driver) -> None:
        """Three people hear of it, and the setup; who is done stays done."""
        run = a_run(stage, people=60, reported=1, driver=driver)

        outcome = done(by_sol(run, CANCEL))

        after = outcome.state
        assert (after.stage, after.ended_at, after.paused) == (RunStage.ENDED, LATER, None)
        assert after.cancelled == Halt(by=SOL.user_id, at=LATER)
        assert after.rows == run.rows
        assert (after.over, after.count(RowState.CONNECTED)) == (50, 50)
        results = [(Card.RESULT, who.user_id) for who in (SOL, MARA, STELLA)]
        assert told(outcome) == results
        # What is on its way is looked at once more; nobody is called.
        assert [row for row, _ in calls(outcome)] == list(run.calls.out)
        assert [due.effect.ended for due in outcome.effects if isinstance(due.effect, NoteRun)] == [
            True
        ]
        cards = {PROGRESS} | ({batch_card(1)} if driver is Driver.GUIDED else set())
        assert set(refreshed(outcome)) == cards

    def test_a_batch_of_it_takes_no_report(self) -> None:
        """A late press on its card does nothing."""
        cancelled = stepped(a_run(RunStage.RUNNING), CANCEL)

        refusal = by_sol(cancelled, ReportBatch(SETUP_ID, RUN_ID, 0))

        assert refusal == RunNotOpen(RunStage.ENDED)

    @pytest.mark.parametrize("why", [None, "no licence"])
    def test_a_call_that_was_on_its_way_is_on_record_all_the_same(self, why: str | None) -> None:
        """What was done was done: who is connected hears it, and the results show it."""
        cancelled = stepped(a_run(RunStage.RUNNING, driver=Driver.CONNECTOR), CANCEL)
        called = NoteCalled(SETUP_ID, RUN_ID, 0, Does.CONNECT, why)

        outcome = done(decide(cancelled, SETUP, called, OURSELVES, LATER))

        state = RowState.FAILED if why else RowState.CONNECTED
        assert (outcome.state.rows[0].state, outcome.state.stage) == (state, RunStage.ENDED)
        assert outcome.state.counts == {state: 1}
        assert told(outcome) == ([] if why else [(Card.YOU_ARE_CONNECTED, "row:0")])
        assert {slot.card for slot in refreshed(outcome)} == {Card.RESULT}
        assert calls(outcome) == []


class TestProgress:
    """One message, which says how far the run is."""

    def test_a_change_is_shown_at_once_and_those_soon_after_it_together(self) -> None:
        """Slack takes an update about each second; none of the last is lost."""
        run = a_run(RunStage.RUNNING, people=20, driver=Driver.CONNECTOR)
        shown: list[datetime | None] = []
        for row, after in enumerate([0, 1, 2, 4]):
            called = NoteCalled(SETUP_ID, RUN_ID, row, Does.CONNECT)
            outcome = done(decide(run, SETUP, called, OURSELVES, LATER + after * SECOND))
            run, shown = outcome.state, [*shown, *progress_due(outcome)]

        assert shown == [LATER + after * SECOND for after in (0, 3, 3, 4)]

    def test_at_the_end_it_is_shown_at_once(self) -> None:
        """Whenever the last change was."""
        run = a_run(RunStage.RUNNING, people=60, reported=1)

        assert progress_due(done(by_sol(run, ReportBatch(SETUP_ID, RUN_ID, 1), RUN_AT))) == [None]


class TestMessagesToPeople:
    """Each who is connected hears it; Slack takes so many of a bulk run, and no more."""

    def test_the_first_ten_go_at_once_and_the_others_a_while_apart(self) -> None:
        """So that people who press something need not wait behind them."""
        outcome = done(by_sol(a_run(RunStage.RUNNING, people=13), ReportBatch(SETUP_ID, RUN_ID, 0)))

        at = [
            due.at
            for due in outcome.effects
            if isinstance(due.effect, Notify) and due.effect.slot.card is Card.YOU_ARE_CONNECTED
        ]
        apart = timedelta(milliseconds=220)
        assert at == [LATER] * 10 + [LATER + n * apart for n in (1, 2, 3)]


class TestCompared:
    """What Team Access showed of a batch."""

    COMMAND: Final = NoteCompared(
        SETUP_ID, RUN_ID, 1, there=7, not_seen=2, elsewhere=1, unconnected=4
    )

    @pytest.mark.parametrize("stage", [RunStage.RUNNING, RunStage.PAUSED, RunStage.ENDED])
    def test_it_is_kept_with_the_batch_and_shown_on_its_card(self, stage: RunStage) -> None:
        """With who looked and when; nobody becomes connected or failed by it."""
        run = a_run(stage, people=60, reported=0 if stage is RunStage.ENDED else 1)

        outcome = done(by_sol(run, self.COMMAND))

        found = Compared(by=SOL.user_id, at=LATER, there=7, not_seen=2, elsewhere=1, unconnected=4)
        assert [batch.compared for batch in outcome.state.batches] == [None, found]
        assert outcome.effects == (Due(Refresh(about=RUN, slot=batch_card(1))),)
        assert (outcome.state.rows, outcome.state.counts) == (run.rows, run.counts)

    @pytest.mark.parametrize("batch", [-1, 2])
    def test_a_batch_that_is_none_is_refused(self, batch: int) -> None:
        """Counting from the end is nobody's business."""
        command = NoteCompared(SETUP_ID, RUN_ID, batch, 0, 0, 0, 0)

        assert by_sol(a_run(RunStage.RUNNING, people=60), command) == RunNotOpen(RunStage.RUNNING)


class TestFiles:
    """Sent into the DM of who asked; nothing of the run changes."""

    @pytest.mark.parametrize("who", [SOL, MARA, STELLA])
    @pytest.mark.parametrize("stage", [RunStage.RUNNING, RunStage.PAUSED, RunStage.ENDED])
    def test_results_go_to_whoever_asked(self, who: Actor, stage: RunStage) -> None:
        """As far as they are known by then."""
        run = a_run(stage)

        outcome = done(decide(run, SETUP, AskForResults(SETUP_ID, RUN_ID, "p1"), who, LATER))

        file = SendFile(setup_id=SETUP_ID, run_id=RUN_ID, what="results", to=who.user_id, key="p1")
        assert (outcome.state, outcome.effects) == (run, (Due(file),))

    def test_results_of_a_setup_that_was_cancelled_can_still_be_had(self) -> None:
        """And nothing else of its runs."""
        cancelled, ended = a_setup(Stage.CANCELLED), a_run(RunStage.ENDED)
        results = AskForResults(SETUP_ID, RUN_ID, "p1")

        assert done(decide(ended, cancelled, results, SOL, LATER)).state == ended
        for command in (AskForProblems(SETUP_ID, RUN_ID, "p1"), CANCEL, PAUSE, RESUME):
            refusal = decide(ended, cancelled, command, SOL, LATER)
            assert refusal == SetupCancelled(STELLA.user_id, CANCELLED_AT)

    def test_the_file_of_problems_goes_to_whoever_looks_at_the_preview(self) -> None:
        """Before anything is started."""
        draft = a_run(people=a_plan(candidates(2)))

        outcome = done(by_sol(draft, AskForProblems(SETUP_ID, RUN_ID, "p1")))

        file = SendFile(setup_id=SETUP_ID, run_id=RUN_ID, what="problems", to=SOL.user_id, key="p1")
        assert outcome.effects == (Due(file),)
