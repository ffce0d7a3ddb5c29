"""The control API: every address of docs/practice.md, asked well and badly."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from practice.control import control_routes
from practice.world import World

DOCS = (Path(__file__).parents[2] / "docs" / "practice.md").read_text(encoding="utf-8")


async def there() -> None:
    """No bot is waited for."""


@dataclass
class Control:
    world: World
    session: aiohttp.ClientSession

    async def __call__(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        url = f"{self.world.slack.state.base_url}/control{path}"
        async with self.session.request(method, url, json=body) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def control() -> AsyncIterator[Control]:
    """No bot is beside it: whatever wants one is told that nobody answered."""
    world = World.new(None)

    async def start_over() -> None:
        world.start_over()

    world.slack.server.mount(control_routes(world, start_over, there))
    world.slack.event_retry_delays = ()
    async with world.slack, aiohttp.ClientSession() as session:
        yield Control(world, session)


async def test_every_address_is_in_the_documentation(control: Control) -> None:
    """And no address stands there that does not exist."""
    named = set(re.findall(r"`(?:GET|POST|DELETE) (/[a-z/-]+)", DOCS))
    routes = {r.path for r in control_routes(control.world, there, there)}  # type: ignore[attr-defined]
    known = {re.sub(r"\{.*", "", path.removeprefix("/control")) for path in routes} - {"/"}

    assert {re.sub(r"(?<=/people/).*|(?<=/messages/).*", "", path) for path in named} == known


async def test_state_names_people_and_channels(control: Control) -> None:
    status, state = await control("GET", "/state")

    assert status == 200
    assert {"id": "U_MARA", "name": "mara", "role": "Marketo admin", "locale": "en-US"} in state[
        "people"
    ]
    assert {c["name"] for c in state["channels"]} >= {"general", "sales-invites"}
    assert state["connections"] == 0


async def test_a_person_writes_edits_and_deletes(control: Control) -> None:
    """By the stamp of their own message; others' are not theirs to change."""
    where = {"channel": "C_GENERAL"}
    assert await control("POST", "/people/mara/say", {"text": "hello", **where})
    _, messages = await control("GET", "/messages/C_GENERAL")
    ts = messages[0]["ts"]

    assert (await control("POST", "/people/sol/edit", {"ts": ts, "text": "x", **where}))[0] == 409
    assert (await control("POST", "/people/mara/edit", {"ts": ts, "text": "hi", **where}))[0] == 200
    assert (await control("GET", "/messages/C_GENERAL"))[1][0]["text"] == "hi"
    assert (await control("POST", "/people/mara/delete", {"ts": ts, **where}))[0] == 200
    assert (await control("GET", "/messages/C_GENERAL"))[1] == []


async def test_a_channel_is_archived_brought_back_and_without_the_bot(control: Control) -> None:
    """By whom Slack lets do it; `is_archived` and the members say how it stands."""
    invites = {"channel": "C_INVITES"}

    async def now() -> tuple[bool, list[str]]:
        _, state = await control("GET", "/state")
        [shown] = [c for c in state["channels"] if c["id"] == "C_INVITES"]
        return shown["is_archived"], shown["members"]

    assert (await control("POST", "/people/mara/remove-bot", invites))[0] == 200
    assert "U_BOT" not in (await now())[1]
    assert (await control("POST", "/people/mara/archive", invites))[0] == 200
    assert await now() == (True, [])
    assert (await control("POST", "/people/gus/unarchive", invites))[0] == 409
    assert (await control("POST", "/people/sol/unarchive", invites))[0] == 200
    assert (await control("POST", "/people/mara/join", invites))[0] == 200
    assert (await control("POST", "/people/mara/invite-bot", invites))[0] == 200
    assert await now() == (False, ["U_SOL", "U_MARA", "U_BOT"])


async def test_a_shortcut_is_chosen_on_a_message(control: Control) -> None:
    app = control.world.slack.state.app
    assert app
    shown = {"type": "message", "callback_id": "use", "name": "Use", "description": "x"}
    app.manifest["features"]["shortcuts"] = [shown]
    await control("POST", "/people/mara/say", {"text": "@sol, hello", "channel": "C_GENERAL"})
    _, [message] = await control("GET", "/messages/C_GENERAL")
    on = {"channel": "C_GENERAL", "ts": message["ts"]}

    known = await control("POST", "/people/sol/shortcut", {"callback_id": "use", **on})
    unknown = await control("POST", "/people/sol/shortcut", {"callback_id": "lose", **on})

    assert message["text"] == "<@U_SOL>, hello"
    assert [known[0], unknown[0]] == [409, 409]
    assert "connection_failed" in known[1]["error"]  # it was sent, and nobody is there
    assert "no message shortcut" in unknown[1]["error"]


async def test_a_user_group_changes_and_is_told_of(control: Control) -> None:
    events = control.world.manifest["settings"]["event_subscriptions"]["bot_events"]
    wish = {"group": "sales-leads", "add": ["ada"], "remove": ["sol"]}

    assert await control("POST", "/usergroups", wish) == (200, {"users": ["U_NADIA", "U_ADA"]})

    _, state = await control("GET", "/state")
    assert {"id": "S_SALES_LEADS", "handle": "sales-leads", "users": ["U_NADIA", "U_ADA"]} in (
        state["usergroups"]
    )
    told = [d.payload["event"]["type"] for d in control.world.slack.deliveries]
    assert told == ["subteam_members_changed"] * ("subteam_members_changed" in events)


async def test_somebody_is_deactivated_and_comes_back(control: Control) -> None:
    """As by the Slack admin; in between they can do nothing, and their screen says so."""
    hello = {"text": "hello", "channel": "C_GENERAL"}

    assert await control("POST", "/people/sven/deactivate") == (200, {})
    gone = (await control("GET", "/people/sven"))[1]["is_deactivated"]
    refused, answer = await control("POST", "/people/sven/say", hello)
    assert await control("POST", "/people/sven/reactivate") == (200, {})
    back = (await control("GET", "/people/sven"))[1]["is_deactivated"]

    assert (gone, back) == (True, False)
    assert (refused, "deactivated" in answer["error"]) == (409, True)
    assert (await control("POST", "/people/sven/say", hello))[0] == 200
    told = [d.payload["event"]["type"] for d in control.world.slack.deliveries]
    assert told == ["user_change", "user_change"]


async def test_a_command_without_a_bot_says_what_the_person_sees(control: Control) -> None:
    status, answer = await control("POST", "/people/mara/command", {"text": "/salesconnect help"})

    assert status == 409
    assert "connection_failed" in answer["error"]


async def test_the_clock_jumps(control: Control) -> None:
    assert await control("POST", "/jump", {"seconds": 60}) == (200, {"seconds_ahead": 60})
    assert await control("POST", "/jump") == (200, {"seconds_ahead": 660})


async def test_faults_are_planned_and_cleared(control: Control) -> None:
    """Each by its name, at Slack and at Marketo."""
    for fault in ("rate_limited", "server_error", "refuse", "late", "lose_answer", "drop", "html"):
        body = {"method": "chat.update", "fault": fault}
        assert (await control("POST", "/faults", body))[0] == 200
    assert control.world.slack.faults.pending == 7
    assert await control("DELETE", "/faults") == (200, {"pending": 0})
    for fault in ("code", "http", "html", "slow", "truncated", "huge"):
        assert (await control("POST", "/marketo/faults", {"fault": fault}))[0] == 200
    assert control.world.marketo.faults.pending == 6
    assert await control("DELETE", "/marketo/faults") == (200, {"pending": 0})


async def test_the_app_shows_its_tokens_and_takes_a_request_url(control: Control) -> None:
    _, app = await control("GET", "/app")
    assert app["bot_token"] == control.world.slack.bot_token
    assert "commands" in app["granted_scopes"]

    url = "http://127.0.0.1:3000/slack/events"
    assert await control("POST", "/request-url", {"url": url}) == (200, {"request_url": url})
    assert await control("POST", "/request-url", {"url": None}) == (200, {"request_url": None})
    assert (await control("POST", "/request-url", {"url": "https://elsewhere.example"}))[0] == 400


async def test_an_event_is_sent_in_copies(control: Control) -> None:
    body = {"event": {"type": "user_change", "user": {"id": "U_SOL"}}, "copies": 11}

    status, answer = await control("POST", "/events", body)

    assert (status, answer) == (200, {"delivered": 0})
    assert len(control.world.slack.deliveries) == 11
    assert len(await control("GET", "/inspector")) == 2


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/messages/C_NOWHERE", None),
        ("GET", "/people/nobody", None),
        ("POST", "/people/nobody/say", {"text": "x"}),
        ("POST", "/people/mara/dance", {}),
        ("POST", "/people/ilse/deactivate", {}),
        ("POST", "/people/sven/reactivate", {}),
        ("POST", "/people/nobody/deactivate", {}),
        ("POST", "/people/mara/say", {}),
        ("POST", "/people/mara/press", {}),
        ("POST", "/people/mara/say", {"text": "x", "channel": "C_NOWHERE"}),
        ("POST", "/people/mara/say", {"text": 7}),
        ("POST", "/people/mara/fill", {"label": "x", "value": {"id": 1}}),
        ("POST", "/people/mara/fill", {"label": "x", "value": [1]}),
        ("POST", "/people/mara/press", {"label": "No such button"}),
        ("POST", "/people/mara/submit", {}),
        ("POST", "/people/mara/close", {}),
        ("POST", "/people/mara/fill", {"label": "x", "value": "y"}),
        ("POST", "/people/mara/join", {"channel": "C_NOWHERE"}),
        ("POST", "/people/gus/leave", {"channel": "C_INVITES"}),
        ("POST", "/people/mara/edit", {"channel": "C_GENERAL", "ts": "1.0", "text": "x"}),
        ("POST", "/people/mara/archive", {"channel": "C_GENERAL"}),
        ("POST", "/people/mara/archive", {"channel": "C_NOWHERE"}),
        ("POST", "/people/mara/shortcut", {"callback_id": "x"}),
        ("POST", "/people/mara/shortcut", {"callback_id": "x", "channel": "C_DEALS", "ts": "1"}),
        ("POST", "/usergroups", {"group": "nobody"}),
        ("POST", "/usergroups", {"group": "sales", "add": ["nobody"]}),
        ("POST", "/usergroups", {"group": "sales", "add": "ada"}),
        ("POST", "/usergroups", {"group": "sales", "remove": [["ada"]]}),
        ("POST", "/jump", {"seconds": "soon"}),
        ("POST", "/jump", [1]),
        ("POST", "/jump", {"seconds": float("nan")}),
        ("POST", "/jump", {"seconds": float("inf")}),
        ("POST", "/jump", {"seconds": 1e12}),
        ("POST", "/people/mara/say", {"text": "\ud800"}),
        ("POST", "/faults", {"fault": "late", "seconds": float("inf")}),
        ("POST", "/faults", {"fault": "server_error", "status": 99}),
        ("POST", "/marketo/faults", {"fault": "code", "code": 999}),
        ("POST", "/request-url", {"url": "http://127.0.0.1:80@elsewhere.example/x"}),
        ("POST", "/faults", {"fault": "earthquake"}),
        ("POST", "/faults", {"fault": "late", "seconds": "x"}),
        ("POST", "/marketo/faults", {"fault": "earthquake"}),
        ("POST", "/events", {"event": "user_change"}),
        ("POST", "/events", {"event": {"type": "user_change"}, "copies": "many"}),
        ("POST", "/redeliver", {"key": "d-nothing"}),
        ("GET", "/inspector?count=many", None),
        ("GET", "/nowhere", None),
        ("DELETE", "/state", None),
        ("POST", "/people/mara/open-app", {"tab": "zzz"}),
        ("POST", "/people/mara/invite-bot", {"channel": "C_NOWHERE"}),
        ("POST", "/faults", {"fault": "late", "method": 5}),
        ("POST", "/faults", {"fault": "late", "times": -1}),
        ("POST", "/drop-connections", {"reason": 5}),
    ],
)
async def test_bad_input_is_refused_in_words(
    control: Control, method: str, path: str, body: Any
) -> None:
    """400 where it is not understood, 409 where it is not on that person's screen; never 500."""
    status, answer = await control(method, path, body)

    assert status in (400, 409), answer
    assert answer["error"]


async def test_as_many_people_as_a_bulk_run_needs_join_the_company(control: Control) -> None:
    """Asked again, only those come who are not there; every fifth speaks French."""
    assert await control("POST", "/people", {"count": 5}) == (200, {"added": 5})
    assert await control("POST", "/people", {"count": 10}) == (200, {"added": 5})
    _, state = await control("GET", "/state")

    joined = [person for person in state["people"] if person["name"].startswith("person")]
    assert [p["name"] for p in joined] == [f"person{n:03}" for n in range(1, 11)]
    assert [p["name"] for p in joined if p["locale"] == "fr-FR"] == ["person005", "person010"]
    slack = control.world.slack.state
    assert slack.users["U_PERSON007"].email == "person007@lumensails.example"
    assert slack.users["U_PERSON007"].real_name == "Person 007"
    assert slack.usergroups["S_SALES_ALL"].users[-10:] == [p["id"] for p in joined]
    assert len(slack.usergroups["S_SALES"].users) == 6
    assert slack.channels["C_GENERAL"].members.count("U_PERSON001") == 1


async def test_whoever_joined_acts_and_is_chosen_like_everybody(control: Control) -> None:
    await control("POST", "/people", {"count": 1})

    said = await control("POST", "/people/person001/say", {"text": "hello", "channel": "C_GENERAL"})
    _, state = await control("GET", "/state")

    assert said[0] == 200
    assert state["people"][-1] == {
        "id": "U_PERSON001",
        "name": "person001",
        "role": "Salesperson",
        "locale": "en-US",
    }


@pytest.mark.parametrize("count", [1_001, -1, "many"])
async def test_there_is_no_room_for_more_than_a_thousand(control: Control, count: object) -> None:
    assert (await control("POST", "/people", {"count": count}))[0] == 400
