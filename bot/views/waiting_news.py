"""What the requester hears while their request waits for approval."""

from bot.domain.effects import Slot
from bot.domain.request import Request
from bot.domain.request_times import expires_at
from bot.domain.setup import Setup
from bot.views import buttons
from bot.views.approvers import approvers, nobody_can
from bot.views.blocks import Message, actions, message, section
from bot.views.names import mentions
from bot.views.request_story import subject
from bot.views.say import Say
from bot.views.slack_words import channel_opens, channel_refuses
from bot.views.text import channel_link, mention, moment


def still_waits(request: Request, setup: Setup, what: str, say: Say) -> Message:
    fields = {
        "subject": subject(request, say),
        "since": moment(request.asked_at),
        "at": moment(expires_at(request)),
        "approvers": approvers(setup, say, gone=request.gone),
    }
    if not request.is_waiting:
        return message(section(say("news.decided_since", subject=fields["subject"])))
    to = request.escalated_to if what == "escalated" else None
    if to == request.requester:  # they know
        to = None
    if request.nobody:
        lack = nobody_can(request, setup, say)
        if to:
            told = say("news.escalated_nobody", who=mention(to), nobody=lack, **fields)
            return message(section(told))
        said = section(say("news.nobody", subject=fields["subject"]))
        return message(said, section(lack))
    if what == "nudge":
        return message(section(say("news.nudge", **fields)))
    if to is None:
        return message(section(say("news.escalated_to_nobody", **fields)))
    return message(section(say("news.escalated", who=mention(to), **fields)))


def nobody(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    if request.nobody is None:
        return message(section(say("news.somebody", subject=subject(request, say))))
    who = mention(request.requester)
    key = "news.nobody" if slot.to == request.requester else "news.nobody_for"
    blocks = [
        section(say(key, who=who, subject=subject(request, say))),
        section(nobody_can(request, setup, say)),
    ]
    if slot.to != setup.starter or not setup.is_open:
        return message(*blocks)
    return message(*blocks, actions(buttons.settings(setup, say)))


def directly(request: Request, setup: Setup, say: Say) -> Message:
    asked = [one for one in request.directly if one not in request.no_more]
    about = {"channel": channel_link(setup.channel_id), "who": mentions(asked, say)}
    if not (fault := request.channel_fault):  # it was one when this began
        return message(section(say("news.directly_is_back", **about)))
    why, way = channel_refuses(fault, say), channel_opens(fault, say)
    return message(section(say("news.directly", **about, why=why, way=way)))
