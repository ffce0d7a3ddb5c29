"""What `status` says of a request, and who is invited but not there yet."""

from collections.abc import Sequence
from typing import Final

from bot.domain.request import ClosedWhy, Request, RequestKind, RequestStage
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.views.approvers import approvers
from bot.views.blocks import Message, actions, message, section
from bot.views.fulfil_lack import nobody_does_it, waits_for_an_admin
from bot.views.names import setup_name
from bot.views.request_buttons import connect_missing
from bot.views.request_story import fulfiller, subject, to_do
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, mention, moment

ADDRESSES: Final = 3_000  # characters


def request_line(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    """What, for whom, where it stands, who is waited for since when."""
    what = to_do(request, say) if request.is_approved else subject(request, say)
    by, where = mention(request.requester), _where(request, setup, say)
    return say("request.line", subject=what, by=by, where=where)


def _where(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    asked = moment(request.asked_at)
    if request.is_waiting:
        if request.nobody:
            return say("request.where.nobody", since=asked)
        may = approvers(setup, say, gone=request.gone)
        return say("request.where.waits", since=asked, approvers=may)
    if request.is_approved:
        return _to_do(request, setup, say)
    at = moment(request.ended_at or request.asked_at)
    if request.stage is RequestStage.CLOSED:
        return say(f"request.closed.{request.closed_why or ClosedWhy.SETUP_CANCELLED}", at=at)
    return say(f"request.over.{request.stage}", at=at)


def _to_do(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    noted = request.asked_adobe or request.decided
    since = moment(noted.at if noted else request.asked_at)
    if request.stage is RequestStage.AT_ADOBE:
        return say("request.where.at_adobe", since=since)
    if waits_for_an_admin(request, setup):
        return say("request.where.no_admin", since=since, lack=nobody_does_it(setup, say))
    if request.kind is RequestKind.INVITE:
        return say("request.where.invites", who=fulfiller(request, setup), since=since)
    if setup.sandbox is None:
        return say("request.where.owns_sandbox", who=mention(setup.marketo_admin), since=since)
    return say("request.where.asks_adobe", who=fulfiller(request, setup), since=since)


def not_there_yet_answer(emails: Sequence[str], setup: Setup, say: Say) -> Message:
    """Invited and not connected, as far as is on record; to be copied as a whole."""
    name = setup_name(setup, say)
    if not emails:
        return message(section(say("not_there_yet.nobody", setup=name)))
    there = say.count("not_there_yet.people", len(emails), setup=name, **screens(setup, say))
    # Two blocks: one takes 3,000 characters, with what is said of the list.
    listed = (section(there), section(say.addresses(emails, budget=ADDRESSES - 100)))
    if setup.ready_at is None or setup.stage is Stage.CONNECTED:  # nobody can be, or not yet
        return message(*listed)
    return message(*listed, actions(connect_missing(setup, say, everybody=True)))
