"""Short ways to say what must be sent or brought up to date."""

from bot.domain.effects import Due, Notify, Refresh, Slot
from bot.domain.setup import Setup


def notify(setup: Setup, *slots: Slot | None) -> tuple[Due, ...]:
    """A new message for each slot."""
    about = setup.ref
    return tuple(Due(Notify(about=about, slot=slot)) for slot in slots if slot)


def refresh(setup: Setup, *slots: Slot | None) -> tuple[Due, ...]:
    """Each message, if it was sent, shows the new state."""
    about = setup.ref
    return tuple(Due(Refresh(about=about, slot=slot)) for slot in slots if slot)


def refresh_all(setup: Setup) -> tuple[Due, ...]:
    """Every card of the setup that can have a button."""
    slots = dict.fromkeys(
        (
            *setup.first_cards(),
            setup.marketo_card(),
            setup.credentials_card() if setup.handed_over else None,
            *setup.beside_credentials(),
            setup.api_card() if setup.api_pairs else None,
            setup.sandbox_card() if setup.sandbox_asked else None,
            setup.wait_card() if setup.connected_at else None,
            setup.ready_card() if setup.connected_at else None,
            *setup.asking_cards(),
            *setup.succession_cards(),
            *setup.mismatch_cards(),
            *(setup.wanted_card(role) for role in setup.missing),
            *(slot for turn in setup.turns.values() for slot in setup.reminders(turn)),
        )
    )
    return refresh(setup, *slots)
