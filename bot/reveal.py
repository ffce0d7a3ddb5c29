"""The reveal in two phases: claim, show, and only then burn; a lost window costs nothing."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

import structlog

from bot.attempts import Attempts
from bot.domain.commands import NoteRevealed, NoteShownLate, NoteWindowClosed
from bot.domain.credentials import Credentials
from bot.domain.ids import SeenId, SetupId
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import (
    AlreadyRevealed,
    BeingShown,
    CredentialsExpired,
    NoSuchSetup,
)
from bot.domain.setup import Setup
from bot.domain.setup_steps import refuse_reveal
from bot.handle import Answer, Done, Handle, Refused, TooBusy
from bot.store.aggregates import Aggregates
from bot.store.errors import KeysMissing, SealBroken, StoreError
from bot.store.instants import Clock
from bot.store.vault import NotClaimed, Vault

log = structlog.get_logger("bot")

NOTED_AGAIN_AFTER: Final = (0.05, 0.2, None)  # seconds, when the store stumbles; None: no more


class Window(StrEnum):
    """What became of the window with the values."""

    OPEN = "open"
    CLOSED = "closed"
    IN_DOUBT = "in_doubt"  # Slack's answer was lost


Show: TypeAlias = Callable[[Setup, Credentials], Awaitable[Window]]


class WhyNotShown(StrEnum):
    """What stood in the way; everything is as it was."""

    NOT_OPENED = "not_opened"  # the window, by Slack
    IN_DOUBT = "in_doubt"  # if it did open, its closing will say so
    KEY_MISSING = "key_missing"
    SEAL_BROKEN = "seal_broken"  # what is stored was sealed for something else


@dataclass(frozen=True, slots=True)
class NotShown:
    """Allowed, and yet nothing was shown, as far as is known."""

    setup: Setup
    why: WhyNotShown


@dataclass(frozen=True, slots=True)
class ShownLate:
    """Shown, though they were taken back or replaced while the window opened."""


@dataclass(frozen=True, slots=True)
class NotOnRecord:
    """Shown, and the store did not take it down; the closing of the window is the next chance."""


Revealed: TypeAlias = Answer | NotShown | ShownLate | NotOnRecord


class Reveal:
    """The only caller of the vault's door."""

    def __init__(
        self,
        handle: Handle,
        aggregates: Aggregates,
        vault: Vault,
        attempts: Attempts,
        now: Clock,
    ) -> None:
        self._handle = handle
        self._attempts = attempts
        self._aggregates = aggregates
        self._vault = vault
        self._now = now

    async def __call__(
        self,
        setup_id: SetupId,
        version: int | None,
        show: Show,
        *,
        by: Actor,
        seen: SeenId,
    ) -> Revealed:
        """
        Shows the credentials of `version`, or the latest, to the one person they are for.

        A crash between showing and burning leaves them to the same person, after a few seconds.
        """
        kept = await self._aggregates.setup(by.team_id, setup_id)
        if kept is None:
            return Refused(NoSuchSetup())
        setup = kept.state
        wanted = setup.version if version is None else version
        if refusal := refuse_reveal(setup, by, wanted):
            return Refused(refusal, setup)
        try:
            claimed = await self._vault.claim(by.team_id, setup_id, by.user_id, wanted, self._now())
        except KeysMissing:
            log.error("no key opens what is in the vault", setup=setup_id)  # noqa: TRY400 (a trace says no more)
            return NotShown(setup, WhyNotShown.KEY_MISSING)
        except SealBroken:
            log.error("what is in the vault was sealed for something else", setup=setup_id)  # noqa: TRY400 (a trace says no more)
            await self._attempts.seal_broken(setup, by=by, seen=seen)
            return NotShown(setup, WhyNotShown.SEAL_BROKEN)
        if isinstance(claimed, NotClaimed):
            return await self._refused(claimed, setup, by, wanted)
        match await show(setup, claimed.credentials):
            case Window.OPEN:
                return await self._note(setup_id, wanted, by, seen)
            case Window.CLOSED:
                why = WhyNotShown.NOT_OPENED
            case Window.IN_DOUBT:
                why = WhyNotShown.IN_DOUBT
                await self._attempts.in_doubt(setup, by=by, seen=seen)
        await self._vault.give_back(by.team_id, setup_id, claimed.claim)
        return NotShown(setup, why)

    async def _note(self, setup_id: SetupId, version: int, by: Actor, seen: SeenId) -> Revealed:
        """Shown is shown: it gets on record whatever happened meanwhile."""
        for pause in NOTED_AGAIN_AFTER:
            try:
                noted = await self._handle(NoteRevealed(setup_id, version), by=by, seen=seen)
                if isinstance(noted, Refused):
                    return await self._note_late(setup_id, version, by, seen)
            except (StoreError, TooBusy) as fault:
                if pause is None:
                    log.exception("shown, and not on record", setup=setup_id, why=str(fault))
                    return NotOnRecord()
                await asyncio.sleep(pause)
            else:
                return noted
        raise AssertionError("the last attempt returns")

    async def _note_late(
        self, setup_id: SetupId, version: int, by: Actor, seen: SeenId
    ) -> Revealed:
        late = NoteShownLate(setup_id, version, by.user_id)
        again = SeenId(f"{seen}:late")
        noted = await self._handle(late, by=Ourselves(by.team_id), seen=again)
        if isinstance(noted, Refused) and isinstance(noted.why, AlreadyRevealed):
            # Its closing was faster than our own note of it.
            assert noted.setup is not None
            return Done(noted.setup, repeated=True)
        return ShownLate()

    async def closed(self, setup_id: SetupId, version: int, *, by: Actor, seen: SeenId) -> None:
        """
        The window was closed: so it was open, whatever Slack or the store said of it before, and
        whatever became of the credentials since.
        """
        noted = await self._handle(NoteWindowClosed(setup_id, version), by=by, seen=seen)
        if isinstance(noted, Refused):
            await self._note_late(setup_id, version, by, seen)

    async def _refused(self, claimed: NotClaimed, setup: Setup, by: Actor, version: int) -> Answer:
        """What another window, a newer hand-over or the time did since the state was read."""
        if claimed is NotClaimed.BEING_SHOWN:
            return Refused(BeingShown(), setup)
        kept = await self._aggregates.setup(by.team_id, setup.id)
        if kept is None:
            return Refused(NoSuchSetup())
        if refusal := refuse_reveal(kept.state, by, version):
            return Refused(refusal, kept.state)
        # The time to live is over, and the effect that says so has not been performed yet.
        assert kept.state.handed_over is not None
        expired_at = kept.state.handed_over.expires_at
        return Refused(CredentialsExpired(expired_at, kept.state.marketo_admin), kept.state)
