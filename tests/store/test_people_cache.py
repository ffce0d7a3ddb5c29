"""What Slack said of people, kept for all processes."""

import json
from datetime import timedelta
from typing import Any, Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.stages import Language
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.instants import span
from bot.store.people import FRESH, KEPT, KnownPerson, PeopleCache, load_person
from tests.store.builders import NOW, SOL, TEAM

# As version 0.1.0 wrote it: it knew neither a time zone nor who is a Slack admin.
OLDER: Final = (
    '{"user_id":"U_SOL","standing":"member","language":"en","name":"Sol",'
    '"email":"sol@acme.example","read_at":"2026-01-05T09:00:00Z"}'
)


def a_person(**changes: Any) -> KnownPerson:
    fields: dict[str, Any] = {
        "user_id": SOL,
        "standing": Standing.MEMBER,
        "language": Language.FR,
        "name": "Sol",
        "email": None,
        "zone": "Asia/Kolkata",
        "is_slack_admin": True,
        "read_at": NOW,
    }
    return KnownPerson(**(fields | changes))


@pytest.fixture
def people(redis: Redis) -> PeopleCache:
    return PeopleCache(redis)


async def test_a_person_is_read_as_kept_for_a_day(redis: Redis, people: PeopleCache) -> None:
    """Zone and rank too; in their own Slack workspace alone."""
    person = a_person()

    await people.keep_person(TEAM, person)

    assert await people.person(TEAM, SOL) == person
    assert await people.person(TeamId("T_OTHER"), SOL) is None
    left = timedelta(milliseconds=await redis.pttl(keys.person(TEAM, SOL)))
    assert KEPT - timedelta(seconds=10) < left <= KEPT


def test_what_an_older_version_kept_is_read_as_nothing() -> None:
    """Then Slack is asked anew: to guess a time zone would remind people at night."""
    assert load_person(OLDER) is None


def test_what_a_newer_version_kept_is_read_as_far_as_known() -> None:
    """What it adds is left out."""
    newer = {**json.loads(a_person().model_dump_json()), "pronouns": "they"}

    assert load_person(json.dumps(newer)) == a_person()


@pytest.mark.parametrize("damaged", ["", "{", "null", '{"user_id":"U_SOL"}'])
def test_what_is_damaged_is_read_as_nothing(damaged: str) -> None:
    """It is a cache."""
    assert load_person(damaged) is None


async def test_an_older_one_stops_neither_a_look_nor_an_answer(
    redis: Redis, people: PeopleCache, aggregates: Aggregates
) -> None:
    """During an update both versions run; the next look at Slack writes it anew."""
    await redis.set(keys.person(TEAM, SOL), OLDER)

    assert await people.person(TEAM, SOL) is None
    assert (await aggregates.ask(TEAM, SOL)).person is None

    await people.keep_person(TEAM, a_person())
    assert (await aggregates.ask(TEAM, SOL)).person == a_person()


async def test_somebody_who_changed_is_forgotten(people: PeopleCache) -> None:
    """They alone."""
    other = a_person(user_id=UserId("U_OTHER"))
    await people.keep_person(TEAM, a_person())
    await people.keep_person(TEAM, other)

    await people.forget_person(TEAM, SOL)

    assert await people.person(TEAM, SOL) is None
    assert await people.person(TEAM, other.user_id) == other


async def test_who_is_in_a_user_group_is_kept_apart_for_each(
    redis: Redis, people: PeopleCache
) -> None:
    """For five minutes; an empty one is known to be empty."""
    assert await people.members(TEAM, "S_SALES") is None

    await people.keep_members(TEAM, "S_SALES", (SOL,))
    await people.keep_members(TEAM, "S_NOBODY", ())

    assert await people.members(TEAM, "S_SALES") == (SOL,)
    assert await people.members(TEAM, "S_NOBODY") == ()
    left = await redis.pttl(keys.group_members(TEAM, "S_SALES"))
    assert 0 < left <= span(FRESH)


async def test_who_left_slack_is_known_by_their_address(redis: Redis, people: PeopleCache) -> None:
    """Until they are back, or have another one: Slack finds nobody deactivated by an address."""
    gone = a_person(standing=Standing.DEACTIVATED, email="sol@acme.example")
    left = keys.left(TEAM)

    await people.note_standing(TEAM, a_person(email="sol@acme.example"))
    assert not await redis.exists(left)
    await people.note_standing(TEAM, gone)
    assert await redis.hgetall(left) == {"sol@acme.example": SOL}
    await people.note_standing(TEAM, gone.model_copy(update={"email": "old.sol@acme.example"}))
    assert await redis.hgetall(left) == {"old.sol@acme.example": SOL}
    await people.note_standing(TEAM, a_person(email="sol@acme.example"))
    assert not await redis.exists(left, keys.left_with(TEAM))
