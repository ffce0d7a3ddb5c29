"""What was given up, of one setup: read, and made due again."""

from collections.abc import Sequence
from typing import Any

from pydantic_core import to_json

from bot.domain.effects import Due
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import SEEN_FOR
from bot.store.commits import Entry, audit_row
from bot.store.dead import DeadLetter, load_dead_letter
from bot.store.due import due_rows
from bot.store.errors import redis_faults
from bot.store.instants import milliseconds, span
from bot.store.scripts import Scripts


class Retries:
    """Reads, and one script for each retry."""

    def __init__(self, scripts: Scripts) -> None:
        self._scripts = scripts

    async def by_setup(self, team_id: TeamId) -> dict[SetupId, list[DeadLetter]]:
        """Of each setup that has some, oldest first."""
        async with redis_faults():
            rows = await self._scripts.redis.hgetall(keys.dead(team_id))
        found = [load_dead_letter(str(name), str(row)) for name, row in rows.items()]
        letters: dict[SetupId, list[DeadLetter]] = {}
        for one in sorted(found, key=lambda one: one.at):
            if one.setup_id:
                letters.setdefault(one.setup_id, []).append(one)
        return letters

    async def waiting(self, team_id: TeamId, setup_id: SetupId) -> list[DeadLetter]:
        """Oldest first."""
        return (await self.by_setup(team_id)).get(setup_id, [])

    async def revive(
        self,
        setup: Setup,
        letters: Sequence[DeadLetter],
        entry: Entry,
        then: Sequence[Due],
        *,
        seen: SeenId,
    ) -> int:
        """How many are due again; what was in doubt stays so: it is looked up before it is sent."""
        team_id, shard = setup.team_id, keys.shard_of(setup.team_id)
        change: dict[str, Any] = {
            "team": team_id,
            "ids": [one.id for one in letters],
            "now": str(milliseconds(entry.at)),
            "seen_for": str(span(SEEN_FOR)),
            "audit": keys.audit(team_id),
            "row": audit_row(entry, setup.ref),
            "effects": due_rows(then, entry.at),
        }
        answer = await self._scripts.revive(
            [keys.seen(team_id, seen)],
            [keys.shard_prefix(shard), to_json(change).decode(), keys.WAKE, shard],
        )
        return int(answer)
