"""The answer to `status`: what concerns one reader, in short."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.left_behind import LeftBehind
from bot.domain.overview import Overview, SetupSeen, to_tick
from bot.domain.people import Act, Actor, Role, refuse
from bot.domain.setup import Setup
from bot.views import buttons, ids
from bot.views.answers import MOST_OPTIONS, choices
from bot.views.blocks import (
    MOST_BLOCKS_IN_A_MESSAGE,
    TEXT_LENGTH,
    Message,
    actions,
    context,
    header,
    message,
    section,
)
from bot.views.checklist_progress import each_of
from bot.views.names import LIST, plain_setup_name, setup_name
from bot.views.request_status import not_there_yet, open_requests, own_requests, to_connect
from bot.views.result_cards import left_behind
from bot.views.road import cancelled, road, waited_for
from bot.views.run_cards import run_outcome, run_progress
from bot.views.say import Say
from bot.views.step_buttons import step_buttons
from bot.views.text import Mrkdwn, moment
from bot.views.to_decide import to_decide
from bot.views.undelivered_cards import lost_in_list, undelivered_blocks

MOST_SETUPS: Final = 3  # that one answer shows: more may pass 3,900 characters
MOST_RUNS: Final = 2  # of one setup


def status_answer(overview: Overview, say: Say, *, note: Mrkdwn | None = None) -> Message:
    """
    Setups for who is named in them, or an admin of Slack; for all, what they are waited for.
    `note`: what is said of it first.
    """
    first = [section(note)] if note else []
    late = [context(line)] if (line := late_line(overview, say)) else []
    one_of_them = _decisions(overview, 1, say)
    most, rest = MOST_SETUPS, _rest(overview, MOST_SETUPS, say)
    while most > 1 and not _fits([*first, *one_of_them, *rest, *late]):
        most -= 1
        rest = _rest(overview, most, say)
    blocks = [*_as_many(overview, [*first, *rest, *late], say), *rest]
    if not blocks:
        nothing = say("status.none" if overview.is_set_up else "status.nothing_yet")
        return message(*first, section(nothing))
    return message(*first, *blocks, *late)


def not_called(typed: str, nearest: Sequence[Setup], say: Say) -> Mrkdwn:
    """No setup that they see has this name; with those that come nearest."""
    if not nearest:
        return say("status.not_called", name=typed)
    names = say.some([setup_name(one, say) for one in nearest], budget=LIST, between=", ")
    return say("status.not_called_nearest", name=typed, nearest=names)


def nearly_called(typed: str, say: Say) -> Mrkdwn:
    """The same, where one name was surely meant."""
    return say("status.nearly_called", name=typed)


def _rest(overview: Overview, most: int, say: Say) -> list[Block]:
    """All but what the reader decides: `most` setups, and as many that were cancelled."""
    blocks: list[Block] = []
    for one in overview.seen[:most]:
        again = [found for found in overview.to_retry if found.setup.id == one.setup.id]
        missing = next((n for setup, n in overview.to_connect if setup.id == one.setup.id), 0)
        blocks += _setup(one, overview.reader, again, missing, say)
    shown = {one.setup.id for one in overview.seen[:most]}
    if left := [one for one in overview.setups if one.id not in shown]:
        blocks += lost_in_list(overview.lost_beside(shown), say)
        blocks += [context(say.count("status.more", len(left))), choices("status", left, say)]
        if len(left) > MOST_OPTIONS:
            blocks.append(context(say("status.by_name", first=MOST_OPTIONS)))
    for setup, given_up in overview.of_cancelled[:most]:
        blocks += [_title(setup, say), section(cancelled(setup, say))]
        blocks += undelivered_blocks(setup, given_up, say)
    own = [(request, setup) for request, setup in overview.own if setup.id not in shown]
    if own:
        blocks.append(own_requests(own, say, is_alone=not blocks))
    return blocks


def _setup(
    seen: SetupSeen, reader: Actor, to_retry: Sequence[LeftBehind], missing: int, say: Say
) -> list[Block]:
    """`missing`: people who were invited, and may be connected by the reader."""
    setup = seen.setup
    blocks: list[Block] = [_title(setup, say), section(road(setup, say))]
    if waits := waited_for(setup, say):
        blocks.append(section(Mrkdwn("\n".join(waits))))
    theirs = [one for one in setup.turns.values() if one.who == reader.user_id]
    row = [button for turn in theirs for button in step_buttons(setup, turn, say)]
    if lists := to_tick(setup, reader):
        blocks.append(section(say("status.checklist", lists=each_of(setup, lists, say))))
        if not any(one.action_id == ids.OPEN_CHECKLIST for one in row):
            row.append(buttons.open_checklist(setup, say))
    if row:
        blocks.append(actions(*row))
    under_way = [run for run in seen.runs if run.ended_at is None]
    blocks += [section(run_progress(run, say)) for run in under_way[:MOST_RUNS]]
    if seen.runs and not under_way:
        blocks.append(section(run_outcome(seen.runs[-1], say)))
    if seen.connected:
        blocks.append(section(say.count("status.connected", seen.connected)))
    for found in to_retry[:MOST_RUNS]:
        blocks += left_behind(found, say)
    if more := len(to_retry[MOST_RUNS:]):
        blocks.append(context(say.count("left_behind.more", more)))
    if requests := open_requests(seen, say):
        blocks.append(requests)
    if missing:
        blocks += to_connect(setup, missing, say)
    if seen.not_there and refuse(Act.REPORT_INVITED, reader, setup.people) is None:
        blocks.append(actions(not_there_yet(setup, seen.not_there, say)))
    blocks.append(context(readers_part(setup, reader, say)))
    if seen.given_up and refuse(Act.RETRY, reader, setup.people) is None:
        blocks += undelivered_blocks(setup, seen.given_up, say)
    if refuse(Act.SETTINGS, reader, setup.people) is None:
        blocks.append(actions(*buttons.of_the_owner(setup, reader.user_id, say)))
    return blocks


def _title(setup: Setup, say: Say) -> Block:
    return header(say.plain("status.title", setup=plain_setup_name(setup, say)))


def readers_part(setup: Setup, reader: Actor, say: Say) -> Mrkdwn:
    """What the reader is in it; who is nothing else sees it as an admin of Slack."""
    roles = [say(f"role.{role}") for role in Role if setup.people.get(role) == reader.user_id]
    named = Mrkdwn(", ".join(roles or [say("role.slack_admin")]))
    return say("status.you", roles=named, since=moment(setup.started_at))


def _as_many(overview: Overview, rest: Sequence[Block], say: Say) -> list[Block]:
    """Of what the reader decides, as much as the rest leaves room for."""
    shown = _decisions(overview, 0, say)
    for number in range(1, len(overview.to_decide) + 1):
        longer = _decisions(overview, number, say)
        if not _fits([*longer, *rest]):
            break
        shown = longer
    return shown


def _decisions(overview: Overview, most: int, say: Say) -> list[Block]:
    """`most` of them; the others are counted."""
    found = overview.to_decide
    if not found:
        return []
    blocks: list[Block] = [section(say.count("status.to_decide", len(found)))]
    for request, setup in found[:most]:
        blocks += to_decide(request, setup, say)
    if more := len(found[most:]):
        blocks.append(context(say.count("status.decide_more", more)))
    return blocks


def _fits(blocks: Sequence[Block]) -> bool:
    if len(blocks) > MOST_BLOCKS_IN_A_MESSAGE:
        return False
    return len(message(*blocks).text) < TEXT_LENGTH  # what is too long is cut to this


def late_line(overview: Overview, say: Say) -> Mrkdwn | None:
    """Why messages come late, where they do."""
    if overview.waits_until:
        return say("status.slack_waits", at=moment(overview.waits_until))
    return say("status.late") if overview.is_late else None
