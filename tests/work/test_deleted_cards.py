"""The card with the buttons is deleted in Slack: it is posted again while it is to be decided."""

from typing import Final

import pytest

from bot.domain.effects import Card
from bot.domain.request_commands import Approve, Reject
from bot.work import attempt
from practice.slack import LoseAnswer, Message, Refuse, ServerError
from practice.slack.faults import Fault
from tests.journeys.world import CHANNEL
from tests.work.asked import (
    HOUR,
    IDA,
    LEA,
    MONDAY,
    REQUEST,
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
from tests.work.office import SOL, STELLA, Office
from tests.work.runs import does

IN_DOUBT: Final = [LoseAnswer(), ServerError(503, after=True), ServerError(503)]
BUTTONS: Final = ["Approve", "Reject"]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


@pytest.fixture
async def waiting(office: Office) -> Office:
    """A request for two people, whose card somebody deleted."""
    await started(office)
    await posted(office, LEA, IDA)
    delete_card(office)
    return office


def delete_card(office: Office) -> None:
    """As who manages the channel can; Slack tells it to nobody who does not listen."""
    office.slack.state.channels[CHANNEL].messages[-1].deleted = True


def standing(office: Office) -> list[Message]:
    there = office.slack.state.channels[CHANNEL].messages
    deleted = {one.ts for one in there if one.deleted}
    return [one for one in in_channel(office) if one.ts not in deleted]


async def reject_one(office: Office) -> None:
    """So that its card has something else to show."""
    request = await request_of(office)
    reject = Reject(office.setup.id, REQUEST, request.edition, (0,), "no licences left")
    await does(office, reject, SOL)


async def test_what_changes_is_shown_by_a_new_card(waiting: Office) -> None:
    """With buttons that decide; from then on it is the card, and no second one is posted."""
    await reject_one(waiting)
    await worked(waiting)

    [card] = standing(waiting)
    assert card.buttons == BUTTONS
    assert "no licences left" in card.all_text
    request = await request_of(waiting)
    await does(waiting, Approve(waiting.setup.id, REQUEST, request.edition), STELLA)
    await worked(waiting)
    [after] = standing(waiting)
    assert (after.ts, after.buttons) == (card.ts, [])
    assert len(posts_of(waiting, Card.APPROVAL)) == 2


async def test_the_nudge_finds_it_missing_and_the_card_comes_in_its_place(waiting: Office) -> None:
    """A reply below nothing would lead nobody to a button, and nobody is asked directly for it."""
    at(waiting, MONDAY + 4.1 * HOUR)
    await passed(waiting)

    [card] = standing(waiting)
    assert (card.buttons, card.thread_ts) == (BUTTONS, None)
    assert posts_of(waiting, Card.NUDGE) == []
    assert (await request_of(waiting)).directly == ()


async def test_the_next_nudge_stands_below_the_new_card(waiting: Office) -> None:
    """And in no thread of the one that is gone."""
    at(waiting, MONDAY + 4.1 * HOUR)
    await passed(waiting)
    at(waiting, MONDAY + 28.2 * HOUR)
    await passed(waiting)

    card, nudge = standing(waiting)
    assert nudge.thread_ts == card.ts


async def test_a_card_that_was_answered_before_it_was_deleted_is_missed_too(
    office: Office,
) -> None:
    """Slack shows a tombstone in its place, and takes answers below it."""
    await started(office)
    await posted(office)
    at(office, MONDAY + 4.1 * HOUR)
    await passed(office)
    [old, _] = standing(office)
    office.slack.state.channels[CHANNEL].messages[-2].deleted = True

    at(office, MONDAY + 28.2 * HOUR)
    await passed(office)

    [_, card] = standing(office)
    assert (card.buttons, card.thread_ts, card.ts != old.ts) == (BUTTONS, None, True)


async def test_a_decision_during_the_look_of_a_nudge_is_not_taken_back(office: Office) -> None:
    """The look writes nothing: no card of before the decision comes after it."""
    await started(office)
    await posted(office)
    updates = len(office.slack.calls_of("chat.update"))
    at(office, MONDAY + 4.1 * HOUR)
    await passed(office)

    assert len(office.slack.calls_of("chat.update")) == updates


async def test_a_card_that_stands_is_left_alone_by_its_nudge(office: Office) -> None:
    """The look changes nothing, and nothing is posted beside the nudge."""
    await started(office)
    await posted(office)
    at(office, MONDAY + 4.1 * HOUR)
    await passed(office)

    card, nudge = standing(office)
    assert (card.buttons, nudge.thread_ts) == (BUTTONS, card.ts)


@pytest.mark.parametrize("fault", IN_DOUBT, ids=repr)
async def test_a_new_card_in_doubt_is_looked_for(waiting: Office, fault: Fault) -> None:
    """One card with buttons, as with the first."""
    waiting.slack.faults.add("chat.postMessage", fault, when=to_channel)

    await reject_one(waiting)
    await worked(waiting)

    assert not waiting.slack.faults.pending
    assert len(standing(waiting)) == 1


async def test_where_the_channel_takes_no_new_card_people_are_asked_directly(
    waiting: Office,
) -> None:
    """As where it took none in the first place."""
    waiting.slack.faults.add("chat.postMessage", Refuse("not_in_channel"), when=to_channel)

    await reject_one(waiting)
    await worked(waiting)

    request = await request_of(waiting)
    assert (request.channel_fault, SOL in request.directly) == ("not_in_channel", True)


async def test_what_is_decided_needs_no_card(waiting: Office) -> None:
    """Nothing is left to press: who asked has read it in their own messages."""
    await approves(waiting, STELLA)
    await worked(waiting)

    assert standing(waiting) == []
