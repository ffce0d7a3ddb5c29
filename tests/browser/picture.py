"""Draws docs/practice.png, the picture of the page in the README: `make picture`."""

import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import QUIET, chromium_path
from tests.browser.window import Window
from tests.practice.processes import ROOT, practice

PICTURE: Final = ROOT / "docs" / "practice.png"
SIZE: Final = {"width": 1280, "height": 800}


def main() -> int:
    path = chromium_path()
    if path is None:
        print("Chromium is not installed: apt-get install chromium", file=sys.stderr)
        return 1
    draw(PICTURE, path)
    print(PICTURE.relative_to(ROOT))
    return 0


def draw(picture: Path, chromium: str) -> None:
    """The Sales Connect admin, right after the reminder."""
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
        me.page.screenshot(path=picture)
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


if __name__ == "__main__":
    sys.exit(main())
