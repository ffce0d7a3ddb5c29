"""The Web API: token, scope, method, fault, record; answers as Slack answers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final, TypeAlias

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

from practice.slack.arguments import read_arguments, token_of, word
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
from practice.slack.webapi import (
    assistant,
    auth,
    chat,
    conversations,
    files,
    usergroups,
    users,
    views,
)

Method: TypeAlias = Callable[[State, Caller, Json], Json]
DropConnection: TypeAlias = Callable[[Request], None]
Sleep: TypeAlias = Callable[[float], Awaitable[None]]

APP_LEVEL: Final = "apps.connections.open"
ANY_TOKEN: Final = {"auth.test", "auth.revoke"}


METHODS: Final[dict[str, Method]] = {
    "apps.connections.open": auth.connections_open,
    "assistant.threads.setStatus": assistant.set_status,
    "assistant.threads.setSuggestedPrompts": assistant.set_suggested_prompts,
    "auth.revoke": auth.revoke,
    "auth.test": auth.test,
    "chat.getPermalink": chat.get_permalink,
    "chat.postMessage": chat.post_message,
    "chat.update": chat.update,
    "chat.delete": chat.delete,
    "chat.postEphemeral": chat.post_ephemeral,
    "conversations.open": conversations.open_,
    "conversations.info": conversations.info,
    "conversations.members": conversations.members,
    "conversations.history": conversations.history,
    "conversations.join": conversations.join,
    "conversations.replies": conversations.replies,
    "files.completeUploadExternal": files.complete_upload,
    "files.getUploadURLExternal": files.get_upload_url,
    "files.info": files.info,
    "usergroups.list": usergroups.list_,
    "usergroups.users.list": usergroups.users_list,
    "users.info": users.info,
    "users.list": users.list_,
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
    if method in ANY_TOKEN:
        return caller
    if caller.is_app_level != (method == APP_LEVEL):
        raise ApiError("not_allowed_token_type")
    need(caller.app_scopes if caller.is_app_level else state.scopes, *NEEDED[method])
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
        if refused is None and fault is None:
            refused = self._above_its_limit(call)
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
                return _too_many(call, retry_after)
            case Refuse(error):
                call.answer = {"ok": False, "error": error}
                return self._answered(call)
        return None

    def _above_its_limit(self, call: Call) -> Response | None:
        """Refused calls do not count; calls without a right token belong to nobody."""
        if self._state.limits is None or call.method not in METHODS:
            return None
        try:
            team_id = self._state.caller(call.token).team.id
        except ApiError:
            return None
        wait = self._state.limits.take(call.method, team_id, self._target(call.args))
        return None if wait is None else _too_many(call, wait)

    def _target(self, args: Json) -> str:
        """Where a message goes: a person and the DM with them are one place."""
        channel = self._state.channels.get(word(args, "channel"))
        return (channel.im_user if channel else None) or word(args, "channel")

    def _answered(self, call: Call) -> Response:
        scopes = ",".join(sorted(self._state.scopes))
        return JSONResponse(call.answer, 200, {"x-oauth-scopes": scopes})


def _too_many(call: Call, retry_after: int) -> Response:
    call.status = 429
    call.answer = {"ok": False, "error": "ratelimited"}
    return JSONResponse(call.answer, 429, {"Retry-After": str(retry_after)})
