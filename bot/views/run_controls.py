"""Outside its own messages: what the open batch of a run is about, and what may be pressed."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import ButtonElement

from bot.domain.overview import SetupSeen
from bot.domain.run import Driver, Run, RunStage
from bot.domain.run_steps import is_of_the_connection
from bot.domain.setup import Setup
from bot.views.batch_cards import report_buttons
from bot.views.names import workspace_list
from bot.views.progress_cards import steering, where_it_is
from bot.views.say import Say
from bot.views.text import Mrkdwn

WORKSPACES: Final = 300  # characters


def run_controls(run: Run, setup: Setup, say: Say) -> list[ButtonElement]:
    """What its message and the card of its open batch let its admin press."""
    number = run.open_batch
    is_to_report = run.stage is RunStage.RUNNING and run.driver is Driver.GUIDED
    report = report_buttons(run, setup, number, say) if is_to_report and number is not None else []
    return [*report, *steering(run, setup, say)]


def where_and_whom(run: Run, setup: Setup, say: Say) -> list[Mrkdwn]:
    """What it waits for; and of the open batch how many people are to get what."""
    where, number = where_it_is(run, setup, say), run.open_batch
    lines = [where] if where else []
    if number is not None and run.stage is RunStage.RUNNING:
        batch = run.batches[number]
        names = say("workspaces.default")
        if batch.workspaces:
            names = workspace_list(batch.workspaces, say, budget=WORKSPACES)
        lines.append(say.count(f"open_batch.{batch.does}", len(batch.rows), names=names))
    return lines


def runs_to_go_on(seen: Sequence[SetupSeen], setup: Setup) -> list[Run]:
    """Of a setup, as far as it is among those that were read."""
    return [
        run
        for one in seen
        if one.setup.id == setup.id
        for run in one.runs
        if run.is_under_way and is_of_the_connection(run, setup)
    ]
