"""Until when the webhook connector takes no calls: it told one worker, and all of them heed it."""

from datetime import datetime, timedelta

from bot.store import keys
from bot.store.errors import StoreError
from bot.store.instants import Clock, instant, milliseconds, span
from bot.store.scripts import Scripts


class ConnectorHold:
    """One for all Slack workspaces: they share its address. Over by the bot's clock, as in pace."""

    def __init__(self, scripts: Scripts, now: Clock) -> None:
        self._scripts = scripts
        self._now = now

    async def hold(self, length: timedelta) -> None:
        """Nobody calls for so long; a longer hold is not cut short, whoever comes last."""
        until = milliseconds(self._now() + length)
        await self._scripts.hold([keys.CONNECTOR_HELD], [until, span(length)])

    async def until(self) -> datetime | None:
        """When calls may be made again; None: they may be."""
        (kept,) = await self._scripts.each([("GET", keys.CONNECTOR_HELD)])
        if isinstance(kept, StoreError):
            raise kept
        until = instant(int(kept)) if kept else None
        return until if until and until > self._now() else None
