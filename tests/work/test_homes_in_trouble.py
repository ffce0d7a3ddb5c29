"""A Home tab through whatever Slack, a worker or we do wrong: the last state shows in the end."""

import asyncio
from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.ids import TeamId, UserId
from bot.store.aggregates import Aggregates, Asked
from bot.work import attempt
from practice.slack import Drop, Html, LoseAnswer, RateLimited, Refuse, ServerError
from practice.slack.faults import Fault
from tests.store.builders import lapse
from tests.work.looks import (
    LEASE,
    PUBLISH,
    nothing_is_given_up,
    published,
    reads,
    renamed,
    shown,
    tried,
    worked,
)
from tests.work.office import SHARD, Office


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


@pytest.mark.parametrize(
    "fault",
    [ServerError(503, after=True), LoseAnswer(), Drop(), Html(), Refuse("internal_error")],
    ids=repr,
)
async def test_a_home_that_slack_did_not_take_comes_again(office: Office, fault: Fault) -> None:
    """With the state of then."""
    await shown(office)
    office.slack.faults.add(PUBLISH, fault)

    async with office.working():
        await renamed(office, "EMEA")
        await tried(office, 2)
        await renamed(office, "APAC")
        await office.until_all_is_done()

    assert not office.slack.faults.pending
    assert "APAC" in reads(office)
    await nothing_is_given_up(office)


async def test_a_pause_that_slack_asked_for_is_kept(office: Office) -> None:
    """Whatever is committed meanwhile."""
    await shown(office)
    office.slack.faults.add(PUBLISH, RateLimited(1))

    async with office.working():
        await renamed(office, "EMEA")
        await tried(office, 2)
        for number in range(5):
            await renamed(office, f"EMEA {number}")
            await asyncio.sleep(0.1)
        await office.until_all_is_done()

    _, refused, again = published(office)
    assert again.time - refused.time >= 1
    assert "EMEA 4" in reads(office)


async def test_what_slack_may_have_taken_is_not_taken_for_what_it_had_before(
    office: Office,
) -> None:
    """The answer was lost, and the state went back to what it was: Slack has the one between."""
    await shown(office)
    office.slack.faults.add(PUBLISH, ServerError(503, after=True))
    await renamed(office, "EMEA")
    async with office.working():
        await office.slack.until(lambda: "EMEA" in reads(office))

    await renamed(office, office.setup.name)
    await worked(office)

    assert "EMEA" not in reads(office)


@pytest.mark.parametrize(
    "error",
    [
        "not_enabled",  # the tab is switched off in the app's settings
        "token_revoked",
        "user_disabled",
        "view_too_large",
    ],
)
async def test_what_slack_refuses_waits_for_the_next_change(office: Office, error: str) -> None:
    """It is not tried again, and given up without a word; then it is tried as ever."""
    await shown(office)
    office.slack.faults.add(PUBLISH, Refuse(error))

    await renamed(office, "EMEA")
    await worked(office)
    assert len(published(office)) == 2
    await nothing_is_given_up(office)
    await renamed(office, "APAC")
    await worked(office)

    assert "APAC" in reads(office)


async def test_a_worker_that_died_after_publishing_has_published(
    office: Office, redis: Redis
) -> None:
    """The next one does so again, and it is the same."""
    await shown(office)
    await renamed(office, "EMEA")
    office.hands.move(timedelta(seconds=1))
    [claim], _ = await office.bot.due.claim(SHARD, office.hands.now(), LEASE)
    await office.deliver()(claim, lambda: LEASE.total_seconds())
    await lapse(redis, claim)
    office.hands.move(LEASE)

    await worked(office)

    _, first, second = published(office)
    assert first.args["view"] == second.args["view"]
    await nothing_is_given_up(office)


class _Broken(Aggregates):
    """A fault of ours."""

    async def ask(self, team_id: TeamId, user_id: UserId) -> Asked:
        raise RuntimeError("of ours")


async def test_a_fault_of_ours_ends_by_itself(office: Office) -> None:
    """It is tried as often as anything, and then left until the next change."""
    await shown(office)
    await renamed(office, "EMEA")
    office.hands.move(timedelta(seconds=1))
    bot = office.bot
    broken = _Broken(office.redis, bot.scripts, bot.vault)
    attempts = attempt.Attempt(bot.due, office.deliver(broken), office.showing(), office.hands.now)

    for _ in range(attempt.REFUSALS):
        [claim], _ = await bot.due.claim(SHARD, office.hands.now(), LEASE)
        await attempts(claim, lambda: LEASE.total_seconds())
        office.hands.move(timedelta(seconds=60))

    assert (await bot.due.claim(SHARD, office.hands.now(), LEASE))[0] == []
    await nothing_is_given_up(office)
    await renamed(office, "APAC")
    await worked(office)
    assert "APAC" in reads(office)
