"""A slow Marketo: who waits hears of it, and everything else goes on."""

import asyncio
from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import CheckApi, CheckPair, Due
from bot.domain.outcome import Outcome
from bot.domain.setup_parts import ApiSays
from bot.work import deliver, looks
from bot.work.looks import Busy
from practice.marketo.faults import SlowBody
from practice.marketo.standin import TOKEN, WORKSPACES, MarketoStandIn
from tests.journeys.world import API_SECRET
from tests.store.builders import an_entry
from tests.work.office import MARA, PREFIX, SOL, TEAM, Office
from tests.work.pairs import asked, give, given, secrets, shown
from tests.work.workers import poll

HANGS: Final = SlowBody(60)
FAR_MORE: Final = 80  # than the 64 effects that a worker performs side by side


async def test_a_slow_marketo_is_said_in_the_window(
    office: Office, marketo: MarketoStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then its answer comes into the same window."""
    monkeypatch.setattr(looks, "SAYS_THAT_IT_WAITS", 0.1)
    marketo.faults.add(TOKEN, SlowBody(1))
    await give(office)

    async with office.working():
        await office.slack.until(lambda: "takes its time" in shown(office))
        await office.until_all_is_done()

    assert "it works" in shown(office)
    assert len(office.slack.calls_of("views.update")) == 2


async def test_a_marketo_that_hangs_is_given_up(
    office: Office, marketo: MarketoStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many calls a reading takes, it has an end; the pair is kept."""
    monkeypatch.setattr(looks, "LONGEST", 0.3)
    marketo.faults.add(WORKSPACES, HANGS, times=None)

    async with asyncio.timeout(3):  # less than one call may take
        text = await given(office)

    assert "did not answer" in text
    assert (await secrets(office))[0] == API_SECRET


def _look(office: Office, window: str) -> CheckApi:
    return CheckApi(setup_id=office.setup.id, number=1, by=MARA, view_id=window)


async def _due(office: Office, number: int) -> None:
    """So many looks at once, each for a window of its own."""
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    now = office.hands.now()
    then = tuple(Due(_look(office, f"V{n}"), now) for n in range(number))
    await office.bot.aggregates.commit_setup(Outcome(kept.state, then), kept, an_entry(at=now))


@pytest.mark.usefixtures("quick")
async def test_a_marketo_that_hangs_keeps_no_card_back(
    office: Office, marketo: MarketoStandIn
) -> None:
    """More looks are due than a worker has places, and what is handed over is told at once."""
    await given(office)
    marketo.calls.clear()
    marketo.faults.add("*", HANGS, times=None)
    await _due(office, FAR_MORE)

    async with office.working():
        await poll(lambda: asked(marketo, looks.AT_ONCE))
        await office.hand_over()
        await office.slack.person(SOL).until(lambda m: "Reveal credentials" in m.buttons, timeout=3)
        marketo.faults.clear()

    assert not await office.redis.exists(f"{PREFIX}tries")  # to come again is no failure


async def test_a_look_that_finds_no_place_comes_again(
    office: Office, marketo: MarketoStandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each window gets its answer, one after the other."""
    await given(office)
    monkeypatch.setattr(looks, "AT_ONCE", 1)
    monkeypatch.setattr(deliver, "LOOK_AGAIN_AFTER", timedelta(milliseconds=100))
    marketo.faults.add(TOKEN, SlowBody(0.3), times=2)
    await _due(office, 3)

    async with office.working():
        await office.until_all_is_done()

    filled = [call.args["view_id"] for call in office.slack.calls_of("views.update")[1:]]
    assert sorted(filled) == ["V0", "V1", "V2"]


async def test_ten_looks_are_under_way_at_most(office: Office, marketo: MarketoStandIn) -> None:
    """Of both kinds together; the place of one that ended is free."""
    await given(office)
    marketo.calls.clear()
    marketo.faults.add("*", HANGS, times=None)
    all_looks = office.looks()
    hanging = [
        asyncio.create_task(all_looks.with_api(TEAM, _look(office, f"V{n}"))) for n in range(10)
    ]
    await poll(lambda: asked(marketo, 10))
    marketo.faults.clear()

    with pytest.raises(Busy):
        await all_looks.with_api(TEAM, _look(office, "V10"))
    with pytest.raises(Busy):
        await all_looks.at_pair(TEAM, CheckPair(setup_id=office.setup.id, version=1))
    ended = hanging.pop()
    ended.cancel()
    await asyncio.wait([ended])
    found = await all_looks.with_api(TEAM, _look(office, "V11"))

    assert found is not None
    assert found.says is ApiSays.WORKS
    for one in hanging:
        one.cancel()
    await asyncio.wait(hanging)
