"""Nobody waits for somebody else's long queue, or for somebody else's Slack that hangs."""

import asyncio
from datetime import timedelta

from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import TeamId
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.scripts import Scripts
from bot.work.results import Delivered, Left
from bot.work.worker import AT_ONCE, OF_A_TEAM
from tests.store.builders import an_effect, committed, effects, teams_of_one_shard
from tests.work.workers import Deliveries, a_worker, now, working

SOON = 1.0  # seconds, on busy cores


async def test_a_slack_that_hangs_for_some_holds_nobody_else_back(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Each has its own places of a worker, and leaves the others theirs."""
    *hanging, near = teams_of_one_shard(4)
    far = next(one for one in map(TeamId, "ABCDEFGH") if not _is_near(one, near))
    release = asyncio.Event()

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        if claim.team_id in hanging:
            await release.wait()
        return Delivered()

    deliveries = Deliveries(perform)
    async with working(redis, a_worker(scripts, deliveries)):
        for team in hanging:
            await committed(aggregates, *effects(100, at=now()), team_id=team)
        await deliveries.until(lambda: len(deliveries.begun) == len(hanging) * OF_A_TEAM)
        for team in (near, far):
            await committed(aggregates, Due(an_effect(team), now()), team_id=team)

        await deliveries.until(lambda: len(deliveries.ended) == 2, within=SOON)

        assert len(deliveries.begun) == len(hanging) * OF_A_TEAM + 2 <= AT_ONCE
        release.set()
        await deliveries.until(lambda: len(deliveries.ended) == len(hanging) * 100 + 2)
    assert set(deliveries.begun.values()) == {1}


def _is_near(one: TeamId, other: TeamId) -> bool:
    return keys.shard_of(one) == keys.shard_of(other)


async def test_ten_thousand_messages_of_one_slack_workspace_hold_nobody_back(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """Of its own shard and of any other; the long queue goes on meanwhile."""
    hot, near = teams_of_one_shard(2)
    far = next(one for one in map(TeamId, "ABCDEFGH") if not _is_near(one, near))

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        await asyncio.sleep(0.02)
        return Delivered()

    deliveries = Deliveries(perform)
    for _ in range(10):
        long_ago = now() - timedelta(minutes=1)
        await committed(aggregates, *effects(1000, at=long_ago), team_id=hot)
    async with working(redis, a_worker(scripts, deliveries)):
        await deliveries.until(lambda: len(deliveries.ended) > 100)
        for team in (near, far):
            await committed(aggregates, Due(an_effect(team), now()), team_id=team)
        wanted = {f"become_ready:{team}" for team in (near, far)}

        await deliveries.until(lambda: wanted <= set(deliveries.ended), within=SOON)

        assert len(deliveries.ended) < 9_000
        so_far = len(deliveries.ended)
        await deliveries.until(lambda: len(deliveries.ended) > so_far + 100)
