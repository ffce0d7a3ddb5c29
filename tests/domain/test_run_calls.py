"""A run that the connector does: how many calls at once, in which order, and how each ends."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Due, NoteRun, Notify, Ref, Refresh, Slot
from bot.domain.outcome import Outcome
from bot.domain.provisioning import Candidate
from bot.domain.refusals import RunNotOpen
from bot.domain.run import Does, Driver, RowState, Run, RunStage
from bot.domain.run_calls import MOST_LANES
from bot.domain.run_commands import (
    HaltRun,
    NoteCalled,
    NoteCallPutOff,
    NoteCallWaits,
    PauseRun,
    ResumeRun,
    RunCommand,
    StartRun,
)
from bot.domain.stages import Stage
from tests.domain.builders import (
    OURSELVES,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    SOL,
    a_setup,
    done,
    told,
)
from tests.domain.partly import decided
from tests.domain.run_builders import a_change, a_run, calls, candidates, stepped

RUN: Final = Ref(kind="run", id=RUN_ID)
SETUP: Final = a_setup(Stage.PROVISIONING)
LATER: Final = RUN_AT + timedelta(hours=1)
PAUSE, RESUME = PauseRun(SETUP_ID, RUN_ID), ResumeRun(SETUP_ID, RUN_ID)


def running(people: int = 40) -> Run:
    return a_run(RunStage.RUNNING, people=people, driver=Driver.CONNECTOR)


def changing(people: int = 40) -> Run:
    return a_run(RunStage.RUNNING, people=a_change(people, ("Europe",)), driver=Driver.CONNECTOR)


def noted(run: Run, command: RunCommand) -> Outcome[Run]:
    return done(decided(run, SETUP, command, OURSELVES, LATER))


def called(row: int, why: str | None = None, does: Does = Does.CONNECT) -> NoteCalled:
    return NoteCalled(SETUP_ID, RUN_ID, row, does, why)


def grown(run: Run, rows: int) -> Run:
    """So many calls went well, in their order."""
    for row in range(rows):
        run = noted(run, called(row)).state
    return run


class TestStart:
    """Slowly: nobody knows yet what the connector can take."""

    def test_it_begins_with_one_call(self) -> None:
        """And says how far it is; there is no batch to be done by hand."""
        start = StartRun(SETUP_ID, RUN_ID, Driver.CONNECTOR)

        outcome = done(decided(a_run(people=40), SETUP, start, SOL, RUN_AT))

        assert calls(outcome) == [(0, Does.CONNECT)]
        assert told(outcome) == [(Card.PROGRESS, SOL.user_id)]
        assert outcome.state.open_batch is None

    def test_each_call_that_went_well_makes_two(self) -> None:
        """Until there are sixteen; then one takes the place of one."""
        run, at_once = running(), []
        for row in range(20):
            outcome = noted(run, called(row))
            run = outcome.state
            at_once.append(run.calls.lanes)

        assert at_once == [*range(2, MOST_LANES + 1), *[MOST_LANES] * 5]

    def test_a_call_that_failed_makes_one(self) -> None:
        """It goes on, and no faster."""
        outcome = noted(running(), called(0, "no licence"))

        assert calls(outcome) == [(1, Does.CONNECT)]
        assert outcome.state.calls.lanes == 1

    def test_people_are_called_in_their_order(self) -> None:
        """Those who are planned first are done first."""
        run, order = running(10), [0]
        for row in range(10):
            outcome = noted(run, called(row))
            run, order = outcome.state, [*order, *[one for one, _ in calls(outcome)]]

        assert order == list(range(10))


class TestCalled:
    """What the connector did with one person."""

    def test_who_is_connected_is_told_at_once(self) -> None:
        """And the message of the run shows it."""
        outcome = noted(running(), called(0))

        you = Notify(about=RUN, slot=Slot(card=Card.YOU_ARE_CONNECTED, to="row:0"))
        progress = Refresh(about=RUN, slot=Slot(card=Card.PROGRESS, to=SOL.user_id))
        assert outcome.effects[-2:] == (Due(you, LATER), Due(progress, LATER))
        assert outcome.state.rows[0].state is RowState.CONNECTED

    def test_one_who_is_refused_stops_nobody_else(self) -> None:
        """The reason is kept with them, as the connector said it."""
        outcome = noted(running(), called(0, "no licence"))

        row = outcome.state.rows[0]
        assert (row.state, row.why) == (RowState.FAILED, "no licence")
        assert outcome.state.first_failed == (0,)
        assert told(outcome) == []

    def test_the_last_one_ends_the_run(self) -> None:
        """With its result; the setup learns of it."""
        run = grown(running(3), 2)

        outcome = noted(run, called(2))

        assert outcome.state.stage is RunStage.ENDED
        assert {card for card, _ in told(outcome)} == {Card.YOU_ARE_CONNECTED, Card.RESULT}
        assert [due.effect.ended for due in outcome.effects if isinstance(due.effect, NoteRun)] == [
            True
        ]

    def test_it_ends_while_it_is_paused_if_nobody_is_left(self) -> None:
        """There is nothing to resume."""
        paused = stepped(running(1), PAUSE)

        ended = noted(paused, called(0)).state

        assert (ended.stage, ended.paused) == (RunStage.ENDED, None)

    @pytest.mark.parametrize(
        "note",
        [
            called(0),  # is over
            called(1, does=Does.DISCONNECT),  # was not asked for
            called(99),
            NoteCallWaits(SETUP_ID, RUN_ID, 0),
            NoteCallWaits(SETUP_ID, RUN_ID, 99),
            NoteCallPutOff(SETUP_ID, RUN_ID, 1),  # it is not paused
            HaltRun(SETUP_ID, RUN_ID, 0, "mend it"),
            HaltRun(SETUP_ID, RUN_ID, 99, "mend it"),
        ],
        ids=lambda note: type(note).__name__,
    )
    def test_a_note_that_comes_late_or_of_nobody_changes_nothing(self, note: RunCommand) -> None:
        """A worker may say what it did twice."""
        run = grown(running(), 1)

        assert decided(run, SETUP, note, OURSELVES, LATER) == RunNotOpen(RunStage.RUNNING)


class TestChange:
    """Each person is disconnected and connected again by one and the same lane."""

    def test_the_second_call_of_a_person_comes_directly_after_the_first(self) -> None:
        """Nobody is out for longer than need be."""
        outcome = noted(changing(), called(0, does=Does.DISCONNECT))

        assert calls(outcome) == [(0, Does.CONNECT)]
        assert (outcome.state.calls.lanes, outcome.state.off, outcome.state.over) == (1, 1, 0)
        then = noted(outcome.state, called(0))
        assert calls(then) == [(1, Does.DISCONNECT), (2, Does.DISCONNECT)]
        assert (then.state.off, then.state.over) == (0, 1)

    def test_who_could_not_be_disconnected_is_not_called_again(self) -> None:
        """They have what they had."""
        outcome = noted(changing(), called(0, "no such user", Does.DISCONNECT))

        assert calls(outcome) == [(1, Does.DISCONNECT)]
        assert outcome.state.rows[0].state is RowState.FAILED

    def test_disconnected_while_it_is_paused_the_other_half_comes_first_afterwards(self) -> None:
        """Whoever is out has waited longest."""
        paused = stepped(changing(), PAUSE)

        out = noted(paused, called(0, does=Does.DISCONNECT))
        resumed = done(decided(out.state, SETUP, RESUME, SOL, LATER))

        assert (calls(out), out.state.calls.again, out.state.calls.lanes) == ([], (0,), 0)
        assert calls(resumed) == [(0, Does.CONNECT)]

    def test_who_was_disconnected_in_another_run_is_only_connected(self) -> None:
        """When it is tried again."""
        plan = a_change([Candidate("ada@acme.example", off=True), *candidates(1)], ("Europe",))
        start = StartRun(SETUP_ID, RUN_ID, Driver.CONNECTOR)

        outcome = done(decided(a_run(people=plan), SETUP, start, SOL, RUN_AT))

        assert calls(outcome) == [(0, Does.CONNECT)]
        assert calls(noted(outcome.state, called(0))) == [(1, Does.DISCONNECT)]

    def test_who_only_leaves_has_one_call(self) -> None:
        """And is over with it."""
        leaving = a_run(RunStage.RUNNING, people=a_change(2, None), driver=Driver.CONNECTOR)

        outcome = noted(leaving, called(0, does=Does.DISCONNECT))

        assert calls(outcome) == [(1, Does.DISCONNECT)]
        assert outcome.state.rows[0].state is RowState.DISCONNECTED


class TestWaits:
    """The connector does not answer for somebody: their call stays due, their place does not."""

    def test_the_next_person_need_not_wait_for_them(self) -> None:
        """Their place goes to one other, once."""
        waits = NoteCallWaits(SETUP_ID, RUN_ID, 0)

        outcome = noted(running(), waits)

        assert calls(outcome) == [(1, Does.CONNECT)]
        assert (outcome.state.rows[0].waits, outcome.state.calls.lanes) == (True, 1)
        again = decided(outcome.state, SETUP, waits, OURSELVES, LATER)
        assert again == RunNotOpen(RunStage.RUNNING)

    def test_one_who_never_ends_stops_nobody_else(self) -> None:
        """All the others are done, and the run is as good as over."""
        run = noted(running(40), NoteCallWaits(SETUP_ID, RUN_ID, 0)).state
        for row in range(1, 40):
            run = noted(run, called(row)).state

        assert (run.count(RowState.CONNECTED), run.over, run.stage) == (39, 39, RunStage.RUNNING)
        assert noted(run, called(0)).state.stage is RunStage.ENDED

    def test_answered_at_last_they_free_no_place(self) -> None:
        """Somebody else has had it for long."""
        run = noted(running(40), NoteCallWaits(SETUP_ID, RUN_ID, 0)).state

        outcome = noted(run, called(0))

        assert (calls(outcome), outcome.state.calls.lanes) == ([], 1)


class TestPutOff:
    """Calls that come due while the run is paused are made when that is over."""

    def test_nothing_is_called_while_it_is_paused(self) -> None:
        """Neither what comes due nor what would be next."""
        paused = stepped(grown(running(), 2), PAUSE)

        put_off = noted(paused, NoteCallPutOff(SETUP_ID, RUN_ID, 2))
        ended = noted(put_off.state, called(3))

        assert (calls(put_off), calls(ended)) == ([], [])
        assert (ended.state.calls.again, ended.state.calls.lanes) == ((2,), 1)

    def test_what_was_put_off_comes_first_and_slowly(self) -> None:
        """As at the start."""
        run = stepped(grown(running(), 2), PAUSE)
        for row in (2, 3, 4):
            run = noted(run, NoteCallPutOff(SETUP_ID, RUN_ID, row)).state

        resumed = done(decided(run, SETUP, RESUME, SOL, LATER))

        assert calls(resumed) == [(2, Does.CONNECT)]
        after = noted(resumed.state, called(2))
        assert calls(after) == [(3, Does.CONNECT), (4, Does.CONNECT)]
        assert after.state.calls.again == ()

    def test_what_waited_has_a_place_again_when_it_was_put_off(self) -> None:
        """It is called for anew like everybody."""
        run = noted(running(), NoteCallWaits(SETUP_ID, RUN_ID, 0)).state
        run = noted(stepped(run, PAUSE), NoteCallPutOff(SETUP_ID, RUN_ID, 0)).state

        assert (run.rows[0].waits, run.calls.lanes) == (False, 1)

    def test_a_call_is_put_off_once(self) -> None:
        """Else it would be made twice afterwards, and a place would be lost."""
        put_off = NoteCallPutOff(SETUP_ID, RUN_ID, 0)
        run = noted(stepped(running(), PAUSE), put_off).state

        for note in (put_off, HaltRun(SETUP_ID, RUN_ID, 0, "mend it"), called(0)):
            assert decided(run, SETUP, note, OURSELVES, LATER) == RunNotOpen(RunStage.PAUSED)
