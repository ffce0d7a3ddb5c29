"""What was measured, as text: side by side, and against the goals last."""

import os
import platform
import statistics
from collections.abc import Sequence

from tests.bench.bulk import bulk_goals, bulk_tables
from tests.bench.figures import Figures, Growth
from tests.bench.goal import Goal, p95_of
from tests.bench.load import Ran


def goals(figures: Figures) -> tuple[Goal, ...]:
    """Against what was promised."""
    served, growth, rush = figures.served, figures.growth, figures.rush.rate()
    p50, rate = served.alone.p50(), served.together.rate()
    web, worker, clients = served.web, served.worker, figures.size.clients
    handed_on, rounds = served.handed_on, served.race.ours
    return (
        Goal("one client: p50, times lower than bare", p50[1] / p50[0], 10, " ×", at_least=True),
        Goal(f"{clients} clients: rate, times bare's", rate[0] / rate[1], 1.5, " ×", at_least=True),
        Goal(
            f"{figures.size.due:,} due at once: rate, times RedisJobStore's",
            *(rush[0] / rush[1], 5, " ×"),
            at_least=True,
        ),
        Goal(f"answer with {growth.many:,} setups, times few", growth.answer().ratio, 1.2, " ×"),
        Goal("  a worker's look at all shards", growth.looks.ratio, 1.2, " ×"),
        Goal("  a worker's claim", growth.claims.ratio, 1.2, " ×"),
        Goal("cards after a click: p95", p95_of(figures.clicks), 300, " ms"),
        Goal("web: RSS", web.megabytes, 100, " MB"),
        Goal("worker: RSS", worker.megabytes, 100, " MB"),
        Goal("web: idle CPU, of a core", web.idle, 1, " %"),
        Goal("worker: idle CPU, of a core", worker.idle, 1, " %"),
        Goal("web: ready", web.ready, 2, " s"),
        Goal("worker: ready", worker.ready, 2, " s"),
        Goal("hand-over: p95", _p95(handed_on.hand_over), 50, " ms"),
        # Not less what Slack's stand-in took of it: that is a row of its own.
        Goal("reveal: p95, Slack's stand-in included", _p95(handed_on.reveal), 50, " ms"),
        Goal("race: rounds with one reader", rounds.count(1), len(rounds), "", at_least=True),
        *bulk_goals(figures.bulk, figures.size),
    )


def report(figures: Figures) -> str:
    """The whole of it."""
    heading = (
        f"Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" load average {figures.load_before:.1f} before; best of {figures.size.runs} by turns;"
        f"\n{figures.served.commits} commits, all found in the store;"
        f" {figures.served.cards} cards posted by the worker afterwards"
    )
    against = [("", "measured", "goal", "met"), *(one.cells() for one in goals(figures))]
    tables = (
        _rows(figures),
        _handed_on(figures),
        _race(figures),
        _rush(figures),
        _growth(figures.growth),
        _clicks(figures.clicks),
        *bulk_tables(figures.bulk, figures.size),
        against,
    )
    return "\n\n".join([heading, *(_table(lines) for lines in tables)])


def _rows(figures: Figures) -> list[tuple[str, ...]]:
    served = figures.served
    alone, together = served.alone, served.together
    web, bare, worker = served.web, served.bare, served.worker
    return [
        ("", "ours", "bare Bolt"),
        ("one client: p50", *(f"{one:.2f} ms" for one in alone.p50())),
        ("  of each run", *(_each([ran.p50 for ran in side], ".2f") for side in alone.sides)),
        ("  p95 of the best run", *(f"{_best(side).p95:.2f} ms" for side in alone.sides)),
        (f"{figures.size.clients} clients: rate", *(f"{one:.0f}/s" for one in together.rate())),
        ("  of each run", *(_each([ran.rate for ran in side], ".0f") for side in together.sides)),
        ("  p50", *(f"{one:.1f} ms" for one in together.p50())),
        ("web: RSS after it", f"{web.megabytes:.0f} MB", f"{bare.megabytes:.0f} MB"),
        ("web: idle CPU", f"{web.idle:.2f} %", f"{bare.idle:.2f} %"),
        ("web: ready after", f"{web.ready:.2f} s", f"{bare.ready:.2f} s"),
        ("worker: RSS after its work", f"{worker.megabytes:.0f} MB", "–"),
        ("worker: idle CPU", f"{worker.idle:.2f} %", "–"),
        ("worker: ready after", f"{worker.ready:.2f} s", "–"),
    ]


def _handed_on(figures: Figures) -> list[tuple[str, ...]]:
    took = figures.served.handed_on
    sides = (
        ("hand-over", took.hand_over),
        ("reveal, Slack's stand-in included", took.reveal),
        ("  its window without a bot", took.slack),
    )
    return [
        (f"one client, {figures.size.alone} of each", "p50", "p95"),
        *((what, f"{_p50(runs):.2f} ms", f"{_p95(runs):.2f} ms") for what, runs in sides),
    ]


def _race(figures: Figures) -> list[tuple[str, ...]]:
    sides = (figures.served.race.ours, figures.served.race.foil)
    several = [sum(readers > 1 for readers in side) for side in sides]
    return [
        (f"race of {figures.size.readers} readers", "ours", "read, then delete"),
        ("rounds", *(str(len(side)) for side in sides)),
        ("  with one reader", *(str(side.count(1)) for side in sides)),
        ("  with more", *(str(one) for one in several)),
        ("most readers at once", *(str(max(side)) for side in sides)),
    ]


def _rush(figures: Figures) -> list[tuple[str, ...]]:
    rush, size = figures.rush, figures.size
    ours, theirs = rush.rate()
    of_each = (_each([one.rate for one in side], ".0f") for side in (rush.ours, rush.job_store))
    return [
        ("due at once, none lost, none twice", "2 workers", "RedisJobStore"),
        ("how many", f"{size.due:,}", f"{size.jobs:,}"),
        (f"rate, of {size.due_teams:,} Slack workspaces", f"{ours:.0f}/s", f"{theirs:.0f}/s"),
        ("  of each run", *of_each),
        ("  all of one Slack workspace", f"{rush.one_team.rate:.0f}/s", "–"),
    ]


def _growth(growth: Growth) -> list[tuple[str, ...]]:
    kinds = (
        ("answer to a command that commits: p50", growth.answer()),
        ("a worker's look at all shards: p50", growth.looks),
        ("a worker's claim of one effect: p50", growth.claims),
    )
    return [
        ("by turns, setups stored", f"{growth.few:,}", f"{growth.many:,}"),
        *((what, f"{turns.few:.2f} ms", f"{turns.many:.2f} ms") for what, turns in kinds),
    ]


def _clicks(clicks: Sequence[float]) -> list[tuple[str, ...]]:
    return [
        (f"practice, {len(clicks)} clicks", "p50", "p95", "slowest"),
        (
            "until the last card is posted",
            f"{statistics.median(clicks) * 1000:.0f} ms",
            f"{p95_of(clicks):.0f} ms",
            f"{max(clicks) * 1000:.0f} ms",
        ),
    ]


def _p50(runs: Sequence[Ran]) -> float:
    """The best, in milliseconds."""
    return min(ran.p50 for ran in runs)


def _p95(runs: Sequence[Ran]) -> float:
    """The best, in milliseconds."""
    return min(ran.p95 for ran in runs)


def _best(side: Sequence[Ran]) -> Ran:
    return min(side, key=lambda ran: ran.p50)


def _each(values: Sequence[float], form: str) -> str:
    return " ".join(format(value, form) for value in values)


def _table(lines: Sequence[tuple[str, ...]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "   ".join(
            cell.rjust(width) if number else cell.ljust(width)
            for number, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )
