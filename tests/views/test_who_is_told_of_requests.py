"""Before a press about a request, its window or card says who gets a message: it is kept."""

import re
from typing import Final

import pytest

from bot.domain import request_steps
from bot.domain.effects import Due
from bot.domain.outcome import Outcome
from bot.domain.people import Actor
from bot.domain.request import Request
from bot.domain.request_commands import (
    NoteAskedAdobe,
    Reject,
    ReportInvited,
    RequestCommand,
    Withdraw,
)
from bot.domain.setup import Setup
from bot.domain.stages import Language
from bot.views import request_modals, sandbox_modals
from bot.views.request_cards import request_card
from bot.views.say import Say

from .gallery import TAME
from .promises import said, told_by
from .reading import buttons
from .request_states import of_invites, of_sandbox
from .requests import APPROVER, ASKED_AT, REQUESTER
from .states import SASHA, member

each_language = pytest.mark.parametrize("language", list(Language))
INVITES, SANDBOX = of_invites(TAME), of_sandbox(TAME)
_MENTION: Final = re.compile(r"<@(\w+)>")


def effects_of(
    request: Request, setup: Setup, command: RequestCommand, by: Actor
) -> tuple[Due, ...]:
    decision = request_steps.decide(request, setup, command, by, ASKED_AT)
    assert isinstance(decision, Outcome), decision
    return decision.effects


@each_language
@pytest.mark.parametrize("who", [(), (1,)])
def test_a_rejection_is_told_to_who_asked(who: tuple[int, ...], language: Language) -> None:
    """And to nobody else, whether it is about all of them or one."""
    request, setup = INVITES["open"]
    view = request_modals.reject_modal(request, setup, Say(language))
    command = Reject(setup.id, request.id, request.edition, who, "no")

    effects = effects_of(request, setup, command, member(APPROVER))

    assert told_by(effects) == [REQUESTER]
    assert _MENTION.findall(said(view)) == [REQUESTER]


@each_language
def test_that_adobe_was_written_to_is_told_to_who_asked(language: Language) -> None:
    """Adobe gets nothing from us."""
    request, setup = SANDBOX["sandbox_approved"]
    view = sandbox_modals.adobe_modal(request, setup, Say(language))

    effects = effects_of(request, setup, NoteAskedAdobe(setup.id, request.id), member(SASHA))

    assert told_by(effects) == [REQUESTER]
    assert _MENTION.findall(said(view)) == [REQUESTER]


@each_language
def test_only_those_who_are_chosen_hear_that_they_are_invited(language: Language) -> None:
    """And who asked; the others stay on the card, as the window says."""
    request, setup = INVITES["approved"]
    view = request_modals.some_invited_modal(request, setup, Say(language))
    others_stay = {Language.EN: "others stay", Language.FR: "autres restent"}

    command = ReportInvited(setup.id, request.id, (1,))
    effects = effects_of(request, setup, command, member(SASHA))

    assert sorted(told_by(effects)) == sorted([REQUESTER, "person:1"])
    assert _MENTION.findall(said(view)) == [REQUESTER]
    assert others_stay[language] in said(view)


@each_language
def test_one_press_tells_everybody_on_the_card_and_who_asked(language: Language) -> None:
    """As the card says beside the button."""
    request, setup = INVITES["approved"]
    say = Say(language)
    card = request_card(request, setup, request.fulfil_card(SASHA), say)

    effects = effects_of(request, setup, ReportInvited(setup.id, request.id), member(SASHA))

    people = [f"person:{n}" for n in range(len(TAME.emails))]
    assert sorted(told_by(effects)) == sorted([REQUESTER, *people])
    assert say("to_fulfil.report") in card.text


@each_language
@pytest.mark.parametrize(("state", "told"), [("open", []), ("approved", [SASHA])])
def test_a_withdrawal_is_told_to_who_has_to_carry_it_out(
    state: str, told: list[str], language: Language
) -> None:
    """The question behind the button says so; before the approval there is nobody."""
    request, setup = INVITES[state]
    card = request_card(request, setup, request.requester_card(), Say(language))
    (button,) = buttons(card.blocks)

    effects = effects_of(request, setup, Withdraw(setup.id, request.id), member(REQUESTER))

    assert told_by(effects) == told
    question = button["confirm"]["text"]["text"]
    assert {Language.EN: "is told", Language.FR: "prévenue"}[language] in question
