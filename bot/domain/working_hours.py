"""When somebody may be reminded: on their working days, in their time zone."""

from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

BEGIN: Final = time(9)
END: Final = time(17)
SATURDAY: Final = 5  # of datetime.weekday


def next_working_moment(at: datetime, zone: str) -> datetime:
    """
    `at` itself if it lies in working hours, else the beginning of the next ones.

    `zone`: a name of the IANA database, as users.info gives it; an unknown one counts as UTC.
    """
    local = at.astimezone(_zone(zone))
    if local.weekday() < SATURDAY and BEGIN <= local.time() < END:
        return at
    day = local.date()
    if local.time() >= BEGIN:
        day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, BEGIN, local.tzinfo).astimezone(at.tzinfo)


def after_working_time(at: datetime, zone: str, length: timedelta) -> datetime:
    """When so much working time has passed since `at`, in whole working days of eight hours."""
    now = next_working_moment(at, zone)
    left = length
    while True:
        local = now.astimezone(_zone(zone))
        today = datetime.combine(local.date(), END, local.tzinfo) - local
        if left <= today:
            return now + left
        left -= today
        now = next_working_moment(now + today, zone)


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):  # no name, a path, or not in the database
        return UTC
