"""How long a delivery of Slack's may take and took to answer; whose it is in the log meanwhile."""

from collections.abc import Awaitable, Callable, Iterator
from time import perf_counter
from typing import Any, Final

from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from structlog.contextvars import bind_contextvars, reset_contextvars

from bot.answering import answer_in_time
from bot.metrics import ACK, OTHER, word
from bot.views import ids
from bot.views.help import COMMANDS
from handlers.payload import Body, metadata_of, team_of, value_of

_KEY: Final = "timed"  # in Bolt's context of a delivery
_KINDS: Final = {
    "event_callback": "event",
    "block_actions": "action",
    "view_submission": "submission",
    "view_closed": "closed",
    "block_suggestion": "options",
}


def _words_of(constants: object) -> Iterator[str]:
    for name, value in vars(constants).items():
        if name.isupper() and isinstance(value, str):
            yield value.partition(":")[0]


OURS: Final = frozenset({*_words_of(ids), *_words_of(ids.Field)})


class TimedApp(AsyncApp):
    """
    Bolt, over HTTP and Socket Mode alike: from the delivery as Bolt gets it to the answer as it
    leaves Bolt. What nobody sent who knows the signing secret is counted as one thing.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.use(_Recognised())

    async def async_dispatch(self, req: AsyncBoltRequest) -> BoltResponse:
        began = perf_counter()
        answer_in_time()
        try:
            return await super().async_dispatch(req)
        finally:
            kind, what, bound = req.context.get(_KEY) or (OTHER, OTHER, {})
            reset_contextvars(**bound)
            ACK.labels(kind, what).observe(perf_counter() - began)


class _Recognised(AsyncMiddleware):
    """
    Bolt runs it after its own, which check the signature: no stranger's words come into a label
    or the log. A class, since for a function Bolt collects arguments that cost more than this.
    """

    async def async_process(
        self,
        *,
        req: AsyncBoltRequest,
        resp: BoltResponse,
        next: Callable[[], Awaitable[BoltResponse]],  # noqa: A002 (Bolt's name)
    ) -> BoltResponse:
        kind, what = what_it_is(req.body)
        about = {} if kind == OTHER else whose_it_is(kind, req.body)
        req.context[_KEY] = (kind, what, bind_contextvars(**about))
        await next()
        return resp


def what_it_is(body: Body) -> tuple[str, str]:
    """Kind and name, of a bounded number; nothing that was typed."""
    if "command" in body:
        typed = str(body.get("text") or "").split(maxsplit=1)
        subcommand = typed[0].lower() if typed else "help"
        return "command", subcommand if subcommand in COMMANDS else OTHER
    match kind := _KINDS.get(str(body.get("type")), OTHER):
        case "event":
            return kind, word(str(body["event"].get("type")))
        case "action":
            return kind, _ours(body["actions"][0].get("action_id"))
        case "submission" | "closed":
            return kind, _ours(body["view"].get("callback_id"))
        case "options":
            return kind, _ours(body.get("block_id"))
    return OTHER, OTHER


def _ours(name: object) -> str:
    ours = str(name).partition(":")[0]
    return ours if ours in OURS else OTHER


def whose_it_is(kind: str, body: Body) -> dict[str, str]:
    """The Slack workspace, and the setup where the button or the window says which."""
    if kind == "event":
        return {"team": str(body.get("team_id"))}
    value = None
    if kind == "action" and body["actions"][0].get("type") == "button":  # in others one types
        value = value_of(body)
    elif kind in ("submission", "closed"):
        value = metadata_of(body)
    about = {"team": str(team_of(body))}
    return about | {"setup": value.setup_id} if value else about
