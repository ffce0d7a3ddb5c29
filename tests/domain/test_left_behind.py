"""Whom a run left behind is somebody's to do, until they are tried again or it is long ago."""

from collections.abc import Collection
from datetime import timedelta

import pytest

from bot.domain.left_behind import REMEMBERED, failed_in, is_anybody_left, runs_to_retry
from bot.domain.run import Purpose, Run
from bot.domain.stages import Stage
from tests.views.runs import AT, a_run, reported, some_failed
from tests.views.states import a_setup
from tests.views.typed import TAME

HERE = a_setup(Stage.DONE)
FAILED = some_failed(TAME)
EMAIL = TAME.emails[0]


def test_a_run_that_left_somebody_behind_is_to_be_tried_again() -> None:
    """Not one where all went well."""
    assert failed_in(FAILED) == 1
    assert runs_to_retry([reported(a_run(TAME.emails)), FAILED], HERE, AT) == (FAILED,)


def test_it_is_over_once_it_was_tried_again_or_another_run_goes_on() -> None:
    """Of the other one the result is waited for."""
    again = FAILED.model_copy(update={"id": "again", "retry_of": FAILED.id})
    going_on = a_run(TAME.emails).model_copy(update={"id": "other"})

    assert runs_to_retry([FAILED, again], HERE, AT) == (again,)
    assert runs_to_retry([FAILED, going_on], HERE, AT) == ()


@pytest.mark.parametrize(
    "changes",
    [{"closed": True}, {"connection": 7}, {"ended_at": AT - REMEMBERED - timedelta(seconds=1)}],
    ids=str,
)
def test_what_cannot_be_tried_again_or_is_long_ago_is_not_to_be_done(
    changes: dict[str, object],
) -> None:
    assert runs_to_retry([FAILED.model_copy(update=changes)], HERE, AT) == ()


def test_of_a_setup_that_lost_its_connection_nothing_is_to_be_tried_again() -> None:
    assert runs_to_retry([FAILED], a_setup(Stage.REVEALED), AT) == ()


@pytest.mark.parametrize(
    ("purpose", "left", "connected", "is_left"),
    [
        (Purpose.CONNECT, (), (), True),
        (Purpose.CONNECT, (EMAIL,), (), False),
        (Purpose.CONNECT, (), (EMAIL,), False),
        (Purpose.CHANGE, (), (EMAIL,), True),
        (Purpose.CHANGE, (EMAIL,), (), False),
        (Purpose.DISCONNECT, (), (EMAIL,), True),
        (Purpose.DISCONNECT, (), (), False),
    ],
)
def test_who_left_slack_or_has_what_they_were_to_have_is_not_left_behind(
    purpose: Purpose, left: Collection[str], connected: Collection[str], is_left: bool
) -> None:
    run = FAILED.model_copy(update={"purpose": purpose})

    assert is_anybody_left(run, left, connected) is is_left


def test_more_than_the_first_ones_are_taken_to_be_left() -> None:
    """They were not read: nobody of them is forgotten for that."""
    many: Run = FAILED.model_copy(update={"off": 1})

    assert is_anybody_left(many, TAME.emails, TAME.emails)
