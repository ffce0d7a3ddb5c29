"""One person is connected or disconnected by the company's own automation."""

import asyncio
from collections import Counter
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot import metrics
from bot.connector.client import Call, Connector, Refused
from bot.connector.errors import (
    ConnectorAway,
    ConnectorBusy,
    ConnectorInDoubt,
    ConnectorMisconfigured,
)
from bot.domain.effects import CallConnector
from bot.domain.ids import TeamId
from bot.domain.refusals import RunNotOpen
from bot.domain.run import Does, Run, RunStage
from bot.domain.run_calls import CALL_WITHIN, HELD, NO_ANSWER, NOT_CONFIGURED, UNKNOWN, step_of
from bot.domain.run_commands import NoteCallsHeld, NoteCallWaits
from bot.domain.run_steps import is_of_the_connection
from bot.domain.setup import Setup
from bot.domain.stages import Kind
from bot.handle import Answer, Handle
from bot.handle import Refused as RefusedByUs
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.hold import ConnectorHold
from bot.store.instants import Clock
from bot.work.call_notes import CallNotes, jitter, spread
from bot.work.results import Delivered, Later, Left, Result
from bot.work.silence import Silence

ATTEMPTS: Final = 6  # without an answer, before somebody counts as failed
FIRST_GAP: Final = timedelta(seconds=2)  # between two of them; each is four times the former
LONGEST_GAP: Final = timedelta(minutes=5)
FAULTS: Final = 7  # of ours; after one more, the worker would put the call aside with its lane
OF_A_TEAM: Final = 16  # calls of one worker at once: half of its places, the rest is for messages
WITHOUT_A_PLACE: Final = timedelta(milliseconds=250)
WITHOUT_A_CONNECTION: Final = timedelta(seconds=1)  # until the run hears of it, and ends
LOOK_AGAIN: Final = timedelta(minutes=1)  # while calls are held: the run may be paused or cancelled
A_MOMENT: Final = timedelta(seconds=1)  # the shortest that Retry-After can say
WORTH_SAYING: Final = timedelta(seconds=10)  # a shorter hold is over before anybody reads of it
HELD_AT_MOST: Final = timedelta(hours=1)  # in which nobody was called for


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
        self._notes = CallNotes(handle)
        self._aggregates = aggregates
        self._connector = connector
        self._held = held
        self._now = now
        self._silence = Silence()
        self._at_once: Counter[TeamId] = Counter()

    async def __call__(self, claim: Claim, effect: CallConnector, left: Left) -> Result:
        team_id = claim.team_id
        if self._at_once[team_id] >= OF_A_TEAM:
            return Later(WITHOUT_A_PLACE + jitter())
        self._at_once[team_id] += 1
        try:
            return await self._looked_at(claim, effect, left)
        finally:
            self._at_once[team_id] -= 1
            if not self._at_once[team_id]:
                del self._at_once[team_id]

    async def _looked_at(self, claim: Claim, effect: CallConnector, left: Left) -> Result:
        setup, run, held_until = await asyncio.gather(
            self._aggregates.setup(claim.team_id, effect.setup_id),
            self._aggregates.run_of_row(claim.team_id, effect.run_id, effect.row),
            self._held.until(),
        )
        if setup is None or run is None or not _is_wanted(run, effect):
            return Delivered()
        in_doubt = _may_be_done(claim)
        if run.stage is not RunStage.RUNNING:
            return await self._notes.put_off(claim, effect, in_doubt=in_doubt)
        if setup.state.cancelled or not is_of_the_connection(run, setup.state):
            return Later(WITHOUT_A_CONNECTION)
        if claim.refused >= FAULTS:
            return await self._notes.called(claim, effect, UNKNOWN, in_doubt=True)
        if self._connector is None:
            return await self._notes.halted(claim, effect, NOT_CONFIGURED, in_doubt=in_doubt)
        if held_until:
            is_long = held_until - self._now() >= WORTH_SAYING
            return await self._waits(claim, effect, run, held_until, is_said=is_long)
        if left() <= 0:
            return Later(timedelta(0))
        call = _call(claim, run, setup.state, effect)
        return await self._called(self._connector, claim, effect, run, call)

    async def _called(
        self, connector: Connector, claim: Claim, effect: CallConnector, run: Run, call: Call
    ) -> Result:
        try:
            # Longer than a lease: it is renewed, and whoever has it otherwise sends the same key.
            said = await connector.send(call, within=CALL_WITHIN.total_seconds())
        except ConnectorBusy as fault:
            self._silence.is_broken()
            return await self._held_back(claim, effect, run, fault.retry_after)
        except ConnectorAway as fault:
            log.warning("the connector cannot be reached", why=fault.why)
            return await self._held_back(claim, effect, run, self._silence.away_for(self._now()))
        except ConnectorInDoubt as fault:
            log.warning("no answer of the connector", why=fault.why, tries=claim.tries + 1)
            metrics.RETRIED.labels(effect.do, "in_doubt").inc()
            ended = await self._without_answer(claim, effect)
            # However it goes on: from now on this call is in doubt.
            return Later(ended.after, counted=True) if isinstance(ended, Later) else ended
        except ConnectorMisconfigured as fault:
            self._silence.is_broken()
            log.error("the connector cannot be used", why=fault.why)  # noqa: TRY400
            in_doubt = _may_be_done(claim)
            return await self._notes.halted(claim, effect, fault.why, in_doubt=in_doubt)
        self._silence.is_over()
        why = said.why if isinstance(said, Refused) else None
        return await self._notes.called(claim, effect, why)

    async def _held_back(
        self, claim: Claim, effect: CallConnector, run: Run, length: timedelta
    ) -> Result:
        """
        Nothing was done. For long: no call is made for so long. For a moment: while this one waits
        in its place, the others find what room there is before it is over.
        """
        metrics.RETRIED.labels(effect.do, "rate_limited").inc()
        if length > A_MOMENT:
            await self._held.hold(length)
        if run.held and self._now() - run.held.since >= HELD_AT_MOST:
            in_doubt = _may_be_done(claim)
            return await self._notes.halted(claim, effect, HELD, in_doubt=in_doubt)
        now = self._now()
        # Many short ones are a long one.
        is_long = max(length, self._silence.refuses_for(now)) >= WORTH_SAYING
        return await self._waits(claim, effect, run, now + length, is_said=is_long)

    async def _waits(
        self, claim: Claim, effect: CallConnector, run: Run, until: datetime, *, is_said: bool
    ) -> Result:
        if is_said and (run.held is None or run.held.until < until):
            held = NoteCallsHeld(effect.setup_id, effect.run_id, until)
            await self._notes.tell(claim, held)
        return Later(min(until - self._now(), LOOK_AGAIN) + spread())

    async def _without_answer(self, claim: Claim, effect: CallConnector) -> Result:
        if self._silence.is_total():
            return await self._notes.halted(claim, effect, NO_ANSWER, in_doubt=True)
        if claim.tries + 1 >= ATTEMPTS:
            return await self._notes.called(claim, effect, NO_ANSWER, in_doubt=True)
        waits = NoteCallWaits(effect.setup_id, effect.run_id, effect.row)
        if _goes_on_no_more(await self._notes.tell(claim, waits)):
            return await self._notes.put_off(claim, effect, in_doubt=True)
        return Later(min(LONGEST_GAP, FIRST_GAP * 4**claim.tries) + jitter())


def _is_wanted(run: Run, effect: CallConnector) -> bool:
    row = run.rows.get(effect.row)
    if row is None or not row.is_open or effect.row not in run.calls.out:
        return False
    return step_of(run, effect.row) is Does(effect.does)


def _may_be_done(claim: Claim) -> bool:
    """The call was made before, and nobody knows how it ended; of earlier ones the run knows."""
    return claim.in_doubt or claim.tries > 0


def _goes_on_no_more(said: Answer | None) -> bool:
    """Paused or ended while the call was on its way."""
    why = said.why if isinstance(said, RefusedByUs) else None
    return isinstance(why, RunNotOpen) and why.stage is not RunStage.RUNNING


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
