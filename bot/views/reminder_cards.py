"""Who did not do their step: the reminder for them, and what the starter hears in the end."""

from slack_sdk.models.blocks import Block, ButtonElement

from bot.domain.effects import Slot
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import Awaited, Turn
from bot.views import buttons, ids
from bot.views.blocks import Message, actions, button, context, message, section
from bot.views.names import setup_name
from bot.views.road import turn_line
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.succession_cards import access_removed_button, take_over_button
from bot.views.text import Mrkdwn, mention, moment


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
        section(_how(setup, turn, say)),
    ]
    if str(turn.reminded) != count:  # a newer reminder has the buttons
        return message(section(say("reminder.newer", setup=name)))
    row = list(_do_it(setup, turn, say))
    if turn.snoozed and turn.next_at:
        blocks.append(context(say("reminder.snoozed", at=moment(turn.next_at))))
    elif turn.next_at:
        value = buttons.value(setup, f"{role}.{turn.number}")
        row.append(button(say.plain("button.snooze"), ids.SNOOZE, value))
    if turn.who != setup.starter:
        blocks.append(context(say("reminder.ask", who=mention(setup.starter))))
    return message(*blocks, *([actions(*row)] if row else []))


def _turn(setup: Setup, number: str) -> tuple[Role, Turn] | None:
    return next(((r, one) for r, one in setup.turns.items() if str(one.number) == number), None)


def _how(setup: Setup, turn: Turn, say: Say) -> Mrkdwn:
    if turn.step is Awaited.CONNECT and setup.one_admin:  # nobody hands anything over again
        return say("reminder.connect_both", **screens(setup, say))
    return say(f"reminder.{turn.step}", **screens(setup, say))


def _do_it(setup: Setup, turn: Turn, say: Say) -> tuple[ButtonElement, ...]:
    """The button of the step itself, so that nobody has to look for it."""
    match turn.step:
        case Awaited.HAND_OVER:
            if Role.SALES_CONNECT_ADMIN in setup.missing:
                return ()
            return (buttons.hand_over(setup, say), buttons.already_connected(setup, say))
        case Awaited.REVEAL:
            return (buttons.reveal(setup, say),)
        case Awaited.CONNECT:
            return (buttons.connected(setup, say),)
        case Awaited.CONNECT_USERS:
            return (buttons.connect_users(setup, say),)
        case Awaited.REPORT:
            return ()
        case Awaited.SALESFORCE:
            return (buttons.open_checklist(setup, say),)
        case Awaited.CHOOSE_PEOPLE:
            return (buttons.change_people(setup, say, primary=True),)
        case Awaited.REMOVE_ACCESS:
            return (access_removed_button(setup, say),)
        case Awaited.TAKE_OVER:
            return (take_over_button(setup, say),)


def stuck(setup: Setup, slot: Slot, say: Say) -> Message:
    """The last reminder changed nothing."""
    found = _turn(setup, slot.part)
    name = setup_name(setup, say)
    if found is None:
        return message(section(say("reminder.over", setup=name)))
    said = section(say("stuck.text", setup=name, waits=turn_line(found[1], say)))
    return message(said, actions(buttons.change_people(setup, say)))
