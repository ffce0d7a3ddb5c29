"""What Slack said of people, channels and DMs: kept for a while, since an answer cannot wait."""

from datetime import datetime, timedelta
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError
from redis.asyncio import Redis

from bot.domain.ids import TeamId, UserId
from bot.domain.people import Standing
from bot.domain.setup_parts import Group
from bot.domain.stages import Language
from bot.store import keys
from bot.store.errors import redis_faults
from bot.store.instants import span

KEPT: Final = timedelta(days=1)
FRESH: Final = timedelta(minutes=5)  # what decides about somebody is no older


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
    try:
        return KnownPerson.model_validate_json(document)
    except ValidationError:
        return None


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


class PeopleCache:
    """In Redis, for all processes."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    async def person(self, team_id: TeamId, user_id: UserId) -> KnownPerson | None:
        """At most a day old."""
        async with redis_faults():
            kept = await self._redis.get(keys.person(team_id, user_id))
        return load_person(str(kept)) if kept else None

    async def keep_person(self, team_id: TeamId, person: KnownPerson) -> None:
        key = keys.person(team_id, person.user_id)
        async with redis_faults():
            await self._redis.set(key, person.model_dump_json(), px=span(KEPT))

    async def forget_person(self, team_id: TeamId, user_id: UserId) -> None:
        """Something about them changed."""
        async with redis_faults():
            await self._redis.delete(keys.person(team_id, user_id))

    async def channel(self, team_id: TeamId, channel_id: str) -> KnownChannel | None:
        """At most five minutes old."""
        async with redis_faults():
            kept = await self._redis.get(keys.channel(team_id, channel_id))
        return KnownChannel.model_validate_json(kept) if kept else None

    async def keep_channel(self, team_id: TeamId, channel: KnownChannel) -> None:
        key = keys.channel(team_id, channel.channel_id)
        async with redis_faults():
            await self._redis.set(key, channel.model_dump_json(), px=span(FRESH))

    async def groups(self, team_id: TeamId) -> tuple[Group, ...] | None:
        """At most five minutes old."""
        async with redis_faults():
            kept = await self._redis.get(keys.user_groups(team_id))
        return KnownGroups.model_validate_json(kept).groups if kept else None

    async def keep_groups(self, team_id: TeamId, groups: tuple[Group, ...]) -> None:
        document = KnownGroups(groups=groups).model_dump_json()
        async with redis_faults():
            await self._redis.set(keys.user_groups(team_id), document, px=span(FRESH))

    async def direct_message(self, team_id: TeamId, user_id: UserId) -> str | None:
        """The id of the bot's DM with somebody; it never changes."""
        async with redis_faults():
            kept = await self._redis.get(keys.direct_message(team_id, user_id))
        return str(kept) if kept else None

    async def keep_direct_message(self, team_id: TeamId, user_id: UserId, channel: str) -> None:
        async with redis_faults():
            await self._redis.set(keys.direct_message(team_id, user_id), channel)
