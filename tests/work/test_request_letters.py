"""Messages of requests that reach nobody: who is told instead, and what can be tried again."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import AskDirectly, Card, NoteLeft, Notify, PostRequest, Slot
from bot.domain.ids import SeenId
from bot.domain.people import Actor, Standing
from bot.domain.request import Request, RequestStage
from bot.retry import Retry
from bot.slack_faults import SlackGone
from bot.store.retries import Retries
from bot.work import attempt, clock
from bot.work.instead import GATHERED_FOR, told_instead
from practice.slack import Refuse
from tests.domain.builders import a_setup
from tests.domain.request_builders import a_request
from tests.work.asked import REQUEST, asked, in_channel, request_of, started
from tests.work.office import LATER, PREFIX, SOL, STELLA, TEAM, Office
from tests.work.workers import poll

SETUP: Final = a_setup()
OPEN: Final = a_request(setup=SETUP)
CHANNEL: Final = SETUP.channel_id
GONE: Final = SlackGone("conversations.open", "user_disabled")
ARCHIVED: Final = SlackGone("chat.postMessage", "is_archived")


@pytest.fixture
def two_attempts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a pause."""
    monkeypatch.setattr(clock, "TICK", 0.02)
    monkeypatch.setattr(attempt, "REFUSALS", 2)
    monkeypatch.setattr(attempt, "FIRST_RETRY", timedelta(milliseconds=1))


def _message(slot: Slot, request: Request = OPEN) -> Notify:
    return Notify(about=request.ref, slot=slot)


@pytest.mark.parametrize("card", [Card.APPROVAL, Card.NUDGE])
def test_what_the_channel_does_not_take_is_asked_directly(card: Card) -> None:
    """With Slack's word for why, which people read."""
    effect = _message(Slot(card=card, part="1", to=CHANNEL))

    [told] = told_instead(effect, SETUP, None, OPEN, ARCHIVED)

    asks = AskDirectly(setup_id=SETUP.id, request_id=OPEN.id, why="is_archived")
    assert told == (asks, None)


@pytest.mark.parametrize(
    "slot", [OPEN.requester_card(), OPEN.news("approved.2")], ids=lambda slot: str(slot.card)
)
def test_of_whom_slack_lets_us_not_tell_somebody_of_the_setup_hears(slot: Slot) -> None:
    """On a card of the setup, which names who got no message."""
    [told] = told_instead(_message(slot), SETUP, None, OPEN, GONE)

    assert isinstance(told.effect, Notify)
    assert told.effect.about == SETUP.ref
    unreachable = Slot(card=Card.UNREACHABLE, part=f"{slot.to}|user_disabled", to=STELLA)
    assert told.effect.slot == unreachable


@pytest.mark.parametrize(
    "slot",
    [
        OPEN.fulfil_card(SOL),
        OPEN.escalation_card(SOL),
        Slot(card=Card.APPROVAL, to=SOL),
        Slot(card=Card.NUDGE, part="1", to=SOL),
        Slot(card=Card.FULFIL_REMINDER, part="1", to=SOL),
    ],
    ids=lambda slot: str(slot.card),
)
def test_of_a_person_of_the_setup_who_left_the_setup_is_told(slot: Slot) -> None:
    """It asks for somebody else, once for all of its requests."""
    [told] = told_instead(_message(slot), SETUP, None, OPEN, GONE)

    assert told.effect == NoteLeft(setup_id=SETUP.id, user_id=SOL)


def test_of_who_is_not_in_slack_nobody_hears() -> None:
    """They get a message of Sales Connect's own."""
    request = a_request(RequestStage.DONE, setup=SETUP)

    told = told_instead(_message(request.person_card(2), request), SETUP, None, request, GONE)

    assert told == ()


def test_a_card_of_the_setup_in_the_channel_asks_nobody_to_approve() -> None:
    """It is about no request."""
    ready = Slot(card=Card.CHANNEL_READY, to=CHANNEL)

    [told] = told_instead(Notify(about=SETUP.ref, slot=ready), SETUP, None, None, ARCHIVED)

    assert isinstance(told.effect, Notify)


async def _given_up(office: Office) -> None:
    """Somebody is told, after a while in which more may be."""

    async def is_quiet() -> bool:
        waits = [str(one) for one in await office.redis.hkeys(f"{PREFIX}body")]
        is_dead = (await office.bot.due.backlog(office.hands.now())).dead > 0
        return is_dead and all(
            one.startswith(LATER) or f":{Card.UNDELIVERED}:" in one for one in waits
        )

    async with office.working():
        await poll(is_quiet)
        office.hands.move(timedelta(seconds=GATHERED_FOR))
        await office.until_all_is_done()


async def _tried_again(office: Office) -> None:
    """By who owns the setup; what was in the way is gone."""
    office.slack.faults.clear()
    retry = Retry(Retries(office.bot.scripts), office.bot.aggregates, office.hands.now)
    by = Actor(TEAM, STELLA, Standing.MEMBER)
    assert await retry(office.setup, by=by, seen=SeenId("press")) == 1
    async with office.working():
        await office.until_all_is_done()


async def _letters(office: Office) -> list[str]:
    """As `status` shows them to the starter."""
    retry = Retry(Retries(office.bot.scripts), office.bot.aggregates, office.hands.now)
    waiting = await retry.waiting(Actor(TEAM, STELLA, Standing.MEMBER))
    return [one.effect.id for _, letters in waiting for one in letters.oldest if one.effect]


@pytest.mark.usefixtures("two_attempts")
async def test_a_card_that_was_given_up_is_told_and_tried_again(office: Office) -> None:
    """It shows the state of the moment in which it goes out, once."""
    await started(office)
    office.slack.faults.add(
        "chat.postMessage",
        Refuse("invalid_blocks"),
        times=None,
        when=lambda given: f":{Card.APPROVAL}:" in repr(given.get("metadata")),
    )
    await asked(office)
    await _given_up(office)
    card = _message(Slot(card=Card.APPROVAL, to=office.setup.channel_id), await request_of(office))

    assert await _letters(office) == [card.id]
    [notice] = [one for one in office.cards(STELLA) if "Try again" in one.buttons]
    assert "invalid_blocks" in notice.all_text
    await _tried_again(office)
    assert len(in_channel(office)) == 1
    assert await _letters(office) == []


@pytest.mark.usefixtures("two_attempts")
async def test_a_channel_that_was_not_read_is_told_and_read_later(office: Office) -> None:
    """Nothing was posted until then, and nobody takes the request for lost."""
    await started(office)
    office.slack.faults.add("conversations.members", Refuse("invalid_arguments"), times=None)
    await asked(office)
    await _given_up(office)
    post = PostRequest(setup_id=office.setup.id, request_id=REQUEST)

    assert await _letters(office) == [post.id]
    assert in_channel(office) == []
    await _tried_again(office)
    assert (await request_of(office)).stage is RequestStage.OPEN
    assert len(in_channel(office)) == 1
