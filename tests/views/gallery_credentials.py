"""Credentials on their way: the cards of both admins, and the two windows that hold the values."""

from functools import partial
from typing import Final

from bot.domain.credentials import CredentialField
from bot.domain.effects import Card, Slot
from bot.domain.ids import UserId
from bot.domain.people import Act
from bot.domain.recipient import Doubt, Recipient
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.domain.setup_parts import MarketoSays
from bot.domain.stages import Product, Stage
from bot.views.credential_modals import hand_over_modal, reveal_modal

from .bends import cancelled, changed, declined
from .credential_bends import (
    asked_again,
    checked,
    handed_over,
    revealed,
    same_as_last,
    shown_late,
    unusual,
    window_closed,
)
from .gallery_road import of
from .states import (
    ADAM,
    FAKE,
    MARA,
    NINA,
    NOW,
    SASHA,
    a_setup,
    expired,
    handed_over_again,
)
from .typed import Modals, Shown, Typed

NEXT: Final = Role.SALES_CONNECT_ADMIN
PICTURE: Final = "https://pictures.acme.example/sasha.png"
_ID, _SECRET = CredentialField.CLIENT_ID, CredentialField.CLIENT_SECRET


def credential_cards(typed: Typed) -> Shown:
    shown: Shown = {}
    parts = (_known, _expired, _asked, _to_compare, _after_the_window, _attempts, _irregular)
    for part in parts:
        shown |= part(typed)
    return shown


def _known(typed: Typed) -> Shown:
    """What both admins read of values that they do not see."""
    handed, opened = (
        a_setup(stage, name=typed.name) for stage in (Stage.HANDED_OVER, Stage.REVEALED)
    )
    shown: Shown = {}
    for says in MarketoSays:
        shown |= of(checked(handed, says), f"check_{says}", "credentials", "marketo_admin")
        shown |= of(checked(opened, says), f"opened_{says}", "credentials", "marketo_admin")
    says_no = MarketoSays.NOT_ACCEPTED
    same = checked(same_as_last(handed), says_no)
    actions = checked(a_setup(Stage.HANDED_OVER, product=Product.ACTIONS), says_no)
    return {
        **shown,
        **of(same, "same_as_last", "credentials", "marketo_admin"),
        **of(actions, f"{Product.ACTIONS}_not_accepted", "credentials", "marketo_admin"),
    }


def _expired(typed: Typed) -> Shown:
    gone = expired(a_setup(Stage.HANDED_OVER, name=typed.name))
    again, asked = handed_over_again(gone), asked_again(gone)
    without_sender = declined(gone, Role.MARKETO_ADMIN)
    former, other = changed(gone, {NEXT: NINA}), changed(gone, {Role.MARKETO_ADMIN: NINA})
    sender, recipient = (Slot(card=Card.EXPIRED, part="1", to=to) for to in (MARA, SASHA))
    first = Slot(card=Card.CREDENTIALS, part="1", to=SASHA)
    return {
        **of(gone, "expired", "starter", "marketo_admin", "sales_connect_admin"),
        "credentials.expired": (gone, first),
        "credentials.replaced": (again, first),
        **of(again, "handed_over_again", "credentials"),
        "expired.named": (gone, sender),
        "expired.handed_over_again": (again, sender),
        "expired.former_sender": (other, sender),
        "expired.recipient": (gone, recipient),
        "expired.recipient_asked": (asked, recipient),
        "expired.recipient_handed_over_again": (again, recipient),
        "expired.recipient_without_sender": (without_sender, recipient),
        "expired.former_recipient": (former, recipient),
    }


def _asked(typed: Typed) -> Shown:
    """The recipient cannot use them (any more): why, and what the sender reads."""
    handed, opened = (
        a_setup(stage, name=typed.name) for stage in (Stage.HANDED_OVER, Stage.REVEALED)
    )
    shown: Shown = {}
    asked = {state: asked_again(one) for state, one in (("locked", handed), ("lost", opened))}
    for state, setup in asked.items():
        shown |= of(setup, f"asked_{state}", "credentials", "marketo_admin", "starter")
    asked["expired"] = asked_again(expired(handed))
    lost, had_it = asked["lost"], revealed(asked["locked"])
    shown |= of(had_it, "opened_after_asking", "credentials", "marketo_admin", "starter")
    asked |= {
        "opened_after_all": had_it,
        "settled": handed_over(lost),
        "recipient_declined": declined(lost, NEXT),
        "former": changed(lost, {Role.MARKETO_ADMIN: NINA}),
    }
    before = {"locked", "opened_after_all", "expired"}  # asked while they were unopened
    slots = {
        state: Slot(
            card=Card.ASKED_AGAIN, part="1.unopened" if state in before else "1.opened", to=MARA
        )
        for state in asked
    }
    return shown | {f"asked_again.{state}": (setup, slots[state]) for state, setup in asked.items()}


def _to_compare(typed: Typed) -> Shown:
    named = a_setup(name=typed.name)
    odd_id, odd_both = unusual(named, _ID), unusual(named, _ID, _SECRET)
    usual, actions = handed_over(named), handed_over(a_setup(product=Product.ACTIONS))
    states: dict[str, Setup] = {
        "unusual_id": odd_id,
        "unusual_secret": unusual(named, _SECRET),
        "unusual_both": odd_both,
        "not_accepted": checked(usual, MarketoSays.NOT_ACCEPTED),
        f"{Product.ACTIONS}_not_accepted": checked(actions, MarketoSays.NOT_ACCEPTED),
        "unusual_not_accepted": checked(odd_both, MarketoSays.NOT_ACCEPTED),
        "unusual_no_answer": checked(odd_id, MarketoSays.NO_ANSWER),
        "accepted_all_the_same": checked(odd_id, MarketoSays.ACCEPTED),
        "settled": handed_over_again(odd_id),
        "expired": expired(odd_id),
        "former": changed(odd_id, {Role.MARKETO_ADMIN: NINA}),
    }
    slot = odd_id.checked_card()
    return {f"checked.{state}": (setup, slot) for state, setup in states.items()}


def _after_the_window(typed: Typed) -> Shown:
    closed = window_closed(a_setup(Stage.REVEALED, name=typed.name))
    actions = window_closed(a_setup(Stage.REVEALED, product=Product.ACTIONS))
    states = {
        "now": closed,
        "asked": asked_again(closed),
        "over": handed_over(closed),
        "former": changed(closed, {NEXT: NINA}),
        f"{Product.ACTIONS}_now": actions,
    }
    return {f"window_closed.{state}": (one, closed.closed_card()) for state, one in states.items()}


def _attempts(typed: Typed) -> Shown:
    """Somebody reached for what is not theirs; the other admin may be the one."""
    setup, at = a_setup(Stage.HANDED_OVER, name=typed.name), int(NOW.timestamp())

    def tried(act: Act, who: UserId, to: UserId) -> tuple[Setup, Slot]:
        return setup, Slot(card=Card.ATTEMPT, part=f"{act}.{who}.{at}", to=to)

    return {
        "attempt.hand_over": tried(Act.HAND_OVER, SASHA, MARA),
        "attempt.reveal": tried(Act.REVEAL, ADAM, SASHA),
        "attempt.api_access": tried(Act.API_ACCESS, SASHA, MARA),
    }


def _irregular(typed: Typed) -> Shown:
    """Seen while they were taken back, and stored values that are not what was handed over."""
    handed = a_setup(Stage.HANDED_OVER, name=typed.name)
    part = str(int(NOW.timestamp()))
    return {
        "shown_late.withdrawn": shown_late(changed(handed, {NEXT: NINA})),
        "shown_late.replaced": shown_late(handed_over_again(handed)),
        "shown_late.expired": shown_late(expired(handed)),
        "shown_late.cancelled": shown_late(cancelled(handed)),
        "seal_broken.sender": (handed, Slot(card=Card.SEAL_BROKEN, part=part, to=MARA)),
        "seal_broken.recipient": (handed, Slot(card=Card.SEAL_BROKEN, part=part, to=SASHA)),
    }


def a_recipient(typed: Typed, *doubts: Doubt, picture: str | None = None) -> Recipient:
    return Recipient(SASHA, typed.recipient, typed.recipient_email, picture, doubts)


def credential_modals(typed: Typed) -> Modals:
    setup = a_setup(name=typed.name)
    replaced = changed(setup, {NEXT: NINA})
    nina = Recipient(NINA, typed.recipient, None, None, (Doubt.CHANGED_LATELY,))
    opened, actions = a_setup(Stage.REVEALED), a_setup(Stage.REVEALED, product=Product.ACTIONS)
    recipients = {
        "empty": a_recipient(typed),
        "with_picture": a_recipient(typed, picture=PICTURE),
        "without_email": Recipient(SASHA, typed.recipient, None, PICTURE),
        "two_doubts": a_recipient(typed, Doubt.GUEST, Doubt.CHANGED_LATELY, picture=PICTURE),
        **{one.value: a_recipient(typed, one) for one in Doubt},
    }
    return {
        **{
            f"modal_hand_over.{state}": partial(hand_over_modal, setup, recipient)
            for state, recipient in recipients.items()
        },
        "modal_hand_over.other_recipient": partial(hand_over_modal, replaced, nina),
        "modal_reveal.shown": partial(reveal_modal, opened, FAKE),
        "modal_reveal.sales_insight_actions": partial(reveal_modal, actions, FAKE),
    }
