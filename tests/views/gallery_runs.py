"""The cards of a run."""

from bot.domain.effects import Card, Slot
from bot.domain.run import Run
from bot.domain.run_commands import CloseRun, ResumeRun
from bot.domain.setup import Setup
from bot.domain.stages import Product, Stage

from .bends import access_removed, in_succession, taken_over
from .runs import (
    a_draft,
    a_run,
    called,
    cancelled,
    compared,
    halted,
    paused,
    read,
    reported,
    run_after,
    started,
    to_disconnect,
    unread,
    untold,
    with_every_fault,
)
from .states import MARA, OURSELVES, SASHA, STARTER, a_setup, member
from .typed import Typed

RESULT = Slot(card=Card.RESULT, to=SASHA)
YOU = Slot(card=Card.YOU_ARE_CONNECTED, to="row:0")
READ = Slot(card=Card.PREVIEW, to=SASHA)


def run_cards(typed: Typed) -> dict[str, tuple[Run, Setup, Slot]]:
    setup = a_setup(Stage.PROVISIONING, name=typed.name)
    shown = _batches(typed, setup) | _disconnects(typed) | _progress(typed, setup)
    shown |= _results(typed) | _read(typed)
    run = a_run(typed.emails, typed.picked)
    failed = reported(run, failed=[len(typed.emails) - 1], why=typed.why)
    succeeded = taken_over(access_removed(in_succession(setup)))
    actions = a_setup(Stage.PROVISIONING, product=Product.ACTIONS)
    batch, stopped = run.batch_card(0, SASHA), halted(_by_connector(typed), typed.halted)
    return {
        **{name: (one, setup, slot) for name, (one, slot) in shown.items()},
        "batch.handed_on": (run, succeeded, run.batch_card(0, succeeded.sales_connect_admin)),
        "batch.former": (run, succeeded, batch),
        "batch.connected_former": (reported(run), succeeded, batch),
        "batch.sales_insight_actions": (run, actions, batch),
        "progress.former": (run, succeeded, run.progress_card(SASHA)),
        "halted.former": (stopped, succeeded, stopped.halted_card(SASHA)),
        "preview.former": (a_draft(typed.emails), succeeded, READ),
        "result.sales_insight_actions": (failed, actions, RESULT),
        "you_are_connected.sales_insight_actions": (reported(run), actions, YOU),
    }


def _batches(typed: Typed, setup: Setup) -> dict[str, tuple[Run, Slot]]:
    run = a_run(typed.emails, typed.picked)
    batch, last = run.batch_card(0, SASHA), len(typed.emails) - 1
    closed = run_after(run, setup, CloseRun(setup.id, run.id, SASHA), OURSELVES)
    return {
        "batch.open": (run, batch),
        "batch.default_workspace": (a_run(typed.emails), batch),
        "batch.one_person": (a_run(typed.emails[:1]), batch),
        "batch.compared_open": (compared(run), batch),
        "batch.connected": (reported(run), batch),
        "batch.some_failed": (reported(run, failed=[last], why=typed.why), batch),
        "batch.compared": (compared(reported(run)), batch),
        "batch.paused": (paused(run), batch),
        "batch.cancelled": (cancelled(run), batch),
        "batch.closed": (closed, batch),
    }


def _disconnects(typed: Typed) -> dict[str, tuple[Run, Slot]]:
    """For good, and on the way to other workspaces: then the second batch connects them again."""
    run = started(to_disconnect(typed.emails, has=typed.picked))
    change = started(to_disconnect(typed.emails, typed.picked))
    last = len(typed.emails) - 1
    halfway = reported(change, failed=[last], why=typed.why)
    first, second = run.batch_card(0, SASHA), run.batch_card(1, SASHA)
    return {
        "batch.disconnect": (run, first),
        "batch.disconnected": (reported(run), first),
        "batch.disconnect_failed": (reported(run, failed=[last], why=typed.why), first),
        "batch.disconnect_cancelled": (cancelled(run), first),
        "batch.change_first": (change, first),
        "batch.change_first_reported": (halfway, first),
        "batch.change_second": (halfway, second),
        "batch.change_second_failed": (reported(halfway, 1, failed=[0]), second),
    }


def _by_connector(typed: Typed) -> Run:
    return started(a_draft(typed.emails, typed.picked), by_connector=True)


def _progress(typed: Typed, setup: Setup) -> dict[str, tuple[Run, Slot]]:
    run, connector = a_run(typed.emails, typed.picked), _by_connector(typed)
    disconnect = started(to_disconnect(typed.emails))
    change = started(to_disconnect(typed.emails, typed.picked))
    stopped = halted(connector, typed.halted)
    on = run_after(stopped, setup, ResumeRun(setup.id, stopped.id), member(SASHA))
    closed = run_after(run, setup, CloseRun(setup.id, run.id, SASHA), OURSELVES)
    progress = run.progress_card(SASHA)
    return {
        "progress.guided": (run, progress),
        "progress.guided_disconnect": (disconnect, progress),
        "progress.guided_change": (reported(change), progress),
        "progress.connector": (called(called(connector, 0), 1, typed.why), progress),
        "progress.paused": (paused(run), progress),
        "progress.halted": (stopped, progress),
        "progress.ended": (reported(run, failed=[0]), progress),
        "progress.cancelled": (cancelled(called(connector, 0)), progress),
        "progress.closed": (closed, progress),
        "halted.open": (stopped, stopped.halted_card(SASHA)),
        "halted.over": (on, stopped.halted_card(SASHA)),
    }


def _results(typed: Typed) -> dict[str, tuple[Run, Slot]]:
    run, default = a_run(typed.emails, typed.picked), a_run(typed.emails)
    last = len(typed.emails) - 1
    failed = reported(run, failed=[last], why=typed.why)
    of_starter = RESULT.model_copy(update={"to": STARTER})
    of_marketo_admin = RESULT.model_copy(update={"to": MARA})
    change = reported(started(to_disconnect(typed.emails, typed.picked)))
    changed = reported(change, 1)
    return {
        "result.connected": (reported(run), RESULT),
        "result.some_failed": (failed, RESULT),
        "result.some_failed_starter": (failed, of_starter),
        "result.some_failed_marketo_admin": (failed, of_marketo_admin),
        "result.some_failed_unexplained": (reported(run, failed=[last]), RESULT),
        "result.untold": (untold(reported(run), range(len(typed.emails))), RESULT),
        "result.cancelled": (cancelled(called(_by_connector(typed), 0)), RESULT),
        "result.disconnected": (reported(started(to_disconnect(typed.emails))), RESULT),
        "result.disconnect_failed": (
            reported(started(to_disconnect(typed.emails)), failed=[0], why=typed.why),
            RESULT,
        ),
        "result.changed": (changed, RESULT),
        "result.change_failed": (reported(change, 1, failed=[0], why=typed.why), RESULT),
        "result.change_cancelled": (cancelled(change), RESULT),
        "you_are_connected.workspaces": (reported(run), YOU),
        "you_are_connected.default_workspace": (reported(default), YOU),
        "you_are_connected.changed": (changed, YOU),
    }


def _read(typed: Typed) -> dict[str, tuple[Run, Slot]]:
    return {
        "preview.read": (read(with_every_fault(typed)), READ),
        "preview.no_problems": (a_draft(typed.emails), READ),
        "preview.unread": (unread("empty"), READ),
        "preview.started": (a_run(typed.emails), READ),
    }
