"""The messages of a run: what they name, how far it is, and who can do what with it."""

import re
from typing import Final

import pytest

from bot.domain.effects import Card, Slot
from bot.domain.stages import Language, Stage
from bot.views import ids
from bot.views.progress_cards import CELLS, bar_of
from bot.views.run_cards import card_rows, run_card
from bot.views.say import Say
from tests.for_each import for_each

from .gallery import TAME, all_modals
from .gallery_runs import run_cards
from .reading import buttons, text_objects
from .runs import a_draft, a_run, called, cancelled, reported, started, to_disconnect, untold
from .states import SASHA, STARTER, a_setup

ENGLISH: Final = Say(Language.EN)
CARDS: Final = run_cards(TAME)
RUNNING: Final = a_setup(Stage.PROVISIONING)
RESULT: Final = Slot(card=Card.RESULT, to=SASHA)
MANY: Final = tuple(f"sam{n:03}@acme.example" for n in range(300))
each_language = pytest.mark.parametrize("language", list(Language))


@each_language
@for_each(name=CARDS)
def test_a_card_is_made_of_the_people_that_it_asks_for(name: str, language: Language) -> None:
    """Of ten thousand, the others are not read: without them it looks the same."""
    run, setup, slot = CARDS[name]
    rows = {row: run.rows[row] for row in card_rows(run, slot)}
    part = run.model_copy(update={"rows": rows, "problems": {}})

    shown = run_card(part, setup, slot, Say(language))

    assert shown == run_card(run, setup, slot, Say(language))


def test_what_shows_numbers_alone_asks_for_nobody() -> None:
    """It is updated every few seconds."""
    run = a_run(MANY)

    asked = {
        card: card_rows(run, Slot(card=card, to=SASHA))
        for card in (Card.PROGRESS, Card.HALTED, Card.PREVIEW)
    }

    assert asked == {Card.PROGRESS: (), Card.HALTED: (), Card.PREVIEW: ()}
    assert card_rows(run, run.batch_card(1, SASHA)) == tuple(range(50, 100))


def test_the_result_asks_for_each_it_names_once() -> None:
    """Also for who failed and could not be told of something before."""
    run = reported(a_run(MANY[:3]), failed=[1])
    run = untold(run, [0, 1])

    assert card_rows(run, RESULT) == (1, 0)


@pytest.mark.parametrize(
    ("done", "of", "full"),
    [(0, 300, 0), (1, 300, 0), (15, 300, 1), (150, 300, 10), (299, 300, 19), (300, 300, 20)],
)
def test_the_bar_is_full_at_the_very_end_and_no_sooner(done: int, of: int, full: int) -> None:
    """Who sees it full asks no more."""
    bar = bar_of(done, of)

    assert bar == "█" * full + "░" * (CELLS - full)


def test_progress_says_how_many_of_how_many() -> None:
    """And how many of them failed."""
    run = a_run(MANY)
    run = reported(reported(run), 1, failed=[50, 51])

    text = run_card(run, RUNNING, run.progress_card(SASHA), ENGLISH).text

    assert "100 of 300" in text
    assert "98 people connected." in text
    assert "2 people failed." in text
    assert f"Batch 3 of 6 waits for <@{SASHA}>." in text


def test_cancelling_is_asked_once_more_and_says_how_many_are_left() -> None:
    """What was done stays."""
    run = reported(a_run(MANY))
    message = run_card(run, RUNNING, run.progress_card(SASHA), ENGLISH)

    (question,) = [one["confirm"] for one in buttons(message.blocks) if "confirm" in one]

    assert question["text"]["text"].startswith("250 people are left")
    assert "stays disconnected" in question["text"]["text"]


def test_a_result_counts_who_was_left_out() -> None:
    """A cancelled run: done, failed and left out are everybody."""
    connector = started(a_draft(MANY), by_connector=True)
    run = cancelled(called(called(connector, 0), 1, "no account"))

    text = run_card(run, RUNNING, RESULT, ENGLISH).text

    assert "1 person connected." in text
    assert "1 person failed." in text
    assert "298 people left out." in text


def test_a_result_names_the_first_who_failed_and_counts_the_others() -> None:
    """Each is named or counted."""
    run = a_run(MANY[:50])
    run = reported(run, failed=range(50), why="no account")

    text = run_card(run, RUNNING, RESULT, ENGLISH).text

    named = re.findall(r"sam\d+@acme\.example", text)
    assert "50 people failed." in text
    assert f"and {50 - len(named)} more" in text
    assert len(named) == len(set(named)) == 30


def test_retry_is_offered_to_the_sales_connect_admin_with_the_number_of_who_failed() -> None:
    """The starter may download, and nothing more."""
    run = reported(a_run(MANY[:3]), failed=[0, 1])
    other = RESULT.model_copy(update={"to": STARTER})

    mine, theirs = (run_card(run, RUNNING, slot, ENGLISH) for slot in (RESULT, other))

    assert [one["text"]["text"] for one in buttons(mine.blocks)] == [
        "Download results",
        "Retry failed (2)",
    ]
    assert [one["action_id"] for one in buttons(theirs.blocks)] == [ids.DOWNLOAD_RESULTS]


@each_language
def test_who_has_no_workspaces_now_is_said_to(language: Language) -> None:
    """Disconnected, and not connected again: nobody may overlook that."""
    change = reported(started(to_disconnect(MANY[:2], ("EMEA",))))
    run, say = reported(change, 1, failed=[0]), Say(language)

    text = run_card(run, RUNNING, RESULT, say).text

    (line,) = [one for one in text.splitlines() if MANY[0] in one]
    assert say("result.failed_off") in line
    assert say("result.failed_off") not in text.replace(line, "")


def test_of_those_who_change_each_failure_stands_in_the_batch_it_happened_in() -> None:
    """The second batch asks for those alone who were disconnected."""
    change = started(to_disconnect(MANY[:3], ("EMEA",)))
    first = reported(change, failed=[0], why="not there")
    second = reported(first, 1, failed=[1], why="no list")

    before, after = (
        run_card(second, RUNNING, second.batch_card(n, SASHA), ENGLISH).text for n in (0, 1)
    )
    open_card = run_card(first, RUNNING, first.batch_card(1, SASHA), ENGLISH).text

    assert MANY[0] not in open_card
    assert "Tick these 2 people" in open_card
    assert "2 people disconnected.\n1 person failed." in before
    assert "`not there`" in before
    assert "`no list`" not in before
    assert "1 person connected.\n1 person failed." in after
    assert "`no list`" in after
    assert "`not there`" not in after


@each_language
def test_what_was_not_seen_is_never_called_failed(language: Language) -> None:
    """The paste may be one page of many."""
    shown: tuple[object, ...] = (
        all_modals(TAME)["modal_compared.some"](Say(language)),
        run_card(*CARDS["batch.compared"], Say(language)).blocks,
    )

    for one in shown:
        text = "\n".join(text for _, text in text_objects(one)).lower()

        assert ("not seen" if language is Language.EN else "non vue") in text
        assert not re.search(r"fail|échec|échou", text)
