"""What arrives while somebody is at the keyboard takes nothing from them."""

import json
import urllib.request
from collections.abc import Callable
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.window import Open, Window
from tests.practice.processes import PracticeProcess

TRIED: Final = {"type": "section", "text": {"type": "mrkdwn", "text": "Tried once more"}}


class Bot:
    """What the bot may call of Slack's, called at a moment of the test's."""

    def __init__(self, company: PracticeProcess) -> None:
        self._company = company
        self._token = company.control("GET", "/app")["bot_token"]
        self._dm = self.call("conversations.open", users="U_MARA")["channel"]["id"]

    def call(self, method: str, **arguments: object) -> Any:
        request = urllib.request.Request(
            f"{self._company.url}/api/{method}",
            json.dumps(arguments).encode(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"},
        )
        answer = json.loads(urllib.request.urlopen(request, timeout=10).read())
        assert answer["ok"], answer
        return answer

    def say(self, text: str) -> None:
        self.call("chat.postMessage", channel=self._dm, text=text)

    def update(self, label: str) -> None:
        """The newest message with this button; its blocks have no ids of the bot's."""
        messages = self._company.control("GET", f"/messages/{self._dm}")
        newest = next(m for m in reversed(messages) if f'"{label}"' in json.dumps(m["blocks"]))
        blocks = [{k: v for k, v in b.items() if k != "block_id"} for b in newest["blocks"]]
        changed = [TRIED, *blocks]
        self.call(
            "chat.update", channel=self._dm, ts=newest["ts"], text=newest["text"], blocks=changed
        )


@pytest.fixture
def bot(running: PracticeProcess) -> Bot:
    return Bot(running)


def held_back(me: Window) -> Callable[[], None]:
    """The page again, to which nothing is sent before one says so."""
    held: list[Route] = []
    me.page.route("**/live/**", lambda route: held.append(route), times=1)
    with me.leaving():
        me.page.reload()

    def let_go() -> None:
        for route in held:
            route.continue_()

    return let_go


def focused_button(me: Window, label: str) -> Locator:
    button = me.log.get_by_role("button", name=label, exact=True).last
    button.focus()
    expect(button).to_be_focused()
    return button


def test_the_list_of_commands_stays_open(window: Open, bot: Bot) -> None:
    """With what was chosen in it: the server, whose list is shut, only draws the page."""
    me = window()
    let_go = held_back(me)
    box = me.page.get_by_role("textbox", name="Message", exact=True)
    box.press_sequentially("/sal")
    box.press("ArrowDown")
    commands = me.page.get_by_role("listbox", name="Commands")
    chosen = commands.get_by_role("option", selected=True)
    expect(chosen).to_be_visible()
    command = chosen.locator("b").text_content()

    bot.say("All of the page is drawn again")
    let_go()
    # The last of the regions, sent after the one where one writes.
    inspector = me.page.get_by_role("region", name="Inspector")
    expect(inspector.get_by_text("chat.postMessage").first).to_be_visible()

    expect(chosen).to_be_visible()
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    box.press("Enter")
    expect(box).to_have_value(f"{command} ")


def test_a_dialog_keeps_the_focus_when_its_fields_go(any_window: Open, bot: Bot) -> None:
    """At its title, where reading begins; there it stays when the dialog changes once more."""
    me = any_window()
    dialog = me.opens("/salesconnect setup", "Set up Sales Connect")
    expect(dialog.locator(":focus")).to_have_count(1)

    for words in ("Working", "Filled"):
        title = {"type": "plain_text", "text": words}
        view = {"type": "modal", "title": title, "blocks": [TRIED]}
        bot.call(
            "views.update", view_id=me.page.get_by_role("dialog").get_attribute("id"), view=view
        )
        expect(me.dialog(words)).to_be_visible()
        expect(me.page.get_by_role("heading", name=words)).to_be_focused()


def test_a_button_keeps_the_focus_when_its_card_changes(window: Open, bot: Bot) -> None:
    """And is what Enter presses, in a card that has more above it by now."""
    me = window()
    me.set_up()
    settings = focused_button(me, "Settings")

    bot.update("Settings")
    expect(me.article("Tried once more")).to_be_visible()

    expect(settings).to_be_focused()
    me.page.keyboard.press("Enter")
    expect(me.dialog("Settings")).to_be_visible()


def test_a_dialog_gives_the_focus_back_to_a_button_drawn_anew(window: Open, bot: Bot) -> None:
    """Not to the top of the page, whence the card would be many Tabs away."""
    me = window()
    me.set_up()
    settings = focused_button(me, "Settings")
    me.page.keyboard.press("Enter")
    dialog = me.dialog("Settings")
    expect(dialog).to_be_visible()

    bot.update("Settings")
    expect(me.log.get_by_text("Tried once more")).to_be_visible()
    me.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()

    expect(settings).to_be_focused()
