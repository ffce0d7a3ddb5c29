"""A run from its preview to its result: batch after batch, nobody told twice or for nothing."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import (
    Card,
    Due,
    Gather,
    NoteRun,
    Notify,
    Ref,
    Refresh,
    ShowPreview,
    Slot,
    Sources,
)
from bot.domain.ids import RunId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Act
from bot.domain.problems import Again, Fault
from bot.domain.provisioning import Candidate, Facts, UnderWay
from bot.domain.refusals import (
    BatchReported,
    NobodyGiven,
    NobodyLeft,
    NotNow,
    NotYours,
    RunNotOpen,
    TooEarly,
)
from bot.domain.run import SHOWN_FIRST, Does, Driver, RowState, Run, RunStage, Unread
from bot.domain.run_commands import (
    GatherRun,
    NotePlanned,
    NoteUnread,
    PlanRun,
    PrepareRun,
    ReportBatch,
    RetryFailed,
    StartRun,
)
from bot.domain.run_guided import AFTER_PROGRESS
from bot.domain.run_plan import refuse_connecting
from bot.domain.run_steps import begin, decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    CONNECTED_AT,
    MARA,
    OURSELVES,
    READY_AT,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    STELLA,
    a_setup,
    done,
)
from tests.domain.builders import told as new_to
from tests.domain.run_builders import a_plan, a_run, calls, stepped

RUN: Final = Ref(kind="run", id=RUN_ID)
SETUP: Final = a_setup(Stage.READY)
SECOND: Final = timedelta(seconds=1)
REPORTED_AT: Final = RUN_AT + timedelta(hours=1)
OTHER: Final = RunId("run-0")
SOURCES: Final = Sources(file_id="F_LIST", workspaces=("Europe",))
PROGRESS: Final = Slot(card=Card.PROGRESS, to=SOL.user_id)


def batch_card(number: int) -> Slot:
    return Slot(card=Card.BATCH, part=str(number), to=SOL.user_id)


def result_cards() -> list[Slot]:
    return [Slot(card=Card.RESULT, to=who) for who in (SOL.user_id, MARA.user_id, STELLA.user_id)]


def notify(*slots: Slot) -> list[Due]:
    return [Due(Notify(about=RUN, slot=slot)) for slot in slots]


def refresh(*slots: Slot) -> list[Due]:
    return [Due(Refresh(about=RUN, slot=slot)) for slot in slots]


def told(*rows: int) -> list[Due]:
    """One message each; what Slack takes only later is due only then."""
    return [
        Due(
            Notify(about=RUN, slot=Slot(card=Card.YOU_ARE_CONNECTED, to=f"row:{row}")),
            REPORTED_AT + max(0, place - 10) * timedelta(milliseconds=220),
        )
        for place, row in enumerate(rows, start=1)
    ]


def shown(view: str) -> Due:
    return Due(ShowPreview(setup_id=SETUP_ID, run_id=RUN_ID, by=SOL.user_id, view=view))


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
        assert (draft.people, draft.over, draft.open_batch) == (120, 0, None)

    def test_it_tells_nobody(self) -> None:
        """The preview is on the screen already."""
        command = PlanRun(SETUP_ID, RUN_ID, a_plan())

        assert done(begin(SETUP, command, SOL, RUN_AT)).effects == ()

    def test_it_keeps_all_that_the_plan_says(self) -> None:
        """The numbers in the document, people and problems apart, each under its number."""
        given = [Candidate("ada@acme.example"), Candidate("ada@acme.example"), Candidate("x")]
        plan = replace(a_plan(given, ("Europe",)), continues=OTHER, owner_among=True)

        draft = done(begin(SETUP, PlanRun(SETUP_ID, RUN_ID, plan), SOL, RUN_AT)).state

        assert (draft.read, draft.people, draft.problem_count, draft.duplicate_count) == (
            3,
            1,
            1,
            1,
        )
        assert (draft.faults, draft.repeats) == ({Fault.MALFORMED: 1}, {Again.SAME_LIST: 1})
        assert (draft.batches, draft.chosen) == (plan.batches, ("Europe",))
        assert (draft.continues, draft.owner_among) == (OTHER, True)
        assert draft.duplicates == plan.duplicates
        assert (draft.rows, draft.problems) == ({0: plan.rows[0]}, {0: plan.problems[0]})

    def test_a_list_that_must_be_read_first_is_read_by_a_worker(self) -> None:
        """Nobody waits for a file, for groups, for Marketo."""
        command = GatherRun(SETUP_ID, RUN_ID, SOURCES, "view-1")

        outcome = done(begin(SETUP, command, SOL, RUN_AT))

        gather = Gather(
            setup_id=SETUP_ID, run_id=RUN_ID, by=SOL.user_id, sources=SOURCES, view="view-1"
        )
        assert (outcome.state.stage, outcome.effects) == (RunStage.READING, (Due(gather),))

    def test_what_was_read_is_the_draft_that_it_would_have_been(self) -> None:
        """With the columns of its file; the window that waits is told."""
        plan, direct = a_plan(60), a_run(people=60)
        read = NotePlanned(SETUP_ID, RUN_ID, plan, "view-1", ("phone",), (("emial", "email"),))

        outcome = done(decide(a_run(RunStage.READING), SETUP, read, OURSELVES, RUN_AT))

        columns = {"ignored": ("phone",), "meant": (("emial", "email"),)}
        assert outcome.state == direct.model_copy(update={**columns, "gathered": True})
        assert outcome.effects == (shown("view-1"),)

    def test_what_could_not_be_read_says_why_and_starts_nothing(self) -> None:
        """The window that waits is told of it."""
        unread = Unread(why="columns", about="emial", nearest="email")
        note = NoteUnread(SETUP_ID, RUN_ID, unread, "view-1")

        outcome = done(decide(a_run(RunStage.READING), SETUP, note, OURSELVES, RUN_AT))

        assert (outcome.state.stage, outcome.state.unread) == (RunStage.DRAFT, unread)
        assert outcome.effects == (shown("view-1"),)
        for command in (StartRun(SETUP_ID, RUN_ID), PrepareRun(SETUP_ID, RUN_ID)):
            assert decide(outcome.state, SETUP, command, SOL, RUN_AT) == NobodyGiven()


class TestStart:
    """The preview was confirmed."""

    def test_it_says_how_far_it_is_opens_the_first_batch_and_tells_the_setup(self) -> None:
        """Two messages: one that stays, and below it one that is to be done."""
        outcome = done(decide(a_run(people=60), SETUP, StartRun(SETUP_ID, RUN_ID), SOL, RUN_AT))

        run = outcome.state
        assert list(outcome.effects) == [
            *notify(PROGRESS),
            *(Due(due.effect, RUN_AT + AFTER_PROGRESS) for due in notify(batch_card(0))),
            noted(ended=False),
        ]
        assert (run.stage, run.started_at, run.open_batch) == (RunStage.RUNNING, RUN_AT, 0)
        assert run.over == 0

    @pytest.mark.parametrize("tells", [True, False])
    @pytest.mark.parametrize("driver", Driver)
    def test_it_is_driven_and_tells_as_was_chosen(self, driver: Driver, tells: bool) -> None:
        """At the start, or when it was prepared: then one press starts it so."""
        chosen = StartRun(SETUP_ID, RUN_ID, driver, tells)
        prepared = stepped(a_run(), PrepareRun(SETUP_ID, RUN_ID, driver, tells))

        for run in (stepped(a_run(), chosen), stepped(prepared, StartRun(SETUP_ID, RUN_ID))):
            assert (run.driver, run.tells) == (driver, tells)

    @pytest.mark.parametrize("command", [StartRun(SETUP_ID, RUN_ID), PrepareRun(SETUP_ID, RUN_ID)])
    def test_a_list_of_which_nothing_is_to_be_done_does_not_start(
        self, command: StartRun | PrepareRun
    ) -> None:
        """Said with how many have all of it already, or are getting it."""
        facts = Facts(
            connected={"ada@acme.example": ()},
            under_way={"ben@acme.example": UnderWay(OTHER, ())},
        )
        given = [Candidate(f"{one}@acme.example") for one in ("ada", "ben", "ada")]
        draft = a_run(people=a_plan([*given, Candidate("x")], (), facts))

        assert decide(draft, SETUP, command, SOL, RUN_AT) == NobodyLeft(2)

    def test_who_failed_is_tried_again_by_a_run_of_its_own(self) -> None:
        """It starts at once, and says of which run it is, and the how manieth."""
        again = RetryFailed(
            SETUP_ID, RunId("run-2"), a_plan(2), RUN_ID, 3, Driver.CONNECTOR, tells=False
        )

        outcome = done(begin(SETUP, again, SOL, RUN_AT))

        run = outcome.state
        assert (run.stage, run.retry_of, run.attempt) == (RunStage.RUNNING, RUN_ID, 3)
        assert (run.driver, run.tells, run.planned_at) == (Driver.CONNECTOR, False, RUN_AT)
        assert calls(outcome) == [(0, Does.CONNECT)]

    def test_during_the_wait_nobody_is_tried_again(self) -> None:
        """The connection was made anew since."""
        again = RetryFailed(SETUP_ID, RUN_ID, a_plan(2), RUN_ID, 2, Driver.GUIDED, tells=True)

        refusal = begin(a_setup(Stage.CONNECTED), again, SOL, CONNECTED_AT)

        assert refusal == TooEarly(left=READY_AT - CONNECTED_AT, ready_at=READY_AT)


class TestReport:
    """What became of a batch."""

    def test_each_connected_person_is_told_and_the_next_batch_opens(self) -> None:
        """One message a person, then one card for the next."""
        outcome = report(a_run(RunStage.RUNNING, people=60))

        run = outcome.state
        assert list(outcome.effects) == [
            *refresh(batch_card(0)),
            *told(*range(50)),
            Due(Refresh(about=RUN, slot=PROGRESS), REPORTED_AT),
            *notify(batch_card(1)),
        ]
        assert (run.stage, run.open_batch) == (RunStage.RUNNING, 1)
        assert (run.count(RowState.CONNECTED), run.over, run.people) == (50, 50, 60)

    def test_the_last_batch_ends_the_run(self) -> None:
        """The setup learns of it; three people get the result, once each."""
        outcome = report(a_run(RunStage.RUNNING, people=51, reported=1), 1)

        run = outcome.state
        assert list(outcome.effects) == [
            *refresh(batch_card(1)),
            *told(50),
            *refresh(PROGRESS),
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
            *refresh(batch_card(0), PROGRESS),
            noted(ended=True),
            *notify(*result_cards()),
        ]

    def test_rows_of_another_batch_do_not_fail_with_it(self) -> None:
        """A forged or stale choice reaches its own batch only."""
        outcome = report(a_run(RunStage.RUNNING, people=60), failed=frozenset({0, 55, 99}))

        rows = outcome.state.rows
        assert (rows[0].state, rows[55].state) == (RowState.FAILED, RowState.PLANNED)
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
        messages: list[str] = []
        while (batch := run.open_batch) is not None:
            outcome = report(run, batch)
            run = outcome.state
            messages += [to for card, to in new_to(outcome) if card is Card.YOU_ARE_CONNECTED]

        assert messages == [f"row:{row}" for row in range(people)]
        assert run.count(RowState.CONNECTED) == people

    def test_nobody_is_told_where_the_admin_said_so(self) -> None:
        """They tell their people themselves."""
        outcome = report(a_run(RunStage.RUNNING, tells=False))

        assert {card for card, _ in new_to(outcome)} == {Card.RESULT}

    def test_the_first_of_those_who_failed_are_named_and_all_are_counted(self) -> None:
        """A card has an end."""
        run = report(a_run(RunStage.RUNNING, people=50), failed=frozenset(range(5, 45))).state

        assert run.first_failed == tuple(range(5, 5 + SHOWN_FIRST))
        assert (run.count(RowState.FAILED), run.count(RowState.CONNECTED)) == (40, 10)


def test_a_run_can_be_read_back() -> None:
    """Rows are stored apart; what is read is what was written."""
    faulty = [Candidate("x", line=3), Candidate("ada@acme.example", UserId("U_ADA"))]
    run = a_run(RunStage.ENDED, people=[*faulty, *faulty], run_id=RunId("r"))

    assert Run.model_validate_json(run.model_dump_json()) == run
