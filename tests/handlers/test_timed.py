"""Each delivery is timed under a name that nobody typed, and the log knows whose it is."""

import json
import re
import time
from collections.abc import Sequence
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

import pytest
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.signature import SignatureVerifier
from structlog.contextvars import bound_contextvars, get_contextvars

from bot.metrics import REGISTRY
from handlers.timed import TimedApp

Body: TypeAlias = dict[str, Any]

TEAM: Final = "T_ACME"
SECRET: Final = "canary-signing-secret"
ANYTHING: Final = re.compile(".*")
OF_TEAM: Final = {"team": TEAM}
OF_SETUP: Final = {"team": TEAM, "setup": "s1"}


def a_command(text: str) -> Body:
    return {"command": "/salesconnect", "text": text, "team_id": TEAM, "user_id": "U_SOL"}


def an_interaction(kind: str, **more: Any) -> Body:
    return {"type": kind, "team": {"id": TEAM}, "user": {"id": "U_SOL", "team_id": TEAM}, **more}


def an_action(action_id: str, value: str = "s1::1", kind: str = "button") -> Body:
    action = {"type": kind, "action_id": action_id, "block_id": "b", "value": value}
    return an_interaction("block_actions", actions=[action])


def a_view(kind: str, callback_id: str, private_metadata: str = "s1::1") -> Body:
    view = {"type": "modal", "callback_id": callback_id, "private_metadata": private_metadata}
    return an_interaction(kind, view=view)


def a_search(block_id: str, typed: str) -> Body:
    return an_interaction(
        "block_suggestion", block_id=block_id, action_id="value", value=typed, view={}
    )


def an_event(kind: str, **more: Any) -> Body:
    event = {"type": kind, "user": "U_SOL", **more}
    return {"type": "event_callback", "team_id": TEAM, "event": event, "authorizations": []}


DELIVERIES: Final[list[tuple[Body, str, str, dict[str, str]]]] = [
    (a_command("setup"), "command", "setup", OF_TEAM),
    (a_command(" STATUS of what"), "command", "status", OF_TEAM),
    (a_command(""), "command", "help", OF_TEAM),
    (a_command("canary-secret"), "command", "other", OF_TEAM),
    (a_command("choose"), "command", "other", OF_TEAM),
    (an_action("hand_over"), "action", "hand_over", OF_SETUP),
    (an_action("choose:status:2"), "action", "choose", OF_SETUP),
    (an_action("of_an_old_version", "what"), "action", "other", OF_TEAM),
    (an_action("value", "a:b:c", "plain_text_input"), "action", "value", OF_TEAM),
    (a_view("view_submission", "reveal"), "submission", "reveal", OF_SETUP),
    (a_view("view_submission", "nobody's", ""), "submission", "other", OF_TEAM),
    (a_view("view_closed", "reveal"), "closed", "reveal", OF_SETUP),
    (a_search("workspaces", "canary"), "options", "workspaces", OF_TEAM),
    (an_event("user_change", user={"id": "U_SOL"}), "event", "user_change", OF_TEAM),
    (an_event("message", text="canary", channel="D1"), "event", "message", OF_TEAM),
    (an_interaction("shortcut", callback_id="canary"), "other", "other", {}),
]
NAMES: Final = [f"{kind}-{what}-{number}" for number, (_, kind, what, _) in enumerate(DELIVERIES)]


class Listening:
    """Answers everything, and keeps what a line of the log would say of it meanwhile."""

    def __init__(self, app: AsyncApp) -> None:
        self.about: list[dict[str, Any]] = []

        async def answer(ack: Any) -> None:
            self.about.append(get_contextvars())
            await ack()

        for listen in (app.view, app.view_closed, app.options, app.event, app.shortcut):
            listen(ANYTHING)(answer)
        app.action({"action_id": ANYTHING})(answer)
        app.command("/salesconnect")(answer)


@pytest.fixture
def app() -> TimedApp:
    async def authorize(**_: Any) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=TEAM, bot_user_id="U_BOT", bot_token="t")

    return TimedApp(authorize=authorize, signing_secret=SECRET, process_before_response=True)


def by_http(body: Body, *, secret: str = SECRET) -> AsyncBoltRequest:
    if "command" in body:
        kind, text = "application/x-www-form-urlencoded", urlencode(body)
    elif body["type"] == "event_callback":
        kind, text = "application/json", json.dumps(body)
    else:
        kind, text = "application/x-www-form-urlencoded", urlencode({"payload": json.dumps(body)})
    now = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=now, body=text)
    assert signature is not None
    headers: dict[str, str | Sequence[str]] = {
        "content-type": kind,
        "x-slack-request-timestamp": now,
        "x-slack-signature": signature,
    }
    return AsyncBoltRequest(body=text, headers=headers)


def by_socket(body: Body) -> AsyncBoltRequest:
    return AsyncBoltRequest(body=body, mode="socket_mode")


def answers() -> dict[tuple[str, str], float]:
    """How many so far, by kind and name; of those there are any of."""
    [family] = [one for one in REGISTRY.collect() if one.name == "salesconnect_ack_seconds"]
    return {
        (sample.labels["kind"], sample.labels["what"]): sample.value
        for sample in family.samples
        if sample.name.endswith("_count")
    }


def since(before: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    return {name: n - before.get(name, 0) for name, n in answers().items() if n != before.get(name)}


@pytest.mark.parametrize("way", [by_http, by_socket])
@pytest.mark.parametrize(("body", "kind", "what", "about"), DELIVERIES, ids=NAMES)
async def test_a_delivery_is_timed_by_what_it_is(
    app: TimedApp, way: Any, body: Body, kind: str, what: str, about: dict[str, str]
) -> None:
    """Over HTTP and Socket Mode alike; while it is answered, the log knows whose it is."""
    listening, before = Listening(app), answers()

    answer = await app.async_dispatch(way(body))

    assert answer.status == 200
    assert since(before) == {(kind, what): 1}
    assert listening.about == [about]
    assert get_contextvars() == {}


async def test_what_slack_did_not_sign_is_in_no_label_and_no_log(app: TimedApp) -> None:
    """A stranger cannot make labels, nor lines that look like somebody's."""
    listening, before = Listening(app), answers()

    answer = await app.async_dispatch(by_http(an_event("a.strangers.word"), secret="another"))

    assert answer.status == 401
    assert since(before) == {("other", "other"): 1}
    assert listening.about == []


async def test_a_listener_that_fails_is_timed_too(app: TimedApp) -> None:
    """And what stood in the log before stands there again."""

    @app.command("/salesconnect")
    async def fails() -> None:
        raise LookupError

    before = answers()

    with bound_contextvars(team="T_BEFORE"):
        await app.async_dispatch(by_http(a_command("status")))
        assert get_contextvars() == {"team": "T_BEFORE"}

    assert since(before) == {("command", "status"): 1}


async def test_the_time_is_that_of_the_whole_answer(app: TimedApp) -> None:
    """From the delivery to the answer, with all that the listener waits for."""

    @app.command("/salesconnect")
    async def waits(ack: Any) -> None:
        time.sleep(0.02)  # noqa: ASYNC251 (nothing else runs)
        await ack()

    name, labels = "salesconnect_ack_seconds_sum", {"kind": "command", "what": "connected"}
    before = REGISTRY.get_sample_value(name, labels) or 0.0

    await app.async_dispatch(by_http(a_command("connected")))

    took = (REGISTRY.get_sample_value(name, labels) or 0.0) - before
    assert 0.02 <= took < 10
