"""Nothing leaves for Slack after the time that a call has, whatever the process went through."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from bot.slack import Slack
from bot.slack_faults import SlackUnsent
from practice.slack import Late, SlackStandIn

LEASE = 4.0


@pytest.fixture
async def stand_still(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """
    The process stands still for so many seconds (SIGSTOP), just when it has got a connection: the
    monotonic clock goes on, and the call goes on where it was.
    """
    loop = asyncio.get_running_loop()
    clock, connect, missed = loop.time, aiohttp.TCPConnector.connect, 0.0
    monkeypatch.setattr(loop, "time", lambda: clock() + missed)

    def when_connected(seconds: float) -> None:
        async def late(*about: Any) -> Any:
            nonlocal missed
            connection = await connect(*about)
            missed += seconds
            monkeypatch.setattr(aiohttp.TCPConnector, "connect", connect)
            return connection

        monkeypatch.setattr(aiohttp.TCPConnector, "connect", late)

    return when_connected


async def posted(slack: Slack, standin: SlackStandIn) -> int:
    """What has arrived, once a later call has."""
    await slack.call("auth.test")
    return len(standin.calls_of("chat.postMessage"))


@pytest.mark.parametrize("before", ["a new connection", "one that is open"])
async def test_a_stopped_process_sends_nothing_once_its_lease_is_over(
    slack: Slack, standin: SlackStandIn, stand_still: Callable[[float], None], before: str
) -> None:
    """Another worker has sent the message by then."""
    if before == "one that is open":
        await slack.call("auth.test")
    stand_still(30)

    with pytest.raises(SlackUnsent):
        await slack.call("chat.postMessage", within=LEASE, channel="C_INVITES", text="hello")

    assert await posted(slack, standin) == 0


async def test_a_short_pause_is_no_harm(
    slack: Slack, standin: SlackStandIn, stand_still: Callable[[float], None]
) -> None:
    """The lease is still ours."""
    stand_still(LEASE / 2)

    await slack.call("chat.postMessage", within=LEASE, channel="C_INVITES", text="hello")

    assert await posted(slack, standin) == 1


async def test_who_has_no_lease_has_no_deadline(
    slack: Slack, standin: SlackStandIn, stand_still: Callable[[float], None]
) -> None:
    """Such as an answer to a click, which is worth sending as long as it waits."""
    stand_still(LEASE)

    await slack.call("chat.postMessage", channel="C_INVITES", text="hello")

    assert await posted(slack, standin) == 1


async def test_no_time_at_all_sends_nothing(slack: Slack, standin: SlackStandIn) -> None:
    """The lease may be over before the call begins."""
    with pytest.raises(SlackUnsent):
        await slack.call("chat.postMessage", within=0.0, channel="C_INVITES", text="hello")

    assert await posted(slack, standin) == 0


async def test_many_calls_that_hang_hold_up_nobody_else(
    slack: Slack, standin: SlackStandIn
) -> None:
    """More than the hundred connections that the library would open."""
    standin.faults.add("users.info", Late(60.0), times=None)
    hanging = [asyncio.create_task(slack.read("users.info", user="U_MARA")) for _ in range(110)]
    await asyncio.sleep(0)

    try:
        await slack.call("chat.postMessage", within=20.0, channel="C_INVITES", text="hello")
    finally:
        for task in hanging:
            task.cancel()
        await asyncio.gather(*hanging, return_exceptions=True)
