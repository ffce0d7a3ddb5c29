"""Reminders by real workers: in somebody's working hours, once, or not at all."""

import json
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card, Due, RemindLater
from bot.domain.ids import SetupId
from bot.domain.people import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import MissingWhy, Turn
from bot.store import keys
from bot.store.instants import instant
from practice.slack import Call, Refuse
from tests.store.builders import committed
from tests.work.asked import are_over
from tests.work.office import MARA, PREFIX, STELLA, TEAM, Office
from tests.work.workers import poll

MONDAY: Final = datetime(2030, 1, 7, 9, 0, tzinfo=UTC)  # ten o'clock in Berlin
DAY: Final = timedelta(days=1)
ROLE: Final = Role.MARKETO_ADMIN


def set_clock(office: Office, at: datetime) -> None:
    """From here on time runs as it does."""
    office.hands.move(at - office.hands.now())


async def waiting_since_monday(office: Office) -> str:
    """A setup that waits for Mara; the id of her reminder in the due set."""
    set_clock(office, MONDAY)
    setup = await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
    return RemindLater(setup_id=setup.id, role=ROLE, turn=1).id


def posts_of(office: Office, card: Card) -> list[Call]:
    return [
        call
        for call in office.slack.calls_of("chat.postMessage")
        if f":{card}:" in call.args["metadata"]["event_payload"]["effect"]
    ]


async def due_at(redis: Redis, effect_id: str) -> datetime | None:
    """None: it waits no more."""
    score = await redis.zscore(f"{PREFIX}due:{TEAM}", effect_id)
    return None if score is None else instant(int(score))


async def as_it_stands(office: Office) -> tuple[Setup, int]:
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    return kept.state, kept.version


async def her_turn(office: Office) -> Turn:
    setup, _ = await as_it_stands(office)
    return setup.turns[ROLE]


async def noted(redis: Redis, what: str) -> int:
    """How often the audit holds this command."""
    rows: Any = await redis.xrange(keys.audit(TEAM))
    return sum(json.loads(row["row"])["what"] == what for _, row in rows)


async def until_it_was_performed(office: Office, effect_id: str, workers: int = 1) -> None:
    """By so many workers: nothing is due any more, and nobody performs the reminder."""
    async with AsyncExitStack() as stack:
        for _ in range(workers):
            await stack.enter_async_context(office.working())
        await poll(lambda: are_over(office, effect_id))
        await office.until_all_is_done()


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        # Tuesday evening in Berlin, then Wednesday at nine.
        (
            "Europe/Berlin",
            datetime(2030, 1, 8, 19, tzinfo=UTC),
            datetime(2030, 1, 9, 8, tzinfo=UTC),
        ),
        # The week-end.
        (
            "Europe/Berlin",
            datetime(2030, 1, 12, 9, tzinfo=UTC),
            datetime(2030, 1, 14, 8, tzinfo=UTC),
        ),
        # The server's morning is the middle of their night.
        (
            "America/New_York",
            datetime(2030, 1, 8, 9, 1, tzinfo=UTC),
            datetime(2030, 1, 8, 14, tzinfo=UTC),
        ),
    ],
)
async def test_not_now_reschedules_and_never_consumes(
    office: Office, redis: Redis, zone: str, at: datetime, expected: datetime
) -> None:
    """Working hours are the person's (monzo/response, grafana/oncall); it is no attempt either."""
    office.slack.state.users[MARA].tz = zone
    effect_id = await waiting_since_monday(office)
    before = await as_it_stands(office)
    set_clock(office, at)

    await until_it_was_performed(office, effect_id)

    assert await as_it_stands(office) == before
    assert await noted(redis, "Remind") == 0
    due = await due_at(redis, effect_id)
    assert due is not None
    assert abs(due - expected) < timedelta(seconds=1)
    assert not await redis.hexists(f"{PREFIX}tries", effect_id)
    assert posts_of(office, Card.REMINDER) == []

    set_clock(office, expected + timedelta(seconds=1))
    await until_it_was_performed(office, effect_id)
    assert len(posts_of(office, Card.REMINDER)) == 1


async def test_somebody_is_reminded_after_one_three_and_seven_days(
    office: Office, redis: Redis
) -> None:
    """One message each, and then none: not in a month either."""
    effect_id = await waiting_since_monday(office)
    counts = []
    for days in (1, 3, 7, 8, 30):
        set_clock(office, MONDAY + days * DAY + timedelta(minutes=1))
        await until_it_was_performed(office, effect_id)
        counts.append(len(posts_of(office, Card.REMINDER)))

    assert counts == [1, 2, 3, 3, 3]
    assert len(posts_of(office, Card.STUCK)) == 1
    assert await due_at(redis, effect_id) is None


@pytest.mark.parametrize("workers", [1, 3])
async def test_a_clock_that_jumps_by_a_week_reminds_once(
    office: Office, redis: Redis, workers: int
) -> None:
    """Late ones collapse into one; nobody says that several reminders changed nothing."""
    effect_id = await waiting_since_monday(office)
    set_clock(office, MONDAY + 8 * DAY)

    await until_it_was_performed(office, effect_id, workers)

    [post] = posts_of(office, Card.REMINDER)
    assert post.ok
    turn = await her_turn(office)
    assert (turn.reminded, turn.next_at) == (3, None)
    assert posts_of(office, Card.STUCK) == []
    assert await due_at(redis, effect_id) is None


async def test_several_workers_remind_once(office: Office, redis: Redis) -> None:
    """Two servers, one reminder (zulip PR 18531): by the one commit."""
    effect_id = await waiting_since_monday(office)
    set_clock(office, MONDAY + DAY + timedelta(minutes=1))

    await until_it_was_performed(office, effect_id, workers=4)

    assert len(posts_of(office, Card.REMINDER)) == 1
    assert await noted(redis, "Remind") == 1
    turn, due = await her_turn(office), await due_at(redis, effect_id)
    assert (turn.reminded, turn.since + 3 * DAY) == (1, turn.next_at)
    assert due is not None
    assert turn.next_at is not None
    assert abs(turn.next_at - due) < timedelta(milliseconds=1)  # rounded, as Redis keeps it


@pytest.mark.parametrize("is_known", [True, False])
async def test_somebody_who_left_slack_is_noted_instead_of_reminded(
    office: Office, redis: Redis, is_known: bool
) -> None:
    """Deactivated, or not there at all: the starter is asked for somebody else."""
    effect_id = await waiting_since_monday(office)
    if is_known:
        office.slack.state.users[MARA].deleted = True
    else:
        office.slack.faults.add(
            "users.info", Refuse("user_not_found"), when=lambda given: given["user"] == MARA
        )
    set_clock(office, MONDAY + DAY + timedelta(hours=1))

    await until_it_was_performed(office, effect_id)

    setup, _ = await as_it_stands(office)
    assert setup.missing[ROLE].why is MissingWhy.DEACTIVATED
    assert ROLE not in setup.turns
    assert posts_of(office, Card.REMINDER) == []
    [asked] = posts_of(office, Card.PERSON_WANTED)
    assert asked.args["metadata"]["event_payload"]["effect"].endswith(STELLA)
    assert await noted(redis, "Remind") == 0


async def test_whoever_left_is_noted_at_night_too(office: Office, redis: Redis) -> None:
    """Nobody is woken by it, and the starter need not wait for the hours of somebody gone."""
    effect_id = await waiting_since_monday(office)
    office.slack.state.users[MARA].deleted = True
    set_clock(office, MONDAY + DAY + timedelta(hours=14))

    await until_it_was_performed(office, effect_id)

    assert await noted(redis, "NotePersonGone") == 1


async def test_whoever_did_their_step_is_not_reminded_of_it(office: Office, redis: Redis) -> None:
    """The reminder finds that the turn is over, and goes without a commit."""
    effect_id = await waiting_since_monday(office)
    set_clock(office, MONDAY + timedelta(hours=3))
    await office.hand_over()
    set_clock(office, MONDAY + DAY + timedelta(minutes=1))
    _, version = await as_it_stands(office)

    await until_it_was_performed(office, effect_id)

    assert posts_of(office, Card.REMINDER) == []
    assert await due_at(redis, effect_id) is None
    # The one commit is of the look at Marketo, whose turn had come too.
    assert (await as_it_stands(office))[1] == version + 1


async def test_a_reminder_of_a_setup_that_is_gone_ends(office: Office, redis: Redis) -> None:
    """It does not fail for ever (zulip PR 27169)."""
    await waiting_since_monday(office)
    lost = RemindLater(setup_id=SetupId("gone"), role=ROLE, turn=1)
    await committed(office.bot.aggregates, Due(lost, office.hands.now()))

    await until_it_was_performed(office, lost.id)

    assert await due_at(redis, lost.id) is None
    assert not await redis.hexists(f"{PREFIX}dead", lost.id)
    assert posts_of(office, Card.REMINDER) == []
