"""What was given up, of one setup: read, and made due again."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import to_json

from bot.domain.effects import Due
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import SEEN_FOR
from bot.store.backlog import scored
from bot.store.commits import Entry, audit_row
from bot.store.dead import DeadLetter, load_dead_letter
from bot.store.due import due_rows
from bot.store.errors import StoreError, redis_faults
from bot.store.instants import milliseconds, span
from bot.store.scripts import Scripts
from bot.store.watched import homes_with


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

    async def numbers(self, team_id: TeamId) -> dict[SetupId, int]:
        """How many each setup has that has some."""
        number, rows = await self._each(
            [
                ("HLEN", keys.dead(team_id)),
                ("ZRANGE", keys.dead_in(team_id), 0, -1, "WITHSCORES"),
            ]
        )
        found = {SetupId(name): many for name, many in scored(rows).items()}
        if sum(found.values()) != number:  # a version that only knew all of them wrote there
            whole = await self.by_setup(team_id)
            return {setup_id: len(letters) for setup_id, letters in whole.items()}
        return {setup_id: many for setup_id, many in found.items() if setup_id}

    async def oldest(
        self, team_id: TeamId, numbers: Mapping[SetupId, int], most: int
    ) -> dict[SetupId, list[DeadLetter]]:
        """At most so many of each of these setups; what was done meanwhile is missing."""
        wanted = list(numbers)
        rows = await self._each(
            [("ZRANGE", keys.dead_of(team_id, one), 0, most - 1) for one in wanted]
        )
        names = {one: [str(name) for name in row] for one, row in zip(wanted, rows, strict=True)}
        if any(len(names[one]) < min(most, many) for one, many in numbers.items()):
            whole = await self.by_setup(team_id)
            return {one: whole[one][:most] for one in wanted if one in whole}
        named = [one for one in wanted if names[one]]
        bodies = await self._each([("HMGET", keys.dead(team_id), *names[one]) for one in named])
        return {
            one: [
                load_dead_letter(name, str(body))
                for name, body in zip(names[one], found, strict=True)
                if body is not None
            ]
            for one, found in zip(named, bodies, strict=True)
        }

    async def _each(self, commands: Sequence[tuple[str | int, ...]]) -> list[Any]:
        answers = await self._scripts.each(commands)
        for answer in answers:
            if isinstance(answer, StoreError):
                raise answer
        return answers

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
            "homes": homes_with(team_id, [setup.ref], entry.at),
        }
        answer = await self._scripts.revive(
            [keys.seen(team_id, seen)],
            [keys.shard_prefix(shard), to_json(change).decode(), keys.WAKE, shard],
        )
        return int(answer)
