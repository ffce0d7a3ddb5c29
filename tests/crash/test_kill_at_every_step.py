"""kill -9 within five milliseconds of every click: it happened once, or not at all."""

import asyncio
import os
import secrets
from pathlib import Path
from random import Random

import pytest

from bot.domain.stages import Stage
from tests.crash.company import ALL_CARDS, WINDOW_CLOSED, Installation, an_installation
from tests.crash.road import AFTER_A_LEASE, Road
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET

EVERY, EVEN, ODD = slice(None), slice(0, None, 2), slice(1, None, 2)
# What a dead worker held comes back after five seconds, so those roads are walked by two.
ROADS = (
    (("web",), EVERY),
    (("worker",), EVEN),
    (("worker",), ODD),
    (("web", "worker"), EVEN),
    (("web", "worker"), ODD),
)


@pytest.mark.timeout(180)
async def test_a_death_at_any_step_of_the_road_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """
    Whatever was acknowledged stands; whatever was not can be pressed again; in the end each card
    was sent exactly once, the reminder among them, and every card shows the last state.

    Repeat a failure with CRASH_SEED.
    """
    seed = os.environ.get("CRASH_SEED") or secrets.token_hex(4)
    print(f"CRASH_SEED={seed}")
    async with asyncio.TaskGroup() as group:
        for number, (victims, dies_at) in enumerate(ROADS):
            random = Random(f"{seed}/{number}")
            group.create_task(_one_road(victims, dies_at, random, tmp_path / str(number)))


async def _one_road(victims: tuple[str, ...], dies_at: slice, random: Random, folder: Path) -> None:
    async with an_installation(folder, LOG_LEVEL="debug") as there:
        road = Road(there, victims, random, dies_at)
        await road.walk()
        print(*victims, *road.log, sep="\n  ")
        await _everything_came_to_rest(there)
        _every_card_came_once(there)
        await _the_last_state_is_shown(there)
        _no_secret_was_said(there)


async def _everything_came_to_rest(there: Installation) -> None:
    company = there.company
    await company.slack.until(
        lambda: company.posted & ALL_CARDS == ALL_CARDS,
        timeout=AFTER_A_LEASE,
        what="not all cards came",
    )
    async with asyncio.timeout(AFTER_A_LEASE):
        while not await there.rests():  # noqa: ASYNC110 (Redis tells nobody)
            await asyncio.sleep(0.02)


def _every_card_came_once(there: Installation) -> None:
    posted = there.company.posted
    # Slack says once that a window was closed, and not again if nobody was there to hear it.
    assert posted.pop(WINDOW_CLOSED, 0) <= 1
    assert posted == ALL_CARDS
    assert there.company.reminders <= 1  # its button goes when a run has started


async def _the_last_state_is_shown(there: Installation) -> None:
    setup = await there.setup()
    assert setup is not None
    assert setup.stage is Stage.DONE
    assert (await there.due.backlog()).dead == 0
    people = there.company
    left = {label for message in people.sol.dm + people.mara.dm for label in message.buttons}
    assert not left & {"All connected", "Reveal credentials", "I've connected", "Start now anyway"}


def _no_secret_was_said(there: Installation) -> None:
    """In no log at DEBUG, and in no call but the one that shows them."""
    for process in there.former:
        said = process.stdout + process.stderr
        assert CLIENT_SECRET not in said
        assert CLIENT_ID not in said
    methods = {c.method for c in there.company.slack.calls if CLIENT_SECRET in repr(c.args)}
    assert methods == {"views.open"}
