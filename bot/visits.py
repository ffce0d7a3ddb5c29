"""Who opens the bot's tabs: Home is shown to them, and follows what changes."""

from contextlib import suppress

from bot.domain.ids import TeamId, UserId
from bot.store.aggregates import Aggregates
from bot.store.errors import StoreError
from bot.store.homes import Homes
from bot.store.instants import Clock


class Visits:
    """For handlers: one commit each, and everything else by the worker."""

    def __init__(self, homes: Homes, aggregates: Aggregates, now: Clock) -> None:
        self._homes = homes
        self._aggregates = aggregates
        self._now = now

    async def home(self, team_id: TeamId, user_id: UserId, *, page: str = "") -> None:
        """Opened, or turned to another page: it is on its way when this returns."""
        await self._homes.looked(team_id, user_id, page=page, now=self._now())

    async def pressed(self, team_id: TeamId, user_id: UserId) -> None:
        """Something on their Home tab, which they may have left open for days."""
        with suppress(StoreError):  # no reason to fail the press: a full store still reveals
            await self._homes.pressed(team_id, user_id, self._now())

    async def changed(self, team_id: TeamId, user_id: UserId) -> None:
        """Slack says something new of them: what they may see, or their language."""
        await self._homes.changed(team_id, user_id, self._now())

    async def messages(self, team_id: TeamId, user_id: UserId, channel: str) -> None:
        """What greets them is on its way when this returns."""
        known = await self._aggregates.ask(team_id, user_id)
        is_new = not known.setups
        await self._homes.opened(team_id, user_id, channel=channel, is_new=is_new, now=self._now())
