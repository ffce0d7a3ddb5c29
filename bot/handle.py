"""One function for all commands: load, decide, commit; once more if somebody else was faster."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from bot.domain import request_steps, run_steps, setup_steps
from bot.domain.audit import differences, request_differences, run_differences
from bot.domain.commands import Command, NoteShownLate, StartSetup
from bot.domain.ids import RequestId, RunId, SeenId, SetupId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import (
    AlreadyInARun,
    AlreadyRequested,
    ChangedMeanwhile,
    NameTaken,
    NoSuchSetup,
    OnAnotherInstance,
    OnRecord,
    Refusal,
    RequestNotOpen,
    RunNotOpen,
)
from bot.domain.request import Request
from bot.domain.request_commands import BeginsRequest, RequestCommand
from bot.domain.run import Run
from bot.domain.run_commands import BeginsRun, RunCommand
from bot.domain.setup import Setup
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import (
    Barred,
    CommitAnswer,
    Committed,
    Conflict,
    Entry,
    LeaseLost,
    SeenBefore,
    Taken,
)
from bot.store.due import Claim
from bot.store.instants import Clock
from bot.store.run_parts import people

ATTEMPTS: Final = 16  # a conflict means that somebody else went on, so this ends
AT_ONCE_AGAIN: Final = 3  # of them; then others, such as a run with many calls, are let go first
LONGEST_PAUSE: Final = 0.01  # seconds


class TooBusy(Exception):
    """The same aggregate changed under each attempt; nothing was written."""


@dataclass(frozen=True, slots=True)
class Done:
    """Committed now, or by an earlier delivery of the same thing (`repeated`)."""

    setup: Setup
    run: Run | None = None
    request: Request | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed; `setup` is what it was refused on."""

    why: Refusal
    setup: Setup | None = None


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Another worker performs the effect; nothing was changed."""


Answer: TypeAlias = Done | Refused | Overtaken


@dataclass(frozen=True, slots=True)
class _Given:
    command: Command
    by: Actor | Ourselves
    seen: SeenId | None
    finishing: Claim | None


class Handle:
    """The only way to change anything."""

    def __init__(self, aggregates: Aggregates, rules: Rules, now: Clock) -> None:
        self._aggregates = aggregates
        self._rules = rules
        self._now = now

    async def __call__(
        self,
        command: Command,
        *,
        by: Actor | Ourselves,
        seen: SeenId | None = None,
        finishing: Claim | None = None,
        loaded: Versioned[Setup] | None = None,
    ) -> Answer:
        """
        `seen` recognises a repeated delivery; `finishing` is the effect that this commit ends;
        `loaded` saves a round trip and is read anew if it turns out to be old.

        Raises:
            TooBusy: try again.
            StoreError: nothing is known to be written.
        """
        given = _Given(command, by, seen, finishing)
        for attempt in range(ATTEMPTS):
            if attempt >= AT_ONCE_AGAIN:
                await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 (no secret)
            answer = await self._once(given, loaded)
            if not isinstance(answer, Conflict):
                return answer
            loaded = None
        raise TooBusy(type(command).__name__)

    async def _once(self, given: _Given, loaded: Versioned[Setup] | None) -> Answer | Conflict:
        command, by = given.command, given.by
        if isinstance(command, StartSetup):
            assert isinstance(by, Actor)
            started = setup_steps.start(command, by, self._now())
            return await self._commit_setup(given, started, None)
        setup = loaded or await self._aggregates.setup(by.team_id, command.setup_id)
        if setup is None:
            return Refused(NoSuchSetup())
        if isinstance(command, RunCommand):
            return await self._decide_run(given, command, setup.state)
        if isinstance(command, RequestCommand):
            return await self._decide_request(given, command, setup.state)
        decision = setup_steps.decide(setup.state, command, by, self._now(), self._rules)
        return await self._commit_setup(given, decision, setup)

    async def _commit_setup(
        self, given: _Given, decision: Outcome[Setup] | Refusal, former: Versioned[Setup] | None
    ) -> Answer | Conflict:
        before = former.state if former else None
        if not isinstance(decision, Outcome):
            return await self._refused(given, decision, before)
        changed = differences(before, decision.state)
        stage = before.stage if before else ""
        entry = self._entry(given, stage, decision.state.stage, changed)
        written = await self._aggregates.commit_setup(
            decision, former, entry, given.seen, given.finishing
        )
        if isinstance(written, Taken):
            return Refused(NameTaken(decision.state.kind, decision.state.name), before)
        return await self._answer(given, written, Done(decision.state))

    async def _decide_run(
        self, given: _Given, command: RunCommand, setup: Setup
    ) -> Answer | Conflict:
        by, now = given.by, self._now()
        part = people(lambda run: run_steps.rows_of(run, command))
        former = await self._aggregates.run(by.team_id, command.run_id, part)
        if former and former.state.setup_id != setup.id:
            return Refused(NoSuchSetup())
        if former:
            decision = run_steps.decide(former.state, setup, command, by, now)
        elif isinstance(command, BeginsRun):
            assert isinstance(by, Actor)
            decision = run_steps.begin(setup, command, by, now)
        else:
            decision = RunNotOpen(None)
        if not isinstance(decision, Outcome):
            return await self._refused(given, decision, setup)
        before, run = former.state if former else None, decision.state
        changed = run_differences(before, run)
        entry = self._entry(given, before.stage if before else "", run.stage, changed)
        others: tuple[SetupId, ...] = ()
        if run.is_under_way and not (before and before.is_under_way):
            others = await self._aggregates.others(by.team_id, setup.id)
        written = await self._aggregates.commit_run(
            decision, former, entry, given.seen, given.finishing, others
        )
        if isinstance(written, Taken):
            return Refused(AlreadyInARun((written.field,)), setup)
        if isinstance(written, Barred):
            return Refused(ChangedMeanwhile(written.field), setup)
        return await self._answer(given, written, Done(setup, decision.state))

    async def _decide_request(
        self, given: _Given, command: RequestCommand, setup: Setup
    ) -> Answer | Conflict:
        by, now = given.by, self._now()
        former = await self._aggregates.request(by.team_id, command.request_id)
        if former and former.state.setup_id != setup.id:
            return Refused(NoSuchSetup())
        others: tuple[SetupId, ...] = ()
        if former:
            decision = request_steps.decide(former.state, setup, command, by, now)
            if former.state.is_taken_back_late:
                others = await self._aggregates.others(by.team_id, setup.id)
        elif isinstance(command, BeginsRequest):
            assert isinstance(by, Actor)
            decision = request_steps.begin(setup, command, by, now)
            others = await self._aggregates.others(by.team_id, setup.id)
        else:
            decision = RequestNotOpen(None)
        if not isinstance(decision, Outcome):
            return await self._refused(given, decision, setup)
        before, request = former.state if former else None, decision.state
        changed = request_differences(before, request)
        entry = self._entry(given, before.stage if before else "", request.stage, changed)
        written = await self._aggregates.commit_request(
            decision, former, entry, given.seen, given.finishing, others, setup
        )
        if former and isinstance(written, Taken | Barred):
            return Refused(OnAnotherInstance(written.field), setup)
        if isinstance(written, Taken):
            return Refused(AlreadyRequested(written.field), setup)
        if isinstance(written, Barred):
            return Refused(OnRecord(written.field), setup)
        return await self._answer(given, written, Done(setup, request=request))

    async def _answer(self, given: _Given, written: CommitAnswer, done: Done) -> Answer | Conflict:
        match written:
            case Committed():
                return done
            case SeenBefore(former_id):
                return await self._repeated(given, former_id)
            case LeaseLost():
                return Overtaken()
            case _:
                return Conflict()

    async def _refused(self, given: _Given, why: Refusal, setup: Setup | None) -> Answer:
        """A repeat of what was done is refused by the rules, but nobody did anything wrong."""
        if given.seen:
            former_id = await self._aggregates.seen(given.by.team_id, given.seen)
            if former_id:
                return await self._repeated(given, former_id)
        return Refused(why, setup)

    async def _repeated(self, given: _Given, former_id: str) -> Answer:
        team_id = given.by.team_id
        run, request = None, None
        setup_id = SetupId(former_id)
        if isinstance(given.command, RunCommand):
            run = await self._aggregates.run(team_id, RunId(former_id))
            setup_id = given.command.setup_id
        if isinstance(given.command, RequestCommand):
            request = await self._aggregates.request(team_id, RequestId(former_id))
            setup_id = given.command.setup_id
        setup = await self._aggregates.setup(team_id, setup_id)
        if setup is None:
            return Refused(NoSuchSetup())
        return Done(
            setup.state,
            run.state if run else None,
            request.state if request else None,
            repeated=True,
        )

    def _entry(
        self,
        given: _Given,
        before: str,
        after: str,
        changed: Mapping[str, Any] = MappingProxyType({}),
    ) -> Entry:
        by = given.by
        who = by.user_id if isinstance(by, Actor) else "bot"
        match given.command:
            case NoteShownLate(shown_to=shown_to):  # our note, of what somebody saw
                who = shown_to
            case StartSetup(of_production=True):  # in the name of who started the other one
                who = "bot"
            case _:
                pass
        what = type(given.command).__name__
        setups = (given.command.setup_id,)
        return Entry(who, what, before, after, self._now(), changed, setups)
