"""What the requester reads: how far their request is, and each step of it as news."""

from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.effects import Slot
from bot.domain.request import ClosedWhy, PersonState, Request, RequestKind, RequestStage
from bot.domain.request_times import expires_at
from bot.domain.setup import Setup
from bot.views import request_buttons
from bot.views.approvers import approvers, nobody_can
from bot.views.blocks import Message, actions, context, header, message, section
from bot.views.fulfil_cards import lies, taken_back
from bot.views.fulfil_lack import no_admin, nobody_does_it, waits_for_an_admin
from bot.views.left_out import left_out, left_out_news, who_is_left_out
from bot.views.names import plain_setup_name
from bot.views.request_story import (
    ASKED_FOR,
    fulfiller,
    people,
    person,
    rejection,
    rejections,
    story,
    subject,
)
from bot.views.sandbox_cards import no_sandbox_message
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment
from bot.views.waiting_news import directly, nobody, still_waits

PEOPLE: Final = 600  # characters


def my_request(request: Request, setup: Setup, say: Say) -> Message:
    """The road of the request while it is on it, afterwards who did what."""
    title = say.plain(f"my_request.title.{request.kind}", setup=plain_setup_name(setup, say))
    chosen = [request.people[n] for n in request.numbers(*ASKED_FOR)]
    blocks: list[Block] = [header(title)]
    if chosen:
        blocks.append(section(people(chosen, say, budget=PEOPLE)))
    if rejected := rejections(request, say):
        blocks.append(section(rejected))
    if gone := left_out(request, say):
        blocks.append(section(gone))
    if request.is_over:
        lines = story(request, setup, say)
        return message(*blocks, *([section(Mrkdwn("\n".join(lines)))] if lines else []))
    blocks.append(section(_road(request, setup, say)))
    if request.nobody:
        blocks.append(section(nobody_can(request, setup, say)))
    if waits_for_an_admin(request, setup):
        blocks.append(section(nobody_does_it(setup, say)))
    return message(*blocks, actions(request_buttons.withdraw(request, say)))


def _road(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    """One line a step, as on the road of a setup; the words say which is whose turn."""
    steps = [(True, say("my_request.asked", at=moment(request.asked_at)))]
    if request.is_waiting:
        steps.append((False, _waits(request, setup, say)))
    steps += [(True, line) for line in story(request, setup, say)]
    steps += [(False, step) for step in _to_come(request, setup, say)]
    lines, is_next = [], False
    for is_done, step in steps:
        where = "done" if is_done else "next" if is_next else "now"
        is_next = is_next or not is_done
        lines.append(say(f"road.{where}", step=step))
    return Mrkdwn("\n".join(lines))


def _waits(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    if request.nobody:
        return say("my_request.nobody")
    if request.stage is RequestStage.ASKED:
        return say("my_request.looking")
    until = moment(expires_at(request))
    may = approvers(setup, say, gone=request.gone)
    return say("my_request.waits", approvers=may, at=until)


def _to_come(request: Request, setup: Setup, say: Say) -> list[Mrkdwn]:
    admin = fulfiller(request, setup)
    if waits_for_an_admin(request, setup):
        admin = say("my_request.somebody")
    if request.kind is RequestKind.INVITE:
        return [say("my_request.invites", who=admin, **screens(setup, say))]
    steps = []
    if setup.sandbox is None:
        steps.append(say("my_request.owns_sandbox", who=mention(setup.marketo_admin)))
    if request.stage is not RequestStage.AT_ADOBE:
        steps.append(say("my_request.asks_adobe", who=admin))
    return [*steps, say("my_request.adobe")]


def news(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """What happened, by the part of the slot: its name, and for some a number."""
    what, _, number = slot.part.partition(".")
    match what:
        case "approved":
            return _approved(request, setup, say)
        case "rejected":
            return _rejected(request, int(number), say)
        case "invited":
            return _invited(request, setup, int(number), say)
        case "no_admin":
            return no_admin(request, setup, say)
        case "left_out":
            return left_out_news(request, int(number), say)
        case "account":
            return _account(request, setup, say)
        case "at_adobe":
            who = fulfiller(request, setup)
            if request.asked_adobe:
                who = mention(request.asked_adobe.by)
            return message(section(say("news.at_adobe", who=who, subject=subject(request, say))))
        case "nudge" | "escalated":
            return still_waits(request, setup, what, say)
        case "lies":
            return lies(request, setup, say)
        case "expired":
            return _expired(request, say)
        case "closed":
            return _closed(request, setup, say)
        case "nobody":
            return nobody(request, setup, slot, say)
        case "directly":
            return directly(request, setup, say)
        case "withdrawn":
            return taken_back(request, setup, slot, say)
        case _:
            raise ValueError(f"{slot.part} is no news of a request")


def _approved(request: Request, setup: Setup, say: Say) -> Message:
    by = mention(request.decided.by if request.decided else setup.sales_connect_admin)
    said = say("news.approved", who=by, subject=subject(request, say))
    admin = fulfiller(request, setup)
    if waits_for_an_admin(request, setup):
        comes = nobody_does_it(setup, say)
    elif request.kind is RequestKind.INVITE:
        comes = say("news.then_invite", who=admin, **screens(setup, say))
    elif setup.sandbox is None:
        comes = say("news.then_owns", who=mention(setup.marketo_admin), admin=admin)
    else:
        comes = say("news.then_adobe", who=admin)
    return message(section(said), section(comes))


def _expired(request: Request, say: Say) -> Message:
    if request.is_asked_again:
        return message(section(say("news.expired_then_asked", subject=subject(request, say))))
    said = section(say("news.expired", subject=subject(request, say)))
    wanted = request_buttons.wanted_again(request)
    lost = request_buttons.not_held(request.kind, wanted, say)
    again = actions(request_buttons.ask_for(request.kind, wanted, say))
    return message(said, *([context(lost)] if lost else []), again)


def _rejected(request: Request, edition: int, say: Say) -> Message:
    """Of all who were asked for, since it says who of them is rejected."""
    is_in_part = len(request.numbers(PersonState.REJECTED)) < len(request.people)
    key = "news.rejected_in_part" if is_in_part else "news.rejected"
    said = say(key, subject=subject(request, say, *PersonState))
    blocks: list[Block] = [section(said), section(rejection(request, edition, say))]
    decided = (one.decided for one in request.people if one.edition == edition and one.decided)
    by = next((noted.by for noted in decided), request.requester)
    key = f"news.after_rejection.{request.kind}"
    return message(*blocks, context(say(key, who=mention(by))))


def _invited(request: Request, setup: Setup, edition: int, say: Say) -> Message:
    chosen = [
        one for one in request.people if one.state is PersonState.DONE and one.edition == edition
    ]
    by = next((mention(one.done.by) for one in chosen if one.done), fulfiller(request, setup))
    said = say("news.invited", who=by, **screens(setup, say))
    blocks: list[Block] = [
        section(Mrkdwn(f"{said}\n{people(chosen, say, budget=PEOPLE)}")),
        section(say("fulfilled.password", **screens(setup, say))),
    ]
    if request.stage is RequestStage.WITHDRAWN:
        blocks.append(context(say("news.done_before_withdrawal")))
    elif left := len(request.numbers(PersonState.APPROVED)):
        blocks.append(context(say.count("news.not_invited_yet", left)))
    return message(*blocks)


def _account(request: Request, setup: Setup, say: Say) -> Message:
    """Whoever asked for themselves gets no other message about it."""
    (one,) = request.people
    who = mention(one.done.by) if one.done else fulfiller(request, setup)
    if one.user_id == request.requester:
        names = {"email": one.email, **screens(setup, say)}
        log_in = section(say("fulfilled.log_in", **names))
        return message(section(say("news.own_account", who=who, **names)), log_in)
    return message(section(say("news.account", who=who, person=person(one, say))))


def _closed(request: Request, setup: Setup, say: Say) -> Message:
    if request.closed_why is ClosedWhy.SETUP_CANCELLED:
        return message(section(say("news.setup_cancelled", subject=subject(request, say))))
    if request.closed_why is ClosedWhy.NOBODY_LEFT:
        nobody = section(say("news.nobody_left", subject=subject(request, say)))
        return message(nobody, *who_is_left_out(request, say))
    by = setup.sandbox.by if setup.sandbox else setup.marketo_admin
    said = say("news.no_sandbox", subject=subject(request, say), who=mention(by))
    return message(section(said), section(no_sandbox_message(setup, say)))
