"""Answers to commands: help, which setup is meant, how long to wait."""

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, StaticSelectElement

from bot.domain.commands import AskAgain
from bot.domain.people import Actor
from bot.domain.refusals import TooEarly
from bot.domain.request import RequestKind
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import refuse_ask_again
from bot.domain.setup_steps import refuse_step
from bot.views import buttons, ids
from bot.views.blocks import Message, actions, button, context, message, option, section
from bot.views.ids import CardValue, Wanted
from bot.views.names import plain_setup_name, setup_name
from bot.views.refusals import words
from bot.views.request_buttons import ask_for, not_held
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment, typed

MOST_BUTTONS = 25  # that an actions block takes
MOST_OPTIONS = 100  # that a select takes
ASKED_FOR = 1_500  # characters


def asked_answer(wish: str, wanted: Wanted, say: Say) -> Message:
    """
    To a sentence that asks for something: what was understood, what is missing, one button.

    `wish`: what kind of request. Nothing is asked of anybody before the button was pressed.
    """
    kind = RequestKind(wish)
    named = [*(mention(one) for one in wanted.people), *(typed(one) for one in wanted.emails)]
    blocks: list[Block] = [section(say(f"asked.{kind}"))]
    if named:
        who = say.some(named, budget=ASKED_FOR, between=", ")
        blocks.append(section(say("asked.for", who=who)))
    if kind is RequestKind.SANDBOX and not wanted.emails:
        blocks.append(section(say("asked.no_address")))
    if kind is RequestKind.SANDBOX and not wanted.people:
        blocks.append(section(say("asked.no_person")))
    if kind is RequestKind.SANDBOX and len(wanted.emails) > 1:
        blocks.append(section(say("asked.one_account")))
    if not named and kind is RequestKind.INVITE:
        blocks.append(section(say("asked.nobody")))
    if lost := not_held(kind, wanted, say):
        blocks.append(section(lost))
    return message(*blocks, actions(ask_for(kind, wanted, say)))


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
    if len(setups) > MOST_OPTIONS:
        blocks.append(context(say("which.beyond", first=MOST_OPTIONS)))
    return message(*blocks, choices(command, setups, say))


def choices(command: str, setups: Sequence[Setup], say: Say) -> Block:
    """
    One button a setup, which says that this one is meant; where there are too many, a list to
    choose from, of the first that it holds.
    """
    if len(setups) > MOST_BUTTONS:
        named = [
            option(plain_setup_name(one, say), CardValue(one.id).dump())
            for one in setups[:MOST_OPTIONS]
        ]
        listed = StaticSelectElement(
            action_id=f"{ids.CHOOSE}{command}:list",
            placeholder=say.plain("audit.select.setup"),
            options=named,
        )
        return ActionsBlock(elements=[listed])
    return actions(
        *(
            button(
                plain_setup_name(setup, say),
                f"{ids.CHOOSE}{command}:{n}",
                CardValue(setup.id).dump(),
            )
            for n, setup in enumerate(setups)
        )
    )


def connected_answer(setup: Setup, say: Say) -> Message:
    """`connected` was carried out. Text alone: this answer is the one that must be fast."""
    name = setup_name(setup, say)
    if setup.ready_at is None or setup.ready_at == setup.connected_at:
        return Message(say("done.connected_at_once", setup=name), [])
    return Message(say("done.connected", setup=name, ready=moment(setup.ready_at)), [])
