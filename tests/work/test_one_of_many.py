"""A message to one person of a run of thousands: only what it needs is read."""

from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.effects import Card, Notify, Slot
from bot.domain.ids import RunId, UserId
from bot.domain.outcome import Outcome
from bot.domain.run import Run, RunStage
from bot.domain.stages import Language
from bot.views.run_cards import run_card
from bot.views.say import Say
from tests.store.builders import NOW, a_run, an_entry
from tests.work.office import TEAM, Office

PEOPLE: Final = 2_000
LITTLE: Final = 20_000  # bytes: the setup, and the run's document, which numbers its people


@pytest.fixture
async def run(office: Office) -> Run:
    """Under way; every third of its people is known in Slack already."""
    await office.start_setup()
    emails = [f"p{number}@acme.example" for number in range(PEOPLE)]
    whole = a_run(*emails, stage=RunStage.RUNNING, setup_id=office.setup.id, started_at=NOW)
    known = {
        number: row._replace(user_id=UserId(f"U{number}")) if number % 3 == 0 else row
        for number, row in whole.rows.items()
    }
    whole = whole.model_copy(update={"rows": known})
    await office.bot.aggregates.commit_run(Outcome(whole), None, an_entry())
    return whole


def _to(run: Run, row: int) -> Notify:
    return Notify(about=run.ref, slot=Slot(card=Card.YOU_ARE_CONNECTED, to=f"row:{row}"))


async def _sent_bytes(redis: Redis) -> int:
    return int((await redis.info("stats"))["total_net_output_bytes"])


async def test_a_message_to_one_person_reads_none_of_the_others(
    office: Office, redis: Redis, run: Run
) -> None:
    """Ten thousand messages that each read ten thousand people would stop every worker."""
    showing, rows = office.showing(), (0, 1, 999, PEOPLE - 1)
    before = await _sent_bytes(redis)

    found = [await showing.of(TEAM, _to(run, row)) for row in rows]

    assert await _sent_bytes(redis) - before < len(rows) * LITTLE
    assert [one.run.rows if one and one.run else {} for one in found] == [
        {row: run.rows[row]} for row in rows
    ]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("row", [0, 1, PEOPLE - 1])
async def test_a_message_to_one_person_shows_what_it_would_with_all_of_them(
    office: Office, run: Run, row: int, language: Language
) -> None:
    """The same words from one of its people as from the whole run."""
    effect, kept = _to(run, row), await office.bot.aggregates.setup(TEAM, office.setup.id)
    assert kept is not None

    shown = await office.showing().of(TEAM, effect)

    assert shown is not None
    one = office.showing().rendered(shown, effect.slot, language)
    assert one == run_card(run, kept.state, effect.slot, Say(language))
    assert run.rows[row].email in one.text


async def test_a_message_to_somebody_who_is_in_no_run_is_nothing(office: Office, run: Run) -> None:
    """Neither of a run that is gone nor of a number it has not."""
    gone = run.model_copy(update={"id": RunId("gone")})

    found = [await office.showing().of(TEAM, one) for one in (_to(run, PEOPLE), _to(gone, 0))]

    assert found == [None, None]
