"""What happens in the company is told to the bot."""

import pytest

from practice.slack import SlackStandIn
from practice.slack.people import User

from .conftest import Api, Bot


async def test_changes_of_channels_are_told(slack: SlackStandIn, bot: Bot) -> None:
    await slack.happenings.rename_channel("C_INVITES", "invites")
    await slack.happenings.archive_channel("C_INVITES", by="U_MARA")
    await slack.happenings.delete_channel("C_INVITES", by="U_MARA")

    events = [sent["event"] for sent in bot.received]
    assert [e["type"] for e in events] == ["channel_rename", "channel_archive", "channel_deleted"]
    assert events[0]["channel"]["name"] == "invites"
    assert "C_INVITES" not in slack.state.channels


async def test_private_channels_have_events_of_their_own(slack: SlackStandIn, bot: Bot) -> None:
    """Which only those hear of who are in."""
    await slack.happenings.archive_channel("C_SECRET", by="U_TOM")
    await slack.happenings.unarchive_channel("C_SECRET", by="U_TOM")
    slack.add_channel("C_OTHER", "other", is_private=True, bot_is_member=False)
    await slack.happenings.delete_channel("C_OTHER", by="U_TOM")
    await slack.happenings.invite_bot("C_SECRET", by="U_TOM")
    await slack.happenings.archive_channel("C_SECRET", by="U_TOM")

    assert [s["event"]["type"] for s in bot.received] == ["member_joined_channel", "group_archive"]


async def test_the_bot_is_told_that_it_was_invited_and_removed(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    await slack.happenings.invite_bot("C_SECRET", by="U_TOM")
    assert (await api("conversations.info", channel="C_SECRET"))["channel"]["is_member"]
    await slack.happenings.remove_bot("C_SECRET")

    joined, left = (sent["event"] for sent in bot.received)
    assert (joined["type"], joined["user"]) == ("member_joined_channel", "U_BOT")
    assert (left["type"], left["channel"]) == ("group_left", "C_SECRET")
    assert (await api("conversations.info", channel="C_SECRET"))["error"] == "channel_not_found"


async def test_changes_of_people_are_told(slack: SlackStandIn, bot: Bot) -> None:
    await slack.happenings.change_user("U_TOM", deleted=True)
    await slack.happenings.join_team(User("U_NEW", "new", "New", "T_ACME"))

    events = [sent["event"] for sent in bot.received]
    assert (events[0]["type"], events[0]["user"]["deleted"]) == ("user_change", True)
    assert (events[1]["type"], events[1]["user"]["id"]) == ("team_join", "U_NEW")


async def test_changes_of_a_group_name_who_came_and_went(slack: SlackStandIn, bot: Bot) -> None:
    slack.add_usergroup("S_SALES", "sales", ["U_MARA"])

    await slack.happenings.change_members("S_SALES", add=["U_TOM"], remove=["U_MARA"])

    event = bot.received[0]["event"]
    assert (event["added_users"], event["removed_users"]) == (["U_TOM"], ["U_MARA"])
    assert slack.state.usergroups["S_SALES"].users == ["U_TOM"]


async def test_an_uninstalled_app_is_told_and_its_token_is_account_inactive(
    api: Api, slack: SlackStandIn, bot: Bot
) -> None:
    await slack.happenings.uninstall()

    assert [s["event"]["type"] for s in bot.received] == ["tokens_revoked", "app_uninstalled"]
    assert (await api("auth.test"))["error"] == "account_inactive"


async def test_a_revoked_token_is_token_revoked_from_then_on(api: Api) -> None:
    tried = await api("auth.revoke", test=True)
    done = await api("auth.revoke")

    assert (tried["revoked"], done["revoked"]) == (False, True)
    assert (await api("auth.test"))["error"] == "token_revoked"


@pytest.mark.parametrize("is_in", [True, False])
async def test_members_of_a_channel_are_told_of_while_the_bot_is_in_it(
    slack: SlackStandIn, bot: Bot, is_in: bool
) -> None:
    slack.add_channel("C_TEAM", "team", bot_is_member=is_in)

    await slack.person("U_TOM").join("C_TEAM")

    assert len(bot.received) == is_in


async def test_events_of_shared_channels_say_so(slack: SlackStandIn, bot: Bot) -> None:
    slack.add_channel("C_SHARED", "partners", members=["U_MARA"], is_ext_shared=True)

    for channel in ("C_INVITES", "C_SHARED"):
        await slack.person("U_MARA").say("hello", channel=channel)

    assert [sent["is_ext_shared_channel"] for sent in bot.received] == [False, True]
