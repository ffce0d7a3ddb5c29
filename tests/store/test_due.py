"""The due set: claimed with a lease, finished by whoever holds it, fair to all Slack workspaces."""

import asyncio
import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pydantic_core import PydanticSerializationError
from redis.asyncio import Redis

from bot.domain.effects import BecomeReadyLater, Due, Refresh
from bot.domain.ids import TeamId
from bot.domain.outcome import Outcome
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.backlog import Backlog
from bot.store.due import (
    MOST,
    MOST_OF_A_TEAM,
    UNREADABLE_AGAIN,
    UNREADABLE_TRIES,
    Claim,
    DueSet,
    Room,
    Sent,
)
from bot.store.instants import instant, milliseconds
from tests.store.builders import (
    NOW,
    TEAM,
    a_setup,
    an_effect,
    an_entry,
    committed,
    effects,
    ids_of,
    lapse,
    teams_of_one_shard,
    whole_store,
)

SHARD = keys.shard_of(TEAM)
PREFIX = keys.shard_prefix(SHARD)
LEASE = timedelta(seconds=5)
MILLISECOND = timedelta(milliseconds=1)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


async def _claimed(due: DueSet) -> Claim:
    """The one effect that is due."""
    [claim], _ = await due.claim(SHARD, NOW, LEASE)
    return claim


async def test_what_is_claimed_is_given_to_nobody_else_until_the_lease_ends(
    redis: Redis, aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """Then it is due again, and in doubt."""
    await committed(aggregates, Due(an_effect(), NOW))
    first = await _claimed(due)

    before, following = await other.claim(SHARD, NOW + LEASE - MILLISECOND, LEASE)
    await lapse(redis, first)
    after, _ = await other.claim(SHARD, NOW + LEASE, LEASE)

    assert not first.in_doubt
    assert before == []
    assert following == NOW + LEASE
    assert [(claim.id, claim.in_doubt, claim.tries) for claim in after] == [(first.id, True, 0)]


async def test_fifty_claims_at_once_take_each_effect_once(
    aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """None twice, none left."""
    wanted = effects(200)
    await committed(aggregates, *wanted)

    answers = await asyncio.gather(
        *((due if n % 2 else other).claim(SHARD, NOW, LEASE, 7) for n in range(50))
    )

    taken = [claim.id for claims, _ in answers for claim in claims]
    assert sorted(taken) == sorted(ids_of(wanted))


async def test_what_is_due_first_is_claimed_first(aggregates: Aggregates, due: DueSet) -> None:
    """Whatever the order in which it was committed."""
    wanted = effects(9, at=NOW - MINUTE, apart=MILLISECOND)
    await committed(aggregates, *reversed(wanted))

    claims, _ = await due.claim(SHARD, NOW, LEASE, 4)

    assert [claim.id for claim in claims] == ids_of(wanted)[:4]


async def test_nothing_is_claimed_before_its_time(aggregates: Aggregates, due: DueSet) -> None:
    """Nothing due: the answer tells when something will be."""
    await committed(aggregates, Due(an_effect(), NOW + MINUTE))

    early = await due.claim(SHARD, NOW + MINUTE - MILLISECOND, LEASE)
    [claim], _ = await due.claim(SHARD, NOW + MINUTE, LEASE)

    assert early == ([], NOW + MINUTE)
    assert isinstance(claim.effect, BecomeReadyLater)


async def test_an_empty_shard_has_nothing_due_ever(due: DueSet) -> None:
    assert await due.claim(SHARD, NOW, LEASE) == ([], None)


async def test_times_keep_their_last_digit(aggregates: Aggregates, due: DueSet) -> None:
    """As floats, ….120 came back as ….12, and one finish in ten was refused."""
    for number in range(0, 1000, 10):
        at = NOW + timedelta(milliseconds=number)
        await committed(aggregates, Due(an_effect(), at))
        assert (await due.next_times())[SHARD] == at
        [claim], following = await due.claim(SHARD, at, LEASE)
        assert following == at + LEASE
        assert await due.done(claim, now=at)


async def test_a_claim_takes_no_more_than_asked(aggregates: Aggregates, due: DueSet) -> None:
    """By default 64, of one Slack workspace if nobody else waits."""
    await committed(aggregates, *effects(MOST + 10))

    few, _ = await due.claim(SHARD, NOW, LEASE, 3)
    many, following = await due.claim(SHARD, NOW, LEASE)

    assert len(few) == 3
    assert len(many) == MOST
    assert following == NOW


async def test_ten_of_a_team_at_most_while_another_waits(
    aggregates: Aggregates, due: DueSet
) -> None:
    """A bulk run of one Slack workspace does not make the others of its shard wait."""
    busy, quiet = teams_of_one_shard(2)
    await committed(aggregates, *effects(100, at=NOW - MINUTE), team_id=busy)
    await committed(aggregates, Due(an_effect(), NOW), team_id=quiet)

    together, _ = await due.claim(SHARD, NOW, LEASE)
    alone, _ = await due.claim(SHARD, NOW, LEASE)

    assert _by_team(together) == {busy: MOST_OF_A_TEAM, quiet: 1}
    assert _by_team(alone) == {busy: MOST}


async def test_what_waits_for_later_makes_nobody_else_wait(
    aggregates: Aggregates, due: DueSet
) -> None:
    """A team with a reminder in an hour is no reason to take ten only."""
    busy, quiet = teams_of_one_shard(2)
    await committed(aggregates, *effects(30), team_id=busy)
    await committed(aggregates, Due(an_effect(), NOW + timedelta(hours=1)), team_id=quiet)

    claims, _ = await due.claim(SHARD, NOW, LEASE)

    assert _by_team(claims) == {busy: 30}


async def test_six_busy_teams_of_a_shard_are_served_together(
    aggregates: Aggregates, due: DueSet
) -> None:
    """Each in every claim, whatever the order of their names and times."""
    teams = teams_of_one_shard(6)
    for number, team in enumerate(teams):
        at = NOW - MINUTE + number * MILLISECOND
        await committed(aggregates, *effects(25, at=at), team_id=team)

    for _ in range(2):
        claims, _ = await due.claim(SHARD, NOW, LEASE)
        assert _by_team(claims) == dict.fromkeys(teams, MOST_OF_A_TEAM)


async def test_nobody_waits_for_ever_behind_many_busy_teams(
    aggregates: Aggregates, due: DueSet
) -> None:
    """However many have long queues, each claim begins elsewhere among them."""
    *busy, quiet = teams_of_one_shard(12)
    for team in busy:
        await committed(aggregates, *effects(100, at=NOW - MINUTE), team_id=team)
    await committed(aggregates, Due(an_effect("patient"), NOW), team_id=quiet)

    for _ in range(60):
        claims, _ = await due.claim(SHARD, NOW, LEASE)
        if any(claim.team_id == quiet for claim in claims):
            break
        for claim in claims:
            await due.done(claim, then=(Due(an_effect(), NOW - MINUTE),), now=NOW)
    else:
        pytest.fail("it was never its turn")


async def test_no_more_of_a_team_than_there_is_room_for(
    aggregates: Aggregates, due: DueSet
) -> None:
    """A Slack that hangs for one must not take every place of a worker."""
    busy, quiet = teams_of_one_shard(2)
    await committed(aggregates, *effects(20), team_id=busy)

    alone, _ = await due.claim(SHARD, NOW, LEASE, room=Room(5))
    full, following = await due.claim(SHARD, NOW, LEASE, room=Room(5, {busy: 0}))
    await committed(aggregates, Due(an_effect(), NOW), team_id=quiet)
    together, _ = await due.claim(SHARD, NOW, LEASE, room=Room(5, {busy: 2}))

    assert _by_team(alone) == {busy: 5}
    assert (full, following) == ([], NOW)
    assert _by_team(together) == {busy: 2, quiet: 1}


async def test_a_team_without_room_takes_nobody_elses_turn(
    aggregates: Aggregates, due: DueSet
) -> None:
    """With one free place, whichever team a claim begins with: none comes back empty."""
    full, near = teams_of_one_shard(2)
    for team in (full, near):
        await committed(aggregates, *effects(20), team_id=team)

    taken = [
        await due.claim(SHARD, NOW, LEASE, 1, room=Room(32, {full: 0, near: 20})) for _ in range(20)
    ]

    assert [_by_team(claims) for claims, _ in taken] == [{near: 1}] * 20


def _by_team(claims: list[Claim]) -> dict[TeamId, int]:
    teams = [claim.team_id for claim in claims]
    return {team: teams.count(team) for team in teams}


@pytest.mark.parametrize("how", ["done", "later", "give_up"])
async def test_finishing_with_a_lost_lease_changes_nothing(
    redis: Redis, aggregates: Aggregates, due: DueSet, other: DueSet, how: str
) -> None:
    """Whoever was too slow does not undo what the next worker does."""
    await committed(aggregates, Due(an_effect(), NOW))
    slow = await _claimed(due)
    await lapse(redis, slow)
    [held], _ = await other.claim(SHARD, NOW + LEASE, LEASE)
    before = await whole_store(redis)

    match how:
        case "done":
            sent = Sent(a_setup().ref, "card", "D_SOL", "1.000100")
            is_done = await due.done(slow, sent=sent, then=effects(2), now=NOW)
        case "later":
            is_done = await due.later(slow, NOW, counted=True, in_doubt=False)
        case _:
            is_done = await due.give_up(slow, "no use", NOW, effects(1))

    assert not is_done
    assert await whole_store(redis) == before
    assert await due.renew(SHARD, [slow, held], LEASE) == {slow.id}
    assert await other.done(held, now=NOW)


async def test_done_leaves_nothing_but_where_the_message_stands(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """And what follows from it, in the same step."""
    setup = a_setup()
    await committed(aggregates, Due(an_effect(), NOW), setup=setup)
    claim = await _claimed(due)
    follow_up = an_effect()

    sent = Sent(setup.ref, "ready::U_SOL", "D_SOL", "1.000100")
    assert await due.done(claim, sent=sent, then=(Due(follow_up),), now=NOW)

    assert await aggregates.sent(TEAM, setup.ref, "ready::U_SOL") == sent
    assert await redis.hkeys(f"{PREFIX}body") == [follow_up.id]
    assert await redis.zrange(f"{PREFIX}due:{TEAM}", 0, -1) == [follow_up.id]
    for left in ("open", "tries", "again", f"dead:{TEAM}", "dead_teams"):
        assert not await redis.exists(PREFIX + left)
    assert not await due.done(claim, now=NOW)


async def test_when_the_last_effect_is_done_no_key_is_left(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """A Slack workspace that rests costs no claim anything."""
    await committed(aggregates, Due(an_effect(), NOW))

    await due.done(await _claimed(due), now=NOW)

    assert [key async for key in redis.scan_iter(f"{PREFIX}due:*")] == []
    assert not await redis.exists(f"{PREFIX}teams", f"{PREFIX}body")
    assert await due.next_times() == {}


async def test_an_effect_asked_for_while_it_is_performed_runs_once_more_afterwards(
    aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """Never at the same time: an older state would overtake the newer one."""
    effect = _a_refresh()
    former = await committed(aggregates, Due(effect))
    first = await _claimed(due)

    for version in (1, 2):  # twice, and still once more only
        former = type(former)(former.state, version)
        await aggregates.commit_setup(Outcome(former.state, (Due(effect),)), former, an_entry())
    meanwhile, _ = await other.claim(SHARD, NOW, LEASE)
    assert await due.done(first, now=NOW)
    afterwards, _ = await other.claim(SHARD, NOW, LEASE)

    assert meanwhile == []
    assert [(claim.id, claim.in_doubt) for claim in afterwards] == [(effect.id, False)]
    assert await other.done(afterwards[0], now=NOW)
    assert await due.claim(SHARD, NOW + MINUTE, LEASE) == ([], None)


async def test_an_effect_asked_for_again_in_its_own_finishing_commit_runs_again(
    aggregates: Aggregates, due: DueSet
) -> None:
    """An effect may plan its own next time."""
    effect = an_effect()
    former = await committed(aggregates, Due(effect, NOW))
    claim = await _claimed(due)

    outcome = Outcome(former.state, (Due(effect, NOW + MINUTE),))
    await aggregates.commit_setup(outcome, former, an_entry(), finishing=claim)

    assert await due.claim(SHARD, NOW, LEASE) == ([], NOW + MINUTE)
    [again], _ = await due.claim(SHARD, NOW + MINUTE, LEASE)
    assert (again.id, again.in_doubt) == (effect.id, False)


async def test_what_is_asked_for_again_runs_although_the_first_time_was_given_up(
    aggregates: Aggregates, due: DueSet
) -> None:
    """The new wish is not buried with the old one."""
    effect = _a_refresh()
    former = await committed(aggregates, Due(effect, NOW))
    claim = await _claimed(due)
    await aggregates.commit_setup(Outcome(former.state, (Due(effect, NOW),)), former, an_entry())

    await due.give_up(claim, "no use", NOW)

    assert (await _claimed(due)).id == effect.id


async def test_an_effect_that_waits_is_moved_by_asking_again_never_doubled(
    aggregates: Aggregates, due: DueSet
) -> None:
    """Snooze moves a reminder."""
    effect = an_effect()
    former = await committed(aggregates, Due(effect, NOW))
    outcome = Outcome(former.state, (Due(effect, NOW + MINUTE),))
    await aggregates.commit_setup(outcome, former, an_entry())

    assert await due.claim(SHARD, NOW, LEASE) == ([], NOW + MINUTE)
    claims, _ = await due.claim(SHARD, NOW + MINUTE, LEASE)
    assert len(claims) == 1


@pytest.mark.parametrize("counted", [True, False])
@pytest.mark.parametrize("in_doubt", [True, False])
async def test_later_keeps_tries_and_doubt_as_told(
    aggregates: Aggregates, due: DueSet, counted: bool, in_doubt: bool
) -> None:
    """Not before its time, and then with what is known of the attempts so far."""
    await committed(aggregates, Due(an_effect(), NOW))
    claim = await _claimed(due)

    assert await due.later(claim, NOW + MINUTE, counted=counted, in_doubt=in_doubt)

    assert await due.claim(SHARD, NOW + MINUTE - MILLISECOND, LEASE) == ([], NOW + MINUTE)
    [again], _ = await due.claim(SHARD, NOW + MINUTE, LEASE)
    assert again.effect == claim.effect
    assert (again.tries, again.in_doubt) == (int(counted), in_doubt)


@pytest.mark.parametrize(
    ("anew", "due_again"),
    [(NOW + HOUR, NOW + HOUR), (NOW, NOW + MINUTE)],
    ids=["later", "sooner"],
)
async def test_what_is_asked_for_anew_while_it_fails_waits_for_the_later_time(
    aggregates: Aggregates, due: DueSet, anew: datetime, due_again: datetime
) -> None:
    """A reminder that is snoozed while it is sent; but no wish makes a retry come sooner."""
    effect = an_effect()
    former = await committed(aggregates, Due(effect, NOW))
    claim = await _claimed(due)
    await aggregates.commit_setup(Outcome(former.state, (Due(effect, anew),)), former, an_entry())

    await due.later(claim, NOW + MINUTE, counted=True, in_doubt=False)

    assert await due.claim(SHARD, due_again - MILLISECOND, LEASE) == ([], due_again)
    [again], _ = await due.claim(SHARD, due_again, LEASE)
    assert await due.done(again, now=NOW)
    assert await due.claim(SHARD, NOW + 2 * HOUR, LEASE) == ([], None)


async def test_tries_are_counted_until_it_is_done(aggregates: Aggregates, due: DueSet) -> None:
    """The next effect of this id begins at none."""
    effect = an_effect()
    former = await committed(aggregates, Due(effect, NOW))
    for tries in range(3):
        claim = await _claimed(due)
        assert claim.tries == tries
        await due.later(claim, NOW, counted=True, in_doubt=False)
    await due.done(await _claimed(due), now=NOW)

    await aggregates.commit_setup(Outcome(former.state, (Due(effect, NOW),)), former, an_entry())

    assert (await _claimed(due)).tries == 0


async def test_what_is_given_up_is_put_aside_with_its_reason(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """Operators see it; nobody performs it; what follows instead is due."""
    effect, instead = an_effect(), an_effect()
    await committed(aggregates, Due(effect, NOW))

    assert await due.give_up(await _claimed(due), "is_archived", NOW, (Due(instead),))

    row = json.loads(await redis.hget(keys.dead(TEAM), effect.id) or "")
    assert json.loads(row["body"]) == effect.model_dump()
    assert (row["reason"], row["at"]) == ("is_archived", NOW.isoformat())
    assert await due.backlog(NOW) == Backlog(waiting=1, due_now=1, dead=1, oldest=NOW)
    assert (await _claimed(due)).id == instead.id
    assert await due.backlog(NOW) == Backlog(waiting=1, due_now=0, dead=1, oldest=NOW + LEASE)


async def test_whatever_happens_when_claims_end_together_reaches_whoever_waits(
    aggregates: Aggregates, due: DueSet
) -> None:
    """A fault of ours too: who hears nothing would keep the place and the lease for ever."""
    await committed(aggregates, *effects(2))
    (fine, strange), _ = await due.claim(SHARD, NOW, LEASE)
    unspeakable = replace(strange, id="\ud800")  # no UTF-8: cannot be sent

    async with asyncio.timeout(20):
        answers = await asyncio.gather(
            due.done(fine, now=NOW), due.done(unspeakable, now=NOW), return_exceptions=True
        )

    assert [isinstance(answer, PydanticSerializationError) for answer in answers] == [True, True]
    assert await due.done(fine, now=NOW)


async def test_renewing_lengthens_a_lease(
    redis: Redis, aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """What takes longer than its lease is not performed twice."""
    await committed(aggregates, *effects(3))
    claims, _ = await due.claim(SHARD, NOW, LEASE)
    await due.done(claims[2], now=NOW)

    lost = await due.renew(SHARD, claims, 2 * LEASE)

    assert lost == {claims[2].id}
    taken, following = await other.claim(SHARD, NOW + LEASE, LEASE)
    assert taken == []
    assert following is not None
    assert NOW + 2 * LEASE < following <= NOW + 3 * LEASE
    await lapse(redis, claims[0])
    again, _ = await other.claim(SHARD, NOW + 3 * LEASE, LEASE)
    assert {claim.id for claim in again} == {claim.id for claim in claims[:2]}


async def test_a_lease_that_was_over_is_taken_up_again_if_nobody_came(
    redis: Redis, aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """A worker that was stopped for a while goes on with what is still its own."""
    await committed(aggregates, Due(an_effect(), NOW))
    claim = await _claimed(due)
    await lapse(redis, claim)

    assert await due.renew(SHARD, [claim], LEASE) == set()

    assert (await other.claim(SHARD, NOW + LEASE, LEASE))[0] == []


@pytest.mark.parametrize("ahead", [5, 10, 3600])
async def test_a_worker_whose_clock_is_ahead_takes_nothing_that_is_held(
    aggregates: Aggregates, due: DueSet, other: DueSet, ahead: int
) -> None:
    """How long a lease holds is a matter of Redis, not of anybody's clock."""
    await committed(aggregates, *effects(3))
    await due.claim(SHARD, NOW, LEASE)

    taken, following = await other.claim(SHARD, NOW + timedelta(seconds=ahead), LEASE)

    assert taken == []
    assert following is not None
    assert following > NOW + timedelta(seconds=ahead)


async def test_what_is_held_hides_nothing_that_is_due_behind_it(
    aggregates: Aggregates, due: DueSet, other: DueSet
) -> None:
    """A claim looks past what others hold, however much of it there is."""
    held, free = effects(30, at=NOW - MINUTE), an_effect("behind")
    await committed(aggregates, *held, Due(free, NOW))
    await due.claim(SHARD, NOW - MINUTE, LEASE)

    taken, _ = await other.claim(SHARD, NOW + MINUTE, LEASE, 4)

    assert [claim.id for claim in taken] == [free.id]


async def test_next_times_has_the_earliest_of_each_shard(
    aggregates: Aggregates, due: DueSet
) -> None:
    """Of all teams of the shard; shards with nothing are left out."""
    elsewhere = next(team for n in range(99) if keys.shard_of(team := TeamId(f"T{n}")) != SHARD)
    one, two = teams_of_one_shard(2)
    await committed(aggregates, Due(an_effect(), NOW + 3 * MINUTE), team_id=one)
    await committed(aggregates, Due(an_effect(), NOW + 2 * MINUTE), team_id=two)
    await committed(aggregates, Due(an_effect(), NOW + MINUTE), team_id=elsewhere)

    times = await due.next_times()

    assert times == {SHARD: NOW + 2 * MINUTE, keys.shard_of(elsewhere): NOW + MINUTE}


async def test_until_when_an_effect_waits_is_known_until_it_is_done(
    aggregates: Aggregates, due: DueSet
) -> None:
    """Long ago while it is performed: it may end at any moment. None: it is finished."""
    effect = an_effect()
    assert await due.waits_until(TEAM, effect.id) is None
    await committed(aggregates, Due(effect, NOW))
    assert await due.waits_until(TEAM, effect.id) == NOW

    claim = await _claimed(due)
    performed = await due.waits_until(TEAM, effect.id)
    await due.later(claim, NOW + MINUTE, counted=True, in_doubt=True)
    in_doubt = await due.waits_until(TEAM, effect.id)
    [again], _ = await due.claim(SHARD, NOW + MINUTE, LEASE)
    await due.done(again, now=NOW)

    assert performed == instant(0)
    assert in_doubt == NOW + MINUTE
    assert await due.waits_until(TEAM, effect.id) is None


async def test_an_effect_that_only_a_newer_version_knows_does_not_hold_up_the_others(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """After a step back to an older version, its own effects must still be performed."""
    effect, unheard_of = an_effect(), '{"do":"unheard_of"}'
    await committed(aggregates, Due(an_effect("of-tomorrow"), NOW), Due(effect, NOW))
    await redis.hset(f"{PREFIX}body", "become_ready:of-tomorrow", unheard_of)

    claims, _ = await due.claim(SHARD, NOW, LEASE)

    assert [claim.id for claim in claims] == [effect.id]
    assert await redis.hget(f"{PREFIX}body", "become_ready:of-tomorrow") == unheard_of
    await due.done(claims[0], now=NOW)
    [first] = await redis.zrange(f"{PREFIX}due:{TEAM}", 0, -1, withscores=True)
    assert tuple(first) == ("become_ready:of-tomorrow", milliseconds(NOW + UNREADABLE_AGAIN))


async def test_what_no_version_can_read_is_put_aside_in_the_end(
    redis: Redis, aggregates: Aggregates, due: DueSet
) -> None:
    """As it was, for a version that comes yet."""
    unheard_of = '{"do":"unheard_of"}'
    await committed(aggregates, Due(an_effect("damaged"), NOW))
    await redis.hset(f"{PREFIX}body", "become_ready:damaged", unheard_of)

    for number in range(UNREADABLE_TRIES):
        assert await redis.hlen(keys.dead(TEAM)) == 0
        await due.claim(SHARD, NOW + number * UNREADABLE_AGAIN, LEASE)

    row = json.loads(await redis.hget(keys.dead(TEAM), "become_ready:damaged") or "")
    assert row["body"] == unheard_of
    assert (await due.backlog(NOW)).dead == 1


def _a_refresh() -> Refresh:
    setup = a_setup()
    return Refresh(about=setup.ref, slot=setup.starter_card())
