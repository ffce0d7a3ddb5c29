"""The hand-over in a browser: who gets them, what is wrong, what is shown, what comes after."""

import re
from typing import Final

from playwright.sync_api import Locator, expect

from tests.browser.looks import assert_fine
from tests.browser.window import Open, Window

MUNCHKIN_ID: Final = "123-ABC-456"
CLIENT_ID: Final = "00000000-0000-4000-8000-000000000001"
CLIENT_SECRET: Final = "practicepracticepracticepractice"


def _typed(me: Window, munchkin_id: str, client_id: str, client_secret: str) -> Locator:
    dialog = me.dialog("Hand over credentials")
    me.fill(dialog, "Munchkin ID", munchkin_id)
    me.fill(dialog, "Client ID", client_id)
    me.fill(dialog, "Client Secret", client_secret)
    me.submit(dialog, "Hand over")
    return dialog


def test_from_the_look_at_the_recipient_to_asking_again(window: Open) -> None:
    """As both admins read it; nothing typed is lost, each value can be copied as it is."""
    me = window()
    me.be("Marketo admin")
    me.set_up()
    me.press("Hand over credentials")
    dialog = me.dialog("Hand over credentials")
    picture = dialog.get_by_role("img").first
    expect(picture).to_be_visible()
    picture.evaluate("image => image.decode()")  # waits until it is there, fails if it never is
    expect(dialog).to_contain_text("@lumensails.example")
    assert_fine(me.page, width=1280)

    _typed(me, "https://123-abc-456.mktorest.com/rest", f"{CLIENT_ID}\u200b", "with a space")
    alerts = dialog.get_by_role("alert")
    expect(alerts).to_have_count(3)
    expect(dialog).to_contain_text("123-ABC-456")
    expect(dialog).to_contain_text("U+200B")
    _typed(me, MUNCHKIN_ID, CLIENT_SECRET, CLIENT_ID)
    expect(dialog.get_by_role("alert").first).to_contain_text("swapped")
    _typed(me, MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET)
    expect(dialog).to_be_hidden()
    expect(me.article("accepted.")).to_be_visible()

    me.be("Salesperson")
    me.say("/salesconnect credentials")
    expect(me.article("Only visible to you")).to_be_visible()
    me.be("Sales Connect admin")
    expect(me.article("was refused")).to_be_visible()
    me.press("Reveal credentials")
    reveal = me.dialog("Marketo credentials")
    blocks = reveal.locator("pre")
    expect(blocks).to_have_count(3)
    assert blocks.all_text_contents() == [MUNCHKIN_ID, CLIENT_ID, CLIENT_SECRET]
    assert_fine(me.page, width=1280)
    me.submit(reveal, "Done")

    expect(me.article("What remains")).to_be_visible()
    me.press("Ask again")
    expect(me.article("You asked")).to_be_visible()
    me.be("Marketo admin")
    expect(me.article("asks you to hand over")).to_be_visible()
    expect(me.article("was refused")).to_be_visible()


def test_the_api_access_says_what_it_reads(window: Open) -> None:
    """The window that waits is filled by itself."""
    me = window()
    me.be("Marketo admin")
    me.set_up()
    me.press("Marketo API access")
    dialog = me.dialog("Marketo API access")
    me.fill(dialog, "Munchkin ID", MUNCHKIN_ID)
    me.fill(dialog, "Client ID", "00000000-0000-4000-8000-000000000002")
    me.fill(dialog, "Client Secret", "practiceapiuserspracticeapiusers")
    me.submit(dialog, "Check and save")

    expect(dialog).to_contain_text(re.compile("15 workspaces"))
    expect(dialog).to_contain_text("Deutschland")
    assert_fine(me.page, width=1280)
