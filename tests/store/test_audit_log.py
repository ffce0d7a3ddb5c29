"""The audit, read back: all rows, in order, in pages, at the cost of few calls."""

from datetime import timedelta

import pytest
from redis.asyncio import Redis

from bot.domain.audit_filter import EVERYTHING
from bot.domain.audit_rows import AuditRow
from bot.domain.effects import Due, SendAudit
from bot.domain.ids import SeenId, SetupId, TeamId
from bot.domain.outcome import Outcome
from bot.store import keys
from bot.store.aggregates import Aggregates
from bot.store.attempts import AttemptLog
from bot.store.audit_log import A_PAGE, AuditLog
from bot.store.commits import Committed, Entry, audit_row
from bot.store.scripts import Scripts
from tests.store.builders import MARA, NOW, TEAM, a_run, a_setup, committed

ELSEWHERE = TeamId("T_OTHER")
MANY = 10_000


async def write(redis: Redis, number: int, *, team_id: TeamId = TEAM) -> None:
    """Row n was written by person n."""
    about = a_setup().ref
    async with redis.pipeline(transaction=False) as pipe:
        for n in range(number):
            entry = Entry(f"U{n}", "HandOver", "named", "handed_over", NOW + timedelta(seconds=n))
            pipe.xadd(keys.audit(team_id), {"row": audit_row(entry, about)})
        await pipe.execute()


async def calls(redis: Redis, command: str) -> int:
    """How often this server was asked for it so far."""
    stats = await redis.info("commandstats")
    return int(stats.get(f"cmdstat_{command}", {"calls": 0})["calls"])


@pytest.fixture
def log(scripts: Scripts) -> AuditLog:
    return AuditLog(scripts)


async def backward(log: AuditLog, before: str = "") -> list[AuditRow]:
    return [row async for page in log.backward(TEAM, before) for row in page]


async def forward(log: AuditLog, after: str = "") -> list[AuditRow]:
    return [row async for page in log.forward(TEAM, after) for row in page]


@pytest.mark.parametrize("number", [0, 1, A_PAGE - 1, A_PAGE, A_PAGE + 1])
async def test_each_row_is_read_once_in_both_directions(
    redis: Redis, log: AuditLog, number: int
) -> None:
    """Also where a page is just full."""
    await write(redis, number)

    newest_first, oldest_first = await backward(log), await forward(log)

    assert [row.who for row in oldest_first] == [f"U{n}" for n in range(number)]
    assert newest_first == oldest_first[::-1]


async def test_ten_thousand_rows_are_twenty_calls_and_never_all_at_once(
    redis: Redis, log: AuditLog
) -> None:
    """However long it is, a page is what is held of it."""
    await write(redis, MANY)
    before = await calls(redis, "xrevrange")

    sizes = [len(page) async for page in log.backward(TEAM)]

    assert sizes == [A_PAGE] * (MANY // A_PAGE)
    # And one that finds no more.
    assert await calls(redis, "xrevrange") - before == MANY // A_PAGE + 1


async def test_reading_goes_on_where_it_was(redis: Redis, log: AuditLog) -> None:
    """Without the row it was at."""
    await write(redis, 5)
    middle = (await forward(log))[2]

    older, newer = await backward(log, middle.id), await forward(log, middle.id)

    assert [row.who for row in older] == ["U1", "U0"]
    assert [row.who for row in newer] == ["U3", "U4"]


async def test_what_comes_meanwhile_is_no_row_twice(redis: Redis, log: AuditLog) -> None:
    """New rows are newer than all that is still to be read."""
    await write(redis, A_PAGE + 1)
    pages = log.backward(TEAM)
    first = await anext(pages)
    await write(redis, 3)

    rest = [row async for page in pages for row in page]

    assert len(first) == A_PAGE
    assert [row.who for row in rest] == ["U0"]


async def test_each_slack_workspace_has_its_own(redis: Redis, log: AuditLog) -> None:
    """Nobody reads of another one."""
    await write(redis, 2, team_id=ELSEWHERE)

    assert await backward(log) == []


async def test_commits_of_runs_and_refused_attempts_say_whose_setup_they_are_of(
    aggregates: Aggregates, scripts: Scripts, log: AuditLog
) -> None:
    """A refusal on several setups belongs to each of them."""
    kept = await committed(aggregates)
    setup, ids = kept.state, (SetupId("s1"), SetupId("s2"))
    entry = Entry(MARA, "PlanRun", "", "draft", NOW, setups=(setup.id,))
    run = a_run("sam@acme.example", setup_id=setup.id)
    assert await aggregates.commit_run(Outcome(run), None, entry) == Committed(1)
    refused = Entry(MARA, "RevealRefused", "named", "named", NOW)
    attempts = AttemptLog(scripts)
    await attempts.note(setup, refused, (), of="it", seen=SeenId("1"))
    everywhere = Entry(MARA, "RevealRefused", "named", "named", NOW, setups=ids)
    await attempts.note(setup, everywhere, (), of="all", seen=SeenId("2"))

    rows = await forward(log)

    assert [row.setups for row in rows] == [(setup.id,), (setup.id,), (setup.id,), ids]
    assert [row.about for row in rows][1] == f"run:{run.id}"


async def test_asking_for_a_file_is_a_row_and_an_effect_once(redis: Redis, log: AuditLog) -> None:
    """A delivery that Slack repeats is one; the next press is another."""
    entry = Entry(MARA, "ExportAudit", "", "", NOW, setups=(SetupId("s1"),))

    for press in ("1", "1", "2"):
        file = SendAudit(to=MARA, only=EVERYTHING, form="csv", key=press)
        await log.export(TEAM, entry, Due(file), seen=SeenId(press))

    rows = await forward(log)
    assert [(row.what, row.about, row.setups) for row in rows] == [
        ("ExportAudit", "audit", ("s1",))
    ] * 2
    waiting = await redis.hkeys(f"{keys.shard_prefix(keys.shard_of(TEAM))}body")
    assert sorted(waiting) == ["send_audit:csv:1", "send_audit:csv:2"]
