"""Who looked at their Home tab, and which of them a commit makes due."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Final

from redis.asyncio import Redis

from bot.domain.effects import Card, Due, Effect, Ref, Refresh, Slot
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.due import Claim, DueSet
from bot.store.homes import Homes, Look
from bot.store.instants import instant
from bot.store.watched import SOON
from tests.store.builders import NOW, SOL, TEAM, an_entry
from tests.store.letters import LEASE

SHARD: Final = keys.shard_of(TEAM)
ADA, BEN = UserId("U_ADA"), UserId("U_BEN")
MOST: Final = 50
HOUR: Final = timedelta(hours=1)


async def look_at(homes: Homes, who: UserId, *refs: Ref, at: datetime = NOW) -> Look:
    """They opened their Home tab, and these were on it."""
    await homes.looked(TEAM, who, page="", now=at)
    look = await homes.look_of(TEAM, who, at)
    assert look
    await homes.watch(TEAM, who, refs, look, at)
    return look


async def published(due: DueSet, *, at: datetime = NOW) -> list[Claim]:
    """All that is due, done."""
    claims, _ = await due.claim(SHARD, at + SOON, LEASE)
    for claim in claims:
        await due.done(claim, now=at)
    return claims


async def due_homes(redis: Redis) -> dict[str, datetime]:
    """User id → when."""
    rows: list[Any] = await redis.zrange(keys.due(TEAM), 0, -1, withscores=True)
    return {
        str(effect).removeprefix("home:"): instant(int(score))
        for effect, score in rows
        if str(effect).startswith("home:")
    }


async def changed(aggregates: Aggregates, kept: Versioned[Setup], *then: Due) -> Versioned[Setup]:
    """The next version of it, an hour later."""
    outcome, entry = Outcome(kept.state, then), an_entry(at=NOW + HOUR)
    answer = await aggregates.commit_setup(outcome, kept, entry)
    assert answer == Committed(kept.version + 1)
    return Versioned(kept.state, kept.version + 1)


def ids(effects: Iterable[Claim | Effect]) -> list[str]:
    return sorted(one.id for one in effects)


def a_refresh() -> Refresh:
    return Refresh(about=Ref(kind="run", id="run"), slot=Slot(card=Card.PROGRESS, to=SOL))
