"""What a modal shows of a person and of credentials: pictures, and values to be copied."""

import pytest

from practice.slack.messages import Json
from tests.practice.slack.shapes import section

from .building import said, view
from .site import Site

HOME = "http://127.0.0.1:8080"


def code(*texts: str) -> Json:
    pieces = [{"type": "text", "text": text} for text in texts]
    preformatted = {"type": "rich_text_preformatted", "elements": pieces}
    return {"type": "rich_text", "elements": [preformatted]}


@pytest.mark.parametrize(
    "value", ["practicepractice", " x ", "a\nb", "\n", "<b>&amp;", "*_~`", ":tada:", "é\u00a0"]
)
def test_a_value_in_a_modal_is_exactly_its_own(value: str) -> None:
    """What is selected and copied there is what was sent: no space, line or sign more or less."""
    (pre,) = view([code(value)]).all("pre")
    (held,) = pre.children

    assert not isinstance(held, str)
    assert held.children == [value]


def test_pieces_of_one_value_are_one_text() -> None:
    assert view([code("practice", "-", "1")]).one("pre").raw == "practice-1"


def test_a_modal_offers_no_copy_and_a_message_does() -> None:
    """As Slack's own client; in mrkdwn too."""
    blocks = [code("x"), section("```y```")]

    assert view(blocks).all("button") == []
    assert [b.text for b in said("", blocks).all("button", class_="copy")] == ["Copy", "Copy"]


def picture(url: str) -> Json:
    return {"type": "image", "image_url": url, "alt_text": "Sol <Reyes>"}


@pytest.mark.parametrize(
    ("url", "source"),
    [
        (f"{HOME}/people/U_SOL.svg", "/people/U_SOL.svg"),
        ("https://pictures.example/72.png", "https://pictures.example/72.png"),
        (f"{HOME}0/people/U_SOL.svg", f"{HOME}0/people/U_SOL.svg"),
    ],
)
def test_a_picture_beside_a_text_has_its_words(url: str, source: str) -> None:
    """One of practice's own is asked for by whatever name the page was opened under."""
    blocks = [
        section("For Sol", accessory=picture(url)),
        {"type": "context", "elements": [picture(url)]},
    ]

    shown = view(blocks).all("img")

    assert [one.attributes["src"] for one in shown] == [source, source]
    assert [one.attributes["alt"] for one in shown] == ["Sol <Reyes>", "Sol <Reyes>"]


async def test_the_picture_of_a_profile_is_seen_on_the_page(site: Site) -> None:
    """As the bot puts it into a modal, and as the browser then asks for it."""
    slack = site.world.slack
    sol = slack.state.users["U_SOL"]
    profile = sol.as_json(with_email=True, with_locale=False, base_url=slack.state.base_url)
    url = profile["profile"]["image_72"]
    body: Json = {
        "type": "modal",
        "title": {"type": "plain_text", "text": "To whom"},
        "blocks": [section("For Sol", accessory=picture(url))],
    }
    slack.state.views.open("U_MARA", slack.team_id, slack.bot_id, body)

    region = await site.region("/as/mara/sales-connect", "modal")
    source = region.one("img").attributes["src"]

    assert source.startswith("/people/")
    status, drawing = await site.get(source)
    assert (status, ">SR<" in drawing) == (200, True)
