"""User groups and the list of everybody."""

from practice.slack import Refuse, SlackStandIn

from .conftest import Api


async def test_groups_are_listed_and_switched_off_ones_only_if_asked_for(
    api: Api, slack: SlackStandIn
) -> None:
    slack.scopes = slack.scopes | {"usergroups:read"}
    slack.add_usergroup("S_SALES", "sales", ["U_MARA", "U_TOM"], name="Sales")
    slack.add_usergroup("S_OLD", "old", is_disabled=True)

    listed = await api("usergroups.list", include_users=True, include_count=True)
    everything = await api("usergroups.list", include_disabled=True)

    [group] = listed["usergroups"]
    assert (group["handle"], group["users"], group["user_count"]) == (
        "sales",
        ["U_MARA", "U_TOM"],
        2,
    )
    assert [g["id"] for g in everything["usergroups"]] == ["S_SALES", "S_OLD"]
    assert "users" not in everything["usergroups"][0]


async def test_the_members_of_a_group_come_at_once(api: Api, slack: SlackStandIn) -> None:
    slack.scopes = slack.scopes | {"usergroups:read"}
    slack.add_usergroup("S_SALES", "sales", ["U_MARA", "U_TOM"])

    assert (await api("usergroups.users.list", usergroup="S_SALES"))["users"] == ["U_MARA", "U_TOM"]
    assert (await api("usergroups.users.list", usergroup="S_NO"))["error"] == "no_such_subteam"


async def test_groups_need_their_scope_and_a_paid_plan(api: Api, slack: SlackStandIn) -> None:
    granted = slack.scopes
    slack.scopes = granted - {"usergroups:read"}
    refused = await api("usergroups.list")
    slack.scopes = granted
    slack.faults.add("usergroups.users.list", Refuse("plan_upgrade_required"))

    assert refused["needed"] == "usergroups:read"
    answer = await api("usergroups.users.list", usergroup="S_SALES")
    assert answer["error"] == "plan_upgrade_required"


async def test_everybody_is_listed_in_pages_bots_and_the_deactivated_too(
    api: Api, slack: SlackStandIn
) -> None:
    """Strangers are not in the list; the cursor is opaque."""
    found: list[str] = []
    cursor = ""
    while True:
        page = await api("users.list", limit=2, cursor=cursor)
        found += [user["id"] for user in page["members"]]
        cursor = page["response_metadata"]["next_cursor"]
        if not cursor:
            break
        assert not cursor.isdigit()

    assert found == ["U_BOT", "U_MARA", "U_TOM", "U_GONE", "U_ROBOT"]


async def test_a_made_up_cursor_is_invalid_cursor(api: Api) -> None:
    assert (await api("users.list", cursor="2"))["error"] == "invalid_cursor"
    assert (await api("users.list", limit=-1))["error"] == "invalid_limit"


async def test_the_list_shows_emails_with_their_scope_only(api: Api, slack: SlackStandIn) -> None:
    slack.scopes = slack.scopes - {"users:read.email"}

    members = (await api("users.list"))["members"]

    assert not any("email" in user["profile"] for user in members)


async def test_slackbot_is_no_person_though_its_flag_says_no_bot(
    api: Api, slack: SlackStandIn
) -> None:
    """† It is known by its id alone."""
    slack.add_user("USLACKBOT", "slackbot", "Slackbot", is_bot=True)

    shown = (await api("users.info", user="USLACKBOT"))["user"]

    assert shown["is_bot"] is False
    assert (await api("conversations.open", users="USLACKBOT"))["error"] == "cannot_dm_bot"
