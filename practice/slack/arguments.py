"""The arguments of a Web API call, from a query, a form or JSON."""

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
}
"""Arguments that are JSON inside a form, and what a broken one is answered with."""


async def read_arguments(request: Request) -> dict[str, Any]:
    args: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        args |= body
    else:
        args |= dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
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
