"""The connector was asked, and nobody knows what it did: that outlives whatever the run does."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, TypeAlias

import pytest

from bot.domain.ids import RunId
from bot.domain.problems import Fault
from bot.domain.provisioning import Candidate, Plan, plan_run
from bot.domain.replan import failed
from bot.domain.run import Driver, RowState, RunStage
from bot.domain.run_calls import UNKNOWN
from bot.domain.run_commands import CancelRun, PauseRun, RetryFailed
from bot.domain.workspaces import Known
from bot.store import keys
from bot.store.records import Records
from bot.work import calls
from bot.work.results import Finished
from tests.store.builders import hash_at, lapse
from tests.work.automation import LOST, WRONG, Automation
from tests.work.by_connector import (
    begun,
    people,
    pressed,
    the_call,
    until,
    until_asked,
    until_none_is_on_its_way,
)
from tests.work.office import TEAM, Office
from tests.work.runs import RUN, WORKSPACES, does, run_of

Ends: TypeAlias = Callable[[Office, Automation], Awaitable[None]]
P0: Final = people(1)[0]


@pytest.fixture(autouse=True)
def slowly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked again before the test ends."""
    monkeypatch.setattr(calls, "FIRST_GAP", timedelta(minutes=5))


async def running(office: Office) -> dict[str, str]:
    return await hash_at(office.redis, keys.running(TEAM, office.setup.id))


async def _is_lost(office: Office, automation: Automation) -> None:
    """It connected them, and the answer did not arrive: they wait to be asked for again."""
    automation.first[P0].append(LOST)
    await begun(office, P0)
    async with office.working():
        await until_asked(automation, 1)
        await asyncio.sleep(0.05)


async def _pause_and_cancel(office: Office, automation: Automation) -> None:
    await _is_lost(office, automation)
    await pressed(office, PauseRun(office.setup.id, RUN))
    office.hands.move(timedelta(minutes=6))
    async with office.working():
        await until_none_is_on_its_way(office)
    await pressed(office, CancelRun(office.setup.id, RUN))


async def _cancel_in_the_gap(office: Office, automation: Automation) -> None:
    await _is_lost(office, automation)
    await pressed(office, CancelRun(office.setup.id, RUN))


async def _cancel_in_the_call(office: Office, automation: Automation) -> None:
    automation.first[P0].append(LOST)
    automation.answers.clear()
    await begun(office, P0)
    async with office.working():
        await until_asked(automation, 1)
        await pressed(office, CancelRun(office.setup.id, RUN))
        automation.answers.set()
        await until_none_is_on_its_way(office)


async def _kill_and_cancel(office: Office, automation: Automation) -> None:
    """A worker dies between the answer and what it would have written."""
    await begun(office, P0)
    claim = await the_call(office, lasts=timedelta(milliseconds=50))
    automation.answers.clear()
    attempt = asyncio.create_task(office.deliver()(claim, lambda: 60.0))
    await until_asked(automation, 1)
    attempt.cancel()
    await asyncio.gather(attempt, return_exceptions=True)
    await lapse(office.redis, claim)
    await pressed(office, CancelRun(office.setup.id, RUN))


async def _halt_and_cancel(office: Office, automation: Automation) -> None:
    """The second call meets a wrong secret: what the first one did stays unknown."""
    await _is_lost(office, automation)
    automation.always = WRONG
    office.hands.move(timedelta(minutes=6))
    async with office.working():
        await until(office, stage=RunStage.PAUSED)
    await pressed(office, CancelRun(office.setup.id, RUN))


ENDS: Final[dict[str, Ends]] = {
    "pause, cancel": _pause_and_cancel,
    "cancel in the gap": _cancel_in_the_gap,
    "cancel in the call": _cancel_in_the_call,
    "killed, cancel": _kill_and_cancel,
    "halted, cancel": _halt_and_cancel,
}


@pytest.mark.parametrize("how", ENDS)
async def test_of_whom_nobody_knows_is_never_forgotten(
    office: Office, automation: Automation, how: str
) -> None:
    """They failed, for a reason of ours, and stand in no other run; no last call is made."""
    await ENDS[how](office, automation)
    asked = len(automation.calls)

    async with office.working():
        await until_none_is_on_its_way(office)
        await office.until_all_is_done()

    run = await run_of(office)
    assert run.stage is RunStage.ENDED
    assert (run.rows[0].why, run.over) == (UNKNOWN, 1)
    assert await running(office) == {P0: RUN}
    assert len(automation.calls) == asked


async def test_trying_again_settles_it(office: Office, automation: Automation) -> None:
    """Nobody else may have them; the connector finds that it was done, and they are free."""
    await _cancel_in_the_gap(office, automation)
    async with office.working():
        await until_none_is_on_its_way(office)
    records, known = Records(office.bot.scripts, office.bot.aggregates), Known(WORKSPACES)
    facts = await records.facts(TEAM, office.setup.id, (), [P0])
    anew = plan_run([Candidate(P0)], ("EMEA",), known, facts)
    again = plan_run(failed(await run_of(office)), (), known, facts)
    assert isinstance(anew, Plan)
    assert isinstance(again, Plan)
    assert [problem.fault for problem in anew.problems] == [Fault.IN_DOUBT]

    driver, second = Driver.CONNECTOR, RunId("the-run-2")
    retry = RetryFailed(office.setup.id, second, again, RUN, attempt=2, driver=driver, tells=False)
    await does(office, retry)
    async with office.working():
        await office.until_all_is_done()

    assert (await run_of(office, second)).count(RowState.CONNECTED) == 1
    assert await running(office) == {}
    assert len({key for _, _, key in automation.calls}) == 2


async def test_who_was_not_called_is_free_at_once(office: Office, automation: Automation) -> None:
    """Their call was due when the run was cancelled."""
    await begun(office, P0)
    await pressed(office, CancelRun(office.setup.id, RUN))

    async with office.working():
        await office.until_all_is_done()

    assert (automation.calls, await running(office)) == ([], {})
    assert (await run_of(office)).rows[0].is_open


async def test_a_call_that_fails_by_a_fault_of_ours_keeps_no_lane(
    office: Office, automation: Automation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker would put it aside, and the run could never end."""
    await begun(office, P0)
    claim = await the_call(office)
    object.__setattr__(claim, "refused", calls.FAULTS)

    ended = await office.deliver()(claim, lambda: 60.0)

    run = await run_of(office)
    assert isinstance(ended, Finished)
    assert (run.stage, run.rows[0].why) == (RunStage.ENDED, UNKNOWN)
    assert automation.calls == []
