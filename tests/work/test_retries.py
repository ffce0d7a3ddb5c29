"""What fails is tried again: ever later, in doubt where it may have been done, not for ever."""

import asyncio
import json
from datetime import timedelta
from itertools import pairwise

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card, Due
from bot.slack_faults import SlackInDoubt, SlackRateLimited, SlackRefused
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet
from bot.store.scripts import Scripts
from bot.work import attempt, clock
from bot.work.attempt import ATTEMPTS, FIRST_RETRY, LONGEST_RETRY, REFUSALS, retry_after
from bot.work.results import Delivered, Finished, Later, Left
from practice.slack import Html, LoseAnswer, RateLimited, Refuse, ServerError
from practice.slack.faults import Fault
from tests.store.builders import TEAM, an_effect, committed
from tests.work.office import MARA, Office
from tests.work.workers import HANGS, Deliveries, a_worker, now, poll, working

PREFIX = keys.shard_prefix(keys.shard_of(TEAM))


@pytest.mark.parametrize("tries", range(12))
def test_retries_wait_longer_each_time(tries: int) -> None:
    """The first within a second, then doubling, with jitter, none longer than a minute."""
    longest = min(timedelta(seconds=60), timedelta(seconds=2**tries))

    waits = [retry_after(tries) for _ in range(200)]

    assert all(longest / 2 <= wait <= longest for wait in waits)
    assert len(set(waits)) > 100


def test_an_outage_of_an_hour_costs_no_message() -> None:
    """Even if each pause is the shortest that can be."""
    pauses = (FIRST_RETRY * 2 ** min(tries + 1, 10) for tries in range(ATTEMPTS - 1))
    longest = [min(LONGEST_RETRY, pause) for pause in pauses]

    assert sum(longest, timedelta(0)) / 2 > timedelta(hours=1)


class _Failing:
    """Fails so many times, then succeeds; keeps what it was told of each attempt."""

    def __init__(self, fault: Exception, times: int) -> None:
        self.fault = fault
        self.left = times
        self.attempts: list[tuple[float, int, bool]] = []

    async def __call__(self, claim: Claim, still_ours: Left) -> Delivered | Later | Finished:
        time = asyncio.get_running_loop().time()
        self.attempts.append((time, claim.tries, claim.in_doubt))
        if self.left:
            self.left -= 1
            raise self.fault
        return Delivered()

    @property
    def tries(self) -> list[int]:
        return [tries for _, tries, _ in self.attempts]

    @property
    def doubts(self) -> list[bool]:
        return [in_doubt for _, _, in_doubt in self.attempts]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait, nor for the tick."""
    monkeypatch.setattr(clock, "TICK", 0.02)
    monkeypatch.setattr(attempt, "FIRST_RETRY", timedelta(milliseconds=1))
    monkeypatch.setattr(attempt, "LONGEST_RETRY", timedelta(milliseconds=1))


async def _performed(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, failing: _Failing
) -> None:
    """Until nothing waits any more."""
    await committed(aggregates, Due(an_effect("it"), now()))
    async with working(redis, a_worker(scripts, Deliveries(failing))):
        await poll(lambda: _is_empty(redis))


async def _is_empty(redis: Redis) -> bool:
    return not await redis.exists(f"{PREFIX}body")


async def test_what_may_have_been_done_is_tried_again_in_doubt(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, at_once: None
) -> None:
    """And stays in doubt, however the attempts after it end."""
    failing = _Failing(SlackInDoubt("chat.postMessage", "TimeoutError"), 2)

    await _performed(redis, scripts, aggregates, failing)

    assert failing.tries == [0, 1, 2]
    assert failing.doubts == [False, True, True]


async def test_what_was_surely_not_done_is_tried_again_without_doubt(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, at_once: None
) -> None:
    """History is scarce: it is read only where it must be."""
    failing = _Failing(SlackRefused("chat.postMessage", "invalid_blocks"), 2)

    await _performed(redis, scripts, aggregates, failing)

    assert failing.tries == [0, 1, 2]
    assert failing.doubts == [False, False, False]


async def test_a_fault_of_our_own_leaves_the_outcome_in_doubt(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, at_once: None
) -> None:
    """Nobody knows whether it struck before the post or after it: an answer without `ts`, say."""
    failing = _Failing(KeyError("ts"), 1)

    await _performed(redis, scripts, aggregates, failing)

    assert failing.doubts == [False, True]


async def test_a_limit_is_waited_for_and_counts_as_no_attempt(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, at_once: None
) -> None:
    """Exactly as long as told; a limit after a doubtful attempt leaves the doubt."""
    fault = SlackRateLimited("chat.postMessage", timedelta(seconds=0.4))
    failing = _Failing(fault, 3)

    await _performed(redis, scripts, aggregates, failing)

    times = [time for time, _, _ in failing.attempts]
    assert all(later - sooner >= 0.399 for sooner, later in pairwise(times))
    assert times[-1] - times[0] < 2.5
    assert failing.tries == [0, 0, 0, 0]
    assert failing.doubts == [False] * 4


@pytest.mark.parametrize(
    ("fault", "attempts", "reason"),
    [
        (SlackInDoubt("post", "HTTP 503"), ATTEMPTS, "post: HTTP 503"),
        (SlackRefused("post", "invalid_blocks"), REFUSALS, "post: invalid_blocks"),
        (ZeroDivisionError("what it held"), REFUSALS, "ZeroDivisionError"),
    ],
    ids=["SlackInDoubt", "SlackRefused", "ZeroDivisionError"],
)
async def test_after_so_many_attempts_an_effect_is_put_aside(
    redis: Redis,
    scripts: Scripts,
    aggregates: Aggregates,
    due: DueSet,
    at_once: None,
    fault: Exception,
    attempts: int,
    reason: str,
) -> None:
    """Visible, with its reason; not one attempt more, and nobody else is held up."""
    failing = _Failing(fault, attempts + 5)

    await _performed(redis, scripts, aggregates, failing)

    assert failing.tries == list(range(attempts))
    dead = await redis.hgetall(keys.dead(TEAM))
    assert list(dead) == ["become_ready:it"]
    row = json.loads(str(dead["become_ready:it"]))
    assert row["reason"] == reason
    backlog = await due.backlog(now())
    assert (backlog.waiting, backlog.dead) == (0, 1)


async def test_an_outage_uses_up_no_attempts_of_another_fault(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, due: DueSet, at_once: None
) -> None:
    """Ten times nobody knew; then it is refused once, and comes through."""
    faults = [SlackInDoubt("post", "HTTP 503")] * 10 + [SlackRefused("post", "token_expired")]

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        if faults:
            raise faults.pop(0)
        return Delivered()

    await committed(aggregates, Due(an_effect("it"), now()))
    async with working(redis, a_worker(scripts, Deliveries(perform))):
        await poll(lambda: _is_empty(redis))

    assert faults == []
    assert (await due.backlog(now())).dead == 0
    assert not await redis.exists(f"{PREFIX}tries", f"{PREFIX}refused")


async def test_the_first_retry_comes_within_a_second(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At its own time: the tick is for lost wake-ups, a retry must not wait for it as well."""
    monkeypatch.setattr(clock, "TICK", 3 * HANGS)
    failing = _Failing(SlackInDoubt("chat.postMessage", "HTTP 503"), 1)

    await _performed(redis, scripts, aggregates, failing)

    (first, _, _), (second, _, _) = failing.attempts
    assert 0.4 < second - first < 4  # before a lease would have ended


async def test_one_effect_that_fails_stops_none_of_the_others(
    redis: Redis, scripts: Scripts, aggregates: Aggregates
) -> None:
    """One refused row never stops the others."""

    async def perform(claim: Claim, still_ours: Left) -> Delivered:
        if claim.id.endswith("broken"):
            raise ZeroDivisionError
        return Delivered()

    deliveries = Deliveries(perform)
    fine = [Due(an_effect(f"fine{number}"), now()) for number in range(20)]
    async with working(redis, a_worker(scripts, deliveries)):
        await committed(aggregates, Due(an_effect("broken"), now()), *fine)
        await deliveries.until(lambda: len(deliveries.ended) == 20)

    assert not any("broken" in effect for effect in deliveries.ended)


async def test_retry_after_of_slack_is_respected(office: Office) -> None:
    """The message comes, once, and not before Slack allows it; no attempt is counted."""
    office.slack.faults.add("chat.postMessage", RateLimited(1), when=office.is_marketo_card)
    await office.start_setup()

    async with office.working():
        await office.slack.person(MARA).until(lambda m: True)
        tries = await office.redis.exists(f"{PREFIX}tries")

    first, second = office.posts_of(Card.MARKETO_ADMIN, MARA)
    assert (first.status, second.ok) == (429, True)
    assert second.time - first.time >= 1
    assert not tries


@pytest.mark.parametrize(
    "fault", [LoseAnswer(), ServerError(503, after=True)], ids=lambda f: type(f).__name__
)
async def test_a_message_that_was_posted_in_spite_of_a_fault_is_not_posted_again(
    office: Office, fault: Fault, at_once: None
) -> None:
    """Before posting again the bot looks for the effect's id, with one call, and takes its `ts`."""
    office.slack.faults.add("chat.postMessage", fault, when=office.is_marketo_card)
    await office.start_setup()

    async with office.working():
        await office.until_all_is_done()
        await office.hand_over()
        await office.slack.until(lambda: office.cards()[0].edited, what="no refresh came")

    assert len(office.cards()) == 1
    assert len(office.posts_of(Card.MARKETO_ADMIN, MARA)) == 1
    [look] = office.slack.calls_of("conversations.history")
    assert int(look.args["limit"]) <= 15


@pytest.mark.parametrize(
    "fault", [ServerError(502), Html(), ServerError(500)], ids=lambda f: type(f).__name__
)
async def test_a_message_that_was_not_posted_is_posted_after_a_look(
    office: Office, fault: Fault, at_once: None
) -> None:
    """A look that finds nothing is followed by the post."""
    office.slack.faults.add("chat.postMessage", fault, when=office.is_marketo_card)
    await office.start_setup()

    async with office.working():
        await office.until_all_is_done()

    assert len(office.cards()) == 1
    attempts = [call.ok for call in office.posts_of(Card.MARKETO_ADMIN, MARA)]
    assert attempts == [False, True]
    assert len(office.slack.calls_of("conversations.history")) == 1


async def test_a_look_that_fails_posts_nothing(office: Office, at_once: None) -> None:
    """As long as the doubt is not cleared, nothing is sent."""
    office.slack.faults.add("chat.postMessage", LoseAnswer(), when=office.is_marketo_card)
    office.slack.faults.add("conversations.history", ServerError(500))
    office.slack.faults.add("conversations.history", RateLimited(1))
    await office.start_setup()

    async with office.working():
        await office.until_all_is_done()

    assert len(office.cards()) == 1
    assert len(office.posts_of(Card.MARKETO_ADMIN, MARA)) == 1
    assert len(office.slack.calls_of("conversations.history")) == 3


async def test_where_nobody_can_be_reached_the_starter_is_told(office: Office) -> None:
    """At once, without a second attempt."""
    office.slack.faults.add(
        "chat.postMessage", Refuse("user_disabled"), when=office.is_marketo_card
    )
    await office.start_setup()

    async with office.working():
        await office.slack.person("U_STELLA").until(lambda m: f"<@{MARA}>" in m.all_text)
        await office.until_all_is_done()

    assert len(office.posts_of(Card.MARKETO_ADMIN, MARA)) == 1
    assert office.cards() == []
