"""A run that the Sales Connect admin does by hand, a batch at a time."""

from datetime import datetime, timedelta
from typing import Final, TypeAlias

from bot.domain.effects import Due, Notify, Refresh
from bot.domain.ids import UserId
from bot.domain.outcome import Outcome
from bot.domain.refusals import BatchReported, Refusal, RunNotOpen
from bot.domain.run import Batch, Compared, Run, RunStage
from bot.domain.run_commands import NoteCompared, ReportBatch
from bot.domain.run_ends import done_with, ended, people_hear, progressed
from bot.domain.setup import Setup

Decision: TypeAlias = Outcome[Run] | Refusal

AFTER_PROGRESS: Final = timedelta(milliseconds=150)  # two messages at once have no order


def first_batch(run: Run, admin: UserId, now: datetime) -> tuple[Run, Due]:
    """The first of them in which something is to be done; its buttons stand last in the DM."""
    after = _without_empty(run, 0)
    number = after.open_batch
    assert number is not None  # somebody is planned
    card = Notify(about=run.ref, slot=run.batch_card(number, admin))
    return after, Due(card, now + AFTER_PROGRESS)


def report(run: Run, setup: Setup, command: ReportBatch, now: datetime) -> Decision:
    if not 0 <= command.batch < len(run.batches):
        return RunNotOpen(run.stage)
    batch = run.batches[command.batch]
    if batch.reported:
        return BatchReported(command.batch + 1)
    if run.stage is not RunStage.RUNNING or run.open_batch != command.batch:
        return RunNotOpen(run.stage)
    rows = run.open_rows(batch)
    failed = command.failed & frozenset(rows)
    done = {row: command.why if row in failed else None for row in rows}
    after = _reported(done_with(run, done, batch.does), command.batch)
    admin = setup.sales_connect_admin
    after, progress = progressed(after, setup, now)
    effects = [
        Due(Refresh(about=run.ref, slot=run.batch_card(command.batch, admin))),
        *people_hear(after, rows, now),
    ]
    if after.open_batch is not None:
        following = run.batch_card(after.open_batch, admin)
        return Outcome(after, (*effects, progress, Due(Notify(about=run.ref, slot=following))))
    after, at_the_end = ended(after, setup, now)
    return Outcome(after, (*effects, *at_the_end))


def _reported(run: Run, number: int) -> Run:
    batches = list(run.batches)
    batches[number] = batches[number].model_copy(update={"reported": True})
    return _without_empty(run.model_copy(update={"batches": tuple(batches)}), number + 1)


def _without_empty(run: Run, number: int) -> Run:
    """From this batch on, those are over in which nobody is left to do anything with."""
    batches = list(run.batches)
    while number < len(batches) and _is_empty(run, batches[number]):
        batches[number] = batches[number].model_copy(update={"reported": True})
        number += 1
    return run.model_copy(update={"batches": tuple(batches)})


def _is_empty(run: Run, batch: Batch) -> bool:
    """People who were not loaded stand in no batch that was worked on."""
    return all(row in run.rows and not run.is_awaited(batch, row) for row in batch.rows)


def note_compared(
    run: Run, setup: Setup, command: NoteCompared, by: UserId, now: datetime
) -> Decision:
    if run.started_at is None or not 0 <= command.batch < len(run.batches):
        return RunNotOpen(run.stage)
    compared = Compared(
        by=by,
        at=now,
        there=command.there,
        not_seen=command.not_seen,
        elsewhere=command.elsewhere,
        unconnected=command.unconnected,
    )
    batches = list(run.batches)
    batches[command.batch] = batches[command.batch].model_copy(update={"compared": compared})
    after = run.model_copy(update={"batches": tuple(batches)})
    card = run.batch_card(command.batch, setup.sales_connect_admin)
    return Outcome(after, (Due(Refresh(about=run.ref, slot=card)),))
