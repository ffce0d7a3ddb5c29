"""What is to be done next and by whom; how far the credentials are; whether users may be added."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.overview import Overview, own_first
from bot.domain.people import Act, Actor, Role, refuse
from bot.domain.refusals import Refusal
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited
from bot.domain.stages import Stage
from bot.views import buttons
from bot.views.blocks import TEXT_LENGTH, Message, actions, context, message, section
from bot.views.home_steps import open_steps
from bot.views.names import LIST, mentions, setup_name, setup_names
from bot.views.refusals import words
from bot.views.request_status import own_requests
from bot.views.road import turn_line
from bot.views.say import Say
from bot.views.step_buttons import step_buttons
from bot.views.text import Mrkdwn, mention, moment
from bot.views.wait_lines import is_waiting, wait_lines

ROOMS: Final = (18, 12, 6)  # blocks for the reader's own steps: as many as the text has room for
OTHERS: Final = 1_200  # characters of whom else it waits for
TEXT: Final = 1_500  # characters of setups where the reader has nothing to do
MOST: Final = 5  # setups with buttons
_OF_CREDENTIALS: Final = (Awaited.HAND_OVER, Awaited.REVEAL, Awaited.CONNECT)


def next_answer(overview: Overview, whom: Sequence[Setup], now: datetime, say: Say) -> Message:
    """The reader's own steps with their buttons, then who else is waited for. `whom`: all setups
    of the Slack workspace, whose admins can say more to who has no part in any."""
    if not overview.is_set_up:
        return message(section(say("status.nothing_yet")))
    rest = _others(overview, now, say)
    if overview.own:
        rest.append(own_requests(overview.own, say, is_alone=False))
    if not (overview.setups or overview.own):
        who = dict.fromkeys(one.sales_connect_admin for one in whom)
        rest.append(context(say("guide.ask", who=mentions(list(who), say))))
    answer = message(*open_steps(overview, say, room=ROOMS[0]).blocks, *rest)
    for room in ROOMS[1:]:
        if len(answer.text) >= TEXT_LENGTH:
            answer = message(*open_steps(overview, say, room=room).blocks, *rest)
    return answer


def _others(overview: Overview, now: datetime, say: Say) -> list[Block]:
    """Whose ten minutes run, then who is waited for longest; of all else that nothing is."""
    waiting = [one for one in overview.setups if is_waiting(one, now)]
    own = overview.reader.user_id
    turns = sorted(
        ((turn, one) for one in overview.setups for turn in one.turns.values() if turn.who != own),
        key=lambda pair: pair[0].since,
    )
    lines = [wait_lines(waiting, waiting, now, say)] if waiting else []
    lines += [
        say("guide.run", setup=setup_name(one, say), progress=turn_line(turn, say))
        for turn, one in turns
    ]
    idle = [one for one in overview.setups if not one.turns and one not in waiting]
    if idle:
        lines.append(say("next.nobody", setup=setup_names(idle, say, budget=LIST)))
    return [section(say.some(lines, budget=OTHERS))] if lines else []


def credentials_answer(reader: Actor, setups: Sequence[Setup], say: Say) -> Message:
    """`setups`: those of which they read. Where it is their turn, with the button."""
    blocks: list[Block] = []
    rest: list[Mrkdwn] = []
    for setup in sorted(own_first(reader, setups), key=lambda one: one.connected_at is not None):
        line = _credentials(setup, say)
        row = [
            one
            for turn in setup.turns.values()
            if turn.who == reader.user_id and turn.step in _OF_CREDENTIALS
            for one in step_buttons(setup, turn, say)
        ]
        if row and len(blocks) < 2 * MOST:
            blocks += [section(line), actions(*row)]
        else:
            rest.append(line)
    if rest:
        blocks.append(section(say.some(rest, budget=TEXT)))
    return message(*blocks)


def _credentials(setup: Setup, say: Say) -> Mrkdwn:
    note, name = setup.handed_over, {"setup": setup_name(setup, say)}
    who, to = mention(setup.marketo_admin), mention(setup.sales_connect_admin)
    if setup.connected_at:
        return say("handed.connected", at=moment(setup.connected_at), **name)
    if setup.one_admin:
        return say("handed.copies", who=who, **name)
    if note and note.asked_again and setup.waits_for_another:
        return say("handed.again", to=to, at=moment(note.asked_again.at), who=who, **name)
    if note and setup.stage is Stage.HANDED_OVER:
        both = {"who": mention(note.sender), "to": mention(note.recipient)}
        until = moment(note.expires_at)
        return say("handed.over", at=moment(note.at), until=until, **both, **name)
    if note and note.revealed_at and setup.stage is Stage.REVEALED:
        both = {"who": mention(note.sender), "to": mention(note.recipient)}
        return say("handed.opened", at=moment(note.revealed_at), **both, **name)
    if note and not note.revealed_at:
        return say("handed.destroyed", at=moment(note.at), who=who, **name)
    turn = setup.turns.get(Role.MARKETO_ADMIN)
    since = moment(turn.since if turn else setup.started_at)
    return say("handed.not_yet", who=who, since=since, **name)


def may_connect_answer(
    reader: Actor,
    setups: Sequence[Setup],
    own: Sequence[Setup],
    now: datetime,
    whys: Sequence[Refusal],
    say: Say,
) -> Message:
    """To who cannot do it: how long it is, the way around that if it is theirs, and who can."""
    blocks: list[Block] = [section(wait_lines(own_first(reader, setups), own, now, say))]
    early = [one for one in setups if is_waiting(one, now) and _may_start(one, reader)]
    blocks += [actions(buttons.start_now(one, say)) for one in early[:MOST]]
    who = say.some(list(dict.fromkeys(words(one, say) for one in whys)), budget=TEXT)
    return message(*blocks, section(who))


def _may_start(setup: Setup, reader: Actor) -> bool:
    return refuse(Act.START_NOW, reader, setup.people) is None
