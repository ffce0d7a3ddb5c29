"""Every card, answer and modal in every state: what the tests of this folder look at."""

from functools import cache, partial
from typing import Final

from bot.views.run_cards import run_card
from bot.views.setup_cards import setup_card
from bot.views.text import mention

from .gallery_answers import answers_to_commands, refusals
from .gallery_api import api_cards
from .gallery_audit import audit_answers
from .gallery_credentials import credential_cards
from .gallery_errands import errands
from .gallery_guide import LINKS, OTHERS, guide_answers
from .gallery_modals import all_modals
from .gallery_people import people_cards
from .gallery_reminders import reminder_cards
from .gallery_request_windows import request_answers
from .gallery_requests import request_cards
from .gallery_road import road_cards
from .gallery_runs import run_cards
from .gallery_undelivered import undelivered_cards
from .requests import GROUP
from .runs import IN_SLACK
from .states import ADAM, CHANNEL, MARA, NINA, SALOME, SASHA, STARTER
from .typed import TAME, Messages, Modals, Typed, View


@cache  # a tenth of a second each, and a dozen files look at it
def cards(typed: Typed) -> Messages:
    """What the worker posts and updates, `card.state`."""
    of_setups = road_cards(typed) | people_cards(typed) | reminder_cards(typed)
    of_setups |= credential_cards(typed) | api_cards(typed)
    shown: Messages = {
        name: partial(setup_card, setup, slot) for name, (setup, slot) in of_setups.items()
    }
    of_runs = run_cards(typed)
    shown |= undelivered_cards(typed) | request_cards(typed)
    return shown | {
        name: partial(run_card, run, setup, slot) for name, (run, setup, slot) in of_runs.items()
    }


@cache
def messages(typed: Typed) -> Messages:
    answers = answers_to_commands(typed) | request_answers(typed) | guide_answers(typed)
    answers |= audit_answers(typed)
    return cards(typed) | answers | errands(typed)


OURS: Final = {
    *(mention(one) for one in (STARTER, MARA, SASHA, SALOME, NINA, ADAM, *IN_SLACK, *OTHERS)),
    f"<#{CHANNEL}>",
    "<#C_SALES>",  # where somebody wrote a secret
    f"<!subteam^{GROUP.id}>",
    *LINKS,
}
"""What may stand between angle brackets, besides times."""

__all__ = [
    "OURS",
    "TAME",
    "Messages",
    "Modals",
    "Typed",
    "View",
    "all_modals",
    "answers_to_commands",
    "cards",
    "messages",
    "refusals",
]
