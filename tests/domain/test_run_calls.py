"""A run that the connector does: how many calls at once, in which order, and how each ends."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Due, NoteRun, Notify, Ref, Refresh, Slot
from bot.domain.outcome import Outcome
from bot.domain.provisioning import Candidate
from bot.domain.refusals import RunNotOpen
from bot.domain.run import Does, Driver, Held, RowState, Run, RunStage
from bot.domain.run_calls import HELD, MOST_LANES, NO_ANSWER, UNKNOWN
from bot.domain.run_commands import (
    CancelRun,
    CloseRun,
    HaltRun,
    NoteCalled,
    NoteCallPutOff,
    NoteCallsHeld,
    NoteCallWaits,
    PauseRun,
    ReleasePeople,
    ResumeRun,
    RunCommand,
    StartRun,
)
from bot.domain.run_ends import result_cards
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
MINUTE: Final = timedelta(minutes=1)
CLOSE: Final = CloseRun(SETUP_ID, RUN_ID, SOL.user_id)
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
    """The connector does not answer for somebody: their call stays due, beside that of the next."""

    def test_the_next_person_need_not_wait_for_them(self) -> None:
        """One other is called beside them, once."""
        waits = NoteCallWaits(SETUP_ID, RUN_ID, 0)

        outcome = noted(running(), waits)

        assert calls(outcome) == [(1, Does.CONNECT)]
        assert (outcome.state.rows[0].waits, outcome.state.calls.out) == (True, (0, 1))
        again = decided(outcome.state, SETUP, waits, OURSELVES, LATER)
        assert again == RunNotOpen(RunStage.RUNNING)

    def test_those_who_wait_count_among_the_sixteen(self) -> None:
        """Else a connector that hangs would have twice as many calls on its way as it was told."""
        run = running()
        for row in range(MOST_LANES - 1):
            run = noted(run, NoteCallWaits(SETUP_ID, RUN_ID, row)).state

        last = decided(run, SETUP, NoteCallWaits(SETUP_ID, RUN_ID, 15), OURSELVES, LATER)

        assert (run.calls.lanes, last) == (MOST_LANES, RunNotOpen(RunStage.RUNNING))
        assert calls(noted(run, called(15))) == [(16, Does.CONNECT)]

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

        assert (calls(outcome), outcome.state.calls.out) == ([], (1,))


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


class TestDoubt:
    """A call was made, and nobody knows how it ended: that is never forgotten."""

    def _put_off(self, run: Run, row: int, *, in_doubt: bool) -> Run:
        return noted(run, NoteCallPutOff(SETUP_ID, RUN_ID, row, in_doubt)).state

    @pytest.mark.parametrize("ends", [CancelRun(SETUP_ID, RUN_ID), CLOSE], ids=["cancel", "close"])
    def test_who_was_put_off_in_doubt_failed_when_the_run_ends(self, ends: RunCommand) -> None:
        """With a reason of ours; whoever was put off before their call was made is left out."""
        paused = stepped(grown(running(), 2), PAUSE)
        paused = self._put_off(self._put_off(paused, 2, in_doubt=True), 3, in_doubt=False)

        run = stepped(paused, ends)

        assert (run.rows[2].state, run.rows[2].why) == (RowState.FAILED, UNKNOWN)
        assert (run.rows[3].state, run.first_failed) == (RowState.PLANNED, (2,))
        assert (run.is_held(2), run.count(RowState.FAILED)) == (True, 1)

    def test_it_stays_in_doubt_over_pauses(self) -> None:
        """Called for again, and put off again before the call was made."""
        once = self._put_off(stepped(running(), PAUSE), 0, in_doubt=True)

        twice = self._put_off(stepped(stepped(once, RESUME), PAUSE), 0, in_doubt=False)

        assert twice.rows[0].doubt

    @pytest.mark.parametrize("why", [None, "no licence"])
    def test_an_answer_ends_it(self, why: str | None) -> None:
        """The same key gets the same answer: it was true of the first call, too."""
        paused = self._put_off(stepped(running(), PAUSE), 0, in_doubt=True)

        run = noted(stepped(paused, RESUME), called(0, why)).state

        assert not run.rows[0].doubt

    def test_who_is_disconnected_is_not_in_doubt_with_what_comes_next(self) -> None:
        """Nobody has called for their connection yet."""
        paused = self._put_off(stepped(changing(), PAUSE), 0, in_doubt=True)

        run = noted(stepped(paused, RESUME), called(0, does=Does.DISCONNECT)).state

        assert (run.rows[0].off, run.rows[0].doubt) == (True, False)

    def test_a_run_that_ended_makes_no_last_call(self) -> None:
        """It could connect somebody after `Cancel run`; of whom nobody knows, the result tells."""
        run = stepped(grown(running(), 2), CancelRun(SETUP_ID, RUN_ID))

        in_doubt = noted(run, NoteCallPutOff(SETUP_ID, RUN_ID, 2, in_doubt=True))
        uncalled = noted(in_doubt.state, NoteCallPutOff(SETUP_ID, RUN_ID, 3))

        assert (calls(in_doubt), calls(uncalled)) == ([], [])
        assert in_doubt.state.rows[2].why == UNKNOWN
        cards = [due.effect.slot for due in in_doubt.effects if isinstance(due.effect, Refresh)]
        assert cards == list(result_cards(SETUP))
        assert uncalled.state.rows[3].is_open

    def test_only_those_with_a_call_on_its_way_are_held_after_the_end(self) -> None:
        """Until its end is known; and of whom it is not, until they are tried again."""
        run = stepped(grown(running(), 2), CancelRun(SETUP_ID, RUN_ID))
        run = stepped(run, ReleasePeople(SETUP_ID, RUN_ID))
        assert [row for row in run.rows if run.is_held(row)] == [2, 3, 4]

        run = noted(run, NoteCallPutOff(SETUP_ID, RUN_ID, 2, in_doubt=True)).state
        run = noted(run, NoteCallPutOff(SETUP_ID, RUN_ID, 3)).state
        run = noted(run, called(4)).state

        assert [row for row in run.rows if run.is_held(row)] == [2]

    def test_who_never_got_an_answer_is_held_though_the_run_is_over(self) -> None:
        """Failed, and perhaps connected."""
        run = noted(running(1), NoteCalled(SETUP_ID, RUN_ID, 0, Does.CONNECT, NO_ANSWER, True))

        assert (run.state.stage, run.state.is_held(0)) == (RunStage.ENDED, True)
        assert not noted(running(1), called(0, "no licence")).state.is_held(0)

    def test_halting_keeps_it(self) -> None:
        """The call that found out that all calls are in vain may have been heard before."""
        halted = noted(running(), HaltRun(SETUP_ID, RUN_ID, 0, NO_ANSWER, in_doubt=True)).state

        assert (halted.calls.again, halted.rows[0].doubt) == ((0,), True)


class TestHeld:
    """The connector takes no calls for a while: the message of the run says until when."""

    def test_it_is_said_at_most_each_minute(self) -> None:
        """Sixteen calls hear of one hold; since when it is, the first has said."""
        first = noted(running(), NoteCallsHeld(SETUP_ID, RUN_ID, LATER + MINUTE))
        assert first.state.held == Held(since=LATER, until=LATER + MINUTE)
        assert [type(due.effect) for due in first.effects] == [Refresh]

        soon = NoteCallsHeld(SETUP_ID, RUN_ID, LATER + 1.9 * MINUTE)
        late = NoteCallsHeld(SETUP_ID, RUN_ID, LATER + 2 * MINUTE)

        assert decided(first.state, SETUP, soon, OURSELVES, LATER) == RunNotOpen(RunStage.RUNNING)
        again = done(decided(first.state, SETUP, late, OURSELVES, LATER + MINUTE)).state
        assert again.held == Held(since=LATER, until=LATER + 2 * MINUTE)

    @pytest.mark.parametrize("ends", ["answered", "resumed", "halted"])
    def test_it_is_over_with_an_answer(self, ends: str) -> None:
        """Or when somebody begins anew."""
        run = noted(running(), NoteCallsHeld(SETUP_ID, RUN_ID, LATER + MINUTE)).state
        match ends:
            case "answered":
                run = noted(run, called(0)).state
            case "resumed":
                run = stepped(stepped(run, PAUSE), RESUME)
            case "halted":
                run = noted(run, HaltRun(SETUP_ID, RUN_ID, 0, HELD)).state

        assert run.held is None
