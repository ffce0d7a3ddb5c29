"""How much is due, waits and was given up: for `doctor` and for metrics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.errors import StoreError, StoreUnavailable
from bot.store.instants import instant, milliseconds
from bot.store.scripts import Scripts

MANY: Final = 1000  # Slack workspaces of a shard that are looked at


@dataclass(frozen=True, slots=True)
class Backlog:
    """Of all shards that answer."""

    waiting: int  # due now, or later, or under way
    due_now: int  # of the first MANY Slack workspaces of each shard
    dead: int
    oldest: datetime | None  # when the next is due, or should have been
    silent: int = 0  # shards that do not answer: a node of a cluster is down


async def count_backlog(scripts: Scripts, now: datetime) -> Backlog:
    """
    In two round trips.

    Raises:
        StoreError: no shard answers, or one of them with a refusal.
    """
    shards = range(keys.SHARDS)
    rows = await scripts.each([one for shard in shards for one in _questions(shard, now)])
    by_shard = [rows[at : at + 4] for at in range(0, len(rows), 4)]
    answered = [row for row in by_shard if not any(map(_is_fault, row))]
    for fault in filter(_is_fault, rows):
        if not answered or not isinstance(fault, StoreUnavailable):
            raise fault
    team_ids = [TeamId(team) for row in answered for team in row[3]]
    due_now = await _due_now(scripts, team_ids, now)
    first = [score for row in answered for score in scores(row[2])]
    return Backlog(
        waiting=sum(row[0] for row in answered),
        due_now=due_now,
        dead=sum(score for row in answered for score in scores(row[1])),
        oldest=instant(min(first)) if first else None,
        silent=len(by_shard) - len(answered),
    )


def _questions(shard: int, now: datetime) -> tuple[tuple[str | int, ...], ...]:
    prefix = keys.shard_prefix(shard)
    return (
        ("HLEN", prefix + "body"),
        ("ZRANGE", prefix + "dead_teams", 0, -1, "WITHSCORES"),
        ("ZRANGE", prefix + "teams", 0, 0, "WITHSCORES"),
        ("ZRANGEBYSCORE", prefix + "teams", "-inf", milliseconds(now), "LIMIT", 0, MANY),
    )


def _is_fault(answer: Any) -> bool:
    return isinstance(answer, StoreError)


def scored(found: Sequence[Any]) -> dict[str, int]:
    """Names with their scores, which come as pairs, or flat in the older protocol."""
    is_pairs = found and isinstance(found[0], list)
    pairs = found if is_pairs else zip(found[::2], found[1::2], strict=True)
    return {str(name): int(float(score)) for name, score in pairs}


def scores(found: Sequence[Any]) -> list[int]:
    return list(scored(found).values())


async def _due_now(scripts: Scripts, team_ids: Sequence[TeamId], now: datetime) -> int:
    """What became silent since the first questions is left out."""
    counted = 0
    for at in range(0, len(team_ids), MANY):
        some = team_ids[at : at + MANY]
        rows = await scripts.each(
            [("ZCOUNT", keys.due(team_id), "-inf", milliseconds(now)) for team_id in some]
        )
        counted += sum(row for row in rows if not _is_fault(row))
    return counted
