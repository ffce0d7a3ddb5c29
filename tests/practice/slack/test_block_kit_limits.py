"""Each limit of Block Kit: at the limit fine, one above it refused; † in its name: uncertain."""

from typing import Any

import pytest

from practice.slack import problems_of_blocks, problems_of_view
from practice.slack.blockkit.check import problems_of_options

from .shapes import Json, actions, button, field, modal, option, plain, section, text_field

LONG = {n: "x" * n for n in (24, 30, 75, 100, 150, 255, 300, 2000, 3000)}


def select(count: int) -> Json:
    return {"type": "static_select", "options": [option(f"{n}") for n in range(count)]}


def groups(count: int) -> Json:
    grouped = [{"label": plain("g"), "options": [option(f"{n}")]} for n in range(count)]
    return {"type": "static_select", "option_groups": grouped}


def confirm(**more: Any) -> Json:
    asked = {
        "title": plain("Sure?"),
        "text": plain("It goes."),
        "confirm": plain("Yes"),
        "deny": plain("No"),
    }
    return button("b", confirm=asked | more)


AT_THE_LIMIT: dict[str, tuple[Json, Json]] = {
    "header text 150": (
        {"type": "header", "text": plain(LONG[150])},
        {"type": "header", "text": plain(LONG[150] + "x")},
    ),
    "section text 3000": (section(LONG[3000]), section(LONG[3000] + "x")),
    "section fields 10": (
        {"type": "section", "fields": [plain("f")] * 10},
        {"type": "section", "fields": [plain("f")] * 11},
    ),
    "section field 2000 †": (
        {"type": "section", "fields": [plain(LONG[2000])]},
        {"type": "section", "fields": [plain(LONG[2000] + "x")]},
    ),
    "actions elements 25": (
        actions(*(button("b", f"{n}") for n in range(25))),
        actions(*(button("b", f"{n}") for n in range(26))),
    ),
    "context elements 10": (
        {"type": "context", "elements": [plain("c")] * 10},
        {"type": "context", "elements": [plain("c")] * 11},
    ),
    "button text 75": (actions(button(LONG[75])), actions(button(LONG[75] + "x"))),
    "button value 2000": (
        actions(button("b", value=LONG[2000])),
        actions(button("b", value=LONG[2000] + "x")),
    ),
    "button url 3000": (
        actions(button("b", url=LONG[3000])),
        actions(button("b", url=LONG[3000] + "x")),
    ),
    "block_id 255": (section("s", block_id=LONG[255]), section("s", block_id=LONG[255] + "x")),
    "action_id 255": (actions(button("b", LONG[255])), actions(button("b", LONG[255] + "x"))),
    "options 100": (field("f", "f", select(100)), field("f", "f", select(101))),
    "option text 75": (
        field("f", "f", {"type": "static_select", "options": [option(LONG[75], "v")]}),
        field("f", "f", {"type": "static_select", "options": [option(LONG[75] + "x", "v")]}),
    ),
    "option value 150": (
        field("f", "f", {"type": "static_select", "options": [option("t", LONG[150])]}),
        field("f", "f", {"type": "static_select", "options": [option("t", LONG[150] + "x")]}),
    ),
    "option group label 75": (
        field(
            "f",
            "f",
            {
                "type": "static_select",
                "option_groups": [{"label": plain(LONG[75]), "options": [option("o")]}],
            },
        ),
        field(
            "f",
            "f",
            {
                "type": "static_select",
                "option_groups": [{"label": plain(LONG[75] + "x"), "options": [option("o")]}],
            },
        ),
    ),
    "placeholder 150": (
        text_field("f", "f", placeholder=plain(LONG[150])),
        text_field("f", "f", placeholder=plain(LONG[150] + "x")),
    ),
    "overflow options 5": (
        actions({"type": "overflow", "options": [option(f"{n}") for n in range(5)]}),
        actions({"type": "overflow", "options": [option(f"{n}") for n in range(6)]}),
    ),
    "checkboxes options 10 †": (
        field("f", "f", {"type": "checkboxes", "options": [option(f"{n}") for n in range(10)]}),
        field("f", "f", {"type": "checkboxes", "options": [option(f"{n}") for n in range(11)]}),
    ),
    "radio options 10 †": (
        field("f", "f", {"type": "radio_buttons", "options": [option(f"{n}") for n in range(10)]}),
        field("f", "f", {"type": "radio_buttons", "options": [option(f"{n}") for n in range(11)]}),
    ),
    "confirm title 100": (
        actions(confirm(title=plain(LONG[100]))),
        actions(confirm(title=plain(LONG[100] + "x"))),
    ),
    "confirm text 300": (
        actions(confirm(text=plain(LONG[300]))),
        actions(confirm(text=plain(LONG[300] + "x"))),
    ),
    "confirm button 30": (
        actions(confirm(confirm=plain(LONG[30]))),
        actions(confirm(confirm=plain(LONG[30] + "x"))),
    ),
    "input label 2000": (text_field(LONG[2000], "f"), text_field(LONG[2000] + "x", "f")),
    "input hint 2000": (
        text_field("f", "f") | {"hint": plain(LONG[2000])},
        text_field("f", "f") | {"hint": plain(LONG[2000] + "x")},
    ),
    "text input max_length 3000 †": (
        text_field("f", "f", max_length=3000),
        text_field("f", "f", max_length=3001),
    ),
    "text input initial_value 3000": (
        text_field("f", "f", initial_value=LONG[3000]),
        text_field("f", "f", initial_value=LONG[3000] + "x"),
    ),
    "option groups 100": (field("f", "f", groups(100)), field("f", "f", groups(101))),
    "confirm deny 30": (
        actions(confirm(deny=plain(LONG[30]))),
        actions(confirm(deny=plain(LONG[30] + "x"))),
    ),
    "image url 3000": (
        {"type": "image", "image_url": f"https://{LONG[3000][8:]}", "alt_text": "a"},
        {"type": "image", "image_url": f"https://{LONG[3000][8:]}x", "alt_text": "a"},
    ),
    "image alt 2000": (
        {"type": "image", "image_url": "https://www.example.com/a", "alt_text": LONG[2000]},
        {"type": "image", "image_url": "https://www.example.com/a", "alt_text": LONG[2000] + "x"},
    ),
}


@pytest.mark.parametrize("limit", AT_THE_LIMIT)
def test_each_limit_holds_exactly(limit: str) -> None:
    fine, too_much = AT_THE_LIMIT[limit]

    assert problems_of_view(modal(fine)) == []
    assert problems_of_view(modal(too_much)) != []


REFUSED: dict[str, Json] = {
    "an unknown block type": {"type": "hologram"},
    "an unknown element type": actions({"type": "lever", "action_id": "a"}),
    "an unknown field of a block": section("s", colour="red"),
    "an unknown field of an element": actions(button("b", size="large")),
    "a section without text or fields": {"type": "section"},
    "an empty text": section(""),
    "mrkdwn in a header": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "mrkdwn on a button": actions(button("b") | {"text": {"type": "mrkdwn", "text": "x"}}),
    "actions without elements": actions(),
    "a select without options": field("f", "f", {"type": "static_select", "options": []}),
    "a text input outside of an input": actions({"type": "plain_text_input", "action_id": "a"}),
    "a button in an input": field("f", "f", button("b")),
    "a button style of its own": actions(button("b", style="loud")),
    "an option without a value": field(
        "f", "f", {"type": "static_select", "options": [{"text": plain("x"), "value": ""}]}
    ),
    "an initial option that is not offered": field(
        "f",
        "f",
        {"type": "static_select", "options": [option("a")], "initial_option": option("b")},
    ),
    "an empty list of initial users": field(
        "f", "f", {"type": "multi_users_select", "initial_users": []}
    ),
    "an image without alt text": {"type": "image", "image_url": "https://www.example.com/a"},
    "a picture of no address of the web †": section(
        "s", accessory={"type": "image", "image_url": "/people/U_1.svg", "alt_text": "a"}
    ),
    "a table in a modal": {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}]]},
    "a markdown block in a modal": {"type": "markdown", "text": "x"},
}


@pytest.mark.parametrize("what", REFUSED)
def test_each_malformed_block_is_refused(what: str) -> None:
    assert problems_of_view(modal(REFUSED[what])) != []


def test_block_ids_are_unique() -> None:
    assert problems_of_view(modal(section("a", block_id="x"), section("b", block_id="x"))) != []


def test_action_ids_are_unique_within_a_block() -> None:
    assert problems_of_blocks([actions(button("a", "x"), button("b", "x"))]) != []
    assert problems_of_blocks([actions(button("a", "x")), section("s")]) == []


def test_a_message_has_50_blocks_a_view_100() -> None:
    """† of the message."""
    assert problems_of_blocks([section("s")] * 50) == []
    assert problems_of_blocks([section("s")] * 51) != []
    assert problems_of_view(modal(*[section("s")] * 100)) == []
    assert problems_of_view(modal(*[section("s")] * 101)) != []


def test_an_input_needs_submit() -> None:
    """†"""
    view = modal(text_field("f", "f"))
    del view["submit"]

    assert problems_of_view(view) != []


@pytest.mark.parametrize("key", ["title", "submit", "close"])
def test_title_submit_and_close_have_24_characters(key: str) -> None:
    assert problems_of_view(modal() | {key: plain(LONG[24])}) == []
    assert problems_of_view(modal() | {key: plain(LONG[24] + "x")}) != []


def test_private_metadata_has_3000_characters() -> None:
    assert problems_of_view(modal(private_metadata=LONG[3000])) == []
    assert problems_of_view(modal(private_metadata=LONG[3000] + "x")) != []


@pytest.mark.parametrize("key", ["callback_id", "external_id"])
def test_ids_of_views_have_255_characters(key: str) -> None:
    assert problems_of_view(modal() | {key: LONG[255]}) == []
    assert problems_of_view(modal() | {key: LONG[255] + "x"}) != []


def test_a_home_has_neither_title_nor_submit() -> None:
    assert problems_of_view({"type": "home", "blocks": [section("s")]}) == []
    assert problems_of_view(modal() | {"type": "home"}) != []


@pytest.mark.parametrize("kinds", ["csv", [], [""], [1]], ids=["a text", "none", "empty", "number"])
def test_the_types_of_a_file_input_are_a_list_of_endings(kinds: Any) -> None:
    upload = field("CSV file", "csv", {"type": "file_input", "filetypes": kinds})

    assert problems_of_view(modal(upload))


def test_a_file_input_stands_in_modals_only() -> None:
    """†"""
    upload = field("CSV file", "csv", {"type": "file_input", "filetypes": ["csv"], "max_files": 1})

    assert problems_of_view(modal(upload)) == []
    assert problems_of_blocks([upload]) != []


def test_a_table_has_100_rows_of_20_columns() -> None:
    cell = {"type": "raw_text", "text": "a"}

    def table(rows: int, columns: int) -> Json:
        return {"type": "table", "rows": [[cell] * columns] * rows}

    assert problems_of_blocks([table(100, 20)]) == []
    assert problems_of_blocks([table(101, 20)]) != []
    assert problems_of_blocks([table(100, 21)]) != []


def test_context_actions_are_five() -> None:
    feedback = {
        "type": "icon_button",
        "action_id": "a",
        "icon": "trash",
        "text": plain("Delete"),
    }

    def row(count: int) -> Json:
        elements = [feedback | {"action_id": f"{n}"} for n in range(count)]
        return {"type": "context_actions", "elements": elements}

    assert problems_of_blocks([row(5)]) == []
    assert problems_of_blocks([row(6)]) != []


def test_a_message_has_one_table() -> None:
    """† And a modal has none: that stands in `REFUSED`."""
    rows: list[Any] = [[{"type": "raw_text", "text": "a"}]]
    table: Json = {"type": "table", "rows": rows}

    assert problems_of_blocks([table]) == []
    assert problems_of_blocks([table, table]) != []


def test_suggested_options_are_100_with_the_limits_of_options() -> None:
    assert problems_of_options({"options": [option(f"{n}") for n in range(100)]}) == []
    assert problems_of_options({"options": []}) == []
    assert problems_of_options({"options": [option(f"{n}") for n in range(101)]}) != []
    assert problems_of_options({"options": [option(LONG[75] + "x", "v")]}) != []
    assert problems_of_options({"options": [option("t", LONG[150] + "x")]}) != []
    assert problems_of_options(None) != []


def test_newer_blocks_are_checked_by_the_models_of_the_sdk() -> None:
    assert problems_of_blocks([{"type": "markdown", "text": LONG[3000] * 4}]) == []
    assert problems_of_blocks([{"type": "markdown", "text": LONG[3000] * 4 + "x"}]) != []
    assert problems_of_blocks([{"type": "rich_text", "elements": []}]) == []
    assert problems_of_blocks([{"type": "rich_text"}]) != []


@pytest.mark.parametrize("wrong", [None, "", 1, [], {}, True, [None], {"type": []}])
def test_malformed_json_is_a_problem_and_no_crash(wrong: Any) -> None:
    assert problems_of_view(wrong) != []
    assert problems_of_view(modal(wrong)) != []
    assert problems_of_view(modal(field("f", "f", wrong if isinstance(wrong, dict) else {}))) != []
    if wrong is not None:
        assert problems_of_view(modal(field("f", "f", select(2) | {"initial_option": wrong}))) != []
