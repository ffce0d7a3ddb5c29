"""One setup with its runs, its vault and its due effects, as a machine of hypothesis."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.domain import run_steps, setup_steps
from bot.domain.commands import (
    BecomeReady,
    Command,
    ExpireCredentials,
    HandOver,
    NoteApiChecked,
    NoteChecked,
    NotePersonGone,
    NoteRevealed,
    NoteRunEnded,
    NoteRunPrepared,
    NoteRunStarted,
    Remind,
    ReportConnected,
    ReportLost,
    SaveWorkspaces,
    SetupCommand,
    StartNowAnyway,
    TakeOver,
)
from bot.domain.effects import (
    BecomeReadyLater,
    CallConnector,
    Card,
    CheckApi,
    CheckPair,
    Due,
    Effect,
    ExpireLater,
    NotePrepared,
    NoteRun,
    NoteUntold,
    Notify,
    RemindLater,
    TellRun,
)
from bot.domain.ids import RunId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves, Role
from bot.domain.refusals import Refusal
from bot.domain.run import Does, Driver, Run, RunStage
from bot.domain.run_commands import (
    CancelRun,
    CloseRun,
    HandOnRun,
    NoteCalled,
    NoteCallPutOff,
    NoteUntoldPerson,
    PauseRun,
    PlanDisconnect,
    PlanRun,
    PrepareRun,
    ReportBatch,
    ResumeRun,
    RunCommand,
    StartRun,
)
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays, MarketoSays
from bot.domain.stages import Stage
from tests.domain.builders import (
    CREDENTIALS,
    EVERYBODY,
    MARA,
    NINA,
    OTTO,
    OURSELVES,
    SETUP_ID,
    SOL,
    STARTED_AT,
    STELLA,
    SVEN,
    USUAL,
    a_start,
    done,
)
from tests.domain.partly import decided
from tests.domain.run_builders import a_change, a_plan, note_of

NOBODY_AT_ALL: Final = RunId("no-run")
# Those who may come up as often as all the others together: else nobody gets far.
ACTOR: Final = st.one_of(st.sampled_from([MARA, SOL]), st.sampled_from(list(EVERYBODY.values())))
VERSION: Final = st.integers(min_value=0, max_value=4)
AN_EARLIER_ONE: Final = st.integers(min_value=1, max_value=4)
A_FEW: Final = st.integers(min_value=1, max_value=2)  # else most of it is passed by at once
MOMENT: Final = st.sampled_from(
    [timedelta(seconds=1), timedelta(minutes=1), timedelta(minutes=10), timedelta(days=3)]
)
TICK: Final = timedelta(microseconds=1)
COMPANY: Final = {one.user_id: one for one in (STELLA, MARA, SOL, SVEN, NINA, OTTO)}


class Road(RuleBasedStateMachine):
    """One setup, its runs, its vault and its due effects; time only goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = STARTED_AT
        self.operators = Rules()
        self.setup: Setup
        self.runs: dict[RunId, Run] = {}
        self.vault: int | None = None  # the version that waits in it
        self.access: set[int] = set()  # the numbers of API-only pairs that are sealed
        self.marketo_says = MarketoSays.ACCEPTED
        self.api_says = ApiSays.WORKS
        self.waiting: dict[str, tuple[datetime, Effect]] = {}  # by id, as in the due set
        self.notified: Counter[str] = Counter()
        self.reminders = 0
        self.reminders_due = 0
        self.long_connected = False
        self.hand_overs = 0
        self.revealed: list[int] = []

    @initialize(
        marketo_admin=st.sampled_from([MARA, MARA, SOL]),
        wait=st.sampled_from([timedelta(0), timedelta(minutes=10)]),
        steps=st.one_of(A_FEW, st.integers(min_value=0, max_value=8)),
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

    @rule(steps=st.one_of(A_FEW, st.integers(min_value=1, max_value=8)))
    def the_right_people_go_on(self, steps: int) -> None:
        """As they should; without it, chance alone would seldom come far."""
        for _ in range(steps):
            match self.setup.stage:
                case Stage.NAMED if self.setup.one_admin:
                    self.reports_connected(self._admin)
                case Stage.NAMED:
                    self.hands_over(COMPANY[self.setup.marketo_admin], usual=True, same_as=None)
                case Stage.HANDED_OVER:
                    self.reveals(self._admin, 0, latest=True)
                case Stage.REVEALED:
                    self.reports_connected(self._admin)
                case Stage.CONNECTED:
                    self.now += self.operators.wait
                    self._gives(BecomeReady(SETUP_ID), OURSELVES)
                case Stage.CANCELLED:
                    return
                case _:
                    self._the_run_goes_on()

    def _the_run_goes_on(self) -> None:
        for run in self.runs.values():
            if run.stage in (RunStage.DRAFT, RunStage.PREPARED):
                self._gives(StartRun(SETUP_ID, run.id), self._admin)
                return
            if run.stage is RunStage.PAUSED:
                self._gives(ResumeRun(SETUP_ID, run.id), self._admin)
                return
            if run.open_batch is not None:
                self._gives(ReportBatch(SETUP_ID, run.id, run.open_batch), self._admin)
                return
            if run.stage is RunStage.RUNNING:
                self._the_connector_goes_on(run.id)
                return
        self.plans(self._admin, 51, prepare=False, kind="connect")

    def _the_connector_goes_on(self, run_id: RunId) -> None:
        effects = [effect for _, effect in self.waiting.values()]
        for effect in effects:
            if isinstance(effect, CallConnector) and effect.run_id == run_id:
                del self.waiting[effect.id]
                self._perform(effect)

    @rule(actor=ACTOR, usual=st.booleans(), same_as=st.one_of(st.none(), AN_EARLIER_ONE))
    def hands_over(self, actor: Actor | Ourselves, usual: bool, same_as: int | None) -> None:
        values = USUAL if usual else CREDENTIALS
        if self._gives(HandOver(SETUP_ID, values, same_as=same_as), actor):
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
                NoteChecked(SETUP_ID, 1, MarketoSays.NOT_ACCEPTED),
                NoteApiChecked(SETUP_ID, 1, ApiSays.REFUSED),
                NoteRunStarted(SETUP_ID, NOBODY_AT_ALL),
                NoteRunEnded(SETUP_ID, NOBODY_AT_ALL),
                NotePersonGone(SETUP_ID, SOL.user_id),
                Remind(SETUP_ID, Role.SALESFORCE_ADMIN, 2),
            ]
        ),
    )
    def forges_what_only_the_bot_does(self, who: Actor, command: SetupCommand) -> None:
        assert not self._gives(command, who)

    @precondition(lambda self: self._due())
    @rule(pick=st.integers(min_value=0), once_more=st.booleans())
    def an_effect_comes(self, pick: int, once_more: bool) -> None:
        """Any that is due, in no order, and perhaps a second time."""
        at, effect = self._due()[pick % len(self._due())]
        if not once_more:
            del self.waiting[effect.id]
        assert at <= self.now
        self._perform(effect)

    @rule(
        actor=ACTOR,
        people=st.sampled_from([1, 3, 51, 120]),
        prepare=st.booleans(),
        kind=st.sampled_from(["connect", "connect", "change", "disconnect"]),
    )
    def plans(self, actor: Actor | Ourselves, people: int, prepare: bool, kind: str) -> None:
        if isinstance(actor, Ourselves):
            return
        run_id = RunId(f"run-{len(self.runs)}")
        if kind == "connect":
            command: PlanRun | PlanDisconnect = PlanRun(SETUP_ID, run_id, a_plan(people))
        else:
            plan = a_change(people, () if kind == "change" else None)
            command = PlanDisconnect(SETUP_ID, run_id, plan)
        outcome = run_steps.begin(self.setup, command, actor, self.now)
        if isinstance(outcome, Outcome):
            self.runs[run_id] = outcome.state
            self._commit(outcome.effects)
            if prepare:
                self._gives(PrepareRun(SETUP_ID, run_id), actor)

    @precondition(lambda self: self.runs)
    @rule(actor=ACTOR, pick=st.integers(min_value=0), driver=st.sampled_from(Driver))
    def starts(self, actor: Actor | Ourselves, pick: int, driver: Driver) -> None:
        self._gives(StartRun(SETUP_ID, self._run(pick), driver), actor)

    @precondition(lambda self: self.runs)
    @rule(
        actor=ACTOR,
        pick=st.integers(min_value=0),
        command=st.sampled_from([PauseRun, PauseRun, ResumeRun, CancelRun]),
    )
    def steers(
        self,
        actor: Actor | Ourselves,
        pick: int,
        command: type[PauseRun] | type[ResumeRun] | type[CancelRun],
    ) -> None:
        self._gives(command(SETUP_ID, self._run(pick)), actor)

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

    @property
    def _admin(self) -> Actor:
        return COMPANY[self.setup.sales_connect_admin]

    def _due(self) -> list[tuple[datetime, Effect]]:
        return [one for one in self.waiting.values() if one[0] <= self.now]

    def _run(self, pick: int) -> RunId:
        return list(self.runs)[pick % len(self.runs)]

    def _perform(self, effect: Effect) -> None:
        match effect:
            case BecomeReadyLater():
                self._gives(BecomeReady(effect.setup_id), OURSELVES)
            case ExpireLater():
                self._gives(ExpireCredentials(effect.setup_id, effect.version), OURSELVES)
            case NoteRun():
                self._gives(note_of(effect), OURSELVES)
            case CallConnector():
                self._gives(self._called(effect), OURSELVES)
            case NoteUntold():
                self._gives(NoteUntoldPerson(effect.setup_id, effect.run_id, effect.row), OURSELVES)
            case NotePrepared():
                command = NoteRunPrepared(
                    effect.setup_id, effect.run_id, effect.people, effect.connection
                )
                self._gives(command, OURSELVES)
            case RemindLater():
                self._gives(Remind(effect.setup_id, effect.role, effect.turn), OURSELVES)
            case TellRun():
                tell = CloseRun if effect.closed else HandOnRun
                self._gives(tell(effect.setup_id, effect.run_id, effect.former), OURSELVES)
            case CheckPair():
                note = NoteChecked(effect.setup_id, effect.version, self.marketo_says)
                self._gives(note, OURSELVES)
            case CheckApi():
                read = NoteApiChecked(effect.setup_id, effect.number, self.api_says)
                self._gives(read, OURSELVES)

    def _called(self, effect: CallConnector) -> RunCommand:
        """Some it refuses; while the run is paused it is not asked."""
        if self.runs[effect.run_id].stage is RunStage.PAUSED:
            return NoteCallPutOff(effect.setup_id, effect.run_id, effect.row)
        why = "no licence" if effect.row % 7 == 3 else None
        return NoteCalled(effect.setup_id, effect.run_id, effect.row, Does(effect.does), why)

    def _gives(self, command: Command, actor: Actor | Ourselves) -> bool:
        """Decides and commits, each at its own moment; a refusal must leave all as it was."""
        self.now += TICK
        written = self._written()
        outcome: Outcome[Setup] | Outcome[Run] | Refusal
        if isinstance(command, SetupCommand):
            of_setup = setup_steps.decide(self.setup, command, actor, self.now, self.operators)
            if isinstance(of_setup, Outcome):
                self._changed(command, actor, self.setup, of_setup)
            outcome = of_setup
        else:
            assert isinstance(command, RunCommand)
            run = self.runs[command.run_id]
            outcome = decided(run, self.setup, command, actor, self.now)
        assert self._written() == written, "a decision changed what it was given"
        if not isinstance(outcome, Outcome):
            return False
        if isinstance(outcome.state, Run):
            self.runs[outcome.state.id] = outcome.state
        else:
            self.setup = outcome.state
            if outcome.keep:
                self.vault = self.setup.version
            elif outcome.burn:
                self.vault = None
            assert self.access.issuperset(outcome.burn_access), "what is burnt was not there"
            self.access.difference_update(outcome.burn_access)
            if outcome.keep_access:
                self.access.add(self.setup.api_pairs)
        self._commit(outcome.effects)
        return True

    def _changed(
        self, command: Command, actor: Actor | Ourselves, before: Setup, outcome: Outcome[Setup]
    ) -> None:
        """What is counted of a step, before it is taken; a test adds what must be true of it."""
        after = outcome.state
        became_ready = before.stage is Stage.CONNECTED and after.stage is Stage.READY
        handed_on = before.stage is Stage.READY and before.sales_connect_admin != (
            after.sales_connect_admin
        )
        self.reminders_due += became_ready or (handed_on and after.stage is Stage.READY)
        if isinstance(command, ReportLost):
            self.long_connected = False
        if isinstance(command, TakeOver):
            # Who owned it once, and now owns it again, has the card of their step a second time.
            again = Notify(about=after.ref, slot=after.wait_card())
            self.notified.pop(again.id, None)

    def _written(self) -> list[str]:
        return [one.model_dump_json() for one in (self.setup, *self.runs.values())]

    def _commit(self, effects: tuple[Due, ...]) -> None:
        ids, different = {effect.id for effect, _ in effects}, set(effects)
        assert len(ids) == len(different), "one effect of a step takes the place of another"
        for effect, at in effects:
            if isinstance(effect, Notify):
                self.notified[effect.id] += 1
                self.reminders += effect.slot.card is Card.READY
            else:
                self.waiting[effect.id] = (at or self.now, effect)

    def somebody_of(self, role: Role) -> Actor | None:
        """None: nobody has it."""
        user_id = self.setup.people.get(role)
        return COMPANY[user_id] if user_id else None
