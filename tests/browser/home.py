"""The Home tab in a browser window."""

from playwright.sync_api import Locator, expect

from tests.browser.window import Window

HOME = "[role=tabpanel]"


def open_home(me: Window) -> None:
    me.go("Sales Connect")
    with me.leaving():
        me.page.get_by_role("tab", name="Home").click()
    expect(home(me).get_by_role("heading").first).to_be_visible()


def home(me: Window) -> Locator:
    return me.page.get_by_role("tabpanel", name="Home")


def press_home(me: Window, label: str) -> None:
    """Once it is there, and the only one of its label."""
    home(me).get_by_role("button", name=label, exact=True).click()


def has(me: Window, *labels: str) -> None:
    """These buttons stand there, or will in a moment."""
    for label in labels:
        expect(home(me).get_by_role("button", name=label, exact=True)).to_be_visible()


def has_not(me: Window, *labels: str) -> None:
    for label in labels:
        expect(home(me).get_by_role("button", name=label, exact=True)).to_have_count(0)
