"""The messages of a run: its batches, its result, and what each person is told."""

from slack_sdk.models.blocks import Block

from bot.domain.effects import Card, Slot
from bot.domain.provisioning import BATCH_CHARACTERS
from bot.domain.run import Batch, Row, RowState, Run
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import Message, actions, button, context, header, message, section
from bot.views.ids import CardValue
from bot.views.names import plain_setup_name, setup_name, workspace_set
from bot.views.people_cards import no_longer
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention

# Characters: 4,000 in all, and what does not fit is counted.
ADDRESSES = BATCH_CHARACTERS + 200
FAILURES = 1_500
UNTOLD = 1_000


def run_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    """The card of this slot, as the run stands."""
    match slot.card:
        case Card.BATCH:
            return _batch(run, setup, slot, say)
        case Card.RESULT:
            return _result(run, setup, say)
        case Card.YOU_ARE_CONNECTED:
            return _you_are_connected(run, setup, int(slot.to.removeprefix("row:")), say)
        case _:
            raise ValueError(f"{slot.card} is no card of a run")


def _batch(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    number = int(slot.part)
    batch = run.batches[number]
    title = say.plain(
        "batch.title",
        number=number + 1,
        of=len(run.batches),
        setup=plain_setup_name(setup, say),
    )
    if batch.reported:
        return message(header(title), *_reported(run, setup, batch, say))
    if run.closed:
        return message(header(title), section(say("batch.closed")))
    if slot.to != setup.sales_connect_admin:
        return message(header(title), no_longer(setup.sales_connect_admin, say))
    emails = [run.rows[row].email for row in batch.rows]
    tick = say.count("batch.people", len(emails))
    value = CardValue(setup.id, run.id, str(number)).dump()
    all_connected, some_failed = say.plain("button.all_connected"), say.plain("button.some_failed")
    names = screens(setup, say)
    report = say("batch.report", all=say.mrkdwn(all_connected), some=say.mrkdwn(some_failed))
    return message(
        header(title),
        section(say("batch.where", **names)),
        section(Mrkdwn(f"{tick}\n{say.addresses(emails, budget=ADDRESSES)}")),
        section(say("batch.workspaces", names=workspace_set(batch.workspaces, say))),
        section(report),
        actions(
            button(all_connected, ids.ALL_CONNECTED, value, primary=True),
            button(some_failed, ids.SOME_FAILED, value),
        ),
    )


def _reported(run: Run, setup: Setup, batch: Batch, say: Say) -> list[Block]:
    rows = [run.rows[row] for row in batch.rows]
    return [*_counts(rows, say), *_failures(rows, setup, say)]


def _counts(rows: list[Row], say: Say) -> list[Block]:
    connected = [row for row in rows if row.state is RowState.CONNECTED]
    failed = [row for row in rows if row.state is RowState.FAILED]
    counts = say.count("result.connected", len(connected))
    if failed:
        counts = Mrkdwn(f"{counts}\n{say.count('result.failed', len(failed))}")
    return [section(counts)]


def _failures(rows: list[Row], setup: Setup, say: Say) -> list[Block]:
    failed = [row for row in rows if row.state is RowState.FAILED]
    if not failed:
        return []
    lines = [
        say("result.failed_row", email=row.email, why=row.why)
        if row.why
        else say("result.failed_row_unexplained", email=row.email)
        for row in failed
    ]
    retry = say("result.retry", **screens(setup, say))
    return [section(say.some(lines, budget=FAILURES)), context(retry)]


def _result(run: Run, setup: Setup, say: Say) -> Message:
    rows = list(run.rows.values())
    untold = [row.email for row in rows if row.untold]
    blocks: list[Block] = [
        header(say.plain("result.title", setup=plain_setup_name(setup, say))),
        *_counts(rows, say),
        *_failures(rows, setup, say),
    ]
    if untold:
        named = say.addresses(untold, budget=UNTOLD)
        blocks.append(section(Mrkdwn(f"{say.count('result.untold', len(untold))}\n{named}")))
    blocks.append(context(say("result.next")))
    return message(*blocks)


def _you_are_connected(run: Run, setup: Setup, row: int, say: Say) -> Message:
    names = screens(setup, say)
    workspaces = next(batch.workspaces for batch in run.batches if row in batch.rows)
    return message(
        section(
            say("you.connected", email=run.rows[row].email, setup=setup_name(setup, say), **names)
        ),
        section(say("you.workspaces", names=workspace_set(workspaces, say))),
        section(say("you.salesforce", **names)),
        context(say("you.ask", who=mention(setup.sales_connect_admin))),
    )


def run_outcome(run: Run, say: Say) -> Mrkdwn:
    """One line for `status`, once the run has ended."""
    connected, failed = run.count(RowState.CONNECTED), run.count(RowState.FAILED)
    counts = [say.count("result.connected", connected)]
    if failed:
        counts.append(say.count("result.failed", failed))
    return say("status.last_run", counts=Mrkdwn(" ".join(counts)))


def run_progress(run: Run, say: Say) -> Mrkdwn:
    """One line for `status`, while the run is under way."""
    done = run.count(RowState.CONNECTED) + run.count(RowState.FAILED)
    return say.count("status.progress", done, of=len(run.rows))
