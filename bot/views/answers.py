"""Answers to commands: help, status, which setup is meant, how long to wait."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.models.blocks import Block

from bot.domain.commands import AskAgain
from bot.domain.ids import SetupId
from bot.domain.people import Act, Actor, Role, refuse
from bot.domain.refusals import TooEarly
from bot.domain.run import Run
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import refuse_ask_again
from bot.domain.setup_steps import refuse_step
from bot.domain.undelivered import Undelivered
from bot.views import buttons, ids
from bot.views.blocks import Message, actions, button, context, header, message, section
from bot.views.ids import CardValue
from bot.views.names import plain_setup_name, setup_name
from bot.views.refusals import words
from bot.views.road import cancelled, road, waited_for
from bot.views.run_cards import run_outcome, run_progress
from bot.views.say import Say
from bot.views.text import Mrkdwn, moment
from bot.views.undelivered_cards import undelivered_blocks

COMMANDS = ("setup", "status", "connected", "provision", "disconnect", "credentials", "help")
MOST_BUTTONS = 25  # that an actions block takes


MOST_SETUPS = 3  # that one answer shows: more may pass 3,900 characters


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of messages on their way."""

    is_late: bool = False
    waits_until: datetime | None = None  # Slack lets us send no more before
    # Of what the asker may have tried again: of open setups, and of cancelled ones.
    given_up: Mapping[SetupId, Sequence[Undelivered]] = field(default_factory=dict)
    of_cancelled: Sequence[tuple[Setup, Sequence[Undelivered]]] = ()


def help_answer(say: Say, *, unknown: str = "", nearest: str | None = None) -> Message:
    """What there is to type; names the word that was probably meant."""
    blocks: list[Block] = []
    if unknown and nearest:
        blocks.append(section(say("help.nearest", word=unknown, nearest=say.mrkdwn(nearest))))
    elif unknown:
        blocks.append(section(say("help.unknown", word=unknown)))
    lines = "\n".join(say(f"help.{command}") for command in COMMANDS)
    return message(*blocks, section(say("help.intro")), section(Mrkdwn(lines)))


def reply_message(say: Say, *, leaked: bool) -> Message:
    """To what somebody wrote in the DM."""
    if leaked:
        return leak_answer(say)
    lines = "\n".join(say(f"help.{command}") for command in COMMANDS)
    return message(section(say("reply.text")), section(Mrkdwn(lines)))


def leak_answer(say: Say) -> Message:
    """Words after the command look like a secret; they are not repeated."""
    return message(section(say("leak.warning")))


def refusal_answer(text: Mrkdwn) -> Message:
    return message(section(text))


def not_shown_answer(text: Mrkdwn, setup: Setup | None, asker: Actor, say: Say) -> Message:
    """Credentials that cannot be shown; another hand-over is one press away."""
    if setup is None or not _may_ask_again(setup, asker):
        return refusal_answer(text)
    return message(section(text), actions(buttons.ask_again(setup, say)))


def _may_ask_again(setup: Setup, asker: Actor) -> bool:
    may = refuse_step(setup, AskAgain, asker) is None
    return may and refuse_ask_again(setup, setup.version) is None


def retried_answer(number: int, say: Say) -> Message:
    """`Try again` was pressed."""
    return message(section(say.count("retry.done", number) if number else say("retry.nothing")))


def too_early_answer(refusal: TooEarly, setup: Setup, say: Say) -> Message:
    """The time left, and the way around it."""
    return message(section(words(refusal, say)), actions(buttons.start_now(setup, say)))


def which_answer(command: str, setups: Sequence[Setup], say: Say) -> Message:
    """One button a setup."""
    blocks: list[Block] = [section(say("which.text", command=say.mrkdwn(command)))]
    if len(setups) > MOST_BUTTONS:
        blocks.append(context(say.count("list.more", len(setups) - MOST_BUTTONS)))
    return message(*blocks, _choices(command, setups, say))


def _choices(command: str, setups: Sequence[Setup], say: Say) -> Block:
    return actions(
        *(
            button(
                plain_setup_name(setup, say),
                f"{ids.CHOOSE}{command}:{n}",
                CardValue(setup.id).dump(),
            )
            for n, setup in enumerate(setups[:MOST_BUTTONS])
        )
    )


def status_answer(
    setups: Sequence[tuple[Setup, Sequence[Run]]],
    asker: Actor,
    delivery: Delivery,
    say: Say,
) -> Message:
    """The setups that somebody is named in, or may change; nothing of others."""
    if not setups and not delivery.of_cancelled:
        return message(section(say("status.none")))
    blocks: list[Block] = []
    for setup, runs in setups[:MOST_SETUPS]:
        blocks.append(header(say.plain("status.title", setup=plain_setup_name(setup, say))))
        blocks.append(section(road(setup, say)))
        if waits := waited_for(setup, say):
            blocks.append(section(Mrkdwn("\n".join(waits))))
        under_way = [run for run in runs if run.ended_at is None]
        blocks += [section(run_progress(run, say)) for run in under_way[:2]]
        if runs and not under_way:
            blocks.append(section(run_outcome(runs[-1], say)))
        blocks.append(context(_asker(setup, asker, say)))
        given_up = delivery.given_up.get(setup.id)
        if given_up and refuse(Act.RETRY, asker, setup.people) is None:
            blocks += undelivered_blocks(setup, given_up, say)
        if refuse(Act.SETTINGS, asker, setup.people) is None:
            blocks.append(actions(*buttons.of_the_owner(setup, asker.user_id, say)))
    if len(setups) > MOST_SETUPS:
        blocks.append(context(say.count("status.more", len(setups) - MOST_SETUPS)))
        blocks.append(_choices("status", [setup for setup, _ in setups[MOST_SETUPS:]], say))
    for setup, given_up in delivery.of_cancelled[:MOST_SETUPS]:
        blocks.append(header(say.plain("status.title", setup=plain_setup_name(setup, say))))
        blocks.append(section(cancelled(setup, say)))
        blocks += undelivered_blocks(setup, given_up, say)
    if delivery.waits_until:
        blocks.append(context(say("status.slack_waits", at=moment(delivery.waits_until))))
    elif delivery.is_late:
        blocks.append(context(say("status.late")))
    return message(*blocks)


def _asker(setup: Setup, asker: Actor, say: Say) -> Mrkdwn:
    roles = [say(f"role.{role}") for role in Role if setup.people.get(role) == asker.user_id]
    named = Mrkdwn(", ".join(roles or [say("role.slack_admin")]))
    return say("status.you", roles=named, since=moment(setup.started_at))


def connected_answer(setup: Setup, say: Say) -> Message:
    """`connected` was carried out. Text alone: this answer is the one that must be fast."""
    name = setup_name(setup, say)
    if setup.ready_at is None or setup.ready_at == setup.connected_at:
        return Message(say("done.connected_at_once", setup=name), [])
    return Message(say("done.connected", setup=name, ready=moment(setup.ready_at)), [])
