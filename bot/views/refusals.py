"""Refusals in words: why not, who may, and what to do next."""

from datetime import datetime, timedelta
from math import ceil
from typing import assert_never

from bot.domain.ids import UserId
from bot.domain.people import Act, Role
from bot.domain.refusals import (
    AboutYou,
    AlreadyAsked,
    AlreadyDecided,
    AlreadyInARun,
    AlreadyRequested,
    AlreadyRevealed,
    BatchReported,
    BeingShown,
    ChangedMeanwhile,
    ChannelThen,
    CredentialsExpired,
    CredentialsReplaced,
    CredentialsWithdrawn,
    JoinedLater,
    MembersOnly,
    NameTaken,
    NoApiAccess,
    NobodyElse,
    NobodyGiven,
    NobodyLeft,
    NoSandbox,
    NoSuchSetup,
    NotAnApprover,
    NothingToHandOver,
    NothingToReveal,
    NotNow,
    NotOfProduction,
    NotTheRequester,
    NotYours,
    OnAnotherInstance,
    OnRecord,
    OwnRequest,
    RecipientChanged,
    Refusal,
    RequestChanged,
    RequestNotOpen,
    RequestRefusal,
    RunNotOpen,
    SetupCancelled,
    SomebodyIsMissing,
    TooEarly,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.domain.setup_parts import Group
from bot.views.approvers import named_approvers
from bot.views.names import mentions
from bot.views.say import Say
from bot.views.text import Mrkdwn, channel_link, clock_time, mention, moment


def words(refusal: Refusal, say: Say) -> Mrkdwn:
    """For mrkdwn; the answer to one person."""
    match refusal:
        case NotYours(act, whose, or_slack_admins):
            return _not_yours(act, whose, or_slack_admins, say)
        case MembersOnly():
            return say("refusal.members_only")
        case NotNow(act, stage):
            return say(f"refusal.not_now.{act}", where=say(f"stage.{stage}"))
        case TooEarly(left, ready_at):
            minutes = minutes_up(left)
            return say.count("refusal.too_early", minutes, time=clock_time(ready_at))
        case NameTaken(kind, name):
            key = "refusal.name_taken" if name else "refusal.kind_taken"
            return say(key, kind=say(f"kind.{kind}"), name=name)
        case NoSuchSetup():
            return say("refusal.no_such_setup")
        case SetupCancelled(by, at):
            return say("refusal.cancelled", who=mention(by), at=moment(at))
        case NothingToHandOver(who):
            return say("refusal.nothing_to_hand_over", who=mention(who))
        case SomebodyIsMissing(role, asked):
            role_name = say(f"role.{role}")
            return say("refusal.somebody_is_missing", role=role_name, who=mention(asked))
        case RecipientChanged(now):
            return say("refusal.recipient_changed", who=mention(now))
        case NobodyElse():
            return say("refusal.nobody_else")
        case NothingToReveal(marketo_admin):
            return say("refusal.nothing_to_reveal", who=mention(marketo_admin))
        case AlreadyRevealed(by, at, marketo_admin):
            fields = {"by": mention(by), "at": moment(at), "who": mention(marketo_admin)}
            return say("refusal.already_revealed", **fields)
        case CredentialsExpired(at, marketo_admin):
            return say("refusal.expired", at=moment(at), who=mention(marketo_admin))
        case AlreadyAsked(at, marketo_admin):
            return say("refusal.already_asked", at=moment(at), who=mention(marketo_admin))
        case NoApiAccess():
            return say("refusal.no_api_access")
        case CredentialsReplaced():
            return say("refusal.replaced")
        case CredentialsWithdrawn(at):
            return say("refusal.withdrawn", at=moment(at))
        case BeingShown():
            return say("refusal.being_shown")
        case UnknownWorkspace(name, nearest) if nearest is not None:
            return say("refusal.unknown_workspace_nearest", name=name, nearest=nearest)
        case UnknownWorkspace(name):
            return say("refusal.unknown_workspace", name=name)
        case TooManyWorkspaces(chosen):
            return say("refusal.too_many_workspaces", chosen=chosen)
        case AlreadyInARun(emails):
            return say("refusal.already_in_a_run", emails=", ".join(emails))
        case ChangedMeanwhile(email):
            return say("refusal.changed_meanwhile", email=email)
        case NobodyLeft(done):
            return (
                say.count("refusal.nobody_left_done", done) if done else say("refusal.nobody_left")
            )
        case RunNotOpen(stage) if stage is not None:
            resume = say.mrkdwn(say.plain("button.resume"))
            return say(f"refusal.run_not_open.{stage}", resume=resume)
        case RunNotOpen():
            return say("refusal.run_not_open")
        case BatchReported(number):
            return say("refusal.batch_reported", number=number)
        case NobodyGiven():
            return say("refusal.nobody_given")
        case _:
            return _of_a_request(refusal, say)


def _of_a_request(refusal: RequestRefusal, say: Say) -> Mrkdwn:
    match refusal:
        case NoSandbox(marketo_admin):
            return say("refusal.no_sandbox", who=mention(marketo_admin))
        case NotOfProduction():
            return say("refusal.not_of_production")
        case AlreadyRequested(email):
            return say("refusal.already_requested", email=email)
        case OnRecord(email):
            return say("refusal.on_record", email=email)
        case OnAnotherInstance(email):
            return say("refusal.on_another_instance", email=email)
        case OwnRequest(whose, group, then):
            return say("refusal.own_request", who=_approvers(whose, group, then, say))
        case AboutYou(whose, group, then):
            return say("refusal.about_you", who=_approvers(whose, group, then, say))
        case NotAnApprover(whose, group):
            return say("refusal.not_an_approver", who=_approvers(whose, group, None, say))
        case JoinedLater(at, then, starter):
            return _joined_later(at, then, starter, say)
        case NotTheRequester(requester):
            return say("refusal.not_the_requester", who=mention(requester))
        case AlreadyDecided(approved, by, at):
            key = "refusal.already_approved" if approved else "refusal.already_rejected"
            return say(key, who=mention(by), at=moment(at))
        case RequestNotOpen(stage) if stage is not None:
            return say(f"refusal.request_not_open.{stage}")
        case RequestNotOpen():
            return say("refusal.request_not_open")
        case RequestChanged():
            return say("refusal.request_changed")
    assert_never(refusal)


def _approvers(
    whose: tuple[UserId, ...], group: Group | None, then: ChannelThen | None, say: Say
) -> Mrkdwn:
    """By name; nobody named: whoever was in the channel."""
    if then is None:
        return named_approvers(whose, group, say)
    channel = channel_link(then.channel_id)
    if not then.such_as:
        return say("refusal.members_then", channel=channel)
    who = mentions(then.such_as, say)
    return say("refusal.members_then_such_as", channel=channel, who=who)


def _joined_later(at: datetime, then: ChannelThen, starter: UserId, say: Say) -> Mrkdwn:
    ask = say("refusal.ask_any")
    if then.such_as:
        ask = say("refusal.ask_such_as", who=mentions(then.such_as, say))
    fields = {"channel": channel_link(then.channel_id), "ask": ask, "starter": mention(starter)}
    return say("refusal.joined_later", at=moment(at), **fields)


def plain_words(refusal: Refusal, say: Say) -> str:
    """For the error at a field, where no mrkdwn is read."""
    match refusal:
        case NameTaken(kind, name):
            key = "refusal.name_taken" if name else "refusal.kind_taken"
            return say.plain(key, kind=say.plain(f"kind.{kind}"), name=name)
        case UnknownWorkspace(name, nearest) if nearest is not None:
            return say.plain("refusal.unknown_workspace_nearest", name=name, nearest=nearest)
        case UnknownWorkspace(name):
            return say.plain("refusal.unknown_workspace", name=name)
        case AlreadyRequested(email):
            return say.plain("refusal.already_requested", email=email)
        case OnRecord(email):
            return say.plain("refusal.on_record", email=email)
        case _:
            return words(refusal, say).replace("`", "")


def minutes_up(left: timedelta) -> int:
    """Whole minutes, never fewer than are left."""
    return ceil(left / timedelta(minutes=1))


def _not_yours(
    act: Act, whose: tuple[tuple[Role, UserId], ...], or_slack_admins: bool, say: Say
) -> Mrkdwn:
    what = say(f"act.{act}")
    named = [
        say("refusal.role_and_name", role=say(f"role.{role}"), who=mention(user_id))
        for role, user_id in whose
    ]
    if or_slack_admins:
        named.append(say("refusal.slack_admins"))
    if not named:
        return say("refusal.nobody_may", act=what)
    either = say("refusal.or")
    return say("refusal.not_yours", act=what, who=Mrkdwn(f" {either} ".join(named)))
