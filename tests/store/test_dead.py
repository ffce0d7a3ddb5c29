"""Dead letters: kept as they were, and shown to people as what they were."""

from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.undelivered import Undelivered
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.dead import DeadLetter, load_dead_letter
from bot.store.due import DueSet
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from tests.store.builders import NOW, TEAM, an_effect, committed
from tests.store.letters import RETRY, claims_of, lost


@pytest.fixture
def retries(scripts: Scripts) -> Retries:
    return Retries(scripts)


async def test_what_waits_is_of_one_setup_oldest_first(
    aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """As people see it: what it was, why, and since when."""
    effects = [an_effect(name) for name in ("b", "a", "c")]
    setup = await lost(aggregates, due, *effects)
    other = await lost(aggregates, due, an_effect("of-another-setup"))

    waiting = [one.shown for one in await retries.waiting(TEAM, setup.id)]

    assert {one.effect for one in waiting} == set(effects)
    assert [one.at for one in waiting] == [NOW - timedelta(seconds=n) for n in (2, 1, 0)]
    assert waiting[0].why == "post: no"
    assert len(await retries.waiting(TEAM, other.id)) == 1
    assert await retries.waiting(TeamId("T_OTHER"), setup.id) == []


async def test_what_comes_through_after_all_is_given_up_no_longer(
    aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """Asked for anew and done: nobody is offered to try it again."""
    effect = an_effect()
    setup = await lost(aggregates, due, effect)
    await committed(aggregates, Due(effect, NOW))
    [claim] = await claims_of(due)

    await due.done(claim, now=NOW)

    assert await retries.waiting(TEAM, setup.id) == []
    assert (await due.backlog(NOW)).dead == 0


@pytest.mark.parametrize(
    "body", ['{"do":"unheard_of"}', '{ "do" : "é 🙂", "n": 1e3, "t": "a\\u0000b" }'], ids=["a", "b"]
)
async def test_what_another_version_wrote_comes_back_to_the_letter(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries, body: str
) -> None:
    """People read that it is of another version; a worker of that version can read it."""
    setup = await lost(aggregates, due)
    letter = DeadLetter("unheard_of:1", body, "post: no", NOW, setup.id, in_doubt=False)
    await redis.hset(keys.dead(TEAM), letter.id, letter.dump())

    [found] = await retries.waiting(TEAM, setup.id)
    assert found == letter
    assert found.shown == Undelivered(None, "post: no", NOW)
    await retries.revive(setup, [found], RETRY, (), seen=SeenId("press"))

    prefix = keys.shard_prefix(keys.shard_of(TEAM))
    assert await redis.hget(f"{prefix}body", letter.id) == body


def test_a_letter_survives_storage() -> None:
    """One that belongs to no setup, too."""
    letters = [
        DeadLetter("a", '{"é": "🙂"}', "post: no", NOW, SetupId("s"), in_doubt=True),
        DeadLetter("b", "{", "", NOW, None, in_doubt=False),
    ]

    assert [load_dead_letter(one.id, one.dump()) for one in letters] == letters
