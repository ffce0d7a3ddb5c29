"""
Faults of reading Marketo, named for what the caller can do.

MarketoError
├── MarketoRefused      the pair is not accepted here; `is_certain`: by Marketo itself
├── MarketoDenied       the API-only user lacks a permission: somebody must grant it in Marketo
├── MarketoBusy         over a limit or unavailable, to the last attempt: ask again later
├── MarketoSilent       no usable answer: network, time-out, 5xx, redirect, a page, half an answer
└── MarketoUnreadable   JSON of a shape that we do not know: a fault of ours, `field` says where

No message holds an address, a credential, a token, or words of the answer.
"""

from datetime import timedelta
from typing import Final

LONGEST_PAUSE: Final = timedelta(seconds=3)  # longer is not waited for in the middle of a call

TOO_OFTEN: Final = 606  # 100 calls in 20 seconds
QUOTA_REACHED: Final = 607  # until midnight US Central


class MarketoError(Exception):
    """Base of all."""

    again: bool | timedelta = False
    """For the client alone: the same call may be repeated at once, or after so long."""


class MarketoRefused(MarketoError):
    """
    `code` is None where the HTTP status said it.

    `is_certain`: the identity endpoint said so, in JSON. Else a proxy or a firewall may have, so
    that nothing may be destroyed for it.
    """

    def __init__(self, code: int | None = None, *, is_certain: bool = False) -> None:
        super().__init__(f"Marketo does not accept this pair{_in_brackets(code)}")
        self.code = code
        self.is_certain = is_certain


class MarketoDenied(MarketoError):
    """`permissions`: those that Marketo's own message names, else all that reading needs."""

    def __init__(self, permissions: tuple[str, ...]) -> None:
        super().__init__(f"Marketo denies access; needed: {', '.join(permissions)}")
        self.permissions = permissions


class MarketoBusy(MarketoError):
    """`code` is None where the HTTP status said it."""

    def __init__(self, code: int | None, said: timedelta | None = None) -> None:
        super().__init__(f"Marketo is over a limit or unavailable{_in_brackets(code)}")
        self.code = code
        self.again = code != QUOTA_REACHED and _soon(said)


class MarketoSilent(MarketoError):
    """`reason` is for operators: a status, or the kind of a failure."""

    def __init__(
        self, reason: str, *, may_pass: bool = False, said: timedelta | None = None
    ) -> None:
        super().__init__(f"Marketo gave no usable answer: {reason}")
        self.reason = reason
        self.again = may_pass and _soon(said)


class MarketoUnreadable(MarketoError):
    """`field` as Marketo spells it."""

    def __init__(self, field: str) -> None:
        super().__init__(f"Marketo answered in a shape that is not known: {field}")
        self.field = field


def _soon(said: timedelta | None) -> bool | timedelta:
    """Whether that is worth waiting for; True: Marketo did not say how long."""
    if said is None:
        return True
    return said if said <= LONGEST_PAUSE else False


def _in_brackets(code: int | None) -> str:
    return "" if code is None else f" (code {code})"
