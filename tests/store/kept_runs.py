"""Runs in the store, which go on there as they do in the bot."""

from typing import Final

from bot.domain.ids import RunId, SetupId
from bot.domain.outcome import Outcome
from bot.domain.people import Act
from bot.domain.provisioning import Candidate, Plan
from bot.domain.run import Driver, Run
from bot.domain.run_commands import (
    ReportBatch,
    RunCommand,
    StartRun,
)
from bot.domain.run_steps import decide
from bot.domain.stages import Stage
from bot.store.aggregates import Aggregates, Versioned
from bot.store.commits import CommitAnswer, Committed
from tests.domain.builders import OURSELVES, RUN_AT, SETUP_ID, SOL, a_setup, done
from tests.domain.partly import partly
from tests.domain.run_builders import a_run
from tests.store.builders import an_entry

ADA, BEN, CY = "ada@acme.example", "ben@acme.example", "cy@acme.example"
SETUP: Final = a_setup(Stage.READY)


def people_of(*emails: str) -> list[Candidate]:
    return [Candidate(email) for email in emails]


class Kept:
    """One of them: loaded in part, decided, written."""

    def __init__(self, aggregates: Aggregates, run: Run) -> None:
        self._aggregates = aggregates
        self.run = run
        self._version = 0

    async def is_drafted(self) -> "Kept":
        answer = await self._aggregates.commit_run(Outcome(self.run), None, an_entry())
        assert answer == Committed(1)
        self._version = 1
        return self

    async def takes(self, command: RunCommand, others: tuple[SetupId, ...] = ()) -> CommitAnswer:
        by = OURSELVES if command.act is Act.FOLLOW_UP else SOL
        part = partly(self.run, command)
        outcome = done(decide(part, SETUP, command, by, RUN_AT))
        former = Versioned(part, self._version)
        answer = await self._aggregates.commit_run(outcome, former, an_entry(), others=others)
        if isinstance(answer, Committed):
            rows = {**self.run.rows, **outcome.state.rows}
            self.run = outcome.state.model_copy(update={"rows": rows})
            self._version = answer.version
        return answer


async def a_draft(
    aggregates: Aggregates, plan: Plan, run_id: str = "run-1", setup_id: SetupId = SETUP_ID
) -> Kept:
    run = a_run(people=plan, run_id=RunId(run_id))
    run = run.model_copy(update={"setup_id": setup_id})
    return await Kept(aggregates, run).is_drafted()


async def again(aggregates: Aggregates, plan: Plan, run_id: str, of: str) -> Kept:
    """A draft that tries a run again, which in the bot is started at once."""
    run = a_run(people=plan, run_id=RunId(run_id))
    return await Kept(aggregates, run.model_copy(update={"retry_of": of})).is_drafted()


async def started(
    aggregates: Aggregates, plan: Plan, run_id: str = "run-1", driver: Driver = Driver.GUIDED
) -> Kept:
    kept = await a_draft(aggregates, plan, run_id)
    assert await kept.takes(StartRun(SETUP_ID, kept.run.id, driver)) == Committed(2)
    return kept


def report(kept: Kept, batch: int, *failed: int) -> ReportBatch:
    return ReportBatch(SETUP_ID, kept.run.id, batch, frozenset(failed), "not there")
