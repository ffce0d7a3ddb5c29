"""What is given up is kept with its setup, somebody hears of it, and no fault of ours is told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.config import LogFormat
from bot.domain.effects import BecomeReadyLater, Card, Due, Notify, Refresh, Reply, Slot, WarnOfLeak
from bot.domain.ids import SetupId, UserId
from bot.domain.outcome import Outcome
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Missing, MissingWhy
from bot.domain.undelivered import Undelivered
from bot.slack_faults import SlackGone, SlackRefused
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.due import Claim, DueSet
from bot.store.retries import Retries
from bot.store.scripts import Scripts
from bot.store.wake import Wakes
from bot.work import attempt, clock
from bot.work.attempt import Attempt
from bot.work.deliver import Deliver
from bot.work.instead import GATHERED_FOR, told_instead, told_of_dead
from bot.work.results import Delivered, Left, Result
from bot.work.worker import Worker
from practice.slack import Message
from tests.journeys.canary import listening
from tests.store.builders import NOW, a_setup, an_entry, committed
from tests.work.office import MARA, SOL, STELLA, TEAM, Office
from tests.work.workers import Deliveries, a_worker, now, poll, working

CANARY: Final = "what only the log may hold"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two attempts, without a pause."""
    monkeypatch.setattr(clock, "TICK", 0.02)
    monkeypatch.setattr(attempt, "REFUSALS", 2)
    monkeypatch.setattr(attempt, "FIRST_RETRY", timedelta(milliseconds=1))


@asynccontextmanager
async def _failing(office: Office, fault: Exception, *effects: str) -> AsyncIterator[None]:
    """A worker for which these effects, named by a part of their ids, fail each time."""
    deliver = office.deliver()

    async def perform(claim: Claim, left: Left) -> Result:
        if any(effect in claim.id for effect in effects):
            raise fault
        return await deliver(claim, left)

    failing: Deliver = Deliveries(perform)
    due, now = office.bot.due, office.hands.now
    attempted = Attempt(due, failing, office.showing(), now)
    async with working(office.redis, Worker(due, attempted, Wakes(office.redis), now)):
        yield


async def _waiting(office: Office) -> list[Undelivered]:
    letters = await Retries(office.bot.scripts).waiting(TEAM, office.setup.id)
    return [one.shown for one in letters]


def _notices(office: Office) -> list[Message]:
    return [card for card in office.cards(STELLA) if "Try again" in card.buttons]


async def _until_told(office: Office, *, dead: int = 1) -> None:
    """What died together is gathered for a while before somebody is told."""

    async def is_dead() -> bool:
        return (await office.bot.due.backlog(office.hands.now())).dead == dead

    await poll(is_dead)
    office.hands.move(timedelta(seconds=GATHERED_FOR))
    await office.until_all_is_done()


async def test_what_a_fault_of_ours_says_reaches_nobody(office: Office) -> None:
    """People read its kind, in whatever they are shown; the words are for the log."""
    await office.start_setup()

    async with _failing(office, ZeroDivisionError(CANARY), "marketo_admin"):
        await _until_told(office)

    [one] = await _waiting(office)
    assert (one.effect, one.why) == (office.first_card, "ZeroDivisionError")
    [told] = _notices(office)
    assert "ZeroDivisionError" in told.all_text
    assert [call for call in office.slack.calls if CANARY in str(call.args)] == []


async def test_what_slack_says_is_told_in_its_own_words(office: Office) -> None:
    """Whoever asks Slack's support needs them."""
    await office.start_setup()
    fault = SlackRefused("chat.postMessage", "invalid_blocks no such block")

    async with _failing(office, fault, "marketo_admin"):
        await _until_told(office)

    assert [one.why for one in await _waiting(office)] == [str(fault)]


async def test_of_what_died_together_one_message_tells(office: Office) -> None:
    """Each with its receiver; nobody else hears of it."""
    await office.start_setup()
    fault = SlackRefused("chat.postMessage", "invalid_blocks")

    async with _failing(office, fault, ":marketo_admin:", ":sales_connect_admin:"):
        await _until_told(office, dead=2)

    [told] = _notices(office)
    assert f"<@{MARA}>" in told.all_text
    assert f"<@{SOL}>" in told.all_text
    assert office.cards(MARA) == office.cards(SOL) == []


async def test_a_step_of_the_bot_itself_is_told_too(office: Office) -> None:
    """It belongs to its setup, though no message is missing."""
    setup = await office.start_setup()
    ready = Due(BecomeReadyLater(setup_id=setup.id), office.hands.now())
    kept = await office.bot.aggregates.setup(TEAM, setup.id)
    await office.bot.aggregates.commit_setup(Outcome(setup, (ready,)), kept, an_entry())

    async with _failing(office, KeyError(CANARY), "become_ready"):
        await _until_told(office)

    assert [one.effect for one in await _waiting(office)] == [ready.effect]
    assert len(_notices(office)) == 1


async def test_the_log_says_what_was_given_up_of_which_setup_and_where(office: Office) -> None:
    """Ids only; `doctor` points there."""
    setup = await office.start_setup()

    with listening(LogFormat.JSON) as logged:
        async with _failing(office, SlackRefused("post", "invalid_blocks"), "marketo_admin"):
            await _until_told(office)

    [line] = [one for one in logged.records if one["event"] == "given up"]
    said = {"why": "post: invalid_blocks", "tries": 2, "level": "error", "logger": "bot.work"}
    about = {"effect": office.first_card.id, "setup": setup.id, "team": TEAM}
    assert line == {"event": "given up", "timestamp": line["timestamp"], **said, **about}


def _without(*roles: Role) -> Setup:
    """These people left Slack."""
    left = Missing(number=1, why=MissingWhy.DEACTIVATED, at=NOW, told=STELLA)
    return a_setup(missing=dict.fromkeys(roles, left))


LOST: Final = BecomeReadyLater(setup_id=SetupId("s"))


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ((), STELLA),
        ((Role.STARTER,), MARA),
        ((Role.STARTER, Role.MARKETO_ADMIN), SOL),
        ((Role.STARTER, Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN), None),
    ],
    ids=["nobody", "the_starter", "two", "all"],
)
def test_the_first_who_is_still_in_slack_is_told(
    gone: tuple[Role, ...], told: UserId | None
) -> None:
    """After a while, in which more may be given up."""
    setup = _without(*gone)

    found = told_of_dead(setup, NOW)

    assert [one.effect.slot.to for one in found if isinstance(one.effect, Notify)] == (
        [told] if told else []
    )
    assert all(one.at and one.at > NOW for one in found)


def test_each_minute_has_a_notice_of_its_own_which_is_sent_when_it_is_over() -> None:
    """One that was sent is never sent anew: the former would keep its button for ever."""
    setup, begins = a_setup(), NOW.replace(second=0)
    moments = [begins + timedelta(seconds=second) for second in (0, 59, 60, 119)]

    found = [told_of_dead(setup, at)[0] for at in moments]

    assert [one.at for one in found] == [begins + timedelta(minutes=n) for n in (1, 1, 2, 2)]
    assert found[0].effect.id == found[1].effect.id != found[2].effect.id == found[3].effect.id


async def test_what_nobody_would_try_again_is_not_kept(
    redis: Redis, scripts: Scripts, aggregates: Aggregates, due: DueSet
) -> None:
    """A notice of what failed, its update, an answer to small talk: gone, and told to nobody."""
    setup = a_setup()
    [notice] = told_of_dead(setup, NOW)
    assert isinstance(notice.effect, Notify)
    update = Refresh(about=setup.ref, slot=notice.effect.slot)
    reply = Reply(user_id=SOL, channel="D_SOL", ts="1.000100")
    warning = WarnOfLeak(user_id=SOL, channel="D_SOL", ts="1.000100", in_dm=True)
    wanted = [Due(one, now()) for one in (notice.effect, update, reply, warning, LOST)]
    await committed(aggregates, *wanted, setup=setup)

    async def refuse(claim: Claim, left: Left) -> Delivered:
        raise SlackRefused("chat.postMessage", "invalid_blocks")

    async with working(redis, a_worker(scripts, Deliveries(refuse))):
        await poll(lambda: _nothing_waits(due))

    assert (await due.backlog(now())).dead == 1


async def _nothing_waits(due: DueSet) -> bool:
    return (await due.backlog(now())).waiting == 0


async def test_an_effect_of_a_setup_that_cannot_be_read_is_put_aside_too(office: Office) -> None:
    """Operators see it; there is nobody to tell."""
    setup = await office.start_setup()
    await office.redis.hset(keys.aggregate(TEAM, setup.ref), "document", '{"schema_number":4}')

    async with office.working():
        await poll(lambda: _nothing_is_performed(office))

    backlog = await office.bot.due.backlog(office.hands.now())
    assert (backlog.due_now, backlog.dead) == (0, 3)


async def _nothing_is_performed(office: Office) -> bool:
    return (await office.bot.due.backlog(office.hands.now())).dead >= 3


def test_what_nobody_hears_of_because_slack_forbids_it_is_not_lost() -> None:
    """That may pass: it is tried again, and given up at the last. Who is gone is gone."""
    setup = a_setup()
    unreachable = Slot(card=Card.UNREACHABLE, part=f"{SOL}|restricted_action", to=setup.starter)
    notice = Notify(about=setup.ref, slot=unreachable)

    with pytest.raises(SlackGone):
        told_instead(notice, setup, None, None, SlackGone("chat.postMessage", "restricted_action"))

    gone = told_instead(notice, setup, None, None, SlackGone("chat.postMessage", "user_disabled"))
    assert gone == ()
