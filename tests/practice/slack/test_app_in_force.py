"""Slack obeys the app's settings: tokens, commands, shortcuts, events, tabs."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from practice.slack import AppSettings, NotConfigured, NotThere, SlackStandIn

from .conftest import Api, Bot
from .shapes import modal, section, text_field
from .test_app_settings import MANIFEST, Json


@pytest.fixture
def app(slack: SlackStandIn) -> AppSettings:
    """Not yet installed."""
    app = AppSettings.from_manifest(MANIFEST)
    slack.use(app)
    return app


@pytest.fixture
def edit(app: AppSettings, slack: SlackStandIn) -> Callable[[Callable[[Json], Any]], None]:
    """Changes the manifest; the app is installed before."""
    slack.install()

    def edit(change: Callable[[Json], Any]) -> None:
        manifest = deepcopy(app.manifest)
        change(manifest)
        app.edit(manifest)

    return edit


async def test_nothing_works_before_the_app_is_installed(
    api: Api, slack: SlackStandIn, app: AppSettings
) -> None:
    assert (await api("auth.test", token="xoxb-standin"))["error"] == "invalid_auth"
    slack.install()

    answer = await api("auth.test")

    assert answer["ok"]
    assert api.slack.bot_token == app.bot_token


async def test_only_what_was_granted_at_the_installation_is_allowed(
    api: Api, slack: SlackStandIn, edit: Any
) -> None:
    edit(lambda m: m["oauth_config"]["scopes"]["bot"].append("im:write"))
    edited = await api("conversations.open", users="U_MARA")
    slack.install()
    installed = await api("conversations.open", users="U_MARA")

    assert (edited["needed"], installed["ok"]) == ("im:write", True)


async def test_sockets_need_an_app_level_token_with_its_scope_and_socket_mode(
    api: Api, app: AppSettings, slack: SlackStandIn, edit: Any
) -> None:
    """† The error without Socket Mode."""
    right, wrong = app.generate_app_token(), app.generate_app_token({"authorizations:read"})
    opened = [await api("apps.connections.open", token=t) for t in (right, wrong, "xapp-standin")]

    def to_http(manifest: Json) -> None:
        manifest["settings"] = {"socket_mode_enabled": False}
        del manifest["features"]["slash_commands"]

    edit(to_http)
    switched_off = await api("apps.connections.open", token=right)

    assert [a.get("error") for a in opened] == [None, "missing_scope", "invalid_auth"]
    assert opened[1]["needed"] == "connections:write"
    assert switched_off["error"] == "forbidden_team"


async def test_a_command_that_the_manifest_does_not_name_is_unknown(
    slack: SlackStandIn, edit: Any, bot: Bot
) -> None:
    mara = slack.person("U_MARA")

    await mara.command("/salesconnect help")
    with pytest.raises(NotConfigured, match="/other is not a valid command"):
        await mara.command("/other help")

    assert [sent["command"] for sent in bot.received] == ["/salesconnect"]


@pytest.mark.parametrize(
    ("should_escape", "typed", "sent"),
    [
        (False, "invite @tom in #general", "invite @tom in #general"),
        (False, "invite <@U_TOM>", "invite @tom"),
        (False, "see https://www.example.com/a", "see https://www.example.com/a"),
        (True, "invite @tom in #general", "invite <@U_TOM|tom> in <#C_OPEN|general>"),
        (True, "invite <@U_TOM>", "invite <@U_TOM|tom>"),
        (True, "see https://www.example.com/a", "see <https://www.example.com/a>"),
        (True, "ann@acme.example @nobody", "<mailto:ann@acme.example|ann@acme.example> @nobody"),
        (True, "invite @Tom Berg", "invite <@U_TOM|tom>"),
        (True, "see acme.com", "see <http://acme.com|acme.com>"),
        (True, "R&D <EMEA>", "R&amp;D &lt;EMEA&gt;"),
        (False, "R&D <EMEA> ann@acme.example", "R&D <EMEA> ann@acme.example"),
    ],
)
async def test_mentions_travel_as_ids_only_with_should_escape(
    slack: SlackStandIn, edit: Any, bot: Bot, should_escape: bool, typed: str, sent: str
) -> None:
    edit(lambda m: m["features"]["slash_commands"][0].update(should_escape=should_escape))

    await slack.person("U_MARA").command(f"/salesconnect {typed}")

    assert bot.received[0]["text"] == sent


async def test_shortcuts_are_in_the_menu_only_if_the_manifest_names_them(
    slack: SlackStandIn, edit: Any, bot: Bot
) -> None:
    mara = slack.person("U_MARA")
    message = await mara.say("hello")
    shown = {"name": "Set up", "description": "Begins"}
    edit(
        lambda m: m["features"].update(
            shortcuts=[
                {**shown, "type": "global", "callback_id": "set_up"},
                {**shown, "type": "message", "callback_id": "on_message"},
            ]
        )
    )
    bot.received.clear()

    await mara.shortcut("set_up")
    await mara.shortcut("on_message", on=message)
    for callback_id, on in (("set_up", message), ("on_message", None), ("other", None)):
        with pytest.raises(NotThere):
            await mara.shortcut(callback_id, on=on)

    assert [sent["type"] for sent in bot.received] == ["shortcut", "message_action"]


async def test_events_come_only_if_the_manifest_subscribes_to_them(
    slack: SlackStandIn, edit: Any, bot: Bot
) -> None:
    mara = slack.person("U_MARA")

    await mara.say("in the DM")
    await mara.say("in a channel", channel="C_INVITES")
    await mara.open_app("messages")
    assert await slack.send_event({"type": "user_change", "user": {"id": "U_TOM"}}) == []

    assert [sent["event"]["channel_type"] for sent in bot.received] == ["im"]


async def test_without_interactivity_slack_says_so_itself(
    slack: SlackStandIn, edit: Any, bot: Bot
) -> None:
    edit(lambda m: m["settings"]["interactivity"].update(is_enabled=False))
    slack.state.views.open("U_MARA", "T_ACME", "B_BOT", modal(text_field("Name", "name")))
    mara = slack.person("U_MARA")
    await mara.fill("Name", "x")

    with pytest.raises(NotConfigured, match="not configured to handle interactive"):
        await mara.submit()

    assert bot.received == []
    assert mara.modal is not None


async def test_home_is_published_only_with_the_home_tab_switched_on(api: Api, edit: Any) -> None:
    """The method's page: `not_enabled`, "the Home tab isn't enabled for the app"."""
    home = {"type": "home", "blocks": [section("Welcome")]}
    off = await api("views.publish", user_id="U_MARA", view=home)
    edit(lambda m: m["features"]["app_home"].update(home_tab_enabled=True))
    on = await api("views.publish", user_id="U_MARA", view=home)

    assert (off["error"], on["ok"]) == ("not_enabled", True)


@pytest.mark.parametrize(
    "home", [{"messages_tab_enabled": False}, {"messages_tab_read_only_enabled": True}]
)
async def test_nobody_writes_into_a_messages_tab_that_is_off_or_read_only(
    slack: SlackStandIn, edit: Any, bot: Bot, home: Json
) -> None:
    edit(lambda m: m["features"]["app_home"].update(home))

    with pytest.raises(NotConfigured, match="has been turned off"):
        await slack.person("U_MARA").say("hello")

    assert bot.received == []
    assert slack.person("U_MARA").dm == []


async def test_an_uninstalled_app_hears_the_end_and_nothing_after(
    api: Api, slack: SlackStandIn, edit: Any, bot: Bot
) -> None:
    edit(lambda m: m["settings"]["event_subscriptions"]["bot_events"].append("app_uninstalled"))
    token = slack.bot_token

    await slack.happenings.uninstall()
    await slack.person("U_MARA").say("hello")

    assert [sent["event"]["type"] for sent in bot.received] == ["app_uninstalled"]
    assert (await api("auth.test", token=token))["error"] == "account_inactive"


async def test_a_legacy_assistant_sets_prompts_for_a_thread(
    api: Api, slack: SlackStandIn, edit: Any
) -> None:
    edit(
        lambda m: (
            m["features"].update(assistant_view={"assistant_description": "x"}),
            m["oauth_config"]["scopes"]["bot"].append("assistant:write"),
        )
    )
    slack.install()
    channel = slack.state.dm_with("U_MARA").id

    await api(
        "assistant.threads.setSuggestedPrompts",
        channel_id=channel,
        thread_ts="1.1",
        prompts=[{"title": "a", "message": "b"}],
    )

    assert channel in slack.state.assistant.prompts
