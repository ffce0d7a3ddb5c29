"""The audit of a Slack workspace: read in pages, and never written but beside what it tells of."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Final

from pydantic_core import to_json

from bot.domain.audit_rows import AuditRow, read_row
from bot.domain.effects import Due
from bot.domain.ids import SeenId, TeamId, UserId
from bot.store import keys
from bot.store.aggregates import SEEN_FOR
from bot.store.commits import Entry, audit_row
from bot.store.due import due_rows
from bot.store.errors import redis_faults
from bot.store.instants import milliseconds, span
from bot.store.scripts import Scripts

A_PAGE: Final = 500  # rows that one command reads


class AuditLog:
    """Rows are never changed, so that whoever reads page by page reads each of them once."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    def backward(self, team_id: TeamId, before: str = "") -> AsyncIterator[list[AuditRow]]:
        """Newest first, page by page; `before`: only rows older than the one of this id."""
        return self._pages(self._scripts.redis.xrevrange, "max", team_id, before, first="+")

    def forward(self, team_id: TeamId, after: str = "") -> AsyncIterator[list[AuditRow]]:
        """Oldest first, page by page; `after`: only rows newer than the one of this id."""
        return self._pages(self._scripts.redis.xrange, "min", team_id, after, first="-")

    async def _pages(
        self,
        read: Callable[..., Awaitable[Any]],
        bound: str,
        team_id: TeamId,
        behind: str,
        *,
        first: str,
    ) -> AsyncIterator[list[AuditRow]]:
        start = f"({behind}" if behind else first
        while True:
            async with redis_faults():
                found = await read(keys.audit(team_id), **{bound: start}, count=A_PAGE)
            if rows := _rows(found):
                yield rows
            if len(found) < A_PAGE:
                return
            start = f"({found[-1][0]}"

    async def export(self, team_id: TeamId, entry: Entry, file: Due, *, seen: SeenId) -> None:
        """That somebody takes it with them is a row too; each press by itself, and only once."""
        shard = keys.shard_of(team_id)
        change: dict[str, Any] = {
            "team": team_id,
            "audit": keys.audit(team_id),
            "row": audit_row(entry, None),
            "seen": keys.seen(team_id, seen),
            "seen_for": str(span(SEEN_FOR)),
            "now": str(milliseconds(entry.at)),
            "lasts": "1",
            "most": 1,
            "effects": due_rows([file], entry.at),
        }
        await self._scripts.note(
            [keys.attempt(team_id, seen, UserId(entry.who))],
            [keys.shard_prefix(shard), to_json(change).decode(), keys.WAKE, shard],
        )


def _rows(found: Any) -> list[AuditRow]:
    return [read_row(str(row_id), fields["row"]) for row_id, fields in found]
