"""What becomes of credentials on their way, and of the pair that reads Marketo."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.commands import (
    AskAgain,
    HandOver,
    NoteApiChecked,
    NoteChecked,
    NoteWindowClosed,
    SaveApiAccess,
)
from bot.domain.credentials import CredentialField, Credentials
from bot.domain.setup import Setup
from bot.domain.setup_parts import ApiSays, MarketoSays

from .states import FAKE, NOW, OURSELVES, USUAL, after, member

LATER: Final = NOW + timedelta(hours=2)
DENIED: Final = ("Access User Management Api", "Access Users")
USERS: Final = 41  # that Marketo let us read


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


def window_closed(setup: Setup) -> Setup:
    """The values are gone from the screen."""
    by = member(setup.sales_connect_admin)
    return after(setup, NoteWindowClosed(setup.id, setup.version), by, at=LATER)


def api_given(setup: Setup) -> Setup:
    """Saved; Marketo is being asked."""
    command = SaveApiAccess(setup.id, USUAL, view_id="VWAITS")
    return after(setup, command, member(setup.marketo_admin), at=LATER)


def api_checked(setup: Setup, says: ApiSays, workspaces: tuple[str, ...] = ()) -> Setup:
    """Given, and answered; `workspaces` are those that could be read."""
    if says is ApiSays.CHECKING:
        return api_given(setup)
    given = api_given(setup)
    command = NoteApiChecked(
        given.id,
        given.api_pairs,
        says,
        denied=DENIED if says is ApiSays.DENIED else (),
        workspaces=workspaces if says is ApiSays.WORKS else (),
        users=USERS if says is ApiSays.WORKS else 0,
    )
    return after(given, command, OURSELVES, at=LATER + timedelta(seconds=3))
