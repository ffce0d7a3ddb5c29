"""The cards of requests: for invites, and for sandbox accounts."""

from functools import partial
from typing import Final

from bot.domain.effects import Card, Slot
from bot.domain.request import Nobody, Request
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Product, Stage
from bot.views.request_cards import request_card
from bot.views.setup_cards import setup_card

from .bends import changed
from .request_states import Stand, of_invites, of_sandbox
from .requests import (
    APPROVER,
    REQUESTER,
    approved,
    asked_again,
    asked_directly,
    asked_no_more,
    asked_outside,
    back,
    escalated,
    expired,
    following,
    invites,
    nudged,
    opened,
    owning,
    reminded,
    sandbox,
    wanting,
    with_account,
)
from .states import ADAM, CHANNEL, MARA, NINA, PEOPLE, SALOME, SASHA, STARTER, a_setup
from .typed import Messages, Typed

_NEXT: Final = Role.SALES_CONNECT_ADMIN


def request_cards(typed: Typed) -> Messages:
    stands = of_invites(typed) | of_sandbox(typed)
    shown: dict[str, tuple[Request, Setup, Slot]] = {}
    for state, (request, setup) in stands.items():
        channel, own = request.approval_cards(CHANNEL)[0], request.requester_card()
        shown[f"approval.{state}"] = request, setup, channel
        shown[f"my_request.{state}"] = request, setup, own
        if request.fulfiller:
            shown[f"to_fulfil.{state}"] = request, setup, request.fulfil_card(request.fulfiller)
    for part in (_beside, _news, _later, _fulfilled):
        shown |= part(stands)
    cards: Messages = {
        name: partial(request_card, request, setup, slot)
        for name, (request, setup, slot) in shown.items()
    }
    return cards | _questions(typed)


def _beside(stands: dict[str, Stand]) -> dict[str, tuple[Request, Setup, Slot]]:
    """In a DM, below the card, to who may ask around, to who had it before."""
    request, setup = stands["open"]
    named, its = stands["open_for_named"]
    directly = asked_directly(request, setup, (APPROVER,))
    again = back(directly, setup)
    outside = asked_outside(invites(its, named.emails()), its, APPROVER)
    no_more = asked_no_more(outside, its, APPROVER)
    over, waiting = stands["approved"], stands["nobody_channel"]
    nudge_of = partial(_slot, Card.NUDGE, part="1")
    nudge = nudge_of(CHANNEL)
    escalation = partial(_slot, Card.ESCALATION)
    left = nudged(named, its, Nobody.APPROVERS, (ADAM, STARTER))
    without = nudged(named, its, gone=(STARTER,))
    other = changed(over[1], {_NEXT: NINA})
    removed = over[1].model_copy(update={"people": {**PEOPLE, _NEXT: NINA}})
    assert other.successor == NINA
    return {
        "approval.directly": (directly, setup, directly.approval_cards(CHANNEL)[1]),
        "approval.of_the_channel": (directly, setup, directly.approval_cards(CHANNEL)[0]),
        "approval.directly_approved": (
            approved(directly, setup),
            setup,
            directly.approval_cards(CHANNEL)[1],
        ),
        "approval.directly_is_back": (again, setup, again.approval_cards(CHANNEL)[1]),
        "approval.directly_then_approved": (
            approved(again, setup),
            setup,
            again.approval_cards(CHANNEL)[1],
        ),
        "approval.outside": (outside, its, outside.approval_cards(CHANNEL)[1]),
        "approval.no_more": (no_more, its, no_more.approval_cards(CHANNEL)[1]),
        "approval.nobody_left": (left, its, left.approval_cards(CHANNEL)[0]),
        "approval.one_gone": (without, its, without.approval_cards(CHANNEL)[0]),
        "my_request.one_gone": (without, its, without.requester_card()),
        "nudge.one_gone": (without, its, nudge),
        "escalation.one_gone": (escalated(without, its), its, escalation(SASHA)),
        "nudge.members": (nudged(request, setup), setup, nudge),
        "nudge.members_directly": (nudged(directly, setup), setup, nudge_of(APPROVER)),
        "nudge.named": (nudged(named, its), its, nudge),
        "nudge.over": (*over, nudge),
        "escalation.may_approve": (escalated(request, setup), setup, escalation(SASHA)),
        "escalation.may_not": (escalated(named, its), its, escalation(SASHA)),
        "escalation.nobody": (escalated(waiting[0], waiting[1]), waiting[1], escalation(STARTER)),
        "escalation.over": (*over, escalation(SASHA)),
        "escalation.rejected": (*stands["rejected"], escalation(SASHA)),
        "to_fulfil.former": (over[0], removed, over[0].fulfil_card(SASHA)),
    }


def _news(stands: dict[str, Stand]) -> dict[str, tuple[Request, Setup, Slot]]:
    """A new message for each step, to who asked."""
    parts = {
        "approved": "approved",
        "sandbox_held_up": "approved",
        "sandbox_approved": "approved",
        "one_rejected": "rejected",
        "rejected": "rejected",
        "sandbox_rejected": "rejected",
        "invited": "invited",
        "invited_in_part": "invited",
        "sales_insight_actions_invited": "invited",
        "sandbox_created": "account",
        "sandbox_at_adobe": "at_adobe",
        "expired": "expired",
        "cancelled": "closed",
        "sandbox_not_owned": "closed",
        "left_out": "left_out",
        "left_out_open": "left_out",
        "left_out_over": "left_out",
        "all_left_out": "closed",
        "no_admin": "no_admin",
        "no_admin_approved": "approved",
        "no_admin_left": "approved",
        "no_admin_successor": "approved",
        "withdrawn_late": "withdrawn",
        "withdrawn_then_invited": "invited",
        "sandbox_withdrawn": "withdrawn",
        "sandbox_withdrawn_then_created": "account",
    }
    shown = {}
    for state, what in parts.items():
        request, setup = stands[state]
        to = SASHA if what == "withdrawn" else REQUESTER
        part = f"{what}.{request.edition}"
        shown[f"request_news.{state}"] = request, setup, _slot(Card.REQUEST_NEWS, to, part)
    return shown


def _later(stands: dict[str, Stand]) -> dict[str, tuple[Request, Setup, Slot]]:
    """When nobody does anything: what the requester hears, and who can change it."""
    request, setup = stands["open"]
    news = partial(_slot, Card.REQUEST_NEWS)
    directly = asked_directly(request, setup, (APPROVER, SALOME))
    own = setup.model_copy(update={"people": dict.fromkeys(PEOPLE, REQUESTER)})
    shown = {
        "request_news.nudge": (nudged(request, setup), setup, news(REQUESTER, "nudge.1")),
        "request_news.escalated": (escalated(request, setup), setup, news(REQUESTER, "escalated")),
        "request_news.escalated_to_nobody": (
            escalated(request, own),
            own,
            news(REQUESTER, "escalated"),
        ),
        "request_news.escalated_nobody": (
            escalated(nudged(request, setup, Nobody.MEMBERS), setup),
            setup,
            news(REQUESTER, "escalated"),
        ),
        "request_news.escalated_to_nobody_nobody": (
            escalated(nudged(request, own, Nobody.MEMBERS), own),
            own,
            news(REQUESTER, "escalated"),
        ),
        "request_news.lies": (*stands["invited_in_part"], news(REQUESTER, "lies")),
        "request_news.lies_held_up": (*stands["sandbox_held_up"], news(STARTER, "lies")),
        "request_news.lies_over": (*stands["invited"], news(REQUESTER, "lies")),
        "request_news.decided_since": (*stands["approved"], news(REQUESTER, "nudge.1")),
        "request_news.directly": (directly, setup, news(REQUESTER, "directly")),
        "request_news.expired_then_asked": (
            asked_again(*stands["expired"]),
            setup,
            news(REQUESTER, "expired"),
        ),
        "request_news.directly_is_back": (
            back(directly, setup),
            setup,
            news(REQUESTER, "directly"),
        ),
        "request_news.an_admin": (*stands["approved"], news(REQUESTER, "no_admin.1")),
        "request_news.no_admin_over": (*stands["invited"], news(REQUESTER, "no_admin.1")),
        "request_news.somebody": (request, setup, news(REQUESTER, "nobody.0")),
        "request_news.sandbox_expired": (
            expired(*stands["sandbox_open"]),
            setup,
            news(REQUESTER, "expired"),
        ),
        "request_news.nobody_left": (
            nudged(request, setup, Nobody.MEMBERS),
            setup,
            news(STARTER, "nobody.1"),
        ),
    }
    for why in Nobody:
        stand = stands[f"nobody_{why}"]
        shown[f"request_news.nobody_{why}"] = (*stand, news(REQUESTER, "nobody.0"))
        shown[f"request_news.nobody_{why}_starter"] = (*stand, news(STARTER, "nobody.0"))
    return shown


def _fulfilled(stands: dict[str, Stand]) -> dict[str, tuple[Request, Setup, Slot]]:
    """Who is reminded of what is approved, and what those people read for whom it was done."""
    shown: dict[str, tuple[Request, Setup, Slot]] = {}
    for state in ("approved", "sandbox_approved", "sandbox_at_adobe", "sandbox_held_up"):
        request, setup = stands[state]
        once = reminded(request, setup)
        twice = reminded(once, setup)
        slot = once.reminder_cards()[0]
        shown[f"fulfil_reminder.{state}"] = once, setup, slot
        shown[f"fulfil_reminder.{state}_newer"] = twice, setup, slot
    of_actions, actions = stands["sales_insight_actions_approved"]
    again = reminded(of_actions, actions)
    slot = again.reminder_cards()[0]
    shown["fulfil_reminder.sales_insight_actions"] = again, actions, slot
    done, setup = stands["invited"]
    shown["fulfil_reminder.over"] = done, setup, _slot(Card.FULFIL_REMINDER, SASHA, "1")
    held_up, _ = stands["sandbox_held_up"]
    owns = stands["sandbox_approved"][1]
    answered = following(reminded(held_up, wanting(a_setup())), owns)
    shown["fulfil_reminder.answered"] = answered, owns, _slot(Card.FULFIL_REMINDER, MARA, "1")
    for state in ("invited", "sandbox_created", "sales_insight_actions_invited"):
        request, setup = stands[state]
        shown[f"fulfilled.{state}"] = request, setup, request.person_card(0)
    own = sandbox(owns, held_up.people[0].email, for_whom=REQUESTER)
    own = with_account(approved(opened(own, owns), owns), owns)
    to = _slot(Card.REQUEST_NEWS, REQUESTER, "account")
    shown["request_news.own_account"] = own, owns, to
    return shown


def _slot(card: Card, to: str, part: str = "") -> Slot:
    return Slot(card=card, to=to, part=part)


def _questions(typed: Typed) -> Messages:
    """To the Marketo admin: whether the company owns a sandbox."""
    setup = a_setup(Stage.READY, name=typed.name)
    actions = wanting(a_setup(product=Product.ACTIONS))
    former = changed(wanting(setup), {Role.MARKETO_ADMIN: NINA})
    other = changed(owning(setup, False), {Role.MARKETO_ADMIN: NINA})
    to_mara = _slot(Card.SANDBOX_QUESTION, MARA)
    states = {
        "asked": wanting(setup),
        "owned": owning(setup),
        "not_owned": owning(setup, False),
        "former": former,
        "not_owned_former": other,
        "sales_insight_actions": actions,
    }
    return {
        f"sandbox_question.{state}": partial(setup_card, one, to_mara)
        for state, one in states.items()
    }
