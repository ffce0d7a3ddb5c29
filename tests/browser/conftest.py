"""Chromium, found on this machine; without it these tests are skipped with the reason."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.chromium import QUIET, chromium_path
from tests.browser.window import Open, Window
from tests.practice.processes import PracticeProcess, practice

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no fault


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest of them take minutes on a busy machine."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(600))


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


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeProcess]:
    """Practice on whatever day: starting it, and starting over, take longer than many tests."""
    with practice(tmp_path_factory.mktemp("practice")) as process:
        yield process


@pytest.fixture
def company(running: PracticeProcess) -> PracticeProcess:
    """Practice on its first day."""
    if any(entry["direction"] == "sent" for entry in running.control("GET", "/inspector")):
        running.control("POST", "/start-over")
    return running


@pytest.fixture
def window(browser: Browser, company: PracticeProcess) -> Iterator[Open]:
    """Opens windows on the first day; each is a browser of its own, as of another person."""
    with _windows(browser, company.url) as open_:
        yield open_


@pytest.fixture
def any_window(browser: Browser, running: PracticeProcess) -> Iterator[Open]:
    """The same on whatever day: of what the tests before left, only messages and people count."""
    with _windows(browser, running.url) as open_:
        yield open_


@contextmanager
def _windows(browser: Browser, url: str) -> Iterator[Open]:
    with ExitStack() as stack:

        def open_(**options: object) -> Window:
            context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}} | options)  # type: ignore[arg-type]
            stack.callback(context.close)
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto(url)
            return Window(page)

        yield open_
