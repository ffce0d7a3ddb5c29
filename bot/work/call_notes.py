"""What became of a call of the connector is noted, whatever else changes the run meanwhile."""

import asyncio
import random
from datetime import timedelta
from typing import Final
from weakref import WeakValueDictionary

from bot.domain.effects import CallConnector
from bot.domain.ids import RunId
from bot.domain.people import Ourselves
from bot.domain.run import Does
from bot.domain.run_commands import (
    HaltRun,
    NoteCalled,
    NoteCallPutOff,
    NoteCallsHeld,
    NoteCallWaits,
)
from bot.handle import Answer, Handle, TooBusy
from bot.store.due import Claim
from bot.work.ending import end_with
from bot.work.results import Delivered, Later, Result

JITTER: Final = 0.05  # seconds: what waits for the same moment does not come in the same one
SPREAD: Final = 1.0  # seconds: over which calls come back that a limit held at the same moment
AGAIN: Final = timedelta(milliseconds=50)


class CallNotes:
    """Each ends the effect, but what is only told."""

    def __init__(self, handle: Handle) -> None:
        self._handle = handle
        # Commits of one run by one process follow each other: otherwise sixteen calls that end
        # together would each meet the change of another. None is kept longer than it is used.
        self._turns: WeakValueDictionary[RunId, asyncio.Lock] = WeakValueDictionary()

    async def tell(self, claim: Claim, command: NoteCallWaits | NoteCallsHeld) -> Answer | None:
        """None: others were faster; it is told at another time."""
        try:
            async with self._turn(command.run_id):
                return await self._handle(command, by=Ourselves(claim.team_id))
        except TooBusy:
            return None

    async def called(
        self, claim: Claim, effect: CallConnector, why: str | None, *, in_doubt: bool = False
    ) -> Result:
        """
        An answer is kept until it is written: put off, it would be one that nobody knows. If the
        lease is lost meanwhile, whoever has it gets the same answer.
        """
        about = (effect.setup_id, effect.run_id, effect.row)
        noted = NoteCalled(*about, Does(effect.does), why, in_doubt)
        while True:
            try:
                async with self._turn(effect.run_id):
                    return await end_with(self._handle, claim, noted)
            except TooBusy:
                await asyncio.sleep(jitter().total_seconds())

    async def halted(
        self, claim: Claim, effect: CallConnector, why: str, *, in_doubt: bool
    ) -> Result:
        about = (effect.setup_id, effect.run_id, effect.row)
        ended = await self._ended(claim, HaltRun(*about, why, in_doubt))
        if isinstance(ended, Delivered):  # refused: the run has ended
            return await self.put_off(claim, effect, in_doubt=in_doubt)
        return ended

    async def put_off(self, claim: Claim, effect: CallConnector, *, in_doubt: bool) -> Result:
        about = (effect.setup_id, effect.run_id, effect.row)
        ended = await self._ended(claim, NoteCallPutOff(*about, in_doubt))
        # Refused: the run went on meanwhile, and waits for this call.
        return Later(AGAIN) if isinstance(ended, Delivered) else ended

    async def _ended(self, claim: Claim, command: HaltRun | NoteCallPutOff) -> Result:
        try:
            async with self._turn(command.run_id):
                return await end_with(self._handle, claim, command)
        except TooBusy:
            return Later(AGAIN + jitter())

    def _turn(self, run_id: RunId) -> asyncio.Lock:
        lock = self._turns.get(run_id)
        if lock is None:
            lock = self._turns[run_id] = asyncio.Lock()
        return lock


def jitter() -> timedelta:
    return _up_to(JITTER)


def spread() -> timedelta:
    """Together they would find room for few of them, and leave it unused until they come again."""
    return _up_to(SPREAD)


def _up_to(seconds: float) -> timedelta:
    return timedelta(seconds=random.uniform(0, seconds))  # noqa: S311 (jitter, no secret)
