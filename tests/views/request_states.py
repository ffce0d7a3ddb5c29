"""Each state of a request, as its own steps make it."""

from typing import TypeAlias

from bot.domain.request import Nobody, PersonState, Request
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Product, Stage

from .bends import changed, gone
from .requests import (
    approved,
    at_adobe,
    cancelled_with,
    expired,
    following,
    invited,
    invites,
    left_out,
    opened,
    owning,
    rejected,
    sandbox,
    stuck,
    wanting,
    with_account,
    with_approvers,
    withdrawn,
)
from .states import NINA, SASHA, STARTER, a_setup
from .typed import Typed

Stand: TypeAlias = tuple[Request, Setup]


def of_invites(typed: Typed) -> dict[str, Stand]:
    """Each state of a request for invites, by its name."""
    setup = a_setup(Stage.READY, name=typed.name)
    named, actions = with_approvers(setup), a_setup(Stage.READY, product=Product.ACTIONS)
    asked = invites(setup, typed.emails, typed.why)
    is_open = opened(asked, setup)
    some = rejected(is_open, setup, 0, why=typed.why or "no")
    is_approved = approved(is_open, setup)
    without = gone(setup, SASHA)
    nobody = gone(without, STARTER)
    following_admin = changed(without, {Role.SALES_CONNECT_ADMIN: NINA})
    of_actions = opened(invites(actions, typed.emails), actions)
    part = invited(approved(some, setup), setup, 1)
    alone = opened(invites(setup, typed.emails[:1]), setup)
    left = part.emails(PersonState.APPROVED)
    over = left_out(part, setup, *left) if left else part
    stands = {
        "asked": (asked, setup),
        "open": (is_open, setup),
        "open_for_named": (opened(invites(named, typed.emails, typed.why), named, ()), named),
        "alone": (alone, setup),
        "one_rejected": (some, setup),
        "rejected": (rejected(some, setup, why=typed.why or "no"), setup),
        "rejected_at_once": (rejected(alone, setup, why=typed.why or "no"), setup),
        "approved": (is_approved, setup),
        "approved_in_part": (approved(some, setup), setup),
        "approved_alone": (approved(alone, setup), setup),
        "invited_in_part": (part, setup) if len(typed.emails) > 2 else (is_approved, setup),
        "invited": (invited(is_approved, setup), setup),
        "withdrawn": (withdrawn(is_open, setup), setup),
        "withdrawn_late": (withdrawn(is_approved, setup), setup),
        "withdrawn_in_part": (withdrawn(part if left else is_approved, setup), setup),
        "withdrawn_then_invited": (invited(withdrawn(is_approved, setup), setup), setup),
        "left_out": (left_out(is_approved, setup, typed.emails[0]), setup),
        "left_out_open": (
            left_out(is_open, setup, typed.emails[0], connected=typed.emails[1:2]),
            setup,
        ),
        "left_out_over": (over, setup),
        "all_left_out": (left_out(is_open, setup, *typed.emails), setup),
        "no_admin_open": (following(is_open, without), without),
        "no_admin": (following(is_approved, without), without),
        "no_admin_approved": (approved(is_open, without), without),
        "no_admin_left": (approved(is_open, nobody), nobody),
        "no_admin_successor": (approved(is_open, following_admin), following_admin),
        "expired": (expired(is_open, setup), setup),
        "cancelled": cancelled_with(is_open, setup),
        "sales_insight_actions_open": (of_actions, actions),
        "sales_insight_actions_approved": (approved(of_actions, actions), actions),
        "sales_insight_actions_invited": (
            invited(approved(of_actions, actions), actions),
            actions,
        ),
    }
    return stands | {
        f"nobody_{why}": (stuck(invites(one, typed.emails), one, why), one)
        for why, one in (
            (Nobody.CHANNEL, setup),
            (Nobody.ARCHIVED, setup),
            (Nobody.APPROVERS, named),
            (Nobody.GROUP, named),
            (Nobody.MEMBERS, setup),
        )
    }


def of_sandbox(typed: Typed) -> dict[str, Stand]:
    """Each state of a request for a sandbox account."""
    setup = a_setup(Stage.READY, name=typed.name)
    waits, owns, owns_none = wanting(setup), owning(setup), owning(setup, False)
    asked = sandbox(setup, typed.emails[0], typed.why)
    is_open, on_road = opened(asked, waits), opened(asked, owns)
    is_approved = approved(on_road, owns)
    at, actions = at_adobe(is_approved, owns), owning(a_setup(product=Product.ACTIONS))
    of_actions = approved(opened(sandbox(actions, typed.emails[0]), actions), actions)
    return {
        "sandbox_open": (is_open, waits),
        "sandbox_owned_open": (on_road, owns),
        "sandbox_held_up": (approved(is_open, waits), waits),
        "sandbox_approved": (is_approved, owns),
        "sandbox_at_adobe": (at, owns),
        "sandbox_created": (with_account(at, owns), owns),
        "sandbox_rejected": (rejected(is_open, waits, why=typed.why or "no"), waits),
        "sandbox_withdrawn": (withdrawn(at, owns), owns),
        "sandbox_withdrawn_then_created": (with_account(withdrawn(at, owns), owns), owns),
        "sandbox_not_owned": (following(is_open, owns_none), owns_none),
        "sandbox_sales_insight_actions": (of_actions, actions),
    }
