"""How a run ended: for those who follow it, and for each person who was connected."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Slot
from bot.domain.left_behind import LeftBehind, failed_in
from bot.domain.run import Purpose, Row, RowState, Run
from bot.domain.run_calls import NO_ANSWER, UNKNOWN
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import Message, actions, button, context, header, message, section
from bot.views.ids import CardValue
from bot.views.names import plain_setup_name, setup_name, workspace_set
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment

# Characters: 4,000 in all, and what does not fit is counted.
FAILURES = 1_500
UNTOLD = 1_000
LEFT_BEHIND = 500


def of_run(run: Run, say: Say) -> Block:
    """Which of several that go on at once: their titles are the same."""
    about = {"who": mention(run.planned_by), "at": moment(run.planned_at)}
    if run.attempt > 1:
        return context(say("run.again", attempt=run.attempt, **about))
    return context(say("run.of", **about))


def result_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    failed = [run.rows[row] for row in run.first_failed]
    blocks: list[Block] = [
        header(say.plain(f"result.title.{_how(run)}", setup=plain_setup_name(setup, say))),
        of_run(run, say),
        section(Mrkdwn("\n".join([*counts(run, say), *_left_out(run, say)]))),
        *failures(failed, run.count(RowState.FAILED), say),
    ]
    if run.untold:
        blocks.append(section(_untold(run, say)))
    if run.problem_count:
        blocks.append(context(say.count("result.held_back", run.problem_count)))
    if run.purpose is not Purpose.DISCONNECT:
        if failed:
            blocks.append(context(say("result.retry", **screens(setup, say))))
        blocks.append(context(say("result.next")))
    blocks.append(actions(*_buttons(run, setup, slot, say)))
    return message(*blocks)


def _how(run: Run) -> str:
    return "cancelled" if run.cancelled else run.purpose


def counts(run: Run, say: Say) -> list[Mrkdwn]:
    """A line for each state that somebody ended in; the one that was wanted is always said."""
    wanted = RowState.CONNECTED
    if run.purpose is Purpose.DISCONNECT:
        wanted = RowState.DISCONNECTED
    states = (RowState.CONNECTED, RowState.DISCONNECTED, RowState.FAILED)
    return [
        say.count(f"result.{state}", run.count(state))
        for state in states
        if state is wanted or run.count(state)
    ]


def failures(rows: Sequence[Row], of: int, say: Say) -> list[Block]:
    """`rows`: the first of `of` people who failed; the rest is counted."""
    if not of:
        return []
    return [section(say.some([_failure(row, say) for row in rows], budget=FAILURES, of=of))]


def _failure(row: Row, say: Say) -> Mrkdwn:
    said = say("result.failed_row_unexplained", email=row.email)
    if row.why == NO_ANSWER:
        said = say("result.no_answer", email=row.email)
    elif row.why == UNKNOWN:
        said = say("result.unknown", email=row.email)
    elif row.why:
        said = say("result.failed_row", email=row.email, why=row.why)
    # They had workspaces before, and have none now.
    return Mrkdwn(f"{said} {say('result.failed_off')}") if row.off else said


def _left_out(run: Run, say: Say) -> list[Mrkdwn]:
    """Nothing more is done with them, since the run was called off."""
    left = run.people - run.over
    lines = []
    if left:
        lines.append(say.count("result.left_out", left))
    if run.off:
        lines.append(say.count("result.off", run.off))
    if run.cancelled and run.cancelled.by:
        who, at = mention(run.cancelled.by), moment(run.cancelled.at)
        lines.append(say("result.cancelled", who=who, at=at))
    return lines


def _untold(run: Run, say: Say) -> Mrkdwn:
    emails = [run.rows[row].email for row in run.first_untold]
    named = say.addresses(emails, budget=UNTOLD, of=run.untold)
    return Mrkdwn(f"{say.count('result.untold', run.untold)}\n{named}")


def _buttons(run: Run, setup: Setup, slot: Slot, say: Say) -> list[ButtonElement]:
    row = [_download(run, setup, say)]
    if failed_in(run) and slot.to == setup.sales_connect_admin and setup.is_open:
        row.append(_retry(failed_in(run), run, setup, say))
    return row


def _download(run: Run, setup: Setup, say: Say) -> ButtonElement:
    value = CardValue(setup.id, run.id).dump()
    return button(say.plain("button.download_results"), ids.DOWNLOAD_RESULTS, value)


def _retry(number: int, run: Run, setup: Setup, say: Say) -> ButtonElement:
    label = say.count("button.retry_failed", number)
    return button(label, ids.RETRY_FAILED, CardValue(setup.id, run.id).dump())


def left_behind(found: LeftBehind, say: Say) -> list[Block]:
    """Among what their admin has to do: the first of them, and why."""
    run, setup, number = found.run, found.setup, len(found.rows)
    name, at = setup_name(setup, say), moment(found.at)
    said = say.count("left_behind.text", number, setup=name, at=at)
    first = [_failure(run.rows[row], say) for row in found.rows if row in run.rows]
    # The first one is named, however long the reason.
    names = say.some(first, budget=max([LEFT_BEHIND, *map(len, first[:1])]), of=number)
    value = CardValue(setup.id, run.id).dump()
    let_be = button(say.plain("button.let_be"), ids.LET_BE, value)
    row = (_retry(number, run, setup, say), _download(run, setup, say), let_be)
    return [section(Mrkdwn(f"{said}\n{names}")), actions(*row)]


def you_are_connected(run: Run, setup: Setup, row: int, say: Say) -> Message:
    names = screens(setup, say)
    who = {"email": run.rows[row].email, "setup": setup_name(setup, say)}
    got = section(say("you.workspaces", names=workspace_set(run.workspaces_of(row), say)))
    ask = context(say("you.ask", who=mention(setup.sales_connect_admin)))
    if run.purpose is Purpose.CHANGE:  # what comes next for somebody new, they have done
        return message(section(say("you.changed", **who, **names)), got, ask)
    return message(
        section(say("you.connected", **who, **names)),
        got,
        section(say("you.salesforce", **names)),
        section(say("you.plug_in", **names)),
        ask,
    )
