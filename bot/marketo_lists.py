"""Marketo's list of workspaces, which ages: whoever is about to choose from it has it read anew."""

from contextlib import suppress
from datetime import timedelta
from typing import Final

from bot.domain.effects import Due, ReadWorkspaces
from bot.domain.ids import SeenId
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays
from bot.store.errors import StoreError
from bot.store.instants import Clock
from bot.store.replies import ReplyLog

AGED: Final = timedelta(minutes=5)


class MarketoLists:
    """For handlers; what is read comes into the setup, from where the select offers it."""

    def __init__(self, log: ReplyLog, now: Clock) -> None:
        self._log = log
        self._now = now

    async def wanted(self, setup: Setup) -> None:
        """Somebody opens a window with the select: by the time that they type, it is fresh."""
        access, now = setup.api_access, self._now()
        if access is None or access.says is not ApiSays.WORKS or not setup.workspaces_are_marketos:
            return
        if access.checked_at and now - access.checked_at < AGED:
            return
        read = Due(ReadWorkspaces(setup_id=setup.id, number=access.number))
        seen = SeenId(f"workspaces:{setup.id}")
        with suppress(StoreError):  # no reason not to open the window: an older list is one too
            await self._log.commit(setup.team_id, read, seen=seen, now=now, lasts=AGED)
