"""A run from its preview to its result: batch after batch, nobody told twice or for nothing."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Due, NoteRun, Notify, Ref, Refresh, Slot
from bot.domain.ids import RunId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act
from bot.domain.provisioning import Candidate
from bot.domain.refusals import (
    BatchReported,
    MembersOnly,
    NotNow,
    NotYours,
    Refusal,
    RunNotOpen,
    TooEarly,
)
from bot.domain.run import RowState, Run, RunStage
from bot.domain.run_commands import (
    CloseRun,
    HandOnRun,
    NoteUntoldPerson,
    PlanRun,
    PrepareRun,
    ReportBatch,
    RunCommand,
    StartRun,
)
from bot.domain.run_steps import decide, plan, refuse_connecting
from bot.domain.stages import Stage
from tests.domain.builders import (
    CONNECTED_AT,
    EVERYBODY,
    MARA,
    NINA,
    READY_AT,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    STELLA,
    a_plan,
    a_run,
    a_setup,
    done,
)

RUN: Final = Ref(kind="run", id=RUN_ID)
SETUP: Final = a_setup(Stage.READY)
SECOND: Final = timedelta(seconds=1)
REPORTED_AT: Final = RUN_AT + timedelta(hours=1)
COMMANDS: Final[tuple[RunCommand, ...]] = (
    PlanRun(SETUP_ID, RUN_ID, a_plan()),
    StartRun(SETUP_ID, RUN_ID),
    ReportBatch(SETUP_ID, RUN_ID, 0),
    NoteUntoldPerson(SETUP_ID, RUN_ID, 0),
    PrepareRun(SETUP_ID, RUN_ID),
    HandOnRun(SETUP_ID, RUN_ID, NINA.user_id),
    CloseRun(SETUP_ID, RUN_ID, SOL.user_id),
)
OF_OURSELVES: Final = (NoteUntoldPerson, HandOnRun, CloseRun)
# What each stage does with each command of whoever may give it: None where it is done.
TABLE: Final[dict[tuple[RunStage, type[RunCommand]], Refusal | None]] = {
    (RunStage.DRAFT, PlanRun): RunNotOpen(RunStage.DRAFT),
    (RunStage.DRAFT, StartRun): None,
    (RunStage.DRAFT, ReportBatch): RunNotOpen(RunStage.DRAFT),
    (RunStage.DRAFT, NoteUntoldPerson): None,
    (RunStage.DRAFT, PrepareRun): None,
    (RunStage.DRAFT, HandOnRun): RunNotOpen(RunStage.DRAFT),
    (RunStage.DRAFT, CloseRun): RunNotOpen(RunStage.DRAFT),
    (RunStage.PREPARED, PlanRun): RunNotOpen(RunStage.PREPARED),
    (RunStage.PREPARED, StartRun): None,
    (RunStage.PREPARED, ReportBatch): RunNotOpen(RunStage.PREPARED),
    (RunStage.PREPARED, NoteUntoldPerson): None,
    (RunStage.PREPARED, PrepareRun): RunNotOpen(RunStage.PREPARED),
    (RunStage.PREPARED, HandOnRun): RunNotOpen(RunStage.PREPARED),
    (RunStage.PREPARED, CloseRun): RunNotOpen(RunStage.PREPARED),
    (RunStage.RUNNING, PlanRun): RunNotOpen(RunStage.RUNNING),
    (RunStage.RUNNING, StartRun): RunNotOpen(RunStage.RUNNING),
    (RunStage.RUNNING, ReportBatch): None,
    (RunStage.RUNNING, NoteUntoldPerson): None,
    (RunStage.RUNNING, PrepareRun): RunNotOpen(RunStage.RUNNING),
    (RunStage.RUNNING, HandOnRun): None,
    (RunStage.RUNNING, CloseRun): None,
    (RunStage.ENDED, PlanRun): RunNotOpen(RunStage.ENDED),
    (RunStage.ENDED, StartRun): RunNotOpen(RunStage.ENDED),
    (RunStage.ENDED, ReportBatch): BatchReported(1),
    (RunStage.ENDED, NoteUntoldPerson): None,
    (RunStage.ENDED, PrepareRun): RunNotOpen(RunStage.ENDED),
    (RunStage.ENDED, HandOnRun): RunNotOpen(RunStage.ENDED),
    (RunStage.ENDED, CloseRun): RunNotOpen(RunStage.ENDED),
}


def batch_card(number: int) -> Slot:
    return Slot(card=Card.BATCH, part=str(number), to=SOL.user_id)


def result_cards() -> list[Slot]:
    return [Slot(card=Card.RESULT, to=who) for who in (SOL.user_id, MARA.user_id, STELLA.user_id)]


def notify(*slots: Slot) -> list[Due]:
    return [Due(Notify(about=RUN, slot=slot)) for slot in slots]


def refresh(*slots: Slot) -> list[Due]:
    return [Due(Refresh(about=RUN, slot=slot)) for slot in slots]


def told(*rows: int) -> list[Due]:
    return notify(*(Slot(card=Card.YOU_ARE_CONNECTED, to=f"row:{row}") for row in rows))


def noted(*, ended: bool) -> Due:
    """The setup hears who had the batches, and over which connection."""
    return Due(
        NoteRun(setup_id=SETUP_ID, run_id=RUN_ID, ended=ended, admin=SOL.user_id, connection=1)
    )


def report(
    run: Run, batch: int = 0, failed: frozenset[int] = frozenset(), why: str = ""
) -> Outcome[Run]:
    command = ReportBatch(SETUP_ID, RUN_ID, batch, failed, why)
    return done(decide(run, SETUP, command, SOL, REPORTED_AT))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: type(command).__name__)
@pytest.mark.parametrize("stage", RunStage)
def test_every_command_at_every_stage_by_everybody(stage: RunStage, command: RunCommand) -> None:
    """Who may comes first, then whether it is time; a refusal changes nothing."""
    run = a_run(stage)
    before = run.model_dump_json()
    follows_up = isinstance(command, OF_OURSELVES)
    for who, actor in EVERYBODY.items():
        decision = decide(run, SETUP, command, actor, RUN_AT)

        if who != ("ourselves" if follows_up else "Sales Connect admin"):
            assert isinstance(decision, NotYours | MembersOnly), who
        else:
            expected = TABLE[stage, type(command)]
            assert expected == (None if isinstance(decision, Outcome) else decision)
        assert run.model_dump_json() == before


class TestBeforeARun:
    """Marketo's ten minutes."""

    @pytest.mark.parametrize("stage", [Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED])
    def test_before_connecting_there_is_no_wait_to_speak_of(self, stage: Stage) -> None:
        """The step before has not been done."""
        refusal = refuse_connecting(a_setup(stage), SOL, RUN_AT)

        assert refusal == NotNow(Act.CONNECT_USERS, stage)

    @pytest.mark.parametrize(
        "now", [CONNECTED_AT, CONNECTED_AT + SECOND, READY_AT - SECOND, READY_AT - SECOND / 1000]
    )
    def test_during_the_wait_the_time_left_is_told(self, now: object) -> None:
        """To the last moment."""
        assert isinstance(now, type(READY_AT))
        setup = a_setup(Stage.CONNECTED)

        refusal = refuse_connecting(setup, SOL, now)

        assert refusal == TooEarly(left=READY_AT - now, ready_at=READY_AT)

    def test_a_draft_from_before_does_not_start_during_the_wait(self) -> None:
        """The wait is looked at again when the preview is confirmed."""
        draft = a_run(RunStage.DRAFT)
        now = READY_AT - SECOND

        decision = decide(draft, a_setup(Stage.CONNECTED), StartRun(SETUP_ID, RUN_ID), SOL, now)

        assert decision == TooEarly(left=SECOND, ready_at=READY_AT)

    def test_at_exactly_ten_minutes_there_is_no_refusal(self) -> None:
        """Even if the reminder is not out yet."""
        assert refuse_connecting(a_setup(Stage.CONNECTED), SOL, READY_AT) is None

    def test_who_starts_early_waits_no_more(self) -> None:
        """An admin may override, and it is recorded."""
        setup = a_setup(Stage.READY, started_early=True)

        assert refuse_connecting(setup, SOL, CONNECTED_AT) is None
        assert setup.started_early_by == SOL.user_id

    @pytest.mark.parametrize("stage", [Stage.READY, Stage.PROVISIONING, Stage.DONE])
    def test_more_runs_may_follow(self, stage: Stage) -> None:
        """Beside one that is under way, and after it."""
        assert refuse_connecting(a_setup(stage), SOL, RUN_AT) is None

    def test_who_may_is_said_before_the_wait(self) -> None:
        """Somebody else need not wait: they may not at all."""
        refusal = refuse_connecting(a_setup(Stage.CONNECTED), MARA, CONNECTED_AT)

        assert isinstance(refusal, NotYours)


class TestPreview:
    """A draft: seen by one person, of no consequence."""

    def test_it_holds_everybody_in_their_batches(self) -> None:
        """Rows in their order, batches of fifty, nothing done yet."""
        draft = a_run(RunStage.DRAFT, people=120)

        assert [len(batch.rows) for batch in draft.batches] == [50, 50, 20]
        assert [row.email for row in draft.rows.values()] == [
            f"p{n}@acme.example" for n in range(120)
        ]
        assert draft.count(RowState.PLANNED) == 120
        assert draft.open_batch is None

    def test_it_tells_nobody(self) -> None:
        """The preview is on the screen already."""
        command = PlanRun(SETUP_ID, RUN_ID, a_plan())

        assert done(plan(SETUP, command, SOL, RUN_AT)).effects == ()

    def test_it_keeps_workspaces_and_duplicates(self) -> None:
        """What the plan said."""
        twice = [Candidate("ada@acme.example"), Candidate("ada@acme.example")]
        command = PlanRun(SETUP_ID, RUN_ID, a_plan(twice, ("Europe",)))

        draft = done(plan(SETUP, command, SOL, RUN_AT)).state

        assert draft.duplicates == ("ada@acme.example",)
        assert [batch.workspaces for batch in draft.batches] == [("Europe",)]


class TestStart:
    """The preview was confirmed."""

    def test_it_opens_the_first_batch_and_tells_the_setup(self) -> None:
        """One card, and only its people are in it."""
        outcome = done(decide(a_run(people=60), SETUP, StartRun(SETUP_ID, RUN_ID), SOL, RUN_AT))

        run = outcome.state
        assert list(outcome.effects) == [*notify(batch_card(0)), noted(ended=False)]
        assert (run.stage, run.started_at, run.open_batch) == (RunStage.RUNNING, RUN_AT, 0)
        assert (run.count(RowState.IN_BATCH), run.count(RowState.PLANNED)) == (50, 10)


class TestReport:
    """What became of a batch."""

    def test_each_connected_person_is_told_and_the_next_batch_opens(self) -> None:
        """One message a person, then one card for the next."""
        outcome = report(a_run(RunStage.RUNNING, people=60))

        run = outcome.state
        assert list(outcome.effects) == [
            *refresh(batch_card(0)),
            *told(*range(50)),
            *notify(batch_card(1)),
        ]
        assert (run.stage, run.open_batch) == (RunStage.RUNNING, 1)
        assert (run.count(RowState.CONNECTED), run.count(RowState.IN_BATCH)) == (50, 10)

    def test_the_last_batch_ends_the_run(self) -> None:
        """The setup learns of it; three people get the result, once each."""
        outcome = report(a_run(RunStage.RUNNING, people=51, reported=1), 1)

        run = outcome.state
        assert list(outcome.effects) == [
            *refresh(batch_card(1)),
            *told(50),
            noted(ended=True),
            *notify(*result_cards()),
        ]
        assert (run.stage, run.ended_at, run.open_batch) == (RunStage.ENDED, REPORTED_AT, None)

    def test_who_failed_is_not_told_and_the_reason_is_kept(self) -> None:
        """And it is kept with them alone."""
        outcome = report(a_run(RunStage.RUNNING), failed=frozenset({1}), why="not in the list")

        states = [(row.state, row.why) for row in outcome.state.rows.values()]
        assert states == [
            (RowState.CONNECTED, ""),
            (RowState.FAILED, "not in the list"),
            (RowState.CONNECTED, ""),
        ]
        assert [due for due in outcome.effects if due in told(0, 1, 2)] == told(0, 2)

    def test_all_may_fail(self) -> None:
        """The run goes on and ends."""
        outcome = report(a_run(RunStage.RUNNING), failed=frozenset({0, 1, 2}))

        assert outcome.state.count(RowState.FAILED) == 3
        assert outcome.state.stage is RunStage.ENDED
        assert list(outcome.effects) == [
            *refresh(batch_card(0)),
            noted(ended=True),
            *notify(*result_cards()),
        ]

    def test_rows_of_another_batch_do_not_fail_with_it(self) -> None:
        """A forged or stale choice reaches its own batch only."""
        outcome = report(a_run(RunStage.RUNNING, people=60), failed=frozenset({0, 55, 99}))

        rows = outcome.state.rows
        assert (rows[0].state, rows[55].state) == (RowState.FAILED, RowState.IN_BATCH)
        assert 99 not in rows

    def test_a_second_report_is_refused_by_the_number_people_count(self) -> None:
        """Batches count from 1 for people."""
        run = a_run(RunStage.RUNNING, people=60, reported=1)
        again = ReportBatch(SETUP_ID, RUN_ID, 0, frozenset({3}))

        assert decide(run, SETUP, again, SOL, RUN_AT) == BatchReported(1)

    @pytest.mark.parametrize("batch", [-2, -1, 1, 2, 99])
    def test_a_batch_that_is_not_open_cannot_be_reported(self, batch: int) -> None:
        """Neither the next one nor one that is none."""
        run = a_run(RunStage.RUNNING, people=60)

        decision = decide(run, SETUP, ReportBatch(SETUP_ID, RUN_ID, batch), SOL, RUN_AT)

        assert decision == RunNotOpen(RunStage.RUNNING)

    def test_a_batch_that_is_none_is_not_called_reported_either(self) -> None:
        """After the end as before: counting from the end of the list is nobody's business."""
        none = ReportBatch(SETUP_ID, RUN_ID, -1)

        decision = decide(a_run(RunStage.ENDED), SETUP, none, SOL, RUN_AT)

        assert decision == RunNotOpen(RunStage.ENDED)

    def test_one_person_in_three_roles_gets_one_result(self) -> None:
        """Nobody reads the same twice."""
        setup = a_setup(Stage.READY, starter=SOL, marketo_admin=SOL, sales_connect_admin=SOL)
        run = a_run(RunStage.RUNNING, setup=setup)

        outcome = done(decide(run, setup, ReportBatch(SETUP_ID, RUN_ID, 0), SOL, RUN_AT))

        results = [due for due in outcome.effects if due in notify(*result_cards())]
        assert results == notify(Slot(card=Card.RESULT, to=SOL.user_id))

    @pytest.mark.parametrize("people", [1, 50, 51, 100, 101])
    def test_everybody_is_told_exactly_once_in_a_whole_run(self, people: int) -> None:
        """However many batches there are."""
        run = a_run(RunStage.RUNNING, people=people)
        messages: list[Due] = []
        while (batch := run.open_batch) is not None:
            outcome = report(run, batch)
            run = outcome.state
            messages += [due for due in outcome.effects if due in told(*run.rows)]

        assert messages == told(*range(people))
        assert run.count(RowState.CONNECTED) == people


def test_a_run_can_be_read_back() -> None:
    """Rows are stored apart; what is read is what was written."""
    run = a_run(
        RunStage.ENDED, people=[Candidate("ada@acme.example", UserId("U_ADA"))], run_id=RunId("r")
    )

    assert Run.model_validate_json(run.model_dump_json()) == run
