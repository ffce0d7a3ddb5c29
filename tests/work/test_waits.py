"""What waits for something else: as long as that takes, and without asking all the time."""

import asyncio
import json
from datetime import datetime, timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.config import LogFormat
from bot.domain.effects import Card, Due, Refresh
from bot.domain.outcome import Outcome
from bot.store import keys
from bot.store.documents import SETUP_SCHEMA
from bot.store.due import UNREADABLE_AGAIN, Claim
from bot.store.instants import instant
from bot.store.wake import Wakes
from bot.work import clock
from bot.work.attempt import Attempt
from bot.work.cards import FIRST_POST_FIRST, LOOK_AGAIN
from bot.work.results import Later, Left, Overtook, Result
from bot.work.worker import Worker
from practice.slack import RateLimited
from tests.journeys.canary import listening
from tests.store.builders import an_entry, ids_of
from tests.work.office import MARA, PREFIX, SHARD, TEAM, Office
from tests.work.workers import Deliveries, now, poll, working

LEASE: Final = timedelta(seconds=5)
HOUR: Final = timedelta(hours=1)
TEN_SECONDS: Final = timedelta(seconds=10)
NOT_AT_ALL: Final = timedelta(0)
A_MOMENT: Final = timedelta(seconds=5)  # no few steps of a test take so long


def _left() -> float:
    return 4.0


async def _post_and_refresh(office: Office) -> tuple[Claim, Claim]:
    """Of one card, both claimed."""
    await office.start_setup()
    await office.hand_over()
    claims, _ = await office.bot.due.claim(SHARD, office.hands.now(), LEASE)
    post = next(claim for claim in claims if claim.effect == office.first_card)
    refresh = next(claim for claim in claims if claim.effect == office.its_refresh)
    return post, refresh


@pytest.mark.parametrize("in_doubt", [True, False])
@pytest.mark.parametrize(
    ("first_post", "refresh_waits"),
    [(HOUR, LOOK_AGAIN), (TEN_SECONDS, TEN_SECONDS), (NOT_AT_ALL, FIRST_POST_FIRST)],
    ids=["an hour", "ten seconds", "no time"],
)
async def test_a_refresh_waits_as_long_as_its_first_post(
    office: Office, first_post: timedelta, refresh_waits: timedelta, in_doubt: bool
) -> None:
    """But looks again now and then: somebody may have it tried sooner."""
    post, refresh = await _post_and_refresh(office)
    at = office.hands.now() + first_post
    await office.bot.due.later(post, at, counted=True, in_doubt=in_doubt)

    result = await office.deliver()(refresh, _left)

    assert isinstance(result, Later)
    assert refresh_waits - A_MOMENT < result.after <= refresh_waits
    assert result.after >= FIRST_POST_FIRST
    assert office.slack.calls_of("chat.update") == []


async def test_a_refresh_comes_right_after_a_post_that_is_being_performed(office: Office) -> None:
    """However long that lease may still last."""
    _, refresh = await _post_and_refresh(office)

    result = await office.deliver()(refresh, _left)

    assert result == Later(FIRST_POST_FIRST)
    assert office.slack.calls_of("chat.update") == []


async def test_while_slack_wants_no_post_its_refresh_does_not_ask_for_it(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is performed once, not each 150 ms; in the end the card shows the latest state."""
    monkeypatch.setattr(clock, "TICK", 0.05)
    office.slack.faults.add("chat.postMessage", RateLimited(60), when=office.is_marketo_card)
    await office.start_setup()
    deliver = office.deliver()

    async def perform(claim: Claim, left: Left) -> Result:
        result = await deliver(claim, left)
        assert not isinstance(result, Overtook)
        return result

    deliveries, refresh = Deliveries(perform), office.its_refresh.id
    attempt = Attempt(office.bot.due, deliveries, office.showing(), office.hands.now)
    worker = Worker(office.bot.due, attempt, Wakes(office.redis), office.hands.now)
    async with working(office.redis, worker):
        await poll(lambda: _waits(office))
        await _rename(office, "EMEA")
        await deliveries.until(lambda: deliveries.begun[refresh] > 0)
        await asyncio.sleep(0.7)
        while_it_waits = deliveries.begun[refresh]
        office.hands.move(timedelta(minutes=1))
        await office.until_all_is_done()

    assert while_it_waits == 1
    [card] = office.cards()
    assert "EMEA" in card.all_text
    refused, post = office.posts_of(Card.MARKETO_ADMIN, MARA)
    assert (refused.status, post.ok) == (429, True)
    updates = [c for c in office.slack.calls_of("chat.update") if c.args["ts"] == card.ts]
    assert all(update.time > post.time for update in updates)


async def test_what_is_about_a_document_of_a_newer_version_waits_for_its_worker(
    office: Office, redis: Redis
) -> None:
    """Let go of at once, without a doubt and without an attempt; one line for each."""
    await office.start_setup()
    async with office.working():
        await office.until_all_is_done()
    ids = await _refreshes_of_a_newer_version(office)
    at_first = office.hands.now()

    with listening(LogFormat.JSON) as logged:
        async with office.working():
            await poll(lambda: _all_wait(redis, ids))
            await asyncio.sleep(0.3)  # nothing of it is tried again

    lines = [one["effect"] for one in logged.records if "newer version" in one.get("why", "")]
    assert sorted(lines) == sorted(ids)
    assert not await redis.exists(f"{PREFIX}open", f"{PREFIX}tries", f"{PREFIX}refused")
    latest = at_first + UNREADABLE_AGAIN + A_MOMENT
    assert all(at < latest for at in await _times(redis, ids))
    assert office.slack.calls_of("chat.update") == []


async def _waits(office: Office) -> bool:
    """The first post, for Slack to take it."""
    at = await office.bot.due.waits_until(TEAM, office.first_card.id)
    return at is not None and at > office.hands.now()


async def _rename(office: Office, name: str) -> None:
    """A change that the card of the Marketo admin shows."""
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    outcome = Outcome(kept.state.model_copy(update={"name": name}), (Due(office.its_refresh),))
    entry = an_entry(at=office.hands.now())
    await office.bot.aggregates.commit_setup(outcome, kept, entry)


async def _refreshes_of_a_newer_version(office: Office) -> list[str]:
    """Of three cards, which stand in Slack."""
    kept = await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None
    setup = kept.state
    slots = (setup.starter_card(), setup.marketo_card(), setup.sales_connect_card())
    due = tuple(Due(Refresh(about=setup.ref, slot=slot)) for slot in slots)
    entry = an_entry(at=office.hands.now())
    await office.bot.aggregates.commit_setup(Outcome(setup, due), kept, entry)
    key = keys.aggregate(TEAM, setup.ref)
    document = json.loads(await office.redis.hget(key, "document") or "")
    newer = json.dumps(document | {"schema_number": SETUP_SCHEMA + 1, "unheard_of": True})
    await office.redis.hset(key, "document", newer)
    return ids_of(due)


async def _all_wait(redis: Redis, ids: list[str]) -> bool:
    soon = now() + UNREADABLE_AGAIN - A_MOMENT
    return all(at > soon for at in await _times(redis, ids))


async def _times(redis: Redis, ids: list[str]) -> list[datetime]:
    """When they are due."""
    return [instant(int(at or 0)) for at in await redis.zmscore(keys.due(TEAM), ids)]
