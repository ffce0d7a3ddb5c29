"""`More actions` of a message: the app's message shortcuts."""

from copy import deepcopy

import pytest

from practice.slack.messages import Json

from .drawn import Element
from .site import Site

SHORTCUTS = [
    {"type": "message", "callback_id": "from_message", "name": "Use this", "description": "x"},
    {"type": "global", "callback_id": "anywhere", "name": "Begin", "description": "x"},
    {"type": "message", "callback_id": "other", "name": "Or that", "description": "x"},
]


@pytest.fixture
def site(site: Site) -> Site:
    """Its app has two message shortcuts, and a global one."""
    app = site.world.slack.state.app
    assert app
    manifest: Json = deepcopy(app.manifest)
    manifest["features"]["shortcuts"] = SHORTCUTS
    app.edit(manifest)
    return site


async def menus(site: Site, who: str, place: str) -> list[Element]:
    shown = await site.region(f"/as/{who}/{place}", "messages")
    return [form for form in shown.all("form") if "popover" in form.attributes]


def sent(site: Site) -> list[Json]:
    return [
        delivery.payload
        for delivery in site.world.slack.deliveries
        if delivery.payload.get("type") == "message_action"
    ]


async def test_messages_of_people_and_of_the_app_have_a_menu(site: Site) -> None:
    """Described by its author; global shortcuts are not in it."""
    await site.world.slack.person("U_SOL").say("hello", channel="C_GENERAL")
    site.bot_says("U_MARA", "a card", [])

    for place, author in (("general", "Sol"), ("sales-connect", "Sales Connect")):
        shown = (await site.region(f"/as/mara/{place}", "messages")).one("article")
        button = shown.called("More actions", "button")
        menu = shown.one("form", id=button.attributes["popovertarget"])
        assert shown.described(button) == [author]
        assert button.attributes["aria-haspopup"] == "menu"
        items = menu.one(role="menu").all("button", role="menuitem")
        assert [item.text for item in items] == ["Use this", "Or that"]


async def test_replies_have_menus_of_their_own(site: Site) -> None:
    sol = site.world.slack.person("U_SOL")
    root = await sol.say("hello", channel="C_GENERAL")
    reply = await sol.say("again", channel="C_GENERAL", thread_ts=root.ts)

    found = [one.one("input").attributes["value"] for one in await menus(site, "mara", "general")]

    assert found == [f"C_GENERAL:{root.ts}", f"C_GENERAL:{reply.ts}"]


async def test_what_only_one_sees_and_channels_not_joined_have_none(site: Site) -> None:
    sol = site.world.slack.person("U_SOL")
    await sol.say("hello", channel="C_INVITES")
    await site.post("/as/mara/channel/sales-invites", do="leave")
    await site.post("/as/mara/say/general", text="/invite @nobody")

    assert await menus(site, "mara", "sales-invites") == []
    assert await menus(site, "mara", "general") == []
    assert len(await menus(site, "sol", "sales-invites")) == 1


async def test_without_shortcuts_there_is_no_menu(site: Site) -> None:
    app = site.world.slack.state.app
    assert app
    del app.manifest["features"]["shortcuts"]
    await site.world.slack.person("U_SOL").say("hello", channel="C_GENERAL")

    assert await menus(site, "mara", "general") == []


async def test_a_choice_sends_the_message_to_the_app(site: Site) -> None:
    """With the thread that it is in."""
    sol = site.world.slack.person("U_SOL")
    root = await sol.say("for @ada, ada@lumensails.example", channel="C_GENERAL")
    reply = await sol.say("please", channel="C_GENERAL", thread_ts=root.ts)

    for message in (root, reply):
        at = f"C_GENERAL:{message.ts}"
        assert await site.post("/as/mara/shortcut", at=at, shortcut="from_message") == 204

    first, second = sent(site)
    assert (first["callback_id"], first["user"]["id"]) == ("from_message", "U_MARA")
    assert (first["channel"]["id"], first["message_ts"]) == ("C_GENERAL", root.ts)
    assert first["message"]["user"] == "U_SOL"
    assert first["message"]["text"] == (
        "for <@U_ADA>, <mailto:ada@lumensails.example|ada@lumensails.example>"
    )
    assert first["trigger_id"] != second["trigger_id"]
    assert "thread_ts" not in first["message"]
    assert second["message"]["thread_ts"] == root.ts


@pytest.mark.parametrize(
    ("at", "shortcut"),
    [
        ("C_GENERAL:1.0", "from_message"),
        ("C_DEALS:1.0", "from_message"),
        ("", ""),
        ("known", "anywhere"),
        ("known", "unknown"),
    ],
)
async def test_a_menu_that_is_out_of_date_breaks_nothing(
    site: Site, at: str, shortcut: str
) -> None:
    message = await site.world.slack.person("U_SOL").say("hello", channel="C_GENERAL")
    at = f"C_GENERAL:{message.ts}" if at == "known" else at

    assert await site.post("/as/ada/shortcut", at=at, shortcut=shortcut) == 204

    assert sent(site) == []
    shown = await site.region("/as/ada/general", "notices")
    assert "no longer there" in shown.text
