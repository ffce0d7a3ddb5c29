"""What Slack said of people, channels and DMs: kept for a while, since an answer cannot wait."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.setup_parts import Group
from bot.domain.stages import Language
from bot.store import keys
from bot.store.connect import Client
from bot.store.errors import StoreFull, redis_faults
from bot.store.instants import span

KEPT: Final = timedelta(days=1)
FRESH: Final = timedelta(minutes=5)  # what decides about somebody is no older


_Known = TypeVar("_Known", bound=BaseModel)


def _load(kind: type[_Known], kept: str | bytes | None) -> _Known | None:
    """None: nothing is kept, or it was written by another version."""
    try:
        return kind.model_validate_json(kept) if kept else None
    except ValidationError:
        return None


class KnownPerson(BaseModel):
    """A person as users.info showed them."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    user_id: UserId
    standing: Standing
    language: Language
    name: str  # as people see it
    email: str | None  # None: hidden, or of another organisation
    picture: str | None = None  # its address
    zone: str  # name of the IANA database
    is_slack_admin: bool  # or owner
    read_at: datetime


def load_person(document: str) -> KnownPerson | None:
    """None: written by an older version, which knew less of people."""
    return _load(KnownPerson, document)


class KnownChannel(BaseModel):
    """A channel as conversations.info showed it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    channel_id: str
    name: str
    is_archived: bool
    bot_is_in: bool
    read_at: datetime


class KnownGroups(BaseModel):
    """The user groups of a Slack workspace, as usergroups.list showed them."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    groups: tuple[Group, ...]


class KnownMembers(BaseModel):
    """Who is in a user group, as usergroups.users.list showed it."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    members: tuple[UserId, ...]


class PeopleCache:
    """In Redis, for all processes."""

    def __init__(self, redis: Client) -> None:
        self._redis = redis

    async def person(self, team_id: TeamId, user_id: UserId) -> KnownPerson | None:
        """At most a day old."""
        async with redis_faults():
            kept = await self._redis.get(keys.person(team_id, user_id))
        return load_person(str(kept)) if kept else None

    async def keep_person(self, team_id: TeamId, person: KnownPerson) -> None:
        await self._keep(keys.person(team_id, person.user_id), person.model_dump_json(), KEPT)

    async def forget_person(self, team_id: TeamId, user_id: UserId) -> None:
        """Something about them changed."""
        async with redis_faults():
            await self._redis.delete(keys.person(team_id, user_id))

    async def note_standing(self, team_id: TeamId, person: KnownPerson) -> None:
        """
        Slack tells once that somebody is deactivated; by their address it finds them no more.
        """
        async with redis_faults():
            former = await self._redis.hget(keys.left_with(team_id), person.user_id)
            if former and former != person.email:
                await self._redis.hdel(keys.left(team_id), str(former))
            if person.standing is Standing.DEACTIVATED and person.email:
                await self._redis.hset(keys.left(team_id), person.email, person.user_id)
                await self._redis.hset(keys.left_with(team_id), person.user_id, person.email)
            elif former:
                await self._redis.hdel(keys.left(team_id), str(former))
                await self._redis.hdel(keys.left_with(team_id), person.user_id)

    async def channel(self, team_id: TeamId, channel_id: str) -> KnownChannel | None:
        """At most five minutes old."""
        async with redis_faults():
            kept = await self._redis.get(keys.channel(team_id, channel_id))
        return _load(KnownChannel, kept)

    async def keep_channel(self, team_id: TeamId, channel: KnownChannel) -> None:
        key = keys.channel(team_id, channel.channel_id)
        await self._keep(key, channel.model_dump_json(), FRESH)

    async def forget_channel(self, team_id: TeamId, channel_id: str) -> None:
        """Something about it changed."""
        async with redis_faults():
            await self._redis.delete(keys.channel(team_id, channel_id))

    async def forget_group(self, team_id: TeamId, group_id: str) -> None:
        """Others are in it."""
        async with redis_faults():
            await self._redis.delete(keys.group_members(team_id, group_id))

    async def groups(self, team_id: TeamId) -> tuple[Group, ...] | None:
        """At most five minutes old."""
        async with redis_faults():
            kept = await self._redis.get(keys.user_groups(team_id))
        known = _load(KnownGroups, kept)
        return known.groups if known else None

    async def keep_groups(self, team_id: TeamId, groups: tuple[Group, ...]) -> None:
        document = KnownGroups(groups=groups).model_dump_json()
        await self._keep(keys.user_groups(team_id), document, FRESH)

    async def members(self, team_id: TeamId, group_id: str) -> tuple[UserId, ...] | None:
        """Of a user group; at most five minutes old."""
        async with redis_faults():
            kept = await self._redis.get(keys.group_members(team_id, group_id))
        known = _load(KnownMembers, kept)
        return known.members if known else None

    async def keep_members(
        self, team_id: TeamId, group_id: str, members: tuple[UserId, ...]
    ) -> None:
        document = KnownMembers(members=members).model_dump_json()
        await self._keep(keys.group_members(team_id, group_id), document, FRESH)

    async def direct_message(self, team_id: TeamId, user_id: UserId) -> str | None:
        """The id of the bot's DM with somebody; it never changes."""
        async with redis_faults():
            kept = await self._redis.get(keys.direct_message(team_id, user_id))
        return str(kept) if kept else None

    async def keep_direct_message(self, team_id: TeamId, user_id: UserId, channel: str) -> None:
        await self._keep(keys.direct_message(team_id, user_id), channel, None)

    async def _keep(self, key: str, what: str, length: timedelta | None) -> None:
        """What a full store does not take is asked of Slack again: no reason to fail anybody."""
        with suppress(StoreFull):
            async with redis_faults():
                await self._redis.set(key, what, px=span(length) if length else None)
