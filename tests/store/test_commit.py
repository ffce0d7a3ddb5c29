"""commit.lua: one transition with everything that follows from it, or nothing."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeAlias

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.ids import SeenId, TeamId
from bot.domain.outcome import Outcome
from bot.domain.run import Row, RowState, RunStage
from bot.domain.stages import Kind
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import CommitAnswer, Committed, Conflict, LeaseLost, SeenBefore, Taken
from bot.store.due import Claim, DueSet
from bot.store.errors import DocumentTooNew
from tests.store.builders import (
    CANARIES,
    NOW,
    TEAM,
    a_run,
    a_setup,
    an_effect,
    an_entry,
    committed,
    credentials,
    effects,
    everything_as_text,
    handed_over,
    lapse,
    to_stage,
    whole_store,
)
from tests.store.kept_requests import asked

SEEN = SeenId("click-1")
LEASE = timedelta(seconds=5)
Attempt: TypeAlias = Callable[[Aggregates, DueSet], Awaitable[CommitAnswer]]


async def test_a_commit_writes_state_effects_audit_name_and_seen_id(
    redis: Redis, aggregates: Aggregates
) -> None:
    """All of it is there after one call."""
    setup, later = a_setup(), NOW + timedelta(minutes=10)
    effect = an_effect()

    answer = await aggregates.commit_setup(
        Outcome(setup, (Due(effect, later),)), None, an_entry("StartSetup"), SEEN
    )

    assert answer == Committed(1)
    assert await aggregates.setup(TEAM, setup.id) == Versioned(setup, 1)
    prefix = keys.shard_prefix(keys.shard_of(TEAM))
    due = await redis.zrange(f"{prefix}due:{TEAM}", 0, -1, withscores=True)
    assert due == [(effect.id, later.timestamp() * 1000)]
    assert json.loads(await redis.hget(f"{prefix}body", effect.id) or "") == effect.model_dump()
    assert await aggregates.seen(TEAM, SEEN) == setup.id
    assert await redis.hget(keys.names(TEAM), keys.name_field(setup.kind, setup.name)) == setup.id
    assert await redis.xlen(keys.audit(TEAM)) == 1


async def test_no_key_is_written_outside_the_shard_of_the_slack_workspace(
    redis: Redis, aggregates: Aggregates
) -> None:
    """A cluster keeps the keys of one commit on one server only if they share their tag."""
    setup = handed_over(a_setup())

    await aggregates.commit_setup(
        Outcome(setup, effects(3), keep=credentials()), None, an_entry(), SEEN
    )
    run = a_run("ada@acme.example")
    await aggregates.commit_run(Outcome(run), None, an_entry())

    tag = keys.shard_prefix(keys.shard_of(TEAM))
    assert all(key.startswith(tag) for key in await whole_store(redis))


async def _on_an_old_version(aggregates: Aggregates, due: DueSet) -> CommitAnswer:
    former = await committed(aggregates)
    await aggregates.commit_setup(Outcome(former.state), former, an_entry())
    return await _attempted(aggregates, former)


async def _of_what_was_seen(aggregates: Aggregates, due: DueSet) -> CommitAnswer:
    await committed(aggregates, seen=SEEN)
    return await _attempted(aggregates, None, seen=SEEN)


async def _of_a_name_that_is_taken(aggregates: Aggregates, due: DueSet) -> CommitAnswer:
    former = await committed(aggregates, setup=a_setup(name="Second subscription"))
    assert former.state.kind is Kind.PRODUCTION
    return await _attempted(aggregates, None, name="SECOND Subscription", seen=SeenId("another"))


async def _without_the_lease(aggregates: Aggregates, due: DueSet) -> CommitAnswer:
    former = await committed(aggregates, Due(an_effect()))
    shard = keys.shard_of(TEAM)
    [lost], _ = await due.claim(shard, NOW, LEASE)
    await lapse(aggregates._redis, lost)
    await due.claim(shard, NOW + LEASE, LEASE)
    return await _attempted(aggregates, former, finishing=lost)


async def _of_somebody_in_another_run(aggregates: Aggregates, due: DueSet) -> CommitAnswer:
    for emails in (("ada@acme.example",), ("sam@acme.example", "ada@acme.example")):
        draft = a_run(*emails)
        await aggregates.commit_run(Outcome(draft), None, an_entry())
        started = Outcome(to_stage(draft, RunStage.RUNNING), effects(2))
        if len(emails) == 1:
            await aggregates.commit_run(started, Versioned(draft, 1), an_entry())
    _BEFORE.append(await whole_store(aggregates._redis))
    seen = SeenId("start-2")
    return await aggregates.commit_run(started, Versioned(draft, 1), an_entry(), seen)


_BEFORE: list[dict[str, Any]] = []


async def _attempted(
    aggregates: Aggregates,
    former: Versioned[Any] | None,
    *,
    seen: SeenId | None = None,
    finishing: Claim | None = None,
    **changes: Any,
) -> CommitAnswer:
    """A commit that would write to every place there is."""
    _BEFORE.append(await whole_store(aggregates._redis))
    state = handed_over(former.state if former else a_setup(**changes))
    outcome = Outcome(state, effects(2), keep=credentials())
    return await aggregates.commit_setup(outcome, former, an_entry(), seen, finishing)


@pytest.mark.parametrize(
    ("attempt", "kind"),
    [
        (_on_an_old_version, Conflict),
        (_of_what_was_seen, SeenBefore),
        (_of_a_name_that_is_taken, Taken),
        (_without_the_lease, LeaseLost),
        (_of_somebody_in_another_run, Taken),
    ],
)
async def test_a_commit_that_is_refused_changes_nothing_whatsoever(
    redis: Redis, aggregates: Aggregates, due: DueSet, attempt: Attempt, kind: type[Any]
) -> None:
    """The whole store is the same before and after."""
    _BEFORE.clear()

    answer = await attempt(aggregates, due)

    assert isinstance(answer, kind)
    assert await whole_store(redis) == _BEFORE[-1]


async def test_a_name_is_taken_whatever_its_capitals(aggregates: Aggregates) -> None:
    """The answer names the field; the same name of the other kind, or elsewhere, is free."""
    await committed(aggregates, setup=a_setup(name="Main"))

    same = await aggregates.commit_setup(Outcome(a_setup(name="MAIN")), None, an_entry())
    sandbox = a_setup(name="Main", kind=Kind.SANDBOX)
    elsewhere = a_setup(name="Main", team_id=TeamId("T_OTHER"))

    assert same == Taken("production:main")
    for free in (sandbox, elsewhere):
        assert await aggregates.commit_setup(Outcome(free), None, an_entry()) == Committed(1)


async def test_what_was_seen_is_answered_with_what_it_led_to(aggregates: Aggregates) -> None:
    """Even if the state has gone on, and whatever the repeat asks for."""
    former = await committed(aggregates, seen=SEEN)
    await aggregates.commit_setup(Outcome(former.state), former, an_entry(), SeenId("click-2"))

    again = await aggregates.commit_setup(Outcome(a_setup()), None, an_entry(), SEEN)

    assert again == SeenBefore(former.state.id)


async def test_a_seen_id_counts_in_its_own_slack_workspace_only(aggregates: Aggregates) -> None:
    """Two Slack workspaces may send the same id."""
    await committed(aggregates, seen=SEEN)

    elsewhere = a_setup(team_id=TeamId("T_OTHER"))
    answer = await aggregates.commit_setup(Outcome(elsewhere), None, an_entry(), SEEN)

    assert answer == Committed(1)


async def test_of_fifty_commits_on_one_version_one_is_written(
    redis: Redis, aggregates: Aggregates
) -> None:
    """The others are told of the conflict, and leave no effect and no audit row."""
    former = await committed(aggregates)

    answers = await asyncio.gather(
        *(
            aggregates.commit_setup(
                Outcome(former.state, (Due(an_effect()),)), former, an_entry(), SeenId(f"{n}")
            )
            for n in range(50)
        )
    )

    assert sorted(map(str, answers)) == sorted(["Committed(version=2)"] + ["Conflict()"] * 49)
    assert await redis.hlen(f"{keys.shard_prefix(keys.shard_of(TEAM))}body") == 1
    assert await redis.xlen(keys.audit(TEAM)) == 2


async def test_each_commit_has_its_audit_row_without_a_secret(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Who did what on which state, and when."""
    former = await committed(aggregates)
    entry = an_entry("HandOver")

    await aggregates.commit_setup(
        Outcome(handed_over(former.state), keep=credentials()), former, entry
    )

    entries: Any = await redis.xrange(keys.audit(TEAM))
    rows = [json.loads(fields["row"]) for _, fields in entries]
    assert len(rows) == 2
    assert rows[1] == {
        "at": NOW.isoformat(),
        "who": entry.who,
        "what": "HandOver",
        "on": f"setup:{former.state.id}",
        "setup": former.state.id,
        "before": entry.before,
        "after": entry.after,
    }
    text = await everything_as_text(redis)
    assert not any(canary in text for canary in CANARIES)


async def test_a_commit_that_finishes_an_effect_removes_it(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """State, removal and follow-up effect: in one."""
    former = await committed(aggregates, Due(an_effect("the-wait")))
    shard = keys.shard_of(TEAM)
    [claim], _ = await due.claim(shard, NOW, LEASE)

    outcome = Outcome(former.state, (Due(an_effect("the-reminder")),))
    answer = await aggregates.commit_setup(outcome, former, an_entry(), finishing=claim)

    assert answer == Committed(2)
    assert await redis.hkeys(f"{keys.shard_prefix(shard)}body") == ["become_ready:the-reminder"]
    assert not await redis.exists(f"{keys.shard_prefix(shard)}open")


async def test_a_person_stands_in_one_running_run_only(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Claimed when a run starts, not while it is a draft, and free again after its end."""
    first, second = a_run("ada@acme.example"), a_run("ada@acme.example")
    for draft in (first, second):
        assert await aggregates.commit_run(Outcome(draft), None, an_entry()) == Committed(1)

    running = to_stage(first, RunStage.RUNNING)
    assert await aggregates.commit_run(
        Outcome(running), Versioned(first, 1), an_entry()
    ) == Committed(2)
    start_second = Outcome(to_stage(second, RunStage.RUNNING))
    refused = await aggregates.commit_run(start_second, Versioned(second, 1), an_entry())
    assert refused == Taken("ada@acme.example")

    ended = to_stage(first, RunStage.ENDED)
    freed = ended.model_copy(update={"uncalled_are_free": True})
    await aggregates.commit_run(Outcome(freed), Versioned(running, 2), an_entry())
    assert not await redis.exists(keys.running(TEAM, first.setup_id))
    allowed = await aggregates.commit_run(start_second, Versioned(second, 1), an_entry())
    assert allowed == Committed(2)


async def test_a_run_that_ends_leaves_people_of_other_runs_where_they_are(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Only its own claims are released."""
    ours, theirs = a_run("ada@acme.example"), a_run("sam@acme.example")
    for draft in (ours, theirs):
        await aggregates.commit_run(Outcome(draft), None, an_entry())
        running = Outcome(to_stage(draft, RunStage.RUNNING))
        await aggregates.commit_run(running, Versioned(draft, 1), an_entry())

    was = Versioned(to_stage(ours, RunStage.RUNNING), 2)
    freed = to_stage(ours, RunStage.ENDED).model_copy(update={"uncalled_are_free": True})
    await aggregates.commit_run(Outcome(freed), was, an_entry())

    assert await redis.hgetall(keys.running(TEAM, ours.setup_id)) == {"sam@acme.example": theirs.id}


async def test_a_draft_is_forgotten_after_a_day_and_a_started_run_never(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Start takes the time limit away, in the same commit."""
    draft = a_run("ada@acme.example")
    key = keys.aggregate(TEAM, draft.ref)

    await aggregates.commit_run(Outcome(draft), None, an_entry())
    assert 86_390_000 < await redis.pttl(key) <= 86_400_000
    assert await aggregates.runs(TEAM, draft.setup_id) == []

    started = to_stage(draft, RunStage.RUNNING)
    await aggregates.commit_run(Outcome(started), Versioned(draft, 1), an_entry())
    assert await redis.pttl(key) == -1
    bare = started.model_copy(update={"rows": {}})  # what many of them are listed by
    assert await aggregates.runs(TEAM, draft.setup_id) == [bare]


async def test_only_the_people_who_changed_are_written(
    redis: Redis, aggregates: Aggregates
) -> None:
    """A click on one of many rewrites one."""
    run = a_run("ada@acme.example", "sam@acme.example")
    await aggregates.commit_run(Outcome(run), None, an_entry())
    mark = Row(email="untouched@acme.example")
    await redis.hset(keys.aggregate(TEAM, run.ref), "row:1", f'["{mark.email}"]')

    connected = run.rows[0]._replace(state=RowState.CONNECTED)
    after = run.model_copy(update={"rows": {**run.rows, 0: connected}})
    await aggregates.commit_run(Outcome(after), Versioned(run, 1), an_entry())

    kept = await aggregates.run(TEAM, run.id)
    assert kept is not None
    assert kept.version == 2
    assert kept.state.rows == {0: connected, 1: mark}


async def test_a_run_of_ten_thousand_people_starts_in_one_commit(aggregates: Aggregates) -> None:
    """No script has a limit that a large company meets."""
    draft = a_run(*(f"person{n}@acme.example" for n in range(10_000)))
    await aggregates.commit_run(Outcome(draft), None, an_entry())

    started = to_stage(draft, RunStage.RUNNING)
    answer = await aggregates.commit_run(Outcome(started), Versioned(draft, 1), an_entry())

    assert answer == Committed(2)
    assert await aggregates.run(TEAM, draft.id) == Versioned(started, 2)


@pytest.mark.parametrize("kind", ["setup", "run", "request"])
async def test_a_document_of_a_newer_version_is_refused(
    redis: Redis, aggregates: Aggregates, kind: str
) -> None:
    """Reading it half would lose what this version does not know."""
    setup, run = a_setup(), a_run("ada@acme.example")
    await committed(aggregates, setup=setup)
    await aggregates.commit_run(Outcome(run), None, an_entry())
    request = (await asked(aggregates, "ada@acme.example")).request
    ref = {"setup": setup.ref, "run": run.ref, "request": request.ref}[kind]
    key = keys.aggregate(TEAM, ref)
    document = json.loads(await redis.hget(key, "document") or "")
    newer = {**document, "schema_number": 9, "unheard_of": True}
    await redis.hset(key, "document", json.dumps(newer))

    reads: dict[str, Callable[[], Awaitable[object]]] = {
        "setup": lambda: aggregates.setup(TEAM, setup.id),
        "run": lambda: aggregates.run(TEAM, run.id),
        "request": lambda: aggregates.request(TEAM, request.id),
    }
    with pytest.raises(DocumentTooNew, match="schema 9, this version knows"):
        await reads[kind]()


async def test_nothing_of_one_slack_workspace_is_read_in_another(aggregates: Aggregates) -> None:
    """Neither by asking what there is nor by an id that somebody got hold of."""
    ours = await committed(aggregates)
    run = a_run("ada@acme.example")
    await aggregates.commit_run(Outcome(run), None, an_entry())
    other = TeamId("T_OTHER")

    assert (await aggregates.ask(TEAM, ours.state.starter)).setups == (ours,)
    assert (await aggregates.ask(other, ours.state.starter)).setups == ()
    assert await aggregates.setup(other, ours.state.id) is None
    assert await aggregates.run(other, run.id) is None


async def test_a_commit_with_effects_wakes_the_workers(
    redis: Redis, aggregates: Aggregates
) -> None:
    """Once, with the number of the shard; a commit without effects wakes nobody."""
    async with redis.pubsub(ignore_subscribe_messages=True) as channel:
        await channel.subscribe(keys.WAKE)
        await channel.get_message(timeout=1)
        await committed(aggregates)
        await committed(aggregates, *effects(3))

        first = await channel.get_message(timeout=20)
        second = await channel.get_message(timeout=0.05)

    assert first is not None
    assert first["data"] == str(keys.shard_of(TEAM))
    assert second is None
