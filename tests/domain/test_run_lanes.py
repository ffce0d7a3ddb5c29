"""The connector answers in any order, late, or not at all: everybody is called once, and ends."""

from collections import Counter
from datetime import timedelta
from typing import Final, TypeAlias

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.effects import CallConnector, Card, Notify
from bot.domain.outcome import Outcome
from bot.domain.people import Actor, Ourselves
from bot.domain.run import SHOWN_FIRST, Does, Driver, Purpose, RowState, Run, RunStage
from bot.domain.run_calls import MOST_LANES, UNKNOWN
from bot.domain.run_commands import (
    CancelRun,
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
from tests.domain.builders import OURSELVES, RUN_AT, RUN_ID, SETUP_ID, SOL, a_setup
from tests.domain.partly import decided
from tests.domain.run_builders import a_change, a_plan, a_run

Call: TypeAlias = tuple[int, Does]
SETUP: Final = a_setup(Stage.PROVISIONING)
PICK: Final = st.integers(min_value=0, max_value=999)
BOTH: Final = (Does.DISCONNECT, Does.CONNECT)


class Lanes(RuleBasedStateMachine):
    """A run, and the calls that are due or on their way."""

    def __init__(self) -> None:
        super().__init__()
        self.now = RUN_AT
        self.run: Run
        self.due: dict[Call, bool] = {}  # the bool: somebody else is called beside it
        self.in_doubt: set[int] = set()  # their call was made, and nobody knows how it ended
        self.unknown: set[int] = set()  # the same, when all was over
        self.ended: Counter[Call] = Counter()
        self.refused: set[int] = set()
        self.told: Counter[str] = Counter()

    @initialize(people=st.sampled_from([1, 5, 50]), purpose=st.sampled_from(Purpose))
    def starts(self, people: int, purpose: Purpose) -> None:
        match purpose:
            case Purpose.CONNECT:
                plan = a_plan(people)
            case Purpose.DISCONNECT:
                plan = a_change(people, None)
            case Purpose.CHANGE:
                plan = a_change(people, ("Europe",))
        self.run = a_run(people=plan)
        self._gives(StartRun(SETUP_ID, RUN_ID, Driver.CONNECTOR), SOL)

    @precondition(lambda self: self.due)
    @rule(pick=PICK, times=st.sampled_from([1, 2, 8, 30]), is_refused=st.integers(0, 3))
    def the_connector_answers(self, pick: int, times: int, is_refused: int) -> None:
        """In no order; some it refuses. While the run is paused, those that were on their way."""
        for _ in range(times):
            if self.due:
                self._answers(self._call(pick), is_refused == 0)

    @precondition(lambda self: self.due)
    @rule(pick=PICK)
    def the_connector_does_not_answer(self, pick: int) -> None:
        call = self._call(pick)
        if self.run.stage is RunStage.RUNNING:
            self.in_doubt.add(call[0])
        if self._gives(NoteCallWaits(SETUP_ID, RUN_ID, call[0])):
            assert not self.due[call], "two were called beside it"
            self.due[call] = True

    @precondition(lambda self: self.due)
    @rule(pick=PICK)
    def a_call_comes_due(self, pick: int) -> None:
        """While the run is paused or over: else it is made, and ends in one of the other ways."""
        call = self._call(pick)
        in_doubt = call[0] in self.in_doubt
        if self._gives(NoteCallPutOff(SETUP_ID, RUN_ID, call[0], in_doubt)):
            assert self.run.stage is not RunStage.RUNNING
            del self.due[call]
            self._is_over_in_doubt()

    @precondition(lambda self: self.due)
    @rule(pick=PICK)
    def the_connector_must_be_mended(self, pick: int) -> None:
        call = self._call(pick)
        in_doubt = call[0] in self.in_doubt
        if self._gives(HaltRun(SETUP_ID, RUN_ID, call[0], "mend it", in_doubt)):
            del self.due[call]
            assert self.run.stage is RunStage.PAUSED

    @rule()
    def is_paused(self) -> None:
        self._gives(PauseRun(SETUP_ID, RUN_ID), SOL)

    @rule()
    def is_resumed(self) -> None:
        self._gives(ResumeRun(SETUP_ID, RUN_ID), SOL)

    @rule(sure=st.integers(0, 9))
    def is_cancelled(self, sure: int) -> None:
        if sure == 0 and self._gives(CancelRun(SETUP_ID, RUN_ID), SOL):
            self._is_over_in_doubt()

    @rule(row=st.integers(-1, 50), does=st.sampled_from(Does), kind=st.integers(0, 3))
    def a_worker_says_what_is_over(self, row: int, does: Does, kind: int) -> None:
        """A second time, or of nobody: it makes no difference."""
        if any(called == row for called, _ in self.due):
            return
        notes: list[RunCommand] = [
            NoteCalled(SETUP_ID, RUN_ID, row, does),
            NoteCallWaits(SETUP_ID, RUN_ID, row),
            NoteCallPutOff(SETUP_ID, RUN_ID, row),
            HaltRun(SETUP_ID, RUN_ID, row, "mend it"),
        ]
        if row in self.run.calls.again or row >= self.run.calls.following or row in self.over:
            assert not self._gives(notes[kind])

    def teardown(self) -> None:
        """All is answered in the end: then everybody is through, once."""
        if not hasattr(self, "run"):
            return
        self._gives(ResumeRun(SETUP_ID, RUN_ID), SOL)
        while self.due:
            self._answers(next(iter(self.due)), is_refused=False)
            self.no_more_than_sixteen_are_on_their_way()
            self.everybody_is_called_put_off_over_or_still_to_come()
            self.while_it_runs_somebody_is_called()
        if self.run.cancelled is None:
            assert self.run.stage is RunStage.ENDED
            assert self.over == set(self.run.rows)
            assert self.ended == Counter(self._all_calls())
        assert max(self.ended.values(), default=1) == 1

    @property
    def over(self) -> set[int]:
        return {number for number, row in self.run.rows.items() if not row.is_open}

    @invariant()
    def no_more_than_sixteen_are_on_their_way(self) -> None:
        """Those that wait to be repeated among them."""
        assert sorted(row for row, _ in self.due) == sorted(self.run.calls.out)
        assert self.run.calls.lanes <= MOST_LANES

    @invariant()
    def everybody_is_called_put_off_over_or_still_to_come(self) -> None:
        """Exactly one of the four."""
        called, calls = [row for row, _ in self.due], self.run.calls
        to_come = list(range(calls.following, self.run.people))
        parts = [*called, *calls.again, *to_come, *self.over]
        if self.run.cancelled is None:
            assert sorted(parts) == list(self.run.rows)
        assert len(set(parts)) == len(parts)

    @invariant()
    def while_it_runs_somebody_is_called(self) -> None:
        """Beside those who wait: whatever becomes of them, it goes on."""
        if self.run.stage is RunStage.RUNNING and self.run.calls.following < self.run.people:
            assert not all(self.due.values())
        assert self.due or self.run.stage is not RunStage.RUNNING

    @invariant()
    def its_counts_are_those_of_its_people(self) -> None:
        rows = self.run.rows.values()
        assert self.run.counts == Counter(row.state for row in rows if not row.is_open)
        assert self.run.off == sum(row.off and row.is_open for row in rows)
        failed = {number for number, row in self.run.rows.items() if row.state is RowState.FAILED}
        failed -= self.unknown
        first = self.run.first_failed
        assert failed == self.refused
        every = failed | self.unknown
        assert len(set(first)) == min(len(every), SHOWN_FIRST)
        assert every.issuperset(first)

    @invariant()
    def whoever_is_in_doubt_is_held_until_it_ends(self) -> None:
        """Whatever else happens: paused, resumed, halted, cancelled, and everybody let go."""
        released = self.run
        if self.run.stage is RunStage.ENDED and not self.run.uncalled_are_free:
            released = self.run.model_copy(update={"uncalled_are_free": True})
        assert all(released.is_held(row) for row in self.in_doubt)
        assert {row for row in self.run.rows if self.run.rows[row].why == UNKNOWN} == self.unknown

    @invariant()
    def whoever_is_connected_is_told_once_and_nobody_else_is(self) -> None:
        rows = self.run.rows.items()
        connected = [f"row:{number}" for number, row in rows if row.state is RowState.CONNECTED]
        assert self.told == Counter(connected)

    def _call(self, pick: int) -> Call:
        return list(self.due)[pick % len(self.due)]

    def _answers(self, call: Call, is_refused: bool) -> None:
        row, does = call
        waits = self.due.pop(call)
        self.in_doubt.discard(row)
        why = "no licence" if is_refused else None
        assert self._gives(NoteCalled(SETUP_ID, RUN_ID, row, does, why)), "an answer was lost"
        self.ended[call] += 1
        if is_refused:
            self.refused.add(row)
        if waits and (row, Does.CONNECT) in self.due:
            self.due[row, Does.CONNECT] = True  # their other half has no place either

    def _is_over_in_doubt(self) -> None:
        """Of those with no call on its way any more, once nobody is called again."""
        if self.run.stage is RunStage.ENDED:
            called = {row for row, _ in self.due}
            self.unknown |= self.in_doubt - called

    def _all_calls(self) -> list[Call]:
        """What each person needs, less the other half of those who were refused the first."""
        match self.run.purpose:
            case Purpose.CONNECT:
                return [(row, Does.CONNECT) for row in self.run.rows]
            case Purpose.DISCONNECT:
                return [(row, Does.DISCONNECT) for row in self.run.rows]
            case Purpose.CHANGE:
                stays = {row for row in self.refused if not self.run.rows[row].off}
                every = [(row, does) for row in self.run.rows for does in BOTH]
                return [one for one in every if one[1] is Does.DISCONNECT or one[0] not in stays]

    def _gives(self, command: RunCommand, by: Actor | Ourselves = OURSELVES) -> bool:
        self.now += timedelta(seconds=1)
        outcome = decided(self.run, SETUP, command, by, self.now)
        if not isinstance(outcome, Outcome):
            return False
        self.run = outcome.state
        for effect, _ in outcome.effects:
            if isinstance(effect, CallConnector):
                call = (effect.row, Does(effect.does))
                if self.run.stage is RunStage.ENDED:
                    assert call in self.due, "called though all is over"
                    continue  # it is looked at once more
                assert call not in self.due, "called twice at once"
                assert call not in self.ended, "called though it is over"
                assert self.run.stage is RunStage.RUNNING
                self.due[call] = False
            elif isinstance(effect, Notify) and effect.slot.card is Card.YOU_ARE_CONNECTED:
                self.told[effect.slot.to] += 1
        return True


Lanes.TestCase.settings = settings(
    max_examples=120, stateful_step_count=40, deadline=None, database=None
)
TestLanes = pytest.mark.timeout(400)(Lanes.TestCase)
