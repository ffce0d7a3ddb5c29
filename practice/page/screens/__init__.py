"""The screens beside Slack: Marketo's and Sales Connect's, drawn in the main column."""

from typing import Final

from markupsafe import Markup
from starlette.datastructures import FormData

from practice import company
from practice.page.screens import marketo, team_access
from practice.slack.people import User
from practice.world import World

DM: Final = "sales-connect"
"""The place of the bot's direct messages; a channel's is its name."""
MARKETO: Final = "marketo"
TEAM_ACCESS: Final = "team-access"
SCREENS: Final = {MARKETO: "Marketo", TEAM_ACCESS: "Team Access"}


def render(world: World, user: User, place: str, message: str | None) -> Markup:
    """`message` is what `handle` said last."""
    who, now, here = company.BY_ID[user.id], world.clock.now(), f"/as/{user.name}/{place}"
    if place == MARKETO:
        return marketo.render(world.kept.marketo, who, now, here, message)
    return team_access.render(
        world.kept.sales_connect, who, now, here, message, marketo=world.kept.marketo
    )


def handle(world: World, user: User, place: str, form: FormData) -> str:
    """Does what a form of the screen says; the words to show."""
    who, now = company.BY_ID[user.id], world.clock.now()
    if place == MARKETO:
        return marketo.handle(world.kept.marketo, who, form, now)
    return team_access.handle(world.kept.sales_connect, who, form, now, marketo=world.kept.marketo)
