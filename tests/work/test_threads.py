"""Messages below another one: into its thread, once, and elsewhere if that is gone."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Due, Reply
from bot.work import attempt
from practice.slack import Call, Drop, LoseAnswer, Message, Refuse, ServerError
from practice.slack.faults import Fault
from tests.journeys.world import CHANNEL
from tests.store.builders import committed
from tests.work.asked import (
    BENOIT,
    HOUR,
    MONDAY,
    approves,
    at,
    in_channel,
    passed,
    posted,
    posts_of,
    request_of,
    started,
    to_channel,
    worked,
)
from tests.work.office import MARA, SOL, STELLA, Office

IN_DOUBT: Final = [LoseAnswer(), ServerError(503, after=True), ServerError(503), Drop()]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


@pytest.fixture
async def waiting(office: Office) -> Office:
    """A request whose nudge is due."""
    await started(office)
    await posted(office)
    at(office, MONDAY + 4.1 * HOUR)
    return office


def is_nudge(arguments: dict[str, object]) -> bool:
    """For a fault that meets this message only."""
    return f":{Card.NUDGE}:" in repr(arguments.get("metadata"))


def nudges(office: Office) -> list[Message]:
    """In the thread of the card."""
    card, *others = in_channel(office)
    return [one for one in others if one.thread_ts == card.ts]


def looks_for(given: dict[str, object]) -> bool:
    """For a message of ours, which is more than to see whether its card stands."""
    return "include_all_metadata" in given


def looks(office: Office) -> list[Call]:
    calls = office.slack.calls_of("conversations.replies")
    return [one for one in calls if looks_for(one.args)]


async def test_a_nudge_stands_below_its_card(waiting: Office) -> None:
    """Without a doubt nobody looks through the thread."""
    await passed(waiting)

    assert len(nudges(waiting)) == 1
    assert looks(waiting) == []


async def test_a_nudge_that_mentions_nobody_stands_in_the_channel_as_well(waiting: Office) -> None:
    """In a thread alone Slack would show it to nobody who has not written there."""
    await passed(waiting)

    [call] = [one for one in waiting.slack.calls_of("chat.postMessage") if is_nudge(one.args)]
    assert call.args["reply_broadcast"] is True
    others = [one for one in waiting.slack.calls_of("chat.postMessage") if not is_nudge(one.args)]
    assert all("reply_broadcast" not in one.args for one in others)


@pytest.mark.parametrize("fault", IN_DOUBT, ids=repr)
async def test_a_nudge_in_doubt_is_looked_for_in_its_thread(waiting: Office, fault: Fault) -> None:
    """It stands in no history: who looked there would post it twice."""
    waiting.slack.faults.add("chat.postMessage", fault, when=is_nudge)

    await passed(waiting)

    assert not waiting.slack.faults.pending
    assert len(nudges(waiting)) == 1
    [look] = looks(waiting)
    assert look.args["ts"] == in_channel(waiting)[0].ts
    assert waiting.slack.calls_of("conversations.history") == []


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel"])
async def test_where_the_channel_is_gone_people_are_asked_directly(
    waiting: Office, error: str
) -> None:
    """Whoever may approve and can, in their DM; the request says that the channel is gone."""
    waiting.slack.faults.add("chat.postMessage", Refuse(error), times=None, when=to_channel)

    await passed(waiting)

    request = await request_of(waiting)
    assert request.channel_fault == error
    assert {STELLA, SOL, MARA, BENOIT} <= set(request.directly)
    assert _can_approve(waiting, SOL)
    await approves(waiting, SOL)
    await worked(waiting)
    assert not any(_can_approve(waiting, one) for one in request.directly)


async def test_a_card_that_goes_while_its_nudge_is_in_doubt_is_posted_again(
    waiting: Office,
) -> None:
    """Its thread cannot be looked into; tests/work/test_deleted_cards.py has what else is so."""
    waiting.slack.faults.add("chat.postMessage", ServerError(503), when=is_nudge)
    waiting.slack.faults.add("conversations.replies", Refuse("thread_not_found"), when=looks_for)
    waiting.slack.faults.add(
        "chat.update", Refuse("message_not_found"), when=lambda _: bool(looks(waiting))
    )

    await passed(waiting)

    assert not waiting.slack.faults.pending
    assert nudges(waiting) == []
    assert len(posts_of(waiting, Card.APPROVAL, CHANNEL)) == 2


def _can_approve(office: Office, user_id: str) -> bool:
    return any({"Approve", "Approuver"} & set(card.now.buttons) for card in office.cards(user_id))


async def test_where_no_card_was_ever_posted_no_nudge_stands_alone(office: Office) -> None:
    """
    Whoever is asked directly has a card of their own, with a nudge of its own below it; the card of
    the channel is tried once more.
    """
    await _asked_directly(office, "is_archived")
    before = len(posts_of(office, Card.APPROVAL))

    await passed(office)

    assert posts_of(office, Card.NUDGE, CHANNEL) == []
    assert len(posts_of(office, Card.APPROVAL)) == before + 1
    card = next(one for one in office.cards(SOL) if "Approve" in one.buttons)
    assert [one.thread_ts for one in office.cards(SOL) if one.thread_ts] == [card.ts]


async def test_a_channel_that_takes_messages_by_then_gets_its_card(office: Office) -> None:
    """Slack tells nobody that a restriction was lifted."""
    await _asked_directly(office, "restricted_action")
    office.slack.faults.clear()

    await passed(office)

    [card] = in_channel(office)
    assert card.buttons == ["Approve", "Reject"]


async def _asked_directly(office: Office, error: str) -> None:
    """A request that its channel did not take, and its nudge is due."""
    await started(office)
    office.slack.faults.add("chat.postMessage", Refuse(error), times=None, when=to_channel)
    await posted(office)
    at(office, MONDAY + 4.1 * HOUR)


def a_reply(thread: str) -> Reply:
    """To somebody who mentioned the bot."""
    return Reply(user_id=SOL, channel=CHANNEL, ts="1.000100", thread=thread)


@pytest.mark.parametrize("fault", IN_DOUBT, ids=repr)
async def test_an_answer_in_a_thread_is_looked_for_there(waiting: Office, fault: Fault) -> None:
    """As a nudge is."""
    root = in_channel(waiting)[0].ts
    waiting.slack.faults.add(
        "chat.postMessage", fault, when=lambda given: "reply:" in repr(given.get("metadata"))
    )
    reply = Due(a_reply(root), waiting.hands.now() - timedelta(minutes=1))
    await committed(waiting.bot.aggregates, reply)

    await worked(waiting)

    assert not waiting.slack.faults.pending
    answers = [one for one in in_channel(waiting) if "reply:" in repr(one.metadata)]
    assert [one.thread_ts for one in answers] == [root]
    assert len(looks(waiting)) == 1
