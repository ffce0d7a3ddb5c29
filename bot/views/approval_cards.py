"""Where a request is approved: its card, the nudge below it, and what escalates it."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block

from bot.domain.effects import Slot
from bot.domain.ids import UserId
from bot.domain.people import Actor, Standing
from bot.domain.request import MOST_PEOPLE, Request, RequestKind, RequestStage
from bot.domain.request_approval import Presser, refuse_decision
from bot.domain.request_times import expires_at
from bot.domain.setup import Setup
from bot.views import buttons, request_buttons
from bot.views.approvers import approvers, nobody_can
from bot.views.blocks import (
    TEXT_LENGTH,
    Message,
    actions,
    context,
    header,
    message,
    section,
)
from bot.views.left_out import left_out
from bot.views.names import mentions, plain_setup_name
from bot.views.request_story import (
    ASKED_FOR,
    NOTE,
    people,
    quoted,
    rejections,
    story,
    subject,
)
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.slack_words import channel_refuses
from bot.views.text import Mrkdwn, channel_link, mention, moment

LISTED: Final = 2_600  # characters of one section, with what is said of the list
EVERYBODY: Final = MOST_PEOPLE * 1_000  # the same, with room for the longest of them


def approval(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """In the channel, or in the DM of somebody who can approve, or could when it was posted."""
    title = say.plain(f"approval.title.{request.kind}", setup=plain_setup_name(setup, say))
    blocks: list[Block] = []
    if slot.to in request.directly:
        blocks += _why_directly(request, setup, slot, say)
    if request.stage is RequestStage.OPEN:
        blocks += _policy(request, setup, say)
        may = slot.to not in request.no_more
        row = [actions(*request_buttons.decide(request, say))] if may else []
    else:
        blocks += _story(request, setup, say)
        row = []
    return _with_people([header(title)], [*blocks, *row], request, setup, say)


def _why_directly(request: Request, setup: Setup, slot: Slot, say: Say) -> list[Block]:
    """Why it stands in a DM. Who was in the channel is not kept once it is decided."""
    channel = channel_link(setup.channel_id)
    if request.stage is RequestStage.OPEN and slot.to in request.no_more:
        return [context(say("approval.no_more"))]
    if request.channel_fault:
        why = channel_refuses(request.channel_fault, say)
        return [context(say("approval.directly", channel=channel, why=why))]
    if request.stage is not RequestStage.OPEN:
        return []
    is_outside = bool(request.members) and slot.to not in request.members
    key = "approval.outside" if is_outside else "approval.is_back"
    return [context(say(key, channel=channel))]


def _policy(request: Request, setup: Setup, say: Say) -> list[Block]:
    """Who may approve, and by when; or who is missing."""
    if request.nobody:
        return [section(nobody_can(request, setup, say)), *_sandbox(request, setup, say)]
    blocks: list[Block] = [_may(request, setup, say)]
    if gone := [one for one in request.gone if one in setup.approval.approvers]:
        blocks.append(context(say.count("approval.gone", len(gone), who=mentions(gone, say))))
    return [*blocks, *_sandbox(request, setup, say)]


def _may(request: Request, setup: Setup, say: Say) -> Block:
    who, until = approvers(setup, say, gone=request.gone), moment(expires_at(request))
    return context(say("approval.policy", approvers=who, at=until))


def _with_people(
    above: Sequence[Block], below: Sequence[Block], request: Request, setup: Setup, say: Say
) -> Message:
    """Who asks, for whom, why; of the people as many as the rest of the card leaves room for."""
    reasons = _reasons(request, say)
    rest = message(*above, *reasons, *below)
    room = min(LISTED, TEXT_LENGTH - len(rest.text) - 1)
    can_reject = any(isinstance(one, ActionsBlock) for one in below) and not request.nobody
    asked = section(_asked(request, setup, say, room, can_reject=can_reject))
    return message(*above, asked, *reasons, *below)


def _asked(request: Request, setup: Setup, say: Say, room: int, *, can_reject: bool) -> Mrkdwn:
    chosen = [request.people[n] for n in request.numbers(*ASKED_FOR)]
    who = mention(request.requester)
    if not chosen:
        return say("approval.asked", who=who)
    names = screens(setup, say)
    if request.kind is RequestKind.SANDBOX:
        asks = say("approval.asks.sandbox", who=who, **names)
    else:
        asks = say.count("approval.asks.invite", len(chosen), who=who, **names)
    all_of_them = say("approval.all_of_them", reject=say.mrkdwn(say.plain("button.reject")))
    more = say.count("list.more", len(chosen))
    budget = room - len(asks) - len(more) - len(all_of_them) - 3  # each on a line of its own
    listed = people(chosen, say, budget=budget)
    is_all = listed == people(chosen, say, budget=EVERYBODY)
    shown = [asks, listed] if is_all or not can_reject else [asks, listed, all_of_them]
    return Mrkdwn("\n".join(shown))


def _reasons(request: Request, say: Say) -> list[Block]:
    """Why it is asked, and who of them was rejected."""
    blocks: list[Block] = []
    if request.note:
        blocks.append(section(say("approval.why", why=quoted(request.note, NOTE))))
    if rejected := rejections(request, say):
        blocks.append(section(rejected))
    if gone := left_out(request, say):
        blocks.append(section(gone))
    return blocks


def _story(request: Request, setup: Setup, say: Say) -> list[Block]:
    lines = story(request, setup, say)
    return [section(Mrkdwn("\n".join(lines)))] if lines else []


def _sandbox(request: Request, setup: Setup, say: Say) -> list[Block]:
    """It may be approved before that is known; nothing is asked of Adobe before."""
    if request.kind is not RequestKind.SANDBOX or setup.sandbox:
        return []
    return [context(say("approval.sandbox_unknown", who=mention(setup.marketo_admin)))]


def nudge(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """Below the card; members of a channel are not mentioned one by one."""
    if request.stage is not RequestStage.OPEN:
        return message(section(say("nudge.over")))
    since = moment(request.opened_at or request.asked_at)
    if not setup.approval.is_named:
        if slot.to == setup.channel_id:
            return message(section(say("nudge.members", since=since)))
        channel = channel_link(setup.channel_id)
        return message(section(say("nudge.members_directly", since=since, channel=channel)))
    who = approvers(setup, say, gone=request.gone)
    return message(section(say("nudge.named", who=who, since=since)))


def escalation(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """It waits for a day: to somebody who can ask around, and may approve themselves or not."""
    if not request.is_waiting:
        decided = section(say("escalation.over", subject=subject(request, say)))
        rejected = rejections(request, say)
        told = [section(rejected)] if rejected else []
        return message(decided, *told, *_story(request, setup, say))
    since = moment(request.asked_at)
    text = [section(say("escalation.text", subject=subject(request, say), since=since))]
    return _with_people(text, _ways_on(request, setup, slot, say), request, setup, say)


def _ways_on(request: Request, setup: Setup, slot: Slot, say: Say) -> list[Block]:
    """What can be done by who reads it, and the buttons for it."""
    if request.nobody:
        own = [actions(buttons.settings(setup, say))] if slot.to == setup.starter else []
        return [section(nobody_can(request, setup, say)), *own]
    by = Presser(Actor(request.team_id, UserId(slot.to), Standing.MEMBER))
    if refuse_decision(request, setup, by):
        may = approvers(setup, say, gone=request.gone)
        return [_may(request, setup, say), section(say("escalation.ask", approvers=may))]
    is_open = request.stage is RequestStage.OPEN
    row = [actions(*request_buttons.decide(request, say))] if is_open else []
    return [_may(request, setup, say), *row]
