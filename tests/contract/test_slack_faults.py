"""Every way in which a call can fail becomes a fault of ours, named for what can be done."""

import pickle
from datetime import timedelta
from typing import Any, Final

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import metrics
from bot.slack import Slack
from bot.slack_faults import (
    SlackFault,
    SlackGone,
    SlackInDoubt,
    SlackNotAllowed,
    SlackRateLimited,
    SlackRefused,
    fault_of,
)
from practice.slack import (
    Drop,
    Html,
    Late,
    LoseAnswer,
    RateLimited,
    Refuse,
    ServerError,
    SlackStandIn,
)
from practice.slack.faults import Fault
from practice.slack.server import Server

CANARY: Final = "canary-typed-by-somebody"
# The errors of slack.md, part 4, each with what the caller can do about it.
EXPECTED: Final[dict[str, type[SlackFault]]] = {
    # not there, or not for us: tell somebody else
    "channel_not_found": SlackGone,
    "not_in_channel": SlackGone,
    "is_archived": SlackGone,
    "user_disabled": SlackGone,
    "is_inactive": SlackGone,
    "restricted_action": SlackGone,
    "restricted_action_read_only_channel": SlackGone,
    "restricted_action_thread_only_channel": SlackGone,
    "message_not_found": SlackGone,
    "cant_update_message": SlackGone,
    "edit_window_closed": SlackGone,
    "user_not_in_channel": SlackGone,
    "user_not_found": SlackGone,
    "users_not_found": SlackGone,
    "user_not_visible": SlackGone,
    "cannot_dm_bot": SlackGone,
    "not_found": SlackGone,
    "file_not_found": SlackGone,
    # our request was wrong, or too late
    "msg_too_long": SlackRefused,
    "invalid_blocks": SlackRefused,
    "method_not_supported_for_channel_type": SlackRefused,
    "expired_trigger_id": SlackRefused,
    "exchanged_trigger_id": SlackRefused,
    "invalid_trigger_id": SlackRefused,
    "hash_conflict": SlackRefused,
    "push_limit_reached": SlackRefused,
    "view_too_large": SlackRefused,
    # an operator must act
    "missing_scope": SlackNotAllowed,
    "invalid_auth": SlackNotAllowed,
    "account_inactive": SlackNotAllowed,
    "token_revoked": SlackNotAllowed,
    "token_expired": SlackNotAllowed,
    # wait
    "ratelimited": SlackRateLimited,
    "rate_limited": SlackRateLimited,
    "message_limit_exceeded": SlackRateLimited,
    # it may have been done
    "internal_error": SlackInDoubt,
    "fatal_error": SlackInDoubt,
    "service_unavailable": SlackInDoubt,
    "request_timeout": SlackInDoubt,
    "fetch_members_failed": SlackInDoubt,
}
ON_DEMAND: Final[list[tuple[Fault, type[SlackFault]]]] = [
    (ServerError(), SlackInDoubt),
    (ServerError(503), SlackInDoubt),
    (ServerError(504, after=True), SlackInDoubt),
    (Html(), SlackInDoubt),
    (Html(502), SlackInDoubt),
    (Drop(), SlackInDoubt),
    (LoseAnswer(), SlackInDoubt),
    (Late(5.0), SlackInDoubt),
    (RateLimited(7), SlackRateLimited),
    (Refuse("channel_not_found"), SlackGone),
    (Refuse("token_revoked"), SlackNotAllowed),
    (Refuse("an_error_of_tomorrow"), SlackRefused),
]
NO_ANSWER_OF_SLACKS: Final = {
    "a list": (b"[1]", "application/json"),
    "an empty list": (b"[]", "application/json"),
    "a word": (b'"ok"', "application/json"),
    "null": (b"null", "application/json"),
    "no ok": (b"{}", "application/json"),
    "half of it": (b'{"ok": tr', "application/json"),
    "nothing": (b"", "application/json"),
    "no UTF-8": (b'{"ok": "\xff\xfe"}', "application/json"),
    "plain text": (b"ok", "text/plain"),
    "a page": (b"<html>log in</html>", "text/html"),
    "bytes": (b"\x1f\x8b\x00", "application/gzip"),
}


def refused(error: str | None, status: int = 200, **more: Any) -> SlackApiError:
    """As slack_sdk raises it."""

    class Answer:
        status_code = status
        headers = more.pop("headers", {})
        data = {"ok": False, "error": error} | more

    return SlackApiError("the request failed", Answer())  # type: ignore[no-untyped-call]


class TestErrorsOfSlack:
    """`ok: false`, by its word."""

    @pytest.mark.parametrize("error", EXPECTED)
    def test_each_error_is_the_fault_that_says_what_to_do(self, error: str) -> None:
        """The table of slack.md."""
        fault = fault_of("chat.postMessage", refused(error))

        assert type(fault) is EXPECTED[error]
        assert fault.method == "chat.postMessage"

    def test_a_missing_scope_says_which(self) -> None:
        """An operator reads what to grant."""
        fault = fault_of("users.info", refused("missing_scope", needed="users:read"))

        assert isinstance(fault, SlackNotAllowed)
        assert fault.needed == "users:read"
        assert "users:read" in str(fault)

    def test_what_was_wrong_with_a_request_is_said(self) -> None:
        """Slack's details stand in the log: which block, which limit."""
        details = {"messages": ["[ERROR] no more than 50 items allowed"]}

        fault = fault_of("chat.postMessage", refused("invalid_blocks", response_metadata=details))

        assert "no more than 50" in str(fault)

    @pytest.mark.parametrize(
        ("headers", "wait"),
        [({"Retry-After": "7"}, 7), ({"Retry-After": "0"}, 1), ({}, 1)],
    )
    def test_a_rate_limit_says_how_long(self, headers: dict[str, str], wait: int) -> None:
        """At least a second, even if Slack says nothing."""
        fault = fault_of("users.info", refused("ratelimited", 429, headers=headers))

        assert isinstance(fault, SlackRateLimited)
        assert fault.retry_after == timedelta(seconds=wait)

    @pytest.mark.parametrize("said", ["soon", "", "Wed, 21 Oct 2026 07:28:00 GMT", "nan", "inf"])
    def test_a_rate_limit_that_says_no_number_is_one_all_the_same(self, said: str) -> None:
        """A proxy may answer with a date; a limit must not become a crash."""
        fault = fault_of("users.info", refused(None, 429, headers={"Retry-After": said}))

        assert isinstance(fault, SlackRateLimited)
        assert fault.retry_after >= timedelta(seconds=1)

    @pytest.mark.parametrize("status", [500, 502, 503, 504])
    def test_a_server_error_leaves_it_open(self, status: int) -> None:
        """Whatever the body says."""
        assert isinstance(fault_of("x", refused("channel_not_found", status)), SlackInDoubt)


def _within(fault: Fault) -> float:
    """Seconds for the call: few only where the fault is that it takes too long."""
    return 0.3 if isinstance(fault, Late) else 20.0


@pytest.mark.parametrize(("fault", "expected"), ON_DEMAND, ids=lambda value: str(value))
async def test_only_our_faults_leave_the_client(
    slack: Slack, standin: SlackStandIn, fault: Fault, expected: type[SlackFault]
) -> None:
    """No exception of slack_sdk, aiohttp or asyncio; whoever calls catches one kind."""
    standin.faults.add("chat.postMessage", fault)
    within = _within(fault)

    with pytest.raises(SlackFault) as raised:
        await slack.call("chat.postMessage", within=within, channel="C_INVITES", text=CANARY)

    assert type(raised.value) is expected


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        (Refuse("channel_not_found"), "channel_not_found"),
        (RateLimited(7), "ratelimited"),
        (ServerError(503), "HTTP_503"),
        (Drop(), "ServerDisconnectedError"),
        (Html(), "HTTP_200"),
        (Refuse("what a proxy says, with a secret"), "what"),
        (Refuse("x" * 61), "other"),
    ],
    ids=str,
)
async def test_what_fails_is_counted_by_its_word(
    slack: Slack, standin: SlackStandIn, fault: Fault, word: str
) -> None:
    """Operators see which method Slack refuses, and why; nothing long or strange is a label."""
    sample = ("salesconnect_slack_errors_total", {"method": "chat.postMessage", "error": word})
    before = metrics.REGISTRY.get_sample_value(*sample) or 0.0
    standin.faults.add("chat.postMessage", fault)

    with pytest.raises(SlackFault):
        await slack.call("chat.postMessage", channel="C_INVITES", text=CANARY)

    assert metrics.REGISTRY.get_sample_value(*sample) == before + 1


@pytest.mark.parametrize("fault", [one for one, _ in ON_DEMAND], ids=lambda value: str(value))
async def test_reading_fails_in_the_same_way(
    slack: Slack, standin: SlackStandIn, fault: Fault
) -> None:
    """`read` and the question for scopes go through the same door, with more than one try too."""
    standin.faults.add("*", fault, times=None)

    with pytest.raises(SlackFault):
        await slack.read("users.info", within=_within(fault), user="U_MARA")
    if not isinstance(fault, Late):  # it waits as long as the client's patience
        with pytest.raises(SlackFault):
            await slack.granted_scopes()


@pytest.mark.parametrize("fault", [Drop(), LoseAnswer(), ServerError(), Html()], ids=str)
async def test_no_call_is_repeated_by_itself(
    slack: Slack, standin: SlackStandIn, fault: Fault
) -> None:
    """A message whose answer was lost would come twice: the worker looks first."""
    standin.faults.add("chat.postMessage", fault)

    with pytest.raises(SlackInDoubt):
        await slack.call("chat.postMessage", channel="C_INVITES", text="hello")

    assert len(standin.calls_of("chat.postMessage")) == 1


@pytest.mark.parametrize("what", NO_ANSWER_OF_SLACKS)
@pytest.mark.parametrize("status", [200, 500])
async def test_what_is_no_answer_of_slacks_leaves_it_open(
    slack: Slack, what: str, status: int
) -> None:
    """A proxy answers in Slack's place: nobody knows whether it was done."""
    content, media_type = NO_ANSWER_OF_SLACKS[what]

    async def answer(request: Request) -> Response:
        return Response(content, status, media_type=media_type)

    server = Server([Route("/api/{method}", answer, methods=["GET", "POST"])])
    slack.client.base_url = f"{await server.start()}/api/"
    try:
        with pytest.raises(SlackInDoubt):
            await slack.call("chat.postMessage", channel="C_INVITES", text="hello")
    finally:
        await server.stop()


async def test_nobody_at_the_other_end_leaves_it_open(slack: Slack) -> None:
    """Neither a refused connection nor a name that leads nowhere is an exception of aiohttp."""
    slack.client.base_url = "http://127.0.0.1:9/api/"

    with pytest.raises(SlackInDoubt):
        await slack.call("auth.test")


@pytest.mark.parametrize("fault", [one for one, _ in ON_DEMAND], ids=lambda value: str(value))
async def test_no_fault_carries_what_was_sent(
    slack: Slack, standin: SlackStandIn, fault: Fault
) -> None:
    """The library's exceptions hold the request, and with it what somebody typed."""
    standin.faults.add("views.open", fault)
    within, view = _within(fault), {"title": CANARY}

    with pytest.raises(SlackFault) as raised:
        await slack.call("views.open", within=within, trigger_id="1.2.x", view=view)

    assert (raised.value.__cause__, raised.value.__suppress_context__) == (None, True)
    assert CANARY not in f"{raised.value!r} {raised.value}"
    assert CANARY.encode() not in pickle.dumps(raised.value.__dict__)


@pytest.mark.parametrize("fault", [Drop(), LoseAnswer(), Late(5.0), ServerError()], ids=str)
async def test_a_private_answer_fails_with_a_fault_of_ours(
    slack: Slack, standin: SlackStandIn, fault: Fault
) -> None:
    """It is tried once, and its loss is a line in the log."""
    url = await a_response_url(standin)
    standin.faults.add("response_url", fault)

    with pytest.raises(SlackFault):
        await slack.answer_privately(url, "hello")


async def test_a_private_answer_goes_to_slack_alone(slack: Slack) -> None:
    """An address in a payload is not followed elsewhere."""
    with pytest.raises(SlackRefused):
        await slack.answer_privately("http://elsewhere.example/x", "hello")


@pytest.mark.parametrize(
    "failure",
    [
        aiohttp.ServerDisconnectedError(),
        aiohttp.ClientPayloadError(),
        aiohttp.ClientOSError(),
        TimeoutError(),
        ConnectionResetError(),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_a_broken_network_leaves_it_open(failure: Exception) -> None:
    """The request may have arrived."""
    assert type(fault_of("chat.postMessage", failure)) is SlackInDoubt


async def a_response_url(standin: SlackStandIn) -> str:
    """Of a command that a bot received; nobody answers it."""
    grant = standin.state.grants.new_response_url("U_MARA", "C_INVITES")
    return f"{standin.state.base_url}/commands/{grant.key}"
