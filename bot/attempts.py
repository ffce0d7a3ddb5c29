"""Refused attempts at credentials: on record each time, told to both admins once an hour."""

from typing import Final

from bot.domain import attempts
from bot.domain.ids import SeenId
from bot.domain.people import Act, Actor
from bot.domain.setup import Setup
from bot.store.aggregates import Entry
from bot.store.attempts import AttemptLog
from bot.store.instants import Clock

WHAT: Final = {Act.HAND_OVER: "HandOverRefused", Act.REVEAL: "RevealRefused"}  # of an audit row


class Attempts:
    """Committed before the refusal is answered."""

    def __init__(self, log: AttemptLog, now: Clock) -> None:
        self._log = log
        self._now = now

    async def __call__(self, setup: Setup, act: Act, *, by: Actor, seen: SeenId) -> None:
        """`by` was refused `act`, which is somebody else's."""
        now = self._now()
        told = attempts.told_of(setup, act, by, now)
        entry = Entry(by.user_id, WHAT[act], setup.stage, setup.stage, now)
        await self._log.note(setup, entry, told, SeenId(f"{seen}:{setup.id}"))
