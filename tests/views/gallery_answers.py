"""What only the person who typed a command sees, and every refusal."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial

from bot.domain.people import Act, Actor, Role
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
    RunNotOpen,
    SetupCancelled,
    SomebodyIsMissing,
    TooEarly,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.domain.request import RequestStage
from bot.domain.run import RunStage
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Stage
from bot.views import answers, leak_warnings
from bot.views.blocks import Message
from bot.views.file_messages import file_not_sent
from bot.views.refusals import words
from bot.views.say import Say
from bot.views.status import status_answer
from bot.views.text import mention

from .bends import declined
from .credential_bends import asked_again
from .gallery_undelivered import undelivered_statuses
from .overviews import Fate, an_overview, seen
from .requests import GROUP
from .runs import a_run, paused, reported, some_failed, started, to_disconnect
from .states import (
    ADAM,
    BOTH_ADMINS,
    CHANNEL,
    MARA,
    NINA,
    NOW,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    expired,
    member,
)
from .typed import Messages, Typed


def answers_to_commands(typed: Typed) -> Messages:
    named, connected = a_setup(name=typed.name), a_setup(Stage.CONNECTED, name=typed.name)
    too_early = TooEarly(timedelta(minutes=3, seconds=1), NOW + timedelta(minutes=10))
    at_once = connected.model_copy(update={"ready_at": connected.connected_at})
    nobody, mara = leak_warnings.Writer(), leak_warnings.writer_of(MARA, [named])
    shown: Messages = {
        "leak.warning": partial(leak_warnings.leak_warning, nobody),
        "leak.in_channel": partial(leak_warnings.leak_warning_in_channel, nobody),
        "leak.to_marketo_admin": partial(leak_warnings.leak_warning_in_channel, mara),
        "leak.elsewhere": partial(leak_warnings.leak_warning_elsewhere, "C_SALES", nobody),
        "too_early.minutes": partial(answers.too_early_answer, too_early, connected),
        "which.two": partial(answers.which_answer, "provision", (named, a_setup(number=2))),
        "retried.one": partial(answers.retried_answer, 1),
        "retried.two": partial(answers.retried_answer, 2),
        "retried.nothing": partial(answers.retried_answer, 0),
        "done.connected": partial(answers.connected_answer, connected),
        "done.connected_at_once": partial(answers.connected_answer, at_once),
    }
    shown |= _statuses(typed) | undelivered_statuses(typed)
    shown |= _not_shown(typed) | _windows_in_doubt()
    shown["file.not_sent"] = partial(file_not_sent, "files:write")
    return shown | {name: _refused(refusal) for name, refusal in refusals(typed).items()}


def _statuses(typed: Typed) -> Messages:
    named, running = a_setup(name=typed.name), a_setup(Stage.PROVISIONING, name=typed.name)
    run, ended = a_run(typed.emails, typed.picked), a_setup(Stage.DONE, name=typed.name)
    missing = declined(named, Role.SALESFORCE_ADMIN)
    ten = [seen(a_setup(name=f"{n}", number=n)) for n in range(1, 11)]
    off = started(to_disconnect(typed.emails))
    change = started(to_disconnect(typed.emails, typed.picked))
    busy = seen(running, paused(run), reported(change))
    admin, late = member(ADAM, is_slack_admin=True), Fate(is_late=True)
    shown = {
        "none": an_overview(member(NINA), seen(named)),
        "nothing_yet": an_overview(member(NINA)),
        "starter": an_overview(member(STARTER), seen(named)),
        "marketo_admin": an_overview(member(MARA), seen(named)),
        "both_admins": an_overview(member(SASHA), seen(a_setup(people=BOTH_ADMINS))),
        "slack_admin": an_overview(admin, seen(missing)),
        "running": an_overview(member(SASHA), seen(running, run), fate=late),
        "paused_and_changing": an_overview(member(SASHA), busy),
        "disconnecting": an_overview(member(SASHA), seen(running, off)),
        "disconnected": an_overview(member(SALOME), seen(ended, reported(off))),
        "left_behind": an_overview(member(SASHA), seen(ended, some_failed(typed))),
        "ended": an_overview(member(SALOME), seen(ended, reported(run))),
        "ten": an_overview(member(MARA), *ten),
        "ten_of_the_starter": an_overview(member(STARTER), *ten),
    }
    return {f"status.{name}": partial(status_answer, one) for name, one in shown.items()}


def _not_shown(typed: Typed) -> Messages:
    """Who cannot see the credentials (any more) may ask for them, who never could may not."""
    opened = a_setup(Stage.REVEALED, name=typed.name)
    gone = expired(a_setup(Stage.HANDED_OVER, name=typed.name))
    asked, connected = asked_again(opened), a_setup(Stage.CONNECTED, name=typed.name)
    again = AlreadyRevealed(SASHA, NOW, MARA)
    sasha, nobody = member(SASHA), NotYours(Act.REVEAL, ((Role.SALES_CONNECT_ADMIN, SASHA),))
    return {
        "not_shown.already_revealed": _not_shown_to(sasha, opened, again),
        "not_shown.expired": _not_shown_to(sasha, gone, CredentialsExpired(NOW, MARA)),
        "not_shown.asked": _not_shown_to(sasha, asked, again),
        "not_shown.connected": _not_shown_to(sasha, connected, again),
        "not_shown.named": _not_shown_to(sasha, a_setup(name=typed.name), NothingToReveal(MARA)),
        "not_shown.somebody_else": _not_shown_to(member(MARA), opened, nobody),
        "not_shown.no_setup": _not_shown_to(sasha, None, NoSuchSetup()),
    }


def _windows_in_doubt() -> Messages:
    """What became of the window with the values, where it is more than open or closed."""
    sender = mention(MARA)
    return {
        "window.not_opened": lambda say: answers.refusal_answer(say("fault.not_opened")),
        "window.in_doubt": lambda say: answers.refusal_answer(say("fault.in_doubt")),
        "window.late": lambda say: answers.refusal_answer(say("reveal.late", who=sender)),
        "window.not_on_record": lambda say: answers.refusal_answer(say("reveal.not_on_record")),
    }


def _not_shown_to(asker: Actor, setup: Setup | None, why: Refusal) -> Callable[[Say], Message]:
    return lambda say: answers.not_shown_answer(words(why, say), setup, asker, say)


def refusals(typed: Typed) -> Mapping[str, Refusal]:
    """One of each, and more where the words differ."""
    either = ((Role.MARKETO_ADMIN, MARA), (Role.SALES_CONNECT_ADMIN, SASHA))
    later = NOW + timedelta(minutes=10)
    starter = ((Role.STARTER, STARTER),)
    return {
        "refusal.not_yours": NotYours(Act.HAND_OVER, ((Role.MARKETO_ADMIN, MARA),)),
        "refusal.not_yours_of_two": NotYours(Act.START_NOW, either),
        "refusal.not_yours_of_owner": NotYours(Act.SETTINGS, starter, or_slack_admins=True),
        "refusal.nobody_may": NotYours(Act.FOLLOW_UP, ()),
        "refusal.members_only": MembersOnly(),
        "refusal.not_now": NotNow(Act.CONNECT_USERS, Stage.NAMED),
        "refusal.too_early": TooEarly(timedelta(seconds=1), later),
        "refusal.kind_taken": NameTaken(Kind.PRODUCTION, ""),
        "refusal.name_taken": NameTaken(Kind.SANDBOX, typed.name),
        "refusal.no_such_setup": NoSuchSetup(),
        "refusal.cancelled": SetupCancelled(STARTER, NOW),
        "refusal.nothing_to_hand_over": NothingToHandOver(SASHA),
        "refusal.somebody_is_missing": SomebodyIsMissing(Role.SALES_CONNECT_ADMIN, STARTER),
        "refusal.recipient_changed": RecipientChanged(SASHA),
        "refusal.nobody_else": NobodyElse(),
        "refusal.nothing_to_reveal": NothingToReveal(MARA),
        "refusal.already_revealed": AlreadyRevealed(SASHA, NOW, MARA),
        "refusal.expired": CredentialsExpired(NOW, MARA),
        "refusal.already_asked": AlreadyAsked(NOW, MARA),
        "refusal.no_api_access": NoApiAccess(),
        "refusal.replaced": CredentialsReplaced(),
        "refusal.withdrawn": CredentialsWithdrawn(NOW),
        "refusal.being_shown": BeingShown(),
        "refusal.unknown_workspace": UnknownWorkspace(typed.workspaces[0], None),
        "refusal.unknown_workspace_nearest": UnknownWorkspace(
            typed.workspaces[0], typed.workspaces[-1]
        ),
        "refusal.too_many_workspaces": TooManyWorkspaces(39),
        "refusal.already_in_a_run": AlreadyInARun(typed.emails[:1]),
        "refusal.changed_meanwhile": ChangedMeanwhile(typed.emails[0]),
        "refusal.nobody_left": NobodyLeft(0),
        "refusal.nobody_left_done": NobodyLeft(41),
        "refusal.not_now_disconnect": NotNow(Act.DISCONNECT, Stage.NAMED),
        "refusal.not_now_steer_run": NotNow(Act.STEER_RUN, Stage.NAMED),
        "refusal.run_not_open": RunNotOpen(None),
        **{f"refusal.run_not_open_{stage}": RunNotOpen(stage) for stage in RunStage},
        "refusal.batch_reported": BatchReported(2),
        "refusal.nobody_given": NobodyGiven(),
        **_of_requests(typed),
    }


def _of_requests(typed: Typed) -> Mapping[str, Refusal]:
    email = typed.emails[0]
    named, then = ((ADAM, STARTER), GROUP), ChannelThen(CHANNEL, (ADAM, SASHA))
    nobody, empty = ((), None, then), ((), None, ChannelThen(CHANNEL))
    return {
        "refusal.no_sandbox": NoSandbox(MARA),
        "refusal.not_of_production": NotOfProduction(),
        "refusal.already_requested": AlreadyRequested(email),
        "refusal.on_another_instance": OnAnotherInstance(email),
        "refusal.on_record": OnRecord(email),
        "refusal.own_request": OwnRequest(*named),
        "refusal.own_request_of_members": OwnRequest(*nobody),
        "refusal.about_you": AboutYou(*named),
        "refusal.about_you_of_members": AboutYou(*nobody),
        "refusal.about_you_of_nobody": AboutYou(*empty),
        "refusal.not_an_approver": NotAnApprover(*named),
        "refusal.joined_later": JoinedLater(NOW, then, STARTER),
        "refusal.joined_later_of_nobody": JoinedLater(NOW, ChannelThen(CHANNEL), STARTER),
        "refusal.not_the_requester": NotTheRequester(SALOME),
        "refusal.already_approved": AlreadyDecided(True, ADAM, NOW),
        "refusal.already_rejected": AlreadyDecided(False, ADAM, NOW),
        "refusal.request_not_open": RequestNotOpen(None),
        **{f"refusal.request_not_open_{stage}": RequestNotOpen(stage) for stage in RequestStage},
        "refusal.request_changed": RequestChanged(),
    }


def _refused(refusal: Refusal) -> Callable[[Say], Message]:
    return lambda say: answers.refusal_answer(words(refusal, say))
