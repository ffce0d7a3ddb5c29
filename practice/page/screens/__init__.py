"""The screens beside Slack: the two products' and that of Slack's admins, in the main column."""

from typing import Final

from markupsafe import Markup
from starlette.datastructures import FormData

from practice import company
from practice.page.screens import marketo, members, team_access
from practice.slack.people import User
from practice.world import World

DM: Final = "sales-connect"
"""The place of the bot's direct messages; a channel's is its name."""
MARKETO: Final = "marketo"
TEAM_ACCESS: Final = "team-access"
MEMBERS: Final = "manage-members"
SCREENS: Final = {MARKETO: "Marketo", TEAM_ACCESS: "Team Access", MEMBERS: "Manage members"}
PRODUCTS: Final = (MARKETO, TEAM_ACCESS)
"""Their accounts are their own: Slack's admin switches none of them off."""
SIGNED_OUT: Final = "signed-out"
"""Where somebody who was deactivated stands, whatever place of Slack's they go to."""
HEADINGS: Final = SCREENS | {SIGNED_OUT: "Signed out of Slack"}


def render(world: World, user: User, place: str, message: str | None) -> Markup:
    """`message` is what came of the screen's last form."""
    who, now, here = company.employee_of(user), world.clock.now(), f"/as/{user.name}/{place}"
    if place == MARKETO:
        return marketo.render(world.kept.marketo, who, now, here, message)
    if place == MEMBERS:
        return members.render(world.employees(), who, here, message)
    if place == SIGNED_OUT:
        return members.signed_out(who)
    return team_access.render(
        world.kept.sales_connect, who, now, here, message, marketo=world.kept.marketo
    )


def export(world: World, user: User, place: str) -> str | None:
    """A screen's people as CSV; None where it has none, or this person may not."""
    if place != TEAM_ACCESS:
        return None
    kept, who = world.kept, company.employee_of(user)
    return team_access.export(kept.sales_connect, who, marketo=kept.marketo)


def handle(world: World, user: User, place: str, form: FormData) -> str:
    """Does what a form of a product's screen says; the words to show."""
    who, now = company.employee_of(user), world.clock.now()
    if place == MARKETO:
        return marketo.handle(world.kept.marketo, who, form, now)
    return team_access.handle(world.kept.sales_connect, who, form, now, marketo=world.kept.marketo)
