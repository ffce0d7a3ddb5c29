"""The messages of a setup: each stands for its state and is updated in place."""

from collections.abc import Sequence

from bot.domain.effects import Card, Slot
from bot.domain.setup import Setup
from bot.domain.undelivered import Undelivered
from bot.views.admin_cards import marketo_admin, sales_connect_admin, salesforce_admin
from bot.views.api_cards import api_access
from bot.views.blocks import Message, header, message, section
from bot.views.connection_cards import connection, ready
from bot.views.credential_cards import (
    asked_again,
    attempt,
    checked,
    credentials,
    expired,
    hand_over_again,
    seal_broken,
    shown_late,
    window_closed,
)
from bot.views.names import plain_setup_name, setup_name
from bot.views.people_cards import organizations, people_changed, person_wanted, unreachable
from bot.views.reminder_cards import reminder, stuck
from bot.views.road import cancelled
from bot.views.sandbox_cards import sandbox_question
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.starter_card import starter
from bot.views.succession_cards import succession
from bot.views.undelivered_cards import undelivered


def setup_card(setup: Setup, slot: Slot, say: Say, given_up: Sequence[Undelivered] = ()) -> Message:
    """The card of this slot, as the setup stands; `given_up`: what did not get through."""
    # Whatever became of the setup:
    if slot.card is Card.SHOWN_LATE:
        return shown_late(setup, slot, say)
    if slot.card is Card.UNDELIVERED:
        return undelivered(setup, given_up, say)
    if not setup.is_open:
        title = say.plain("cancelled.title", setup=plain_setup_name(setup, say))
        return message(header(title), section(cancelled(setup, say)))
    match slot.card:
        case Card.STARTER:
            return starter(setup, slot.to, say)
        case Card.MARKETO_ADMIN:
            return marketo_admin(setup, slot.to, say)
        case Card.SALES_CONNECT_ADMIN:
            return sales_connect_admin(setup, slot.to, say)
        case Card.SALESFORCE_ADMIN:
            return salesforce_admin(setup, slot.to, say)
        case Card.CREDENTIALS:
            return credentials(setup, slot, say)
        case Card.CONNECTION:
            return connection(setup, slot.to, say)
        case Card.EXPIRED:
            return expired(setup, slot, say)
        case Card.HAND_OVER_AGAIN:
            return hand_over_again(setup, slot, say)
        case Card.ASKED_AGAIN:
            return asked_again(setup, slot, say)
        case Card.CHECKED:
            return checked(setup, slot, say)
        case Card.WINDOW_CLOSED:
            return window_closed(setup, slot, say)
        case Card.SEAL_BROKEN:
            return seal_broken(setup, slot, say)
        case Card.ATTEMPT:
            return attempt(setup, slot, say)
        case Card.API_ACCESS:
            return api_access(setup, slot, say)
        case Card.READY:
            return ready(setup, slot.to, say)
        case Card.CHANNEL_READY:
            name, names = setup_name(setup, say), screens(setup, say)
            return message(section(say("channel_ready.text", setup=name, **names)))
        case Card.SUCCESSION | Card.TAKE_OVER:
            return succession(setup, slot, say)
        case Card.PEOPLE_CHANGED:
            return people_changed(setup, slot, say)
        case Card.PERSON_WANTED:
            return person_wanted(setup, slot, say)
        case Card.ORGANIZATIONS:
            return organizations(setup, slot, say)
        case Card.REMINDER:
            return reminder(setup, slot, say)
        case Card.STUCK:
            return stuck(setup, slot, say)
        case Card.UNREACHABLE:
            return unreachable(setup, slot, say)
        case Card.SANDBOX_QUESTION:
            return sandbox_question(setup, slot, say)
        case _:
            raise ValueError(f"{slot.card} is no card of a setup")
