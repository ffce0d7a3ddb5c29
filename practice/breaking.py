"""Faults by name: how a program says what shall go wrong next, at Slack or at Marketo."""

from typing import Any, TypeAlias

from practice.marketo import faults as marketo
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


class NotUnderstood(Exception):
    """What is wrong with the request, and what a good one looks like."""


def number(body: Json, key: str, default: float) -> float:
    """Raises: NotUnderstood."""
    value = body.get(key, default)
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise NotUnderstood(f"{key} must be a number")
    return value


def slack_fault(body: Json) -> Fault:
    """Raises: NotUnderstood."""
    match body.get("fault"):
        case "rate_limited":
            return RateLimited(int(number(body, "seconds", 1)))
        case "server_error":
            return ServerError(int(number(body, "status", 500)))
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


def marketo_fault(body: Json) -> marketo.Fault:
    """Raises: NotUnderstood."""
    match body.get("fault"):
        case "code":
            return marketo.Code(int(number(body, "code", 606)))
        case "http":
            return marketo.HttpStatus(int(number(body, "status", 503)))
        case "html":
            return marketo.Html()
        case "slow":
            return marketo.SlowBody(number(body, "seconds", 5))
        case "truncated":
            return marketo.Truncated()
        case "huge":
            return marketo.HugeBody()
    raise NotUnderstood("fault is one of code, http, html, slow, truncated, huge")
