"""What is in doubt and what is not: only a post may have been done without our knowledge."""

from datetime import timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Due
from bot.domain.outcome import Outcome
from bot.slack_faults import SlackFault, SlackInDoubt
from bot.store.aggregates import Aggregates
from bot.store.due import Claim
from bot.store.scripts import Scripts
from bot.work import attempt
from bot.work.results import Delivered, Left
from practice.slack import LoseAnswer, ServerError
from tests.store.builders import an_effect, an_entry, committed
from tests.work.office import MARA, PREFIX, TEAM, Office
from tests.work.workers import Deliveries, a_worker, now, poll, working

POST: Final = SlackInDoubt("chat.postMessage", "HTTP 503")
READS: Final = ("users.info", "conversations.open", "conversations.history")


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", timedelta(milliseconds=1))
    monkeypatch.setattr(attempt, "LONGEST_RETRY", timedelta(milliseconds=1))


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("read", READS)
@pytest.mark.parametrize(("former", "stays"), [((), False), ((POST,), True)], ids=["none", "post"])
async def test_a_read_that_failed_is_no_doubt(
    redis: Redis,
    scripts: Scripts,
    aggregates: Aggregates,
    read: str,
    former: tuple[SlackFault, ...],
    stays: bool,
) -> None:
    """It posted nothing; but it clears up nothing either: the doubt of a former post stays."""
    faults = [*former, SlackInDoubt(read, "HTTP 503"), SlackInDoubt(read, "HTTP 503")]

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        if faults:
            raise faults.pop(0)
        return Delivered()

    deliveries = Deliveries(perform)
    await committed(aggregates, Due(an_effect(), now()))
    async with working(redis, a_worker(scripts, deliveries)):
        await deliveries.until(lambda: deliveries.ended.total() == 1)

    doubts = [claim.in_doubt for claim in deliveries.claims]
    assert doubts == [False, *(True for _ in former), stays, stays]


@pytest.mark.usefixtures("at_once")
async def test_reads_that_fail_cost_no_look_at_the_history(office: Office) -> None:
    """Slack allows one such look a minute in some Slack workspaces."""
    for method in ("users.info", "conversations.open"):
        office.slack.faults.add(method, ServerError(503), times=2)
    await office.start_setup()

    async with office.working():
        await office.until_all_is_done()

    assert not office.slack.faults.pending
    assert office.slack.calls_of("conversations.history") == []
    assert [len(office.cards(one)) for one in (MARA, "U_SOL", "U_STELLA")] == [1, 1, 1]


async def test_an_update_in_doubt_is_made_once_more_although_the_state_went_back(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack may show what nobody noted: what was noted proves nothing then."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", timedelta(hours=1))
    monkeypatch.setattr(attempt, "LONGEST_RETRY", timedelta(hours=1))
    setup = await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
        before = office.cards()[0].all_text
        office.slack.faults.add("chat.update", LoseAnswer())

        await _rename(office, "EMEA")
        await poll(lambda: _is_in_doubt(office))
        shown_meanwhile = office.cards()[0].all_text
        await _rename(office, setup.name)
        await office.until_all_is_done()

    assert "EMEA" in shown_meanwhile
    assert office.cards()[0].all_text == before
    assert len(office.slack.calls_of("chat.update")) == 2


async def _rename(office: Office, name: str) -> None:
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    outcome = Outcome(kept.state.model_copy(update={"name": name}), (Due(office.its_refresh),))
    entry = an_entry(at=office.hands.now())
    await office.bot.aggregates.commit_setup(outcome, kept, entry)


async def _is_in_doubt(office: Office) -> bool:
    return await office.redis.hget(f"{PREFIX}open", office.its_refresh.id) == "in doubt"
