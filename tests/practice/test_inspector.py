"""What the Inspector hides, whoever looks and however long ago it was typed."""

import json
from contextlib import suppress

import aiohttp

from practice.inspector import CUT, DOTS, LONGEST, entries, hidden, shown_json
from practice.marketo.standin import TOKEN, WORKSPACES
from practice.slack import Call, Delivery, NotAcknowledged
from practice.slack.messages import Json
from practice.world import World

from .slack.shapes import field, modal


def values_shown(value: str) -> Json:
    """A modal as the bot shows it; it was typed before practice was started anew."""
    preformatted = {
        "type": "rich_text_preformatted",
        "elements": [{"type": "text", "text": value}],
    }
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Marketo credentials"},
        "blocks": [{"type": "rich_text", "elements": [preformatted]}],
    }


def test_a_value_in_a_block_of_its_own_is_dots_in_all_that_is_shown() -> None:
    """When it is opened, in the answer to that, and when it is closed again."""
    world, view = World.new(None), values_shown("practice-canary")
    answer = {"ok": True, "view": view}
    world.slack.calls.append(Call("views.open", {"view": view}, answer, 200, 1.0))
    closed = {"type": "view_closed", "view": view | {"callback_id": "reveal"}}
    sent = Delivery("interactive", closed, "socket", b"", {}, "e", 2.0, took=0.01)
    world.slack.deliveries.append(sent)

    shown = [
        (e.what, json.dumps([e.request, e.response], ensure_ascii=False)) for e in entries(world)
    ]

    assert [what for what, _ in shown] == ["view_closed reveal", "views.open"]
    for _, record in shown:
        assert "canary" not in record
        assert DOTS in record
        assert "Marketo credentials" in record


def test_what_is_recorded_is_hidden_in_a_copy_only() -> None:
    """The person still sees it."""
    view = values_shown("practice-canary")

    hidden(World.new(None), view)

    assert view == values_shown("practice-canary")


async def test_what_was_said_to_marketo_is_in_no_record() -> None:
    """Neither the pair nor the token; of a call no more is kept than how it ended."""
    world = World.new(None)
    api, munchkin_id = world.kept.marketo.api, world.kept.marketo.munchkin_id
    pair = {"client_id": api.client_id, "client_secret": api.client_secret}
    async with world.slack, aiohttp.ClientSession() as session:
        base = world.marketo_url.format(munchkin_id=munchkin_id)
        form = {"grant_type": "client_credentials", **pair}
        async with session.post(base + TOKEN, data=form) as answer:
            token = (await answer.json())["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        async with session.get(base + WORKSPACES, headers=headers) as answer:
            assert answer.status == 200

    calls = [(call.method, call.path, call.status) for call in world.marketo.calls]
    assert calls == [("POST", TOKEN, 200), ("GET", WORKSPACES, 200)]
    for secret in (*pair.values(), token):
        assert secret not in repr(world.marketo.calls)
        assert secret not in repr(entries(world))


def large_view() -> Json:
    """A hundred blocks, 200 kB; a secret stands in the first and in the last."""
    texts = ["in `practice-canary`", *("x" * 2_000 for _ in range(98)), "in `practice-canary`"]
    return {
        "type": "modal",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": t}} for t in texts],
    }


def test_of_a_large_view_only_its_beginning_is_looked_at() -> None:
    """It reads as the beginning of all of it, its secrets hidden, and says where the rest is."""
    world, view = World.new(None), large_view()
    world.secrets.add("practice-canary")
    world.slack.calls.append(Call("views.update", {"view": view}, {"ok": True}, 200, 1.0))

    [short], [whole] = entries(world, longest=LONGEST), entries(world)

    assert len(json.dumps(short.request)) < 2 * LONGEST
    assert len(json.dumps(whole.request)) > 190_000
    assert shown_json(short.request) == shown_json(whole.request)
    assert shown_json(short.request).endswith(f"… {CUT}")
    assert DOTS in shown_json(short.request)
    assert "canary" not in json.dumps(whole.request)


def test_what_is_short_is_shown_whole() -> None:
    world, view = World.new(None), {"view": values_shown("x"), "n": [1, None, True]}

    assert hidden(world, view, LONGEST) == hidden(world, view)
    assert CUT not in shown_json(hidden(world, view, LONGEST))


async def test_of_an_upload_no_more_than_its_description_is_recorded() -> None:
    """Neither of one in a form nor of one of the bot's."""
    world, content = World.new(None), b"email\n" * 100_000
    slack = world.slack
    slack.scopes = slack.scopes | {"files:read", "files:write"}
    slack.event_retry_delays = ()
    view = modal(field("CSV file", "csv", {"type": "file_input"}))
    slack.state.views.open("U_SOL", slack.team_id, slack.bot_id, view)
    headers = {"Authorization": f"Bearer {slack.bot_token}"}

    async with slack, aiohttp.ClientSession(headers=headers) as session:
        await slack.person("U_SOL").fill("CSV file", ("people.csv", content))
        with suppress(NotAcknowledged):  # no bot is there
            await slack.person("U_SOL").submit()
        asked = {"filename": "problems.csv", "length": len(content)}
        url = f"{slack.api_url}files.getUploadURLExternal"
        async with session.post(url, data=asked) as answer:
            place = await answer.json()
        async with session.post(place["upload_url"], data=content) as uploaded:
            assert uploaded.status == 200

    assert len(slack.deliveries) == 1
    assert [call.method for call in slack.calls] == ["files.getUploadURLExternal"]
    assert len(repr(slack.deliveries) + repr(slack.calls)) < 20_000
