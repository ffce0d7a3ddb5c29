"""What must be so at the end of a round, whatever happened in it."""

import asyncio
from collections.abc import Container, Iterator
from typing import Final

from bot.domain.effects import Card, Ref, Slot
from bot.domain.run import RowState, Run
from bot.domain.stages import Language, Stage
from bot.store import keys
from bot.views.run_cards import run_card
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from practice.slack.messages import Json, StoredMessage
from practice.slack.rendering import pressables
from tests.crash.acts import COMES_WITHIN
from tests.crash.company import Installation
from tests.crash.kept import TEAM, patiently
from tests.crash.requests_oracle import requests_are_well, without_reminders
from tests.crash.steps import story_of
from tests.crash.stories import OPEN_PREVIEW, WINDOW_CLOSED
from tests.journeys.world import CLIENT_ID, CLIENT_SECRET

FRENCH: Final = "U_BENOIT"
OF_A_RUN: Final = (Card.BATCH, Card.PROGRESS, Card.RESULT, Card.YOU_ARE_CONNECTED)


async def everything_came_to_rest(there: Installation) -> None:
    """Raises: AssertionError if a card did not come, or something is still due."""
    company, cards = there.company, story_of(there).cards
    try:
        await company.slack.until(lambda: company.posted & cards == cards, timeout=COMES_WITHIN)
    except TimeoutError:
        raise AssertionError(f"lost: {cards - company.posted}") from None
    try:
        async with asyncio.timeout(COMES_WITHIN):
            while not await there.rests():  # noqa: ASYNC110 (Redis tells nobody)
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"still due: {await there.waits()}") from None


async def all_is_well(there: Installation) -> None:
    """Once it rests. Raises: AssertionError."""
    await every_card_came_once(there)
    await _the_last_state_is_shown(there)
    if there.errands:
        await requests_are_well(there)
    assert not await there.dead_letters()
    _no_secret_was_said(there)


async def every_card_came_once(there: Installation) -> None:
    company, cards = there.company, story_of(there).cards
    of_requests = company.posted_of(*(one.id for one in await there.requests()))
    posted = company.posted - of_requests
    if there.days:
        posted = without_reminders(posted)
    setup = await there.setup()
    if setup and setup.sandbox_asked:
        cards["sandbox_question::U_MARA"] = 1
    # Slack says once that a window was closed, and not again if nobody was there to hear it.
    assert posted.pop(WINDOW_CLOSED, 0) <= 1
    # Each list that was read is told of where its window is gone; whoever pressed again has two.
    posted.pop(OPEN_PREVIEW, None)
    assert posted == cards, (posted - cards, cards - posted)
    assert len(set(company.effects)) == len(company.effects)
    assert company.reminders <= 1  # its button goes when a run has started


async def _the_last_state_is_shown(there: Installation) -> None:
    """What stands in Slack is what would be sent now, and it is known where it stands."""
    setup = await there.setup()
    assert setup is not None
    assert setup.stage is Stage.DONE
    run = await there.run()
    assert run is not None
    story_of(there).check(run)
    await _who_is_connected_is_on_record(there, run)
    requests = frozenset(one.id for one in await there.requests())
    for slot, message in _messages(there, requests):
        is_of_run = slot.card in OF_A_RUN
        say = Say(Language.FR if _reader(slot, run) == FRENCH else Language.EN)
        card = run_card(run, setup, slot, say) if is_of_run else setup_card(setup, slot, say)
        # Its text holds every fact of its blocks (Slack adds to those), but no button.
        assert (message.text, _buttons(message.blocks)) == (card.text, _buttons(card.blocks)), slot
        await _it_is_known_where(there, run.ref if is_of_run else setup.ref, slot, message)


async def _who_is_connected_is_on_record(there: Installation, run: Run) -> None:
    """As is who failed; and nobody is in a run any more."""
    key = keys.connected(TEAM, run.setup_id)
    connected = {row.email for row in run.rows.values() if row.state is RowState.CONNECTED}
    assert set(await patiently(lambda: there.redis.hkeys(key))) == connected
    assert not await patiently(lambda: there.redis.exists(keys.running(TEAM, run.setup_id)))
    failed = {row.email for row in run.rows.values() if row.state is RowState.FAILED}
    assert (
        set(await patiently(lambda: there.redis.hkeys(keys.failed(TEAM, run.setup_id)))) == failed
    )


async def _it_is_known_where(
    there: Installation, about: Ref, slot: Slot, message: StoredMessage
) -> None:
    sent = await there.sent(about, slot)
    assert sent is not None, slot
    assert (sent.channel, sent.ts) == (message.channel, message.ts), slot


def _buttons(blocks: list[Json]) -> list[str]:
    return [button.label for button in pressables(blocks)]


def _messages(
    there: Installation, requests: Container[str]
) -> Iterator[tuple[Slot, StoredMessage]]:
    """But those of requests, and of lists that were read: they say what was so then."""
    for channel in there.company.slack.state.channels.values():
        for message in channel.messages:
            if message.metadata and not message.deleted:
                effect = message.metadata["event_payload"]["effect"]
                _, about, card, part, to = effect.split(":", 4)
                if Card(card) is not Card.PREVIEW and about not in requests:
                    yield Slot(card=Card(card), part=part, to=to), message


def _reader(slot: Slot, run: Run) -> str | None:
    row = slot.to.removeprefix("row:")
    return slot.to if row == slot.to else run.rows[int(row)].user_id


def _no_secret_was_said(there: Installation) -> None:
    """In no log at DEBUG, and in no call but the one that shows them."""
    for process in there.former:
        said = process.stdout + process.stderr
        assert CLIENT_SECRET not in said
        assert CLIENT_ID not in said
    methods = {c.method for c in there.company.slack.calls if CLIENT_SECRET in repr(c.args)}
    assert methods == {"views.open"}
