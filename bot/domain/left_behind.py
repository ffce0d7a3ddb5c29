"""Whom a run left behind: they failed in it, and nobody has tried them again."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.domain.run import Purpose, RowState, Run
from bot.domain.run_steps import is_of_the_connection
from bot.domain.setup import Setup

# Whom nobody tried again by then is meant to stay out; the result of the run still offers it.
REMEMBERED: Final = timedelta(days=14)


def failed_in(run: Run) -> int:
    """How many people have less than they were to have."""
    return run.count(RowState.FAILED) + run.off


def runs_to_retry(runs: Sequence[Run], setup: Setup, now: datetime) -> tuple[Run, ...]:
    """Of all runs of a setup that were started; none while one of them is under way."""
    if any(run.is_under_way for run in runs):
        return ()
    again = {run.retry_of for run in runs}
    return tuple(run for run in runs if run.id not in again and _is_open(run, setup, now))


def is_anybody_left(run: Run, left: Collection[str], connected: Collection[str]) -> bool:
    """
    Of the first who failed, who have to be in `run.rows`; more than those are not looked at.

    `left`, `connected`: those of them who left Slack, and who are connected by now.
    """
    first = {run.rows[number].email for number in run.first_failed}
    if failed_in(run) > len(first):
        return True
    gone = {*left}
    if run.purpose is Purpose.CONNECT:
        gone |= {*connected}
    elif run.purpose is Purpose.DISCONNECT:
        gone |= first - {*connected}
    return bool(first - gone)


def _is_open(run: Run, setup: Setup, now: datetime) -> bool:
    if run.ended_at is None or run.closed or not is_of_the_connection(run, setup):
        return False
    return now - run.ended_at <= REMEMBERED and failed_in(run) > 0
