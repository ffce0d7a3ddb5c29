"""What was given up, setup by setup: counted, and a few of it read, without reading all."""

from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.dead import DeadLetter
from bot.store.due import DueSet
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from tests.store.builders import NOW, TEAM, an_effect, committed, whole_store
from tests.store.letters import RETRY, claims_of, lost

FEW = 10
MANY = 10_000
OF_THE_QUESTION = 5_000  # bytes that it takes to ask how many bytes were sent


@pytest.fixture
def retries(scripts: Scripts) -> Retries:
    return Retries(scripts)


async def _oldest(retries: Retries, *, most: int = FEW) -> dict[SetupId, list[str]]:
    numbers = await retries.numbers(TEAM)
    found = await retries.oldest(TEAM, numbers, most)
    return {setup_id: [one.id for one in letters] for setup_id, letters in found.items()}


async def test_each_setup_has_its_number_and_its_oldest(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """The same letters that a retry takes; what is of no setup is nobody's."""
    one = await lost(aggregates, due, *(an_effect(f"one-{n}") for n in range(3)))
    other = await lost(aggregates, due, an_effect("other"))
    await committed(aggregates, Due(an_effect("of-nobody"), NOW))
    [claim] = [one for one in await claims_of(due) if one.id.endswith("of-nobody")]
    await due.give_up(claim, "post: no", NOW)

    assert await retries.numbers(TEAM) == {one.id: 3, other.id: 1}
    waiting = [letter.id for letter in await retries.waiting(TEAM, one.id)]
    assert await _oldest(retries) == {one.id: waiting, other.id: ["become_ready:other"]}
    assert (await _oldest(retries, most=2))[one.id] == waiting[:2]
    assert await retries.numbers(TeamId("T_OTHER")) == {}


async def test_what_is_tried_again_or_done_is_counted_no_more(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """However it ends; and nothing is left of the lists."""
    one = await lost(aggregates, due, an_effect("a"), an_effect("b"))
    for name in ("a", "b"):  # done as one of many, or with what follows
        await committed(aggregates, Due(an_effect(name), NOW))
        [claim] = await claims_of(due)
        then = [Due(an_effect("next"), RETRY.at)] if name == "a" else []
        await due.done(claim, then=then, now=NOW)
        await redis.delete(keys.due(TEAM))
        assert await retries.numbers(TEAM) == ({one.id: 1} if name == "a" else {})

    again = await lost(aggregates, due, an_effect("c"), an_effect("d"))
    letters = await retries.waiting(TEAM, again.id)
    await retries.revive(again, letters, RETRY, (), seen=SeenId("press"))

    assert await retries.numbers(TEAM) == {}
    assert [key for key in await whole_store(redis) if "dead" in key] == []


async def test_what_is_given_up_again_counts_once(
    aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """At the time of the last attempt."""
    setup = await lost(aggregates, due, an_effect("a"))
    await committed(aggregates, Due(an_effect("a"), NOW))
    [claim] = await claims_of(due)

    await due.give_up(claim, "post: no", NOW + timedelta(minutes=1), setup_id=setup.id)

    assert await retries.numbers(TEAM) == {setup.id: 1}
    assert await _oldest(retries) == {setup.id: ["become_ready:a"]}


@pytest.mark.parametrize("what", ["more", "fewer"])
async def test_a_version_that_knows_no_such_lists_may_write_too(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries, what: str
) -> None:
    """While both run; then all of it is read."""
    setup = await lost(aggregates, due, an_effect("a"), an_effect("b"))
    older = DeadLetter("become_ready:z", "{}", "post: no", NOW, setup.id, in_doubt=False)
    if what == "more":
        await redis.hset(keys.dead(TEAM), older.id, older.dump())
    else:
        await redis.hdel(keys.dead(TEAM), "become_ready:a")

    waiting = [one.id for one in await retries.waiting(TEAM, setup.id)]

    assert await retries.numbers(TEAM) == {setup.id: len(waiting)}
    assert sorted((await _oldest(retries))[setup.id]) == sorted(waiting)


async def test_a_row_that_is_damaged_does_not_keep_its_effect_from_being_done(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """It came through after all."""
    await lost(aggregates, due, an_effect("a"))
    await redis.hset(keys.dead(TEAM), "become_ready:a", "no JSON")
    await committed(aggregates, Due(an_effect("a"), NOW))
    [claim] = await claims_of(due)

    assert await due.done(claim, now=NOW)

    assert await redis.hlen(keys.dead(TEAM)) == 0


async def test_of_ten_thousand_only_a_few_are_read(redis: Redis, retries: Retries) -> None:
    """Whoever looks at Home costs the server and us no more than with ten."""
    setup_id, body = SetupId("setup"), "x" * 500
    letters = [
        DeadLetter(f"n{n:05}", body, "post: no", NOW, setup_id, in_doubt=False) for n in range(MANY)
    ]
    async with redis.pipeline(transaction=False) as pipe:
        pipe.hset(keys.dead(TEAM), mapping={one.id: one.dump() for one in letters})
        pipe.zadd(keys.dead_of(TEAM, setup_id), {one.id: 0 for one in letters})
        pipe.zadd(keys.dead_in(TEAM), {setup_id: MANY})
        await pipe.execute()
    before = int((await redis.info("stats"))["total_net_output_bytes"])

    numbers = await retries.numbers(TEAM)
    found = await retries.oldest(TEAM, numbers, FEW)

    assert numbers == {setup_id: MANY}
    assert [one.id for one in found[setup_id]] == [one.id for one in letters[:FEW]]
    read = int((await redis.info("stats"))["total_net_output_bytes"]) - before
    assert read < 5 * FEW * len(body) + OF_THE_QUESTION
