"""Requests that wait: nudges below their card, escalation, expiry, reminders of who has to act."""

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card
from bot.domain.request import Nobody, RequestKind, RequestStage
from bot.domain.request_commands import NoteAskedAdobe, ReportInvited, Withdraw
from bot.work.results import Delivered
from practice.slack import Refuse
from tests.work.asked import (
    ADA,
    BENOIT,
    DAY,
    HOUR,
    MONDAY,
    REQUEST,
    SVEN,
    approves,
    at,
    due_at,
    in_channel,
    owns_sandbox,
    passed,
    posted,
    posts_of,
    request_of,
    started,
    time_of,
    worked,
)
from tests.work.office import MARA, PREFIX, SOL, STELLA, TEAM, Office
from tests.work.runs import claimed, does, forgotten

MINUTE: Final = timedelta(minutes=1)
NIGHT: Final = datetime(2030, 1, 9, 1, 0, tzinfo=UTC)  # of Tuesday to Wednesday in Berlin
MORNING: Final = datetime(2030, 1, 9, 8, 0, tzinfo=UTC)  # of Wednesday, nine o'clock


@pytest.fixture
async def waiting(office: Office) -> Office:
    """A request of Monday that nobody decides."""
    await started(office)
    await posted(office)
    return office


@pytest.fixture
async def approved(waiting: Office) -> Office:
    """It waits for Sol now."""
    await approves(waiting, STELLA)
    await worked(waiting)
    return waiting


def news(office: Office) -> list[str]:
    """What became of it, as Ada was told."""
    posts = posts_of(office, Card.REQUEST_NEWS, f":{ADA}")
    return [
        call.args["metadata"]["event_payload"]["effect"].split(":")[-2].split(".")[0]
        for call in posts
    ]


async def test_nudges_come_after_working_hours_with_growing_gaps(waiting: Office) -> None:
    """Four hours, then eight, then sixteen; below the card, and the requester hears of each."""
    counts = []
    for hours in (3.9, 4.1, 28.0, 28.2, 76.1, 76.3):
        at(waiting, MONDAY + timedelta(hours=hours))
        await passed(waiting)
        counts.append(len(posts_of(waiting, Card.NUDGE)))

    # Eight hours of work are a day of Berlin's, sixteen are two.
    assert counts == [0, 1, 1, 2, 2, 3]
    card, *nudges = in_channel(waiting)
    assert {nudge.thread_ts for nudge in nudges} == {card.ts}
    assert news(waiting) == ["nudge", "escalated", "nudge", "nudge"]


async def test_after_a_day_who_can_help_hears_of_it_once(waiting: Office) -> None:
    """Several workers or one: the Sales Connect admin, and the requester that they did."""
    at(waiting, MONDAY + DAY + MINUTE)

    await passed(waiting, workers=2)

    assert len(posts_of(waiting, Card.ESCALATION, SOL)) == 1
    assert (await request_of(waiting)).escalated_to == SOL


async def test_a_clock_that_jumps_beyond_the_end_ends_it_once(waiting: Office) -> None:
    """A nudge that is late as well may come first, and none comes afterwards."""
    at(waiting, MONDAY + 8 * DAY)

    await passed(waiting, workers=2)
    at(waiting, MONDAY + 30 * DAY)
    await passed(waiting)

    request = await request_of(waiting)
    assert request.stage is RequestStage.EXPIRED
    assert len(posts_of(waiting, Card.NUDGE)) <= 1
    assert news(waiting).count("expired") == 1
    card = in_channel(waiting)[0]
    assert card.buttons == []
    waits = await waiting.redis.hkeys(f"{PREFIX}body")
    assert [effect for effect in waits if REQUEST in str(effect)] == []


async def test_what_is_decided_is_nudged_no_more(approved: Office) -> None:
    """Its times pass without a word and without a commit."""
    before = await approved.bot.aggregates.request(TEAM, REQUEST)
    at(approved, MONDAY + 4 * HOUR + MINUTE)

    await passed(approved)

    assert posts_of(approved, Card.NUDGE) == []
    assert await approved.bot.aggregates.request(TEAM, REQUEST) == before


async def test_a_nudge_sees_that_nobody_is_left(waiting: Office) -> None:
    """Members were read when it was asked; who left since then is skipped, and that is said."""
    for one in (STELLA, SOL, MARA, SVEN, BENOIT):
        waiting.slack.state.users[one].deleted = True
    at(waiting, MONDAY + 4 * HOUR + MINUTE)

    await passed(waiting)

    request = await request_of(waiting)
    assert (request.stage, request.nobody) == (RequestStage.OPEN, Nobody.MEMBERS)
    assert news(waiting) == ["nobody"]
    assert posts_of(waiting, Card.NUDGE) == []
    assert len(posts_of(waiting, Card.REQUEST_NEWS, f":nobody.1:{STELLA}")) == 1


async def test_who_has_to_act_is_reminded_in_their_working_hours(
    approved: Office, redis: Redis
) -> None:
    """Not now is no attempt, and consumes nothing (monzo/response)."""
    remind = time_of(approved, "remind")
    at(approved, NIGHT)

    await passed(approved)
    due, reminded = await due_at(redis, remind), posts_of(approved, Card.FULFIL_REMINDER)

    assert reminded == []
    assert due is not None
    assert abs(due - MORNING) < timedelta(seconds=1)
    assert not await redis.hexists(f"{PREFIX}tries", remind)
    at(approved, MORNING + MINUTE)
    await passed(approved, workers=2)
    assert len(posts_of(approved, Card.FULFIL_REMINDER, SOL)) == 1


async def test_reminders_go_on_with_growing_gaps_until_it_is_done(
    approved: Office, redis: Redis
) -> None:
    """
    After a day, two, four, then each week; none once everybody is invited.

    With the third, who asked and the starter hear once that it lies.
    """
    counts = []
    for days in (1, 2, 3, 7, 14):
        at(approved, MONDAY + days * DAY + 2 * MINUTE * days)
        await passed(approved)
        counts.append(len(posts_of(approved, Card.FULFIL_REMINDER)))
    await does(approved, ReportInvited(approved.setup.id, REQUEST))
    at(approved, MONDAY + 40 * DAY)
    await passed(approved)

    assert counts == [1, 1, 2, 3, 4]
    lies = [posts_of(approved, Card.REQUEST_NEWS, f":lies:{one}") for one in (ADA, STELLA)]
    assert [len(one) for one in lies] == [1, 1]
    assert posts_of(approved, Card.REQUEST_NEWS, f":lies:{SOL}") == []
    assert len(posts_of(approved, Card.FULFIL_REMINDER)) == 4
    assert await due_at(redis, time_of(approved, "remind")) is None


async def test_what_waits_for_adobe_is_reminded_of_too(office: Office) -> None:
    """From the day on which Adobe was written to."""
    await started(office)
    await owns_sandbox(office)
    await posted(office, kind=RequestKind.SANDBOX)
    await approves(office, STELLA)
    at(office, MONDAY + 5 * HOUR)
    await does(office, NoteAskedAdobe(office.setup.id, REQUEST))
    counts = []
    for when in (MONDAY + DAY + HOUR, MONDAY + DAY + 5 * HOUR + MINUTE):
        at(office, when)
        await passed(office)
        counts.append(len(posts_of(office, Card.FULFIL_REMINDER, SOL)))

    assert counts == [0, 1]


@pytest.mark.parametrize(
    ("is_known", "when"),
    [(True, MONDAY + DAY + HOUR), (False, NIGHT)],
    ids=["deactivated", "unknown"],
)
async def test_who_left_slack_holds_up_no_reminder(
    approved: Office, is_known: bool, when: datetime
) -> None:
    """Somebody else is told in their place; nobody whom Slack forgot has working hours."""
    if is_known:
        approved.slack.state.users[SOL].deleted = True
    else:
        refuse = Refuse("user_not_found")
        approved.slack.faults.add(
            "users.info", refuse, times=None, when=lambda given: given["user"] == SOL
        )
    for kind in ("person", "dm"):
        await forgotten(approved, kind)
    at(approved, when)

    await passed(approved)

    assert (await request_of(approved)).reminders == 1
    assert len(posts_of(approved, Card.PERSON_WANTED)) == 1
    assert posts_of(approved, Card.UNREACHABLE) == []


async def test_a_time_of_what_was_taken_back_is_nothing(waiting: Office) -> None:
    """It was on its way when its requester took it back."""
    at(waiting, MONDAY + 4 * HOUR + MINUTE)
    claim = await claimed(waiting, time_of(waiting, "nudge"))
    await does(waiting, Withdraw(waiting.setup.id, REQUEST), ADA)

    assert await waiting.deliver()(claim, lambda: 60.0) == Delivered()
    assert posts_of(waiting, Card.NUDGE) == []
