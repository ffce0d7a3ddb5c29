"""Working hours are the person's, not the server's: whatever the zone, the hour, the season."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.working_hours import after_working_time, next_working_moment
from tests.domain.properties import PROPERTY

ZONES: Final = sorted(available_timezones() - {"localtime", "Factory"})
ZONE: Final = st.sampled_from(ZONES)
BEGIN: Final = datetime(2020, 1, 1, tzinfo=UTC)
MOMENT: Final = st.timedeltas(timedelta(0), timedelta(days=16 * 365)).map(
    lambda passed: BEGIN + passed
)
QUARTER: Final = timedelta(minutes=15)
BERLIN, NEW_YORK, KOLKATA = "Europe/Berlin", "America/New_York", "Asia/Kolkata"


def utc(
    year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0, micro: int = 0
) -> datetime:
    return datetime(year, month, day, hour, minute, second, micro, tzinfo=UTC)


def is_at_work(at: datetime, zone: str) -> bool:
    """Monday to Friday, nine to five, as the clock on their wall shows it."""
    local = at.astimezone(ZoneInfo(zone))
    is_weekend = local.strftime("%A") in {"Saturday", "Sunday"}
    return not is_weekend and time(9) <= local.time() < time(17)


@PROPERTY
@given(MOMENT, ZONE)
def test_nobody_is_reminded_out_of_their_working_hours(at: datetime, zone: str) -> None:
    """In no zone on earth, at no moment of the year."""
    assert is_at_work(next_working_moment(at, zone), zone)


@PROPERTY
@given(MOMENT, ZONE)
def test_in_working_hours_nothing_is_postponed(at: datetime, zone: str) -> None:
    """And out of them always: `at` is kept exactly where it is good."""
    assert (next_working_moment(at, zone) == at) == is_at_work(at, zone)


@PROPERTY
@given(MOMENT, ZONE)
def test_it_is_the_first_moment_that_is_good(at: datetime, zone: str) -> None:
    """Not one quarter of an hour of their work is missed in between."""
    when = next_working_moment(at, zone)
    assert at <= when <= at + timedelta(days=3)

    passed = at
    while passed < when:
        assert not is_at_work(passed, zone)
        passed += QUARTER


@PROPERTY
@given(MOMENT, ZONE)
def test_a_moment_that_was_postponed_is_not_postponed_again(at: datetime, zone: str) -> None:
    """Else a reminder could be put off for ever."""
    once = next_working_moment(at, zone)

    assert next_working_moment(once, zone) == once


@PROPERTY
@given(MOMENT, ZONE)
def test_times_stay_utc(at: datetime, zone: str) -> None:
    """What is stored and compared knows one zone."""
    assert next_working_moment(at, zone).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # Berlin in winter is an hour ahead of UTC.
        (utc(2026, 1, 5, 7, 59, 59, 999_999), utc(2026, 1, 5, 8)),  # Monday, too early
        (utc(2026, 1, 5, 8), utc(2026, 1, 5, 8)),  # nine sharp
        (utc(2026, 1, 5, 15, 59, 59, 999_999), utc(2026, 1, 5, 15, 59, 59, 999_999)),
        (utc(2026, 1, 5, 16), utc(2026, 1, 6, 8)),  # five sharp is too late
        (utc(2026, 1, 5, 23, 30), utc(2026, 1, 6, 8)),  # it is Tuesday already
        (utc(2026, 1, 9, 15, 59), utc(2026, 1, 9, 15, 59)),  # Friday
        (utc(2026, 1, 9, 16), utc(2026, 1, 12, 8)),  # and past five
        (utc(2026, 1, 9, 23, 30), utc(2026, 1, 12, 8)),  # Saturday, half past midnight
        (utc(2026, 1, 10, 12), utc(2026, 1, 12, 8)),  # Saturday, in hours of work
        (utc(2026, 1, 11, 7), utc(2026, 1, 12, 8)),  # Sunday before nine
        (utc(2026, 1, 11, 22, 59), utc(2026, 1, 12, 8)),  # Sunday, a minute to midnight
    ],
)
def test_a_week_in_berlin(at: datetime, expected: datetime) -> None:
    """Each border on both of its sides."""
    assert next_working_moment(at, BERLIN) == expected


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        # Clocks go forward on a Sunday: nine is an hour earlier in UTC on the Monday after it.
        (BERLIN, utc(2026, 3, 27, 16), utc(2026, 3, 30, 7)),
        (NEW_YORK, utc(2026, 3, 6, 22), utc(2026, 3, 9, 13)),
        # And back.
        (BERLIN, utc(2026, 10, 23, 15), utc(2026, 10, 26, 8)),
        (NEW_YORK, utc(2026, 10, 30, 21), utc(2026, 11, 2, 14)),
        # Inside the hour that there is twice, and right before the one that there is not.
        (BERLIN, utc(2026, 10, 25, 0, 30), utc(2026, 10, 26, 8)),
        (BERLIN, utc(2026, 10, 25, 1, 30), utc(2026, 10, 26, 8)),
        (BERLIN, utc(2026, 3, 29, 0, 59), utc(2026, 3, 30, 7)),
        # In the south it is the other way round.
        ("Australia/Sydney", utc(2026, 4, 3, 6), utc(2026, 4, 5, 23)),
        # Egypt changes on a Friday.
        ("Africa/Cairo", utc(2026, 4, 23, 15), utc(2026, 4, 24, 6)),
    ],
)
def test_nine_is_nine_after_the_clocks_have_changed(
    zone: str, at: datetime, expected: datetime
) -> None:
    """A fixed offset would be an hour wrong for half of the year."""
    assert next_working_moment(at, zone) == expected


@pytest.mark.parametrize(
    ("zone", "at", "expected"),
    [
        (KOLKATA, utc(2026, 1, 5, 3, 29), utc(2026, 1, 5, 3, 30)),
        (KOLKATA, utc(2026, 1, 5, 11, 29), utc(2026, 1, 5, 11, 29)),
        (KOLKATA, utc(2026, 1, 5, 11, 30), utc(2026, 1, 6, 3, 30)),
        ("Asia/Kathmandu", utc(2026, 1, 5, 3, 14), utc(2026, 1, 5, 3, 15)),
        # Their Monday has begun while it is Sunday in UTC, and their Friday lasts into Saturday.
        ("Pacific/Kiritimati", utc(2026, 1, 4, 19, 30), utc(2026, 1, 4, 19, 30)),
        ("Pacific/Kiritimati", utc(2026, 1, 9, 12), utc(2026, 1, 11, 19)),
        ("Pacific/Pago_Pago", utc(2026, 1, 10, 3, 59), utc(2026, 1, 10, 3, 59)),
        ("Pacific/Pago_Pago", utc(2026, 1, 10, 4), utc(2026, 1, 12, 20)),
    ],
)
def test_week_and_hour_are_those_of_the_place(zone: str, at: datetime, expected: datetime) -> None:
    """Half hours, and both edges of the world."""
    assert next_working_moment(at, zone) == expected


@pytest.mark.parametrize(
    "zone",
    [
        "",
        " ",
        "Mars/Olympus",
        "Europe",
        "/etc/passwd",
        "../UTC",
        "\0",
        "zone.tab",
    ],
)
def test_an_unknown_zone_counts_as_utc(zone: str) -> None:
    """Slack may know names that we do not; a reminder is sent all the same."""
    for at in (utc(2026, 1, 5, 8, 59), utc(2026, 1, 5, 12), utc(2026, 1, 9, 17)):
        assert next_working_moment(at, zone) == next_working_moment(at, "UTC")
    assert next_working_moment(utc(2026, 1, 5, 8, 59), zone) == utc(2026, 1, 5, 9)


@PROPERTY
@given(MOMENT, st.text(max_size=30))
def test_no_name_of_a_zone_stops_a_reminder(at: datetime, zone: str) -> None:
    """Whatever somebody's profile holds."""
    assert next_working_moment(at, zone) >= at


HOURS: Final = st.integers(min_value=1, max_value=16 * 4).map(lambda quarters: quarters * QUARTER)


@PROPERTY
@given(MOMENT, ZONE, HOURS)
def test_so_much_of_their_work_lies_between(at: datetime, zone: str, length: timedelta) -> None:
    """Neither nights nor week-ends count, and nothing of their work is left out."""
    until = after_working_time(at, zone, length)

    first = next_working_moment(at, zone)
    at_work = timedelta(0)
    passed = first
    while passed < until:
        at_work += QUARTER if is_at_work(passed, zone) else timedelta(0)
        passed += QUARTER
    assert at_work - QUARTER < length <= at_work + QUARTER


@PROPERTY
@given(MOMENT, ZONE, HOURS)
def test_it_ends_while_they_work_or_as_they_stop(
    at: datetime, zone: str, length: timedelta
) -> None:
    """A moment before, they are at work; and it stays UTC."""
    until = after_working_time(at, zone, length)

    assert is_at_work(until - timedelta(microseconds=1), zone)
    assert until.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("at", "hours", "expected"),
    [
        (utc(2026, 1, 5, 8), 4, utc(2026, 1, 5, 12)),
        (utc(2026, 1, 5, 12), 4, utc(2026, 1, 5, 16)),  # five sharp in Berlin
        (utc(2026, 1, 5, 12, 30), 4, utc(2026, 1, 6, 8, 30)),
        (utc(2026, 1, 5, 5), 4, utc(2026, 1, 5, 12)),  # asked before nine
        (utc(2026, 1, 5, 20), 4, utc(2026, 1, 6, 12)),  # and after five
        (utc(2026, 1, 9, 14), 4, utc(2026, 1, 12, 10)),  # over a week-end
        (utc(2026, 1, 10, 12), 4, utc(2026, 1, 12, 12)),  # on a Saturday
        (utc(2026, 1, 8, 12), 16, utc(2026, 1, 12, 12)),
        (utc(2026, 3, 27, 14), 8, utc(2026, 3, 30, 13)),  # clocks go forward meanwhile
    ],
)
def test_working_hours_pass_in_berlin(at: datetime, hours: int, expected: datetime) -> None:
    """Eight a day."""
    assert after_working_time(at, BERLIN, timedelta(hours=hours)) == expected
