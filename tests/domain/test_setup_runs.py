"""What a setup learns of its runs, in whatever order it learns."""

from typing import Final

from bot.domain.commands import BecomeReady, NoteRunEnded, NoteRunStarted
from bot.domain.ids import RunId
from bot.domain.refusals import NotNow
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import (
    OURSELVES,
    RULES,
    RUN_AT,
    RUN_ID,
    SETUP_ID,
    a_setup,
    walk,
)

OTHER: Final = RunId("run-2")


def test_a_run_that_ended_before_it_began_has_ended() -> None:
    """Effects have no order: the end of a short run may be noted first."""
    ended = walk(a_setup(Stage.READY), NoteRunEnded(SETUP_ID, RUN_ID), OURSELVES)
    begun = walk(ended, NoteRunStarted(SETUP_ID, RUN_ID), OURSELVES)

    assert (ended.stage, begun.stage) == (Stage.DONE, Stage.DONE)
    assert ended.runs == begun.runs


def test_done_means_that_no_run_is_under_way() -> None:
    """The end of one leaves another running."""
    one = a_setup(Stage.PROVISIONING)
    two = walk(one, NoteRunStarted(SETUP_ID, OTHER), OURSELVES)
    first_ended = walk(two, NoteRunEnded(SETUP_ID, RUN_ID), OURSELVES)
    both_ended = walk(first_ended, NoteRunEnded(SETUP_ID, OTHER), OURSELVES)

    stages = [setup.stage for setup in (one, two, first_ended, both_ended)]
    assert stages == [Stage.PROVISIONING] * 3 + [Stage.DONE]


def test_a_further_run_leads_back_from_done() -> None:
    """More salespeople come."""
    again = walk(a_setup(Stage.DONE), NoteRunStarted(SETUP_ID, OTHER), OURSELVES)

    assert again.stage is Stage.PROVISIONING


def test_a_note_that_comes_twice_changes_nothing() -> None:
    """Each effect is delivered at least once."""
    for stage, note in (
        (Stage.PROVISIONING, NoteRunStarted(SETUP_ID, RUN_ID)),
        (Stage.DONE, NoteRunEnded(SETUP_ID, RUN_ID)),
    ):
        setup = a_setup(stage)
        assert walk(setup, note, OURSELVES) == setup


def test_a_run_may_begin_before_the_reminder_is_out() -> None:
    """The wait is over by the clock, the worker is a moment late: it then reminds nobody."""
    begun = walk(a_setup(Stage.CONNECTED), NoteRunStarted(SETUP_ID, RUN_ID), OURSELVES)

    late = decide(begun, BecomeReady(SETUP_ID), OURSELVES, RUN_AT, RULES)

    assert begun.stage is Stage.PROVISIONING
    assert late == NotNow(BecomeReady.act, Stage.PROVISIONING)
