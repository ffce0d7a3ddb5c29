"""One function for all commands: load, decide, commit; once more if somebody else was faster."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from bot.domain import run_steps, setup_steps
from bot.domain.audit import differences, run_differences
from bot.domain.commands import Command, NoteShownLate, StartSetup
from bot.domain.ids import RunId, SeenId, SetupId
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import (
    AlreadyInARun,
    ChangedMeanwhile,
    NameTaken,
    NoSuchSetup,
    Refusal,
    RunNotOpen,
)
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
class _Request:
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
        request = _Request(command, by, seen, finishing)
        for attempt in range(ATTEMPTS):
            if attempt >= AT_ONCE_AGAIN:
                await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 (no secret)
            answer = await self._once(request, loaded)
            if not isinstance(answer, Conflict):
                return answer
            loaded = None
        raise TooBusy(type(command).__name__)

    async def _once(self, request: _Request, loaded: Versioned[Setup] | None) -> Answer | Conflict:
        command, by = request.command, request.by
        if isinstance(command, StartSetup):
            assert isinstance(by, Actor)
            started = setup_steps.start(command, by, self._now())
            return await self._commit_setup(request, started, None)
        setup = loaded or await self._aggregates.setup(by.team_id, command.setup_id)
        if setup is None:
            return Refused(NoSuchSetup())
        if isinstance(command, RunCommand):
            return await self._decide_run(request, command, setup.state)
        decision = setup_steps.decide(setup.state, command, by, self._now(), self._rules)
        return await self._commit_setup(request, decision, setup)

    async def _commit_setup(
        self, request: _Request, decision: Outcome[Setup] | Refusal, former: Versioned[Setup] | None
    ) -> Answer | Conflict:
        before = former.state if former else None
        if not isinstance(decision, Outcome):
            return await self._refused(request, decision, before)
        changed = differences(before, decision.state)
        stage = before.stage if before else ""
        entry = self._entry(request, stage, decision.state.stage, changed)
        written = await self._aggregates.commit_setup(
            decision, former, entry, request.seen, request.finishing
        )
        if isinstance(written, Taken):
            return Refused(NameTaken(decision.state.kind, decision.state.name), before)
        return await self._answer(request, written, Done(decision.state))

    async def _decide_run(
        self, request: _Request, command: RunCommand, setup: Setup
    ) -> Answer | Conflict:
        by, now = request.by, self._now()
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
            return await self._refused(request, decision, setup)
        before, run = former.state if former else None, decision.state
        changed = run_differences(before, run)
        entry = self._entry(request, before.stage if before else "", run.stage, changed)
        others: tuple[SetupId, ...] = ()
        if run.is_under_way and not (before and before.is_under_way):
            others = await self._aggregates.others(by.team_id, setup.id)
        written = await self._aggregates.commit_run(
            decision, former, entry, request.seen, request.finishing, others
        )
        if isinstance(written, Taken):
            return Refused(AlreadyInARun((written.field,)), setup)
        if isinstance(written, Barred):
            return Refused(ChangedMeanwhile(written.field), setup)
        return await self._answer(request, written, Done(setup, decision.state))

    async def _answer(
        self, request: _Request, written: CommitAnswer, done: Done
    ) -> Answer | Conflict:
        match written:
            case Committed():
                return done
            case SeenBefore(former_id):
                return await self._repeated(request, former_id)
            case LeaseLost():
                return Overtaken()
            case _:
                return Conflict()

    async def _refused(self, request: _Request, why: Refusal, setup: Setup | None) -> Answer:
        """A repeat of what was done is refused by the rules, but nobody did anything wrong."""
        if request.seen:
            former_id = await self._aggregates.seen(request.by.team_id, request.seen)
            if former_id:
                return await self._repeated(request, former_id)
        return Refused(why, setup)

    async def _repeated(self, request: _Request, former_id: str) -> Answer:
        team_id = request.by.team_id
        run = None
        setup_id = SetupId(former_id)
        if isinstance(request.command, RunCommand):
            run = await self._aggregates.run(team_id, RunId(former_id))
            setup_id = request.command.setup_id
        setup = await self._aggregates.setup(team_id, setup_id)
        if setup is None:
            return Refused(NoSuchSetup())
        return Done(setup.state, run.state if run else None, repeated=True)

    def _entry(
        self,
        request: _Request,
        before: str,
        after: str,
        changed: Mapping[str, Any] = MappingProxyType({}),
    ) -> Entry:
        by = request.by
        who = by.user_id if isinstance(by, Actor) else "bot"
        if isinstance(request.command, NoteShownLate):  # our note, of what somebody saw
            who = request.command.shown_to
        what = type(request.command).__name__
        return Entry(who, what, before, after, self._now(), changed)
