"""Whatever people press, in whatever order, however often and late effects come."""

from datetime import datetime, timedelta
from typing import Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain import run_steps, setup_steps
from bot.domain.commands import (
    BecomeReady,
    Command,
    ExpireCredentials,
    HandOver,
    NoteRevealed,
    NoteRunEnded,
    NoteRunStarted,
    NoteUntoldPerson,
    PlanRun,
    ReportBatch,
    ReportConnected,
    SaveWorkspaces,
    SetupCommand,
    StartNowAnyway,
    StartRun,
)
from bot.domain.effects import (
    BecomeReadyLater,
    Card,
    Due,
    Effect,
    ExpireLater,
    NoteRun,
    NoteUntold,
    Notify,
)
from bot.domain.ids import RunId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves
from bot.domain.run import RowState, Run, RunStage
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    MARA,
    OURSELVES,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    a_plan,
    a_start,
    done,
)

NOBODY_AT_ALL: Final = RunId("no-run")
# Those who may come up as often as all the others together: else nobody gets far.
ACTOR: Final = st.one_of(st.sampled_from([MARA, SOL]), st.sampled_from(list(EVERYBODY.values())))
VERSION: Final = st.integers(min_value=0, max_value=4)
MOMENT: Final = st.sampled_from(
    [timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=10), timedelta(days=3)]
)
WAY_BACK: Final = {
    (Stage.HANDED_OVER, Stage.NAMED, ExpireCredentials),
    (Stage.REVEALED, Stage.HANDED_OVER, HandOver),
    (Stage.DONE, Stage.PROVISIONING, NoteRunStarted),
    (Stage.DONE, Stage.PROVISIONING, NoteRunEnded),
}


class Road(RuleBasedStateMachine):
    """One setup, its runs, its vault and its due effects; time only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = STARTED_AT
        self.operators = Rules()
        self.setup: Setup
        self.runs: dict[RunId, Run] = {}
        self.vault: int | None = None  # the version that waits in it
        self.waiting: list[tuple[datetime, Effect]] = []
        self.notified: list[str] = []
        self.reminders = 0
        self.was_ready = False
        self.hand_overs = 0
        self.revealed: list[int] = []

    @initialize(
        marketo_admin=st.sampled_from([MARA, SOL]),
        wait=st.sampled_from([timedelta(0), timedelta(minutes=10)]),
        steps=st.integers(min_value=0, max_value=8),
    )
    def begins(self, marketo_admin: Actor, wait: timedelta, steps: int) -> None:
        """Somebody may be both admins; operators may set the wait to nothing."""
        self.operators = Rules(wait=wait)
        outcome = done(setup_steps.start(a_start(marketo_admin, SOL), STELLA, self.now))
        self.setup = outcome.state
        self._commit(outcome.effects)
        self.the_right_people_go_on(steps)

    @rule(span=MOMENT)
    def time_passes(self, span: timedelta) -> None:
        self.now += span

    @rule(steps=st.integers(min_value=1, max_value=8))
    def the_right_people_go_on(self, steps: int) -> None:
        """As they should; without it, chance alone would seldom come far."""
        for _ in range(steps):
            match self.setup.stage:
                case Stage.NAMED:
                    self.hands_over(self._marketo_admin)
                case Stage.HANDED_OVER:
                    self.reveals(SOL, 0, latest=True)
                case Stage.REVEALED:
                    self.reports_connected(SOL)
                case Stage.CONNECTED:
                    self.now += self.operators.wait
                    self._gives(BecomeReady(SETUP_ID), OURSELVES)
                case _:
                    self._the_run_goes_on()

    def _the_run_goes_on(self) -> None:
        for run in self.runs.values():
            if run.stage is RunStage.DRAFT:
                self._starts(run.id, SOL)
                return
            if run.open_batch is not None:
                self._gives(ReportBatch(SETUP_ID, run.id, run.open_batch), SOL)
                return
        self.plans(SOL, 51)

    @rule(actor=ACTOR)
    def hands_over(self, actor: Actor | Ourselves) -> None:
        if self._gives(HandOver(SETUP_ID, CREDENTIALS), actor):
            self.hand_overs += 1

    @rule(actor=ACTOR, version=VERSION, latest=st.booleans())
    def reveals(self, actor: Actor | Ourselves, version: int, latest: bool) -> None:
        shown = self.setup.version if latest else version
        if self._gives(NoteRevealed(SETUP_ID, shown), actor):
            self.revealed.append(shown)

    @rule(actor=ACTOR)
    def reports_connected(self, actor: Actor | Ourselves) -> None:
        self._gives(ReportConnected(SETUP_ID), actor)

    @rule(actor=ACTOR)
    def starts_now_anyway(self, actor: Actor | Ourselves) -> None:
        self._gives(StartNowAnyway(SETUP_ID), actor)

    @rule(actor=ACTOR)
    def names_workspaces(self, actor: Actor | Ourselves) -> None:
        self._gives(SaveWorkspaces(SETUP_ID, ("Europe",)), actor)

    @rule(
        who=st.sampled_from([one for one in EVERYBODY.values() if isinstance(one, Actor)]),
        command=st.sampled_from(
            [
                BecomeReady(SETUP_ID),
                ExpireCredentials(SETUP_ID, 1),
                NoteRunStarted(SETUP_ID, NOBODY_AT_ALL),
                NoteRunEnded(SETUP_ID, NOBODY_AT_ALL),
            ]
        ),
    )
    def forges_what_only_the_bot_does(self, who: Actor, command: SetupCommand) -> None:
        assert not self._gives(command, who)

    @precondition(lambda self: self._due())
    @rule(pick=st.integers(min_value=0), once_more=st.booleans())
    def an_effect_comes(self, pick: int, once_more: bool) -> None:
        """Any that is due, in no order, and perhaps a second time."""
        at, effect = due = self._due()[pick % len(self._due())]
        if not once_more:
            self.waiting.remove(due)
        assert at <= self.now
        self._perform(effect)

    @rule(actor=ACTOR, people=st.sampled_from([1, 3, 51, 120]))
    def plans(self, actor: Actor | Ourselves, people: int) -> None:
        if isinstance(actor, Ourselves):
            return
        run_id = RunId(f"run-{len(self.runs)}")
        command = PlanRun(SETUP_ID, run_id, a_plan(people))
        outcome = run_steps.plan(self.setup, command, actor, self.now)
        if isinstance(outcome, Outcome):
            self.runs[run_id] = outcome.state
            self._commit(outcome.effects)

    @precondition(lambda self: self.runs)
    @rule(actor=ACTOR, pick=st.integers(min_value=0))
    def starts(self, actor: Actor | Ourselves, pick: int) -> None:
        self._starts(self._run(pick), actor)

    @precondition(lambda self: self.runs)
    @rule(
        actor=ACTOR,
        pick=st.integers(min_value=0),
        batch=st.integers(min_value=-1, max_value=3),
        failed=st.frozensets(st.integers(min_value=0, max_value=120), max_size=3),
    )
    def reports(
        self, actor: Actor | Ourselves, pick: int, batch: int, failed: frozenset[int]
    ) -> None:
        self._gives(ReportBatch(SETUP_ID, self._run(pick), batch, failed), actor)

    @precondition(lambda self: self.runs)
    @rule(pick=st.integers(min_value=0), row=st.integers(min_value=0, max_value=120))
    def cannot_tell_somebody(self, pick: int, row: int) -> None:
        self._gives(NoteUntoldPerson(SETUP_ID, self._run(pick), row), OURSELVES)

    def _starts(self, run_id: RunId, actor: Actor | Ourselves) -> None:
        if self._gives(StartRun(SETUP_ID, run_id), actor):
            self._may_provision()

    @property
    def _marketo_admin(self) -> Actor:
        return next(one for one in (MARA, SOL) if one.user_id == self.setup.marketo_admin)

    def _due(self) -> list[tuple[datetime, Effect]]:
        return [one for one in self.waiting if one[0] <= self.now]

    def _run(self, pick: int) -> RunId:
        return list(self.runs)[pick % len(self.runs)]

    def _perform(self, effect: Effect) -> None:
        match effect:
            case BecomeReadyLater():
                self._gives(BecomeReady(effect.setup_id), OURSELVES)
            case ExpireLater():
                self._gives(ExpireCredentials(effect.setup_id, effect.version), OURSELVES)
            case NoteRun():
                note = NoteRunEnded if effect.ended else NoteRunStarted
                self._gives(note(effect.setup_id, effect.run_id), OURSELVES)
            case NoteUntold():
                self._gives(NoteUntoldPerson(effect.setup_id, effect.run_id, effect.row), OURSELVES)

    def _gives(self, command: Command, actor: Actor | Ourselves) -> bool:
        """Decides and commits; a refusal must leave everything as it was."""
        written = self._written()
        outcome: Outcome[Setup] | Outcome[Run] | object
        if isinstance(command, SetupCommand):
            outcome = setup_steps.decide(self.setup, command, actor, self.now, self.operators)
        else:
            run = self.runs[command.run_id]
            outcome = run_steps.decide(run, self.setup, command, actor, self.now)
        assert self._written() == written, "a decision changed what it was given"
        if not isinstance(outcome, Outcome):
            return False
        if isinstance(outcome.state, Run):
            self.runs[outcome.state.id] = outcome.state
        else:
            self._onward(self.setup.stage, outcome.state.stage, type(command))
            self.setup = outcome.state
            if outcome.keep:
                self.vault = self.setup.version
            elif outcome.burn:
                self.vault = None
        self._commit(outcome.effects)
        return True

    def _written(self) -> list[str]:
        return [one.model_dump_json() for one in (self.setup, *self.runs.values())]

    @staticmethod
    def _onward(before: Stage, after: Stage, command: type[Command]) -> None:
        order = list(Stage)
        assert order.index(after) >= order.index(before) or (before, after, command) in WAY_BACK

    def _commit(self, effects: tuple[Due, ...]) -> None:
        for effect, at in effects:
            if isinstance(effect, Notify):
                self.notified.append(effect.id)
                self.reminders += effect.slot.card is Card.READY
            else:
                self.waiting.append((at or self.now, effect))
        self.was_ready = self.was_ready or self.setup.stage is Stage.READY

    def _may_provision(self) -> None:
        assert self.setup.connected_at is not None
        waited = self.now >= self.setup.connected_at + self.operators.wait
        assert waited or self.setup.started_early_by is not None

    @invariant()
    def no_message_is_sent_twice(self) -> None:
        assert len(set(self.notified)) == len(self.notified)

    @invariant()
    def there_is_one_reminder_once_it_is_ready_and_none_before(self) -> None:
        assert self.reminders == int(self.was_ready)

    @invariant()
    def nobody_is_connected_before_the_wait_is_over(self) -> None:
        if self.setup.stage in (Stage.READY, Stage.PROVISIONING, Stage.DONE):
            self._may_provision()

    @invariant()
    def each_version_is_revealed_at_most_once(self) -> None:
        assert len(set(self.revealed)) == len(self.revealed)
        assert set(self.revealed) <= set(range(1, self.hand_overs + 1))

    @invariant()
    def the_vault_holds_exactly_what_can_be_revealed(self) -> None:
        waits = self.setup.version if self.setup.stage is Stage.HANDED_OVER else None
        assert self.vault == waits

    @invariant()
    def versions_count_hand_overs(self) -> None:
        assert self.setup.version == self.hand_overs

    @invariant()
    def the_setup_is_done_when_all_runs_it_knows_have_ended(self) -> None:
        phases = set(self.setup.runs.values())
        expected = None if not phases else Stage.PROVISIONING if "running" in phases else Stage.DONE
        actual = self.setup.stage
        assert actual == expected or (expected is None and not self.setup.runs)

    @invariant()
    def a_run_has_ended_when_nobody_in_it_waits(self) -> None:
        for run in self.runs.values():
            open_rows = run.count(RowState.PLANNED) + run.count(RowState.IN_BATCH)
            assert (open_rows == 0) == (run.stage is RunStage.ENDED)
            assert (run.open_batch is not None) == (run.stage is RunStage.RUNNING)

    @invariant()
    def whoever_is_connected_has_one_message_and_nobody_else_has_one(self) -> None:
        for run in self.runs.values():
            told = {
                row
                for row in run.rows
                if f"notify:{run.id}:{Card.YOU_ARE_CONNECTED}::row:{row}" in self.notified
            }
            connected = {row for row, one in run.rows.items() if one.state is RowState.CONNECTED}
            assert told == connected


Road.TestCase.settings = settings(
    max_examples=150, stateful_step_count=30, deadline=None, database=None
)
TestRoad = Road.TestCase
