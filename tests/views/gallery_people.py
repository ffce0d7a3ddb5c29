"""The cards of a setup whose people change or are missing."""

from bot.domain.effects import Card, Slot
from bot.domain.roles import Role
from bot.domain.setup_people import CHANGES_KEPT
from bot.domain.stages import Product, Stage

from .bends import (
    access_removed,
    called_off,
    changed,
    changed_card,
    declined,
    doubted,
    gone,
    in_succession,
    lost,
    taken_over,
)
from .gallery_road import of
from .states import (
    ADAM,
    CHANNEL,
    MARA,
    NINA,
    PEOPLE,
    SALOME,
    SASHA,
    STARTER,
    a_setup,
    handed_over_again,
)
from .typed import Shown, Typed

NAMED_ROLES = (Role.MARKETO_ADMIN, Role.SALES_CONNECT_ADMIN, Role.SALESFORCE_ADMIN)
NEXT = Role.SALES_CONNECT_ADMIN


def people_cards(typed: Typed) -> Shown:
    shown: Shown = {}
    for part in (_missing, _wanted, _changed, _handed_over_again, _succession, _unreachable):
        shown |= part(typed)
    return shown


def _missing(typed: Typed) -> Shown:
    """Nobody does this step until somebody else is named."""
    shown: Shown = {}
    named = a_setup(name=typed.name)
    for role in NAMED_ROLES:
        shown |= of(declined(named, role), "declined", role)
        shown |= of(gone(named, PEOPLE[role]), "deactivated", role)
        shown |= of(declined(named, role), f"declined_by_{role}", "starter")
    waits, unopened = doubted(named), doubted(a_setup(Stage.HANDED_OVER, name=typed.name))
    left = gone(a_setup(Stage.READY, name=typed.name), SASHA)
    return {
        **shown,
        **of(waits, "doubted", "sales_connect_admin", "marketo_admin", "starter"),
        **of(unopened, "doubted_unopened", "credentials", "marketo_admin"),
        **of(left, "deactivated_when_ready", "starter", "ready"),
    }


def _wanted(typed: Typed) -> Shown:
    """Who is asked for somebody else."""
    named, shown = a_setup(name=typed.name), Shown()
    for role in NAMED_ROLES:
        asks, left = declined(named, role), gone(named, PEOPLE[role])
        shown[f"person_wanted.{role}_declined"] = asks, asks.wanted_card(role)
        shown[f"person_wanted.{role}_deactivated"] = left, left.wanted_card(role)
    unsure, alone = doubted(named), gone(named, STARTER)
    successor = declined(in_succession(a_setup(Stage.DONE)), Role.SUCCESSOR)
    taken = in_succession(gone(a_setup(Stage.DONE, name=typed.name), SASHA))
    settled = changed(unsure, {NEXT: NINA})
    right = changed(unsure, {NEXT: SASHA})
    return {
        **shown,
        "person_wanted.doubted": (unsure, unsure.wanted_card(NEXT)),
        "person_wanted.starter_deactivated": (alone, alone.wanted_card(Role.STARTER)),
        "person_wanted.successor_declined": (successor, successor.wanted_card(Role.SUCCESSOR)),
        "person_wanted.successor_named": (taken, taken.wanted_card(NEXT)),
        "person_wanted.settled": (settled, unsure.wanted_card(NEXT)),
        "person_wanted.right_after_all": (right, unsure.wanted_card(NEXT)),
    }


def _changed(typed: Typed) -> Shown:
    """Other people: what the former, the new and the others read."""
    named, shown = a_setup(name=typed.name), Shown()
    for role in (*NAMED_ROLES, Role.STARTER):
        other = changed(named, {role: NINA})
        shown[f"people_changed.{role}"] = other, changed_card(other, PEOPLE[role])
        shown[f"{role}.former"] = other, Slot(card=Card(role), to=PEOPLE[role])
        shown |= of(other, "new", role)
    nobody = changed(named, {Role.SALESFORCE_ADMIN: None})
    somebody = changed(nobody, {Role.SALESFORCE_ADMIN: SALOME})
    two = changed(named, {Role.MARKETO_ADMIN: NINA, Role.SALESFORCE_ADMIN: MARA})
    many = two
    for number in range(CHANGES_KEPT):
        many = changed(many, {Role.SALESFORCE_ADMIN: (SALOME, MARA)[number % 2]})
    both = changed(a_setup(Stage.REVEALED), {Role.MARKETO_ADMIN: SASHA})
    ready = changed(gone(a_setup(Stage.READY), SASHA), {NEXT: NINA})
    return {
        **shown,
        "people_changed.nobody_else": (nobody, changed_card(nobody, SALOME)),
        "people_changed.somebody_again": (somebody, changed_card(somebody, MARA)),
        "people_changed.two": (two, changed_card(two, SASHA)),
        "people_changed.old": (many, Slot(card=Card.PEOPLE_CHANGED, part="1", to=SASHA)),
        "salesforce_admin.nobody": (nobody, Slot(card=Card.SALESFORCE_ADMIN, to=SALOME)),
        "marketo_admin.both_now": (both, both.marketo_card()),
        **of(both, "both_now", "sales_connect_admin"),
        "people_changed.successor_named": (ready, changed_card(ready, MARA)),
    }


def _handed_over_again(typed: Typed) -> Shown:
    """Another recipient: the Marketo admin has to hand over anew."""
    unopened = changed(a_setup(Stage.HANDED_OVER, name=typed.name), {NEXT: NINA})
    opened = changed(a_setup(Stage.REVEALED, name=typed.name), {NEXT: NINA})
    card = Slot(card=Card.HAND_OVER_AGAIN, part="1", to=MARA)
    first = Slot(card=Card.CREDENTIALS, part="1", to=SASHA)
    other_sender = changed(opened, {Role.MARKETO_ADMIN: SALOME})
    confirmed = changed(doubted(a_setup(name=typed.name)), {NEXT: SASHA})
    again = confirmed.named_again_card()
    return {
        "hand_over_again.older": (changed(unopened, {NEXT: ADAM}), card),
        "hand_over_again.confirmed": (confirmed, again),
        "hand_over_again.confirmed_then_another": (changed(confirmed, {NEXT: NINA}), again),
        "hand_over_again.unopened": (unopened, card),
        "hand_over_again.opened": (opened, card),
        "hand_over_again.done": (handed_over_again(opened), card),
        "hand_over_again.former": (other_sender, card),
        "credentials.withdrawn": (unopened, first),
        "marketo_admin.withdrawn": (unopened, unopened.marketo_card()),
        "expired.withdrawn": (unopened, Slot(card=Card.EXPIRED, part="1", to=MARA)),
    }


def _succession(typed: Typed) -> Shown:
    """The connection changes hands: each phase, for who has it and for who gets it."""
    begun = in_succession(a_setup(Stage.READY, name=typed.name))
    removed, without = access_removed(begun), gone(begun, SASHA)
    over, off, anew = taken_over(removed), called_off(begun), lost(removed)
    waits = taken_over(access_removed(in_succession(a_setup(Stage.CONNECTED, name=typed.name))))
    actions = in_succession(a_setup(Stage.DONE, product=Product.ACTIONS))
    phases = {
        "begun": begun,
        "access_removed": removed,
        "without_the_former": without,
        "taken_over": over,
        "called_off": off,
        "lost": anew,
        "sales_insight_actions_begun": actions,
        "sales_insight_actions_removed": access_removed(actions),
    }
    shown: Shown = {}
    for state, setup in phases.items():
        for reader, who in (("former", SASHA), ("successor", NINA)):
            slot = Slot(card=Card.SUCCESSION, part=NINA, to=who)
            shown[f"succession.{state}_{reader}"] = setup, slot
        if setup.may_take_over or setup.successor is None:
            shown[f"take_over.{state}"] = setup, Slot(card=Card.TAKE_OVER, part=NINA, to=NINA)
    former = Slot(card=Card.CREDENTIALS, part="1", to=SASHA)
    again = Slot(card=Card.HAND_OVER_AGAIN, part=str(anew.changes[-1].number), to=MARA)
    return {
        **shown,
        **of(begun, "succession_begun", "starter"),
        **of(removed, "access_removed", "starter"),
        **of(over, "taken_over", "starter", "ready"),
        **of(waits, "taken_over", "connection"),
        **of(anew, "lost", "starter", "marketo_admin", "sales_connect_admin"),
        "credentials.former": (waits, former),
        "ready.former": (over, Slot(card=Card.READY, to=SASHA)),
        "connection.former": (waits, Slot(card=Card.CONNECTION, to=SASHA)),
        "people_changed.may_leave": (over, changed_card(over, SASHA)),
        "hand_over_again.lost": (anew, again),
    }


def _unreachable(typed: Typed) -> Shown:
    setup, ready = a_setup(name=typed.name), a_setup(Stage.READY, name=typed.name)
    return {
        "unreachable.person": (setup, _told_starter(f"{MARA}|user_disabled")),
        "unreachable.restricted": (setup, _told_starter(f"{MARA}|restricted_action")),
        "unreachable.not_named": (setup, _told_starter(f"{NINA}|user_disabled")),
        "unreachable.unknown": (setup, _told_starter(f"{MARA}|team_access_not_granted")),
        "unreachable.channel": (ready, _told_starter(f"{CHANNEL}|not_in_channel")),
    }


def _told_starter(part: str) -> Slot:
    return Slot(card=Card.UNREACHABLE, part=part, to=STARTER)
