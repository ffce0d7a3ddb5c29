"""A run by the company's own automation: each person once, whatever happens to it on the way."""

import asyncio
from datetime import timedelta
from typing import Any, Final

import httpx
import pytest

from bot.domain.ids import RunId, TeamId
from bot.domain.provisioning import Candidate, Plan, plan_disconnect
from bot.domain.run import Driver, RowState, Run, RunStage
from bot.domain.run_calls import MOST_LANES, NO_ANSWER, NOT_CONFIGURED
from bot.domain.run_commands import CancelRun, PauseRun, ResumeRun
from bot.domain.workspaces import Known
from bot.handle import Handle, TooBusy
from bot.store.aggregates import Aggregates
from bot.work import calls
from bot.work.results import Finished, Later, Overtook
from bot.work.silence import SILENT
from tests.store.builders import lapse
from tests.work.automation import BROKEN, BUSY, LOST, WRONG, Automation, Says, refuses
from tests.work.by_connector import (
    are_at_once,
    begun,
    people,
    pressed,
    the_call,
    until,
    until_asked,
    until_none_is_on_its_way,
)
from tests.work.office import SOL, TEAM, Office
from tests.work.runs import RUN, WORKSPACES, does, draft, ready, run_of, started
from tests.work.workers import poll

ADA: Final = "ada@acme.example"


pytestmark = pytest.mark.usefixtures("quickly")


async def test_each_of_sixty_people_is_connected_once(
    office: Office, automation: Automation
) -> None:
    """Through refusals, faults, lost answers and a limit."""
    emails = people(60)
    on_the_way: list[Says] = [BROKEN, LOST, refuses("no licence left")]
    for number, says in enumerate(on_the_way * 4):
        automation.first[emails[number * 3]].append(says)
    automation.first[emails[50]] += [BROKEN, LOST, BUSY]
    await begun(office, *emails)

    async with office.working():
        run = await until(office)

    refused = {row.email: row.why for row in run.rows.values() if row.state is RowState.FAILED}
    assert refused == dict.fromkeys((emails[n] for n in (6, 15, 24, 33)), "no licence left")
    assert (run.count(RowState.CONNECTED), run.over) == (56, 60)
    assert automation.done == {(one, "connect"): 1 for one in emails if one not in refused}
    assert all(len(bodies) == 1 for bodies in automation.bodies.values())


async def test_it_begins_with_one_call_and_grows_to_sixteen(
    office: Office, automation: Automation
) -> None:
    """Nobody else is asked for before the first answer, and never more at once than is promised."""
    automation.answers.clear()
    await begun(office, *people(60))

    async with office.working():
        await until_asked(automation, 1)
        await asyncio.sleep(0.1)
        at_first = len(automation.calls)
        automation.answers.set()
        await until_asked(automation, 20)
        automation.answers.clear()
        await poll(lambda: are_at_once(automation, MOST_LANES))
        await asyncio.sleep(0.1)
        at_last = automation.at_once
        automation.answers.set()
        await until(office)

    assert at_first == 1
    assert at_last == automation.most_at_once == MOST_LANES


async def test_a_pause_stops_all_calls_and_loses_none(
    office: Office, automation: Automation
) -> None:
    """What was on its way ends; after `Resume` it goes on where it was."""
    automation.slowness = 0.01
    await begun(office, *people(40))

    async with office.working():
        await until_asked(automation, 12)
        await pressed(office, PauseRun(office.setup.id, RUN))
        await until_none_is_on_its_way(office)
        paused = len(automation.calls)
        stands = await run_of(office)
        await asyncio.sleep(0.05)
        assert len(automation.calls) == paused
        await does(office, ResumeRun(office.setup.id, RUN))
        run = await until(office)

    assert stands.stage is RunStage.PAUSED
    assert paused < 40
    assert run.count(RowState.CONNECTED) == 40
    assert automation.done == {(one, "connect"): 1 for one in people(40)}


async def test_a_cancelled_run_asks_for_nobody_else(office: Office, automation: Automation) -> None:
    """Who was on the way is noted as they ended; the others are left out."""
    automation.slowness = 0.02
    await begun(office, *people(40))

    async with office.working():
        await until_asked(automation, 12)
        await pressed(office, CancelRun(office.setup.id, RUN))
        await until_none_is_on_its_way(office)

    run = await run_of(office)
    assert run.stage is RunStage.ENDED
    assert run.count(RowState.CONNECTED) == len(automation.calls) < 40


async def test_a_connector_that_is_set_up_wrongly_halts_the_run(
    office: Office, automation: Automation
) -> None:
    """The admin hears what it answered; once mended, `Resume` ends the run."""
    automation.always = WRONG
    await begun(office, *people(20))

    async with office.working():
        stands = await until(office, stage=RunStage.PAUSED)
        await office.until_all_is_done()
        asked = len(automation.calls)
        automation.always = None
        await does(office, ResumeRun(office.setup.id, RUN))
        run = await until(office)
        await office.until_all_is_done()

    assert asked == 1
    assert stands.paused is not None
    assert (stands.paused.by, stands.paused.why) == (None, "HTTP 401")
    assert [card for card in office.cards(SOL) if "HTTP 401" in str(card.history_of_versions)]
    assert run.count(RowState.CONNECTED) == 20


async def test_without_a_connector_a_run_halts(office: Office) -> None:
    """Its address was taken out of the settings meanwhile."""
    await ready(office)
    await begun(office, ADA)

    async with office.working():
        run = await until(office, stage=RunStage.PAUSED)
        await office.until_all_is_done()

    assert run.paused is not None
    assert run.paused.why == NOT_CONFIGURED


async def test_who_gets_no_answer_fails_in_the_end_and_holds_up_nobody(
    office: Office, automation: Automation
) -> None:
    """Asked for with one key, a few times; the others go on meanwhile."""
    automation.first[people(1)[0]] += [BROKEN] * 50
    await begun(office, *people(5))

    async with office.working():
        run = await until(office)

    [failed] = [row for row in run.rows.values() if row.state is RowState.FAILED]
    assert (failed.email, failed.why) == ("p0@acme.example", NO_ANSWER)
    assert automation.asked().count("p0@acme.example") == calls.ATTEMPTS
    assert len({key for email, _, key in automation.calls if email == "p0@acme.example"}) == 1
    order = automation.asked()
    assert order.index("p4@acme.example") < max(
        place for place, email in enumerate(order) if email == "p0@acme.example"
    )


async def test_a_connector_that_is_silent_halts_the_run_and_fails_nobody(
    office: Office, automation: Automation
) -> None:
    """Sixteen in a row without an answer are no fault of sixteen people; mended, it goes on."""
    automation.always = BROKEN
    await begun(office, *people(30))

    async with office.working():
        stands = await until(office, stage=RunStage.PAUSED)
        await office.until_all_is_done()
        asked = len(automation.calls)
        automation.always = None
        await does(office, ResumeRun(office.setup.id, RUN))
        run = await until(office)
        await office.until_all_is_done()

    assert stands.paused is not None
    assert (stands.paused.by, stands.paused.why) == (None, NO_ANSWER)
    assert stands.counts == {}
    assert SILENT <= asked < SILENT + MOST_LANES
    assert [
        card for card in office.cards(SOL) if "does not answer" in str(card.history_of_versions)
    ]
    assert run.count(RowState.CONNECTED) == 30


async def test_a_change_disconnects_first_and_connects_then(
    office: Office, automation: Automation
) -> None:
    """Each by a call of its own; between the two, an answer that was lost does no harm."""
    listed = [Candidate(one) for one in people(6)]
    plan = plan_disconnect(listed, ("APAC",), Known(WORKSPACES))
    assert isinstance(plan, Plan)
    automation.first[people(1)[0]] += [LOST, LOST]
    await draft(office, plan)
    await started(office, Driver.CONNECTOR)

    async with office.working():
        run = await until(office)

    assert run.count(RowState.CONNECTED) == 6
    assert set(automation.done.values()) == {1}
    for one in people(6):
        steps = [step for email, step, _ in automation.calls if email == one]
        assert list(dict.fromkeys(steps)) == ["disconnect", "connect"]


async def test_a_worker_that_dies_in_a_call_sends_the_same_again(
    office: Office, automation: Automation
) -> None:
    """Key and body; the one that comes to life again changes nothing."""
    automation.slowness = 0.4
    await begun(office, ADA)
    claim = await the_call(office, lasts=timedelta(milliseconds=50))
    attempt = asyncio.create_task(office.deliver()(claim, lambda: 60.0))
    await until_asked(automation, 1)
    await lapse(office.redis, claim)
    automation.slowness = 0.0

    async with office.working():
        run = await until(office)
    ended = await attempt

    assert run.count(RowState.CONNECTED) == 1
    assert isinstance(ended, Overtook) or not isinstance(ended, Finished)
    assert automation.asked() == [ADA, ADA]
    assert automation.done == {(ADA, "connect"): 1}
    assert [len(bodies) for bodies in automation.bodies.values()] == [1]


async def test_what_one_worker_was_told_all_of_them_heed(
    office: Office, automation: Automation
) -> None:
    """For as long as it said; the call itself is not counted as one that failed."""
    automation.first[ADA].append(httpx.Response(429, headers={"Retry-After": "3"}))
    await begun(office, ADA)
    claim = await the_call(office)

    told = await office.deliver()(claim, lambda: 60.0)
    held = await office.deliver()(claim, lambda: 60.0)
    office.hands.move(timedelta(seconds=3.1))
    ended = await office.deliver()(claim, lambda: 60.0)

    assert isinstance(told, Later)
    assert isinstance(held, Later)
    assert timedelta(seconds=3) <= told.after < timedelta(seconds=4.1)
    assert timedelta(0) < held.after < timedelta(seconds=4.1)
    assert not told.counted
    assert not held.counted
    assert len(automation.calls) == 2
    assert isinstance(ended, Finished)


async def test_a_moment_holds_the_call_that_was_told_and_no_other(
    office: Office, automation: Automation
) -> None:
    """A bucket that refills has room for others before the shortest Retry-After is over."""
    automation.first[ADA].append(BUSY)
    await begun(office, ADA)
    claim = await the_call(office)

    told = await office.deliver()(claim, lambda: 60.0)
    ended = await office.deliver()(claim, lambda: 60.0)

    assert isinstance(told, Later)
    assert timedelta(seconds=1) <= told.after < timedelta(seconds=2.1)
    assert isinstance(ended, Finished)


async def test_calls_that_were_held_together_come_back_one_by_one(
    office: Office, automation: Automation
) -> None:
    """Else a bucket has room for a few of them, and then none to fill it for a second."""
    automation.always = BUSY
    await begun(office, ADA)
    claim = await the_call(office)
    deliver = office.deliver()

    told = [await deliver(claim, lambda: 60.0) for _ in range(40)]

    waits = [one.after.total_seconds() for one in told if isinstance(one, Later)]
    assert len(waits) == 40
    assert max(waits) - min(waits) > 0.5


class _Stale(Aggregates):
    """Read a moment before the run went on."""

    async def run_of_row(self, team_id: TeamId, run_id: RunId, row: int) -> Run | None:
        kept = await super().run_of_row(team_id, run_id, row)
        assert kept is not None
        return kept.model_copy(update={"stage": RunStage.PAUSED})


async def test_a_call_that_is_put_off_too_late_is_made(
    office: Office, automation: Automation
) -> None:
    """The run went on between the look at it and the note: nobody would call for them again."""
    await begun(office, ADA)
    claim = await the_call(office)
    bot = office.bot

    ended = await office.deliver(_Stale(office.redis, bot.scripts, bot.vault))(claim, lambda: 60.0)

    assert isinstance(ended, Later)
    assert not ended.counted


async def test_an_answer_that_cannot_be_noted_at_once_is_kept_until_it_is(
    office: Office, automation: Automation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run changed under each attempt to note it; put off, nobody would know the answer."""
    await begun(office, ADA)
    claim = await the_call(office)
    handle = Handle.__call__
    faults: list[Exception] = [TooBusy("NoteCalled"), TooBusy("NoteCalled")]

    async def busy(*args: Any, **named: Any) -> Any:
        if faults:
            raise faults.pop()
        return await handle(*args, **named)

    monkeypatch.setattr(Handle, "__call__", busy)

    ended = await office.deliver()(claim, lambda: 60.0)

    assert isinstance(ended, Finished)
    assert automation.asked() == [ADA]
    assert (await run_of(office)).count(RowState.CONNECTED) == 1


async def test_a_call_whose_person_is_done_with_is_not_made(
    office: Office, automation: Automation
) -> None:
    """Two workers had it: one noted what it came to, the other finds nothing left to do."""
    await begun(office, ADA, "zoe@acme.example")
    claim = await the_call(office)
    deliver = office.deliver()

    await deliver(claim, lambda: 60.0)
    await deliver(claim, lambda: 60.0)

    assert automation.asked() == [ADA]


async def test_a_call_of_a_cancelled_run_is_not_made(
    office: Office, automation: Automation
) -> None:
    """It was due, and nobody had begun with it."""
    await begun(office, ADA)
    claim = await the_call(office)
    await does(office, CancelRun(office.setup.id, RUN))

    await office.deliver()(claim, lambda: 60.0)

    assert automation.calls == []
    assert (await run_of(office)).rows[0].state is RowState.PLANNED


async def test_without_a_lease_nobody_is_asked_for(office: Office, automation: Automation) -> None:
    """Somebody else has it by now."""
    await begun(office, ADA)
    claim = await the_call(office)

    ended = await office.deliver()(claim, lambda: 0.0)

    assert isinstance(ended, Later)
    assert automation.calls == []
    assert claim.team_id == TEAM
