"""Real rate limits: per method and Slack workspace, off unless asked for."""

import pytest

from practice.slack import Limits, SlackStandIn
from practice.slack.limits import PER_MINUTE, POST_BURST, SPECIAL, TIER, TIER_1_BURST
from practice.slack.webapi.router import METHODS

from .conftest import Api


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def allowed(limits: Limits, method: str, tries: int, channel: str = "C1") -> int:
    return sum(limits.take(method, "T1", channel) is None for _ in range(tries))


def test_every_method_has_a_limit() -> None:
    assert set(METHODS) == set(TIER) | set(SPECIAL)


@pytest.mark.parametrize(
    ("method", "tier"), [("users.list", 2), ("chat.update", 3), ("views.open", 4)]
)
def test_a_tier_allows_so_many_calls_within_a_minute(method: str, tier: int) -> None:
    clock = Clock()
    limits = Limits(clock)

    assert allowed(limits, method, 150) == PER_MINUTE[tier]
    assert limits.take(method, "T1") == 60
    clock.now += 59.5
    assert limits.take(method, "T1") == 1
    clock.now += 0.5
    assert limits.take(method, "T1") is None


def test_tier_1_is_one_call_a_minute_after_a_tolerated_burst() -> None:
    """† How large a burst Slack tolerates is not written anywhere."""
    clock = Clock()
    limits = Limits(clock)

    assert allowed(limits, "apps.connections.open", 2 * TIER_1_BURST) == TIER_1_BURST
    assert limits.take("apps.connections.open", "T1") == 60
    clock.now += 60
    assert allowed(limits, "apps.connections.open", 5) == 1


def test_a_channel_takes_one_message_a_second_after_a_tolerated_burst() -> None:
    """† The size of the burst."""
    clock = Clock()
    limits = Limits(clock)

    assert allowed(limits, "chat.postMessage", 20) == POST_BURST
    assert limits.take("chat.postMessage", "T1", "C1") == 1
    assert limits.take("chat.postMessage", "T1", "C2") is None
    for _ in range(5):
        clock.now += 1.0
        assert allowed(limits, "chat.postMessage", 3) == 1


def test_posting_has_a_limit_for_the_whole_slack_workspace_besides() -> None:
    """† Slack says "several hundred a minute"."""
    limits = Limits(Clock())

    posted = [limits.take("chat.postMessage", "T1", f"C{n}") for n in range(400)]

    assert posted.count(None) == SPECIAL["chat.postMessage"]


def test_each_method_and_slack_workspace_counts_for_itself() -> None:
    limits = Limits(Clock())
    allowed(limits, "users.list", 30)

    assert limits.take("users.list", "T1") is not None
    assert limits.take("users.list", "T2") is None
    assert limits.take("users.info", "T1") is None


def test_refused_calls_do_not_count() -> None:
    clock = Clock()
    limits = Limits(clock)
    allowed(limits, "users.list", 20)
    for _ in range(59):
        clock.now += 1
        assert limits.take("users.list", "T1") is not None
    clock.now += 1

    assert allowed(limits, "users.list", 30) == 20


async def test_above_the_limit_is_429_with_retry_after_and_nothing_is_done(
    api: Api, slack: SlackStandIn
) -> None:
    slack.state.limits = Limits(slack.state.clock)
    for n in range(POST_BURST):
        await api("chat.postMessage", channel="U_MARA", text=f"{n}")

    async with api.post("chat.postMessage", channel="D_MARA", text="more") as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "1")
        assert await response.json() == {"ok": False, "error": "ratelimited"}

    assert len(slack.person("U_MARA").dm) == POST_BURST
    assert slack.calls[-1].status == 429


async def test_without_limits_nothing_is_counted(api: Api) -> None:
    answers = [await api("users.list") for _ in range(25)]

    assert all(answer["ok"] for answer in answers)


async def test_a_distributed_app_reads_history_once_a_minute_15_messages_at_most(
    api: Api, slack: SlackStandIn
) -> None:
    slack.state.limits = Limits(slack.state.clock, is_distributed=True)
    channel = slack.state.dm_with("U_MARA")
    for n in range(20):
        slack.state.new_message(channel, user="U_MARA", text=f"{n}")

    page = await api("conversations.history", channel=channel.id, limit=100)
    again = await api("conversations.history", channel=channel.id)

    assert (len(page["messages"]), page["has_more"]) == (15, True)
    assert again["error"] == "ratelimited"
