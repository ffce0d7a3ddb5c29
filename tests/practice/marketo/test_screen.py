"""Marketo's Admin pages as a person sees them."""

from datetime import UTC, datetime

import pytest
from starlette.datastructures import FormData

from practice import company
from practice.company import Employee
from practice.marketo.state import PERMISSIONS, USERS, MarketoState
from practice.page.screens import marketo as screen
from tests.practice.sales_connect.reading import Page

NOW = datetime(2025, 6, 2, 15, 0, tzinfo=UTC)
HREF = "/as/mara/marketo"
MARA = company.BY_ID[company.MARKETO_ADMIN]
OTHERS = [employee for employee in company.EMPLOYEES if employee != MARA]


def page(state: MarketoState, who: Employee = MARA) -> Page:
    return Page(screen.render(state, who, NOW, HREF, None))


def press(state: MarketoState, *fields: tuple[str, str], who: Employee = MARA) -> str:
    return screen.handle(state, who, FormData([*fields]), NOW)


@pytest.mark.parametrize("who", OTHERS, ids=lambda employee: employee.handle)
def test_only_the_marketo_admin_opens_admin(state: MarketoState, who: Employee) -> None:
    """Everybody else reads who may, and no credential."""
    seen = page(state, who)

    said = press(state, ("do", "permissions"), who=who)

    assert "Only the Marketo admin, Mara" in seen.text
    assert (seen.forms, seen.buttons) == ([], [])
    assert state.client_secret not in seen.text
    assert said == "Only the Marketo admin may do this."
    assert state == MarketoState()


def test_it_says_that_it_is_made_up(state: MarketoState) -> None:
    for who in (MARA, OTHERS[0]):
        seen = page(state, who)
        assert "made up" in seen.text
        assert "The real screens look different" in seen.text


def test_both_words_stand_where_screens_have_two(state: MarketoState) -> None:
    assert "Sales Connect" in page(state).text
    assert "Sales Engage" in page(state).text


def test_the_three_values_can_be_copied(state: MarketoState) -> None:
    """Each has a button that names it; the other pair is told apart by its name."""
    copied = {words: attrs.get("data-copy-value") for words, attrs in page(state).buttons}

    assert copied["Copy Munchkin ID"] == state.munchkin_id
    assert copied["Copy Client ID"] == state.client_id
    assert copied["Copy Client Secret"] == state.client_secret
    assert copied["Copy API Client ID"] == state.api.client_id
    assert copied["Copy API Client Secret"] == state.api.client_secret


def test_every_field_has_a_label_and_every_form_an_address(state: MarketoState) -> None:
    seen = page(state)

    assert seen.unlabelled == []
    assert len(seen.ids) == len(set(seen.ids))
    assert [(form.action, form.method) for form in seen.forms] == [(HREF, "post")] * 3
    assert {tag for tag, _ in seen.headings} == {"h2", "h3"}


def test_every_button_is_understood(state: MarketoState) -> None:
    for form in page(state).forms:
        for do in [str(f["value"]) for f in form.fields if f.get("name") == "do"]:
            assert press(state, ("do", do)) != "This screen has no such button."
    assert press(state) == "This screen has no such button."


def test_permissions_are_taken_and_given_one_by_one(state: MarketoState) -> None:
    taken = press(state, ("do", "permissions"), ("permission", USERS))
    boxes = {f["value"]: "checked" in f for f in page(state).fields if f["name"] == "permission"}
    given = press(state, ("do", "permissions"), *(("permission", name) for name in PERMISSIONS))

    assert "603" in taken
    assert boxes == {PERMISSIONS[0]: False, USERS: True}
    assert "may read" in given
    assert state.api.permissions == list(PERMISSIONS)


def test_no_other_permission_is_kept(state: MarketoState) -> None:
    press(state, ("do", "permissions"), ("permission", "Everything"))

    assert state.api.permissions == []


def test_the_default_workspace_stays_it_under_another_name(state: MarketoState) -> None:
    said = press(state, ("do", "rename_workspace"), ("workspace", "1"), ("new_name", " HQ "))

    assert said == "Default is called HQ now. It is the default workspace still."
    assert state.default_workspace.name == "HQ"
    assert state.default_workspace.updated_at == NOW
    assert "HQ (default)" in page(state).text


def test_a_workspace_can_be_added(state: MarketoState) -> None:
    said = press(state, ("do", "add_workspace"), ("name", "Benelux"))

    added = state.workspaces[-1]
    assert said == "The workspace Benelux is there now."
    assert (added.id, added.name, added.created_at) == (16, "Benelux", NOW)


@pytest.mark.parametrize("name", ["", "   ", "x" * 101, "france"])
def test_a_name_that_is_taken_or_none_is_refused(state: MarketoState, name: str) -> None:
    press(state, ("do", "add_workspace"), ("name", name))
    press(state, ("do", "rename_workspace"), ("workspace", "2"), ("new_name", name))

    assert state == MarketoState()


def test_an_unknown_workspace_is_told(state: MarketoState) -> None:
    said = press(state, ("do", "rename_workspace"), ("workspace", "99"), ("new_name", "HQ"))

    assert said == "There is no such workspace."


def test_names_are_shown_as_text(state: MarketoState) -> None:
    press(state, ("do", "add_workspace"), ("name", "<script>alert(1)</script>"))

    html = screen.render(state, MARA, NOW, HREF, "<i>said</i>")

    assert "<script" not in html
    assert "<i>" not in html
