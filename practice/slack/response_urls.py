"""Posts to a `response_url`: a new message, the original replaced, or the original deleted."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from practice.slack.arguments import flag, read_arguments
from practice.slack.errors import ApiError
from practice.slack.faults import Drop, Late, LoseAnswer, RateLimited, ServerError
from practice.slack.forms import values_after_update, with_ids
from practice.slack.grants import ResponseUrl
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel
from practice.slack.state import MESSAGE_TEXT, Call, State
from practice.slack.webapi.chat import content
from practice.slack.webapi.router import DropConnection, Sleep


class ResponseUrls:
    """Needs no token and no membership; five uses within thirty minutes."""

    def __init__(self, state: State, drop: DropConnection, sleep: Sleep) -> None:
        self._state = state
        self._drop = drop
        self._sleep = sleep

    async def __call__(self, request: Request) -> Response:
        state = self._state
        try:
            args = await read_arguments(request)
        except ApiError as refusal:
            return JSONResponse(refusal.answer(), 400)
        fault = state.faults.take("response_url", args)
        call = Call("response_url", args, None, 200, state.clock(), fault)
        state.calls.append(call)
        match fault:
            case Drop():
                self._drop(request)
                return Response()
            case ServerError(status, after=False):
                call.status = status
                return PlainTextResponse("upstream error", status)
            case RateLimited(retry_after):
                call.status = 429
                return PlainTextResponse("slow", 429, {"Retry-After": str(retry_after)})
        try:
            grant = state.grants.use_response_url(request.path_params["key"])
            respond(state, grant, args)
            call.answer = {"ok": True}
        except ApiError as refusal:
            call.answer = refusal.answer()
            call.status = 404 if refusal.error in ("used_url", "expired_url") else 400
        match fault:
            case LoseAnswer():
                self._drop(request)
            case Late(seconds):
                await self._sleep(seconds)
        if call.status == 200:
            return PlainTextResponse("ok")
        return JSONResponse(call.answer, call.status)


def respond(state: State, grant: ResponseUrl, args: Json) -> StoredMessage | None:
    """
    Does what the answer says; a command's original is its first answer †.

    Raises: ApiError `no_text`, `invalid_blocks`.
    """
    channel = state.channels[grant.channel_id]
    original = _original(state, channel, grant)
    if flag(args, "delete_original"):
        if original is not None:
            original.deleted = True
            state.changed()
        return None
    text, blocks = content(args)
    if flag(args, "replace_original") and original is not None:
        original.change(text[:MESSAGE_TEXT], with_ids(blocks, state.ids), state.stamps.next())
        original.state = {
            u: values_after_update(v, original.blocks) for u, v in original.state.items()
        }
        state.changed()
        return original
    team = state.teams.get(channel.team_id, state.home_team)
    in_channel = args.get("response_type") == "in_channel"
    message = state.new_message(
        channel,
        user=team.bot_user_id,
        text=text,
        blocks=blocks,
        team=team,
        thread_ts=str(args["thread_ts"]) if args.get("thread_ts") else None,
        ephemeral_for=None if in_channel else grant.user_id,
    )
    if grant.original_ts is None:
        grant.original_ts = message.ts
    return message


def _original(state: State, channel: Channel, grant: ResponseUrl) -> StoredMessage | None:
    if grant.original_ts is None:
        return None
    for message in state.ephemerals:
        if message.ts == grant.original_ts and not message.deleted:
            return message
    return channel.message(grant.original_ts)
