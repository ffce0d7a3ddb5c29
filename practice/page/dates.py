"""`<!date^…>` as Slack shows it: in the language and the time zone of who reads."""

import re
from datetime import datetime, timedelta
from typing import Final

from practice.page.reader import Reader

_TOKEN: Final = re.compile(r"\{(\w+)\}")
_MONTHS: Final = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
_SHORT_MONTHS: Final = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "fr": "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
}
_DAYS: Final = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
}
_NEAR: Final = {
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
    "fr": {-1: "hier", 0: "aujourd'hui", 1: "demain"},
}
_SPANS: Final = (
    (timedelta(days=365), "year", "an"),
    (timedelta(days=30), "month", "mois"),
    (timedelta(days=1), "day", "jour"),
    (timedelta(hours=1), "hour", "heure"),
    (timedelta(minutes=1), "minute", "minute"),
)


def at_unix(unix: str, reader: Reader) -> datetime | None:
    """The moment in the reader's time zone; None where it is no number, or beyond all calendars."""
    try:
        return datetime.fromtimestamp(int(unix), reader.tz)
    except (ValueError, OverflowError, OSError):
        return None


def date_words(at: datetime, pattern: str, reader: Reader) -> str:
    """
    `pattern` with its tokens filled in; unknown ones stay as they are.

    As in Slack, a day in words that begins the pattern has a capital: `Today 9:00 AM`.
    """
    return _TOKEN.sub(lambda found: _token(found, at, reader), pattern)


def _token(found: re.Match[str], at: datetime, reader: Reader) -> str:
    name = found.group(1)
    if name.endswith("_pretty"):
        near = _near(at, reader)
        if near is not None:
            return near[0].upper() + near[1:] if found.start() == 0 else near
        name = name.removesuffix("_pretty")
    match name:
        case "date_num":
            return f"{at:%Y-%m-%d}"
        case "date_slash":
            return f"{at:%d/%m/%Y}" if reader.language == "fr" else f"{at:%m/%d/%Y}"
        case "date":
            return _date(at, reader)
        case "date_short":
            return _date(at, reader, short=True)
        case "date_long":
            return _long(at, reader)
        case "date_long_full":
            return _date(at, reader, ordinal=False)
        case "day_divider":
            return _long(at, reader, year=at.year != reader.now.astimezone(reader.tz).year)
        case "time":
            return _time(at, reader, seconds=False)
        case "time_secs":
            return _time(at, reader, seconds=True)
        case "ago":
            return _ago(at, reader)
        case _:
            return found.group()


def _near(at: datetime, reader: Reader) -> str | None:
    """`today` and its neighbours, by the calendar of the reader's time zone."""
    days = (at.date() - reader.now.astimezone(reader.tz).date()).days
    return _NEAR[reader.language].get(days)


def _date(
    at: datetime,
    reader: Reader,
    *,
    short: bool = False,
    ordinal: bool = True,
    year: bool = True,
) -> str:
    months = (_SHORT_MONTHS if short else _MONTHS)[reader.language].split()
    month = months[at.month - 1]
    if reader.language == "fr":
        day = "1er" if at.day == 1 else f"{at.day}"
        return f"{day} {month} {at.year}" if year else f"{day} {month}"
    day = _ordinal(at.day) if ordinal and not short else f"{at.day}"
    return f"{month} {day}, {at.year}" if year else f"{month} {day}"


def _long(at: datetime, reader: Reader, *, year: bool = True) -> str:
    day = _DAYS[reader.language].split()[at.weekday()]
    between = " " if reader.language == "fr" else ", "
    return f"{day}{between}{_date(at, reader, year=year)}"


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return f"{day}th"
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{endings.get(day % 10, 'th')}"


def _time(at: datetime, reader: Reader, *, seconds: bool) -> str:
    rest = f"{at:%M:%S}" if seconds else f"{at:%M}"
    if reader.language == "fr":
        return f"{at:%H}:{rest}"
    return f"{at.hour % 12 or 12}:{rest} {'AM' if at.hour < 12 else 'PM'}"


def _ago(at: datetime, reader: Reader) -> str:
    away = at - reader.now
    size, english, french = next((s for s in _SPANS if abs(away) >= s[0]), (None, "", ""))
    if size is None:
        return "à l'instant" if reader.language == "fr" else "just now"
    count = abs(away) // size
    if reader.language == "fr":
        span = f"{count} {french}{'s' if count > 1 and french != 'mois' else ''}"
        return f"dans {span}" if away > timedelta(0) else f"il y a {span}"
    span = f"{count} {english}{'s' if count > 1 else ''}"
    return f"in {span}" if away > timedelta(0) else f"{span} ago"
