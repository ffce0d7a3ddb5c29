"""Chromium, found on this machine; without it these tests are skipped with the reason."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import QUIET, chromium_path
from tests.browser.window import Window
from tests.practice.processes import PracticeProcess, practice

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no fault


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium_path()
    if path is None:
        missing = "Chromium is not installed: apt-get install chromium"
        if "CHROMIUM_IS_NEEDED" in os.environ:
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def company(tmp_path: Path) -> Iterator[PracticeProcess]:
    """Practice on its first day."""
    with practice(tmp_path / "practice") as running:
        yield running


@pytest.fixture
def window(browser: Browser, company: PracticeProcess) -> Iterator[Callable[..., Window]]:
    """Opens windows; each is a browser of its own, as of another person."""
    with ExitStack() as stack:

        def open_(**options: object) -> Window:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)  # type: ignore[arg-type]
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto(company.url)
            return Window(page)

        yield open_
