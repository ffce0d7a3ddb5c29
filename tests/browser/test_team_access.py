"""Team Access under the hands of somebody who does a batch: ticked by a list, found, copied."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.looks import assert_fine
from tests.browser.window import Window

Open = Callable[..., Window]
PEOPLE = [f"person{number:03}@lumensails.example" for number in range(1, 121)]
PEOPLE[1] = "pat.o'hara@lumensails.example"
MISSING = "nobody@lumensails.example"


def test_a_batch_is_ticked_by_its_list_and_each_act_spends_the_ticks(window: Open) -> None:
    """The list of a card goes in as it is; what is drawn meanwhile takes nothing away."""
    me = window()
    me.be("Sales Connect admin")
    me.open_screen("Team Access")
    page = me.page
    page.get_by_role("button", name="Let Marketo have done it by itself").click()
    page.get_by_label("Addresses to invite").fill("\n".join(PEOPLE))
    page.get_by_role("button", name="Send invitations").click()
    expect(page.get_by_text("Invited 120 people")).to_be_visible()

    ticked = page.get_by_text("people ticked.")
    page.get_by_label("Tick these addresses").fill(f"Batch 1: {', '.join(PEOPLE[:50])}; {MISSING}")
    expect(ticked).to_have_text(f"50 of 122 people ticked. Not in Team Access: {MISSING}.")
    page.get_by_role("checkbox", name="France").check()
    assert_fine(page, 1280)
    page.get_by_role("button", name="Connect ticked users").click()
    expect(page.get_by_text("Connected 50 people to France.")).to_be_focused()
    expect(page.get_by_text("Nobody is ticked.")).to_be_visible()

    page.get_by_label("Filter people").fill("PERSON10")
    page.get_by_label("Filter people").press("Enter")
    page.get_by_role("button", name="Select all shown").press("Enter")
    expect(ticked).to_contain_text("10 of 122")
    page.get_by_role("button", name="Jump 10 minutes ahead").click()
    expect(page.get_by_text("10 min ahead")).to_be_visible()
    expect(page.locator("tbody tr:visible")).to_have_count(10)
    expect(ticked).to_contain_text("10 of 122")
    page.get_by_role("button", name="Connect ticked users").click()
    expect(page.get_by_text("Connected 10 people")).to_be_visible()

    page.get_by_label("Tick these addresses").fill(PEOPLE[0])
    page.get_by_role("button", name="Disconnect those ticked").click()
    expect(page.get_by_text("Disconnected 1 person")).to_be_visible()


def test_the_table_is_copied_with_tabs_and_saved_as_csv(window: Open) -> None:
    """As an admin takes it along to the bot; with the same columns."""
    me = window()
    me.be("Sales Connect admin")
    me.open_screen("Team Access")

    copied = me.page.evaluate(
        "() => (getSelection().selectAllChildren(document.body), getSelection().toString())"
    )
    with me.page.expect_download() as saving:
        me.page.get_by_role("link", name="Export CSV").click()

    assert "Name\tEmail\tStatus\tWorkspaces\n" in copied
    assert "Sol Reyes\tsol@lumensails.example\tNot connected\t" in copied
    assert saving.value.suggested_filename == "team-access.csv"
    saved = saving.value.path().read_text(encoding="utf-8")
    assert saved.startswith("Name,Email,Status,Workspaces\n")
    assert "Sol Reyes,sol@lumensails.example,Not connected,\n" in saved
