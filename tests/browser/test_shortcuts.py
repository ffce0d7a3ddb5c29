"""Message shortcuts and a channel's heading in Chromium, by keyboard; the app is a small one."""

import asyncio
import json
import threading
from collections.abc import Iterator
from typing import Final

import aiohttp
import pytest
from playwright.sync_api import Browser, expect
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from practice.page.routes import page_routes
from practice.slack.server import Server
from practice.world import World
from tests.browser.looks import assert_fine
from tests.browser.window import Window
from tests.practice.slack.shapes import modal, text_field

SHORTCUTS: Final = [
    {"type": "message", "callback_id": f"use_{n}", "name": f"Use {n}", "description": "x"}
    for n in (1, 2)
]


async def _open_for_business(url: asyncio.Future[str], closing: asyncio.Event) -> None:
    """The company's page, with an app that opens a window for whoever uses a shortcut."""
    world = World.new(None)
    app = world.slack.state.app
    assert app
    app.manifest["features"]["shortcuts"] = SHORTCUTS

    async def nothing() -> None:
        return

    async def answer(request: Request) -> Response:
        async with request.form() as form:
            payload = json.loads(str(form.get("payload", "{}")))
        if payload.get("type") != "message_action":
            return Response()
        window = modal(text_field("Name", "name"), title="From a message")
        await session.post(
            f"{world.slack.api_url}views.open",
            json={"trigger_id": payload["trigger_id"], "view": window},
            headers={"Authorization": f"Bearer {world.slack.bot_token}"},
        )
        return Response()

    world.slack.server.mount(page_routes(world, None, nothing, nothing))
    bot = Server([Route("/slack/events", answer, methods=["POST"])])
    async with world.slack, aiohttp.ClientSession() as session:
        world.slack.request_url = f"{await bot.start()}/slack/events"
        url.set_result(world.slack.state.base_url)
        await closing.wait()
        await bot.stop()


@pytest.fixture
def url() -> Iterator[str]:
    loop = asyncio.new_event_loop()
    found: asyncio.Future[str] = loop.create_future()
    closing = asyncio.Event()
    ready = threading.Event()
    found.add_done_callback(lambda _: ready.set())

    def work() -> None:
        loop.run_until_complete(_open_for_business(found, closing))

    thread = threading.Thread(target=work)
    thread.start()
    assert ready.wait(20)
    yield found.result()
    loop.call_soon_threadsafe(closing.set)
    thread.join(20)
    loop.close()


@pytest.fixture
def me(browser: Browser, url: str) -> Iterator[Window]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(url)
    yield Window(page)
    context.close()


def test_a_shortcut_on_a_message_opens_a_window_by_keyboard(me: Window) -> None:
    """Arrow keys go round, Escape shuts, and the focus comes back to where it was."""
    me.go("#general")
    me.say("for ada@lumensails.example")
    message = me.article("for ada@lumensails.example")
    more = message.get_by_role("button", name="More actions")
    expect(more).to_have_accessible_description("Mara")
    first, second = (message.get_by_role("menuitem", name=f"Use {n}") for n in (1, 2))

    more.focus()
    me.page.keyboard.press("Enter")
    expect(first).to_be_focused()
    assert_fine(me.page, 1280)
    me.page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    me.page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    me.page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(more).to_be_focused()
    me.page.keyboard.press("Enter")
    me.page.keyboard.press("End")
    me.page.keyboard.press("Enter")

    dialog = me.dialog("From a message")
    expect(dialog).to_be_visible()
    expect(first).to_be_hidden()
    me.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(more).to_be_focused()


def test_a_menu_has_the_focus_before_the_next_key(me: Window) -> None:
    """However quick: in the same turn in which it opens, not in an event that comes later."""
    me.go("#general")
    me.say("for ada@lumensails.example")
    message = me.article("for ada@lumensails.example")
    more = message.get_by_role("button", name="More actions")
    more.focus()

    focused = more.evaluate("more => { more.click(); return document.activeElement.textContent; }")

    assert focused == "Use 1"


def test_a_channel_is_left_joined_and_archived_from_its_heading(me: Window) -> None:
    """The focus stays at what takes a button's place."""
    page = me.page
    me.go("#sales-invites")
    page.get_by_role("button", name="Leave channel").press("Enter")
    expect(page.get_by_role("button", name="Join channel")).to_be_focused()
    expect(page.get_by_text("You are not in this channel.")).to_be_visible()
    assert_fine(page, 1280)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Message", exact=True)).to_be_visible()

    page.get_by_role("button", name="Archive channel").press("Enter")
    question = me.dialog("Archive #sales-invites for everybody?")
    question.get_by_role("button", name="Archive channel").click()
    expect(page.get_by_role("button", name="Unarchive channel")).to_be_focused()
    expect(page.get_by_role("navigation", name="Other channels")).to_contain_text("#sales-invites")
