"""Who may call the Web API: tokens, scopes, methods."""

import aiohttp

from practice.slack import SlackStandIn

from .conftest import Api


async def test_a_wrong_token_is_invalid_auth(api: Api) -> None:
    assert await api("auth.test", token="xoxb-other") == {"ok": False, "error": "invalid_auth"}


async def test_no_token_is_not_authed(api: Api) -> None:
    assert (await api("auth.test", token=""))["error"] == "not_authed"


async def test_a_revoked_token_says_so(api: Api, slack: SlackStandIn) -> None:
    slack.revoke(slack.bot_token)

    assert (await api("auth.test"))["error"] == "token_revoked"


async def test_the_token_may_come_as_a_form_field(api: Api, slack: SlackStandIn) -> None:
    url = slack.api_url + "auth.test"
    async with api.session.post(url, data={"token": slack.bot_token}) as response:
        answer = await response.json()

    assert (answer["ok"], answer["team_id"], answer["bot_id"]) == (True, "T_ACME", "B_BOT")


async def test_an_unknown_method_is_refused(api: Api) -> None:
    assert (await api("chat.sing"))["error"] == "unknown_method"


async def test_a_missing_scope_names_what_is_needed_and_provided(
    api: Api, slack: SlackStandIn
) -> None:
    slack.scopes = {"im:write", "commands"}

    answer = await api("chat.postMessage", channel="U_MARA", text="hello")

    assert answer == {
        "ok": False,
        "error": "missing_scope",
        "needed": "chat:write",
        "provided": "commands,im:write",
    }


async def test_reading_a_channel_needs_the_scope_of_its_kind(api: Api, slack: SlackStandIn) -> None:
    slack.scopes = {"im:history"}

    answer = await api("conversations.history", channel="C_INVITES")

    assert answer["needed"] == "channels:history"


async def test_granted_scopes_stand_in_a_header(api: Api, slack: SlackStandIn) -> None:
    """†"""
    slack.scopes = {"im:write", "commands"}
    async with api.post("auth.test") as response:
        assert response.headers["x-oauth-scopes"] == "commands,im:write"


async def test_sockets_are_opened_with_the_app_level_token_only(
    api: Api, slack: SlackStandIn
) -> None:
    with_bot = await api("apps.connections.open")
    with_app = await api("apps.connections.open", token=slack.app_token)
    posting = await api("chat.postMessage", token=slack.app_token, channel="U_MARA", text="hi")

    assert with_bot["error"] == "not_allowed_token_type"
    assert with_app["url"].startswith("ws://127.0.0.1:")
    assert posting["error"] == "not_allowed_token_type"


async def test_a_token_of_another_team_sees_its_own_people_only(
    api: Api, slack: SlackStandIn
) -> None:
    slack.add_team("T_OTHER", bot_token="xoxb-other")
    slack.add_user("U_OLGA", "olga", team_id="T_OTHER")

    assert (await api("users.info", user="U_OLGA"))["error"] == "user_not_found"
    assert (await api("users.info", token="xoxb-other", user="U_OLGA"))["ok"]
    assert (await api("auth.test", token="xoxb-other"))["team_id"] == "T_OTHER"


async def test_the_server_is_gone_after_the_block(slack: SlackStandIn) -> None:
    async with SlackStandIn() as other:
        url = other.api_url
    async with aiohttp.ClientSession() as session:
        try:
            await session.post(url + "auth.test")
        except aiohttp.ClientConnectorError:
            return
    raise AssertionError("it still answers")
