"""Block Kit on the page: the bot's own messages and modals, and blocks of every kind."""

from typing import Final
from urllib.parse import quote

import pytest

from bot.domain.stages import Language
from bot.views.say import Say
from practice.slack.clock import Ids
from practice.slack.forms import fields, with_ids
from practice.slack.messages import Json
from practice.slack.rendering import pressables
from tests.for_each import for_each
from tests.views.gallery import TAME, Typed, all_modals, messages

from .building import a_button, actions, options, plain, said, view

LANGUAGES: Final = list(Language)
EVIL: Final = '"><script>alert(1)</script>&lt;b onclick=x'
MESSAGES: Final = messages(TAME)
MODALS: Final = all_modals(TAME)
# What is no address is in no run: it is shown as malformed.
TYPED: Final = Typed(
    name=EVIL[:40],
    workspaces=(EVIL,),
    picked=(EVIL,),
    emails=tuple(f"a{number}'&lt@x.example" for number in range(3)),
    why=EVIL,
    malformed=EVIL,
    unknown=EVIL,
)
EVIL_MESSAGES: Final = messages(TYPED)
EVIL_MODALS: Final = all_modals(TYPED)


# The bot's own


@pytest.mark.parametrize("language", LANGUAGES)
@for_each(name=MESSAGES)
def test_every_message_of_the_bot_is_drawn(name: str, language: Language) -> None:
    """Well-formed, with each of its buttons under its exact name."""
    message = MESSAGES[name](Say(language))

    root = said(message.text, message.blocks)

    # A menu has a button of the page's own: it is chosen without a script, too.
    shown = [one.text for one in root.all("button", name="press") if one.text != "Send"]
    assert shown == [one.label for one in pressables(message.blocks)]
    assert root.all(class_="not-drawn") == []


@pytest.mark.parametrize("language", LANGUAGES)
@for_each(name=MODALS)
def test_every_field_of_the_bots_modals_is_reached_by_its_label(
    name: str, language: Language
) -> None:
    """By exactly its label: no star, no `(optional)` in it."""
    blocks = MODALS[name](Say(language))["blocks"]

    root = view(blocks, language=language)

    for field in fields(with_ids(blocks, Ids())):
        assert root.called(field.label, "input", "select", "textarea", "fieldset")
    assert root.all(class_="not-drawn") == []


@for_each(name=[*MESSAGES, *MODALS])
def test_what_people_typed_stays_what_they_typed(name: str) -> None:
    """HTML in names, addresses, reasons and workspaces is text."""
    say = Say(Language.EN)
    if name in MODALS:
        root = view(EVIL_MODALS[name](say)["blocks"])
    else:
        message = EVIL_MESSAGES[name](say)
        root = said(message.text, message.blocks)

    assert root.all("script") == []
    assert not [one for one in root.below() for key in one.attributes if key.startswith("on")]


# Messages


def test_a_message_is_a_form_that_goes_to_its_place() -> None:
    """Enter in a field presses nothing: the first button is hidden and off."""
    form = said("text", [actions(a_button("Go"))]).one("form")

    assert form.attributes["method"] == "post"
    assert form.attributes["action"] == "/press"
    assert form.one("input", type="hidden").attributes["value"] == "C_1:1.2"
    first = form.all("button")[0]
    assert {"hidden", "disabled"} <= first.attributes.keys()


def test_a_message_without_blocks_shows_its_text() -> None:
    """As mrkdwn, and with no form."""
    root = said("a *b*", [])

    assert root.one("strong").text == "b"
    assert root.all("form") == []


def test_a_header_is_a_heading_below_that_of_its_place() -> None:
    """Four in a message, three in a dialog, whose title is the second."""
    block: Json = {"type": "header", "text": plain("All ready :tada:")}

    assert said("", [block]).one("h2").text == "All ready 🎉"
    assert view([block]).one("h3").text == "All ready 🎉"


def test_a_button_says_which_block_and_action_it_is_of() -> None:
    """Quoted, so that a slash in an id separates nothing."""
    block = actions(a_button("Go", style="primary") | {"action_id": "a/b c"}) | {"block_id": "x/é"}

    button = view([block]).called("Go")

    assert button.attributes["value"] == f"{quote('x/é', safe='')}/a%2Fb%20c"
    assert button.attributes["formaction"] == "/act"
    assert "formnovalidate" in button.attributes
    assert button.attributes["class"] == "button button-primary"


def test_a_button_with_an_address_is_a_link_that_tells_the_app_too() -> None:
    """Slack sends the click as well; an address that no browser should open makes no link."""
    root = view(
        [actions(a_button("Open", url="https://x.example"), a_button("Evil", url="javascript:x"))]
    )

    assert root.called("Open").tag == "a"
    assert root.called("Open").attributes["href"] == "https://x.example"
    assert root.called("Open").attributes["data-press"] == "row/open"
    assert root.called("Evil").tag == "button"


def test_a_question_before_a_press_stands_in_attributes() -> None:
    """For the script; as text."""
    confirm = {
        "title": plain("Cancel <all>?"),
        "text": {"type": "mrkdwn", "text": "This *cannot*\nbe undone &amp; more"},
        "confirm": plain("Yes, cancel"),
        "style": "danger",
    }

    button = view([actions(a_button("Cancel setup", confirm=confirm))]).called("Cancel setup")

    assert button.attributes["data-confirm-title"] == "Cancel <all>?"
    assert button.attributes["data-confirm-text"] == "This cannot be undone & more"
    assert button.attributes["data-confirm-yes"] == "Yes, cancel"
    assert button.attributes["data-confirm-no"] == "Cancel"
    assert button.attributes["data-confirm-style"] == "danger"


def test_each_option_of_an_overflow_menu_is_a_button() -> None:
    """It is pressed as `block/action/option`."""
    menu = {"type": "overflow", "action_id": "more", "options": options("Edit", "Drop")}
    section = {"type": "section", "block_id": "s", "text": plain("Row"), "accessory": menu}

    root = view([section])

    assert root.called("Drop").attributes["value"] == "s/more/drop"


# The other blocks


def test_the_other_blocks_are_drawn() -> None:
    """Each with what it says."""
    blocks: list[Json] = [
        {"type": "divider"},
        {
            "type": "image",
            "image_url": "https://x.example/i.png",
            "alt_text": "A cat",
            "title": plain("Cat"),
        },
        {"type": "image", "slack_file": {"id": "F1"}, "alt_text": "A dog"},
        {
            "type": "context",
            "elements": [
                {"type": "mrkdwn", "text": "*c*"},
                {"type": "image", "image_url": "javascript:x", "alt_text": "bad"},
            ],
        },
        {"type": "section", "fields": [plain("one"), plain("two")]},
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "rich"}]}
            ],
        },
        {"type": "markdown", "text": "**strong**"},
        {"type": "file", "external_id": "F-7", "source": "remote"},
    ]

    root = said("", blocks)

    assert root.one("img").attributes["alt"] == "A cat"
    assert [one.text for one in root.one(class_="section-fields").all("div")] == ["one", "two"]
    for words in ("Cat", "A dog", "bad", "rich", "strong", "F-7"):
        assert words in root.text


def test_a_table_has_its_first_row_as_heads() -> None:
    """Cells of every kind; sides as the app sets them."""
    rows = [
        [{"type": "raw_text", "text": "Name"}, {"type": "raw_text", "text": "Count"}],
        [
            {
                "type": "rich_text",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": "<b>"}]}
                ],
            },
            {"type": "raw_number", "value": 7},
        ],
    ]
    block = {"type": "table", "rows": rows, "column_settings": [None, {"align": "right"}]}

    root = said("", [block])

    assert [one.text for one in root.all("th", scope="col")] == ["Name", "Count"]
    assert [one.text for one in root.all("td")] == ["<b>", "7"]
    assert root.all("td")[1].attributes["class"] == "align-right"


def test_a_block_that_is_not_drawn_says_so_and_keeps_its_words_and_buttons() -> None:
    """Somebody who practises sees that Slack shows more."""
    card = {"type": "card", "title": plain("A card"), "actions": [a_button("Press")]}
    broken = {"type": "video", "title": {"type": "button"}, "alt_text": ["x"]}

    root = said("", [card, broken, {"type": "no_such_type"}])

    assert "“card”" in root.text
    assert "A card" in root.text
    assert root.called("Press").attributes["name"] == "press"
    assert "“no_such_type”" in root.text
