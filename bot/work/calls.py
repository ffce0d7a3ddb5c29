"""One person is connected or disconnected by the company's own automation."""

import asyncio
import random
from contextlib import suppress
from datetime import timedelta
from typing import Final
from weakref import WeakValueDictionary

import structlog

from bot import metrics
from bot.connector.client import Call, Connector, Refused
from bot.connector.errors import ConnectorBusy, ConnectorInDoubt, ConnectorMisconfigured
from bot.domain.effects import CallConnector
from bot.domain.ids import RunId
from bot.domain.people import Ourselves
from bot.domain.run import Does, Run, RunStage
from bot.domain.run_calls import CALL_WITHIN, NO_ANSWER, NOT_CONFIGURED, step_of
from bot.domain.run_commands import HaltRun, NoteCalled, NoteCallPutOff, NoteCallWaits
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.handle import Handle, TooBusy
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.hold import ConnectorHold
from bot.store.instants import Clock
from bot.store.run_parts import people
from bot.work.ending import end_with
from bot.work.results import Delivered, Later, Left, Result

ATTEMPTS: Final = 6  # without an answer, before somebody counts as failed
FIRST_GAP: Final = timedelta(seconds=2)  # between two of them; each is four times the former
LONGEST_GAP: Final = timedelta(minutes=5)
# So many in a row without an answer: it is the connector that is silent, and whoever gets the place
# of somebody else would only wait, too.
SILENT: Final = 16
JITTER: Final = 0.05  # seconds: what waits for the same moment does not come in the same one
AGAIN: Final = timedelta(milliseconds=50)


log = structlog.get_logger("bot.work")


class Calls:
    """Whatever the connector says ends in a command; the key of a call outlives each worker."""

    def __init__(
        self,
        handle: Handle,
        aggregates: Aggregates,
        connector: Connector | None,
        held: ConnectorHold,
        now: Clock,
    ) -> None:
        """`connector`: None, where the settings name none (any more)."""
        self._handle = handle
        self._aggregates = aggregates
        self._connector = connector
        self._held = held
        self._now = now
        self._silent = 0  # calls in a row without an answer
        # Commits of one run by one process follow each other: otherwise sixteen calls that end
        # together would each meet the change of another. None is kept longer than it is used.
        self._turns: WeakValueDictionary[RunId, asyncio.Lock] = WeakValueDictionary()

    async def __call__(self, claim: Claim, effect: CallConnector, left: Left) -> Result:
        the_row = people(lambda _: (effect.row,))
        setup, kept, held_until = await asyncio.gather(
            self._aggregates.setup(claim.team_id, effect.setup_id),
            self._aggregates.run(claim.team_id, effect.run_id, the_row),
            self._held.until(),
        )
        if setup is None or kept is None or not _is_wanted(kept.state, effect):
            return Delivered()
        if kept.state.stage is RunStage.PAUSED:
            return await self._put_off(claim, effect)
        if kept.state.stage is not RunStage.RUNNING:
            return Delivered()
        if self._connector is None:
            return await self._halted(claim, effect, NOT_CONFIGURED)
        if held_until:
            return Later(held_until - self._now() + _jitter())
        if left() <= 0:
            return Later(timedelta(0))
        call = _call(claim, kept.state, setup.state, effect)
        return await self._called(self._connector, claim, effect, call)

    async def _called(
        self, connector: Connector, claim: Claim, effect: CallConnector, call: Call
    ) -> Result:
        try:
            # Longer than a lease: it is renewed, and whoever has it otherwise sends the same key.
            said = await connector.send(call, within=CALL_WITHIN.total_seconds())
        except ConnectorBusy as fault:
            self._silent = 0
            metrics.RETRIED.labels(effect.do, "rate_limited").inc()
            await self._held.hold(fault.retry_after)
            return Later(fault.retry_after + _jitter())
        except ConnectorInDoubt as fault:
            return await self._without_answer(claim, effect, fault)
        except ConnectorMisconfigured as fault:
            log.error("the connector cannot be used", why=fault.why)  # noqa: TRY400
            return await self._halted(claim, effect, fault.why)
        self._silent = 0
        why = said.why if isinstance(said, Refused) else None
        return await self._noted(claim, effect, why)

    async def _without_answer(
        self, claim: Claim, effect: CallConnector, fault: ConnectorInDoubt
    ) -> Result:
        self._silent += 1
        metrics.RETRIED.labels(effect.do, "in_doubt").inc()
        log.warning("no answer of the connector", why=fault.why, tries=claim.tries + 1)
        if claim.tries + 1 >= ATTEMPTS:
            return await self._noted(claim, effect, NO_ANSWER)
        if self._silent < SILENT:
            waits = NoteCallWaits(effect.setup_id, effect.run_id, effect.row)
            with suppress(TooBusy):  # then it keeps its place for this time
                async with self._turn(effect.run_id):
                    await self._handle(waits, by=Ourselves(claim.team_id))
        gap = min(LONGEST_GAP, FIRST_GAP * 4**claim.tries)
        return Later(gap + _jitter(), counted=True)

    async def _noted(self, claim: Claim, effect: CallConnector, why: str | None) -> Result:
        does = Does(effect.does)
        noted = NoteCalled(effect.setup_id, effect.run_id, effect.row, does, why)
        return await self._ended(claim, noted)

    async def _halted(self, claim: Claim, effect: CallConnector, why: str) -> Result:
        return await self._ended(claim, HaltRun(effect.setup_id, effect.run_id, effect.row, why))

    async def _put_off(self, claim: Claim, effect: CallConnector) -> Result:
        command = NoteCallPutOff(effect.setup_id, effect.run_id, effect.row)
        ended = await self._ended(claim, command)
        # Refused: the run went on meanwhile, and waits for this call.
        return Later(AGAIN) if isinstance(ended, Delivered) else ended

    async def _ended(self, claim: Claim, command: NoteCalled | HaltRun | NoteCallPutOff) -> Result:
        try:
            async with self._turn(command.run_id):
                return await end_with(self._handle, claim, command)
        except TooBusy:  # other workers were faster; the same key gets the same answer
            return Later(AGAIN + _jitter())

    def _turn(self, run_id: RunId) -> asyncio.Lock:
        lock = self._turns.get(run_id)
        if lock is None:
            lock = self._turns[run_id] = asyncio.Lock()
        return lock


def _is_wanted(run: Run, effect: CallConnector) -> bool:
    row = run.rows.get(effect.row)
    if row is None or not row.is_open:
        return False
    return step_of(run, effect.row) is Does(effect.does)


def _call(claim: Claim, run: Run, setup: Setup, effect: CallConnector) -> Call:
    """The same each time: a repeated key must have the same body."""
    is_connect = effect.does == "connect"
    return Call(
        key=f"{claim.id}:{run.attempt}",
        does=effect.does,
        run_id=run.id,
        attempt=run.attempt,
        instance="sandbox" if setup.kind is Kind.SANDBOX else "production",
        name=setup.name,
        email=run.rows[effect.row].email,
        workspaces=run.workspaces_of(effect.row) if is_connect else (),
    )


def _jitter() -> timedelta:
    return timedelta(seconds=random.uniform(0, JITTER))  # noqa: S311 (jitter, no secret)
