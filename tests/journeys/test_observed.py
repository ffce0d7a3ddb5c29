"""What operators see of a journey: figures by what was asked, and whose each line of the log is."""

from collections.abc import Iterator
from typing import Final

import pytest

from bot.config import LogFormat
from bot.domain.ids import UserId
from practice.slack import Refuse
from tests.journeys.canary import Logged, found, listening, scraped
from tests.journeys.spoken import OVER_BOTH
from tests.journeys.steps import TEAM, settled
from tests.journeys.world import World

MARA: Final = UserId("U_MARA")


@pytest.fixture
def logged() -> Iterator[Logged]:
    with listening(LogFormat.JSON) as one:
        yield one


def answers(said: str) -> dict[str, float]:
    """By kind and name; of those that anybody asked for."""
    name = "salesconnect_ack_seconds_count"
    lines = [line.removeprefix(name) for line in said.splitlines() if line.startswith(name)]
    counted = {labels: float(n) for labels, _, n in (line.rpartition(" ") for line in lines)}
    return {labels: n for labels, n in counted.items() if n}


@OVER_BOTH
async def test_answers_are_counted_by_what_was_asked(world: World) -> None:
    """Words, buttons, windows; how long each took. Nothing that was typed."""
    await world.handed_over()
    await world.stella.command("/salesconnect status now")
    await world.stella.command("/salesconnect made-up words")
    await settled(world)

    await world.bot.figures.flush()
    said = await scraped(world)

    assert answers(said) == {
        '{kind="command",what="setup"}': 1,
        '{kind="submission",what="setup"}': 1,
        '{kind="action",what="hand_over"}': 1,
        '{kind="submission",what="hand_over"}': 1,
        '{kind="command",what="status"}': 1,
        '{kind="command",what="other"}': 1,
    }
    assert "made-up" not in said


@OVER_BOTH
async def test_what_was_delivered_and_waits_is_counted(world: World) -> None:
    """By kind of effect; the reminder of the wait is for later."""
    await world.connected()
    await settled(world)

    await world.bot.figures.flush()
    lines = (await scraped(world)).splitlines()

    delivered = [line for line in lines if line.startswith("salesconnect_effects_delivered_total{")]
    assert sum(float(line.rpartition(" ")[2]) for line in delivered) > 0
    assert "salesconnect_effects_due 0.0" in lines
    assert "salesconnect_effects_later 0.0" not in lines
    assert "salesconnect_workers 1.0" in lines


@OVER_BOTH
async def test_the_log_says_whose_delivery_it_was(logged: Logged, world: World) -> None:
    """A press names setup and Slack workspace, a word the Slack workspace; what follows neither."""
    await world.named()
    world.slack.faults.add("views.open", Refuse("expired_trigger_id"), times=2)

    await world.mara.press("Hand over credentials")
    await world.stella.command("/salesconnect setup")
    await settled(world)

    [setup] = (await world.bot.aggregates.ask(TEAM, MARA)).setups
    lines = [one for one in logged.records if one["event"] == "a window did not open"]
    assert [(line.get("team"), line.get("setup")) for line in lines] == [
        (TEAM, setup.state.id),
        (TEAM, None),
    ]
    assert await found(world, logged) == {}


@OVER_BOTH
async def test_the_log_says_whose_effect_it_was(logged: Logged, world: World) -> None:
    """Ours and a library's, from the claim to the end."""
    world.slack.faults.add("chat.postMessage", Refuse("fatal_error"), times=1)

    await world.named()
    await settled(world)

    [line] = [one for one in logged.records if one["event"] == "trying again"]
    [setup] = (await world.bot.aggregates.ask(TEAM, MARA)).setups
    assert line["setup"] == setup.state.id
    assert line["team"] == TEAM
    assert line["effect"].startswith("notify:")
    assert await found(world, logged) == {}
