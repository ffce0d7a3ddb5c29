"""Channels as one person sees them: where they can go, and what a channel's heading offers."""

from collections.abc import Iterable
from typing import Final

from practice.page.eyes import APP
from practice.page.screens import DM
from practice.page.shown import ChannelAct, Place
from practice.slack.membership import Do, offered, sees
from practice.slack.people import Channel, User
from practice.slack.state import State
from practice.world import World

WORDS: Final[dict[Do, str]] = {
    "join": "Join channel",
    "leave": "Leave channel",
    "archive": "Archive channel",
    "unarchive": "Unarchive channel",
    "remove-app": f"Remove {APP}",
}
KEYS: Final[dict[Do, str]] = {"leave": "join", "unarchive": "archive"}
"""What takes the place of the other has its id, so that the focus stays there."""


def channel_called(world: World, user: User, name: str) -> Channel | None:
    """One that this person is in or may look into."""
    channels = world.slack.state.channels.values()
    return next((c for c in channels if c.name == name and not c.is_im and sees(user, c)), None)


def places(world: World, user: User, here: str) -> tuple[Place, ...]:
    """Where this person talks: their channels, then the app's direct messages."""
    dm = world.slack.state.dm_with(user.id)
    own = _links(world, user, here, world.channels_of(user))
    return (*own, Place(f"/as/{user.name}/{DM}", APP, world.unread(user, dm), here == DM, "dm"))


def others(world: World, user: User, here: str) -> tuple[Place, ...]:
    """Channels that they may look into without being in them."""
    channels = world.slack.state.channels.values()
    return _links(
        world, user, here, [c for c in channels if user.id not in c.members and sees(user, c)]
    )


def _links(world: World, user: User, here: str, channels: Iterable[Channel]) -> tuple[Place, ...]:
    return tuple(
        Place(
            href=f"/as/{user.name}/{channel.name}",
            name=f"#{channel.name}",
            unread=world.unread(user, channel) if user.id in channel.members else 0,
            is_here=here == channel.name,
            kind="private" if channel.is_private else "channel",
        )
        for channel in channels
    )


def topic(state: State, channel: Channel) -> str:
    if channel.is_im:
        return "Direct messages with the app"
    kind = "Private channel" if channel.is_private else "Channel"
    if channel.is_archived:
        return f"{kind}, archived"
    people = sum(id_ not in state.bot_users() for id_ in channel.members)
    with_app = not state.bot_users().isdisjoint(channel.members)
    return f"{kind}, {people} people, {'with' if with_app else 'without'} the app"


def refusal(user: User, channel: Channel) -> str | None:
    """Why this person cannot write there."""
    if channel.is_archived:
        return "This channel is archived."
    return None if user.id in channel.members else "You are not in this channel."


def acts(state: State, user: User, channel: Channel | None) -> tuple[ChannelAct, ...]:
    if channel is None:
        return ()
    return tuple(
        ChannelAct(do, WORDS[do], KEYS.get(do, do), _question(channel) if do == "archive" else None)
        for do in offered(state, user, channel)
    )


def _question(channel: Channel) -> tuple[str, str]:
    after = (
        "Everybody stays in it." if channel.is_private else "Everybody is out of it, the app too."
    )
    return (
        f"Archive #{channel.name} for everybody?",
        f"Nobody can write into it until it is unarchived. {after}",
    )
