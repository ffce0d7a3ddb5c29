"""Marketo's error codes 600 to 615, and the two ways in which an API says them."""

from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from starlette.responses import JSONResponse, Response

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """`status` and `error` are what User Management answers with; `/rest` always says 200."""

    message: str
    status: int
    error: str


# † The statuses beside 401, 403 and 404, which Adobe's swagger names, are ours.
_MEANINGS: Final = {
    600: _Meaning("Access token is empty", 401, "unauthorized"),
    601: _Meaning("Access token is invalid", 401, "invalid_token"),
    602: _Meaning("Access token has expired", 401, "invalid_token"),
    603: _Meaning("Access denied", 403, "access_denied"),
    604: _Meaning("Request timed out", 504, "timed_out"),
    605: _Meaning("HTTP method is not supported", 405, "method_not_supported"),
    606: _Meaning("More than 100 calls within 20 seconds", 429, "rate_limited"),
    607: _Meaning("Daily quota is used up", 429, "quota_reached"),
    608: _Meaning("API is temporarily unavailable", 503, "unavailable"),
    609: _Meaning("JSON is invalid", 400, "invalid_json"),
    610: _Meaning("Resource is not found", 404, "not_found"),
    611: _Meaning("System error", 500, "system_error"),
    612: _Meaning("Content type is invalid", 415, "invalid_content_type"),
    613: _Meaning("Multipart request is invalid", 400, "invalid_multipart"),
    614: _Meaning("Subscription is invalid", 403, "invalid_subscription"),
    615: _Meaning("More than 10 calls at once", 429, "concurrency_limited"),
}
CODES: Final = tuple(_MEANINGS)


def rest_failure(code: int, request_id: str) -> Response:
    """HTTP 200 whatever happened; the code is text, as in Adobe's examples."""
    error = {"code": str(code), "message": _MEANINGS[code].message}
    return JSONResponse({"requestId": request_id, "success": False, "errors": [error]})


def status_failure(code: int, *, with_errors: bool) -> Response:
    """As User Management and identity fail: by HTTP status, with or without `errors`."""
    meaning = _MEANINGS[code]
    body: Json = {"error": meaning.error, "error_description": meaning.message}
    if with_errors:
        # A number here, which is what the definition `Error` of swagger-user.json says.
        body["errors"] = [{"code": code, "message": meaning.message}]
    return JSONResponse(body, meaning.status)
