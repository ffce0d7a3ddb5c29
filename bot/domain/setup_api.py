"""The optional API-only pair, with which the bot reads workspaces and users from Marketo."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.commands import (
    CheckApiAccess,
    NoteApiChecked,
    RemoveApiAccess,
    SaveApiAccess,
)
from bot.domain.decision import By, Decision
from bot.domain.effects import CheckApi, Due, Slot
from bot.domain.names import clean_name
from bot.domain.outcome import Outcome, Rules
from bot.domain.people import Actor
from bot.domain.refusals import NoApiAccess
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiAccess, ApiSays
from bot.domain.telling import notify, refresh
from bot.domain.workspaces import listed

# The window that waits must stand before its answer comes: Slack draws it after our own answer.
SHOWN_BY_THEN: Final = timedelta(seconds=1)


def _own_card(setup: Setup) -> Slot:
    """Who is both admins has one card for all of it."""
    return setup.sales_connect_card() if setup.one_admin else setup.marketo_card()


def save(setup: Setup, command: SaveApiAccess, by: By, now: datetime, rules: Rules) -> Decision:
    assert isinstance(by, Actor)
    number = setup.api_pairs + 1
    # A typing error must not cost a pair that works: it stays until Marketo has answered.
    former, burnt = _proven(setup.api_access)
    access = ApiAccess(number=number, by=by.user_id, at=now, former=former)
    after = setup.model_copy(update={"api_access": access, "api_pairs": number})
    check = CheckApi(setup_id=setup.id, number=number, by=by.user_id, view_id=command.view_id)
    # The card of a former pair says that there is a newer one.
    cards = refresh(after, _own_card(after), setup.api_card() if setup.api_pairs else None)
    effects = (Due(check, now + SHOWN_BY_THEN), *cards)
    return Outcome(after, effects, keep_access=command.pair, burn_access=burnt)


def _proven(access: ApiAccess | None) -> tuple[ApiAccess | None, tuple[int, ...]]:
    """The one pair that Marketo is known to take, and the numbers of those that nobody needs."""
    if access is None:
        return None, ()
    former, own = access.former, access if access.has_worked and access.is_kept else None
    is_better = former and (own is None or former.says is ApiSays.WORKS is not own.says)
    kept = former if is_better else own
    burnt = tuple(one for one in access.numbers() if kept is None or one != kept.number)
    return kept and kept.model_copy(update={"former": None}), burnt


def check(setup: Setup, command: CheckApiAccess, by: By, now: datetime, rules: Rules) -> Decision:
    assert isinstance(by, Actor)
    access = setup.api_access
    if access is None or not access.is_kept:
        return NoApiAccess()
    asked = access.model_copy(update={"says": ApiSays.CHECKING})
    after = setup.model_copy(update={"api_access": asked})
    look = CheckApi(setup_id=setup.id, number=access.number, by=by.user_id, view_id=command.view_id)
    cards = refresh(after, _own_card(after), after.api_card())
    return Outcome(after, (Due(look, now + SHOWN_BY_THEN), *cards))


def remove(setup: Setup, command: RemoveApiAccess, by: By, now: datetime, rules: Rules) -> Decision:
    if setup.api_access is None:
        return NoApiAccess()
    after = setup.model_copy(update={"api_access": None})
    cards = refresh(after, _own_card(after), after.api_card())
    return Outcome(after, cards, burn_access=setup.api_access.numbers())


def note_checked(
    setup: Setup, command: NoteApiChecked, by: By, now: datetime, rules: Rules
) -> Decision:
    access = setup.api_access
    if access is None or not access.is_kept or access.number != command.number:
        return NoApiAccess()
    noted, burnt = _answered(access, command, now)
    after = _with_names(setup.model_copy(update={"api_access": noted}), command)
    cards = [_own_card(after)]
    if after.workspaces != setup.workspaces:
        cards += [after.starter_card(), after.wait_card(), after.ready_card()]
    told = refresh(after, after.api_card())
    if not command.was_shown and setup.marketo_admin not in setup.left_slack():
        told = notify(after, after.api_card())
    return Outcome(after, (*told, *refresh(after, *cards)), burn_access=burnt)


def _answered(
    access: ApiAccess, command: NoteApiChecked, now: datetime
) -> tuple[ApiAccess, tuple[int, ...]]:
    """The pair that is kept from now on, and the numbers of those that are not."""
    noted = access.model_copy(
        update={
            "says": command.says,
            "checked_at": now,
            "denied": command.denied,
            "detail": command.detail,
            "workspaces": len(command.workspaces),
            "users": command.users,
        }
    )
    match command.says:
        case ApiSays.REFUSED if access.former:
            says = access.former.says
            if says is ApiSays.CHECKING:  # nobody waits for that answer any more
                says = ApiSays.NO_ANSWER
            back = {"refused_later": access.number, "says": says}
            return access.former.model_copy(update=back), (access.number,)
        case ApiSays.REFUSED:
            return noted, (access.number,)
        case ApiSays.DENIED if access.former and access.former.says is ApiSays.WORKS:
            return noted.model_copy(update={"has_worked": True}), ()  # the former reads more
        case ApiSays.WORKS | ApiSays.DENIED:
            former = access.former.numbers() if access.former else ()
            return noted.model_copy(update={"former": None, "has_worked": True}), former
        case _:  # nobody knows whether the new one is any good
            return noted, ()


def _with_names(setup: Setup, command: NoteApiChecked) -> Setup:
    """What an admin typed stays; where nobody has, Marketo's own names are the list."""
    is_typed = setup.workspaces and not setup.workspaces_are_marketos
    names = listed(command.workspaces)
    if is_typed or not names:
        return setup
    found = {"workspaces": names, "workspaces_are_marketos": True}
    return setup.model_copy(update={**found, "default_workspace": clean_name(command.default)})
