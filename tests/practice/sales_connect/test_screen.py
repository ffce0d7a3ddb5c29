"""Sales Connect as a person sees it and presses its buttons."""

import csv
from datetime import timedelta

import pytest
from starlette.datastructures import FormData

from practice import company
from practice.company import Employee
from practice.page.screens import team_access as screen
from practice.sales_connect.team_access import WAIT
from tests.practice.page.drawn import drawn

from .conftest import ADA, CARLA, READY, SOL, START, Office
from .reading import Page

HREF = "/as/sol/team-access"
EMPLOYEES = {employee.handle: employee for employee in company.EMPLOYEES}
THE_BOTS = {
    "Connect users",
    "Invite users",
    "I've connected",
    "Reveal credentials",
    "Hand over credentials",
    "All connected",
    "I've invited them",
    "Workspaces",
    "Settings",
}


def page(office: Office, who: str = "sol", *, after: timedelta = WAIT, message: str = "") -> Page:
    html = screen.render(
        office.state, EMPLOYEES[who], START + after, HREF, message or None, marketo=office.marketo
    )
    return Page(html)


def press(
    office: Office,
    *fields: tuple[str, str],
    who: Employee = EMPLOYEES["sol"],
    after: timedelta = WAIT,
) -> str:
    return screen.handle(
        office.state, who, FormData([*fields]), START + after, marketo=office.marketo
    )


@pytest.mark.parametrize("who", [handle for handle in EMPLOYEES if handle != "sol"])
def test_only_the_sales_connect_admin_opens_the_screen(ready: Office, who: str) -> None:
    """Everybody else reads who may, and can press nothing."""
    seen = page(ready, who)

    answer = press(ready, ("do", "invite"), ("addresses", CARLA), who=EMPLOYEES[who])

    assert "Only the Sales Connect admin, Sol" in seen.text
    assert (seen.forms, seen.buttons) == ([], [])
    assert SOL not in seen.text
    assert answer == "Only a Sales Connect admin may do this."


def test_it_says_that_it_is_made_up(office: Office) -> None:
    for who in ("sol", "gus"):
        seen = page(office, who)
        assert "made up" in seen.text
        assert "The real screens look different" in seen.text


def test_both_words_stand_where_screens_have_two(office: Office) -> None:
    seen = page(office)

    for name in ("Team Access", "User Access", "Team Management", "User Management"):
        assert name in seen.text


@pytest.mark.parametrize("is_connected", [False, True])
def test_every_field_has_a_label_and_every_form_an_address(is_connected: bool) -> None:
    office = Office()
    if is_connected:
        office.connect()

    seen = page(office)

    assert seen.unlabelled == []
    assert len(seen.ids) == len(set(seen.ids))
    assert [(form.action, form.method) for form in seen.forms] == [(HREF, "post")] * (
        4 if is_connected else 5
    )
    assert {tag for tag, _ in seen.headings} == {"h2", "h3"}


def test_no_button_is_called_like_one_of_the_bots(ready: Office) -> None:
    names = {words for words, _ in page(ready).buttons} | {
        words for words, _ in page(Office()).buttons
    }

    assert {
        "Connect in Sales Connect",
        "Connect ticked users",
        "Disconnect those ticked",
        "Disconnect from Marketo",
        "Send invitations",
    } <= names
    assert not names & THE_BOTS


def test_every_button_is_understood(ready: Office) -> None:
    """What a form sends as `do` is known to `handle`, in whatever state the screen is."""
    for office in (Office(), ready):
        for form in page(office).forms:
            hidden = [str(f["value"]) for f in form.fields if f.get("name") == "do"]
            pressed = hidden or [str(attrs["value"]) for _, attrs in form.buttons]
            assert pressed
            for do in pressed:
                assert press(office, ("do", do)) != "This screen has no such button."


def test_an_unknown_button_is_told(ready: Office) -> None:
    assert press(ready) == "This screen has no such button."


def test_the_admin_connects_and_reads_how_long_to_wait(office: Office) -> None:
    said = press(
        office,
        ("do", "connect"),
        ("munchkin_id", office.marketo.munchkin_id),
        ("client_id", office.marketo.client_id),
        ("client_secret", office.marketo.client_secret),
        after=timedelta(0),
    )

    early, late = page(office, after=timedelta(minutes=1)), page(office)
    assert "Wait ten minutes" in said
    assert "Sol Reyes owns this connection" in early.text
    assert "since 2025-06-02, 17:00" in early.text  # in Berlin, where Sol is
    assert "9 min left" in early.text
    assert "Ten minutes must pass" not in late.text


def test_what_was_typed_wrongly_is_told(office: Office) -> None:
    said = press(
        office,
        ("do", "connect"),
        ("munchkin_id", office.marketo.munchkin_id),
        ("client_id", office.marketo.client_id + " "),
        ("client_secret", office.marketo.client_secret),
    )

    assert "space in the Client ID" in said


def test_addresses_are_parted_by_lines_commas_and_spaces(office: Office) -> None:
    said = press(
        office,
        ("do", "invite"),
        ("addresses", f"{CARLA}\r\nelif@lumensails.example, dev@lumensails.example;\n {ADA}"),
    )

    assert said == f"Invited 3 people into the team Everyone. There already: {ADA}."
    assert list(office.state.members)[-3:] == [
        CARLA,
        "elif@lumensails.example",
        "dev@lumensails.example",
    ]


def test_ticked_people_are_connected_with_ticked_workspaces(ready: Office) -> None:
    said = press(
        ready,
        ("address", CARLA),
        ("address", ADA),
        ("workspace", "France"),
        ("workspace", "Nordics"),
        ("do", "connect_users"),
    )

    assert said == "Connected 2 people to France, Nordics."
    assert "France, Nordics" in page(ready).text


def test_none_ticked_is_told_as_the_default(ready: Office) -> None:
    said = press(ready, ("address", CARLA), ("do", "connect_users"))

    assert said == "Connected 1 person to the default Marketo workspace, Default."
    assert "default Marketo workspace, Default" in page(ready).text


def test_a_refusal_is_told_in_its_words(ready: Office) -> None:
    press(ready, ("address", CARLA), ("do", "connect_users"))

    again = press(ready, ("address", CARLA), ("do", "connect_users"))
    early = press(ready, ("address", ADA), ("do", "connect_users"), after=timedelta(0))

    assert "disconnect first" in again
    assert "10 min are left" in early


def test_ticked_people_are_disconnected(ready: Office) -> None:
    press(ready, ("address", CARLA), ("do", "connect_users"))

    said = press(ready, ("address", CARLA), ("do", "disconnect_users"))

    assert said == "Disconnected 1 person; they can be connected again."
    assert ready.state.connected_users() == []


def test_the_owner_leaves(ready: Office) -> None:
    press(ready, ("address", CARLA), ("do", "connect_users"))

    said = press(ready, ("do", "disconnect_marketo"))

    assert "1 person lost access" in said
    assert "not connected to Marketo yet" in page(ready).text


def test_a_second_admin_sees_how_to_take_the_connection_over(ready: Office) -> None:
    said = press(ready, ("do", "make_admin"), ("address", ADA))

    seen = page(ready, "ada")

    assert said == "Ada Brook is an admin of Sales Connect now."
    assert "Take the connection over" in seen.text
    assert "Disconnect from Marketo" not in {words for words, _ in seen.buttons}


def test_every_invited_person_has_a_box_and_every_workspace(ready: Office) -> None:
    seen = page(ready)

    [box] = [f for f in seen.fields if f.get("value") == CARLA and f.get("type") == "checkbox"]
    assert box["aria-label"] == f"Carla Moreno, {CARLA}"
    assert seen.labels[str(box["id"])] == "Carla Moreno"
    assert all(w.name in seen.labels.values() for w in ready.marketo.workspaces)


def test_what_people_type_is_shown_as_text(ready: Office) -> None:
    """No address and no workspace becomes markup."""
    press(ready, ("do", "invite"), ("addresses", "<b>@x.example '&@x.example"))
    press(ready, ("do", "invite"), ("addresses", "'&b@x.example"))
    ready.marketo.workspaces[1].name = "<script>alert(1)</script>"

    html = screen.render(
        ready.state, EMPLOYEES["sol"], READY, HREF, "<i>said</i>", marketo=ready.marketo
    )

    assert "<script" not in html
    assert "<i>" not in html
    assert "'&b" not in html
    assert "<script>alert(1)</script>" in Page(html).text


def test_what_was_done_last_is_a_status(ready: Office) -> None:
    html = screen.render(ready.state, EMPLOYEES["sol"], READY, HREF, "Done.", marketo=ready.marketo)

    assert '<p role="status" class="said" id="said" tabindex="-1">Done.</p>' in html
    assert 'id="said"' not in screen.render(
        ready.state, EMPLOYEES["sol"], READY, HREF, None, marketo=ready.marketo
    )


def test_a_second_admin_finds_the_values_on_the_page(ready: Office) -> None:
    """Sales Connect shows them while it is connected: whoever takes over needs no hand-over."""
    shown = page(ready)

    assert ready.marketo.client_secret in str(shown.text)


def test_an_account_that_is_not_connected_shows_no_values(office: Office) -> None:
    assert office.marketo.client_secret not in str(page(office).text)


def test_marketo_is_let_connect_by_itself(office: Office) -> None:
    said = press(office, ("do", "connect_by_itself"), after=timedelta(0))

    assert "by itself" in said
    assert office.state.connected_by == SOL


def test_a_company_is_invited_and_connected_in_three_batches(office: Office) -> None:
    """By lists as they are copied, each with workspaces of its own."""
    office.connect()
    people = [f"person{number:03}@lumensails.example" for number in range(1, 121)]
    batches = {"Default": people[:50], "France": people[50:100], "Nordics": people[100:]}

    invited = press(office, ("do", "invite"), ("addresses", "\r\n".join(people)))
    for workspace, batch in batches.items():
        ticked = [("address", address) for address in batch]
        said = press(office, *ticked, ("workspace", workspace), ("do", "connect_users"))
        assert said == f"Connected {len(batch)} people to {workspace}."

    assert invited == "Invited 120 people into the team Everyone."
    assert len(office.state.connected_users()) == 120


def test_each_value_has_a_cell_of_its_own(ready: Office) -> None:
    """Copied as it is, the table is text with tabs between them."""
    press(ready, ("address", CARLA), ("workspace", "Nordics"), ("do", "connect_users"))
    html = screen.render(ready.state, EMPLOYEES["sol"], READY, HREF, None, marketo=ready.marketo)

    head, *rows = [
        [cell.text for cell in row.children if not isinstance(cell, str)]
        for row in drawn(str(html)).all("tr")
    ]

    assert head == ["Name", "Email", "Status", "Workspaces"]
    assert rows == [
        ["Sol Reyes", SOL, "Not connected", ""],
        ["Ada Brook", ADA, "Not connected", ""],
        ["Carla Moreno", CARLA, "Connected", "Nordics"],
    ]


def test_the_export_says_the_same_as_the_screen(ready: Office) -> None:
    ticked = [("workspace", "France"), ("workspace", "Nordics")]
    press(ready, ("address", CARLA), *ticked, ("do", "connect_users"))

    exported = screen.export(ready.state, EMPLOYEES["sol"], marketo=ready.marketo)

    assert exported is not None
    assert list(csv.reader(exported.splitlines())) == [
        ["Name", "Email", "Status", "Workspaces"],
        ["Sol Reyes", SOL, "Not connected", ""],
        ["Ada Brook", ADA, "Not connected", ""],
        ["Carla Moreno", CARLA, "Connected", "France, Nordics"],
    ]


def test_nobody_but_the_admin_exports(ready: Office) -> None:
    assert screen.export(ready.state, EMPLOYEES["ada"], marketo=ready.marketo) is None
