"""What a person may do with a channel besides writing: come, go, close it, send the app off."""

from typing import Literal, TypeAlias

from practice.slack.people import Channel, User
from practice.slack.state import State

Do: TypeAlias = Literal["join", "leave", "archive", "unarchive", "remove-app"]


def is_guest(user: User) -> bool:
    return user.is_restricted or user.is_ultra_restricted


def sees(user: User, channel: Channel) -> bool:
    """Whoever is no guest looks into public channels without being in them."""
    if user.id in channel.members:
        return True
    return not (channel.is_private or channel.is_im or is_guest(user) or user.is_stranger)


def offered(state: State, user: User, channel: Channel) -> tuple[Do, ...]:
    """
    What the channel's menu offers to this person.

    Guests do none of it, nobody goes from #general, and what is archived can only be brought back
    (Slack's help, "Archive or delete a channel", "Remove someone from a channel"). That an app is
    taken out of a public channel by whoever is in it is a setting, and not Slack's first one.
    """
    if channel.is_im or is_guest(user) or not sees(user, channel):
        return ()
    if channel.is_archived:
        return ("unarchive",)
    if user.id not in channel.members:
        return ("join",)
    if channel.name == "general":
        return ()
    has_app = not state.bot_users().isdisjoint(channel.members)
    return ("leave", "archive", "remove-app") if has_app else ("leave", "archive")
