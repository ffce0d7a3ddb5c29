"""What an answer of Marketo says: yes with JSON, or no in one of three ways."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from pydantic_core import from_json

from bot.marketo.errors import (
    MarketoBusy,
    MarketoDenied,
    MarketoError,
    MarketoRefused,
    MarketoSilent,
    MarketoUnreadable,
)

# Source: Adobe, swagger-user.json, which requires both of them.
PERMISSIONS: Final = ("Access User Management Api", "Access Users")

NO_SUBSCRIPTION: Final = 614
_REFUSED: Final = frozenset({600, 601, 602, NO_SUBSCRIPTION})
_DENIED: Final = 603
_BUSY: Final = frozenset({604, 606, 607, 608, 611, 615})
_CODE: Final = re.compile(r"[0-9]{3,4}")
# What OAuth and Marketo call a pair that is none; of other errors with 400 we are to blame.
_NOT_THIS_PAIR: Final = frozenset(
    {"invalid_client", "invalid_grant", "unauthorized_client", "unauthorized", "access_denied"}
)
_MAY_PASS: Final = frozenset({502, 503})


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """As it came; no `repr`, since the body may hold a token."""

    status: int
    retry_after: str
    body: bytes


@dataclass(frozen=True, slots=True)
class _No:
    """`code`: of the first error; `error`: the word that comes with a status."""

    code: int | None
    error: str
    words: str


class _NotJson:
    """In place of what was said."""


def read(answer: Answer) -> Any:
    """
    The JSON of an answer that says yes.

    Raises:
        MarketoError: it says no, or nothing that can be read.
    """
    said = _parsed(answer.body)
    fault = _fault(answer, said)
    if fault is not None:
        raise fault
    return said


def read_of_identity(answer: Answer) -> Any:
    """
    The same, where no permission is needed: whatever is denied there is denied to the pair.

    Raises:
        MarketoError: as above, but never MarketoDenied.
    """
    said = _parsed(answer.body)
    fault = _fault(answer, said)
    if isinstance(fault, MarketoRefused | MarketoDenied):
        no = _no(said)
        raise MarketoRefused(no.code if no else None, is_certain=_is_marketos(said))
    if fault is not None:
        raise fault
    return said


def _is_marketos(no: Any) -> bool:
    """Whether a "no" to a pair has Marketo's form; a bare 401 or 403 may be a proxy's."""
    match no:
        case {"error": str(word)} if word:
            return True
        case {"success": False, "errors": errors}:
            return _code(errors) is not None
    return False


def _parsed(body: bytes) -> Any:
    try:
        return from_json(body, cache_strings="keys")  # the cache would outlive a token
    except ValueError:  # nested too deeply as well, which the standard library does not survive
        return _NotJson()


def _fault(answer: Answer, said: Any) -> MarketoError | None:
    """None: it says yes. A code says more than the status that it comes with."""
    no = _no(said)
    wait = _wait(answer.retry_after)
    if no is None or no.code is None:
        return _fault_by_status(answer, said, no, wait)
    if no.code in _REFUSED:
        return MarketoRefused(no.code)
    if no.code == _DENIED:
        return MarketoDenied(_permissions(no.words))
    if no.code in _BUSY:
        return MarketoBusy(no.code, wait)
    return MarketoUnreadable(f"errors.code {no.code}")


def _fault_by_status(
    answer: Answer, said: Any, no: _No | None, wait: timedelta | None
) -> MarketoError | None:
    # A page is somebody else's, of a proxy perhaps: it says nothing about the pair.
    is_page = isinstance(said, _NotJson) and answer.body.strip() != b""
    match answer.status:
        case status if status < 300 and isinstance(said, _NotJson):
            return MarketoSilent("no JSON")
        case status if status < 300:
            return None if no is None else MarketoUnreadable("errors")
        case 401 if not is_page:
            return MarketoRefused()
        case 403 if not is_page:
            return MarketoDenied(_permissions(no.words if no else ""))
        case 429:
            return MarketoBusy(None, wait)
        case 400 if no is not None and no.error in _NOT_THIS_PAIR:
            return MarketoRefused()
        case status if 400 <= status < 500 and no is not None:
            return MarketoUnreadable("error")
        case status:
            return MarketoSilent(f"HTTP {status}", may_pass=status in _MAY_PASS, said=wait)


def _no(said: Any) -> _No | None:
    """
    `/rest` says no by `success`, the others by `error` or `errors`.

    In a list each row may have `errors`, says Adobe's swagger-user.json.
    """
    for part in said if isinstance(said, list) else [said]:
        if not isinstance(part, dict):
            continue
        errors, error = part.get("errors"), part.get("error")
        if errors or error or part.get("success") is False:
            return _No(
                code=_code(errors),
                error=error if isinstance(error, str) else "",
                words=f"{errors} {part.get('error_description')}",
            )
    return None


def _code(errors: Any) -> int | None:
    """A number in swagger-user.json, text in `/rest`; None: there is none."""
    for error in errors if isinstance(errors, list) else []:
        code = str(error.get("code")) if isinstance(error, dict) else ""
        if _CODE.fullmatch(code):
            return int(code)
    return None


def _permissions(words: str) -> tuple[str, ...]:
    named = tuple(name for name in PERMISSIONS if name.casefold() in words.casefold())
    return named or PERMISSIONS


def _wait(retry_after: str) -> timedelta | None:
    """None: not said, a date, or longer than anybody waits."""
    if not re.fullmatch(r"[0-9]{1,5}", retry_after):
        return None
    return timedelta(seconds=int(retry_after))
