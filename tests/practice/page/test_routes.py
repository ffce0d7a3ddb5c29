"""The page's addresses over real HTTP, without a bot: who may ask, and what cannot break them."""

import re
from zoneinfo import ZoneInfo

import pytest

from practice import company
from practice.slack.messages import Json

from .site import Site, anext_region

ALL = (
    "/",
    "/as/mara/general",
    "/live/as/mara/general",
    "/static/app.js",
    "/control/state",
    "/control/app",
    "/api/auth.test",
    "/marketo/123-ABC-456/identity/oauth/token",
)


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize(
    ("header", "value", "status"),
    [
        ("Host", "elsewhere.example", 421),
        ("Host", "127.0.0.1.elsewhere.example:80", 421),
        ("Origin", "https://elsewhere.example", 403),
        ("Origin", "null", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
    ],
)
async def test_no_other_site_may_use_it(
    site: Site, path: str, header: str, value: str, status: int
) -> None:
    """Neither by a form or script of its own, nor by a name that it points to this machine."""
    assert (await site.get(path, **{header: value}))[0] == status


async def test_a_link_from_elsewhere_may_be_followed(site: Site) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    assert (await site.get("/as/mara/general", **headers))[0] == 200


@pytest.mark.parametrize(
    "path",
    ["/as/nobody/general", "/as/mara/nowhere", "/as/gus/sales-invites", "/as/mara/files/F9", "/x"],
)
async def test_what_is_not_there_is_not_found(site: Site, path: str) -> None:
    assert (await site.get(path))[0] == 404


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/as/mara/press", {"at": "C_GENERAL:1.0", "press": "a/b"}),
        ("/as/mara/press", {}),
        ("/as/mara/view/V9/press", {"press": "a/b"}),
        ("/as/mara/view/V9/submit", {}),
        ("/as/mara/view/V9/close", {"all": "1"}),
        ("/as/mara/say/general", {}),
        ("/as/mara/say/general", {"text": "x" * 100_000}),
        ("/as/mara/language", {"language": "de"}),
        ("/as/mara/marketo", {"do": "dance"}),
        ("/as/ilse/manage-members", {"do": "dance"}),
        ("/as/ada/team-access", {"do": "connect"}),
        ("/jump", {}),
        ("/jump", {"to": "the moon"}),
    ],
)
async def test_a_form_that_is_out_of_date_breaks_nothing(
    site: Site, path: str, form: dict[str, str]
) -> None:
    """A second tab, a button that went, a form of nobody's."""
    assert await site.post(path, **form) == 204
    assert (await site.get("/as/mara/sales-connect"))[0] == 200


async def test_a_jump_to_the_next_morning_is_one_to_working_hours(site: Site) -> None:
    """Days pass, one after the other, and no weekend is the end of one."""
    zone = ZoneInfo(company.TIME_ZONE)
    days = set()
    for _ in range(6):
        before = site.world.clock.now()
        assert await site.post("/jump", to="morning") == 204
        now = site.world.clock.now().astimezone(zone)
        assert before < now
        assert (now.hour, now.minute) == (10, 0)
        assert now.weekday() < 5
        days.add(now.date())
    assert len(days) == 6


async def test_a_jump_of_three_days_is_one(site: Site) -> None:
    """As long as credentials wait."""
    assert await site.post("/jump", to="three-days") == 204

    assert site.world.clock.ahead == 3 * 86_400


async def test_a_button_of_a_card_that_was_updated_meanwhile_is_pressed(site: Site) -> None:
    """Slack gives its blocks new ids each time; whoever was quick sees the old ones."""
    button = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    site.bot_says("U_MARA", "a card", [{"type": "actions", "elements": [button]}])
    dm = site.world.slack.state.dm_with("U_MARA")
    at = f"{dm.id}:{dm.messages[-1].ts}"

    await site.post("/as/mara/press", at=at, press="an-older-id/go")

    _, page = await site.get("/as/mara/sales-connect")
    assert "no longer there" not in page


async def test_a_button_deep_in_a_block_breaks_nobodys_page(site: Site) -> None:
    """Blocks within blocks get their ids too."""
    card: Json = {
        "type": "card",
        "title": {"type": "mrkdwn", "text": "One"},
        "actions": [{"type": "button", "text": {"type": "plain_text", "text": "Deep"}}],
    }
    site.bot_says("U_MARA", "a carousel", [{"type": "carousel", "elements": [card]}])

    for who in ("mara", "sol"):
        assert (await site.get(f"/as/{who}/sales-connect"))[0] == 200


async def test_what_is_hostile_stays_inert(site: Site) -> None:
    """In messages, in blocks and in what was drawn once before."""
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    block = {"type": "section", "text": {"type": "mrkdwn", "text": f"*{evil}* <javascript:x|y>"}}
    site.bot_says("U_MARA", evil, [block])
    await site.post("/as/mara/say/general", text=evil)

    for place in ("sales-connect", "general"):
        _, page = await site.get(f"/as/mara/{place}")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


async def test_a_word_after_a_command_is_not_hidden_by_luck(site: Site) -> None:
    """What was once typed as a secret is dots in the Inspector's summary too."""
    site.world.secrets.add("canary&1")
    await site.post("/as/mara/say/general", text="/salesconnect help canary&1")

    _, page = await site.get("/as/ada/general")

    assert "/salesconnect help" in page
    assert "canary" not in page


async def test_a_letter_that_was_typed_as_a_secret_does_not_blot_out_words(site: Site) -> None:
    """What is so short is hidden where it stands alone."""
    site.world.secrets.add("e")
    await site.post("/as/mara/say/general", text="/salesconnect help e")

    _, page = await site.get("/as/ada/general")

    assert "/salesconnect help" in page


async def test_after_starting_over_a_window_is_still_the_same_person(site: Site) -> None:
    """The stream goes on with the person of that name."""
    async with site.session.get(site.url("/live/as/sol/general")) as stream:
        await anext_region(stream, "who")
        site.world.start_over()
        sol = site.world.user("sol")
        assert sol
        sol.locale = "fr-FR"
        site.world.slack.state.changed()

        html = await anext_region(stream, "who")

    assert re.search(r"<option[^>]*selected[^>]*>Français", html)


async def test_somebody_who_left_a_private_channel_is_led_to_the_bot(site: Site) -> None:
    async with site.session.get(site.url("/live/as/sol/deal-room")) as stream:
        await anext_region(stream, "notices")
        await site.world.slack.person("U_SOL").leave("C_DEALS")

        async for line in stream.content:
            if line.startswith(b"event: moved"):
                break
        assert await stream.content.readline() == b"data: /as/sol/sales-connect\n"


async def test_what_is_read_is_read_for_all_windows(site: Site) -> None:
    """Unread counts are in the name of the link, and go when the place was looked at."""
    await site.world.slack.person("U_NADIA").say("hello", channel="C_GENERAL")
    _, before = await site.get("/as/mara/sales-connect")

    await site.get("/as/mara/general")
    _, after = await site.get("/as/mara/sales-connect")

    assert "#general, 1 unread" in before
    assert "unread" not in after
