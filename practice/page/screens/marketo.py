"""Marketo's Admin pages as a person sees them, as far as setting up Sales Connect needs them."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup
from starlette.datastructures import FormData

from practice import company
from practice.company import Employee
from practice.marketo.state import PERMISSIONS, MarketoState, Workspace
from practice.page.templating import environment

TEMPLATE: Final = "screens/marketo.html"
LONGEST_NAME: Final = 100


def render(
    state: MarketoState, who: Employee, now: datetime, base_href: str, message: str | None
) -> Markup:
    """Its forms post to `base_href`, for `handle`; `message` is what `handle` said last."""
    html = (
        environment()
        .get_template(TEMPLATE)
        .render(
            may_open=_may_open(who),
            admin=company.BY_ID[company.MARKETO_ADMIN].first_name,
            base_href=base_href,
            message=message,
            now=f"{now.astimezone(ZoneInfo(who.tz)):%Y-%m-%d, %H:%M}",
            state=state,
            permissions=[(name, name in state.api.permissions) for name in PERMISSIONS],
        )
    )
    return Markup(html)  # noqa: S704  the template has escaped it


def handle(state: MarketoState, who: Employee, form: FormData, now: datetime) -> str:
    """Does what the form's `do` says; the words to show."""
    if not _may_open(who):
        return "Only the Marketo admin may do this."
    match _text(form, "do"):
        case "permissions":
            return _set_permissions(state, [str(name) for name in form.getlist("permission")])
        case "rename_workspace":
            return _rename(state, _text(form, "workspace"), _text(form, "new_name").strip(), now)
        case "add_workspace":
            return _add(state, _text(form, "name").strip(), now)
        case _:
            return "This screen has no such button."


def _may_open(who: Employee) -> bool:
    return who.id == company.MARKETO_ADMIN


def _set_permissions(state: MarketoState, wanted: list[str]) -> str:
    state.api.permissions = [name for name in PERMISSIONS if name in wanted]
    missing = [name for name in PERMISSIONS if name not in wanted]
    if not missing:
        return "The API-only user may read workspaces, roles and users."
    return f"Saved. Without {' and '.join(missing)} the API denies what it is asked (603)."


def _rename(state: MarketoState, workspace_id: str, name: str, now: datetime) -> str:
    workspace = next((w for w in state.workspaces if str(w.id) == workspace_id), None)
    if workspace is None:
        return "There is no such workspace."
    trouble = _trouble_with(state, name)
    if trouble is not None:
        return trouble
    former, workspace.name, workspace.updated_at = workspace.name, name, now
    still = (
        " It is the default workspace still." if workspace.id == state.default_workspace_id else ""
    )
    return f"{former} is called {name} now.{still}"


def _add(state: MarketoState, name: str, now: datetime) -> str:
    trouble = _trouble_with(state, name)
    if trouble is not None:
        return trouble
    number = max(w.id for w in state.workspaces) + 1
    state.workspaces.append(
        Workspace(number, name, "Added in practice", created_at=now, updated_at=now)
    )
    return f"The workspace {name} is there now."


def _trouble_with(state: MarketoState, name: str) -> str | None:
    if not 0 < len(name) <= LONGEST_NAME:
        return f"A workspace's name has 1 to {LONGEST_NAME} characters."
    if state.workspace_named(name) is not None:
        return f"There is a workspace called {name} already."
    return None


def _text(form: FormData, name: str) -> str:
    """Empty where the form holds none, or a file."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
