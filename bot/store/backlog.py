"""How much is due, waits and was given up: for `doctor` and for metrics."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import redis_faults
from bot.store.instants import instant, milliseconds

MANY: Final = 1000  # Slack workspaces of a shard that are looked at


@dataclass(frozen=True, slots=True)
class Backlog:
    """Of all shards."""

    waiting: int  # due now, or later, or under way
    due_now: int  # of the first MANY Slack workspaces of each shard
    dead: int
    oldest: datetime | None  # when the next is due, or should have been


async def count_backlog(redis: Client, now: datetime) -> Backlog:
    """In two round trips."""
    async with redis_faults(), redis.pipeline(transaction=False) as pipe:
        for shard in range(keys.SHARDS):
            prefix = keys.shard_prefix(shard)
            pipe.hlen(prefix + "body")
            pipe.zrange(prefix + "dead_teams", 0, -1, withscores=True)
            pipe.zrange(prefix + "teams", 0, 0, withscores=True)
            pipe.zrangebyscore(prefix + "teams", "-inf", milliseconds(now), 0, MANY)
        rows = await pipe.execute()
    first = [int(row[0][1]) for row in rows[2::4] if row]
    return Backlog(
        waiting=sum(rows[0::4]),
        due_now=await _due_now(redis, [TeamId(team) for row in rows[3::4] for team in row], now),
        dead=sum(int(count) for row in rows[1::4] for _, count in row),
        oldest=instant(min(first)) if first else None,
    )


async def _due_now(redis: Client, team_ids: list[TeamId], now: datetime) -> int:
    async with redis_faults(), redis.pipeline(transaction=False) as pipe:
        for team_id in team_ids:
            pipe.zcount(keys.due(team_id), "-inf", milliseconds(now))
        return sum(await pipe.execute())
