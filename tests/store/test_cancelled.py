"""A setup that is cancelled: gone from the list, its name free, its secret destroyed."""

import asyncio
from datetime import timedelta

from redis.asyncio import Redis

from bot.domain.outcome import Outcome
from bot.domain.run import RunStage
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.store import keys
from bot.store.aggregates import FORGOTTEN_AFTER, Aggregates, Versioned
from bot.store.commits import CommitAnswer, Committed, Conflict, Taken
from tests.store.builders import (
    CANARIES,
    NOW,
    STELLA,
    TEAM,
    a_run,
    a_setup,
    all_sealed,
    an_entry,
    burns,
    cancelled,
    committed,
    everything_as_text,
    sealed_keys,
    to_stage,
)


async def _cancel(aggregates: Aggregates, former: Versioned[Setup]) -> CommitAnswer:
    outcome = Outcome(cancelled(former.state), burn=True)
    return await aggregates.commit_setup(outcome, former, an_entry("CancelSetup"))


async def test_it_leaves_the_list_and_can_still_be_read(aggregates: Aggregates) -> None:
    """Commands ask about open ones; its cards still show what it was."""
    kept, ended = await committed(aggregates), await committed(aggregates)

    assert await _cancel(aggregates, ended) == Committed(2)

    assert (await aggregates.ask(TEAM, STELLA)).setups == (kept,)
    read = await aggregates.setup(TEAM, ended.state.id)
    assert read == Versioned(cancelled(ended.state), 2)


async def test_its_name_is_free_at_once_and_only_then(aggregates: Aggregates) -> None:
    """Somebody begins anew under the same name."""
    former = await committed(aggregates, setup=a_setup(name="Second"))
    anew = a_setup(name="SECOND")

    before = await aggregates.commit_setup(Outcome(anew), None, an_entry())
    await _cancel(aggregates, former)
    after = await aggregates.commit_setup(Outcome(anew), None, an_entry())

    assert (before, after) == (Taken("production:second"), Committed(1))


async def test_it_does_not_take_the_name_from_the_next_one(
    redis: Redis, aggregates: Aggregates
) -> None:
    """A repeat of the end, on an old version or not, releases only what is its own."""
    former = await committed(aggregates, setup=a_setup(name="Second"))
    await _cancel(aggregates, former)
    anew = await committed(aggregates, setup=a_setup(name="Second"))
    field = keys.name_field(anew.state.kind, "Second")

    repeat = await _cancel(aggregates, former)
    again = await _cancel(aggregates, Versioned(cancelled(former.state), 2))

    assert (repeat, again) == (Conflict(), Committed(3))
    assert await redis.hget(keys.names(TEAM), field) == anew.state.id
    assert (await aggregates.ask(TEAM, STELLA)).setups == (anew,)


async def test_an_open_setup_keeps_its_name_and_its_place(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Whatever else is committed; so the release above comes from the end alone."""
    former = await committed(aggregates)
    name = keys.name_field(former.state.kind, former.state.name)

    await aggregates.commit_setup(Outcome(former.state), former, an_entry())

    assert await redis.hget(keys.names(TEAM), name) == former.state.id
    assert await redis.smembers(keys.setups(TEAM)) == {former.state.id}


async def test_nothing_of_its_secret_is_left(redis: Redis, aggregates: Aggregates) -> None:
    """Destroyed in the same commit: credentials, API access, and by what they are recognised."""
    setup = await all_sealed(aggregates)
    sealed = sealed_keys(setup)
    assert await redis.exists(*sealed) == 3

    # Whatever the step itself says of what was handed over; which pairs there are, it alone knows.
    ended = Outcome(cancelled(setup), burn_access=(1,))
    await aggregates.commit_setup(ended, Versioned(setup, 1), an_entry())

    assert await redis.exists(*sealed) == 0
    assert await burns(redis) == 1
    written = await everything_as_text(redis)
    assert not [canary for canary in CANARIES if canary in written]


async def test_nothing_is_on_record_of_its_people_any_more(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Who is connected, invited, has a sandbox account: of another setup all of it stays."""
    ended, other = await committed(aggregates), await committed(aggregates)
    for setup in (ended.state, other.state):
        for key in keys.records(TEAM, setup.id):
            await redis.hset(key, "ada@acme.example", "{}")

    await _cancel(aggregates, ended)

    assert await redis.exists(*keys.records(TEAM, ended.state.id)) == 0
    assert await redis.exists(*keys.records(TEAM, other.state.id)) == 5


async def test_who_is_invited_stays_on_record_while_it_is_open(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Also where the connection is lost: invites are of Sales Connect, and outlive it."""
    former = await committed(aggregates, setup=a_setup(stage=Stage.CONNECTED, connected_at=NOW))
    connected, failed, *others = keys.records(TEAM, former.state.id)
    for key in (connected, failed, *others):
        await redis.hset(key, "ada@acme.example", "{}")
    lost = former.state.model_copy(update={"stage": Stage.NAMED, "connected_at": None})

    await aggregates.commit_setup(Outcome(lost), former, an_entry("ReportLost"))

    assert await redis.exists(connected, failed) == 0
    assert await redis.exists(*others) == 3


async def test_of_twenty_who_cancel_at_once_one_does(aggregates: Aggregates) -> None:
    """The others read that it was."""
    former = await committed(aggregates)

    answers = await asyncio.gather(*(_cancel(aggregates, former) for _ in range(20)))

    assert sorted(map(repr, answers)) == sorted([repr(Committed(2)), *[repr(Conflict())] * 19])


async def test_a_prepared_run_is_kept_for_thirty_days(redis: Redis, aggregates: Aggregates) -> None:
    """Longer than a draft, which is forgotten after one; started, it is kept for good."""
    draft = a_run("ada@acme.example")
    key = keys.aggregate(TEAM, draft.ref)
    await aggregates.commit_run(Outcome(draft), None, an_entry())
    prepared = to_stage(draft, RunStage.PREPARED)

    await aggregates.commit_run(Outcome(prepared), Versioned(draft, 1), an_entry())
    left = timedelta(milliseconds=await redis.pttl(key))
    listed = await aggregates.runs(TEAM, draft.setup_id)
    started = to_stage(draft, RunStage.RUNNING)
    await aggregates.commit_run(Outcome(started), Versioned(prepared, 2), an_entry())

    assert timedelta(days=30) - timedelta(seconds=10) < left <= timedelta(days=30)
    assert FORGOTTEN_AFTER[RunStage.DRAFT] == timedelta(days=1)
    assert listed == []
    assert await redis.pttl(key) == -1


async def test_a_prepared_run_holds_nobody(aggregates: Aggregates) -> None:
    """Its people may be in another one until it starts."""
    prepared = a_run("ada@acme.example", stage=RunStage.PREPARED)
    other = a_run("ada@acme.example")
    await aggregates.commit_run(Outcome(prepared), None, an_entry())
    await aggregates.commit_run(Outcome(other), None, an_entry())

    started = Outcome(to_stage(other, RunStage.RUNNING))
    late = Outcome(to_stage(prepared, RunStage.RUNNING))

    assert await aggregates.commit_run(started, Versioned(other, 1), an_entry()) == Committed(2)
    assert await aggregates.commit_run(late, Versioned(prepared, 1), an_entry()) == Taken(
        "ada@acme.example"
    )
