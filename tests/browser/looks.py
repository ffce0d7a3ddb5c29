"""What the eye, and who cannot see, would find wrong with a page."""

import json
from typing import Final, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
SIZES: Final = ((390, 844), (1280, 800))  # the last one is that of every window of these tests


def assert_fine(page: Page, width: int, part: str | None = None) -> None:
    """
    Nothing serious by axe, and nothing wider than the window.

    part: a selector that matches something, to look at what is new on a page seen before.
    """
    found = Axe().run(page, context=part).response["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    assert grave == [], json.dumps([(v["id"], v["nodes"][0]["html"]) for v in grave], indent=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def assert_fine_everywhere(page: Page, part: str) -> None:
    """The same small and dark, then wide and light, as the window is otherwise."""
    for (width, height), scheme in zip(SIZES, reversed(SCHEMES), strict=True):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme)
        assert_fine(page, width, part)
