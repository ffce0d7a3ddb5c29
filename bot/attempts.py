"""What happens at credentials without a new state: on record, and told to both admins."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Final

from bot.domain import attempts
from bot.domain.effects import Due
from bot.domain.ids import SeenId
from bot.domain.people import Act, Actor
from bot.domain.setup import Setup
from bot.store.attempts import AttemptLog
from bot.store.commits import Entry
from bot.store.instants import Clock

# Of an audit row.
REFUSED: Final = {
    Act.HAND_OVER: "HandOverRefused",
    Act.REVEAL: "RevealRefused",
    Act.API_ACCESS: "ApiAccessRefused",
}
IN_DOUBT: Final = "RevealInDoubt"
SEAL_BROKEN: Final = "SealBroken"


class Attempts:
    """Committed before the answer is given."""

    def __init__(self, log: AttemptLog, now: Clock) -> None:
        self._log = log
        self._now = now

    async def refused(self, setup: Setup, act: Act, *, by: Actor, seen: SeenId) -> None:
        """`by` was refused `act`, which is somebody else's."""
        told = attempts.told_of(setup, act, by, self._now())
        await self._note(setup, REFUSED[act], told, by, seen)

    async def refused_everywhere(self, setups: Sequence[Setup], *, by: Actor, seen: SeenId) -> None:
        """By a command that names no setup: one row, and one message for each admin."""
        if setups:
            told = attempts.told_of_all(setups, by, self._now())
            versions = ",".join(f"{one.id}:{one.version}" for one in setups)
            about = f"all:{sha256(versions.encode()).hexdigest()[:16]}"
            what = REFUSED[Act.REVEAL]
            await self._note(setups[0], what, told, by, seen, about=about, on=setups)

    async def in_doubt(self, setup: Setup, *, by: Actor, seen: SeenId) -> None:
        """Slack may have opened the window with the values."""
        await self._note(setup, IN_DOUBT, (), by, seen)

    async def seal_broken(self, setup: Setup, *, by: Actor, seen: SeenId) -> None:
        """`by` may open the values, and what is stored is something else."""
        told = attempts.told_of_broken_seal(setup, self._now())
        await self._note(setup, SEAL_BROKEN, told, by, seen)

    async def _note(
        self,
        setup: Setup,
        what: str,
        told: tuple[Due, ...],
        by: Actor,
        seen: SeenId,
        *,
        about: str | None = None,
        on: Sequence[Setup] = (),
    ) -> None:
        stage, ids = setup.stage, tuple(one.id for one in on)
        entry = Entry(by.user_id, what, stage, stage, self._now(), setups=ids)
        # A newer hand-over is another thing to reach for.
        of = about or f"{setup.id}:{setup.version}:{what}"
        await self._log.note(setup, entry, told, of=of, seen=SeenId(f"{seen}:{what}"))
