"""Workers call Slack as often as it allows; what answers a click by itself never waits."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.slack import Slack
from bot.slack_faults import SlackRateLimited
from bot.slack_pace import METHODS, TO_ONE_CHANNEL, SlackPace, at_pace
from bot.store.pace import Gate, Pace, Rate
from bot.store.people import PeopleCache
from bot.store.scripts import Scripts
from practice.slack import RateLimited, SlackStandIn
from practice.slack.limits import PER_MINUTE, POST_BURST, SPECIAL, TIER
from tests.conftest import Hands
from tests.store.builders import TEAM

ONE_A_MINUTE = Rate(1, 60)
FEW = {
    "chat.postMessage": Gate("chat.postMessage", steady=Rate(2, 60), burst=ONE_A_MINUTE),
    "users.info": Gate("users.info", steady=ONE_A_MINUTE, burst=ONE_A_MINUTE),
}
TO_ONE = Gate("to", steady=ONE_A_MINUTE, burst=ONE_A_MINUTE)
MADE_IN_BULK = ("chat.postMessage", "conversations.open", "users.info", "users.lookupByEmail")


@pytest.fixture
async def scripts(redis: Redis) -> AsyncIterator[Scripts]:
    one = Scripts(redis)
    yield one
    await one.close()


@pytest.fixture
def pace(scripts: Scripts, hands: Hands) -> SlackPace:
    return SlackPace(Pace(scripts, hands.now), FEW, TO_ONE)


@pytest.fixture
async def slack(
    standin: SlackStandIn, redis: Redis, hands: Hands, pace: SlackPace
) -> AsyncIterator[Slack]:
    client = Slack(
        token=standin.bot_token,
        base_url=standin.api_url,
        cache=PeopleCache(redis),
        now=hands.now,
        pace=pace,
    )
    standin.add_channel("C_OTHERS", "others", members=["U_MARA"])
    async with client:
        yield client


async def say_hello(slack: Slack, to: str = "C_INVITES") -> None:
    await slack.call("chat.postMessage", channel=to, text="hello")


def per_minute(rate: Rate) -> float:
    return rate.amount * 60 / rate.seconds


@pytest.mark.parametrize("method", METHODS)
def test_a_gate_lets_through_what_slack_allows_and_no_more(method: str) -> None:
    """The tier of slack.md, by the minute, whoever sends."""
    whole = METHODS[method].whole

    assert whole == Rate(SPECIAL.get(method) or PER_MINUTE[TIER[method]], 60)


@pytest.mark.parametrize("method", MADE_IN_BULK)
def test_a_bulk_run_gets_nine_tenths_of_what_slack_allows(method: str) -> None:
    """The rest is for what follows a click."""
    allowed = SPECIAL.get(method) or PER_MINUTE[TIER[method]]

    assert 0.9 * allowed <= per_minute(METHODS[method].steady) <= 0.95 * allowed


def test_a_channel_takes_one_message_a_second_and_a_small_burst() -> None:
    """Slack's own words for chat.postMessage; practice takes ten at once."""
    assert TO_ONE_CHANNEL.steady.each == timedelta(seconds=1)
    assert TO_ONE_CHANNEL.burst is not None
    assert TO_ONE_CHANNEL.steady.amount + TO_ONE_CHANNEL.burst.amount <= POST_BURST


async def test_clicks_have_what_a_bulk_run_leaves(scripts: Scripts, hands: Hands) -> None:
    """All that Slack allows is for whoever needs it, and never more than that."""
    gate = Gate("chat.postMessage", steady=Rate(2, 60), whole=Rate(4, 60))
    pace = Pace(scripts, hands.now)

    bulk = [await pace.enter(TEAM, gate.name, [gate], in_bulk=True) for _ in range(3)]
    clicks = [await pace.enter(TEAM, gate.name, [gate], in_bulk=False) for _ in range(3)]

    assert [wait is None for wait in bulk] == [True, True, False]
    assert [wait is None for wait in clicks] == [True, True, False]


async def test_what_answers_a_click_by_itself_never_waits(
    slack: Slack, standin: SlackStandIn, pace: SlackPace
) -> None:
    """Nor does it take room; a listener has three seconds."""
    for _ in range(5):
        await say_hello(slack)

    with at_pace(TEAM):
        await say_hello(slack)

    assert len(standin.calls_of("chat.postMessage")) == 6


async def test_without_room_nothing_is_sent(slack: Slack, standin: SlackStandIn) -> None:
    """The worker hears when to come again, as if Slack had said so."""
    with at_pace(TEAM):
        await say_hello(slack)
        await say_hello(slack)
        with pytest.raises(SlackRateLimited) as raised:
            await say_hello(slack)

    assert raised.value.retry_after == TO_ONE.steady.each
    assert len(standin.calls_of("chat.postMessage")) == 2


async def test_a_full_channel_is_full_for_itself(slack: Slack, standin: SlackStandIn) -> None:
    """Messages to others go on."""
    with at_pace(TEAM):
        await say_hello(slack)
        await say_hello(slack)

        await say_hello(slack, to="C_OTHERS")

    assert len(standin.calls_of("chat.postMessage")) == 3


async def test_a_bulk_run_leaves_room_for_clicks(slack: Slack, standin: SlackStandIn) -> None:
    """The first message after a click does not wait for ten thousand others."""
    with at_pace(TEAM, in_bulk=True):
        await say_hello(slack)
        with pytest.raises(SlackRateLimited):
            await say_hello(slack)

    with at_pace(TEAM):
        await say_hello(slack)

    assert len(standin.calls_of("chat.postMessage")) == 2


async def test_once_slack_said_wait_no_worker_calls_that_method(
    slack: Slack, standin: SlackStandIn, pace: SlackPace, hands: Hands
) -> None:
    """To no channel, until the time is over; and it can be said until when."""
    standin.faults.add("chat.postMessage", RateLimited(30))
    with at_pace(TEAM):
        with pytest.raises(SlackRateLimited):
            await say_hello(slack)
        with pytest.raises(SlackRateLimited) as raised:
            await say_hello(slack, to="C_OTHERS")
        await slack.read("users.info", user="U_MARA")

    assert len(standin.calls_of("chat.postMessage")) == 1
    assert raised.value.retry_after >= timedelta(seconds=29)
    until = await pace.blocked_until(TEAM)
    assert until is not None
    assert abs(until - hands.now() - timedelta(seconds=30)) < timedelta(seconds=1)


async def test_what_has_no_gate_is_not_held_back(slack: Slack, pace: SlackPace) -> None:
    """A window that somebody looks at is filled at once."""
    with at_pace(TEAM):
        for _ in range(5):
            await slack.call("auth.test")

    assert await pace.blocked_until(TEAM) is None


async def test_who_was_at_pace_is_so_no_longer(slack: Slack, standin: SlackStandIn) -> None:
    """After an effect that failed, too."""
    with pytest.raises(ZeroDivisionError), at_pace(TEAM):
        raise ZeroDivisionError

    for _ in range(3):
        await say_hello(slack)

    assert len(standin.calls_of("chat.postMessage")) == 3
