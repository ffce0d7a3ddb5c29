"""One setup on Home: its road, what is under way in it, and what its reader may press there."""

from typing import Final

from slack_sdk.models.blocks import Block, ButtonElement, DividerBlock

from bot.domain.commands import SaveWorkspaces, StartNowAnyway
from bot.domain.overview import SetupSeen
from bot.domain.people import Act, Actor, refuse
from bot.domain.run import RowState, Run
from bot.domain.run_plan import refuse_planning
from bot.domain.run_steps import is_of_the_connection
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited
from bot.domain.setup_steps import refuse_step
from bot.domain.stages import Stage
from bot.views import buttons
from bot.views.blocks import actions, context, header, section
from bot.views.home_steps import Steps
from bot.views.names import plain_setup_name
from bot.views.progress_cards import bar_of, where_it_is
from bot.views.request_status import not_there_yet, open_requests
from bot.views.road import road, waited_for
from bot.views.run_cards import run_outcome
from bot.views.run_controls import run_controls, where_and_whom
from bot.views.say import Say
from bot.views.status import readers_part
from bot.views.text import Mrkdwn
from bot.views.undelivered_cards import given_up_list

MOST_RUNS: Final = 2  # under way; each has its own message too


def setup_on_home(seen: SetupSeen, reader: Actor, above: Steps, say: Say) -> list[Block]:
    """Eleven blocks at most."""
    setup = seen.setup
    there = [say.count("status.connected", seen.connected)] if seen.connected else []
    where = "\n".join([*waited_for(setup, say), *there])
    blocks: list[Block] = [
        DividerBlock(),
        header(say.plain("status.title", setup=plain_setup_name(setup, say))),
        section(Mrkdwn(f"{road(setup, say)}\n\n{where}".rstrip())),
        *_runs(seen, reader, above, say),
    ]
    if requests := open_requests(seen, say):
        blocks.append(requests)
    if seen.given_up and _may(Act.RETRY, reader, setup):
        blocks.append(given_up_list(setup, seen.given_up, say))
    blocks.append(context(readers_part(setup, reader, say)))
    if row := _row(seen, reader, above, say):
        blocks.append(actions(*row))
    return blocks


def _runs(seen: SetupSeen, reader: Actor, above: Steps, say: Say) -> list[Block]:
    """Those that are under way; without any, how the last one ended."""
    under_way = [run for run in seen.runs if run.is_under_way]
    if not under_way:
        return [section(run_outcome(seen.runs[-1], say))] if seen.runs else []
    is_above = seen.setup.id in above.runs
    steers = _may(Act.STEER_RUN, reader, seen.setup) and not is_above
    blocks: list[Block] = []
    for run in under_way[:MOST_RUNS]:
        said = _progress(run, seen.setup, steers, say)
        if run is under_way[:MOST_RUNS][-1] and len(under_way) > MOST_RUNS:
            more = say.count("home.more_runs", len(under_way) - MOST_RUNS)
            said = Mrkdwn(f"{said}\n{more}")
        blocks.append(section(said))
        if steers and is_of_the_connection(run, seen.setup):  # else it ends in a moment
            blocks.append(actions(*run_controls(run, seen.setup, say)))
    return blocks


def _progress(run: Run, setup: Setup, steers: bool, say: Say) -> Mrkdwn:
    said = [
        say.count(f"status.progress.{run.purpose}", run.over, of=run.people),
        Mrkdwn(bar_of(run.over, run.people)),
    ]
    if failed := run.count(RowState.FAILED):
        said.append(say.count("result.failed", failed))
    if steers:
        said += where_and_whom(run, setup, say)
    elif where := where_it_is(run, setup, say):
        said.append(where)
    return Mrkdwn("\n".join(said))


def _row(seen: SetupSeen, reader: Actor, above: Steps, say: Say) -> list[ButtonElement]:
    setup, row = seen.setup, list[ButtonElement]()
    if setup.stage is Stage.CONNECTED and refuse_planning(setup, reader) is None:
        row.append(buttons.prepare(setup, say, primary=False))
    if refuse_step(setup, StartNowAnyway, reader) is None:
        row.append(buttons.start_now(setup, say))
    if _may_connect(setup, reader) and setup.id not in above.connects:
        row.append(buttons.connect_users(setup, say, primary=False))
    if refuse_step(setup, SaveWorkspaces, reader) is None:
        row.append(buttons.workspaces(setup, say))
    if seen.not_there and _may(Act.REPORT_INVITED, reader, setup):
        row.append(not_there_yet(setup, seen.not_there, say))
    if any(setup.left(one) for one in setup.keeps(reader.user_id)):
        row.append(buttons.open_checklist(setup, say))
    if seen.given_up and _may(Act.RETRY, reader, setup):
        row.append(buttons.retry(setup, say))
    if _may(Act.SETTINGS, reader, setup):
        row += buttons.of_the_owner(setup, reader.user_id, say)
    return row


def _may(act: Act, reader: Actor, setup: Setup) -> bool:
    return refuse(act, reader, setup.people) is None


def _may_connect(setup: Setup, reader: Actor) -> bool:
    """Once the wait is over; where it is their open step, the button stands above already."""
    is_step = any(turn.step is Awaited.CONNECT_USERS for turn in setup.turns.values())
    if is_step or setup.stage is Stage.CONNECTED:
        return False
    return refuse_planning(setup, reader) is None
