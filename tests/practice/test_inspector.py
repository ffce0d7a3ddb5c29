"""What the Inspector hides, whoever looks and however long ago it was typed."""

import json

import aiohttp

from practice.inspector import DOTS, entries, hidden
from practice.marketo.standin import TOKEN, WORKSPACES
from practice.slack import Call, Delivery
from practice.slack.messages import Json
from practice.world import World


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
