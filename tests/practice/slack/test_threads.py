"""Threads: replies, and links to messages."""

from practice.slack import SlackStandIn

from .conftest import Api, Json


async def a_thread(api: Api, replies: int = 3) -> Json:
    root = await api("chat.postMessage", channel="U_MARA", text="root")
    for n in range(replies):
        await api("chat.postMessage", channel="U_MARA", text=f"{n}", thread_ts=root["ts"])
    return root


async def test_replies_begin_with_the_root_then_oldest_first(api: Api) -> None:
    root = await a_thread(api)

    thread = await api("conversations.replies", channel=root["channel"], ts=root["ts"])

    assert [m["text"] for m in thread["messages"]] == ["root", "0", "1", "2"]
    assert (thread["messages"][0]["reply_count"], thread["has_more"]) == (3, False)
    assert thread["messages"][1]["parent_user_id"] == "U_BOT"


async def test_replies_come_in_pages(api: Api) -> None:
    root = await a_thread(api)
    where = {"channel": root["channel"], "ts": root["ts"], "limit": 3}

    first = await api("conversations.replies", **where)
    cursor = first["response_metadata"]["next_cursor"]
    second = await api("conversations.replies", **where, cursor=cursor)

    assert [m["text"] for m in first["messages"] + second["messages"]] == ["root", "0", "1", "2"]


async def test_a_message_without_replies_is_a_thread_of_its_own(api: Api) -> None:
    root = await a_thread(api, replies=0)

    thread = await api("conversations.replies", channel=root["channel"], ts=root["ts"])
    missing = await api("conversations.replies", channel=root["channel"], ts="1.000001")

    assert [m["text"] for m in thread["messages"]] == ["root"]
    assert missing["error"] == "thread_not_found"


async def test_a_deleted_root_that_was_answered_is_a_tombstone(api: Api) -> None:
    """Without answers nothing is left of it."""
    root, alone = await a_thread(api), await a_thread(api, replies=0)
    for one in (root, alone):
        await api("chat.delete", channel=one["channel"], ts=one["ts"])

    thread = await api("conversations.replies", channel=root["channel"], ts=root["ts"])
    missing = await api("conversations.replies", channel=alone["channel"], ts=alone["ts"])

    assert [m.get("subtype") for m in thread["messages"]] == ["tombstone", None, None, None]
    assert missing["error"] == "thread_not_found"


async def test_replies_need_the_scope_and_membership_of_history(
    api: Api, slack: SlackStandIn
) -> None:
    outside = await api("conversations.replies", channel="C_OPEN", ts="1.1")
    slack.scopes = {"im:history"}
    refused = await api("conversations.replies", channel="C_INVITES", ts="1.1")

    assert (outside["error"], refused["needed"]) == ("not_in_channel", "channels:history")


async def test_a_permalink_names_channel_and_stamp(api: Api) -> None:
    root = await a_thread(api, replies=0)

    answer = await api("chat.getPermalink", channel=root["channel"], message_ts=root["ts"])
    missing = await api("chat.getPermalink", channel=root["channel"], message_ts="1.1")

    assert answer["permalink"].endswith(f"/archives/D_MARA/p{root['ts'].replace('.', '')}")
    assert missing["error"] == "message_not_found"


async def test_a_reply_may_stand_in_the_channel_as_well(api: Api) -> None:
    """Then it is part of both, and says so."""
    root = await a_thread(api, replies=1)
    where = {"channel": root["channel"]}

    await api(
        "chat.postMessage", **where, text="for all", thread_ts=root["ts"], reply_broadcast=True
    )

    history = (await api("conversations.history", **where))["messages"]
    thread = (await api("conversations.replies", **where, ts=root["ts"]))["messages"]
    assert [m["text"] for m in history] == ["for all", "root"]
    assert [m["text"] for m in thread] == ["root", "0", "for all"]
    assert [m.get("subtype") for m in thread] == [None, None, "thread_broadcast"]
