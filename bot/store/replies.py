"""Messages of people, each answered once."""

from datetime import datetime, timedelta
from typing import Any

from pydantic_core import to_json

from bot.domain.effects import Due
from bot.domain.ids import SeenId, TeamId
from bot.store import keys
from bot.store.aggregates import SEEN_FOR
from bot.store.due import due_rows
from bot.store.instants import span
from bot.store.scripts import Scripts


class ReplyLog:
    """One script for each message."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    async def commit(
        self,
        team_id: TeamId,
        *replies: Due,
        seen: SeenId,
        now: datetime,
        lasts: timedelta = SEEN_FOR,
    ) -> None:
        """`seen`: channel and ts; Slack may send a message eleven times, under other event ids."""
        change: dict[str, Any] = {
            "team": team_id,
            "seen_for": str(span(lasts)),
            "effects": due_rows(replies, now),
        }
        shard = keys.shard_of(team_id)
        await self._scripts.reply(
            [keys.seen(team_id, seen)],
            [keys.shard_prefix(shard), to_json(change).decode(), keys.WAKE, shard],
        )
