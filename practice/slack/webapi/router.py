"""The Web API: token, scope, method, fault, record; answers as Slack answers."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from practice.slack.arguments import read_arguments, token_of
from practice.slack.errors import ApiError
from practice.slack.faults import (
    Drop,
    Fault,
    Html,
    Late,
    LoseAnswer,
    RateLimited,
    Refuse,
    ServerError,
)
from practice.slack.messages import Json
from practice.slack.scopes import NEEDED, need
from practice.slack.state import Call, Caller, State
from practice.slack.webapi import chat, conversations, users, views

Method: TypeAlias = Callable[[State, Caller, Json], Json]
DropConnection: TypeAlias = Callable[[Request], None]
Sleep: TypeAlias = Callable[[float], Awaitable[None]]

APP_LEVEL: Final = "apps.connections.open"


def connections_open(state: State, caller: Caller, args: Json) -> Json:
    ticket = secrets.token_hex(8)
    state.socket_tickets.add(ticket)
    url = state.base_url.replace("http", "ws", 1)
    return {"ok": True, "url": f"{url}/link/?ticket={ticket}&app_id={state.app_id}"}


METHODS: Final[dict[str, Method]] = {
    "auth.test": users.auth_test,
    "apps.connections.open": connections_open,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "conversations.open": conversations.open_,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.history": conversations.history,
    "conversations.join": conversations.join,
    "users.info": users.info,
    "users.lookupByEmail": users.lookup_by_email,
    "views.open": views.open_,
    "views.push": views.push,
    "views.update": views.update,
    "views.publish": views.publish,
    "team.info": users.team_info,
    "bots.info": users.bots_info,
}


def answer_to(state: State, method: str, token: str, args: Json) -> Json:
    """What Slack would answer; the action is done when this returns."""
    try:
        caller = _admitted(state, method, token)
        return METHODS[method](state, caller, args)
    except ApiError as refusal:
        return refusal.answer()


def _admitted(state: State, method: str, token: str) -> Caller:
    """Raises: ApiError for an unknown method, a token of no or the wrong kind, a scope."""
    if method not in METHODS:
        raise ApiError("unknown_method", req_method=method)
    caller = state.caller(token)
    needed = NEEDED[method]
    if method == "auth.test":
        return caller
    if caller.is_app_level != (method == APP_LEVEL):
        raise ApiError("not_allowed_token_type")
    if needed is not None and not caller.is_app_level:
        need(state.scopes, needed)
    return caller


class WebApi:
    """The HTTP side of it, faults included."""

    def __init__(self, state: State, drop: DropConnection, sleep: Sleep = asyncio.sleep) -> None:
        self._state = state
        self._drop = drop
        self._sleep = sleep

    async def __call__(self, request: Request) -> Response:
        method = request.path_params["method"]
        try:
            args = await read_arguments(request)
        except ApiError as refusal:
            return self._answered(Call(method, {}, refusal.answer(), 200, self._state.clock()))
        token = token_of(request, args)
        fault = self._state.faults.take(method, args)
        call = Call(method, args, None, 200, self._state.clock(), fault, token)
        self._state.calls.append(call)
        refused = self._before(fault, call, request)
        if refused is not None:
            return refused
        call.answer = answer_to(self._state, method, token, args)
        self._state.changed()
        match fault:
            case LoseAnswer():
                self._drop(request)
            case Late(seconds):
                await self._sleep(seconds)
            case ServerError(status):
                call.status = status
                return PlainTextResponse("upstream error", status)
        return self._answered(call)

    def _before(self, fault: Fault | None, call: Call, request: Request) -> Response | None:
        match fault:
            case Drop():
                self._drop(request)
                call.status = 0
                return Response()
            case ServerError(status, after=False):
                call.status = status
                return PlainTextResponse("upstream error", status)
            case Html(status):
                call.status = status
                return HTMLResponse("<!DOCTYPE html><title>Slack</title>", status)
            case RateLimited(retry_after):
                call.status = 429
                call.answer = {"ok": False, "error": "ratelimited"}
                return JSONResponse(call.answer, 429, {"Retry-After": str(retry_after)})
            case Refuse(error):
                call.answer = {"ok": False, "error": error}
                return self._answered(call)
        return None

    def _answered(self, call: Call) -> Response:
        scopes = ",".join(sorted(self._state.scopes))
        return JSONResponse(call.answer, 200, {"x-oauth-scopes": scopes})
