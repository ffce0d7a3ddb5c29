"""
What a company's own automation does for one person, in place of the admin at the screen.

It invites whoever is missing: nobody is asked who has been invited before.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from practice.marketo.state import MarketoState
from practice.sales_connect.refusals import (
    ConnectedAlready,
    NotConnected,
    NotConnectedUsers,
    NotInvited,
    words,
)
from practice.sales_connect.state import SalesConnectState
from practice.sales_connect.team_access import (
    ConnectedUsers,
    DisconnectedUsers,
    Invited,
    connect_users,
    disconnect_users,
    invite,
)

Done: TypeAlias = Literal["connected", "disconnected", "already"]


class Wish(BaseModel):
    """The body of a request as docs/connector.openapi.yml has it; fields not named are let be."""

    model_config = ConfigDict(frozen=True, strict=True)

    does: Literal["connect", "disconnect"]
    run_id: Annotated[str, Field(min_length=1, max_length=255)]
    attempt: Annotated[int, Field(ge=1)]
    instance: Literal["production", "sandbox"]
    name: Annotated[str, Field(max_length=255)]
    email: Annotated[str, Field(min_length=3, max_length=254)]
    workspaces: Annotated[tuple[str, ...], Field(max_length=100), Field(strict=False)]


@dataclass(frozen=True, slots=True)
class No:
    """Why not, as the screen would say it."""

    reason: str


def fulfil(wish: Wish, state: SalesConnectState, marketo: MarketoState, now: datetime) -> Done | No:
    """As the owner of the connection, whose doing it would be."""
    if wish.instance == "sandbox":
        return No("There is only the production instance here.")
    owner = state.connected_by
    if owner is None:
        return No(words(NotConnected()))
    if wish.does == "disconnect":
        return _disconnect(wish, state, owner, now)
    return _connect(wish, state, marketo, owner, now)


def _connect(
    wish: Wish, state: SalesConnectState, marketo: MarketoState, owner: str, now: datetime
) -> Done | No:
    who = [wish.email]
    answer = connect_users(state, marketo, who, wish.workspaces, by=owner, now=now)
    if isinstance(answer, NotInvited):
        invited = invite(state, who, by=owner, now=now)
        if not isinstance(invited, Invited):
            return No(words(invited))
        answer = connect_users(state, marketo, who, wish.workspaces, by=owner, now=now)
    match answer:
        case ConnectedUsers():
            return "connected"
        case ConnectedAlready() if _has(state, marketo, wish.email, wish.workspaces):
            return "already"
        case refusal:
            return No(words(refusal))


def _disconnect(wish: Wish, state: SalesConnectState, owner: str, now: datetime) -> Done | No:
    match disconnect_users(state, [wish.email], by=owner, now=now):
        case DisconnectedUsers():
            return "disconnected"
        case NotConnectedUsers():
            return "already"
        case refusal:
            return No(words(refusal))


def _has(
    state: SalesConnectState, marketo: MarketoState, email: str, workspaces: Sequence[str]
) -> bool:
    """Whether exactly these are this member's workspaces."""
    found = [marketo.workspace_named(name) for name in workspaces]
    wanted = {workspace.id for workspace in found if workspace is not None}
    if not workspaces:
        wanted = {marketo.default_workspace_id}
    return None not in found and wanted == set(state.members[email.lower()].workspace_ids)
