"""Fields on the page: what they are called, what stands in them, what is said of them."""

import pytest

from practice.slack.forms import VALUE_KEY, Values
from practice.slack.messages import Json

from .building import PEOPLE, actions, an_input, options, plain, view


def test_a_required_field_says_so_beside_its_name() -> None:
    """The star is for eyes only; an optional field says it in the same way."""
    required = view([an_input({"type": "plain_text_input"})])
    optional = view([an_input({"type": "plain_text_input"}, optional=True)])

    assert required.called("Label").attributes["aria-required"] == "true"
    assert "required" not in required.called("Label").attributes
    assert required.one(class_="star").attributes["aria-hidden"] == "true"
    assert "aria-required" not in optional.called("Label").attributes
    assert optional.one(class_="optional").attributes["aria-hidden"] == "true"


def test_a_required_group_says_so_in_its_description() -> None:
    """The role `group` has no `aria-required`."""
    block = an_input({"type": "checkboxes", "options": options("One")})

    root = view([block])

    group = root.called("Label")
    assert group.attributes["role"] == "group"
    assert "aria-required" not in group.attributes
    assert root.described(group) == ["Required"]


@pytest.mark.parametrize(
    "element",
    [
        {"type": "plain_text_input"},
        {"type": "static_select", "options": options("One")},
        {"type": "multi_users_select"},
        {"type": "multi_external_select"},
        {"type": "radio_buttons", "options": options("One")},
        {"type": "file_input"},
    ],
)
def test_a_fault_is_an_alert_tied_to_its_field(element: Json) -> None:
    """It is heard when it comes, and again with the field, before the hint."""
    block = an_input(element, hint=plain("A hint"), optional=True)

    root = view([block], errors={"b": "No <space> there"})

    field = root.called("Label")
    assert root.one(role="alert").text == "No <space> there"
    assert field.attributes["aria-invalid"] == "true"
    assert root.described(field) == ["No <space> there", "A hint"]


def test_what_stands_in_a_text_field_is_shown() -> None:
    """To the letter, line breaks at both ends included."""
    text = "\none\n</textarea><script>\n"
    one = an_input({"type": "plain_text_input", "max_length": 40})
    many = an_input({"type": "plain_text_input", "multiline": True})

    values: Values = {"b": {"a": {"type": "plain_text_input", "value": text}}}

    field = view([one], values=values).called("Label")
    assert field.attributes["value"] == text
    assert field.attributes["maxlength"] == "40"
    assert field.attributes["name"] == "field/b/a"
    assert (
        view([many], values=values).called("Label").raw == "\n" + text
    )  # a browser drops the first


@pytest.mark.parametrize("kind", ["email_text_input", "url_text_input", "number_input"])
def test_the_browser_never_refuses_what_slacks_client_would(kind: str) -> None:
    """Its bubble would keep the form, and the words beside the field, from coming."""
    field = view([an_input({"type": kind, "initial_value": "x"})]).called("Label")

    assert field.attributes["type"] == "text"
    assert field.attributes["value"] == "x"


def test_people_stand_with_name_and_role() -> None:
    """In the order that is offered, the chosen one chosen, somebody who has gone still seen."""
    one = view([an_input({"type": "users_select", "initial_user": "U_2"}, optional=True)])
    gone = view([an_input({"type": "users_select", "initial_user": "U_MARA"})])

    options = one.called("Label").all("option")
    assert [(o.attributes["value"], o.text) for o in options] == [("", "Choose an option"), *PEOPLE]
    assert [o.text for o in options if "selected" in o.attributes] == [PEOPLE[1][1]]
    assert [o.text for o in gone.all("option") if "selected" in o.attributes] == ["Mara"]


def test_a_required_choice_cannot_be_emptied_again() -> None:
    """As in Slack; what was never chosen shows the placeholder."""
    select = {
        "type": "static_select",
        "options": options("One", "Two"),
        "placeholder": plain("Pick"),
    }
    chosen = select | {"initial_option": options("Two")[0]}

    assert [o.text for o in view([an_input(select)]).all("option")] == ["Pick", "One", "Two"]
    assert [o.text for o in view([an_input(chosen)]).all("option")] == ["One", "Two"]
    assert len(view([an_input(chosen, optional=True)]).all("option")) == 3


def test_options_in_groups_stand_in_groups() -> None:
    """In a select and among check boxes."""
    groups = [
        {"label": plain("A"), "options": options("One")},
        {"label": plain("B"), "options": options("Two")},
    ]

    one = view([an_input({"type": "static_select", "option_groups": groups})])
    many = view([an_input({"type": "multi_static_select", "option_groups": groups})])

    assert [g.attributes["label"] for g in one.all("optgroup")] == ["A", "B"]
    assert many.called("B").one("input").attributes["value"] == "two"


def test_channels_are_those_offered_for_the_field() -> None:
    """With their `#name`."""
    select = view([an_input({"type": "conversations_select", "initial_conversation": "C_2"})])

    assert [o.text for o in select.all("option")] == ["#sales-invites", "#general"]
    assert "selected" in select.all("option")[1].attributes


def test_several_people_are_check_boxes_with_a_filter() -> None:
    """What is typed to find them has no name, so it is never sent."""
    root = view([an_input({"type": "multi_users_select", "initial_users": ["U_3"]}, "Who")])

    group = root.called("Who")
    assert group.tag == "fieldset"
    assert "name" not in root.called("Filter").attributes
    box = root.called("Person 3 (Salesperson)")
    assert box.attributes["name"] == "field/b/a"
    assert [
        b.attributes["value"]
        for b in group.all("input", type="checkbox")
        if "checked" in b.attributes
    ] == ["U_3"]


def test_few_options_have_no_filter() -> None:
    """Eight are seen at a glance; what is said about one is no part of its name."""
    offered = options(*"ABCDEFGH")
    offered[1] |= {"description": plain("About it")}
    root = view(
        [an_input({"type": "checkboxes", "options": offered, "initial_options": offered[:1]})]
    )

    assert root.all("input", type="search") == []
    assert "checked" in root.called("A").attributes
    assert root.described(root.called("B")) == ["About it"]


def test_radio_buttons_are_one_group() -> None:
    """A role that knows `aria-required`."""
    radio = {
        "type": "radio_buttons",
        "options": options("One", "Two"),
        "initial_option": options("Two")[0],
    }

    root = view([an_input(radio)])

    assert root.called("Label").attributes["role"] == "radiogroup"
    assert root.called("Label").attributes["aria-required"] == "true"
    assert "checked" in root.called("Two").attributes


def test_an_external_select_shows_what_is_chosen_and_says_where_the_rest_is() -> None:
    """The script asks for it, at once where no character is needed."""
    element = {
        "type": "multi_external_select",
        "min_query_length": 0,
        "initial_options": options("EMEA"),
    }

    root = view([an_input(element, "Workspaces")])

    group = root.called("Workspaces")
    assert "checked" in root.called("EMEA").attributes
    assert root.called("Search").attributes["type"] == "search"
    wanted = {
        "data-place": "V1",
        "data-block": "b",
        "data-action": "a",
        "data-least": "0",
        "data-name": "field/b/a",
        "data-kind": "checkbox",
    }
    assert wanted.items() <= group.attributes.items()
    assert root.one(data_box="").attributes["data-given"] == '["emea"]'


def test_one_option_of_the_apps_can_be_taken_back_where_it_is_optional() -> None:
    """By a radio button that says so."""
    element = {"type": "external_select"}

    assert "checked" in view([an_input(element, optional=True)]).called("None").attributes
    assert view([an_input(element)]).all("input", type="radio") == []


def test_dates_times_and_moments_have_the_browsers_own_controls() -> None:
    """A moment travels as seconds, and is shown in the time zone of who looks."""
    date = view([an_input({"type": "datepicker", "initial_date": "2030-01-15"})]).called("Label")
    time = view([an_input({"type": "timepicker", "initial_time": "09:30"})]).called("Label")
    root = view([an_input({"type": "datetimepicker", "initial_date_time": 1_894_698_000})])

    assert (date.attributes["type"], date.attributes["value"]) == ("date", "2030-01-15")
    assert (time.attributes["type"], time.attributes["value"]) == ("time", "09:30")
    assert root.called("Label").attributes["value"] == "2030-01-15T10:00"
    hidden = root.one("input", type="hidden", name="field/b/a").attributes
    assert (hidden["name"], hidden["value"]) == ("field/b/a", "1894698000")


def test_a_file_field_takes_the_kinds_that_the_app_takes() -> None:
    """And several where it takes several."""
    one = view([an_input({"type": "file_input", "filetypes": ["csv"], "max_files": 1})]).called(
        "Label"
    )
    many = view([an_input({"type": "file_input"})]).called("Label")

    assert one.attributes["accept"] == ".csv"
    assert "multiple" not in one.attributes
    assert "multiple" in many.attributes


def test_a_field_outside_an_input_block_tells_of_its_change() -> None:
    """Named by its section's text, or in a row by its placeholder; an input only if told so."""
    select = {
        "type": "static_select",
        "action_id": "a",
        "options": options("One"),
        "placeholder": plain("Sort"),
    }
    section = {
        "type": "section",
        "block_id": "s",
        "text": {"type": "mrkdwn", "text": "*Pick* one"},
        "accessory": select,
    }
    root = view(
        [
            section,
            actions(select),
            an_input(select, "Quiet"),
            an_input(select, "Loud", dispatch_action=True) | {"block_id": "b2"},
        ]
    )

    assert root.called("Pick one").attributes["data-dispatch"] == "s/a"
    assert root.called("Sort").attributes["data-dispatch"] == "row/a"
    assert "data-dispatch" not in root.called("Quiet").attributes
    assert root.called("Loud").attributes["data-dispatch"] == "b2/a"


@pytest.mark.parametrize("kind", VALUE_KEY)
def test_every_kind_of_field_is_drawn_without_a_value(kind: str) -> None:
    """Also without options, placeholder or ids of its own that anybody thought of."""
    root = view([an_input({"type": kind}, 'A "label" & <more>') | {"block_id": 'x/"<é> y'}])

    if kind != "rich_text_input":
        assert root.called('A "label" & <more>').id.startswith("V1/x%2F%22")
