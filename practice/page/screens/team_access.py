"""Sales Connect as a person sees it: Settings → Marketo with Team Access, Team Management."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, assert_never
from zoneinfo import ZoneInfo

from markupsafe import Markup
from starlette.datastructures import FormData

from practice import company
from practice.company import Employee
from practice.marketo.state import MarketoState
from practice.page.templating import environment
from practice.sales_connect.refusals import AdminsOnly, Refusal, minutes, words
from practice.sales_connect.state import Member, SalesConnectState, address_of
from practice.sales_connect.team_access import (
    Connected,
    ConnectedUsers,
    DisconnectedMarketo,
    DisconnectedUsers,
    Invited,
    MadeAdmin,
    connect,
    connect_by_itself,
    connect_users,
    disconnect_marketo,
    disconnect_users,
    invite,
    left_to_wait,
    make_admin,
)

TEMPLATE: Final = "screens/team_access.html"
COLUMNS: Final = ("Name", "Email", "Status", "Workspaces")
"""Of the table, and of its export."""
_BETWEEN_ADDRESSES: Final = re.compile(r"[,;\s]+")

Done = Connected | DisconnectedMarketo | Invited | MadeAdmin | ConnectedUsers | DisconnectedUsers


@dataclass(frozen=True, slots=True)
class Row:
    """One line of Team Access."""

    address: str
    name: str
    status: str
    workspaces: str
    is_admin: bool


def render(
    state: SalesConnectState,
    who: Employee,
    now: datetime,
    base_href: str,
    message: str | None,
    *,
    marketo: MarketoState,
) -> Markup:
    """Its forms post to `base_href`, for `handle`; `message` is what `handle` said last."""
    left = left_to_wait(state, now)
    owner = state.members.get(state.connected_by or "")
    html = (
        environment()
        .get_template(TEMPLATE)
        .render(
            may_open=state.is_admin(address_of(who)),
            admin=company.BY_ID[company.SALES_CONNECT_ADMIN].first_name,
            base_href=base_href,
            message=message,
            owner=owner.name if owner else None,
            is_owner=owner is not None and owner.address == address_of(who),
            since=_time(state.connected_at, who) if state.connected_at else None,
            left=minutes(left) if left else None,
            munchkin_id=marketo.munchkin_id,
            values=(
                ("Munchkin ID", marketo.munchkin_id),
                ("Client ID", marketo.client_id),
                ("Client Secret", marketo.client_secret),
            ),
            columns=COLUMNS,
            rows=[_row(member, marketo) for member in state.members.values()],
            workspaces=[w.name for w in marketo.workspaces],
            default_workspace=marketo.default_workspace.name,
        )
    )
    return Markup(html)  # noqa: S704  the template has escaped it


def handle(
    state: SalesConnectState, who: Employee, form: FormData, now: datetime, *, marketo: MarketoState
) -> str:
    """Does what the form's `do` says; the words to show."""
    by = address_of(who)
    if not state.is_admin(by):
        return words(AdminsOnly())
    match _text(form, "do"):
        case "connect":
            done: Done | Refusal = connect(
                state,
                marketo,
                munchkin_id=_text(form, "munchkin_id"),
                client_id=_text(form, "client_id"),
                client_secret=_text(form, "client_secret"),
                by=by,
                now=now,
            )
        case "connect_by_itself":
            done = connect_by_itself(state, by=by, now=now)
        case "disconnect_marketo":
            done = disconnect_marketo(state, by=by)
        case "invite":
            typed = [a for a in _BETWEEN_ADDRESSES.split(_text(form, "addresses")) if a]
            done = invite(state, typed, by=by, now=now)
        case "make_admin":
            done = make_admin(state, _text(form, "address"), by=by)
        case "connect_users":
            done = connect_users(
                state,
                marketo,
                _texts(form, "address"),
                _texts(form, "workspace"),
                by=by,
                now=now,
            )
        case "disconnect_users":
            done = disconnect_users(state, _texts(form, "address"), by=by, now=now)
        case _:
            return "This screen has no such button."
    return words(done) if isinstance(done, Refusal) else _said(done)


def _said(done: Done) -> str:
    match done:
        case Connected(by_itself=True):
            return "Marketo connected Sales Connect by itself, an hour ago: no value was typed."
        case Connected(took_over_from=None):
            return "Sales Connect is connected to Marketo. Wait ten minutes before touching users."
        case Connected(took_over_from=former):
            return f"You own the connection to Marketo now; before, {former} did."
        case DisconnectedMarketo(lost):
            return f"Sales Connect is no longer connected to Marketo; {_people(lost)} lost access."
        case Invited(addresses, there):
            invited = f"Invited {_people(len(addresses))} into the team Everyone."
            return invited + (f" There already: {', '.join(there)}." if there else "")
        case MadeAdmin(name):
            return f"{name} is an admin of Sales Connect now."
        case ConnectedUsers(addresses, workspaces, is_default):
            kind = "the default Marketo workspace, " if is_default else ""
            return f"Connected {_people(len(addresses))} to {kind}{', '.join(workspaces)}."
        case DisconnectedUsers(addresses):
            return f"Disconnected {_people(len(addresses))}; they can be connected again."
    assert_never(done)


def export(state: SalesConnectState, who: Employee, *, marketo: MarketoState) -> str | None:
    """Team Access as CSV, in the order of the screen; None for whoever may not open it."""
    if not state.is_admin(address_of(who)):
        return None
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for member in state.members.values():
        row = _row(member, marketo)
        lines.writerow((row.name, row.address, row.status, row.workspaces))
    return written.getvalue()


def _row(member: Member, marketo: MarketoState) -> Row:
    return Row(
        address=member.address,
        name=member.name,
        status="Connected" if member.connected_at is not None else "Not connected",
        workspaces=", ".join(marketo.names_of(member.workspace_ids)),
        is_admin=member.is_admin,
    )


def _time(at: datetime, who: Employee) -> str:
    return f"{at.astimezone(ZoneInfo(who.tz)):%Y-%m-%d, %H:%M}"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"


def _text(form: FormData, name: str) -> str:
    """As typed; empty where the form holds none, or a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _texts(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]
