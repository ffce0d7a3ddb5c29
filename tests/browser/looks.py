"""What the eye, and who cannot see, would find wrong with a page."""

import json

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page


def assert_fine(page: Page, width: int) -> None:
    """Nothing serious by axe, and nothing wider than the window."""
    found = Axe().run(page).response["violations"]
    grave = [v for v in found if v["impact"] in ("serious", "critical")]
    assert grave == [], json.dumps([(v["id"], v["nodes"][0]["html"]) for v in grave], indent=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
