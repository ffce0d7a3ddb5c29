"""The arguments of a Web API call, from a query, a form of either kind, or JSON."""

import json
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from practice.slack.errors import ApiError

STRUCTURED: Final = {
    "blocks": "invalid_blocks_format",
    "attachments": "invalid_attachments",
    "view": "invalid_arguments",
    "metadata": "invalid_metadata_format",
    "files": "invalid_arguments",
    "prompts": "invalid_arguments",
    "loading_messages": "invalid_arguments",
}
"""Arguments that are JSON inside a form, and what a broken one is answered with."""


async def read_arguments(request: Request) -> dict[str, Any]:
    """Raises: ApiError, for broken JSON and for a body of another kind."""
    args: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            given = json.loads(await request.body() or b"{}")
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(given, dict):
            raise ApiError("json_not_object")
        args |= given
    elif kind.startswith("multipart/form-data"):
        async with request.form() as form:
            args |= {name: value for name, value in form.items() if isinstance(value, str)}
    else:
        body = await request.body()
        if body and not kind.startswith(("application/x-www-form-urlencoded", "text/plain")):
            raise ApiError("invalid_post_type")
        args |= dict(parse_qsl(body.decode(), keep_blank_values=True))
    for name, error in STRUCTURED.items():
        if isinstance(args.get(name), str):
            try:
                args[name] = json.loads(args[name])
            except ValueError:
                raise ApiError(error) from None
    return args


def token_of(request: Request, args: dict[str, Any]) -> str:
    """From the header, else from the arguments, where it does not stay."""
    in_arguments = str(args.pop("token", "") or "")
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else in_arguments


def word(args: dict[str, Any], name: str) -> str:
    return str(args.get(name) or "")


def flag(args: dict[str, Any], name: str) -> bool:
    return args.get(name) in (True, 1, "1", "true", "True")


def number(args: dict[str, Any], name: str, default: int) -> int:
    try:
        return int(args.get(name) or default)
    except (TypeError, ValueError):
        raise ApiError("invalid_arguments") from None
