"""A worker that was too slow: another one has its effect by now."""

from datetime import timedelta
from typing import Final

from redis.asyncio import Redis

from bot.domain.effects import Due, Effect, ExpireLater
from bot.domain.setup import Setup
from bot.metrics import REGISTRY
from bot.store.aggregates import Aggregates, Versioned
from bot.store.due import Claim, DueSet
from bot.work.attempt import Attempt
from tests.store.builders import an_effect, committed, lapse
from tests.work.office import PREFIX, SHARD, TEAM, Office
from tests.work.workers import Deliveries, NoSetups, now

LEASE: Final = timedelta(seconds=5)
LONG: Final = timedelta(days=30)


def _left() -> float:
    return 4.0


def _delivered(effect: Effect) -> float:
    labels: dict[str, str] = {"effect": effect.do}
    return REGISTRY.get_sample_value("salesconnect_effects_delivered_total", labels) or 0.0


async def test_a_command_that_came_too_late_is_not_counted_as_delivered(
    office: Office, other: DueSet, redis: Redis
) -> None:
    """Nor did it change anything: whoever has the effect now says how it ended."""
    await office.start_setup()
    setup = await office.hand_over()
    async with office.working():
        await office.until_all_is_done()
    office.hands.move(LONG)
    expires = ExpireLater(setup_id=setup.id, version=1)
    late = await _taken_over(office, other, redis, expires)
    before, kept = _delivered(expires), await _kept(office)
    attempt = Attempt(office.bot.due, office.deliver(), office.showing(), office.hands.now)

    assert await attempt(late, _left) is None

    assert _delivered(expires) == before
    assert await redis.hexists(f"{PREFIX}body", expires.id)
    assert await _kept(office) == kept


async def _kept(office: Office) -> Versioned[Setup] | None:
    return await office.bot.aggregates.setup(TEAM, office.setup.id)


async def _taken_over(office: Office, other: DueSet, redis: Redis, effect: Effect) -> Claim:
    """Claimed by a worker that was then away for longer than its lease."""
    claims, _ = await office.bot.due.claim(SHARD, office.hands.now(), LEASE)
    [late] = [claim for claim in claims if claim.effect == effect]
    await lapse(redis, late)
    others, _ = await other.claim(SHARD, office.hands.now() + LEASE, LEASE)
    assert effect in [claim.effect for claim in others]
    return late


async def test_what_only_has_to_be_removed_is_counted_by_whoever_removes_it(
    redis: Redis, aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """Once, although two performed it."""
    await committed(aggregates, Due(effect := an_effect(), now()))
    [late], _ = await due.claim(SHARD, now(), LEASE)
    await lapse(redis, late)
    [held], _ = await other.claim(SHARD, now() + LEASE, LEASE)
    before = _delivered(effect)

    await Attempt(due, Deliveries(), NoSetups(), now)(late, _left)
    by_the_slow_one = _delivered(effect) - before
    await Attempt(other, Deliveries(), NoSetups(), now)(held, _left)

    assert (by_the_slow_one, _delivered(effect) - before) == (0, 1)
