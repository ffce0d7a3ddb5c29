"""Whom a run left behind is somebody's to do, until they are put right or it is long ago."""

from datetime import timedelta

import pytest

from bot.domain.ids import RunId
from bot.domain.left_behind import REMEMBERED, Failed, OfRun, by_run, failed_in
from bot.domain.run import Purpose
from tests.views.runs import a_run, reported, some_failed
from tests.views.states import NOW
from tests.views.typed import TAME

ADA, BEN, CY = "ada@acme.example", "ben@acme.example", "cy@acme.example"
FIRST, SECOND = RunId("run-1"), RunId("run-2")


def _failed(
    email: str, run_id: RunId = FIRST, row: int = 0, *, minutes: int = 0, purpose: str = "connect"
) -> Failed:
    return Failed(email, run_id, row, Purpose(purpose), NOW - timedelta(minutes=minutes))


def test_they_stand_with_their_run_by_row_the_newest_run_first() -> None:
    """When the last of them failed counts."""
    found = [
        _failed(ADA, row=7, minutes=30),
        _failed(BEN, SECOND, minutes=20),
        _failed(CY, row=3, minutes=10),
    ]

    assert by_run(found, NOW, running={}, left=()) == [
        OfRun(FIRST, (3, 7), NOW - timedelta(minutes=10)),
        OfRun(SECOND, (0,), NOW - timedelta(minutes=20)),
    ]


def test_who_is_in_a_run_again_is_no_longer_left_behind() -> None:
    """Who stands in the same one still is in doubt."""
    running = {ADA: SECOND, CY: FIRST}

    found = [_failed(ADA), _failed(BEN, row=1), _failed(CY, row=2)]

    assert by_run(found, NOW, running=running, left=()) == [OfRun(FIRST, (1, 2), NOW)]


@pytest.mark.parametrize(
    ("purpose", "is_left"), [("connect", False), ("change", False), ("disconnect", True)]
)
def test_who_left_slack_needs_nothing_but_to_be_disconnected(purpose: str, is_left: bool) -> None:
    found = by_run([_failed(ADA, purpose=purpose)], NOW, running={}, left=(ADA,))

    assert found == ([OfRun(FIRST, (0,), NOW)] if is_left else [])


def test_what_is_long_ago_is_meant_to_stay_so() -> None:
    """After two weeks, not a second earlier."""
    lately = Failed(ADA, FIRST, 0, Purpose.CONNECT, NOW - REMEMBERED)
    before = Failed(BEN, FIRST, 1, Purpose.CONNECT, NOW - REMEMBERED - timedelta(seconds=1))

    assert by_run([lately, before], NOW, running={}, left=()) == [
        OfRun(FIRST, (0,), NOW - REMEMBERED)
    ]


def test_of_a_run_all_are_counted_who_have_less_than_they_were_to_have() -> None:
    """Also those who are off, on the way to other workspaces."""
    failed = some_failed(TAME)

    assert failed_in(reported(a_run(TAME.emails))) == 0
    assert failed_in(failed) == 1
    assert failed_in(failed.model_copy(update={"off": 2})) == 3
