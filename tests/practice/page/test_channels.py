"""Channels on the page: where one can go, what a heading offers, and what it does."""

import pytest

from practice.slack import SlackStandIn

from .building import a_button, actions
from .drawn import Element
from .site import Site

ALL = ["Leave channel", "Archive channel", "Remove Sales Connect"]


async def buttons(site: Site, who: str, place: str = "sales-invites") -> list[str]:
    """Those of the heading."""
    heading = await site.region(f"/as/{who}/{place}", "main")
    return [button.text for button in heading.all("button")]


async def press(site: Site, who: str, do: str, place: str = "sales-invites") -> None:
    assert await site.post(f"/as/{who}/channel/{place}", do=do) == 204


def members(site: Site, channel: str = "C_INVITES") -> list[str]:
    return site.world.slack.state.channels[channel].members


async def places(site: Site, who: str, called: str) -> list[str]:
    shown = await site.region(f"/as/{who}/sales-connect", "places")
    found = shown.all("nav", aria_label=called)
    return [link.text for nav in found for link in nav.all("a")]


def types(slack: SlackStandIn) -> list[str]:
    """Of the events that were sent, the newest last; nobody answers them."""
    return [d.payload["event"]["type"] for d in slack.deliveries if d.kind == "events_api"]


async def test_a_heading_offers_what_slack_does(site: Site) -> None:
    """Nothing in #general, in direct messages, and to guests."""
    assert await buttons(site, "mara") == ALL
    assert await buttons(site, "mara", "deal-room") == ALL[:2]
    assert await buttons(site, "mara", "general") == []
    assert await buttons(site, "mara", "sales-connect") == []
    assert await buttons(site, "gus", "general") == []


async def test_who_left_a_public_channel_looks_on_and_joins_again(site: Site) -> None:
    """It stands in a list of its own, can be read and not be written into."""
    await press(site, "mara", "leave")

    assert "U_MARA" not in members(site)
    assert "#sales-invites" not in await places(site, "mara", "Channels and messages")
    assert await places(site, "mara", "Other channels") == ["#sales-invites"]
    assert await buttons(site, "mara") == ["Join channel"]
    assert "You are not in this channel." in (await site.get("/as/mara/sales-invites"))[1]
    await press(site, "mara", "join")
    assert "U_MARA" in members(site)
    assert await places(site, "mara", "Other channels") == []


async def test_nothing_is_unread_where_one_is_not(site: Site) -> None:
    await press(site, "mara", "leave")
    await site.world.slack.person("U_SOL").say("hello", channel="C_INVITES")

    shown = await site.region("/as/mara/general", "places")

    assert not [a for a in shown.all("a") if "unread" in a.attributes.get("aria-label", "")]
    assert "hello" in (await site.get("/as/mara/sales-invites"))[1]


async def test_guests_and_outsiders_of_a_private_channel_see_nothing_of_it(site: Site) -> None:
    assert await places(site, "gus", "Other channels") == []
    assert await places(site, "ada", "Other channels") == []
    for path in ("/as/gus/sales-invites", "/as/ada/deal-room"):
        assert (await site.get(path))[0] == 404


async def test_an_archived_channel_is_brought_back_by_whoever_finds_it(site: Site) -> None:
    """Everybody is out of it meanwhile, and the app has to be invited again."""
    await press(site, "mara", "archive")
    refused = (await site.get("/as/sol/sales-invites"))[1]
    assert await buttons(site, "sol") == ["Unarchive channel"]
    await press(site, "sol", "unarchive")

    assert "This channel is archived." in refused
    assert members(site) == ["U_SOL"]
    await site.post("/as/sol/say/sales-invites", text="/invite @Sales Connect")
    assert members(site) == ["U_SOL", "U_BOT"]


async def test_the_app_is_removed_and_invited_again(site: Site) -> None:
    await press(site, "mara", "remove-app")
    without = await site.region("/as/mara/sales-invites", "main")
    await site.post("/as/mara/say/sales-invites", text="/invite @Sales Connect")

    assert "without the app" in without.text
    assert "U_BOT" in members(site)
    assert await buttons(site, "mara") == ALL


async def test_archiving_is_asked_about_and_what_takes_a_place_has_its_id(site: Site) -> None:
    """So that the focus stays where it was."""
    before = await site.region("/as/mara/sales-invites", "main")
    await press(site, "mara", "archive")
    after = await site.region("/as/mara/sales-invites", "main")

    archive = before.called("Archive channel")
    assert archive.attributes["data-confirm-title"] == "Archive #sales-invites for everybody?"
    assert after.called("Unarchive channel").id == archive.id
    assert [b for b in before.all("button") if "data-confirm-title" in b.attributes] == [archive]


@pytest.mark.parametrize("do", ["join", "unarchive", "dance", ""])
async def test_what_is_not_offered_is_refused_in_words(site: Site, do: str) -> None:
    """Of a form that is out of date."""
    there = list(members(site))
    await press(site, "mara", do)

    assert members(site) == there
    assert (await notices(site, "mara")).all(role="alert")


async def test_who_is_not_in_a_channel_invites_and_says_nothing(site: Site) -> None:
    await press(site, "mara", "leave")
    await site.post("/as/mara/say/sales-invites", text="/invite @gus")
    await site.post("/as/mara/say/sales-invites", text="hello")

    state = site.world.slack.state
    assert [m.text for m in state.ephemerals] == ["You are not in this channel."]
    assert "U_GUS" not in members(site)
    assert state.channels["C_INVITES"].messages == []


@pytest.mark.parametrize(("channel", "arrives"), [("C_INVITES", 1), ("C_DEALS", 0)])
async def test_a_button_is_pressed_where_it_is_seen(site: Site, channel: str, arrives: int) -> None:
    """In a public channel by who only looks on, too: the app has to refuse them itself."""
    await site.post("/as/ada/channel/sales-invites", do="leave")
    state = site.world.slack.state
    card = state.new_message(
        state.channels[channel],
        user="U_BOT",
        text="a card",
        blocks=[actions(a_button("Approve"))],
        team=state.home_team,
    )

    await site.post("/as/ada/press", at=f"{channel}:{card.ts}", press="row/approve")

    pressed = [d for d in site.world.slack.deliveries if d.kind == "interactive"]
    assert len(pressed) == arrives


async def test_the_app_hears_only_what_its_manifest_subscribes_to(site: Site) -> None:
    app = site.world.slack.state.app
    assert app
    events = app.manifest["settings"]["event_subscriptions"]["bot_events"]
    for name in ("channel_archive", "channel_left"):
        if name not in events:
            events.append(name)

    await press(site, "mara", "remove-app")
    await press(site, "mara", "archive")
    await press(site, "mara", "unarchive")

    told = types(site.world.slack)
    assert [t for t in told if t.startswith("channel_")][:2] == ["channel_left", "channel_archive"]
    assert ("channel_unarchive" in told) == ("channel_unarchive" in events)


async def notices(site: Site, who: str) -> Element:
    return await site.region(f"/as/{who}/sales-invites", "notices")
