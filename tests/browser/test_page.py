"""The page around the road: people, places, faults at fields, the clock, what the eye sees."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.looks import assert_fine
from tests.browser.window import Open, Window
from tests.practice.processes import PracticeProcess


def set_up(me: Window) -> None:
    me.be("Marketo admin")
    me.go("Sales Connect")
    me.set_up()


def test_everybody_of_the_contract_is_there(any_window: Open) -> None:
    """Roles, places and tools by the names of contract.md."""
    page = any_window().page
    people = page.get_by_role("combobox", name="You are").locator("option").all_text_contents()
    roles = re.findall(r"\((.*?)\)", " ".join(people))
    assert {
        "Marketo admin",
        "Sales Connect admin",
        "Salesforce admin",
        "Manager",
        "Guest",
    } <= set(roles)
    assert roles.count("Salesperson") >= 5
    places = page.get_by_role("navigation", name="Channels and messages")
    for place in ("#sales-invites", "#general", "Sales Connect"):
        expect(places.get_by_role("link", name=place)).to_be_visible()
    for tab in ("Home", "Messages"):
        expect(page.get_by_role("tab", name=tab)).to_be_visible()
    expect(page.get_by_role("button", name="Jump 10 minutes ahead")).to_be_visible()
    for region in ("What now?", "Inspector"):
        expect(page.get_by_role("region", name=region)).to_be_visible()


def test_one_salesperson_starts_in_french(any_window: Open) -> None:
    me = any_window()
    spoken = []
    for nth in range(6):
        me.be("Salesperson", nth)
        chosen = me.page.get_by_role("combobox", name="Language").locator("option:checked")
        spoken.append(chosen.text_content())
    assert spoken.count("Français") == 1


def test_help_is_only_visible_to_you(any_window: Open) -> None:
    me = any_window()
    me.go("#sales-invites")
    me.say("/salesconnect help")
    expect(me.article("where your setup stands")).to_contain_text("Only visible to you")

    me.be("Manager")
    expect(me.article("where your setup stands")).to_have_count(0)


def test_commands_are_completed_while_typing(any_window: Open) -> None:
    me = any_window()
    box = me.page.get_by_role("textbox", name="Message", exact=True)
    box.press_sequentially("/sal")
    options = me.page.get_by_role("option")
    expect(options.filter(has_text="/salesconnect setup")).to_be_visible()
    box.press_sequentially("esconnect st")
    expect(options.filter(has_text="/salesconnect status")).to_be_visible()
    box.press("ArrowDown")
    box.press("Tab")
    expect(box).to_have_value(re.compile(r"^/salesconnect status ?$"))


def test_a_fault_is_an_alert_tied_to_its_field_and_nothing_typed_is_lost(window: Open) -> None:
    me = window()
    set_up(me)
    me.press("Hand over credentials")
    dialog = me.dialog("Hand over credentials")
    me.fill(dialog, "Munchkin ID", "nonsense")
    me.fill(dialog, "Client ID", "an-id")
    me.fill(dialog, "Client Secret", "with a space")
    me.submit(dialog, "Hand over")

    alerts = dialog.get_by_role("alert")
    expect(alerts.filter(has_text="three digits, three letters")).to_be_visible()
    expect(alerts.filter(has_text="space")).to_be_visible()
    field = dialog.get_by_label("Munchkin ID")
    described = field.get_attribute("aria-describedby") or ""
    texts = [dialog.locator(f"[id='{id_}']").text_content() or "" for id_ in described.split()]
    assert any("123-ABC-456" in text for text in texts)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("nonsense")
    expect(dialog.get_by_label("Client Secret")).to_have_value("with a space")


def test_two_windows_are_two_people(window: Open) -> None:
    """What one does the other sees without reloading, unread by name."""
    mara, sol = window(), window()
    sol.be("Sales Connect admin")
    sol.go("#general")
    set_up(mara)
    unread = sol.page.get_by_role("link", name=re.compile("Sales Connect.*unread"))
    expect(unread).to_be_visible()
    unread.click()
    expect(sol.article("Sales Connect")).to_be_visible()
    expect(unread).to_have_count(0)


def test_a_modal_leaves_her_other_windows_free(any_window: Open) -> None:
    """Credentials stay open in one while the other has Marketo; a reload keeps them."""
    one = any_window()
    expect(one.opens("/salesconnect setup", "Set up Sales Connect")).to_be_visible()
    other = any_window()
    other.open_screen("Marketo")
    expect(other.page.get_by_role("heading", name="Marketo", exact=True)).to_be_visible()
    other.go("Sales Connect")
    expect(other.page.get_by_role("dialog")).to_have_count(0)
    one.page.reload()
    expect(one.dialog("Set up Sales Connect")).to_be_visible()
    one.page.keyboard.press("Escape")
    expect(one.dialog("Set up Sales Connect")).to_be_hidden()


def test_the_inspector_shows_what_was_sent_answered_and_called(window: Open) -> None:
    me = window()
    set_up(me)
    inspector = me.page.get_by_role("region", name="Inspector")
    expect(inspector.get_by_text("/salesconnect setup").first).to_be_visible()
    expect(inspector.get_by_text("views.open").first).to_be_visible()
    expect(inspector.get_by_text(re.compile(r"answered in \d+ ms")).first).to_be_visible()
    expect(inspector.get_by_text("chat.postMessage").first).to_be_visible()


def test_what_now_leads_and_notices(window: Open) -> None:
    me = window()
    guide = me.page.get_by_role("region", name="What now?")
    expect(guide).to_contain_text("/salesconnect setup")
    set_up(me)
    expect(guide).to_contain_text("00000000-0000-4000-8000-000000000001")
    expect(guide).to_contain_text(re.compile(r"1 (of|/) \d"))


def test_the_home_tab_shows_what_the_app_published(any_window: Open) -> None:
    """As soon as it has: before that, the page says that nothing is there yet."""
    me = any_window()
    me.go("Sales Connect")
    me.page.get_by_role("tab", name="Home").click()
    expect(me.page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    expect(me.page.get_by_role("tabpanel", name="Home")).to_contain_text("Questions? Ask me")


def test_by_keyboard_only(any_window: Open) -> None:
    """From the composer through a modal and back, never touching the mouse."""
    me = any_window()
    page = me.page
    page.get_by_role("textbox", name="Message", exact=True).focus()
    page.keyboard.type("/salesconnect setup")
    page.keyboard.press("Enter")
    dialog = me.dialog("Set up Sales Connect")
    expect(dialog).to_be_visible()
    expect(dialog.locator(":focus")).to_have_count(1)
    for _ in range(60):
        page.keyboard.press("Tab")
        inside = page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
        assert inside, "the focus left the dialog"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["wide", "phone"])
def test_axe_finds_no_serious_fault(any_window: Open, scheme: str, size: tuple[int, int]) -> None:
    """With messages, with a modal and with faults in it; nothing is wider than the window."""
    me = any_window(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    assert_fine(me.page, size[0])
    me.page.get_by_role("textbox", name="Message", exact=True).fill("/salesconnect setup")
    me.page.get_by_role("textbox", name="Message", exact=True).press("Enter")
    dialog = me.dialog("Set up Sales Connect")
    expect(dialog).to_be_visible()
    me.submit(dialog, "Start setup")
    expect(dialog.get_by_role("alert").first).to_be_visible()
    assert_fine(me.page, size[0])
    me.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_thread_has_a_place_of_its_own(any_window: Open) -> None:
    me = any_window()
    me.go("#general")
    me.say("who has a sandbox?")
    me.article("who has a sandbox?").get_by_role("link", name=re.compile("[Rr]epl")).click()
    thread = me.page.get_by_role("complementary", name="Thread")
    reply = thread.get_by_role("textbox", name="Reply")
    reply.fill("I do")
    reply.press("Enter")
    expect(thread.get_by_role("article").filter(has_text="I do")).to_be_visible()
    expect(me.log.get_by_role("article").filter(has_text="I do").last).to_be_visible()


def test_typed_text_is_shown_as_typed(any_window: Open) -> None:
    me = any_window()
    me.go("#general")
    me.say("<img src=x onerror=alert(1)> & *bold* <!channel>")
    expect(me.article("<img src=x onerror=alert(1)> &")).to_be_visible()


def test_the_bot_is_invited_and_then_the_channel_can_be_chosen(any_window: Open) -> None:
    me = any_window()
    me.go("#general")
    me.say("/invite @Sales Connect")
    expect(me.page.get_by_text("with the app")).to_be_visible()


def test_a_bot_that_is_gone_is_said_so(any_window: Open, running: PracticeProcess) -> None:
    """The person reads why nothing happened; then the bot is back by itself."""
    me = any_window()
    inspector = me.page.get_by_role("region", name="Inspector")
    expect(inspector).to_contain_text("connected (2 connections)", timeout=15_000)
    running.bots()[0].kill()
    expect(inspector).to_contain_text("starts again by itself")
    me.say("/salesconnect help")
    expect(me.article("failed")).to_be_visible()
    expect(inspector).to_contain_text("connected (2 connections)", timeout=15_000)


def test_the_made_up_sales_connect_keeps_its_rules(any_window: Open) -> None:
    """Its screens are for its admin."""
    me = any_window()
    me.be("Salesperson")
    me.open_screen("Team Access")
    expect(me.page.get_by_role("main")).to_contain_text("Sales Connect admin")


def test_500_messages_scroll(window: Open, company: PracticeProcess) -> None:
    """The newest is in sight, the oldest can be reached, and one more arrives."""

    def nadia_says(text: str) -> None:
        company.control("POST", "/people/nadia/say", text=text, channel="C_GENERAL")

    for number in range(500):
        nadia_says(f"message {number}")
    me = window()
    me.go("#general")
    expect(me.log.get_by_role("article")).to_have_count(500)
    expect(me.article("message 499")).to_be_in_viewport()
    me.log.press("Home")
    expect(me.log.get_by_role("article").first).to_be_in_viewport()
    me.log.press("End")
    expect(me.article("message 499")).to_be_in_viewport()
    nadia_says("one more")
    expect(me.article("one more")).to_be_in_viewport()
