"""Posting, changing, deleting messages."""

from practice.slack import SlackStandIn

from .conftest import Api
from .shapes import actions, button, section


async def test_posting_to_a_user_id_opens_the_dm(api: Api, slack: SlackStandIn) -> None:
    answer = await api("chat.postMessage", channel="U_MARA", text="hello")

    assert answer["channel"] == "D_MARA"
    assert [m.text for m in slack.person("U_MARA").dm] == ["hello"]


async def test_stamps_are_unique_and_increase(api: Api) -> None:
    posted = [await api("chat.postMessage", channel="U_MARA", text="hi") for _ in range(5)]
    stamps = [answer["ts"] for answer in posted]

    assert stamps == sorted(set(stamps), key=float)


async def test_unknown_channels_are_channel_not_found(api: Api) -> None:
    for channel in ("C_NONE", "U_NONE", ""):
        answer = await api("chat.postMessage", channel=channel, text="hi")
        assert answer["error"] == "channel_not_found"


async def test_private_channels_without_the_bot_are_channel_not_found(api: Api) -> None:
    assert (await api("chat.postMessage", channel="C_SECRET", text="hi"))["error"] == (
        "channel_not_found"
    )
    assert (await api("conversations.info", channel="C_SECRET"))["error"] == "channel_not_found"


async def test_posting_without_joining_needs_chat_write_public(
    api: Api, slack: SlackStandIn
) -> None:
    allowed = await api("chat.postMessage", channel="C_OPEN", text="hi")
    slack.scopes = slack.scopes - {"chat:write.public"}
    refused = await api("chat.postMessage", channel="C_OPEN", text="hi")

    assert (allowed["ok"], refused["error"]) == (True, "not_in_channel")


async def test_archived_channels_are_closed(api: Api) -> None:
    assert (await api("chat.postMessage", channel="C_OLD", text="hi"))["error"] == "is_archived"


async def test_deactivated_people_and_bots_get_no_dm(api: Api) -> None:
    """† The first of the two."""
    gone = await api("chat.postMessage", channel="U_GONE", text="hi")
    robot = await api("chat.postMessage", channel="U_ROBOT", text="hi")

    assert (gone["error"], robot["error"]) == ("user_disabled", "cannot_dm_bot")


async def test_a_message_needs_text_or_blocks(api: Api) -> None:
    assert (await api("chat.postMessage", channel="U_MARA"))["error"] == "no_text"


async def test_text_above_40000_is_cut(api: Api, slack: SlackStandIn) -> None:
    """†"""
    await api("chat.postMessage", channel="U_MARA", text="x" * 40_001)

    assert len(slack.person("U_MARA").dm[0].text) == 40_000


async def test_update_refuses_above_4000_and_changes_nothing(api: Api, slack: SlackStandIn) -> None:
    posted = await api("chat.postMessage", channel="U_MARA", text="before")
    where = {"channel": posted["channel"], "ts": posted["ts"]}

    assert (await api("chat.update", **where, text="x" * 4_001))["error"] == "msg_too_long"
    assert slack.person("U_MARA").dm[0].text == "before"
    assert (await api("chat.update", **where, text="x" * 4_000))["ok"]


async def test_update_keeps_every_version(api: Api, slack: SlackStandIn) -> None:
    posted = await api("chat.postMessage", channel="U_MARA", text="one")
    await api("chat.update", channel=posted["channel"], ts=posted["ts"], text="two")

    message = slack.person("U_MARA").dm[0]
    assert (message.text, message.edited) == ("two", True)
    assert [version.text for version in message.history_of_versions] == ["one"]


async def test_update_with_text_alone_keeps_the_blocks(api: Api, slack: SlackStandIn) -> None:
    posted = await api(
        "chat.postMessage", channel="U_MARA", text="one", blocks=[actions(button("Start"))]
    )
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    await api("chat.update", **where, text="two")

    assert slack.person("U_MARA").dm[0].buttons == ["Start"]
    await api("chat.update", **where, text="two", blocks=[])
    assert slack.person("U_MARA").dm[0].buttons == []


async def test_update_wants_a_channel_id_not_a_user_id(api: Api) -> None:
    posted = await api("chat.postMessage", channel="U_MARA", text="one")

    answer = await api("chat.update", channel="U_MARA", ts=posted["ts"], text="two")

    assert answer["error"] == "channel_not_found"


async def test_only_own_messages_can_be_changed(api: Api, slack: SlackStandIn) -> None:
    hers = slack.state.new_message(slack.state.channels["C_INVITES"], user="U_MARA", text="mine")
    where = {"channel": "C_INVITES", "ts": hers.ts}

    assert (await api("chat.update", **where, text="x"))["error"] == "cant_update_message"
    assert (await api("chat.delete", **where))["error"] == "cant_delete_message"


async def test_what_is_not_there_is_message_not_found(api: Api) -> None:
    posted = await api("chat.postMessage", channel="U_MARA", text="one")
    where = {"channel": posted["channel"], "ts": posted["ts"]}

    assert (await api("chat.delete", **where))["ok"]
    assert (await api("chat.delete", **where))["error"] == "message_not_found"
    assert (await api("chat.update", **where, text="x"))["error"] == "message_not_found"


async def test_ephemerals_reach_one_person_and_cannot_be_updated(
    api: Api, slack: SlackStandIn
) -> None:
    """†"""
    sent = await api("chat.postEphemeral", channel="C_INVITES", user="U_MARA", text="for you")

    assert [m.text for m in slack.person("U_MARA").ephemerals] == ["for you"]
    assert slack.person("U_TOM").ephemerals == []
    changed = await api("chat.update", channel="C_INVITES", ts=sent["message_ts"], text="x")
    assert changed["error"] == "message_not_found"


async def test_ephemerals_need_the_person_in_the_channel(api: Api) -> None:
    answer = await api("chat.postEphemeral", channel="C_INVITES", user="U_GONE", text="hi")

    assert answer["error"] == "user_not_in_channel"


async def test_invalid_blocks_say_where(api: Api, slack: SlackStandIn) -> None:
    answer = await api("chat.postMessage", channel="U_MARA", blocks=[section("x" * 3_001)])

    assert answer["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in answer["response_metadata"]["messages"][0]
    assert slack.person("U_MARA").dm == []


async def test_metadata_comes_back_only_when_asked_for(api: Api) -> None:
    """†"""
    kept = {"event_type": "card", "event_payload": {"setup": "1"}}
    posted = await api("chat.postMessage", channel="U_MARA", text="hi", metadata=kept)

    without = await api("conversations.history", channel=posted["channel"])
    with_it = await api(
        "conversations.history", channel=posted["channel"], include_all_metadata=True
    )

    assert "metadata" not in without["messages"][0]
    assert with_it["messages"][0]["metadata"] == kept


async def test_metadata_without_a_type_is_refused(api: Api) -> None:
    """†"""
    answer = await api("chat.postMessage", channel="U_MARA", text="hi", metadata={"a": 1})

    assert answer["error"] == "invalid_metadata_format"
