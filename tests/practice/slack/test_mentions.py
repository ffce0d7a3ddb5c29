"""Who is meant in a message, and what the app hears of it."""

from copy import deepcopy

import pytest

from practice.slack import AppSettings, SlackStandIn

from .conftest import Bot
from .test_app_settings import MANIFEST


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("@Sales Connect please", "<@U_BOT> please"),
        ("@sales connect, please", "<@U_BOT>, please"),
        ("@salesconnect: hi", "<@U_BOT>: hi"),
        ("for @mara and @Tom Berg", "for <@U_MARA> and <@U_TOM>"),
        ("for @Tom", "for <@U_TOM>"),
        ("for @Ada", "for @Ada"),  # there are two of them
        ("for @Ada Brook", "for <@U_ADA>"),
        ("@Tomorrow, @Sales", "@Tomorrow, @Sales"),
        ("@tom-toms, @sales-connect", "@tom-toms, @sales-connect"),
        ("@gone, @\u0130vy, @\u0131vy, @IVY", "<@U_GONE>, @\u0130vy, @\u0131vy, <@U_IVY>"),
        ("<@U_MARA> knows", "<@U_MARA> knows"),
        ("ann@tom.example", "<mailto:ann@tom.example|ann@tom.example>"),
        ("x+sbx@acme.example & co", "<mailto:x+sbx@acme.example|x+sbx@acme.example> &amp; co"),
        ("a <b> @nobody", "a &lt;b&gt; @nobody"),
    ],
)
async def test_typed_words_travel_as_slack_sends_them(
    slack: SlackStandIn, bot: Bot, typed: str, sent: str
) -> None:
    """Mentions of somebody by id, addresses as links, and `& < >` escaped."""
    slack.add_user("U_ADA", "adab", "Ada Brook")
    slack.add_user("U_ADA2", "adac", "Ada Clay")
    slack.add_user("U_IVY", "ivy")

    await slack.person("U_MARA").say(typed, channel="C_INVITES")

    assert bot.received[0]["event"]["text"] == sent


@pytest.mark.parametrize(
    ("events", "scopes", "where", "heard"),
    [
        (["app_mention"], ["app_mentions:read"], "C_INVITES", ["app_mention"]),
        (["app_mention"], [], "C_INVITES", []),
        ([], ["app_mentions:read"], "C_INVITES", []),
        (["app_mention"], ["app_mentions:read"], "C_OPEN", []),
        (["app_mention"], ["app_mentions:read"], "C_TEAM", ["app_mention"]),
        (
            ["app_mention", "message.channels"],
            ["app_mentions:read", "channels:history"],
            "C_INVITES",
            ["app_mention", "message"],
        ),
        (
            ["app_mention", "message.groups"],
            ["app_mentions:read", "groups:history"],
            "C_TEAM",
            ["app_mention", "message"],
        ),
        (["message.channels"], ["channels:history"], "C_TEAM", []),
        (["app_mention", "message.im"], ["app_mentions:read"], None, ["message"]),
    ],
)
async def test_a_mention_is_heard_where_the_app_is_in_and_subscribed_to_it(
    slack: SlackStandIn,
    bot: Bot,
    events: list[str],
    scopes: list[str],
    where: str | None,
    heard: list[str],
) -> None:
    """Twice where it hears messages too; never in its own direct messages."""
    slack.add_channel("C_TEAM", "team", members=["U_MARA"], is_private=True)
    manifest = deepcopy(MANIFEST)
    manifest["settings"]["event_subscriptions"]["bot_events"] = events
    manifest["oauth_config"]["scopes"]["bot"] += scopes
    slack.use(AppSettings.from_manifest(manifest))
    slack.install()

    await slack.person("U_MARA").say("@Sales Connect hello", channel=where)

    assert sorted(sent["event"]["type"] for sent in bot.received) == heard


async def test_a_mention_in_a_thread_names_the_thread(slack: SlackStandIn, bot: Bot) -> None:
    tom = slack.person("U_TOM")
    root = await tom.say("who helps?", channel="C_INVITES")

    await slack.person("U_MARA").say("@Sales Connect", channel="C_INVITES", thread_ts=root.ts)

    events = [sent["event"] for sent in bot.received[1:]]
    assert {e["type"] for e in events} == {"message", "app_mention"}
    assert {(e["thread_ts"], e["parent_user_id"]) for e in events} == {(root.ts, "U_TOM")}
