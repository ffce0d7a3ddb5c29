"""Draws docs/practice.png and docs/home.png, of the README and of assistant.md: `make picture`."""

import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import QUIET, chromium_path
from tests.browser.home import home, open_home
from tests.browser.window import Window
from tests.practice.processes import ROOT, practice

PRACTICE: Final = ROOT / "docs" / "practice.png"
HOME: Final = ROOT / "docs" / "home.png"
SIZE: Final = {"width": 1280, "height": 800}
TALL: Final = {"width": 1280, "height": 960}
ROWS: Final = """email,workspaces
ada@lumensails.example,EMEA
benoit@lumensails.example,EMEA
carla@lumensails.example,EMEA
dev@lumensails.example,North America
elif@lumensails.example,North America
"""


def main() -> int:
    path = chromium_path()
    if path is None:
        print("Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 1
    draw(path)
    for picture in (PRACTICE, HOME):
        print(picture.relative_to(ROOT))
    return 0


def draw(chromium: str) -> None:
    """The Sales Connect admin, right after the reminder, and with half of a run done."""
    with (
        tempfile.TemporaryDirectory() as folder,
        practice(Path(folder)) as company,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        me = Window(browser.new_page(viewport=SIZE, color_scheme="light"))  # type: ignore[arg-type]
        me.page.goto(company.url)
        _walk(me)
        me.page.get_by_role("textbox", name="Message", exact=True).focus()
        me.page.wait_for_timeout(500)  # the last morph and its scrolling
        me.page.screenshot(path=PRACTICE)
        _connect_some(me)
        me.page.set_viewport_size(TALL)  # type: ignore[arg-type]
        me.page.wait_for_timeout(500)
        me.page.get_by_role("main").screenshot(path=HOME)
        browser.close()


def _walk(me: Window) -> None:
    me.set_up()
    me.press("Hand over credentials")
    hand_over = me.dialog("Hand over credentials")
    me.fill(hand_over, "Munchkin ID", "123-ABC-456")
    me.fill(hand_over, "Client ID", "00000000-0000-4000-8000-000000000001")
    me.fill(hand_over, "Client Secret", "practicepracticepracticepractice")
    me.submit(hand_over, "Hand over")
    me.be("Sales Connect admin")
    me.press("Reveal credentials")
    me.submit(me.dialog("Marketo credentials"), "Done")
    me.press("I've connected")
    me.press("Workspaces")
    workspaces = me.dialog("Workspaces")
    me.fill(workspaces, "Workspace names", "EMEA\nNorth America")
    me.submit(workspaces, "Save")
    expect(workspaces).to_be_hidden()
    me.page.get_by_role("button", name="Jump 10 minutes ahead").click()
    expect(me.log.get_by_role("button", name="Connect users")).to_be_visible()


def _connect_some(me: Window) -> None:
    """The first of two batches; Home then shows how far the run is."""
    me.press("Connect users")
    connect = me.dialog("Connect users")
    file = {"name": "sales.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}
    connect.get_by_label("CSV file").set_input_files(file)  # type: ignore[arg-type]
    me.submit(connect, "Preview")
    me.submit(me.dialog("Preview"), "Start")
    me.press("All connected")
    open_home(me)
    expect(home(me)).to_contain_text("3 of 5 done")


if __name__ == "__main__":
    sys.exit(main())
