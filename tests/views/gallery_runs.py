"""The cards of a run."""

from bot.domain.effects import Card, Slot
from bot.domain.run import Run
from bot.domain.run_commands import CloseRun
from bot.domain.setup import Setup
from bot.domain.stages import Product, Stage

from .bends import access_removed, in_succession, taken_over
from .states import OURSELVES, SASHA, a_run, a_setup, reported, run_after, untold
from .typed import Typed


def run_cards(typed: Typed) -> dict[str, tuple[Run, Setup, Slot]]:
    setup = a_setup(Stage.PROVISIONING, name=typed.name)
    run = a_run(typed.emails, typed.picked)
    default = a_run(typed.emails)
    connected = reported(run)
    last = len(typed.emails) - 1
    failed = reported(run, failed=[last], why=typed.why)
    unexplained = reported(run, failed=[last])
    batch, result = run.batch_card(0, SASHA), Slot(card=Card.RESULT, to=SASHA)
    you = Slot(card=Card.YOU_ARE_CONNECTED, to="row:0")
    shown: dict[str, tuple[Run, Slot]] = {
        "batch.open": (run, batch),
        "batch.default_workspace": (default, batch),
        "batch.one_person": (a_run(typed.emails[:1]), batch),
        "batch.connected": (connected, batch),
        "batch.some_failed": (failed, batch),
        "batch.closed": (
            run_after(run, setup, CloseRun(setup.id, run.id, SASHA), OURSELVES),
            batch,
        ),
        "result.connected": (connected, result),
        "result.some_failed": (failed, result),
        "result.some_failed_unexplained": (unexplained, result),
        "result.untold": (untold(connected, range(len(typed.emails))), result),
        "you_are_connected.workspaces": (connected, you),
        "you_are_connected.default_workspace": (reported(default), you),
    }
    succeeded = taken_over(access_removed(in_succession(setup)))
    actions = a_setup(Stage.PROVISIONING, product=Product.ACTIONS)
    return {
        **{name: (one, setup, slot) for name, (one, slot) in shown.items()},
        "batch.handed_on": (run, succeeded, run.batch_card(0, succeeded.sales_connect_admin)),
        "batch.former": (run, succeeded, batch),
        "batch.sales_insight_actions": (run, actions, batch),
        "result.sales_insight_actions": (failed, actions, result),
        "you_are_connected.sales_insight_actions": (connected, actions, you),
    }
