"""What was refused, kept without a new state: an audit row, and a message now and then."""

from typing import Any

from pydantic_core import to_json

from bot.domain.attempts import MOST_ROWS, TOLD_AGAIN_AFTER
from bot.domain.effects import Due
from bot.domain.ids import SeenId, UserId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import SEEN_FOR
from bot.store.commits import Entry, audit_row
from bot.store.due import due_rows
from bot.store.instants import milliseconds, span
from bot.store.scripts import Scripts


class AttemptLog:
    """One script for each attempt."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    async def note(
        self, setup: Setup, entry: Entry, told: tuple[Due, ...], *, of: str, seen: SeenId
    ) -> None:
        """
        `of`: what was reached for. Of the same by the same person, `told` is committed once an
        hour, and a few rows of the audit.
        """
        team_id, shard = setup.team_id, keys.shard_of(setup.team_id)
        change: dict[str, Any] = {
            "team": team_id,
            "audit": keys.audit(team_id),
            "row": audit_row(entry, setup.ref),
            "seen": keys.seen(team_id, seen),
            "seen_for": str(span(SEEN_FOR)),
            "now": str(milliseconds(entry.at)),
            "lasts": str(span(TOLD_AGAIN_AFTER)),
            "most": MOST_ROWS,
            "effects": due_rows(told, entry.at),
        }
        await self._scripts.note(
            [keys.attempt(team_id, of, UserId(entry.who))],
            [keys.shard_prefix(shard), to_json(change).decode(), keys.WAKE, shard],
        )
