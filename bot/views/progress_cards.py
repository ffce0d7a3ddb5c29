"""How far a run is: its one message, which changes in place, and what it stands still for."""

from types import MappingProxyType
from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Slot
from bot.domain.run import Driver, Purpose, Run, RunStage
from bot.domain.run_calls import HELD, NO_ANSWER, NOT_CONFIGURED
from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import Message, actions, button, context, header, message, question, section
from bot.views.ids import CardValue
from bot.views.names import plain_setup_name, setup_name
from bot.views.people_cards import no_longer
from bot.views.preview_warnings import why_unread
from bot.views.result_cards import counts, of_run
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment

CELLS: Final = 20
# What a run stands still for, where the connector itself has not said why.
OURS: Final = MappingProxyType(
    {NOT_CONFIGURED: "not_configured", NO_ANSWER: "no_answer", HELD: "held"}
)


def progress_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    name = header(say.plain(f"progress.title.{run.purpose}", setup=plain_setup_name(setup, say)))
    title = (name, of_run(run, say))
    bar = say("progress.bar", bar=bar_of(run.over, run.people), n=run.over, of=run.people)
    said = [bar, *counts(run, say)]
    if run.off:
        said.append(say.count("progress.off", run.off))
    done = section(Mrkdwn("\n".join(said)))
    if not run.is_under_way:
        return message(*title, done, section(_end(run, say)))
    if slot.to != setup.sales_connect_admin:
        return message(*title, no_longer(setup.sales_connect_admin, say))
    return message(*title, done, *_now(run, setup, say), actions(*steering(run, setup, say)))


def bar_of(done: int, of: int) -> str:
    """Full only at the very end."""
    full = CELLS * done // of if of else CELLS
    return "█" * full + "░" * (CELLS - full)


def _end(run: Run, say: Say) -> Mrkdwn:
    if run.closed:
        return say("progress.closed")
    if run.cancelled and run.cancelled.by:
        left = run.people - run.over
        who, at = mention(run.cancelled.by), moment(run.cancelled.at)
        return say.count("progress.cancelled", left, who=who, at=at)
    return say("progress.ended")


def _now(run: Run, setup: Setup, say: Say) -> list[Block]:
    where = where_it_is(run, setup, say)
    if where is None:
        return []
    stands = run.stage is RunStage.PAUSED or run.driver is Driver.CONNECTOR
    return [section(where), *([] if stands else [context(say("progress.hint"))])]


def where_it_is(run: Run, setup: Setup, say: Say) -> Mrkdwn | None:
    """What a run under way does now, or stands still for; None: every batch is reported."""
    if run.stage is RunStage.PAUSED and run.paused:
        at = moment(run.paused.at)
        if run.paused.by:
            label = say.mrkdwn(say.plain("button.resume"))
            return say("progress.paused", who=mention(run.paused.by), at=at, resume=label)
        if ours := OURS.get(run.paused.why):
            return say(f"progress.halted.{ours}", at=at)
        return say("progress.halted", why=run.paused.why, at=at)
    if run.driver is Driver.CONNECTOR:
        if run.held:
            return say("progress.held", at=moment(run.held.until))
        return say.count("progress.calls", run.calls.lanes)
    number = run.open_batch
    if number is None:
        return None
    return say(
        f"progress.batch.{run.batches[number].does}",
        number=number + 1,
        of=len(run.batches),
        who=mention(setup.sales_connect_admin),
    )


def steering(run: Run, setup: Setup, say: Say) -> tuple[ButtonElement, ...]:
    """Of a run under way, for the Sales Connect admin."""
    if run.stage is RunStage.PAUSED:
        return (resume(run, setup, say), cancel(run, setup, say))
    value = CardValue(setup.id, run.id).dump()
    return (button(say.plain("button.pause"), ids.PAUSE, value), cancel(run, setup, say))


def resume(run: Run, setup: Setup, say: Say) -> ButtonElement:
    value = CardValue(setup.id, run.id).dump()
    return button(say.plain("button.resume"), ids.RESUME, value, primary=True)


def cancel(run: Run, setup: Setup, say: Say) -> ButtonElement:
    """Asks once more, and says how many are left."""
    return button(
        say.plain("button.cancel_run"),
        ids.CANCEL_RUN,
        CardValue(setup.id, run.id).dump(),
        confirm=question(
            say.plain("cancel_run.title"),
            say.count("cancel_run.text", run.people - run.over),
            say.plain("cancel_run.yes"),
            say.plain("cancel_run.no"),
        ),
    )


def halted_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    title = header(say.plain("halted.title", setup=plain_setup_name(setup, say)))
    halt = run.paused
    if halt is None or halt.by or str(int(halt.at.timestamp())) != slot.part:
        return message(title, section(say("halted.over")))
    if slot.to != setup.sales_connect_admin:
        return message(title, no_longer(setup.sales_connect_admin, say))
    ours = OURS.get(halt.why)
    why = say(f"halted.{ours}") if ours else say("halted.why", why=halt.why)
    return message(
        title,
        section(why),
        section(say("halted.step", resume=say.mrkdwn(say.plain("button.resume")))),
        actions(resume(run, setup, say)),
    )


def read_card(run: Run, setup: Setup, slot: Slot, say: Say) -> Message:
    """The list was read after its window was closed, or its preview was closed: the way to it."""
    title = header(say.plain("read.title", setup=plain_setup_name(setup, say)))
    if run.stage is not RunStage.DRAFT:
        return message(title, section(say("read.started")))
    if slot.to != setup.sales_connect_admin:
        return message(title, no_longer(setup.sales_connect_admin, say))
    if run.unread:
        command = "provision" if run.purpose is Purpose.CONNECT else "disconnect"
        return message(
            title,
            section(why_unread(run.unread, say)),
            context(say("read.unread", command=Mrkdwn(command))),
        )
    name = setup_name(setup, say)
    said = [say.count(f"preview.people.{run.purpose}", run.people, setup=name)]
    if run.problem_count:
        said.append(say.count("preview.problems", run.problem_count))
    value = CardValue(setup.id, run.id).dump()
    return message(
        title,
        section(Mrkdwn("\n".join(said))),
        context(say("read.kept")),
        actions(button(say.plain("button.open_preview"), ids.OPEN_PREVIEW, value, primary=True)),
    )
