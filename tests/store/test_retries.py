"""What was given up, made due again: all of one setup or none of it, and never twice."""

import json
from datetime import timedelta
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due, ExpireLater
from bot.domain.ids import SeenId, SetupId
from bot.domain.setup import Setup
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import DueSet
from bot.store.errors import StoreError
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from tests.store.builders import (
    NOW,
    TEAM,
    an_effect,
    committed,
    teams_of_one_shard,
    whole_store,
)
from tests.store.letters import LEASE, RETRY, claims_of, lost

PRESS, OTHER_PRESS = SeenId("press"), SeenId("other-press")


@pytest.fixture
def retries(scripts: Scripts) -> Retries:
    return Retries(scripts)


async def _revived(
    retries: Retries, setup: Setup, *then: Due, seen: SeenId = PRESS, letters: Any = None
) -> int:
    found = await retries.waiting(setup.team_id, setup.id) if letters is None else letters
    return await retries.revive(setup, found, RETRY, then, seen=seen)


async def test_all_of_a_setup_is_due_again_at_once_and_begins_anew(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """No try of before counts, and no letter is left."""
    effect = an_effect()
    former = await committed(aggregates, Due(effect, NOW))
    [first] = await claims_of(due)
    await due.later(first, NOW, counted=True, in_doubt=False)
    [again] = await claims_of(due)
    await due.give_up(again, "post: no", NOW, setup_id=former.state.id)

    assert await _revived(retries, former.state) == 1

    [claim] = await claims_of(due)
    assert (claim.effect, claim.tries, claim.in_doubt) == (effect, 0, False)
    assert await retries.waiting(TEAM, former.state.id) == []
    assert (await due.backlog(NOW)).dead == 0
    assert not await redis.exists(keys.dead(TEAM))


async def test_what_may_have_been_done_is_in_doubt_still(
    aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """So it is looked up before it is sent."""
    setup = await lost(aggregates, due, an_effect(), in_doubt=True)

    await _revived(retries, setup)

    [claim] = await claims_of(due)
    assert claim.in_doubt


async def test_another_setup_and_another_slack_workspace_keep_theirs(
    aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """Even where both share a due set, and the effects have one id."""
    here, there = teams_of_one_shard(2)
    effect = an_effect("same")
    setup = await lost(aggregates, due, effect, team_id=here)
    beside = await lost(aggregates, due, an_effect(), team_id=here)
    elsewhere = await lost(aggregates, due, an_effect("of-the-other-team"), team_id=there)

    assert await _revived(retries, setup) == 1

    assert [claim.id for claim in await claims_of(due, here)] == [effect.id]
    assert len(await retries.waiting(here, beside.id)) == 1
    assert len(await retries.waiting(there, elsewhere.id)) == 1
    assert (await due.backlog(NOW)).dead == 2


async def test_a_setup_revives_nothing_of_another_slack_workspace(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """Letters that were read there are none here."""
    here, there = teams_of_one_shard(2)
    setup = await lost(aggregates, due, an_effect(), team_id=here)
    elsewhere = await lost(aggregates, due, an_effect(), team_id=there)
    letters = await retries.waiting(there, elsewhere.id)

    assert await _revived(retries, setup, letters=letters) == 0

    assert await claims_of(due, here) == []
    assert len(await retries.waiting(there, elsewhere.id)) == 1


async def test_a_repeat_answers_the_same_and_changes_nothing(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """Also if something else was given up since: that is for another press."""
    setup = await lost(aggregates, due, an_effect(), an_effect())
    assert await _revived(retries, setup) == 2
    for claim in await claims_of(due):
        await due.give_up(claim, "post: no", NOW, setup_id=setup.id)
    before = await whole_store(redis)

    assert await _revived(retries, setup) == 2

    assert await whole_store(redis) == before
    assert await _revived(retries, setup, seen=OTHER_PRESS) == 2


async def test_of_two_presses_together_one_revives(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """Both have read the same letters; the slower one finds none, and writes no row."""
    setup = await lost(aggregates, due, an_effect(), an_effect())
    letters = await retries.waiting(TEAM, setup.id)

    first = await _revived(retries, setup, letters=letters)
    [claim, _] = await claims_of(due)
    await due.done(claim, now=NOW)
    second = await _revived(retries, setup, letters=letters, seen=OTHER_PRESS)

    assert (first, second) == (2, 0)
    assert [row["what"] for row in await _audit(redis)] == ["SomeCommand", "RetryUndelivered"]
    assert await claims_of(due) == []


async def test_who_retried_is_on_record_and_what_follows_is_due(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """In the same script."""
    given_up, follows = an_effect(), an_effect()
    setup = await lost(aggregates, due, given_up)

    await _revived(retries, setup, Due(follows))

    assert {claim.id for claim in await claims_of(due)} == {given_up.id, follows.id}
    row = (await _audit(redis))[-1]
    assert (row["who"], row["what"], row["on"]) == (
        RETRY.who,
        "RetryUndelivered",
        f"setup:{setup.id}",
    )
    assert row["at"] == RETRY.at.isoformat()


async def test_with_nothing_to_revive_nothing_follows(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """No row, no card; only the press is remembered."""
    setup = (await committed(aggregates)).state
    before = await whole_store(redis)

    assert await _revived(retries, setup, Due(an_effect())) == 0

    after = await whole_store(redis)
    assert after.keys() - before.keys() == {keys.seen(TEAM, PRESS)}
    assert {key: after[key] for key in before} == before


async def test_what_was_asked_for_anew_meanwhile_is_not_doubled(
    aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """It keeps its new time and body; the letter is gone."""
    old = ExpireLater(setup_id=SetupId("s"), version=1)
    setup = await lost(aggregates, due, old)
    letters = await retries.waiting(TEAM, setup.id)
    later = NOW + timedelta(hours=1)
    await committed(aggregates, Due(old, later))

    assert await _revived(retries, setup, letters=letters) == 1

    assert await due.claim(keys.shard_of(TEAM), RETRY.at, LEASE) == ([], later)
    claims, _ = await due.claim(keys.shard_of(TEAM), later, LEASE)
    assert [claim.id for claim in claims] == [old.id]
    assert await retries.waiting(TEAM, setup.id) == []


async def test_what_is_being_performed_anew_runs_once(
    aggregates: Aggregates, due: DueSet, other: DueSet, retries: Retries
) -> None:
    """Nobody else gets it, and its end is its end."""
    effect = an_effect()
    setup = await lost(aggregates, due, effect, in_doubt=True)
    await committed(aggregates, Due(effect, NOW))
    [held] = await claims_of(due)

    await _revived(retries, setup)

    assert await claims_of(other) == []
    assert await due.done(held, now=NOW)
    assert await claims_of(other) == []


async def test_a_press_that_the_store_refuses_changes_nothing(
    redis: Redis, aggregates: Aggregates, due: DueSet, retries: Retries
) -> None:
    """All or nothing: a letter that is damaged keeps the others where they are, too."""
    setup = await lost(aggregates, due, an_effect("fine"), an_effect("damaged"))
    letters = await retries.waiting(TEAM, setup.id)
    await redis.hset(keys.dead(TEAM), "become_ready:damaged", "no JSON")
    before = await whole_store(redis)

    with pytest.raises(StoreError):
        await _revived(retries, setup, letters=letters)

    assert await whole_store(redis) == before


async def _audit(redis: Redis) -> list[dict[str, Any]]:
    entries: Any = await redis.xrange(keys.audit(TEAM))
    return [json.loads(fields["row"]) for _, fields in entries]
