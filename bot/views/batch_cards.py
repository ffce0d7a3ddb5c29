"""The card of a batch: whom to tick in Sales Connect, what to press there, what came of it."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Slot
from bot.domain.provisioning import BATCH_CHARACTERS
from bot.domain.run import Batch, Compared, Does, Purpose, Row, RowState, Run, RunStage
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import Message, actions, button, context, header, message, section
from bot.views.ids import CardValue
from bot.views.names import plain_setup_name, workspace_set
from bot.views.people_cards import no_longer
from bot.views.result_cards import failures, of_run
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment

# Characters: 4,000 in all, and what does not fit is counted.
ADDRESSES = BATCH_CHARACTERS + 200


def batch_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    number = int(slot.part)
    batch = run.batches[number]
    name = header(
        say.plain(
            f"batch.title.{batch.does}",
            number=number + 1,
            of=len(run.batches),
            setup=plain_setup_name(setup, say),
        )
    )
    title = (name, of_run(run, say))
    if batch.reported:
        return message(*title, *_reported(run, setup, slot, say))
    if run.closed:
        return message(*title, section(say("batch.closed")))
    if run.cancelled:
        who = mention(run.cancelled.by or setup.sales_connect_admin)
        at = moment(run.cancelled.at)
        return message(*title, section(say(f"batch.cancelled.{batch.does}", who=who, at=at)))
    if slot.to != setup.sales_connect_admin:
        return message(*title, no_longer(setup.sales_connect_admin, say))
    if run.stage is RunStage.PAUSED:
        return message(*title, _paused(run, say), *_steps(run, setup, batch, say))
    return message(
        *title, *_steps(run, setup, batch, say), *_report(run, setup, number, batch, say)
    )


def _steps(run: Run, setup: Setup, batch: Batch, say: Say) -> list[Block]:
    emails = [run.rows[row].email for row in run.open_rows(batch)]
    tick = say.count("batch.people", len(emails))
    press = say("batch.disconnect")
    if batch.does is Does.CONNECT:
        press = say("batch.workspaces", names=workspace_set(batch.workspaces, say))
    return [
        section(say("batch.where", **screens(setup, say))),
        section(Mrkdwn(f"{tick}\n{say.addresses(emails, budget=ADDRESSES)}")),
        section(press),
        *([context(compared_line(batch.compared, say))] if batch.compared else ()),
    ]


def _report(run: Run, setup: Setup, number: int, batch: Batch, say: Say) -> list[Block]:
    all_done, some_failed = _labels(batch, say)
    buttons = report_buttons(run, setup, number, say)
    if batch.does is Does.CONNECT:
        buttons.append(_compare(run, setup, number, say))
    report = say(
        f"batch.report.{batch.does}", all=say.mrkdwn(all_done), some=say.mrkdwn(some_failed)
    )
    return [section(report), actions(*buttons)]


def report_buttons(run: Run, setup: Setup, number: int, say: Say) -> list[ButtonElement]:
    """What came of the open batch: one press, or a window."""
    all_done, some_failed = _labels(run.batches[number], say)
    value = CardValue(setup.id, run.id, str(number)).dump()
    return [
        button(all_done, ids.ALL_CONNECTED, value, primary=True),
        button(some_failed, ids.SOME_FAILED, value),
    ]


def _labels(batch: Batch, say: Say) -> tuple[str, str]:
    disconnects = batch.does is Does.DISCONNECT
    key = "button.all_disconnected" if disconnects else "button.all_connected"
    return say.plain(key), say.plain("button.some_failed")


def _compare(run: Run, setup: Setup, number: int, say: Say) -> ButtonElement:
    value = CardValue(setup.id, run.id, str(number)).dump()
    return button(say.plain("button.compare"), ids.COMPARE, value)


def _paused(run: Run, say: Say) -> Block:
    halt = run.paused
    if halt is None or halt.by is None:
        return section(say("batch.paused"))
    resume = say.mrkdwn(say.plain("button.resume"))
    said = say("batch.paused_by", who=mention(halt.by), at=moment(halt.at), resume=resume)
    return section(said)


def _reported(run: Run, setup: Setup, slot: Slot, say: Say) -> list[Block]:
    number = int(slot.part)
    batch = run.batches[number]
    rows = [run.rows[row] for row in batch.rows]
    failed = [row for row in rows if _failed_in(row, run, batch)]
    done = [row for row in rows if _done_in(row, run, batch)]
    state = RowState.CONNECTED if batch.does is Does.CONNECT else RowState.DISCONNECTED
    lines = [say.count(f"result.{state}", len(done))]
    if failed:
        lines.append(say.count("result.failed", len(failed)))
    if batch.compared:
        lines.append(compared_line(batch.compared, say))
    blocks: list[Block] = [
        section(Mrkdwn("\n".join(lines))),
        *failures(failed, len(failed), say),
    ]
    if failed and batch.does is Does.CONNECT:
        blocks.append(context(say("result.retry", **screens(setup, say))))
    may_compare = batch.does is Does.CONNECT and slot.to == setup.sales_connect_admin
    if may_compare and setup.is_open:
        blocks.append(actions(_compare(run, setup, number, say)))
    return blocks


def _done_in(row: Row, run: Run, batch: Batch) -> bool:
    if batch.does is Does.CONNECT:
        return row.state is RowState.CONNECTED
    return row.state is RowState.DISCONNECTED or row.off


def _failed_in(row: Row, run: Run, batch: Batch) -> bool:
    """Of those who are to be disconnected first, each fails in one of their two batches."""
    if row.state is not RowState.FAILED:
        return False
    return run.purpose is not Purpose.CHANGE or row.off is (batch.does is Does.CONNECT)


def compared_line(compared: Compared, say: Say) -> Mrkdwn:
    """What the tab showed when somebody pasted it last."""
    counts = [say.count("compared.there", compared.there)]
    for key, number in (
        ("not_seen", compared.not_seen),
        ("elsewhere", compared.elsewhere),
        ("unconnected", compared.unconnected),
    ):
        if number:
            counts.append(say.count(f"compared.{key}", number))
    said = Mrkdwn(", ".join(counts))
    return say("compared.line", counts=said, who=mention(compared.by), at=moment(compared.at))
