"""Whose Home tab a commit makes due: theirs who looked lately and have it on it, nobody else's."""

from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due, Effect, Greet
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.due import DueSet
from bot.store.homes import Homes, Look
from bot.store.scripts import Scripts
from bot.store.watched import LOOKED_WITHIN, SOON
from tests.store.builders import (
    MARA,
    NOW,
    SOL,
    TEAM,
    a_run,
    an_entry,
    committed,
)
from tests.store.letters import LEASE
from tests.store.looks import (
    ADA,
    BEN,
    HOUR,
    SHARD,
    a_refresh,
    changed,
    due_homes,
    ids,
    look_at,
    published,
)


@pytest.fixture
def homes(scripts: Scripts) -> Homes:
    return Homes(scripts)


async def test_a_look_is_shown_at_once(homes: Homes, due: DueSet) -> None:
    """The page they read is known from then on, and what it shows is not."""
    await homes.looked(TEAM, MARA, page="p3", now=NOW)

    assert ids(await published(due)) == ["home:U_MARA"]
    assert await homes.look_of(TEAM, MARA, NOW) == Look("p3", "", NOW)
    assert await homes.look_of(TEAM, SOL, NOW) is None


async def test_the_version_that_counted_pages_reads_a_number_and_is_read(
    redis: Redis, homes: Homes
) -> None:
    """Both are at work while one takes the place of the other; what was counted is page one."""
    await homes.looked(TEAM, MARA, page="p3p4", now=NOW)
    assert int(await redis.hget(keys.homes(TEAM), MARA) or "") == 0

    await redis.hset(keys.homes(TEAM), MARA, "2")

    assert await homes.look_of(TEAM, MARA, NOW) == Look("", "", NOW)


async def test_what_a_home_shows_is_known_until_the_next_look(homes: Homes) -> None:
    """Who opens it gets a new one, whatever Slack has."""
    await homes.looked(TEAM, MARA, page="p1", now=NOW)
    await homes.shows(TEAM, MARA, "a digest")
    assert await homes.look_of(TEAM, MARA, NOW) == Look("p1", "a digest", NOW)

    await homes.looked(TEAM, MARA, page="", now=NOW + HOUR)

    assert await homes.look_of(TEAM, MARA, NOW + HOUR) == Look("", "", NOW + HOUR)


async def test_a_press_is_a_look_at_the_same_page(redis: Redis, homes: Homes, due: DueSet) -> None:
    """What it shows is known still; it follows soon, with what else the press leads to."""
    await homes.looked(TEAM, MARA, page="p3", now=NOW)
    await homes.shows(TEAM, MARA, "a digest")
    await published(due)
    much_later = NOW + LOOKED_WITHIN - HOUR

    await homes.pressed(TEAM, MARA, much_later)
    await homes.pressed(TEAM, SOL, much_later)  # what they did before is known no more

    assert await homes.look_of(TEAM, MARA, much_later + HOUR * 2) == Look(
        "p3", "a digest", much_later
    )
    assert await homes.look_of(TEAM, SOL, much_later) == Look("", "", much_later)
    assert await due_homes(redis) == dict.fromkeys((MARA, SOL), much_later + SOON)


async def test_who_changed_sees_it_if_they_looked_lately(redis: Redis, homes: Homes) -> None:
    """That is no look of theirs."""
    await homes.looked(TEAM, MARA, page="", now=NOW)
    await redis.delete(keys.due(TEAM))

    await homes.changed(TEAM, SOL, NOW + HOUR)
    assert await due_homes(redis) == {}
    await homes.changed(TEAM, MARA, NOW + HOUR)

    assert await due_homes(redis) == {MARA: NOW + HOUR + SOON}
    assert await homes.look_of(TEAM, MARA, NOW + HOUR) == Look("", "", NOW)


async def test_a_look_is_forgotten_after_three_days(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """However often it was shown since; the last moment counts still."""
    kept = await committed(aggregates)
    look = await look_at(homes, MARA, kept.state.ref)
    await look_at(homes, SOL, kept.state.ref, at=NOW + HOUR)
    shown_since = NOW + LOOKED_WITHIN - HOUR
    assert not await homes.watch(TEAM, MARA, [kept.state.ref], look, shown_since)
    await published(due, at=NOW + HOUR)

    assert await homes.look_of(TEAM, MARA, NOW + LOOKED_WITHIN) == look
    late = NOW + LOOKED_WITHIN + timedelta(milliseconds=1)
    assert await homes.look_of(TEAM, MARA, late) is None
    await aggregates.commit_setup(Outcome(kept.state), kept, an_entry(at=late))

    assert list(await due_homes(redis)) == [SOL]


async def test_of_whom_nothing_is_to_be_seen_nothing_is_kept(redis: Redis, homes: Homes) -> None:
    """As soon as anybody looks; and all of it ends by itself if nobody does."""
    await homes.looked(TEAM, MARA, page="", now=NOW)
    await homes.shows(TEAM, MARA, "a digest")

    await homes.looked(TEAM, SOL, page="", now=NOW + LOOKED_WITHIN + HOUR)

    assert await redis.zrange(keys.looks(TEAM), 0, -1) == [SOL]
    assert list(await redis.hgetall(keys.homes(TEAM))) == [SOL]
    for key in (keys.looks(TEAM), keys.homes(TEAM)):
        assert timedelta(0) < timedelta(milliseconds=await redis.pttl(key)) <= LOOKED_WITHIN


async def test_who_watches_anew_has_to_read_again(homes: Homes, aggregates: Aggregates) -> None:
    """A change before that was not told to them; also if they watched long ago."""
    ref = (await committed(aggregates)).state.ref
    other = (await committed(aggregates)).state.ref
    look = await look_at(homes, MARA)

    assert await homes.watch(TEAM, MARA, [ref], look, NOW)
    assert not await homes.watch(TEAM, MARA, [ref], look, NOW)
    assert await homes.watch(TEAM, MARA, [ref, other], look, NOW)
    assert not await homes.watch(TEAM, MARA, [], look, NOW)
    much_later = NOW + LOOKED_WITHIN + HOUR
    await look_at(homes, SOL, ref, at=much_later)  # so that the set is still there
    again = Look("", "", much_later)
    assert await homes.watch(TEAM, MARA, [ref], again, much_later)


async def test_who_has_a_setup_on_it_sees_it_change(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """Soon after, once for all that one press leads to; not who has another one on it."""
    kept, other = await committed(aggregates), await committed(aggregates)
    await look_at(homes, MARA, kept.state.ref)
    await look_at(homes, ADA, other.state.ref)
    await published(due)

    kept = await changed(aggregates, kept)
    await changed(aggregates, kept)

    assert await due_homes(redis) == {MARA: NOW + HOUR + SOON}


async def test_of_two_times_the_earlier_counts(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """What comes with a run's next message must not put off what a press led to."""
    kept = await committed(aggregates)
    await look_at(homes, MARA, kept.state.ref)
    await published(due)
    progress = Due(a_refresh(), NOW + 2 * HOUR)
    run = a_run("ada@acme.example", setup_id=kept.state.id)

    await aggregates.commit_run(Outcome(run, (progress,)), None, an_entry())
    assert await due_homes(redis) == {MARA: NOW + 2 * HOUR + SOON}
    await changed(aggregates, kept)
    assert await due_homes(redis) == {MARA: NOW + HOUR + SOON}
    await aggregates.commit_run(Outcome(run, (progress,)), Versioned(run, 1), an_entry())

    assert await due_homes(redis) == {MARA: NOW + HOUR + SOON}


async def test_a_home_that_is_being_shown_is_shown_once_more(
    redis: Redis, homes: Homes, aggregates: Aggregates, due: DueSet
) -> None:
    """It was read before the change; of two changes meanwhile the earlier counts here too."""
    kept = await committed(aggregates)
    await look_at(homes, MARA, kept.state.ref)
    [claim], _ = await due.claim(SHARD, NOW, LEASE)
    run = a_run("ada@acme.example", setup_id=kept.state.id)

    await changed(aggregates, kept)
    later = Due(a_refresh(), NOW + 2 * HOUR)
    await aggregates.commit_run(Outcome(run, (later,)), None, an_entry())
    assert await due.claim(SHARD, NOW, LEASE) == ([], NOW + LEASE)
    await due.done(claim, now=NOW)

    assert await due_homes(redis) == {MARA: NOW + HOUR + SOON}
    assert ids(await published(due, at=NOW + HOUR)) == ["home:U_MARA"]
    assert await due_homes(redis) == {}


async def opened(homes: Homes, due: DueSet, who: UserId, *, is_new: bool = True) -> list[Effect]:
    """What follows when they open the messages of the bot."""
    await homes.opened(TEAM, who, channel="D_1", is_new=is_new, now=NOW)
    return [claim.effect for claim in await published(due)]


async def test_the_first_who_opens_the_messages_is_welcomed_once(homes: Homes, due: DueSet) -> None:
    """Per Slack workspace, while nothing is set up there; all are greeted."""
    greet = Greet(user_id=ADA, channel="D_1")
    welcome = Greet(user_id=ADA, channel="D_1", welcome=True)

    assert await opened(homes, due, ADA, is_new=False) == [greet]
    assert ids(await opened(homes, due, ADA)) == ids([greet, welcome])
    assert await opened(homes, due, ADA) == [greet]
    assert ids(await opened(homes, due, BEN)) == ["greet:U_BEN"]


async def test_a_first_one_who_is_nobody_to_welcome_leaves_it_to_the_next(
    homes: Homes, due: DueSet
) -> None:
    """A guest, most likely."""
    await opened(homes, due, ADA)

    await homes.nobody_opened(TEAM)

    assert ids(await opened(homes, due, BEN)) == ["greet:U_BEN", "welcome:U_BEN"]
