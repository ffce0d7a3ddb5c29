"""The optional pair that reads Marketo: its windows, its message, its line on a card."""

from functools import partial

from bot.domain.roles import Role
from bot.domain.setup_parts import ApiSays
from bot.domain.stages import Product, Stage
from bot.views.api_cards import api_access_modal, api_checked_modal, api_checking_modal

from .bends import changed
from .credential_bends import api_checked, api_given
from .gallery_road import of
from .states import BOTH_ADMINS, NINA, a_setup
from .typed import Modals, Shown, Typed


def api_cards(typed: Typed) -> Shown:
    named = a_setup(name=typed.name)
    both = a_setup(name=typed.name, people=BOTH_ADMINS)
    shown: Shown = {}
    for says in ApiSays:
        setup, alone = (api_checked(one, says, typed.from_marketo) for one in (named, both))
        shown |= of(setup, f"api_{says}", "marketo_admin")
        shown |= of(alone, f"one_admin_api_{says}", "sales_connect_admin")
        shown[f"api_access.{says}"] = setup, setup.api_card()
        shown[f"api_access.one_admin_{says}"] = alone, alone.api_card()
    works = api_checked(named, ApiSays.WORKS, typed.from_marketo)
    ready = api_checked(a_setup(Stage.READY, name=typed.name), ApiSays.WORKS, typed.from_marketo)
    one = api_checked(named, ApiSays.WORKS, typed.from_marketo[:1])
    other = changed(works, {Role.MARKETO_ADMIN: NINA})
    return {
        **shown,
        **of(ready, "ready_with_api", "marketo_admin", "starter"),
        "api_access.one_workspace": (one, one.api_card()),
        "api_access.replaced": (api_given(works), works.api_card()),
        "api_access.former": (other, works.api_card()),
    }


def api_modals(typed: Typed) -> Modals:
    named = a_setup(name=typed.name)
    both = api_checked(a_setup(name=typed.name, people=BOTH_ADMINS), ApiSays.WORKS)
    actions = a_setup(product=Product.ACTIONS)
    shown: Modals = {
        "modal_api_access.empty": partial(api_access_modal, named),
        "modal_api_access.one_admin": partial(api_access_modal, both),
        "modal_api_access.sales_insight_actions": partial(api_access_modal, actions),
        "modal_api_checking.saved": api_checking_modal,
    }
    for says in ApiSays:
        setup = api_checked(named, says, typed.from_marketo)
        assert setup.api_access
        names = typed.from_marketo if says is ApiSays.WORKS else ()
        shown[f"modal_api_access.{says}"] = partial(api_access_modal, setup)
        if says is not ApiSays.CHECKING:
            shown[f"modal_api_checked.{says}"] = partial(api_checked_modal, setup.api_access, names)
    return shown
