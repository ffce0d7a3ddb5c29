"""The reveal in two phases: claim, show, and only then burn; a lost window costs nothing."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

import structlog

from bot.domain.commands import NoteRevealed, NoteShownLate
from bot.domain.credentials import Credentials
from bot.domain.ids import SeenId, SetupId
from bot.domain.people import Actor, Ourselves
from bot.domain.refusals import (
    BeingShown,
    CredentialsExpired,
    NoSuchSetup,
)
from bot.domain.setup import Setup
from bot.domain.setup_steps import refuse_reveal
from bot.handle import Answer, Handle, Refused
from bot.store.aggregates import Aggregates
from bot.store.errors import KeysMissing, SealBroken
from bot.store.instants import Clock
from bot.store.vault import NotClaimed, Vault

log = structlog.get_logger("bot")

Show: TypeAlias = Callable[[Setup, Credentials], Awaitable[bool]]  # whether the window opened


class WhyNotShown(StrEnum):
    """What stood in the way; everything is as it was."""

    NOT_OPENED = "not_opened"  # the window, by Slack
    KEY_MISSING = "key_missing"
    SEAL_BROKEN = "seal_broken"  # what is stored was sealed for something else


@dataclass(frozen=True, slots=True)
class NotShown:
    """Allowed, and yet nothing was shown."""

    setup: Setup
    why: WhyNotShown


class Reveal:
    """The only caller of the vault's door."""

    def __init__(self, handle: Handle, aggregates: Aggregates, vault: Vault, now: Clock) -> None:
        self._handle = handle
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
    ) -> Answer | NotShown:
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
            return NotShown(setup, WhyNotShown.SEAL_BROKEN)
        if isinstance(claimed, NotClaimed):
            return await self._refused(claimed, setup, by, wanted)
        if not await show(setup, claimed.credentials):
            await self._vault.give_back(by.team_id, setup_id, claimed.claim)
            return NotShown(setup, WhyNotShown.NOT_OPENED)
        noted = await self._handle(NoteRevealed(setup_id, wanted), by=by, seen=seen)
        if isinstance(
            noted, Refused
        ):  # taken back while the window opened: it was seen all the same
            await self._handle(NoteShownLate(setup_id, wanted), by=Ourselves(by.team_id))
        return noted

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
