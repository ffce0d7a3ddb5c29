"""Web API: assistant.threads.setSuggestedPrompts, assistant.threads.setStatus."""

from typing import Any, Final

from practice.slack.arguments import word
from practice.slack.assistant import Prompt, Prompts, Status
from practice.slack.errors import ApiError
from practice.slack.messages import Json
from practice.slack.state import Caller, State

PROMPTS: Final = 4
LOADING_MESSAGES: Final = 10


def set_suggested_prompts(state: State, caller: Caller, args: Json) -> Json:
    """With `thread_ts` an agent app is answered `ok`, and nothing is shown."""
    channel = state.visible_channel(caller, word(args, "channel_id"))
    prompts = _prompts(args.get("prompts"))
    is_legacy = state.app is not None and state.app.is_legacy_assistant
    if not args.get("thread_ts") or is_legacy:
        state.assistant.prompts[channel.id] = Prompts(word(args, "title"), prompts)
        state.changed()
    return {"ok": True}


def set_status(state: State, caller: Caller, args: Json) -> Json:
    """Below a message of a thread; an empty status takes it away."""
    channel = state.visible_channel(caller, word(args, "channel_id"))
    thread_ts = word(args, "thread_ts")
    if "status" not in args:
        raise ApiError("invalid_arguments", ["missing required field: status"])
    if channel.message(thread_ts) is None:
        raise ApiError("invalid_thread_ts")
    given = args.get("loading_messages") or []
    if not isinstance(given, list) or not all(isinstance(m, str) for m in given):
        raise ApiError("invalid_arguments", ["loading_messages must be a list of strings"])
    if len(given) > LOADING_MESSAGES:
        raise ApiError("invalid_arguments", [f"no more than {LOADING_MESSAGES} items allowed"])
    status = Status(word(args, "status"), tuple(given), state.clock())
    state.assistant.set_status(channel.id, thread_ts, status)
    state.changed()
    return {"ok": True}


def _prompts(given: Any) -> tuple[Prompt, ...]:
    if not isinstance(given, list) or not given:
        raise ApiError("invalid_arguments", ["missing required field: prompts"])
    if len(given) > PROMPTS:
        raise ApiError("invalid_arguments", [f"no more than {PROMPTS} items allowed"])
    found: list[Prompt] = []
    for number, prompt in enumerate(given):
        title = prompt.get("title") if isinstance(prompt, dict) else None
        message = prompt.get("message") if isinstance(prompt, dict) else None
        if not (isinstance(title, str) and title and isinstance(message, str) and message):
            at = f"[json-pointer:/prompts/{number}]"
            raise ApiError("invalid_arguments", [f"needs title and message {at}"])
        found.append(Prompt(title, message))
    return tuple(found)
