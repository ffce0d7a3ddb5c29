"""Slack's own page for its admins: who of the company may use Slack."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from markupsafe import Markup
from starlette.datastructures import FormData

from practice import company
from practice.company import Employee
from practice.members import why_not_deactivate, why_not_reactivate
from practice.page.templating import environment
from practice.slack.people import User

TEMPLATE: Final = "screens/members.html"
SIGNED_OUT: Final = "screens/signed_out.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One account; `is_own`: of who looks, with no button."""

    id: str
    words: str
    is_active: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class Change:
    """What the admin wants; nothing stands against it."""

    do: Literal["deactivate", "reactivate"]
    user: User
    words: str
    """To show once it is done."""


@dataclass(frozen=True, slots=True)
class Invite:
    """Whoever has an address in it shall join."""

    typed: str


def render(users: Iterable[User], who: Employee, base_href: str, message: str | None) -> Markup:
    """Its forms post to `base_href`, for `understood`; `message` is what came of it last."""
    rows = [Row(u.id, company.employee_of(u).words, not u.deleted, u.id == who.id) for u in users]
    return _drawn(
        TEMPLATE, may_open=_may_open(who), base_href=base_href, message=message, rows=rows
    )


def signed_out(who: Employee) -> Markup:
    """What somebody who was deactivated sees in place of Slack."""
    return _drawn(SIGNED_OUT, name=who.first_name)


def understood(users: Iterable[User], who: Employee, form: FormData) -> Change | Invite | str:
    """What the form's `do` asks for, of `member` or of `addresses`; words where it cannot be."""
    if not _may_open(who):
        return "Only the Slack admin may do this."
    if form.get("do") == "invite":
        return Invite(str(form.get("addresses", "")))
    user = next((u for u in users if u.id == form.get("member")), None)
    if user is None:
        return "There is no such member."
    name = company.employee_of(user).first_name
    match form.get("do"):
        case "deactivate":
            words = f"{name} is deactivated, and signed out of Slack everywhere."
            return why_not_deactivate(user) or Change("deactivate", user, words)
        case "reactivate":
            return why_not_reactivate(user) or Change("reactivate", user, f"{name} is back.")
        case _:
            return "This screen has no such button."


def _drawn(template: str, **shown: object) -> Markup:
    admin = company.BY_ID[company.SLACK_ADMIN].first_name
    html = environment().get_template(template).render(admin=admin, **shown)
    return Markup(html)  # noqa: S704  the template has escaped it


def _may_open(who: Employee) -> bool:
    return who.id == company.SLACK_ADMIN
