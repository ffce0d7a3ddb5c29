"""Through whose eyes: the reader of what is drawn, and what selects offer to them."""

from typing import Final
from zoneinfo import ZoneInfo

from practice import company
from practice.page.blockkit import Offers, Reader
from practice.slack.client.choosing import offered_channels
from practice.slack.forms import Field
from practice.slack.people import User
from practice.world import World

APP: Final = "Sales Connect"


def reader_for(world: World, user: User) -> Reader:
    """In this person's language and time zone, at the company's time."""
    state = world.slack.state

    def user_name(id_: str) -> str:
        known = state.users.get(id_)
        return company.employee_of(known).first_name if known and not known.is_bot else APP

    def channel_name(id_: str) -> str:
        known = state.channels.get(id_)
        return f"#{known.name}" if known else f"#{id_}"

    def group_name(id_: str) -> str:
        known = state.usergroups.get(id_)
        return f"@{known.handle if known else id_}"

    return Reader(
        language="fr" if user.locale.startswith("fr") else "en",
        tz=ZoneInfo(user.tz),
        now=world.clock.now(),
        user_name=user_name,
        channel_name=channel_name,
        group_name=group_name,
        base_url=state.base_url,
    )


def offers_for(world: World, user: User) -> Offers:
    """
    Everybody with their role, guests and the app too, as Slack's own selects offer them.

    † Not those who were deactivated: no source says. Whoever was chosen before still stands there.
    """

    def channels(field: Field) -> tuple[tuple[str, str], ...]:
        found = offered_channels(world.slack.state, user, field)
        return tuple((c.id, f"#{c.name}") for c in found if not c.is_im)

    everybody = [(u.id, company.employee_of(u).words) for u in world.employees() if not u.deleted]
    return Offers(people=(*everybody, (world.slack.bot_user_id, f"{APP} (app)")), channels=channels)
