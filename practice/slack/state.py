"""All that the stand-in knows: people, channels, messages, views, tokens, and the record."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from practice.slack.app_settings import AppSettings
from practice.slack.assistant import Assistant
from practice.slack.clock import Clock, Ids, Stamps
from practice.slack.errors import ApiError
from practice.slack.faults import Faults
from practice.slack.forms import with_ids
from practice.slack.grants import Grants
from practice.slack.limits import Limits
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel, Team, User
from practice.slack.stored_files import StoredFile
from practice.slack.usergroups import UserGroup
from practice.slack.views import Views

ALL_SCOPES = frozenset(
    {
        "chat:write",
        "chat:write.public",
        "channels:read",
        "channels:history",
        "channels:join",
        "groups:read",
        "app_mentions:read",
        "groups:history",
        "im:read",
        "im:history",
        "im:write",
        "users:read",
        "users:read.email",
        "usergroups:read",
        "team:read",
        "commands",
        "files:read",
        "files:write",
    }
)
MESSAGE_TEXT = 40_000


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls the Web API: a bot token of one or more teams, or the app-level token."""

    team: Team
    team_ids: frozenset[str]
    is_app_level: bool = False
    token: str = ""
    app_scopes: frozenset[str] = frozenset({"connections:write"})
    """Those of an app-level token."""


@dataclass(slots=True)
class Call:
    """One call of the Web API or of a response_url; `answer` is None where it was not JSON."""

    method: str
    args: dict[str, Any]
    answer: Json | None
    status: int
    time: float
    fault: object | None = None
    token: str = ""

    @property
    def ok(self) -> bool:
        return bool(self.answer and self.answer.get("ok"))


@dataclass(slots=True)
class State:
    clock: Clock = time.time
    """Slack's own limits (3 s, 30 min) go by it."""
    dates: Clock | None = None
    """The company's time, where it differs: what messages are dated by."""
    scopes: set[str] = field(default_factory=lambda: set(ALL_SCOPES))
    app_id: str = "A_STANDIN"
    app_token: str = "xapp-standin"
    users: dict[str, User] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    usergroups: dict[str, UserGroup] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    assistant: Assistant = field(default_factory=Assistant)
    app: AppSettings | None = None
    """None: every command, event and shortcut is provided for."""
    limits: Limits | None = None
    """None: calls are not counted."""
    draws_after: float = 0.0
    """Seconds from a bot's answer until the view in it is there, as on the way to a client †."""
    revoked: dict[str, str] = field(default_factory=dict)
    """Token → the error that it gets from now on, such as `token_revoked`."""
    ephemerals: list[StoredMessage] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    ids: Ids = field(default_factory=Ids)
    stamps: Stamps = field(init=False)
    grants: Grants = field(init=False)
    views: Views = field(init=False)
    base_url: str = ""
    socket_tickets: set[str] = field(default_factory=set)
    changes: int = 0
    """Counts them, so that whoever was busy meanwhile notices."""
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.stamps = Stamps(self.dates or self.clock)
        self.grants = Grants(self.clock)
        self.views = Views(self.clock, self.ids, self.app_id)

    @property
    def home_team(self) -> Team:
        return next(iter(self.teams.values()))

    def team_of(self, user: User) -> Team:
        """The installation that a person meets: that of their team, strangers the home team's."""
        return self.home_team if user.is_stranger else self.teams.get(user.team_id, self.home_team)

    def changed(self) -> None:
        """Wakes whoever waits for something to appear."""
        self.changes += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def wait_for_change(self, timeout: float) -> None:
        """Raises: TimeoutError."""
        await self.wait_until_after(self.changes, timeout)

    async def wait_until_after(self, changes: int, timeout: float) -> None:
        """Until there were more than `changes`, at once if so. Raises: TimeoutError."""
        async with asyncio.timeout(timeout):
            while self.changes <= changes:
                await self._changed.wait()

    def caller(self, token: str) -> Caller:
        """Raises: ApiError `not_authed`, `invalid_auth`, or what `revoked` says."""
        if not token:
            raise ApiError("not_authed")
        if token in self.revoked:
            raise ApiError(self.revoked[token])
        if self.app is not None and token in self.app.app_tokens:
            scopes = self.app.app_tokens[token]
            return Caller(self.home_team, frozenset(self.teams), True, token, scopes)
        if token == self.app_token:
            return Caller(self.home_team, frozenset(self.teams), True, token)
        teams = [team for team in self.teams.values() if team.bot_token == token]
        if not teams:
            raise ApiError("invalid_auth")
        return Caller(teams[0], frozenset(team.id for team in teams), token=token)

    def visible_user(self, caller: Caller, user_id: str) -> User:
        """Raises: ApiError `user_not_found`."""
        user = self.users.get(user_id)
        if user is None or not (user.is_stranger or user.team_id in caller.team_ids):
            raise ApiError("user_not_found")
        return user

    def visible_channel(self, caller: Caller, channel_id: str) -> Channel:
        """Raises: ApiError `channel_not_found`, for private channels without the bot too."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.team_id not in caller.team_ids:
            raise ApiError("channel_not_found")
        if channel.is_private and caller.team.bot_user_id not in channel.members:
            raise ApiError("channel_not_found")
        return channel

    def bot_users(self) -> set[str]:
        return {team.bot_user_id for team in self.teams.values()}

    def dm_with(self, user_id: str) -> Channel:
        """The bot's DM with this person, opened where there is none."""
        for channel in self.channels.values():
            if channel.im_user == user_id:
                return channel
        user = self.users[user_id]
        team = self.team_of(user)
        channel = Channel(
            id=f"D{user_id[1:]}",
            name="directmessage",
            team_id=team.id,
            im_user=user_id,
            members=[user_id, team.bot_user_id],
        )
        self.channels[channel.id] = channel
        return channel

    def new_message(
        self,
        channel: Channel,
        *,
        user: str,
        text: str,
        blocks: Iterable[Json] = (),
        team: Team | None = None,
        thread_ts: str | None = None,
        broadcast: bool = False,
        metadata: Json | None = None,
        ephemeral_for: str | None = None,
        files: Iterable[Json] = (),
    ) -> StoredMessage:
        """Puts a message into a channel, or before one person's eyes; `team` marks the bot's."""
        message = StoredMessage(
            ts=self.stamps.next(),
            channel=channel.id,
            user=user,
            team_id=channel.team_id,
            text=text[:MESSAGE_TEXT],
            blocks=with_ids(list(blocks), self.ids),
            bot_id=team.bot_id if team else None,
            app_id=self.app_id if team else None,
            thread_ts=thread_ts,
            broadcast=broadcast,
            metadata=metadata,
            ephemeral_for=ephemeral_for,
            files=list(files),
        )
        (channel.messages if ephemeral_for is None else self.ephemerals).append(message)
        self.changed()
        return message
