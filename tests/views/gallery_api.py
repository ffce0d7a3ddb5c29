"""The optional pair that reads Marketo: its windows, its message, its line on a card."""

from functools import partial

from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiAccess, ApiSays
from bot.domain.stages import Product, Stage
from bot.views.api_cards import (
    api_access_modal,
    api_checked_modal,
    api_checking_modal,
    api_gone_modal,
    api_slow_modal,
)

from .bends import changed, changed_card
from .credential_bends import DENIED, api_answered, api_checked, api_given
from .gallery_road import of
from .states import BOTH_ADMINS, MARA, NINA, a_setup
from .typed import Modals, Shown, Typed


def api_cards(typed: Typed) -> Shown:
    named = a_setup(name=typed.name)
    both = a_setup(name=typed.name, people=BOTH_ADMINS)
    shown: Shown = {}
    for says in ApiSays:
        setup, alone = (_answered(one, says, typed) for one in (named, both))
        shown |= of(setup, f"api_{says}", "marketo_admin")
        shown |= of(alone, f"one_admin_api_{says}", "sales_connect_admin")
        shown[f"api_access.{says}"] = setup, setup.api_card()
        shown[f"api_access.one_admin_{says}"] = alone, alone.api_card()
    ready = _answered(a_setup(Stage.READY, name=typed.name), ApiSays.WORKS, typed)
    one = api_checked(named, ApiSays.WORKS, typed.from_marketo[:1])
    lacks_one = api_checked(named, ApiSays.DENIED, denied=DENIED[:1])
    return {
        **shown,
        **_of_two_pairs(typed),
        **of(ready, "ready_with_api", "marketo_admin", "starter"),
        "api_access.one_workspace": (one, one.api_card()),
        "api_access.denied_one": (lacks_one, lacks_one.api_card()),
    }


def _answered(setup: Setup, says: ApiSays, typed: Typed) -> Setup:
    return api_checked(setup, says, typed.from_marketo, unread=typed.unread)


def _of_two_pairs(typed: Typed) -> Shown:
    """A newer one while the former works, and what becomes of both."""
    works = _answered(a_setup(name=typed.name), ApiSays.WORKS, typed)
    newer = api_given(works)
    back = api_answered(newer, 2, ApiSays.REFUSED)
    none_left = api_answered(back, 1, ApiSays.REFUSED)
    other = changed(works, {Role.MARKETO_ADMIN: NINA})
    return {
        "api_access.replaced": (newer, works.api_card()),
        "api_access.former": (other, works.api_card()),
        "api_access.newer_refused": (back, newer.api_card()),
        "api_access.both_refused": (none_left, newer.api_card()),
        **of(back, "api_newer_refused", "marketo_admin"),
        "people_changed.gave_api_access": (other, changed_card(other, MARA)),
    }


def api_modals(typed: Typed) -> Modals:
    named = a_setup(name=typed.name)
    both = api_checked(a_setup(name=typed.name, people=BOTH_ADMINS), ApiSays.WORKS)
    actions = a_setup(product=Product.ACTIONS)
    newer = api_given(_answered(named, ApiSays.WORKS, typed))
    shown: Modals = {
        "modal_api_access.empty": partial(api_access_modal, named),
        "modal_api_access.one_admin": partial(api_access_modal, both),
        "modal_api_access.sales_insight_actions": partial(api_access_modal, actions),
        "modal_api_access.newer": partial(api_access_modal, newer),
        "modal_api_checking.saved": api_checking_modal,
        "modal_api_slow.waiting": api_slow_modal,
        "modal_api_gone.replaced": api_gone_modal,
        "modal_api_checked.newer_refused": partial(api_checked_modal, _refused(newer), ()),
    }
    for says in ApiSays:
        setup = _answered(named, says, typed)
        assert setup.api_access
        names = typed.from_marketo if says is ApiSays.WORKS else ()
        shown[f"modal_api_access.{says}"] = partial(api_access_modal, setup)
        if says is not ApiSays.CHECKING:
            shown[f"modal_api_checked.{says}"] = partial(api_checked_modal, setup.api_access, names)
    return shown


def _refused(setup: Setup) -> ApiAccess:
    """What the window is told before it is put on record, as bot/work/looks.py makes it."""
    assert setup.api_access
    return setup.api_access.model_copy(update={"says": ApiSays.REFUSED})
