"""What the bot may learn about people and channels."""

from practice.slack import SlackStandIn

from .conftest import Api


async def test_unknown_people_are_user_not_found(api: Api) -> None:
    assert (await api("users.info", user="U_NONE"))["error"] == "user_not_found"
    assert (await api("conversations.open", users="U_NONE"))["error"] == "user_not_found"


async def test_deactivated_people_are_user_disabled_on_open(api: Api) -> None:
    assert (await api("conversations.open", users="U_GONE"))["error"] == "user_disabled"


async def test_bots_are_cannot_dm_bot_on_open(api: Api) -> None:
    assert (await api("conversations.open", users="U_ROBOT"))["error"] == "cannot_dm_bot"


async def test_opening_a_dm_twice_gives_the_same(api: Api) -> None:
    first = await api("conversations.open", users="U_MARA")
    second = await api("conversations.open", users="U_MARA")

    assert first["channel"]["id"] == second["channel"]["id"] == "D_MARA"


async def test_an_email_needs_its_scope(api: Api, slack: SlackStandIn) -> None:
    shown = await api("users.info", user="U_MARA")
    slack.scopes = slack.scopes - {"users:read.email"}
    hidden = await api("users.info", user="U_MARA")

    assert shown["user"]["profile"]["email"] == "mara@acme.example"
    assert "email" not in hidden["user"]["profile"]
    assert (await api("users.lookupByEmail", email="x@x.example"))["error"] == "missing_scope"


async def test_strangers_have_no_email_and_another_team(api: Api) -> None:
    stranger = (await api("users.info", user="U_STRANGER"))["user"]

    assert "email" not in stranger["profile"]
    assert (stranger["is_stranger"], stranger["team_id"]) == (True, "T_ELSE")
    answer = await api("users.lookupByEmail", email="sam@else.example")
    assert answer["error"] == "users_not_found"


async def test_the_locale_comes_only_when_asked_for(api: Api) -> None:
    without = await api("users.info", user="U_MARA")
    with_it = await api("users.info", user="U_MARA", include_locale=True)

    assert "locale" not in without["user"]
    assert with_it["user"]["locale"] == "fr-FR"


async def test_people_are_found_by_email(api: Api) -> None:
    answer = await api("users.lookupByEmail", email="MARA@acme.example")

    assert answer["user"]["id"] == "U_MARA"


async def test_history_is_newest_first_and_limited(api: Api) -> None:
    posted = [await api("chat.postMessage", channel="U_MARA", text=f"{n}") for n in range(4)]
    channel = posted[0]["channel"]

    page = await api("conversations.history", channel=channel, limit=2)
    later = await api("conversations.history", channel=channel, oldest=posted[1]["ts"])

    assert [m["text"] for m in page["messages"]] == ["3", "2"]
    assert page["has_more"]
    assert [m["text"] for m in later["messages"]] == ["3", "2"]


async def test_history_leaves_replies_out(api: Api) -> None:
    root = await api("chat.postMessage", channel="U_MARA", text="root")
    await api("chat.postMessage", channel="U_MARA", text="reply", thread_ts=root["ts"])

    history = await api("conversations.history", channel=root["channel"])

    assert [m["text"] for m in history["messages"]] == ["root"]


async def test_history_of_a_public_channel_needs_membership(api: Api) -> None:
    answer = await api("conversations.history", channel="C_OPEN")

    assert answer["error"] == "not_in_channel"


async def test_info_says_whether_the_bot_is_in(api: Api) -> None:
    inside = (await api("conversations.info", channel="C_INVITES"))["channel"]
    outside = (await api("conversations.info", channel="C_OPEN"))["channel"]

    assert (inside["is_member"], outside["is_member"]) == (True, False)


async def test_members_come_in_pages(api: Api) -> None:
    first = await api("conversations.members", channel="C_INVITES", limit=2)
    cursor = first["response_metadata"]["next_cursor"]
    second = await api("conversations.members", channel="C_INVITES", limit=2, cursor=cursor)

    assert first["members"] + second["members"] == ["U_BOT", "U_MARA", "U_TOM"]
    assert second["response_metadata"]["next_cursor"] == ""
