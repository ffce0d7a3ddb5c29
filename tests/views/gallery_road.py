"""The cards of a setup on the straight road, at each stage, and where it bends a little."""

from bot.domain.checklists import Checklist
from bot.domain.commands import BecomeReady
from bot.domain.effects import Card, Slot
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.stages import Kind, Prerequisite, Product, Side, Stage

from .bends import changed, connected_by_itself, long_connected, prepared, ticked, walked
from .bends import with_organization as with_one
from .bends import with_organizations as with_two
from .states import (
    BOTH_ADMINS,
    CHANNEL,
    MARA,
    NINA,
    NO_SALESFORCE,
    OURSELVES,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    after,
    started_early,
    with_workspaces,
)
from .typed import Shown, Typed

CONNECTED_ON = (Stage.CONNECTED, Stage.READY, Stage.PROVISIONING, Stage.DONE)
_CARD = {
    "starter": Setup.starter_card,
    "marketo_admin": Setup.marketo_card,
    "sales_connect_admin": Setup.sales_connect_card,
    "salesforce_admin": Setup.salesforce_card,
    "connection": Setup.wait_card,
    "credentials": Setup.credentials_card,
    "ready": Setup.ready_card,
}


def of(setup: Setup, state: str, *cards: str) -> Shown:
    """These cards of a setup, each named for its state."""
    shown: Shown = {}
    for card in cards:
        slot = _CARD[card](setup)
        assert slot is not None
        assert slot.card == card
        shown[f"{card}.{state}"] = setup, slot
    return shown


def road_cards(typed: Typed) -> Shown:
    shown = _at_each_stage(typed)
    for part in (_variants, _one_admin, _by_itself, _salesforce, _the_wait):
        shown |= part(typed)
    return shown


def _at_each_stage(typed: Typed) -> Shown:
    shown: Shown = {}
    for stage in Stage:
        workspaces = typed.workspaces if stage in (*CONNECTED_ON, Stage.CANCELLED) else ()
        setup = a_setup(stage, name=typed.name, workspaces=workspaces)
        shown |= of(setup, stage, "starter", "marketo_admin", "sales_connect_admin")
        shown |= of(setup, stage, "salesforce_admin")
        if setup.handed_over:
            shown |= of(setup, stage, "credentials")
        if setup.ready_at and stage is not Stage.CONNECTED:
            shown |= of(setup, stage, "ready")
        if stage in (Stage.READY, Stage.CANCELLED):
            channel = Slot(card=Card.CHANNEL_READY, to=CHANNEL)
            shown[f"channel_ready.{stage}"] = setup, channel
        if stage is Stage.CANCELLED:
            shown["cancelled.cancelled"] = setup, Slot(card=Card.CANCELLED, to=MARA)
    return shown


def _variants(typed: Typed) -> Shown:
    """What was bought and confirmed, and who is named."""
    bare = a_setup(prerequisites=frozenset(), people=NO_SALESFORCE)
    sandbox = a_setup(kind=Kind.SANDBOX, name=typed.name, prerequisites=frozenset())
    bought = a_setup(
        kind=Kind.SANDBOX, name=typed.name, prerequisites=frozenset({Prerequisite.SANDBOX})
    )
    begun = bought.model_copy(update={"of_production": True})
    first = ("starter", "marketo_admin", "sales_connect_admin", "salesforce_admin")
    shown = {
        **of(bare, "nothing_confirmed", "starter"),
        **of(bare, "no_salesforce_admin", "sales_connect_admin"),
        **of(sandbox, "sandbox", "starter", "marketo_admin", "sales_connect_admin"),
        **of(bought, "sandbox_bought", "starter"),
        **of(begun, "sandbox_of_production", *first),
    }
    for stage in (Stage.NAMED, Stage.HANDED_OVER, Stage.REVEALED, Stage.CONNECTED, Stage.READY):
        actions = a_setup(stage, product=Product.ACTIONS, prerequisites=frozenset())
        state = f"{Product.ACTIONS}_{stage}"
        shown |= of(actions, state, "starter", "marketo_admin", "sales_connect_admin")
        if stage is Stage.NAMED:
            shown |= of(actions, state, "salesforce_admin")
        if actions.handed_over:
            shown |= of(actions, state, "credentials")
        if stage is Stage.READY:
            shown |= of(actions, state, "ready")
            shown[f"channel_ready.{state}"] = actions, Slot(card=Card.CHANNEL_READY, to=CHANNEL)
    return shown


def _one_admin(typed: Typed) -> Shown:
    """One person is both admins: nothing is handed over."""
    shown: Shown = {}
    for stage in Stage:
        if stage in (Stage.HANDED_OVER, Stage.REVEALED):
            continue
        setup = a_setup(stage, name=typed.name, people=BOTH_ADMINS)
        shown |= of(setup, f"one_admin_{stage}", "starter", "sales_connect_admin")
        if stage in CONNECTED_ON[:2]:
            shown |= of(setup, f"one_admin_{stage}", "connection")
    itself = connected_by_itself(a_setup(name=typed.name, people=BOTH_ADMINS))
    shown |= of(itself, "one_admin_by_itself", "starter", "sales_connect_admin", "connection")
    return shown


def _by_itself(typed: Typed) -> Shown:
    """Marketo connected: nothing is handed over, or what was is of no use."""
    named = a_setup(name=typed.name)
    waits = connected_by_itself(named)
    three = ("starter", "marketo_admin", "sales_connect_admin")
    unopened = connected_by_itself(a_setup(Stage.HANDED_OVER, name=typed.name))
    opened = connected_by_itself(a_setup(Stage.REVEALED, name=typed.name))
    over = long_connected(named)
    handed_on = changed(a_setup(Stage.HANDED_OVER, name=typed.name), {Role.MARKETO_ADMIN: NINA})
    return {
        **of(handed_on, "other_sender", "starter"),
        **of(connected_by_itself(handed_on), "by_itself_other_sender", "starter"),
        **of(waits, "by_itself", *three, "connection"),
        **of(over, "by_itself_long", *three, "connection", "ready"),
        **of(unopened, "by_itself_unopened", "credentials", "connection", "marketo_admin"),
        **of(opened, "by_itself_opened", "credentials"),
    }


def _salesforce(typed: Typed) -> Shown:
    """Checklists, and the Organization IDs of the two sides."""
    named = a_setup(name=typed.name)
    one, other = typed.organizations
    four = ("starter", "marketo_admin", "sales_connect_admin", "salesforce_admin")
    done = named
    for checklist, by in (
        (Checklist.SALESFORCE, SALOME),
        (Checklist.SALES_CONNECT, SASHA),
        (Checklist.MARKETO, MARA),
        (Checklist.PREREQUISITES, STARTER),
    ):
        done = ticked(done, checklist, by)
    differ = with_two(named, one, other)
    told = Slot(card=Card.ORGANIZATIONS, part="1", to=SALOME)
    return {
        **of(done, "all_ticked", *four),
        **of(with_one(named, Side.MARKETO, one), "organization_of_marketo", *four),
        **of(with_one(named, Side.SALES_CONNECT, one), "organization_of_sales_connect", "starter"),
        **of(with_two(named, one, one), "organizations_same", "starter", "salesforce_admin"),
        **of(differ, "organizations_differ", "starter", "salesforce_admin"),
        "organizations.differ": (differ, told),
        "organizations.newer": (with_two(differ, other, one), told),
        "organizations.same": (with_one(differ, Side.SALES_CONNECT, one), told),
        "organizations.sales_insight_actions": (
            with_two(a_setup(product=Product.ACTIONS), one, other),
            told,
        ),
    }


def _the_wait(typed: Typed) -> Shown:
    """The card that walks through what is open yet, and the reminder at its end."""
    no_list = a_setup(Stage.CONNECTED, name=typed.name)
    walk = walked(with_workspaces(no_list, typed.workspaces))
    ready = a_setup(Stage.READY, name=typed.name)
    early = started_early(no_list)
    differ = with_two(no_list, *typed.organizations)
    return {
        **of(no_list, "no_workspaces_known", "credentials", "marketo_admin"),
        **of(walk, "walked", "credentials"),
        **of(walked(connected_by_itself(a_setup())), "walked", "connection"),
        **of(differ, "organizations_differ", "credentials"),
        **of(early, "started_early", "ready", "starter", "credentials"),
        **of(prepared(ready), "prepared", "ready"),
        **of(prepared(ready, people=1), "prepared_one", "ready"),
        **of(after(walk, BecomeReady(walk.id), OURSELVES), "walked", "ready"),
    }
