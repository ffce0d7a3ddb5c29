"""What a setup learns of its runs, in whatever order it learns."""

from typing import Final

from bot.domain.commands import BecomeReady
from bot.domain.ids import RunId
from bot.domain.refusals import NotNow
from bot.domain.setup_steps import decide
from bot.domain.stages import Stage
from tests.domain.builders import OURSELVES, RULES, RUN_AT, SETUP_ID, a_setup, walk
from tests.domain.run_builders import began, ended

OTHER: Final = RunId("run-2")


def test_a_run_that_ended_before_it_began_has_ended() -> None:
    """Effects have no order: the end of a short run may be noted first."""
    ready = a_setup(Stage.READY)
    over = walk(ready, ended(ready), OURSELVES)
    begun = walk(over, began(ready), OURSELVES)

    assert (over.stage, begun.stage) == (Stage.DONE, Stage.DONE)
    assert over.runs == begun.runs


def test_done_means_that_no_run_is_under_way() -> None:
    """The end of one leaves another running."""
    one = a_setup(Stage.PROVISIONING)
    two = walk(one, began(one, OTHER), OURSELVES)
    first_ended = walk(two, ended(two), OURSELVES)
    both_ended = walk(first_ended, ended(first_ended, OTHER), OURSELVES)

    stages = [setup.stage for setup in (one, two, first_ended, both_ended)]
    assert stages == [Stage.PROVISIONING] * 3 + [Stage.DONE]


def test_a_further_run_leads_back_from_done() -> None:
    """More salespeople come."""
    done = a_setup(Stage.DONE)

    again = walk(done, began(done, OTHER), OURSELVES)

    assert again.stage is Stage.PROVISIONING


def test_a_note_that_comes_twice_changes_nothing() -> None:
    """Each effect is delivered at least once."""
    for stage, note in ((Stage.PROVISIONING, began), (Stage.DONE, ended)):
        setup = a_setup(stage)
        assert walk(setup, note(setup), OURSELVES) == setup


def test_a_run_may_begin_before_the_reminder_is_out() -> None:
    """The wait is over by the clock, the worker is a moment late: it then reminds nobody."""
    connected = a_setup(Stage.CONNECTED)
    begun = walk(connected, began(connected), OURSELVES)

    late = decide(begun, BecomeReady(SETUP_ID), OURSELVES, RUN_AT, RULES)

    assert begun.stage is Stage.PROVISIONING
    assert late == NotNow(BecomeReady.act, Stage.PROVISIONING)
