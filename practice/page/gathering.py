"""What somebody does with a channel on the page: from its heading, and by Slack's `/invite`."""

from collections.abc import Callable, Coroutine
from typing import Any, Final, TypeAlias

from practice.page.channels import refusal
from practice.slack import NotThere, Person
from practice.slack.people import Channel, User
from practice.world import World

Act: TypeAlias = Coroutine[Any, Any, object]

ACTS: Final[dict[str, Callable[[Person, str], Act]]] = {
    "join": Person.join,
    "leave": Person.leave,
    "archive": Person.archive,
    "unarchive": Person.unarchive,
    "remove-app": Person.remove_bot,
}


def done(person: Person, channel: Channel, do: str) -> Act:
    """Raises: NotThere for what no heading offers."""
    if do not in ACTS:
        raise NotThere(f"nothing is called {do!r}")
    return ACTS[do](person, channel.id)


def invited(world: World, user: User, channel: Channel, words: str) -> tuple[Act | None, str]:
    """By `/invite`: what happens, if anything, and what Slackbot says to who typed it."""
    wanted = words.strip().lstrip("@").casefold()
    found = next(
        (
            u
            for u in world.slack.state.users.values()
            if wanted and wanted in (u.name.casefold(), u.real_name.casefold())
        ),
        None,
    )
    if found is None or channel.is_im:
        return None, "`/invite @Sales Connect`, in a channel, adds the bot."
    if why_not := refusal(user, channel):
        return None, why_not
    if found.id in channel.members:
        return None, f"<@{found.id}> is already in this channel."
    act = world.slack.person(user.id).invite(channel.id, found.id)
    return act, f"You added <@{found.id}> to this channel."
