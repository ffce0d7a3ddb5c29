"""Every card, answer and modal in every state: what the tests of this folder look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final, TypeAlias

from bot.domain.effects import Card, Slot
from bot.domain.people import Act, Role
from bot.domain.refusals import (
    AlreadyInARun,
    AlreadyRevealed,
    BatchReported,
    BeingShown,
    CredentialsExpired,
    CredentialsReplaced,
    MembersOnly,
    NameTaken,
    NobodyGiven,
    NoSuchSetup,
    NothingToReveal,
    NotNow,
    NotYours,
    Refusal,
    RunNotOpen,
    TooEarly,
    TooManyWorkspaces,
    UnknownWorkspace,
)
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Stage
from bot.views import answers, modals, provisioning_modals
from bot.views.blocks import Message
from bot.views.refusals import words
from bot.views.run_cards import run_card
from bot.views.say import Say
from bot.views.setup_cards import setup_card
from bot.views.text import mention

from .states import (
    CHANNEL,
    FAKE,
    MARA,
    NOW,
    SALOME,
    SASHA,
    STARTER,
    a_draft,
    a_run,
    a_setup,
    expired,
    handed_over_again,
    reported,
    started_early,
    untold,
)

View: TypeAlias = dict[str, Any]
Messages: TypeAlias = dict[str, Callable[[Say], Message]]
Modals: TypeAlias = dict[str, Callable[[Say], View]]

CONNECTED_ON: Final = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)


@dataclass(frozen=True)
class Typed:
    """What people typed into the things that are shown; each of `emails` once."""

    name: str = "EMEA"
    workspaces: tuple[str, ...] = ("EMEA Marketing", "APAC Marketing")  # the list of the setup
    picked: tuple[str, ...] = ("EMEA Marketing", "APAC Marketing")  # for the people of a run
    emails: tuple[str, ...] = ("sam@acme.example", "ida@acme.example", "leo@acme.example")
    why: str = "missing in Team Access"
    word: str = "provison"


TAME: Final = Typed()


def cards(typed: Typed) -> Messages:
    """What the worker posts and updates, `card.state`."""
    return _setup_cards(typed) | _run_cards(typed)


def _setup_cards(typed: Typed) -> Messages:
    shown: dict[str, tuple[Setup, Slot]] = {}
    at = {
        stage: a_setup(
            stage,
            name=typed.name,
            workspaces=typed.workspaces if stage in CONNECTED_ON else (),
        )
        for stage in Stage
    }
    for stage, setup in at.items():
        shown[f"starter.{stage}"] = setup, setup.starter_card()
        shown[f"marketo_admin.{stage}"] = setup, setup.marketo_card()
        shown[f"sales_connect_admin.{stage}"] = setup, setup.sales_connect_card()
        if setup.handed_over:
            shown[f"credentials.{stage}"] = setup, setup.credentials_card()
        if stage in CONNECTED_ON[1:]:
            shown[f"ready.{stage}"] = setup, setup.ready_card()
    named, handed_over, ready = at[Stage.NAMED], at[Stage.HANDED_OVER], at[Stage.READY]
    bare = a_setup(prerequisites=frozenset(), salesforce_admin=False)
    gone = expired(handed_over)
    again = handed_over_again(gone)
    lost = Slot(card=Card.EXPIRED, part="1", to=MARA)
    no_list = a_setup(Stage.CONNECTED, name=typed.name)
    early = started_early(at[Stage.CONNECTED])
    shown |= {
        "starter.nothing_confirmed": (bare, bare.starter_card()),
        "starter.expired": (gone, gone.starter_card()),
        "marketo_admin.expired": (gone, gone.marketo_card()),
        "marketo_admin.no_workspaces_known": (no_list, no_list.marketo_card()),
        "sales_connect_admin.expired": (gone, gone.sales_connect_card()),
        "salesforce_admin.named": (named, Slot(card=Card.SALESFORCE_ADMIN, to=SALOME)),
        "credentials.expired": (gone, handed_over.credentials_card()),
        "credentials.replaced": (again, handed_over.credentials_card()),
        "credentials.handed_over_again": (again, again.credentials_card()),
        "credentials.no_workspaces_known": (no_list, no_list.credentials_card()),
        "expired.named": (gone, lost),
        "expired.handed_over_again": (again, lost),
        "ready.started_early": (early, early.ready_card()),
        "channel_ready.ready": (ready, Slot(card=Card.CHANNEL_READY, to=CHANNEL)),
        "unreachable.person": (named, _unreachable(f"{MARA}|user_disabled")),
        "unreachable.channel": (ready, _unreachable(f"{CHANNEL}|not_in_channel")),
    }
    return {name: partial(setup_card, setup, slot) for name, (setup, slot) in shown.items()}


def _unreachable(part: str) -> Slot:
    return Slot(card=Card.UNREACHABLE, part=part, to=STARTER)


def _run_cards(typed: Typed) -> Messages:
    setup = a_setup(Stage.PROVISIONING, name=typed.name)
    run = a_run(typed.emails, typed.picked)
    default = a_run(typed.emails)
    connected = reported(run)
    last = len(typed.emails) - 1
    failed = reported(run, failed=[last], why=typed.why)
    unexplained = reported(run, failed=[last])
    batch, result = run.batch_card(0, SASHA), Slot(card=Card.RESULT, to=SASHA)
    you = Slot(card=Card.YOU_ARE_CONNECTED, to="row:0")
    shown: dict[str, tuple[Run, Slot]] = {
        "batch.open": (run, batch),
        "batch.default_workspace": (default, batch),
        "batch.one_person": (a_run(typed.emails[:1]), batch),
        "batch.connected": (connected, batch),
        "batch.some_failed": (failed, batch),
        "result.connected": (connected, result),
        "result.some_failed": (failed, result),
        "result.some_failed_unexplained": (unexplained, result),
        "result.untold": (untold(connected, range(len(typed.emails))), result),
        "you_are_connected.workspaces": (connected, you),
        "you_are_connected.default_workspace": (reported(default), you),
    }
    return {name: partial(run_card, one, setup, slot) for name, (one, slot) in shown.items()}


def answers_to_commands(typed: Typed) -> Messages:
    """What only the person who typed sees."""
    named, connected = a_setup(name=typed.name), a_setup(Stage.CONNECTED, name=typed.name)
    running = a_setup(Stage.PROVISIONING, name=typed.name)
    run = a_run(typed.emails, typed.picked)
    too_early = TooEarly(timedelta(minutes=3, seconds=1), NOW + timedelta(minutes=10))
    shown: Messages = {
        "help.all": answers.help_answer,
        "help.unknown": partial(answers.help_answer, unknown=typed.word),
        "help.nearest": partial(answers.help_answer, unknown=typed.word, nearest="provision"),
        "leak.warning": answers.leak_answer,
        "too_early.minutes": partial(answers.too_early_answer, too_early, connected),
        "which.two": partial(answers.which_answer, "provision", (named, a_setup(number=2))),
        "status.none": partial(answers.status_answer, (), SASHA, False),
        "status.one": partial(answers.status_answer, ((named, ()),), STARTER, False),
        "status.running": partial(answers.status_answer, ((running, (run,)),), SASHA, True),
        "status.ten": partial(
            answers.status_answer,
            [(a_setup(name=f"{n}", number=n), ()) for n in range(1, 11)],
            MARA,
            False,
        ),
        "done.connected": partial(answers.connected_answer, connected),
    }
    return shown | {name: _refused(refusal) for name, refusal in refusals(typed).items()}


def refusals(typed: Typed) -> Mapping[str, Refusal]:
    """One of each, and more where the words differ."""
    either = ((Role.MARKETO_ADMIN, MARA), (Role.SALES_CONNECT_ADMIN, SASHA))
    later = NOW + timedelta(minutes=10)
    return {
        "refusal.not_yours": NotYours(Act.HAND_OVER, ((Role.MARKETO_ADMIN, MARA),)),
        "refusal.not_yours_of_two": NotYours(Act.START_NOW, either),
        "refusal.nobody_may": NotYours(Act.FOLLOW_UP, ()),
        "refusal.members_only": MembersOnly(),
        "refusal.not_now": NotNow(Act.CONNECT_USERS, Stage.NAMED),
        "refusal.too_early": TooEarly(timedelta(seconds=1), later),
        "refusal.kind_taken": NameTaken(Kind.PRODUCTION, ""),
        "refusal.name_taken": NameTaken(Kind.SANDBOX, typed.name),
        "refusal.no_such_setup": NoSuchSetup(),
        "refusal.nothing_to_reveal": NothingToReveal(MARA),
        "refusal.already_revealed": AlreadyRevealed(SASHA, NOW, MARA),
        "refusal.expired": CredentialsExpired(NOW, MARA),
        "refusal.replaced": CredentialsReplaced(),
        "refusal.being_shown": BeingShown(),
        "refusal.unknown_workspace": UnknownWorkspace(typed.workspaces[0], None),
        "refusal.unknown_workspace_nearest": UnknownWorkspace(
            typed.workspaces[0], typed.workspaces[-1]
        ),
        "refusal.too_many_workspaces": TooManyWorkspaces(39),
        "refusal.already_in_a_run": AlreadyInARun(typed.emails[:1]),
        "refusal.run_not_open": RunNotOpen(None),
        "refusal.batch_reported": BatchReported(2),
        "refusal.nobody_given": NobodyGiven(),
    }


def _refused(refusal: Refusal) -> Callable[[Say], Message]:
    return lambda say: answers.refusal_answer(words(refusal, say))


def messages(typed: Typed) -> Messages:
    return cards(typed) | answers_to_commands(typed)


def all_modals(typed: Typed) -> Modals:
    setup, ready = a_setup(name=typed.name), a_setup(Stage.READY, name=typed.name)
    listed = a_setup(Stage.READY, name=typed.name, workspaces=typed.workspaces)
    several = a_draft([f"sam{n}@acme.example" for n in range(1, 53)], typed.picked)
    doubled = a_draft([*typed.emails, *typed.emails[:1]])
    run = a_run(typed.emails, typed.picked)
    return {
        "modal_setup.empty": modals.setup_modal,
        "modal_hand_over.empty": partial(modals.hand_over_modal, setup),
        "modal_reveal.shown": partial(modals.reveal_modal, setup, FAKE),
        "modal_workspaces.empty": partial(modals.workspaces_modal, ready),
        "modal_workspaces.filled": partial(modals.workspaces_modal, listed),
        "modal_notice.refusal": lambda say: modals.notice_modal(words(NoSuchSetup(), say), say),
        "modal_connect_users.no_workspaces_known": partial(
            provisioning_modals.connect_users_modal, ready
        ),
        "modal_connect_users.workspaces_known": partial(
            provisioning_modals.connect_users_modal, listed
        ),
        "modal_preview.one_batch": partial(
            provisioning_modals.preview_modal, a_draft(typed.emails, typed.picked), ready
        ),
        "modal_preview.one_person": partial(
            provisioning_modals.preview_modal, a_draft(typed.emails[:1]), ready
        ),
        "modal_preview.several_batches": partial(provisioning_modals.preview_modal, several, ready),
        "modal_preview.duplicates": partial(provisioning_modals.preview_modal, doubled, ready),
        "modal_batch_result.open": partial(provisioning_modals.batch_result_modal, run, 0),
    }


OURS: Final = {mention(one) for one in (STARTER, MARA, SASHA, SALOME)} | {f"<#{CHANNEL}>"}
"""What may stand between angle brackets, besides times."""

__all__ = [
    "OURS",
    "TAME",
    "Typed",
    "View",
    "all_modals",
    "answers_to_commands",
    "cards",
    "messages",
    "refusals",
]
