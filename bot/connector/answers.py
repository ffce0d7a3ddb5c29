"""What an answer of the connector says of one person, or of the connector itself."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from pydantic_core import from_json

from bot.connector.errors import (
    ConnectorBusy,
    ConnectorError,
    ConnectorInDoubt,
    ConnectorMisconfigured,
)
from bot.domain.names import clean_name

Does: TypeAlias = Literal["connect", "disconnect"]

REASON_LENGTH: Final = 200  # characters
LEAST_PAUSE: Final = timedelta(seconds=1)
LONGEST_PAUSE: Final = timedelta(hours=1)

# What somebody else's "done" says is no answer to what was asked.
_DONE: Final[Mapping[Does, frozenset[str]]] = MappingProxyType(
    {
        "connect": frozenset({"connected", "already"}),
        "disconnect": frozenset({"disconnected", "already"}),
    }
)
_REFUSED: Final = "refused"
_ABOUT_ONE_PERSON: Final = frozenset({400, 409, 410, 422})
_BUSY: Final = frozenset({429, 503})
_MAY_PASS: Final = frozenset({408, 425})  # of all 4xx: too slow, too early


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is done, or it was so already."""


@dataclass(frozen=True, slots=True)
class Refused:
    """This person cannot be connected or disconnected."""

    why: str  # the receiver's words: one printable line of 1 to REASON_LENGTH


Outcome: TypeAlias = Accepted | Refused


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """As it came; `body` is None where it was too big or packed."""

    status: int
    retry_after: str
    body: bytes | None


def read(answer: Answer, does: Does, now: datetime) -> Outcome:
    """
    Raises:
        ConnectorError: it says nothing of this person.
    """
    said = _parsed(answer.body)
    status, reason = _line(said.get("status")), _line(said.get("reason"))
    if answer.status == 200 and status == _REFUSED:
        return Refused(reason or status)
    # Without a reason it is not our receiver that speaks, or one that cannot read our requests.
    if answer.status in _ABOUT_ONE_PERSON and reason:
        return Refused(reason)
    if answer.status == 200 and status in _DONE[does]:
        return Accepted()
    raise _fault(answer, now)


def _fault(answer: Answer, now: datetime) -> ConnectorError:
    match answer.status:
        case 200:
            return ConnectorInDoubt("HTTP 200 without a known status")
        case status if status in _BUSY:
            return ConnectorBusy(pause(answer.retry_after, now))
        case status if status in _ABOUT_ONE_PERSON:
            return ConnectorMisconfigured(f"HTTP {status} without a reason")
        case status if 300 <= status < 500 and status not in _MAY_PASS:
            return ConnectorMisconfigured(f"HTTP {status}")
        case status:
            return ConnectorInDoubt(f"HTTP {status}")


def pause(retry_after: str, now: datetime) -> timedelta:
    """What the header says, in seconds or as a date, within bounds; unreadable: the least."""
    said = _span(retry_after.strip(), now)
    return min(max(said, LEAST_PAUSE), LONGEST_PAUSE)


def _span(said: str, now: datetime) -> timedelta:
    if re.fullmatch(r"[0-9]+", said):
        # Enough digits for the bound: Python reads no more than 4,300, and no span has so many.
        return timedelta(seconds=int(said[:9])) if len(said) < 10 else LONGEST_PAUSE
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return LEAST_PAUSE
    # "-0000" says nothing of the zone; HTTP's dates are all in UTC.
    return (until if until.tzinfo else until.replace(tzinfo=UTC)) - now


def _parsed(body: bytes | None) -> dict[str, Any]:
    """Empty: no JSON object."""
    try:
        said = from_json(body or b"")
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _line(said: Any) -> str:
    """Empty: no text."""
    return clean_name(said)[:REASON_LENGTH].rstrip() if isinstance(said, str) else ""
