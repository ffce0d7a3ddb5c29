"""Faults by name: how a program says what shall go wrong next, at Slack or at Marketo."""

import math
from collections.abc import Sequence
from typing import Any, Final, TypeAlias

from practice.marketo import faults as marketo
from practice.marketo.codes import CODES
from practice.slack import (
    Drop,
    Html,
    Late,
    LoseAnswer,
    RateLimited,
    Refuse,
    ServerError,
)
from practice.slack.faults import Fault

Json: TypeAlias = dict[str, Any]

A_YEAR: Final = 366 * 24 * 60 * 60
"""In seconds: the longest that anything may take, or the clock jump at once."""


class NotUnderstood(Exception):
    """What is wrong with the request, and what a good one looks like."""


def number(body: Json, key: str, default: float) -> float:
    """Raises: NotUnderstood."""
    value = body.get(key, default)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or not 0 <= value <= A_YEAR:
        raise NotUnderstood(f"{key} must be a number from 0 to {A_YEAR}")
    return float(value)


def text(body: Json, key: str, default: str) -> str:
    """Raises: NotUnderstood."""
    value = body.get(key, default)
    if not isinstance(value, str):
        raise NotUnderstood(f"{key} must be a text")
    return value


def one_of(body: Json, key: str, known: Sequence[str], default: str) -> str:
    """Raises: NotUnderstood."""
    value = body.get(key) or default
    if value not in known:
        raise NotUnderstood(f"{key} is one of {', '.join(word for word in known if word)}")
    return str(value)


def times(body: Json) -> int:
    """How often something goes wrong. Raises: NotUnderstood."""
    count = int(number(body, "times", 1))
    if count < 1:
        raise NotUnderstood("times must be at least 1")
    return count


def _status(body: Json, default: int) -> int:
    """Raises: NotUnderstood."""
    status = int(number(body, "status", default))
    if not 200 <= status <= 599:
        raise NotUnderstood("status is an HTTP status, 200 to 599")
    return status


def slack_fault(body: Json) -> Fault:
    """Raises: NotUnderstood."""
    match body.get("fault"):
        case "rate_limited":
            return RateLimited(int(number(body, "seconds", 1)))
        case "server_error":
            return ServerError(_status(body, 500))
        case "refuse":
            return Refuse(str(body.get("error", "internal_error")))
        case "late":
            return Late(number(body, "seconds", 1))
        case "lose_answer":
            return LoseAnswer()
        case "drop":
            return Drop()
        case "html":
            return Html()
    raise NotUnderstood(
        "fault is one of rate_limited, server_error, refuse, late, lose_answer, drop, html"
    )


OF_THE_CONNECTOR: Final = ("rate_limited", "server_error", "late", "lose_answer", "drop", "html")


def connector_fault(body: Json) -> Fault:
    """Those of Slack's that any server has. Raises: NotUnderstood."""
    if body.get("fault") not in OF_THE_CONNECTOR:
        raise NotUnderstood(f"fault is one of {', '.join(OF_THE_CONNECTOR)}")
    return slack_fault(body)


def marketo_fault(body: Json) -> marketo.Fault:
    """Raises: NotUnderstood."""
    match body.get("fault"):
        case "code":
            code = int(number(body, "code", 606))
            if code not in CODES:
                raise NotUnderstood(f"code is one of {', '.join(map(str, CODES))}")
            return marketo.Code(code)
        case "http":
            return marketo.HttpStatus(_status(body, 503))
        case "html":
            return marketo.Html()
        case "slow":
            return marketo.SlowBody(number(body, "seconds", 5))
        case "truncated":
            return marketo.Truncated()
        case "huge":
            return marketo.HugeBody()
    raise NotUnderstood("fault is one of code, http, html, slow, truncated, huge")
