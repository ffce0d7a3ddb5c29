"""Every modal, for everybody who may open it, empty and filled."""

from functools import cache, partial

from bot.domain.checklists import Checklist
from bot.domain.refusals import NoSuchSetup
from bot.domain.roles import Role
from bot.domain.stages import Kind, Product, Side, Stage
from bot.views import modals
from bot.views.checklist_modals import checklist_modal, organization_modal
from bot.views.people_modals import change_people_modal, settings_modal
from bot.views.refusals import words

from .bends import (
    declined,
    gone,
    in_succession,
    ticked,
    with_organization,
    with_settings,
)
from .gallery_api import api_modals
from .gallery_credentials import credential_modals
from .gallery_previews import run_modals
from .gallery_request_windows import request_modals_shown
from .states import (
    ADAM,
    BOTH_ADMINS,
    MARA,
    NO_SALESFORCE,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
)
from .typed import Modals, Typed


@cache
def all_modals(typed: Typed) -> Modals:
    ready = a_setup(Stage.READY, name=typed.name)
    listed = a_setup(Stage.READY, name=typed.name, workspaces=typed.workspaces)
    shown: Modals = {
        "modal_setup.empty": modals.setup_modal,
        "modal_workspaces.empty": partial(modals.workspaces_modal, ready),
        "modal_workspaces.filled": partial(modals.workspaces_modal, listed),
        "modal_notice.refusal": lambda say: modals.notice_modal(words(NoSuchSetup(), say), say),
    }
    shown |= request_modals_shown(typed)
    of_credentials = credential_modals(typed) | api_modals(typed)
    return shown | of_credentials | run_modals(typed) | _of_the_owner(typed) | _checklists(typed)


def _of_the_owner(typed: Typed) -> Modals:
    setup, done = a_setup(name=typed.name), a_setup(Stage.DONE, name=typed.name)
    handed_over = a_setup(Stage.HANDED_OVER, name=typed.name)
    missing = gone(declined(setup, Role.SALESFORCE_ADMIN), SASHA)
    successor = in_succession(done)
    alone = a_setup(people=dict.fromkeys(NO_SALESFORCE, STARTER))
    unsure = declined(successor, Role.SUCCESSOR)
    change = change_people_modal
    return {
        "modal_change_people.starter": partial(change, setup, STARTER),
        "modal_change_people.slack_admin": partial(change, setup, ADAM),
        "modal_change_people.handed_over": partial(change, handed_over, STARTER),
        "modal_change_people.missing": partial(change, missing, STARTER),
        "modal_change_people.starter_deactivated": partial(change, gone(setup, STARTER), ADAM),
        "modal_change_people.connected": partial(change, done, STARTER),
        "modal_change_people.successor": partial(change, successor, STARTER),
        "modal_change_people.successor_missing": partial(change, unsure, STARTER),
        "modal_change_people.no_salesforce_admin": partial(
            change, a_setup(people=NO_SALESFORCE), STARTER
        ),
        "modal_change_people.alone": partial(change, alone, STARTER),
        "modal_settings.empty": partial(settings_modal, setup),
        "modal_settings.filled": partial(
            settings_modal, with_settings(setup, typed.group, typed.domains)
        ),
    }


def _checklists(typed: Typed) -> Modals:
    setup = ticked(a_setup(name=typed.name), Checklist.SALES_CONNECT, SASHA)
    sandbox = a_setup(kind=Kind.SANDBOX, name=typed.name, prerequisites=frozenset())
    actions = a_setup(product=Product.ACTIONS, people=BOTH_ADMINS)
    nobody = a_setup(people=NO_SALESFORCE)
    everything = a_setup(people=dict.fromkeys(BOTH_ADMINS, STARTER))
    known = with_organization(setup, Side.MARKETO, typed.organizations[0])
    shown: Modals = {}
    for role, who in (
        ("starter", STARTER),
        ("marketo_admin", MARA),
        ("sales_connect_admin", SASHA),
    ):
        shown[f"modal_checklist.{role}"] = partial(checklist_modal, setup, who)
    for role, who in (("marketo_admin", MARA), ("sales_connect_admin", SASHA)):
        shown[f"modal_organization.{role}"] = partial(organization_modal, setup, who)
    return shown | {
        "modal_checklist.salesforce_admin": partial(checklist_modal, setup, SALOME),
        "modal_checklist.sandbox": partial(checklist_modal, sandbox, STARTER),
        "modal_checklist.nobody": partial(checklist_modal, nobody, STARTER),
        "modal_checklist.sales_insight_actions": partial(checklist_modal, actions, SASHA),
        "modal_checklist.everything": partial(checklist_modal, everything, STARTER),
        "modal_organization.salesforce_admin": partial(organization_modal, setup, SALOME),
        "modal_organization.other_side": partial(organization_modal, known, SALOME),
        "modal_organization.sales_insight_actions": partial(organization_modal, actions, SASHA),
        "modal_organization.alone": partial(organization_modal, everything, STARTER),
    }
