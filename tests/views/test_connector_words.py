"""What people read when the connector does not do its part."""

from datetime import timedelta
from typing import Final

import pytest

from bot.domain.effects import Card, Slot
from bot.domain.problems import Fault, Problem
from bot.domain.run import Does, Run
from bot.domain.run_calls import HELD, NO_ANSWER, UNKNOWN
from bot.domain.run_commands import NoteCalled, NoteCallPutOff, NoteCallsHeld
from bot.domain.stages import Language, Stage
from bot.views.problem_words import plain_problem
from bot.views.progress_cards import halted_card, progress_card
from bot.views.result_cards import result_card
from bot.views.run_files import result_rows
from bot.views.say import Say
from bot.views.text import moment
from tests.domain.builders import OURSELVES

from .runs import AT, a_draft, cancelled, halted, run_after, started
from .states import SASHA, a_setup

RUNNING: Final = a_setup(Stage.PROVISIONING)
RESULT: Final = Slot(card=Card.RESULT, to=SASHA)
UNTIL: Final = AT + timedelta(minutes=20)
each_language = pytest.mark.parametrize("language", list(Language))


def by_connector() -> Run:
    return started(a_draft(["ada@acme.example"]), by_connector=True)


def unknown() -> Run:
    run = cancelled(by_connector())
    command = NoteCallPutOff(run.setup_id, run.id, 0, in_doubt=True)
    return run_after(run, RUNNING, command, OURSELVES)


def unanswered() -> Run:
    run = by_connector()
    command = NoteCalled(run.setup_id, run.id, 0, Does.CONNECT, NO_ANSWER, in_doubt=True)
    return run_after(run, RUNNING, command, OURSELVES)


@each_language
@pytest.mark.parametrize(("run", "why"), [(unknown(), UNKNOWN), (unanswered(), NO_ANSWER)])
def test_of_whom_nobody_knows_the_result_says_where_to_look(
    run: Run, why: str, language: Language
) -> None:
    """In words, not in ours; the card, and the file, which is read again as it is."""
    say = Say(language)

    card = str(result_card(run, RUNNING, RESULT, say))
    _, rows = result_rows(run, say)
    [row] = rows

    assert run.rows[0].why == why
    for said in (card, row[5]):
        assert why not in said
        assert "Team Access" in said
    assert "ada@acme.example" in card


@each_language
def test_a_hold_is_said_with_its_end(language: Language) -> None:
    """In place of calls that are on their way: none is."""
    run, say = by_connector(), Say(language)
    command = NoteCallsHeld(run.setup_id, run.id, UNTIL)

    held = run_after(run, RUNNING, command, OURSELVES)
    card = str(progress_card(held, RUNNING, held.progress_card(SASHA), say))

    assert str(moment(UNTIL)) in card
    assert str(say.count("progress.calls", 1)) not in card


@each_language
@pytest.mark.parametrize("why", [NO_ANSWER, HELD])
def test_what_a_run_stands_still_for_is_said_in_words(why: str, language: Language) -> None:
    """On its own message and on that of the run; what we call it is nobody's business."""
    run, say = halted(by_connector(), why), Say(language)

    cards = [
        str(progress_card(run, RUNNING, run.progress_card(SASHA), say)),
        str(halted_card(run, RUNNING, run.halted_card(SASHA), say)),
    ]

    assert [why in card for card in cards] == [False, False]


@each_language
def test_who_is_held_back_in_doubt_reads_the_way_out(language: Language) -> None:
    """Their earlier run has the button."""
    problem = Problem(fault=Fault.IN_DOUBT, email="ada@acme.example", workspaces=())

    said = plain_problem(problem, {}, Say(language))

    assert {Language.EN: "result of that run", Language.FR: "résultat"}[language] in said
