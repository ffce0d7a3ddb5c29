"""The connector takes no calls for a while, or takes too many at once."""

import asyncio
from datetime import timedelta

import httpx
import pytest

from bot.domain.ids import RunId
from bot.domain.run import Driver, RowState, RunStage
from bot.domain.run_calls import HELD, MOST_LANES
from bot.domain.run_commands import PauseRun
from bot.work import calls, worker
from bot.work.results import Finished, Later
from bot.work.silence import Silence
from tests.conftest import Hands
from tests.work.automation import AWAY, Automation
from tests.work.by_connector import (
    are_at_once,
    begun,
    people,
    pressed,
    the_call,
    until,
    until_asked,
)
from tests.work.office import SHARD, SOL, Office
from tests.work.runs import RUN, a_plan, draft, run_of, started
from tests.work.workers import poll

AN_HOUR = httpx.Response(503, headers={"Retry-After": "3600"})
pytestmark = pytest.mark.usefixtures("quickly")


async def test_a_connector_that_hangs_has_no_more_calls_than_was_promised(
    office: Office, automation: Automation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that it does not answer count: the next are not called beside all of them."""
    monkeypatch.setattr(calls, "CALL_WITHIN", timedelta(seconds=0.4))
    monkeypatch.setattr("bot.work.silence.SILENT", 1_000)
    await begun(office, *people(300))

    async with office.working(), office.working():
        await until_asked(automation, 40)
        automation.answers.clear()
        await poll(lambda: are_at_once(automation, MOST_LANES))
        await asyncio.sleep(1.0)
        automation.answers.set()
        await pressed(office, PauseRun(office.setup.id, RUN))

    assert automation.most_at_once == MOST_LANES


async def test_two_runs_leave_a_worker_room_for_messages(
    office: Office, automation: Automation
) -> None:
    """Half of a team's places are for calls, however many are due."""
    automation.answers.clear()
    await begun(office, *people(1))
    other = RunId("the-run-2")
    await draft(office, a_plan("q@acme.example"), other)
    await started(office, Driver.CONNECTOR, other)
    due, _ = await office.bot.due.claim(SHARD, office.hands.now(), timedelta(seconds=60))
    both = [claim for claim in due if claim.id.startswith("call:")]
    deliver = office.deliver()
    filled = [asyncio.create_task(deliver(both[0], lambda: 60.0)) for _ in range(calls.OF_A_TEAM)]
    await poll(lambda: are_at_once(automation, calls.OF_A_TEAM))

    one_more = await deliver(both[1], lambda: 60.0)
    automation.answers.set()
    await asyncio.gather(*filled)
    ended = await deliver(both[1], lambda: 60.0)

    assert calls.OF_A_TEAM == worker.OF_A_TEAM // 2
    assert isinstance(one_more, Later)
    assert not one_more.counted
    assert not isinstance(ended, Later)


async def test_the_message_of_the_run_says_until_when(
    office: Office, automation: Automation
) -> None:
    """And after an hour without a call that was taken, the admin is told; nobody is charged."""
    automation.always = AN_HOUR
    await begun(office, *people(3))

    async with office.working():
        await poll(lambda: _is_held(office))
        await poll(lambda: _says(office, "takes no calls for now"))
        office.hands.move(timedelta(seconds=3_601))
        run = await until(office, stage=RunStage.PAUSED)

    assert run.paused is not None
    assert (run.paused.why, run.counts) == (HELD, {})
    assert len(automation.calls) == 2


async def test_many_short_holds_are_a_long_one(office: Office, automation: Automation) -> None:
    """A proxy before a dead automation says 503, and not for how long."""
    automation.always = httpx.Response(503)
    await begun(office, *people(1))
    claim = await the_call(office)
    deliver = office.deliver()
    held: list[bool] = []

    for seconds in (2, 9, 3_600):
        await deliver(claim, lambda: 60.0)
        held.append(await _is_held(office))
        office.hands.move(timedelta(seconds=seconds))
    ended = await deliver(claim, lambda: 60.0)

    run = await run_of(office)
    assert held == [False, False, True]
    assert isinstance(ended, Finished)
    assert (run.paused and run.paused.why, run.counts) == (HELD, {})


async def _says(office: Office, words: str) -> bool:
    return any(words in card.text for card in office.cards(SOL))


async def _is_held(office: Office) -> bool:
    return (await run_of(office)).held is not None


async def test_what_is_held_is_looked_at_each_minute(
    office: Office, automation: Automation
) -> None:
    """The run may be paused or cancelled long before the hold is over."""
    automation.always = AN_HOUR
    await begun(office, *people(1))
    claim = await the_call(office)

    told = await office.deliver()(claim, lambda: 60.0)
    held = await office.deliver()(claim, lambda: 60.0)

    for later in (told, held):
        assert isinstance(later, Later)
        assert later.after < timedelta(seconds=61.1)


async def test_a_connector_that_cannot_be_reached_has_done_nothing(
    office: Office, automation: Automation
) -> None:
    """It is waited for, longer each time; no attempt counts, and nobody is in doubt."""
    automation.always = AWAY
    await begun(office, *people(1))
    claim = await the_call(office)
    deliver = office.deliver()

    waits = []
    for _ in range(calls.ATTEMPTS + 2):
        later = await deliver(claim, lambda: 60.0)
        assert isinstance(later, Later)
        assert not later.counted
        waits.append(int(later.after.total_seconds()))
        office.hands.move(later.after)
    automation.always = None
    await deliver(claim, lambda: 60.0)

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert (await run_of(office)).count(RowState.CONNECTED) == 1


def test_many_that_do_not_reach_it_at_once_are_one(hands: Hands) -> None:
    """Sixteen refused connections would else make sixteen steps of one."""
    silence, now = Silence(), hands.now()

    together = {silence.away_for(now) for _ in range(16)}
    next_one = silence.away_for(now + timedelta(seconds=1))
    silence.is_broken()

    assert together == {timedelta(seconds=1)}
    assert next_one == timedelta(seconds=2)
    assert silence.away_for(now + timedelta(seconds=9)) == timedelta(seconds=1)


def test_an_answer_ends_what_many_holds_make_long(hands: Hands) -> None:
    """From then on it is as if none had been refused."""
    silence, now = Silence(), hands.now()
    later = now + timedelta(hours=2)

    first, long = silence.refuses_for(now), silence.refuses_for(later)
    silence.is_over()

    assert (first, long) == (timedelta(0), timedelta(hours=2))
    assert silence.refuses_for(later) == timedelta(0)
