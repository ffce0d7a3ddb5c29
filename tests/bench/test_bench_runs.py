"""A bench that does not run, or measures something else, is worse than none."""

from pathlib import Path

import pytest

from bot.app import build
from practice.slack import SlackStandIn
from tests.bench.figures import Size
from tests.bench.measure import measure
from tests.bench.report import report
from tests.bench.teams import NotCommitted, Teams
from tests.journeys.world import settings_for


async def test_a_small_bench_commits_and_prints_its_rows(tmp_path: Path) -> None:
    """Every request is a commit that is found afterwards; how fast it was is not asked here."""
    size = Size(runs=1, alone=3, clients=2, each=2, frozen=2, starts=1, work=0.5, idle=0.2)

    figures = await measure(tmp_path, size)

    assert figures.commits == 2 + 3 + 2 * 2
    lines = report(figures).splitlines()
    assert any(line.startswith("one client: p50 ") for line in lines)
    assert any(line.startswith("2 clients: rate ") for line in lines)
    assert lines[-1].startswith("worker: ready")


@pytest.mark.usefixtures("redis")
async def test_an_answer_without_a_commit_is_no_result(valkey_url: str) -> None:
    """What the bench looks for afterwards is not there before."""
    async with SlackStandIn() as slack, build(settings_for(slack, valkey_url)) as bot:
        teams = Teams(bot)
        revealed = await teams.revealed(2)

        with pytest.raises(NotCommitted, match="revealed"):
            await teams.check_connected(revealed)
