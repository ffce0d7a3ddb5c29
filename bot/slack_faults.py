"""
Faults of Slack's Web API, named for what the caller can do.

SlackFault
├── SlackRateLimited   HTTP 429: wait `retry_after`, nothing was done
├── SlackUnsent        its time was over before anything was sent: nothing was done
├── SlackInDoubt       5xx, time-out, dropped connection, no JSON: it may have been done
├── SlackGone          the channel, person, message or view is not there (any more), or not for us
├── SlackNotAllowed    token or scope: an operator must act
└── SlackRefused       anything else that Slack says no to: a fault of ours
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError


class SlackFault(Exception):
    """Base of all. `error` is Slack's word for it, or ours."""

    def __init__(self, method: str, error: str) -> None:
        super().__init__(f"{method}: {error}")
        self.method = method
        self.error = error

    @property
    def word(self) -> str:
        """The error alone, without what Slack says about it."""
        return self.error.partition(" ")[0]


class SlackRateLimited(SlackFault):
    """Nothing was done; ask again after `retry_after`."""

    def __init__(self, method: str, retry_after: timedelta) -> None:
        super().__init__(method, "ratelimited")
        self.retry_after = retry_after


class SlackUnsent(SlackFault):
    """Whoever has the right to send it by now does."""


class SlackInDoubt(SlackFault):
    """Whether it was done is not known."""

    @property
    def word(self) -> str:
        """Ours, such as `HTTP 503`."""
        return self.error.replace(" ", "_")


class SlackGone(SlackFault):
    """Asking again will not help; tell somebody else instead."""


class SlackNotAllowed(SlackFault):
    """`needed` is the missing scope, if that is it."""

    def __init__(self, method: str, error: str, needed: str | None) -> None:
        super().__init__(method, f"{error} {needed}" if needed else error)
        self.needed = needed


class SlackRefused(SlackFault):
    """The request was wrong, or the trigger too old."""


# Slack's errors have more than one spelling each (lessons.md, part "Slack").
_KINDS: Final[Mapping[str, type[SlackFault]]] = MappingProxyType(
    dict.fromkeys(
        (
            "internal_error",
            "fatal_error",
            "service_unavailable",
            "request_timeout",
            "timeout",
            "fetch_members_failed",
        ),
        SlackInDoubt,
    )
    | dict.fromkeys(
        (
            "channel_not_found",
            "not_in_channel",
            "is_archived",
            "is_inactive",
            "restricted_action",
            "restricted_action_read_only_channel",
            "restricted_action_thread_only_channel",
            "user_not_found",
            "users_not_found",
            "user_not_visible",
            "user_disabled",
            "user_not_in_channel",
            "file_not_found",
            "cannot_dm_bot",
            "message_not_found",
            "thread_not_found",
            "cant_update_message",
            "edit_window_closed",
            "not_found",
        ),
        SlackGone,
    )
)
_NOT_ALLOWED: Final = frozenset(
    {
        "missing_scope",
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "token_expired",
        "not_allowed_token_type",
        "no_permission",
        "messages_tab_disabled",
    }
)
_RATE_LIMITED: Final = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded"})


# What the library lets through: its own, the network's, and what it trips over in an answer that
# is no JSON object (AttributeError) or no text (ValueError).
OF_THE_LIBRARY: Final = (
    SlackClientError,
    aiohttp.ClientError,
    OSError,
    ValueError,
    AttributeError,
)
LONGEST_WAIT: Final = 3_600.0  # seconds: longer is no limit of Slack's


def _retry_after(headers: Mapping[str, str]) -> timedelta:
    """A second where Slack, or a proxy before it, says no number."""
    said = headers.get("Retry-After", "")
    seconds = float(said) if said.isdecimal() else 1.0
    return timedelta(seconds=min(max(1.0, seconds), LONGEST_WAIT))


def fault_of(method: str, failure: Exception) -> SlackFault:
    """The fault that a failure of the library, or of the network, stands for."""
    if not isinstance(failure, SlackApiError):
        return SlackInDoubt(method, type(failure).__name__)
    response = failure.response
    status = getattr(response, "status_code", 200)
    body = getattr(response, "data", response)
    error = body.get("error") if isinstance(body, dict) else None
    if status == 429 or error in _RATE_LIMITED:
        return SlackRateLimited(method, _retry_after(getattr(response, "headers", {})))
    if status >= 500 or not isinstance(error, str):
        return SlackInDoubt(method, f"HTTP {status}")
    if error in _NOT_ALLOWED:
        return SlackNotAllowed(method, error, body.get("needed"))
    kind = _KINDS.get(error, SlackRefused)
    details = (body.get("response_metadata") or {}).get("messages") or []
    return kind(method, error if kind is not SlackRefused else " ".join([error, *details]))
