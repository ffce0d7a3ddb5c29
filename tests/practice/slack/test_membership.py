"""Coming, going, closing: what people may do with channels, and what the bot can do after."""

import pytest

from practice.slack import NotThere, SlackStandIn
from practice.slack.membership import offered, sees

from .conftest import Api, Bot, Json


@pytest.fixture
def slack(slack: SlackStandIn) -> SlackStandIn:
    """A guest is in one channel, the bot in a private one."""
    slack.add_user("U_GUEST", "gus", is_restricted=True)
    slack.add_channel("C_TEAM", "team", members=["U_MARA", "U_GUEST"])
    slack.add_channel("C_PLAIN", "plain", members=["U_MARA"], bot_is_member=False)
    slack.add_channel("C_BOARD", "board", members=["U_TOM"], is_private=True)
    slack.add_channel("C_SHUT", "shut", members=["U_TOM"], is_private=True, is_archived=True)
    return slack


@pytest.mark.parametrize(
    ("who", "where", "may"),
    [
        ("U_MARA", "C_TEAM", ("leave", "archive", "remove-app")),
        ("U_MARA", "C_PLAIN", ("leave", "archive")),
        ("U_TOM", "C_TEAM", ("join",)),
        ("U_TOM", "C_OLD", ("unarchive",)),
        ("U_TOM", "C_BOARD", ("leave", "archive", "remove-app")),
        ("U_MARA", "C_BOARD", ()),
        ("U_MARA", "C_SHUT", ()),
        ("U_TOM", "C_SHUT", ("unarchive",)),
        ("U_MARA", "C_OPEN", ()),  # it is #general
        ("U_GUEST", "C_TEAM", ()),
        ("U_GUEST", "C_PLAIN", ()),
        ("U_STRANGER", "C_PLAIN", ()),
    ],
)
def test_a_channel_offers_what_slack_offers(
    slack: SlackStandIn, who: str, where: str, may: tuple[str, ...]
) -> None:
    state = slack.state

    assert offered(state, state.users[who], state.channels[where]) == may


def test_only_public_channels_are_looked_into_and_not_by_guests(slack: SlackStandIn) -> None:
    state = slack.state
    seen = {
        who: {c.id for c in state.channels.values() if sees(state.users[who], c)}
        for who in ("U_MARA", "U_GUEST")
    }

    assert seen["U_MARA"] == {"C_INVITES", "C_OPEN", "C_OLD", "C_TEAM", "C_PLAIN"}
    assert seen["U_GUEST"] == {"C_TEAM"}


async def test_what_is_not_offered_is_refused(slack: SlackStandIn, bot: Bot) -> None:
    mara, guest = slack.person("U_MARA"), slack.person("U_GUEST")
    acts = (
        mara.join("C_TEAM"),
        mara.leave("C_OPEN"),
        mara.archive("C_BOARD"),
        mara.unarchive("C_TEAM"),
        mara.remove_bot("C_PLAIN"),
        mara.invite("C_BOARD", "U_MARA"),
        slack.person("U_TOM").invite("C_SHUT", "U_MARA"),
        guest.join("C_PLAIN"),
        guest.archive("C_TEAM"),
    )
    for act in acts:
        with pytest.raises(NotThere):
            await act

    assert bot.received == []


async def test_who_comes_and_goes_is_told_of(slack: SlackStandIn, bot: Bot) -> None:
    """With who invited them, where somebody did."""
    tom, mara = slack.person("U_TOM"), slack.person("U_MARA")

    await tom.join("C_TEAM")
    await tom.leave("C_TEAM")
    await mara.invite("C_TEAM", "U_TOM")
    await mara.invite("C_TEAM", "U_TOM")  # is in it already

    events = [sent["event"] for sent in bot.received]
    assert [(e["type"], e["user"], e.get("inviter")) for e in events] == [
        ("member_joined_channel", "U_TOM", None),
        ("member_left_channel", "U_TOM", None),
        ("member_joined_channel", "U_TOM", "U_MARA"),
    ]
    assert slack.state.channels["C_TEAM"].members.count("U_TOM") == 1


async def test_a_removed_bot_hears_that_it_left_and_nothing_after(
    slack: SlackStandIn, bot: Bot
) -> None:
    """By an event of its own; `member_left_channel` is for who is still in."""
    await slack.person("U_MARA").remove_bot("C_TEAM")
    await slack.person("U_MARA").say("hello <@U_BOT>", channel="C_TEAM")
    await slack.person("U_TOM").join("C_TEAM")
    await slack.person("U_TOM").remove_bot("C_BOARD")

    told = [(e["type"], e["channel"], e["actor_id"]) for e in _events(bot)]
    assert told == [("channel_left", "C_TEAM", "U_MARA"), ("group_left", "C_BOARD", "U_TOM")]


async def test_a_removed_bot_is_refused_until_it_is_invited_again(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """A private channel does not even exist for it."""
    slack.scopes = slack.scopes - {"chat:write.public"}
    card = (await api("chat.postMessage", channel="C_TEAM", text="card"))["ts"]
    await slack.person("U_MARA").remove_bot("C_TEAM")
    await slack.person("U_TOM").remove_bot("C_BOARD")

    assert await _answers(api, "C_TEAM") == ["not_in_channel", "not_in_channel", "ok", "ok"]
    assert await _answers(api, "C_BOARD") == ["channel_not_found"] * 4
    gone = await api("chat.update", channel="C_BOARD", ts=card, text="x")
    await slack.person("U_MARA").invite("C_TEAM", slack.bot_user_id)
    await slack.person("U_TOM").invite("C_BOARD", slack.bot_user_id)

    assert gone["error"] == "channel_not_found"
    assert await _answers(api, "C_TEAM") == ["ok"] * 4
    assert await _answers(api, "C_BOARD") == ["ok"] * 4
    assert [e["type"] for e in _events(bot)][-2:] == ["member_joined_channel"] * 2


async def test_an_archived_public_channel_is_left_by_all(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    """Nobody writes there, and who brings it back is in it alone."""
    slack.scopes = slack.scopes - {"chat:write.public"}
    card = (await api("chat.postMessage", channel="C_TEAM", text="card"))["ts"]
    mara = slack.person("U_MARA")

    await mara.archive("C_TEAM")
    archived = await _answers(api, "C_TEAM")
    updated = await api("chat.update", channel="C_TEAM", ts=card, text="x")
    with pytest.raises(NotThere):
        await mara.say("hello", channel="C_TEAM")
    await mara.unarchive("C_TEAM")

    assert archived == ["is_archived", "not_in_channel", "fetch_members_failed", "ok"]
    assert updated["error"] == "is_inactive"
    assert slack.state.channels["C_TEAM"].members == ["U_MARA"]
    assert await _answers(api, "C_TEAM") == ["not_in_channel", "not_in_channel", "ok", "ok"]
    told = [(e["type"], e["channel"], e["user"]) for e in _events(bot)]
    assert told == [
        ("channel_archive", "C_TEAM", "U_MARA"),
        ("channel_unarchive", "C_TEAM", "U_MARA"),
    ]


async def test_an_archived_private_channel_keeps_its_members(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    tom = slack.person("U_TOM")

    await tom.archive("C_BOARD")
    archived = await _answers(api, "C_BOARD")
    with pytest.raises(NotThere):
        await tom.say("hello", channel="C_BOARD")
    await tom.unarchive("C_BOARD")

    assert archived == ["is_archived", "ok", "fetch_members_failed", "ok"]
    assert await _answers(api, "C_BOARD") == ["ok"] * 4
    assert [e["type"] for e in _events(bot)] == ["group_archive", "group_unarchive"]


async def test_members_of_a_page_to_come_are_not_lost_when_somebody_leaves(
    api: Api, slack: SlackStandIn
) -> None:
    """Nor read twice when somebody joins: the cursor names a person, and not a number."""
    slack.add_user("U_ANN", "ann")
    first = await api("conversations.members", channel="C_INVITES", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    slack.state.channels["C_INVITES"].members.remove("U_BOT")
    slack.state.channels["C_INVITES"].members.append("U_ANN")

    second = await api("conversations.members", channel="C_INVITES", limit=2, cursor=cursor)

    assert (first["members"], second["members"]) == (["U_BOT", "U_MARA"], ["U_TOM"])


@pytest.mark.parametrize("cursor", ["?", "bmV4dDox", "dXNlcjo="], ids=["junk", "other", "nobody"])
async def test_a_cursor_of_another_method_is_refused(api: Api, cursor: str) -> None:
    answer = await api("conversations.members", channel="C_INVITES", cursor=cursor)

    assert answer["error"] == "invalid_cursor"


async def test_a_page_of_members_holds_a_hundred_and_never_a_thousand(
    api: Api, slack: SlackStandIn
) -> None:
    """999 is what Slack's SDK for Node says is the most."""
    slack.state.channels["C_INVITES"].members = [f"U{n:04}" for n in range(1_200)]

    sizes = []
    for limit in (None, 300, 5_000):
        page = await api("conversations.members", channel="C_INVITES", limit=limit)
        sizes.append(len(page["members"]))

    assert sizes == [100, 300, 999]


async def _answers(api: Api, channel: str) -> list[str]:
    """Of posting, history, members, info."""
    answers = [
        await api("chat.postMessage", channel=channel, text="x"),
        await api("conversations.history", channel=channel),
        await api("conversations.members", channel=channel),
        await api("conversations.info", channel=channel),
    ]
    return [answer.get("error", "ok") for answer in answers]


def _events(bot: Bot) -> list[Json]:
    return [sent["event"] for sent in bot.received]
