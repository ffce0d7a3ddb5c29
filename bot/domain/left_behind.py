"""Whom runs left behind: they failed, and nobody has put it right since."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.domain.ids import RunId
from bot.domain.run import Purpose, RowState, Run
from bot.domain.setup import Setup

# Whom nobody tried again by then is meant to stay out; the result of the run still offers it.
REMEMBERED: Final = timedelta(days=14)


class Failed(NamedTuple):
    """On record of an address, until they are done with."""

    email: str
    run_id: RunId
    row: int
    purpose: Purpose
    at: datetime


@dataclass(frozen=True, slots=True)
class OfRun:
    """Those of one run, by their row."""

    run_id: RunId
    rows: tuple[int, ...]
    at: datetime  # the last of them failed


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """The same, where their admin reads it. `run`: with the first of `rows`."""

    run: Run
    setup: Setup
    rows: tuple[int, ...]
    at: datetime


def failed_in(run: Run) -> int:
    """How many people had less at its end than they were to have."""
    return run.count(RowState.FAILED) + run.off


def by_run(
    found: Iterable[Failed],
    now: datetime,
    *,
    running: Mapping[str, str],
    left: Collection[str],
) -> list[OfRun]:
    """
    Newest first. `running`: in which run an address stands, if in any; those of whom nobody knows
    what became stand in that in which they failed. `left`: addresses of those who left Slack, who
    are done with, unless they were to be disconnected.
    """
    rows: dict[RunId, list[Failed]] = {}
    for one in found:
        is_gone = one.email in left and one.purpose is not Purpose.DISCONNECT
        is_tried = running.get(one.email, one.run_id) != one.run_id
        if not (is_gone or is_tried) and now - one.at <= REMEMBERED:
            rows.setdefault(one.run_id, []).append(one)
    of_runs = (
        OfRun(run_id, tuple(sorted(one.row for one in some)), max(one.at for one in some))
        for run_id, some in rows.items()
    )
    return sorted(of_runs, key=lambda one: one.at, reverse=True)
