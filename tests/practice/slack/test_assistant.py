"""Suggested prompts and status of agent apps."""

from typing import Any

import pytest

from practice.slack import SlackStandIn

from .conftest import Api, MovableClock

PROMPTS = [{"title": "Status", "message": "where are we?"}]


@pytest.fixture(autouse=True)
def is_an_assistant(slack: SlackStandIn) -> None:
    slack.scopes = slack.scopes | {"assistant:write"}


async def test_prompts_are_set_for_a_channel(api: Api, slack: SlackStandIn) -> None:
    channel = slack.state.dm_with("U_MARA").id

    answer = await api(
        "assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=PROMPTS, title="Try"
    )

    assert answer == {"ok": True}
    shown = slack.state.assistant.prompts[channel]
    assert (shown.title, [p.message for p in shown.prompts]) == ("Try", ["where are we?"])


async def test_prompts_with_a_thread_silently_fail(api: Api, slack: SlackStandIn) -> None:
    channel = slack.state.dm_with("U_MARA").id

    answer = await api(
        "assistant.threads.setSuggestedPrompts",
        channel_id=channel,
        prompts=PROMPTS,
        thread_ts="1.1",
    )

    assert answer == {"ok": True}
    assert slack.state.assistant.prompts == {}


@pytest.mark.parametrize("prompts", [None, [], PROMPTS * 5, [{"title": "x"}], ["x"], "x"])
async def test_one_to_four_prompts_have_a_title_and_a_message(
    api: Api, slack: SlackStandIn, prompts: Any
) -> None:
    channel = slack.state.dm_with("U_MARA").id

    answer = await api("assistant.threads.setSuggestedPrompts", channel_id=channel, prompts=prompts)

    assert answer["error"] == "invalid_arguments"


async def test_prompts_need_assistant_write_and_a_status_one_of_two(
    api: Api, slack: SlackStandIn
) -> None:
    root = await api("chat.postMessage", channel="U_MARA", text="hello")
    where = {"channel_id": root["channel"], "thread_ts": root["ts"], "status": "is thinking…"}
    slack.scopes = {"chat:write"}
    by_chat = await api("assistant.threads.setStatus", **where)
    prompts = await api(
        "assistant.threads.setSuggestedPrompts", channel_id=root["channel"], prompts=PROMPTS
    )
    slack.scopes = {"assistant:write"}
    by_assistant = await api("assistant.threads.setStatus", **where)
    slack.scopes = {"im:write"}
    by_none = await api("assistant.threads.setStatus", **where)

    assert (by_chat["ok"], by_assistant["ok"]) == (True, True)
    assert (prompts["needed"], by_none["error"]) == ("assistant:write", "missing_scope")


async def test_a_status_goes_after_two_minutes_or_at_the_answer(
    api: Api, slack: SlackStandIn, clock: MovableClock
) -> None:
    root = await api("chat.postMessage", channel="U_MARA", text="hello")
    channel, ts = root["channel"], root["ts"]

    def shown() -> bool:
        return slack.state.assistant.status(channel, ts, clock()) is not None

    async def set_it() -> None:
        args = {"channel_id": channel, "thread_ts": ts, "status": "is thinking…"}
        assert (await api("assistant.threads.setStatus", **args))["ok"]

    await set_it()
    assert shown()
    await api("chat.postMessage", channel=channel, text="answer", thread_ts=ts)
    assert not shown()
    await set_it()
    clock.ahead = 121
    assert not shown()


async def test_a_status_stands_below_a_message_with_ten_loading_messages_at_most(
    api: Api, slack: SlackStandIn
) -> None:
    root = await api("chat.postMessage", channel="U_MARA", text="hello")
    where = {"channel_id": root["channel"], "status": "…"}

    nowhere = await api("assistant.threads.setStatus", **where, thread_ts="1.1")
    ten = await api(
        "assistant.threads.setStatus", **where, thread_ts=root["ts"], loading_messages=["a"] * 10
    )
    eleven = await api(
        "assistant.threads.setStatus", **where, thread_ts=root["ts"], loading_messages=["a"] * 11
    )

    assert nowhere["error"] == "invalid_thread_ts"
    assert (ten["ok"], eleven["error"]) == (True, "invalid_arguments")
