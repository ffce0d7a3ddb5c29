"""A bench that does not run, or measures something else, is worse than none."""

from collections import Counter
from pathlib import Path

import pytest

from bot.app import Assembly, build
from bot.domain.commands import ReportConnected
from bot.domain.credentials import CredentialField
from bot.domain.people import Actor, Standing
from bot.domain.stages import Stage
from bot.handle import Done
from bot.store import keys
from bot.views.ids import CardValue
from practice.slack import SlackStandIn
from tests.bench.credentials import NotShown, check_shown, shown
from tests.bench.crowd import LEASE, add_crowd, copy
from tests.bench.deliveries import Deliveries
from tests.bench.figures import Size
from tests.bench.lists import (
    NotTheSame,
    Sums,
    a_file,
    check_same,
    connected,
    measure_lists,
    planned,
    sums,
)
from tests.bench.measure import measure
from tests.bench.report import report
from tests.bench.rush import NotEachOnce, check_each_once
from tests.bench.teams import CREDENTIALS, SALES_CONNECT_ADMIN, NotCommitted, Team, Teams
from tests.journeys.world import add_company, settings_for


@pytest.mark.timeout(600)
async def test_a_small_bench_commits_and_prints_its_rows(tmp_path: Path) -> None:
    """
    Every request is a commit that is found afterwards, and of all readers of a secret one gets
    it; how fast it was is not asked here, nor how the foil fares.
    """
    size = Size(
        runs=1,
        alone=3,
        clients=2,
        each=2,
        frozen=2,
        starts=1,
        work=0.5,
        idle=0.2,
        rounds=2,
        readers=5,
        rushes=1,
        due=400,
        due_teams=20,
        jobs=100,
        few=2,
        many=70,
        looks=3,
        clicks=1,
        rows=200,
        previews=1,
        called=40,
    )

    figures = await measure(tmp_path, size)

    served = figures.served
    assert served.commits == 2 + 3 + 2 * 2
    took = served.handed_on
    assert [len(runs[0].took) for runs in (took.hand_over, took.reveal, took.slack)] == [3, 3, 3]
    assert served.race.ours == (1, 1)
    assert all(1 <= readers <= 5 for readers in served.race.foil)
    assert [one.count for one in (*figures.rush.ours, figures.rush.one_team)] == [400, 400]
    assert [one.count for one in figures.rush.job_store] == [100]
    assert len(figures.clicks) == 1
    assert len(figures.bulk.previews.shown) == 1
    assert figures.bulk.calls.least == (40 - 20) / 100 + 0.02
    lines = report(figures).splitlines()
    assert any(line.startswith("one client: p50 ") for line in lines)
    assert any(line.startswith("2 clients: rate ") for line in lines)
    assert any(line.startswith("hand-over: p95 ") for line in lines)
    assert any(line.startswith("answer with 70 setups, times few ") for line in lines)
    assert any(line.startswith("race: rounds with one reader ") for line in lines)
    assert lines[-1].startswith("40 people called, times the least ")


def test_the_file_holds_what_both_find_in_it() -> None:
    """Of each hundred rows three are problems and two add nobody; the rest is people."""
    size = Size(runs=1, rows=1_000)

    assert sums(planned(a_file(1_000), connected(1_000))) == Sums(950, 30, 20, 20)
    assert len(measure_lists(size).by_hand.took) == 1
    with pytest.raises(NotTheSame):
        check_same(Sums(950, 30, 20, 20), Sums(951, 29, 20, 20))


@pytest.mark.usefixtures("redis")
async def test_an_answer_without_a_commit_is_no_result(valkey_url: str) -> None:
    """What the bench looks for afterwards is not there before."""
    async with SlackStandIn() as slack, build(settings_for(slack, valkey_url)) as bot:
        teams = Teams(bot)
        revealed = await teams.at(Stage.REVEALED, 2)

        with pytest.raises(NotCommitted, match="revealed"):
            await teams.check(revealed, Stage.CONNECTED)


@pytest.mark.usefixtures("redis")
@pytest.mark.parametrize("times", [0, 2])
async def test_values_in_no_window_or_in_two_are_no_result(valkey_url: str, times: int) -> None:
    """Each window with the three values counts, one with two of them does not."""
    async with SlackStandIn() as slack, build(settings_for(slack, valkey_url)) as bot:
        add_company(slack)
        once, team = await Teams(bot).at(Stage.HANDED_OVER, 2)
        await _open(bot, slack, once)
        for _ in range(times):
            await _open(bot, slack, team)

        assert (shown(slack)[once.setup_id], shown(slack)[team.setup_id]) == (1, times)
        check_shown(slack, [once])
        with pytest.raises(NotShown, match=f"{team.setup_id} .* {times} shown"):
            check_shown(slack, [once, team])


@pytest.mark.usefixtures("redis")
async def test_a_copied_setup_is_one_like_any_other(valkey_url: str) -> None:
    """In its own shard, with a reminder for later and nothing due; the bot goes on with it."""
    async with SlackStandIn() as slack, build(settings_for(slack, valkey_url)) as bot:
        await add_crowd(bot, Teams(bot), valkey_url, 70)
        first, last = copy(0), copy(69)

        assert (await bot.due.claim(keys.shard_of(last.id), bot.now(), LEASE))[0] == []
        for team in (first, last):
            sol = Actor(team.id, SALES_CONNECT_ADMIN, Standing.MEMBER)
            assert isinstance(await bot.handle(ReportConnected(team.setup_id), by=sol), Done)
        with pytest.raises(NotCommitted, match=f"{copy(1).setup_id} .* revealed"):
            await Teams(bot).check([first, last, copy(1)], Stage.CONNECTED)


@pytest.mark.parametrize("did", [{"a": 1}, {"a": 1, "b": 2}, {"a": 1, "b": 1, "c": 1}])
def test_a_reminder_lost_or_doubled_is_no_result(did: dict[str, int]) -> None:
    """However fast it was."""
    check_each_once(Counter({"a": 1, "b": 1}), {"a", "b"})
    with pytest.raises(NotEachOnce):
        check_each_once(Counter(did), {"a", "b"})


async def _open(bot: Assembly, slack: SlackStandIn, team: Team) -> None:
    """A window with the values, and one that lacks the last."""
    values = [CREDENTIALS.value(field) for field in CredentialField]
    for words in (values, values[:-1]):
        view = {
            "type": "modal",
            "title": {"type": "plain_text", "text": "Credentials"},
            "private_metadata": CardValue(team.setup_id).dump(),
            "blocks": [
                {"type": "section", "text": {"type": "mrkdwn", "text": word}} for word in words
            ],
        }
        trigger_id = Deliveries(slack).trigger(SALES_CONNECT_ADMIN)
        await bot.slack.call("views.open", trigger_id=trigger_id, view=view)
