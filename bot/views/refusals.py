"""Refusals in words: why not, who may, and what to do next."""

from datetime import timedelta
from math import ceil
from typing import assert_never

from bot.domain.ids import UserId
from bot.domain.people import Act, Role
from bot.domain.refusals import (
    AlreadyAsked,
    AlreadyInARun,
    AlreadyRevealed,
    BatchReported,
    BeingShown,
    ChangedMeanwhile,
    CredentialsExpired,
    CredentialsReplaced,
    CredentialsWithdrawn,
    MembersOnly,
    NameTaken,
    NoApiAccess,
    NobodyElse,
    NobodyGiven,
    NobodyLeft,
    NoSuchSetup,
    NothingToHandOver,
    NothingToReveal,
    NotNow,
    NotYours,
    RecipientChanged,
    Refusal,
    RunNotOpen,
    SetupCancelled,
    SomebodyIsMissing,
    TooEarly,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.views.say import Say
from bot.views.text import Mrkdwn, clock_time, mention, moment


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
    assert_never(refusal)


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
