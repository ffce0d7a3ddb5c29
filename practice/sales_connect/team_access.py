"""
The rules of Sales Connect, without a clock or a screen of their own.

Each takes the state, changes it or leaves it as it was, and answers with what it did or why not.
What concerns several people happens to all of them or to nobody †.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from practice import company
from practice.marketo.state import MarketoState
from practice.sales_connect.refusals import (
    AdminsOnly,
    ConnectedAlready,
    Field,
    Malformed,
    NobodyChosen,
    NoSuchSubscription,
    NotConnected,
    NotConnectedUsers,
    NotInvited,
    NotTheOwner,
    OnSandbox,
    OwnedAlready,
    Refusal,
    SpaceTyped,
    StillConnectedThemselves,
    TooEarly,
    UnknownWorkspaces,
    WrongPair,
)
from practice.sales_connect.state import Member, SalesConnectState, address_of

__all__ = [
    "WAIT",
    "Connected",
    "ConnectedUsers",
    "DisconnectedMarketo",
    "DisconnectedUsers",
    "Invited",
    "MadeAdmin",
    "SalesConnectState",
    "connect",
    "connect_by_itself",
    "connect_users",
    "disconnect_marketo",
    "disconnect_users",
    "invite",
    "left_to_wait",
    "make_admin",
]

WAIT: Final = timedelta(minutes=10)
PROVISIONED_AGO: Final = timedelta(hours=1)
_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@(?:[^@\s,;<>\".]+\.)+[^@\s,;<>\".]+")


@dataclass(frozen=True, slots=True)
class Connected:
    at: datetime
    by: str
    """The address of the owner."""
    took_over_from: str | None = None
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class DisconnectedMarketo:
    users_lost: int


@dataclass(frozen=True, slots=True)
class Invited:
    addresses: tuple[str, ...]
    there_already: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeAdmin:
    name: str


@dataclass(frozen=True, slots=True)
class ConnectedUsers:
    addresses: tuple[str, ...]
    workspaces: tuple[str, ...]
    is_default: bool
    """Nobody picked a workspace, so it became Marketo's default one."""


@dataclass(frozen=True, slots=True)
class DisconnectedUsers:
    addresses: tuple[str, ...]


def connect(
    state: SalesConnectState,
    marketo: MarketoState,
    *,
    munchkin_id: str,
    client_id: str,
    client_secret: str,
    by: str,
    now: datetime,
) -> Connected | Refusal:
    """
    Settings → Marketo → Connect: the admin `by` owns the connection from here on.

    A second admin takes it over once their own Marketo access is removed; users keep theirs, and
    the ten minutes do not begin again †.
    """
    if not state.is_admin(by):
        return AdminsOnly()
    if state.connected_by == by:
        return OwnedAlready()
    typed: tuple[tuple[Field, str], ...] = (
        ("Munchkin ID", munchkin_id),
        ("Client ID", client_id),
        ("Client Secret", client_secret),
    )
    for field, value in typed:
        if any(character.isspace() for character in value):
            return SpaceTyped(field)
    if munchkin_id.upper() != marketo.munchkin_id:
        return NoSuchSubscription(munchkin_id)
    if not marketo.is_sales_connect_pair(client_id, client_secret):
        return WrongPair()
    former = state.connected_by
    if former is not None and state.members[by].connected_at is not None:
        return StillConnectedThemselves(former)
    state.connected_at = state.connected_at or now
    state.connected_by = by
    return Connected(at=state.connected_at, by=by, took_over_from=former)


def connect_by_itself(state: SalesConnectState, *, by: str, now: datetime) -> Connected | Refusal:
    """
    Marketo sent its credentials when the account was provisioned, an hour ago †.

    The first admin, who was invited from Marketo, owns the connection.
    """
    if not state.is_admin(by):
        return AdminsOnly()
    if state.connected_by is not None:
        return OwnedAlready()
    state.connected_at = now - PROVISIONED_AGO
    state.connected_by = by
    return Connected(at=state.connected_at, by=by, by_itself=True)


def disconnect_marketo(state: SalesConnectState, *, by: str) -> DisconnectedMarketo | Refusal:
    """Its owner leaves: all users lose the connection, and with it their workspaces."""
    if not state.is_admin(by):
        return AdminsOnly()
    if state.connected_by is None:
        return NotConnected()
    if state.connected_by != by:
        return NotTheOwner(state.connected_by)
    lost = state.connected_users()
    for member in lost:
        _forget_access(member)
    state.connected_at = state.connected_by = None
    return DisconnectedMarketo(users_lost=len(lost))


def invite(
    state: SalesConnectState, addresses: Sequence[str], *, by: str, now: datetime
) -> Invited | Refusal:
    """
    Team Management → Invite Users: whoever is new lands in the team Everyone, any case typed.

    No connection to Marketo is needed for it, so neither are the ten minutes.
    """
    if not state.is_admin(by):
        return AdminsOnly()
    if not addresses:
        return NobodyChosen()
    malformed = tuple(a for a in addresses if not _ADDRESS.fullmatch(a))
    if malformed:
        return Malformed(malformed)
    wanted = _once(addresses)
    elsewhere = tuple(a for a in wanted if a in state.sandbox_addresses)
    if elsewhere:
        return OnSandbox(elsewhere)
    there = tuple(a for a in wanted if a in state.members)
    fresh = tuple(a for a in wanted if a not in state.members)
    for address in fresh:
        state.members[address] = Member(
            address, _name(address), came_by="invitation", invited_at=now
        )
    return Invited(fresh, there_already=there)


def make_admin(state: SalesConnectState, address: str, *, by: str) -> MadeAdmin | Refusal:
    """User Management → the user → Role → Admin."""
    if not state.is_admin(by):
        return AdminsOnly()
    member = state.members.get(address.lower())
    if member is None:
        return NotInvited((address,))
    member.is_admin = True
    return MadeAdmin(member.name)


def connect_users(
    state: SalesConnectState,
    marketo: MarketoState,
    addresses: Sequence[str],
    workspaces: Sequence[str],
    *,
    by: str,
    now: datetime,
) -> ConnectedUsers | Refusal:
    """
    Team Access → tick → Connect, with workspaces by name, any case; none: the default one.

    They are assigned once: who is connected must be disconnected before they get others.
    """
    refusal = _not_yet(state, by, now)
    if refusal is not None:
        return refusal
    wanted = _once(addresses)
    if not wanted:
        return NobodyChosen()
    elsewhere = tuple(a for a in wanted if a in state.sandbox_addresses)
    if elsewhere:
        return OnSandbox(elsewhere)
    missing = tuple(a for a in wanted if a not in state.members)
    if missing:
        return NotInvited(missing)
    connected = tuple(a for a in wanted if state.members[a].connected_at is not None)
    if connected:
        return ConnectedAlready(connected)
    unknown = tuple(name for name in workspaces if marketo.workspace_named(name) is None)
    if unknown:
        return UnknownWorkspaces(unknown)
    picked = [w.id for name in workspaces if (w := marketo.workspace_named(name))]
    ids = list(dict.fromkeys(picked)) or [marketo.default_workspace_id]
    for address in wanted:
        state.members[address].connected_at = now
        state.members[address].workspace_ids = list(ids)
    return ConnectedUsers(wanted, tuple(marketo.names_of(ids)), is_default=not workspaces)


def disconnect_users(
    state: SalesConnectState, addresses: Sequence[str], *, by: str, now: datetime
) -> DisconnectedUsers | Refusal:
    """Team Access → tick → Disconnect: they stay in Sales Connect, without workspaces."""
    refusal = _not_yet(state, by, now)
    if refusal is not None:
        return refusal
    wanted = _once(addresses)
    if not wanted:
        return NobodyChosen()
    others = tuple(
        a for a in wanted if a not in state.members or state.members[a].connected_at is None
    )
    if others:
        return NotConnectedUsers(others)
    for address in wanted:
        _forget_access(state.members[address])
    return DisconnectedUsers(wanted)


def left_to_wait(state: SalesConnectState, now: datetime) -> timedelta | None:
    """What remains of the ten minutes, zero once they are over; None: not connected."""
    if state.connected_at is None:
        return None
    return max(state.connected_at + WAIT - now, timedelta(0))


def _not_yet(state: SalesConnectState, by: str, now: datetime) -> Refusal | None:
    """Why users cannot be touched now."""
    if not state.is_admin(by):
        return AdminsOnly()
    left = left_to_wait(state, now)
    if left is None:
        return NotConnected()
    return TooEarly(left) if left else None


def _forget_access(member: Member) -> None:
    member.connected_at = None
    member.workspace_ids = []


def _once(addresses: Sequence[str]) -> tuple[str, ...]:
    """In lower case, each once, in the order given."""
    return tuple(dict.fromkeys(a.lower() for a in addresses))


def _name(address: str) -> str:
    """Of an employee, where it is one's; else what stands before the @."""
    for employee in company.EMPLOYEES:
        if address_of(employee) == address:
            return f"{employee.first_name} {employee.last_name}"
    return address.partition("@")[0]
