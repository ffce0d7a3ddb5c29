"""Of a run as much is read as is asked for, and all of it of one and the same version."""

import asyncio
from typing import Final

import pytest
from redis.asyncio import Redis

from bot.domain.ids import RunId
from bot.domain.outcome import Outcome
from bot.domain.provisioning import Candidate
from bot.domain.run import RowState, Run, RunStage
from bot.store import keys
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import Committed
from bot.store.run_parts import Part, Wanted, everybody, nobody, people
from bot.store.run_people import BLOCK
from tests.domain.run_builders import a_plan, a_run, candidates
from tests.store.builders import TEAM, an_entry

FAULTY: Final = [Candidate(f"no address {n}", line=n) for n in range(5)]
ROUNDS: Final = 60


async def a_kept_draft(aggregates: Aggregates, people_: int = 20) -> Run:
    draft = a_run(people=a_plan([*candidates(people_), *FAULTY]))
    assert await aggregates.commit_run(Outcome(draft), None, an_entry()) == Committed(1)
    return draft


def some(run: Run) -> Wanted:
    """Of what is there, and of what is not."""
    return Wanted(rows=(3, 7, 99), problems=(0, 4, 99))


@pytest.mark.parametrize(
    ("part", "rows", "problems"),
    [
        (everybody, list(range(20)), list(range(5))),
        (nobody, [], []),
        (some, [3, 7], [0, 4]),
        (people(lambda run: run.batches[0].rows[:2]), [0, 1], []),
        (people(lambda run: None), list(range(20)), list(range(5))),
    ],
)
async def test_as_much_is_read_as_is_asked_for(
    aggregates: Aggregates, part: Part, rows: list[int], problems: list[int]
) -> None:
    """Told by what the document says; the document itself is always whole."""
    draft = await a_kept_draft(aggregates)

    found = await aggregates.run(TEAM, draft.id, part)

    wanted = {
        "rows": {number: draft.rows[number] for number in rows},
        "problems": {number: draft.problems[number] for number in problems},
    }
    assert found == Versioned(draft.model_copy(update=wanted), 1)


@pytest.mark.parametrize("part", [everybody, nobody, some])
async def test_a_run_that_is_none_is_none(aggregates: Aggregates, part: Part) -> None:
    """Never written, or forgotten."""
    assert await aggregates.run(TEAM, RunId("no-such-run"), part) is None


async def test_one_person_of_a_run_is_read_with_it(aggregates: Aggregates) -> None:
    """What one message needs of ten thousand."""
    draft = await a_kept_draft(aggregates)

    found = await aggregates.run_of_row(TEAM, draft.id, 7)

    assert found == draft.model_copy(update={"rows": {7: draft.rows[7]}, "problems": {}})
    assert await aggregates.run_of_row(TEAM, draft.id, 99) is None
    assert await aggregates.run_of_row(TEAM, RunId("no-such-run"), 7) is None


async def test_a_part_is_never_of_two_versions(aggregates: Aggregates) -> None:
    """Between the look at the document and that at its people somebody may change both."""
    run = await a_kept_draft(aggregates, 2)
    seen: list[Run] = []
    has_ended = asyncio.Event()

    async def changes() -> None:
        former = Versioned(run, 1)
        for number in range(ROUNDS):
            row = former.state.rows[0]._replace(why=str(number))
            update = {"rows": {**former.state.rows, 0: row}, "untold": number}
            after = former.state.model_copy(update=update)
            answer = await aggregates.commit_run(Outcome(after), former, an_entry())
            assert isinstance(answer, Committed)
            former = Versioned(after, answer.version)
        has_ended.set()

    async def looks() -> None:
        while not has_ended.is_set():
            found = await aggregates.run(TEAM, run.id, people(lambda _: [0]))
            assert found is not None
            seen.append(found.state)

    await asyncio.gather(changes(), *(looks() for _ in range(4)))

    later = [one for one in seen if one.rows[0].why]
    assert all(one.rows[0].why == str(one.untold) for one in later)
    assert len({one.untold for one in later}) > 5, "nobody looked in between"


async def test_only_who_changed_is_written(redis: Redis, aggregates: Aggregates) -> None:
    """Of a part, as of the whole: what was not loaded cannot be harmed."""
    draft = await a_kept_draft(aggregates)
    key = keys.aggregate(TEAM, draft.ref)
    former = await aggregates.run(TEAM, draft.id, some)
    assert former is not None
    before = await redis.hgetall(key)

    gone = former.state.rows[3]._replace(state=RowState.FAILED, why="left")
    after = former.state.model_copy(update={"rows": {**former.state.rows, 3: gone}})
    await aggregates.commit_run(Outcome(after), former, an_entry())

    after_it = await redis.hgetall(key)
    changed = {name for name, value in after_it.items() if before.get(name) != value}
    assert changed == {"version", "row:3"}


async def test_who_changed_counts_as_changed(aggregates: Aggregates) -> None:
    """In whole and in parts; they stand in their block as they were planned, too."""
    draft = await a_kept_draft(aggregates, 250)
    gone = draft.rows[201]._replace(state=RowState.FAILED, why="left")
    after = draft.model_copy(update={"rows": {**draft.rows, 201: gone}})
    await aggregates.commit_run(Outcome(after), Versioned(draft, 1), an_entry())

    whole = await aggregates.run(TEAM, draft.id)
    part = await aggregates.run(TEAM, draft.id, people(lambda _: [201, 7]))
    one = await aggregates.run_of_row(TEAM, draft.id, 201)

    assert whole == Versioned(after, 2)
    assert list(whole.state.rows) == list(range(250))
    assert part is not None
    assert part.state.rows == {7: draft.rows[7], 201: gone}
    assert one is not None
    assert one.rows == {201: gone}


async def test_many_are_written_in_few_fields(redis: Redis, aggregates: Aggregates) -> None:
    """Ten thousand fields would take three times as long to write."""
    draft = await a_kept_draft(aggregates, 250)

    names = {str(name) for name in await redis.hkeys(keys.aggregate(TEAM, draft.ref))}

    assert names == {"version", "document", "problems:0", *(f"rows:{n}" for n in range(10))}


@pytest.mark.parametrize("number", [1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK])
async def test_everybody_is_read_as_planned_and_as_changed(
    aggregates: Aggregates, number: int
) -> None:
    """People and problems alike, the last of a block and the first of the next."""
    wrong = [Candidate(f"no address {n}", line=n) for n in range(number)]
    draft = a_run(people=a_plan([*candidates(number), *wrong]))
    await aggregates.commit_run(Outcome(draft), None, an_entry())
    assert await aggregates.run(TEAM, draft.id) == Versioned(draft, 1)

    rows = {n: row._replace(why=f"{n}") for n, row in draft.rows.items()}
    problems = {n: one.model_copy(update={"name": f"{n}"}) for n, one in draft.problems.items()}
    after = draft.model_copy(update={"rows": rows, "problems": problems})
    await aggregates.commit_run(Outcome(after), Versioned(draft, 1), an_entry())

    assert await aggregates.run(TEAM, draft.id) == Versioned(after, 2)
    last = number - 1
    part = await aggregates.run(TEAM, draft.id, lambda _: Wanted((last,), (last,)))
    wanted = {"rows": {last: rows[last]}, "problems": {last: problems[last]}}
    assert part == Versioned(after.model_copy(update=wanted), 2)


async def test_a_list_that_was_read_is_written_as_one_that_is_new(
    redis: Redis, aggregates: Aggregates
) -> None:
    """The run was there before its people."""
    draft = a_run(people=a_plan(candidates(3)))
    reading = draft.model_copy(update={"stage": RunStage.READING, "people": 0, "rows": {}})
    await aggregates.commit_run(Outcome(reading), None, an_entry())
    former = await aggregates.run(TEAM, draft.id, nobody)

    await aggregates.commit_run(Outcome(draft), former, an_entry())

    assert "rows:0" in await redis.hgetall(keys.aggregate(TEAM, draft.ref))
    assert await aggregates.run(TEAM, draft.id) == Versioned(draft, 2)
