"""What each commit makes due: the Home tabs of those whom it concerns."""

from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card, Due, Notify, Ref, Slot
from bot.domain.ids import SeenId, SetupId, UserId
from bot.domain.outcome import Outcome
from bot.domain.people import Role
from bot.domain.request import Person, RequestStage
from bot.domain.setup_parts import Approval, Group
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.due import UNREADABLE_TRIES, DueSet
from bot.store.homes import Homes
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from bot.store.watched import SOON
from tests.store.builders import (
    MARA,
    NOW,
    SOL,
    STELLA,
    TEAM,
    a_run,
    a_setup,
    an_effect,
    an_entry,
    cancelled,
    committed,
    whole_store,
)
from tests.store.kept_requests import about_to_ask
from tests.store.letters import LEASE, RETRY, claims_of, lost
from tests.store.looks import (
    ADA,
    BEN,
    HOUR,
    MOST,
    SHARD,
    a_refresh,
    changed,
    due_homes,
    look_at,
    published,
)


@pytest.fixture
def homes(scripts: Scripts) -> Homes:
    return Homes(scripts)


@pytest.mark.parametrize("what", ["new", "people", "approval", "cancelled"])
async def test_a_setup_that_concerns_others_is_seen_by_all_who_looked(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet, what: str
) -> None:
    """Somebody who had nothing on it may have a step now, or none any more."""
    kept = await committed(aggregates)
    await look_at(homes, ADA)
    await published(due)

    setup, former = kept.state, kept
    match what:
        case "new":
            await committed(aggregates)
            assert list(await due_homes(redis)) == [ADA]
            return
        case "people":
            setup = setup.model_copy(
                update={"people": {**setup.people, Role.SALESFORCE_ADMIN: BEN}}
            )
        case "approval":
            setup = setup.model_copy(update={"approval": Approval(group=Group(id="S", name="@s"))})
        case "cancelled":
            setup = cancelled(setup)
    await aggregates.commit_setup(Outcome(setup), former, an_entry())

    assert list(await due_homes(redis)) == [ADA]


async def test_at_most_fifty_of_each_are_shown_the_latest_first(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """A press must not lead to thousands of calls."""
    kept = await committed(aggregates)
    people = [UserId(f"U_{n:03}") for n in range(MOST + 5)]
    for number, who in enumerate(people):
        await look_at(homes, who, kept.state.ref, at=NOW + timedelta(seconds=number))
    await redis.delete(keys.due(TEAM))

    await changed(aggregates, kept)

    assert sorted(await due_homes(redis)) == people[5:]


async def _crowd_after(homes: Homes, *first: UserId) -> list[UserId]:
    """As many as one commit shows, who looked after those."""
    for who in first:
        await look_at(homes, who)
    crowd = [UserId(f"U_{n:03}") for n in range(MOST)]
    for who in crowd:
        await look_at(homes, who, at=NOW + HOUR)
    return crowd


async def test_who_is_named_is_shown_however_many_looked_since(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """Whoever has a step now, or had one, must not depend on how busy the others are."""
    crowd = await _crowd_after(homes, BEN, SOL)
    kept = await committed(aggregates)
    await redis.delete(keys.due(TEAM))

    people = {**kept.state.people, Role.SALES_CONNECT_ADMIN: BEN}
    setup = kept.state.model_copy(update={"people": people})
    await aggregates.commit_setup(Outcome(setup), kept, an_entry(at=NOW + HOUR))

    assert sorted(await due_homes(redis)) == sorted([*crowd, BEN, SOL])


async def test_who_approves_by_name_is_shown_however_many_looked_since(
    redis: Redis, homes: Homes, aggregates: Aggregates
) -> None:
    """When that changes, both; and whenever there is news of a request."""
    crowd = await _crowd_after(homes, ADA, BEN)
    setup = a_setup(approval=Approval(approvers=(ADA,)))
    kept = await committed(aggregates, setup=setup)
    asked = about_to_ask("lea@acme.example", setup=setup)
    await redis.delete(keys.due(TEAM))

    await aggregates.commit_request(asked, None, an_entry(at=NOW + HOUR), setup=setup)
    assert sorted(await due_homes(redis)) == sorted([*crowd, ADA])
    await redis.delete(keys.due(TEAM))
    by_ben = setup.model_copy(update={"approval": Approval(approvers=(BEN,))})
    await aggregates.commit_setup(Outcome(by_ben), kept, an_entry(at=NOW + HOUR))

    assert sorted(await due_homes(redis)) == sorted([*crowd, ADA, BEN])


async def _calls(redis: Redis) -> dict[str, int]:
    """Command → how often it was called since the server started, within scripts too."""
    stats = await redis.info("commandstats")
    return {name.removeprefix("cmdstat_"): int(one["calls"]) for name, one in stats.items()}


async def test_nobody_who_did_not_look_costs_anything(
    redis: Redis, homes: Homes, aggregates: Aggregates
) -> None:
    """A commit asks once whether anybody looked, and writes nothing more."""
    kept = await committed(aggregates)
    before, calls = set(await whole_store(redis)), await _calls(redis)

    await changed(aggregates, kept)

    after = await _calls(redis)
    assert after["exists"] - calls.get("exists", 0) == 1
    for asking in ("zrevrangebyscore", "zscore"):
        assert after.get(asking, 0) == calls.get(asking, 0)
    for writing in ("zadd", "hset", "publish"):
        assert after.get(writing, 0) - calls.get(writing, 0) == (writing == "hset")
    assert set(await whole_store(redis)) == before
    assert await due_homes(redis) == {}


async def test_what_is_not_committed_is_shown_nowhere(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """Neither a repeat nor a conflict; what the script answers is what it answered before."""
    seen = SeenId("a press")
    kept = await committed(aggregates, seen=seen)
    await look_at(homes, MARA, kept.state.ref)
    await published(due)

    for former, once in ((kept, seen), (Versioned(kept.state, 7), None)):
        answer = await aggregates.commit_setup(Outcome(kept.state), former, an_entry(), once)
        assert not isinstance(answer, Committed)

    assert await due_homes(redis) == {}


@pytest.mark.parametrize("by", ["setup", "request"])
async def test_a_request_is_seen_by_who_has_it_or_its_setup_on_it(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet, by: str
) -> None:
    """While its stage stays the same; what is news concerns everybody who looked."""
    outcome = about_to_ask("lea@acme.example")
    request = outcome.state
    await aggregates.commit_request(outcome, None, an_entry())
    ref = request.ref if by == "request" else Ref(kind="setup", id=request.setup_id)
    await look_at(homes, MARA, ref)
    await look_at(homes, ADA)
    await published(due)

    nudged = request.model_copy(update={"nudges": 1})
    await aggregates.commit_request(Outcome(nudged), Versioned(request, 1), an_entry())
    assert list(await due_homes(redis)) == [MARA]
    opened = nudged.model_copy(update={"stage": RequestStage.OPEN})
    await aggregates.commit_request(Outcome(opened), Versioned(nudged, 2), an_entry())

    assert sorted(await due_homes(redis)) == [ADA, MARA]


async def test_news_of_a_request_reach_who_asked_and_for_whom(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """However many looked since."""
    asked = about_to_ask("lea@acme.example")
    people = (*asked.state.people, Person(email="ben@acme.example", user_id=BEN))
    request = asked.state.model_copy(update={"people": people, "requester": ADA})
    crowd = await _crowd_after(homes, ADA, BEN)
    await redis.delete(keys.due(TEAM))

    await aggregates.commit_request(Outcome(request, asked.effects), None, an_entry())

    assert sorted(await due_homes(redis)) == sorted([*crowd, ADA, BEN])


async def test_a_run_is_shown_as_often_as_its_message(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """Not with each of thousands of calls; with whichever of its messages comes first."""
    kept = await committed(aggregates)
    await look_at(homes, SOL, kept.state.ref)
    await published(due)
    run = a_run("ada@acme.example", setup_id=kept.state.id)

    await aggregates.commit_run(Outcome(run, (Due(an_effect()),)), None, an_entry())
    assert await due_homes(redis) == {}
    card = Notify(about=run.ref, slot=Slot(card=Card.BATCH, part="1", to=SOL))
    shown = (Due(a_refresh(), NOW + HOUR), Due(card, NOW + timedelta(minutes=1)))
    await aggregates.commit_run(Outcome(run, shown), Versioned(run, 1), an_entry())

    assert await due_homes(redis) == {SOL: NOW + timedelta(minutes=1) + SOON}


async def test_what_is_given_up_and_tried_again_is_seen(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet, scripts: Scripts
) -> None:
    """By who has its setup on it."""
    setup = a_setup()
    await look_at(homes, STELLA, setup.ref)
    await committed(aggregates, Due(an_effect(), NOW), setup=setup)
    for claim in (await due.claim(SHARD, NOW + SOON, LEASE))[0]:
        if claim.id.startswith("home:"):
            await due.done(claim, now=NOW)
        else:
            letter = claim
    assert await due_homes(redis) == {}

    await due.give_up(letter, "post: no", NOW, setup_id=setup.id)
    assert await due_homes(redis) == {STELLA: NOW + SOON}
    await published(due)
    retries = Retries(scripts)
    letters = await retries.waiting(TEAM, setup.id)
    await retries.revive(setup, letters, RETRY, (), seen=SeenId("press"))

    assert await due_homes(redis) == {STELLA: RETRY.at + SOON}


async def test_what_no_version_can_read_is_seen_where_it_was_given_up(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """By who has its setup on it, as far as it says which one that is."""
    setup = a_setup(id=SetupId("unreadable"))
    await look_at(homes, STELLA, setup.ref)
    await published(due)
    await committed(aggregates, Due(an_effect("unreadable"), NOW), setup=setup)
    unheard_of = '{"do":"unheard_of","setup_id":"unreadable"}'
    prefix = keys.shard_prefix(SHARD)
    await redis.hset(f"{prefix}body", "become_ready:unreadable", unheard_of)
    await redis.hset(f"{prefix}tries", "become_ready:unreadable", str(UNREADABLE_TRIES - 1))
    await redis.zrem(keys.due(TEAM), f"home:{STELLA}")

    await due.claim(SHARD, NOW, LEASE)

    assert await redis.hlen(keys.dead(TEAM)) == 1
    assert await due_homes(redis) == {STELLA: NOW + SOON}


async def test_what_is_given_up_of_no_setup_is_seen_by_nobody(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """Nor by who looks at another one."""
    setup = a_setup()
    await look_at(homes, STELLA, setup.ref)
    await published(due)
    await lost(aggregates, due, an_effect())
    await redis.delete(keys.due(TEAM))
    await committed(aggregates, Due(an_effect("of-nobody"), NOW))
    [claim] = [one for one in await claims_of(due) if one.id.endswith("of-nobody")]
    await redis.delete(keys.due(TEAM))

    await due.give_up(claim, "post: no", NOW)

    assert await due_homes(redis) == {}
