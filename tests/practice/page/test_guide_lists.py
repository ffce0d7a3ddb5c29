"""Of `Also to try`, long lists: what is ticked once it was done; the example that is offered."""

from pathlib import Path

import pytest

from bot.domain.addresses import normalised
from bot.domain.csv_import import Table, parse_csv
from bot.views import ids
from practice import page
from practice.page.guide.lists import WORKSPACES
from practice.page.guide.played import remember
from practice.sales_connect.automation import Wish
from practice.sales_connect.connector import Done
from practice.slack.messages import Json
from practice.world import World
from tests.practice.page.played import card, done, pressed, shown, submitted, tried

STATIC = Path(page.__file__).parent / "static"
LIST = {"files": [{"id": "F1", "name": "sales.csv"}]}
GROUPS = {"selected_options": [{"value": "group:S_SALES_ALL"}]}


@pytest.mark.parametrize(
    ("number", "payload"),
    [
        (12, submitted(ids.CONNECT_USERS_MODAL, file=LIST)),
        (13, submitted(ids.CONNECT_USERS_MODAL, groups=GROUPS)),
        (14, pressed(ids.SET_WORKSPACES)),
        (16, submitted(ids.COMPARE_MODAL)),
    ],
)
def test_what_was_tried_is_marked(number: int, payload: Json) -> None:
    """Once the bot has answered, and not with faults."""
    world = World.new(None)
    done(world, payload, acked=False)
    if payload.get("type") == "view_submission":
        done(world, payload, {"response_action": "errors", "errors": {}})
    assert tried(world) == []

    done(world, payload)

    assert tried(world) == [number]


def test_a_run_was_paused_and_called_off() -> None:
    """Both of it."""
    world = World.new(None)
    done(world, pressed(ids.PAUSE))
    assert tried(world) == []

    done(world, pressed(ids.CANCEL_RUN))

    assert tried(world) == [15]


def test_somebody_was_to_be_disconnected() -> None:
    """Nobody looks in Team Access for whom it shall not have any more."""
    world = World.new(None)
    card(world, ids.ALL_CONNECTED, ids.SOME_FAILED)

    assert tried(world) == [17]


def test_the_connector_did_it() -> None:
    """It counts still when practice was started again."""
    world = World.new(None)
    wish = Wish(
        does="connect",
        run_id="R1",
        attempt=1,
        instance="production",
        name="",
        email="ada@lumensails.example",
        workspaces=(),
    )
    world.connector.done.append(Done("R1.1.ada", wish))
    remember(world)
    world.connector.done.clear()

    assert tried(world) == [18]


def test_names_and_addresses_are_no_list() -> None:
    """As on the road itself."""
    world = World.new(None)
    typed = {"value": "sam@lumensails.example"}
    nothing: Json = {"files": []}
    done(world, submitted(ids.CONNECT_USERS_MODAL, addresses=typed, file=nothing))

    assert tried(world) == []


def test_the_example_can_be_saved() -> None:
    """Where it is needed only; eight people, two sets of workspaces, one fault."""
    files = {n: step.file for n, step in enumerate(shown(World.new(None)).also) if step.file}
    assert files == {12: "/static/sales.csv"}
    content = (STATIC / "sales.csv").read_bytes()

    table = parse_csv(content)

    assert isinstance(table, Table)
    assert len(table.people) == 8
    assert {line.workspaces for line in table.people} == {("France", "Iberia"), ("North America",)}
    faulty = [line.email for line in table.people if normalised(line.email) is None]
    assert faulty == ["elif@lumensails"]
    marketo = World.new(None).kept.marketo
    assert all(marketo.workspace_named(name) for name in WORKSPACES.split("\n"))
