"""What came of a list is shown to who waits for it, in the window or by a message."""

import pytest

from bot.domain.effects import Card, Notify, Slot
from bot.domain.run import Driver
from bot.work import attempt
from practice.slack import LoseAnswer, RateLimited, Refuse, ServerError
from practice.slack.faults import Fault
from tests.work.office import SOL, TEAM, Office
from tests.work.runs import (
    a_plan,
    asked_for,
    draft,
    forgotten,
    opened,
    ready,
    run_of,
    shown,
    started,
    told,
)


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Retries do not wait."""
    monkeypatch.setattr(attempt, "FIRST_RETRY", attempt.FIRST_RETRY / 50)


@pytest.fixture
async def waiting(office: Office) -> Office:
    """A list that Sol waits for."""
    await ready(office)
    await opened(office)
    await asked_for(office, people=("U_ADA",))
    return office


@pytest.mark.parametrize(
    "fault",
    [ServerError(503), ServerError(503, after=True), LoseAnswer(), RateLimited(1)],
    ids=repr,
)
async def test_what_may_pass_is_tried_again(waiting: Office, fault: Fault) -> None:
    """The window shows it in the end, and no message says so, too."""
    waiting.slack.faults.add("views.update", fault)

    async with waiting.working():
        await waiting.until_all_is_done()

    assert "1 person" in shown(waiting)
    assert told(waiting) == []


@pytest.mark.parametrize("error", ["not_found", "hash_conflict", "view_too_large"])
async def test_a_window_that_does_not_take_it_leads_to_a_message(
    waiting: Office, error: str
) -> None:
    """Nobody waits for ever."""
    waiting.slack.faults.add("views.update", Refuse(error), times=None)

    async with waiting.working():
        await waiting.until_all_is_done()

    assert len(told(waiting)) == 1


async def test_a_window_that_comes_after_its_preview_shows_it(office: Office) -> None:
    """A short list is read before the answer, which opens the window, has arrived at Slack."""
    await ready(office)
    await asked_for(office, people=("U_ADA",))

    async with office.working():
        await office.slack.until(lambda: bool(office.slack.calls_of("views.update")))
        await opened(office)
        await office.until_all_is_done()

    assert "1 person" in shown(office)
    assert told(office) == []


async def test_it_is_in_the_language_of_who_waits(waiting: Office) -> None:
    """Not in that of the setup."""
    waiting.slack.state.users[SOL].locale = "fr-FR"
    await forgotten(waiting, "person")

    async with waiting.working():
        await waiting.until_all_is_done()

    assert "1 personne" in shown(waiting)


async def test_a_card_of_a_draft_that_was_started_is_not_sent(office: Office) -> None:
    """There is no preview to open any more."""
    await ready(office)
    run = await draft(office, a_plan("ada@acme.example"))
    card = Notify(about=run.ref, slot=Slot(card=Card.PREVIEW, to=SOL))
    assert await office.showing().of(TEAM, card) is not None

    await started(office, Driver.GUIDED)

    assert await office.showing().of(TEAM, card) is None


async def test_a_card_is_read_with_the_people_that_it_names(office: Office) -> None:
    """Of ten thousand others nothing is read."""
    await ready(office)
    run = await draft(office, a_plan(*(f"p{n}@acme.example" for n in range(60))))
    showing = office.showing()

    seen = {}
    for slot in (run.batch_card(1, SOL), run.progress_card(SOL)):
        found = await showing.of(TEAM, Notify(about=run.ref, slot=slot))
        assert found is not None
        assert found.run is not None
        seen[slot.card] = sorted(found.run.rows)

    assert seen == {Card.BATCH: list(range(50, 60)), Card.PROGRESS: []}
    assert len((await run_of(office)).rows) == 60
