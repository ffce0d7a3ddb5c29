"""The messages of a request: each stands for its state."""

from bot.domain.effects import Card, Slot
from bot.domain.request import Request
from bot.domain.setup import Setup
from bot.views.approval_cards import approval, escalation, nudge
from bot.views.blocks import Message
from bot.views.fulfil_cards import fulfil_reminder, fulfilled, to_fulfil
from bot.views.requester_cards import my_request, news
from bot.views.say import Say


def request_card(request: Request, setup: Setup, slot: Slot, say: Say) -> Message:
    """The card of this slot, as the request and its setup stand."""
    match slot.card:
        case Card.APPROVAL:
            return approval(request, setup, slot, say)
        case Card.MY_REQUEST:
            return my_request(request, setup, say)
        case Card.REQUEST_NEWS:
            return news(request, setup, slot, say)
        case Card.NUDGE:
            return nudge(request, setup, slot, say)
        case Card.ESCALATION:
            return escalation(request, setup, slot, say)
        case Card.TO_FULFIL:
            return to_fulfil(request, setup, slot, say)
        case Card.FULFIL_REMINDER:
            return fulfil_reminder(request, setup, slot, say)
        case Card.FULFILLED:
            return fulfilled(request, setup, slot, say)
        case _:
            raise ValueError(f"{slot.card} is no card of a request")
