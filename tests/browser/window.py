"""One browser window, used by what a screen reader hears: roles, names, labels."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

from playwright.sync_api import Locator, Page, expect


class Window:
    def __init__(self, page: Page) -> None:
        self.page = page

    # Who and where

    def be(self, role: str, nth: int = 0) -> None:
        """The person of this role; several Salespersons are told apart by `nth`."""
        people = self.page.get_by_role("combobox", name="You are")
        words = [w for w in people.locator("option").all_text_contents() if f"({role})" in w]
        with self.leaving():
            people.select_option(label=words[nth].strip())
        expect(people.locator("option:checked")).to_have_text(words[nth].strip())

    def speak(self, language: str) -> None:
        languages = self.page.get_by_role("combobox", name="Language")
        languages.select_option(label=language)
        # As practice has drawn it: what the browser shows as chosen is ahead of that.
        expect(languages.locator("option[selected]")).to_have_text(language)

    def go(self, name: str) -> None:
        """By its link in the navigation."""
        places = self.page.get_by_role("navigation", name="Channels and messages")
        with self.leaving():
            places.get_by_role("link", name=name).click()

    def open_screen(self, name: str) -> None:
        screens = self.page.get_by_role("navigation", name="Other screens")
        with self.leaving():
            screens.get_by_role("link", name=name).click()

    @contextmanager
    def leaving(self) -> Iterator[None]:
        """
        Around what leads to another page: until that one is there, and its script listens.

        What was pressed before is taken first: a page that goes takes along what it still sends.
        """
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0)
        self.page.evaluate("document.documentElement.dataset.left = ''")
        yield
        expect(self.page.locator("html.is-live:not([data-left])")).to_be_attached()

    # Messages

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Messages")

    def article(self, text: str) -> Locator:
        """The newest message that holds it."""
        return self.log.get_by_role("article").filter(has_text=text).last

    def say(self, text: str) -> None:
        box = self.page.get_by_role("textbox", name="Message", exact=True)
        box.fill(text)
        box.press("Enter")

    def press(self, label: str) -> None:
        """The newest button of this label in the messages."""
        self.log.get_by_role("button", name=label, exact=True).last.click()

    # Modals

    def dialog(self, title: str) -> Locator:
        return self.page.get_by_role("dialog", name=title)

    def opens(self, command: str, title: str) -> Locator:
        """Typed until its window is there: the bot's first answer may come too late for Slack."""
        dialog = self.dialog(title)
        late = self.log.get_by_role("article").filter(has_text="failed")
        for _ in range(3):
            before = late.count()
            self.say(command)
            expect(dialog.or_(late.nth(before)).first).to_be_visible()
            if dialog.is_visible():
                break
        return dialog

    def fill(self, dialog: Locator, label: str, text: str) -> None:
        dialog.get_by_label(label).fill(text)

    def choose(self, dialog: Locator, label: str, option: str) -> None:
        """One option of a select by a part of its words."""
        select = dialog.get_by_role("combobox", name=label)
        expect(select).to_be_visible()
        words = [w for w in select.locator("option").all_text_contents() if option in w]
        assert words, f"{option!r} is not among {select.locator('option').all_text_contents()}"
        select.select_option(label=words[0].strip())

    def tick(self, dialog: Locator, label: str, options: Sequence[str]) -> None:
        """Boxes of a group."""
        group = dialog.get_by_role("group", name=label)
        for option in options:
            group.get_by_role("checkbox", name=option).check()

    def set_up(self) -> None:
        """The first step of the road, in English, wherever one stands."""
        setup = self.opens("/salesconnect setup", "Set up Sales Connect")
        self.choose(setup, "Marketo admin", "(Marketo admin)")
        self.choose(setup, "Sales Connect admin", "(Sales Connect admin)")
        self.choose(setup, "Channel for invites", "#sales-invites")
        self.submit(setup, "Start setup")
        expect(setup).to_be_hidden()

    def submit(self, dialog: Locator, label: str) -> None:
        dialog.get_by_role("button", name=label, exact=True).click()


Open: TypeAlias = Callable[..., Window]
"""By options of Playwright's `new_context`, such as `viewport`."""
