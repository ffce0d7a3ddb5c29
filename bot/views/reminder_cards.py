"""Who did not do their step: the reminder for them, and what the starter hears in the end."""

from slack_sdk.models.blocks import Block

from bot.domain.effects import Slot
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Turn
from bot.views import buttons
from bot.views.blocks import Message, actions, context, message, section
from bot.views.names import setup_name
from bot.views.road import turn_line
from bot.views.say import Say
from bot.views.step_buttons import how, snooze, step_buttons
from bot.views.text import mention, moment


def reminder(setup: Setup, slot: Slot, say: Say) -> Message:
    number, _, count = slot.part.partition(".")
    found = _turn(setup, number)
    name = setup_name(setup, say)
    if found is None:
        return message(section(say("reminder.over", setup=name)))
    role, turn = found
    step = say(f"awaited.{turn.step}")
    blocks: list[Block] = [
        section(say("reminder.text", setup=name, since=moment(turn.since), step=step)),
        section(how(setup, turn, say)),
    ]
    if str(turn.reminded) != count:  # a newer reminder has the buttons
        return message(section(say("reminder.newer", setup=name)))
    row = (*step_buttons(setup, turn, say), *snooze(setup, role, turn, say))
    if turn.snoozed and turn.next_at:
        blocks.append(context(say("reminder.snoozed", at=moment(turn.next_at))))
    if turn.who != setup.starter:
        blocks.append(context(say("reminder.ask", who=mention(setup.starter))))
    return message(*blocks, *([actions(*row)] if row else []))


def _turn(setup: Setup, number: str) -> tuple[Role, Turn] | None:
    return next(((r, one) for r, one in setup.turns.items() if str(one.number) == number), None)


def stuck(setup: Setup, slot: Slot, say: Say) -> Message:
    """The last reminder changed nothing."""
    found = _turn(setup, slot.part)
    name = setup_name(setup, say)
    if found is None:
        return message(section(say("reminder.over", setup=name)))
    said = section(say("stuck.text", setup=name, waits=turn_line(found[1], say)))
    return message(said, actions(buttons.change_people(setup, say)))
