"""Bulk runs: their lists, their previews, their calls; and how that compares."""

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from tests.bench.calls import measure_calls
from tests.bench.figures import Bulk, Calls, Lists, Previews, Size
from tests.bench.goal import Goal, p95_of
from tests.bench.lists import measure_lists
from tests.bench.previews import measure_previews

Table: TypeAlias = list[tuple[str, ...]]


async def measure_bulk(folder: Path, size: Size) -> Bulk:
    """
    Raises:
        NotTheSame: ours and the loop found different people in a file.
        NoPreview: after a submission.
        NotEachOnce: somebody was not called, or done twice.
        NotDone: a run did not end as it should.
    """
    lists = measure_lists(size)
    previews = await measure_previews(folder / "previews", size)
    return Bulk(lists, previews, await measure_calls(folder / "calls", size))


def bulk_goals(bulk: Bulk, size: Size) -> tuple[Goal, ...]:
    """Against what was promised."""
    calls = bulk.calls
    return (
        Goal(f"{size.rows:,} rows read, judged, planned", min(bulk.lists.ours.took), 1, " s"),
        Goal("  memory at the most", bulk.lists.ours.megabytes, 100, " MB"),
        Goal("  answer to their submission: p95", p95_of(bulk.previews.answers), 300, " ms"),
        Goal("  preview in the window: p50", _p50_of(bulk.previews.shown), 300, " ms"),
        Goal(f"{size.called:,} people called, times the least", calls.times(calls.ours), 1.1, " ×"),
    )


def bulk_tables(bulk: Bulk, size: Size) -> tuple[Table, ...]:
    """Side by side."""
    return _lists(bulk.lists, size), _previews(bulk.previews, size), _calls(bulk.calls, size)


def _lists(lists: Lists, size: Size) -> Table:
    sides = (lists.ours, lists.by_hand)
    best = [min(side.took) for side in sides]
    return [
        (f"a file of {size.rows:,} rows, {lists.size / 2**20:.1f} MB", "ours", "csv and a loop"),
        ("read, judged, planned", *(f"{one * 1000:.0f} ms" for one in best)),
        ("  of each run", *(_each(side.took) for side in sides)),
        ("  times the loop's", f"{best[0] / best[1]:.1f} ×", "–"),
        ("  memory at the most", *(f"{side.megabytes:.0f} MB" for side in sides)),
    ]


def _previews(previews: Previews, size: Size) -> Table:
    kinds = (
        ("until its answer", previews.answers),
        ("until the preview is in the window", previews.shown),
    )
    return [
        (f"{len(previews.shown)} submissions of {size.rows:,} rows", "p50", "p95"),
        *((what, f"{_p50_of(took):.0f} ms", f"{p95_of(took):.0f} ms") for what, took in kinds),
    ]


def _calls(calls: Calls, size: Size) -> Table:
    sides = (calls.ours, calls.by_hand)
    limit = f"{size.per_second:g}/s allowed"
    return [
        (f"{size.called:,} people, each called once, {limit}", "a worker", "httpx and a loop"),
        ("seconds", *(f"{side.seconds:.1f} s" for side in sides)),
        ("  times the least", *(f"{calls.times(side):.2f} ×" for side in sides)),
        ("  calls that were put off", *(str(side.put_off) for side in sides)),
    ]


def _p50_of(seconds: Sequence[float]) -> float:
    """In milliseconds."""
    return statistics.median(seconds) * 1000


def _each(seconds: Sequence[float]) -> str:
    return " ".join(f"{one * 1000:.0f}" for one in seconds)
