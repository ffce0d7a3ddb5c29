"""The Home tab follows what is committed, through whatever Slack does, and shows the last state."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from time import monotonic
from typing import Any

import pytest

from bot.domain.effects import Ref, ShowHome
from bot.domain.ids import TeamId, UserId
from bot.domain.setup_parts import Approval
from bot.store import keys
from bot.store.homes import Homes, Look
from bot.store.instants import milliseconds
from bot.store.watched import LOOKED_WITHIN, SOON
from bot.work import attempt
from bot.work.homes import HomeTabs
from practice.slack import Late
from tests.work.asked import BENOIT, SVEN, approved_by, asked, due_at
from tests.work.looks import (
    PUBLISH,
    buttons,
    looks,
    nothing_is_given_up,
    published,
    reads,
    renamed,
    shown,
    worked,
)
from tests.work.office import MARA, SOL, TEAM, Office


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


async def test_a_commit_is_shown_within_a_second(office: Office) -> None:
    """To who looked; the others get nothing. A machine that stands still makes it no later due."""
    await shown(office, MARA, SOL)
    before = reads(office)

    async with office.working():
        await office.hand_over()
        at = await office.redis.zscore(keys.due(TEAM), ShowHome(user_id=SOL).id)
        assert at is None or at / 1000 <= office.hands.now().timestamp() + 1
        await office.slack.until(lambda: len(published(office)) == len(published(office, SOL)) == 2)
        await office.until_all_is_done()

    assert reads(office) != before
    assert "Reveal credentials" in buttons(office, SOL)
    assert {call.args["user_id"] for call in office.slack.calls_of(PUBLISH)} == {MARA, SOL}


async def test_what_looks_the_same_is_not_published(office: Office) -> None:
    """But whoever opens it gets it, since nobody knows what their client kept."""
    await shown(office)

    await renamed(office, office.setup.name)
    await worked(office)
    assert len(published(office)) == 1
    await looks(office)
    await worked(office)

    assert len(published(office)) == 2


class _Meanwhile(Homes):
    """Something is committed just before, or just after, what is shown is watched."""

    before: Callable[[], Any] | None = None
    after: Callable[[], Any] | None = None

    async def watch(
        self, team_id: TeamId, user_id: UserId, refs: Iterable[Ref], look: Look, *rest: Any
    ) -> bool:
        if self.before:
            before, self.before = self.before, None
            await before()
        is_new = await super().watch(team_id, user_id, refs, look, *rest)
        if self.after:
            after, self.after = self.after, None
            await after()
        return is_new


@pytest.mark.parametrize("when", ["before", "after"])
async def test_nothing_falls_between_reading_and_watching(
    office: Office, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the first look, when nobody is told yet that they watch."""
    await office.start_setup()
    homes, bot = _Meanwhile(office.bot.scripts), office.bot
    tabs = HomeTabs(homes, bot.overviews, bot.aggregates, bot.slack, office.hands.now)
    monkeypatch.setattr(office, "home_tabs", lambda kept: tabs)
    setattr(homes, when, lambda: renamed(office, "EMEA"))

    await looks(office)
    await worked(office)

    assert (homes.before, homes.after) == (None, None)
    assert "EMEA" in reads(office)


async def test_many_commits_at_once_become_few_homes_and_the_last_one_stays(
    office: Office,
) -> None:
    """Also while Slack is slow to take the first."""
    await shown(office)
    office.slack.faults.add(PUBLISH, Late(0.5))
    begun = monotonic()

    async with office.working():
        for number in range(30):
            await renamed(office, f"EMEA {number}")
            await asyncio.sleep(0.03)
        await office.until_all_is_done()

    took = monotonic() - begun
    assert "EMEA 29" in reads(office)
    assert len(published(office)) <= 2 + took / SOON.total_seconds()


async def test_each_reads_their_own_language(office: Office) -> None:
    """As their Slack says today."""
    await shown(office, MARA, BENOIT)
    state = office.slack.state
    french = reads(office, BENOIT)
    assert "Demander un compte sandbox" in buttons(office, BENOIT)

    state.users[BENOIT].locale = "en-US"
    office.hands.move(timedelta(days=1, seconds=1))
    await renamed(office, "EMEA")
    await looks(office, BENOIT)
    await worked(office)

    assert reads(office, BENOIT) != french
    assert set(buttons(office, BENOIT)) == {
        "Invite users",
        "Request sandbox account",
        "Set up Sales Connect",
    }


async def test_a_guest_reads_nothing_of_any_setup(office: Office) -> None:
    """And presses nothing."""
    gus = UserId("U_GUS")
    await shown(office, gus)
    home = office.slack.person(gus).home

    assert home is not None
    assert home.buttons == []
    assert len(home.blocks) == 1
    await renamed(office, "EMEA")
    await worked(office)
    assert len(published(office, gus)) == 1


@pytest.mark.parametrize("who", ["U_ROBOT", "U_GONE", "U_NOBODY"])
async def test_who_cannot_look_costs_no_retry(office: Office, who: str) -> None:
    """A bot, somebody who left since, somebody unknown."""
    await shown(office, UserId(who))

    assert len(published(office, UserId(who))) <= 1
    await nothing_is_given_up(office)


async def test_after_three_days_without_a_look_nothing_is_shown(office: Office) -> None:
    """However often it was shown since."""
    await shown(office)

    for number in range(4):
        office.hands.move(LOOKED_WITHIN / 3 + timedelta(seconds=1))
        await renamed(office, f"EMEA {number}")
        await worked(office)

    assert "EMEA 1" in reads(office)
    assert len(published(office)) == 3


async def test_a_page_that_is_no_more_is_the_last_one(office: Office) -> None:
    """What a button says may be older than the setups, or made up."""
    await office.start_setup()
    await looks(office, page="abcd" * 500)
    await worked(office)

    assert "Hand over credentials" in buttons(office, MARA)


async def test_who_approves_by_name_sees_a_new_request_however_many_looked_since(
    office: Office,
) -> None:
    """What waits for them does not wait until they open it again."""
    await office.start_setup()
    await approved_by(office, Approval(approvers=(SVEN,)))
    await looks(office, SVEN)
    later = milliseconds(office.hands.now()) + 1
    await office.redis.zadd(keys.looks(TEAM), {f"U_{n:03}": later for n in range(50)})
    await office.redis.zrem(keys.due(TEAM), f"home:{SVEN}")

    await asked(office)

    assert await due_at(office.redis, f"home:{SVEN}")
