"""What becomes of credentials on their way, and of the pair that reads Marketo."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.commands import (
    AskAgain,
    HandOver,
    NoteApiChecked,
    NoteChecked,
    NoteRevealed,
    NoteShownLate,
    NoteWindowClosed,
    SaveApiAccess,
)
from bot.domain.credentials import CredentialField, Credentials
from bot.domain.effects import Card, Notify, Slot
from bot.domain.outcome import Outcome
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays, MarketoSays
from bot.domain.setup_steps import decide

from .states import FAKE, NOW, OURSELVES, RULES, SASHA, USUAL, after, member

LATER: Final = NOW + timedelta(hours=2)
DENIED: Final = ("Access User Management Api", "Access Users")
USERS: Final = 41  # that Marketo let us read
LIMIT: Final = "606"  # Marketo's code


def handed_over(setup: Setup, credentials: Credentials = USUAL, *, at: datetime = LATER) -> Setup:
    return after(setup, HandOver(setup.id, credentials), member(setup.marketo_admin), at=at)


def unusual(setup: Setup, *fields: CredentialField) -> Setup:
    """Handed over with a value of another shape in these fields."""
    odd = USUAL
    if CredentialField.CLIENT_ID in fields:
        odd = replace(odd, client_id=FAKE.client_id)
    if CredentialField.CLIENT_SECRET in fields:
        odd = replace(odd, client_secret=FAKE.client_secret)
    return handed_over(setup, odd)


def same_as_last(setup: Setup) -> Setup:
    """Handed over once more, the same three values."""
    command = HandOver(setup.id, USUAL, same_as=setup.version)
    return after(setup, command, member(setup.marketo_admin), at=LATER)


def checked(setup: Setup, says: MarketoSays) -> Setup:
    """Marketo was asked about the pair."""
    at = LATER + timedelta(seconds=2)
    return after(setup, NoteChecked(setup.id, setup.version, says), OURSELVES, at=at)


def asked_again(setup: Setup) -> Setup:
    """The recipient needs another hand-over."""
    by, at = member(setup.sales_connect_admin), LATER + timedelta(hours=1)
    return after(setup, AskAgain(setup.id, setup.version), by, at=at)


def revealed(setup: Setup) -> Setup:
    """The window with the values is open."""
    by, at = member(setup.sales_connect_admin), LATER + timedelta(hours=2)
    return after(setup, NoteRevealed(setup.id, setup.version), by, at=at)


def shown_late(setup: Setup, version: int = 1) -> tuple[Setup, Slot]:
    """Sasha saw what was taken back meanwhile; with the message that tells of it."""
    decision = decide(setup, NoteShownLate(setup.id, version, SASHA), OURSELVES, LATER, RULES)
    assert isinstance(decision, Outcome), decision
    (told,) = [due.effect.slot for due in decision.effects if isinstance(due.effect, Notify)]
    assert told.card is Card.SHOWN_LATE
    return decision.state, told


def window_closed(setup: Setup) -> Setup:
    """The values are gone from the screen."""
    by = member(setup.sales_connect_admin)
    return after(setup, NoteWindowClosed(setup.id, setup.version), by, at=LATER)


def api_given(setup: Setup) -> Setup:
    """Saved; Marketo is being asked."""
    command = SaveApiAccess(setup.id, USUAL, view_id="VWAITS")
    return after(setup, command, member(setup.marketo_admin), at=LATER)


def api_checked(
    setup: Setup,
    says: ApiSays,
    workspaces: tuple[str, ...] = (),
    *,
    denied: tuple[str, ...] = DENIED,
    unread: str = "result",
) -> Setup:
    """Given, and answered; `workspaces` could be read, the field `unread` could not."""
    given = api_given(setup)
    if says is ApiSays.CHECKING:
        return given
    return api_answered(given, given.api_pairs, says, workspaces, denied=denied, unread=unread)


def api_answered(
    setup: Setup,
    number: int,
    says: ApiSays,
    workspaces: tuple[str, ...] = (),
    *,
    denied: tuple[str, ...] = DENIED,
    unread: str = "result",
    default: str = "",
) -> Setup:
    """Marketo's answer about the pair of this number."""
    works = says is ApiSays.WORKS
    command = NoteApiChecked(
        setup.id,
        number,
        says,
        denied=denied if says is ApiSays.DENIED else (),
        detail={ApiSays.LIMITED: LIMIT, ApiSays.UNREADABLE: unread}.get(says, ""),
        workspaces=workspaces if works else (),
        default=default,
        users=USERS if works else 0,
    )
    return after(setup, command, OURSELVES, at=LATER + timedelta(seconds=3))
