"""A step that is somebody's now: how it is done, and its buttons; on reminders and on Home."""

from slack_sdk.models.blocks import ButtonElement

from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_hand_over import refuse_ask_again
from bot.domain.setup_parts import Awaited, Turn
from bot.views import buttons, ids
from bot.views.blocks import button
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.succession_cards import access_removed_button, take_over_button
from bot.views.text import Mrkdwn


def how(setup: Setup, turn: Turn, say: Say) -> Mrkdwn:
    if turn.step is Awaited.CONNECT and setup.one_admin:  # nobody hands anything over again
        return say("reminder.connect_both", **screens(setup, say))
    return say(f"reminder.{turn.step}", **screens(setup, say))


def step_buttons(setup: Setup, turn: Turn, say: Say) -> tuple[ButtonElement, ...]:
    """The button of the step itself, so that nobody has to look for it."""
    match turn.step:
        case Awaited.HAND_OVER:
            if Role.SALES_CONNECT_ADMIN in setup.missing:
                return ()
            return (buttons.hand_over(setup, say), buttons.already_connected(setup, say))
        case Awaited.REVEAL:
            return (buttons.reveal(setup, say),)
        case Awaited.CONNECT:
            connected = buttons.connected(setup, say)
            if refuse_ask_again(setup, setup.version):
                return (connected,)
            return (connected, buttons.ask_again(setup, say))
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


def snooze(setup: Setup, role: Role, turn: Turn, say: Say) -> tuple[ButtonElement, ...]:
    """Nothing where no reminder is to come, or the next one was put off already."""
    if turn.snoozed or turn.next_at is None:
        return ()
    value = buttons.value(setup, f"{role}.{turn.number}")
    return (button(say.plain("button.snooze"), ids.SNOOZE, value),)
