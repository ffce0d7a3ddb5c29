"""What happens in a company around the app: changed, and told to it as Slack tells it."""

from collections.abc import Iterable
from typing import Any

from practice.slack.delivery import Courier, Delivery
from practice.slack.messages import Json
from practice.slack.people import Channel, Team, User
from practice.slack.state import State
from practice.slack.telling import gets_event, tell, tell_anyway


class Happenings:
    """Each changes the state, sends its event where the app gets it, and returns the attempts."""

    def __init__(self, state: State, courier: Courier) -> None:
        self._state = state
        self._courier = courier

    async def archive_channel(self, channel_id: str, *, by: str) -> list[Delivery]:
        channel = self._state.channels[channel_id]
        channel.is_archived = True
        return await self._tell_of(channel, {"type": f"{_kind(channel)}_archive", "user": by})

    async def delete_channel(self, channel_id: str, *, by: str) -> list[Delivery]:
        channel = self._state.channels.pop(channel_id)
        return await self._tell_of(channel, {"type": f"{_kind(channel)}_deleted", "actor_id": by})

    async def rename_channel(self, channel_id: str, name: str) -> list[Delivery]:
        channel = self._state.channels[channel_id]
        channel.name = name
        shown: Json = {
            "id": channel.id,
            "is_channel": not channel.is_private,
            "is_mpim": False,
            "name": name,
            "name_normalized": name,
            "created": 1_700_000_000,
        }
        return await self._tell_of(channel, {"type": f"{_kind(channel)}_rename", "channel": shown})

    async def invite_bot(self, channel_id: str, *, by: str) -> list[Delivery]:
        channel = self._state.channels[channel_id]
        team = self._team(channel.team_id)
        if team.bot_user_id not in channel.members:
            channel.members.append(team.bot_user_id)
        return await self._tell_of(
            channel, self._membership("joined", channel, team) | {"inviter": by}
        )

    async def remove_bot(self, channel_id: str) -> list[Delivery]:
        channel = self._state.channels[channel_id]
        team = self._team(channel.team_id)
        if team.bot_user_id in channel.members:
            channel.members.remove(team.bot_user_id)
        return await self._tell_of(channel, self._membership("left", channel, team))

    async def change_user(self, user_id: str, **changes: Any) -> list[Delivery]:
        """`changes` are fields of `User`: `deleted=True`, `email=…`, `is_restricted=True`."""
        user = self._state.users[user_id]
        for name, value in changes.items():
            setattr(user, name, value)
        event = {"type": "user_change", "user": self._shown(user)}
        return await self._tell(self._state.team_of(user), event)

    async def deactivate(self, user_id: str) -> list[Delivery]:
        """Signs them out: their modals are gone, and the app is not told that they closed."""
        self._state.views.clear(user_id)
        return await self.change_user(user_id, deleted=True)

    async def reactivate(self, user_id: str) -> list[Delivery]:
        return await self.change_user(user_id, deleted=False)

    async def join_team(self, user: User) -> list[Delivery]:
        self._state.users[user.id] = user
        event = {"type": "team_join", "user": self._shown(user)}
        return await self._tell(self._state.team_of(user), event)

    async def change_members(
        self, usergroup_id: str, *, add: Iterable[str] = (), remove: Iterable[str] = ()
    ) -> list[Delivery]:
        group = self._state.usergroups[usergroup_id]
        added = [u for u in add if u not in group.users]
        removed = [u for u in remove if u in group.users]
        group.users = [u for u in group.users if u not in removed] + added
        event: Json = {
            "type": "subteam_members_changed",
            "subteam_id": group.id,
            "team_id": group.team_id,
            "date_previous_update": 1_700_000_000,
            "date_update": int(self._state.clock()),
            "added_users": added,
            "added_users_count": len(added),
            "removed_users": removed,
            "removed_users_count": len(removed),
        }
        return await self._tell(self._team(group.team_id), event)

    async def uninstall(self, team_id: str | None = None) -> list[Delivery]:
        """The token is `account_inactive`; `tokens_revoked` and `app_uninstalled` tell of it."""
        state = self._state
        team = state.home_team if team_id is None else self._team(team_id)
        events: list[Json] = [
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [team.bot_user_id]}},
            {"type": "app_uninstalled"},
        ]
        wanted = [e for e in events if gets_event(state, e)]
        if team.bot_token:
            state.revoked[team.bot_token] = "account_inactive"
        if state.app is not None:
            state.app.uninstall()
        state.changed()
        # What was subscribed to is still sent, though the app is gone by then.
        return [
            attempt
            for event in wanted
            for attempt in await tell_anyway(state, self._courier, team, event)
        ]

    async def _tell_of(self, channel: Channel, event: Json) -> list[Delivery]:
        return await self._tell(self._team(channel.team_id), {"channel": channel.id} | event)

    async def _tell(self, team: Team, event: Json) -> list[Delivery]:
        self._state.changed()
        stamped = event | {"event_ts": self._state.stamps.next()}
        return await tell(self._state, self._courier, team, stamped)

    def _team(self, team_id: str) -> Team:
        return self._state.teams.get(team_id, self._state.home_team)

    def _shown(self, user: User) -> Json:
        has_email = "users:read.email" in self._state.scopes
        return user.as_json(with_email=has_email, with_locale=True, base_url=self._state.base_url)

    def _membership(self, what: str, channel: Channel, team: Team) -> Json:
        return {
            "type": f"member_{what}_channel",
            "user": team.bot_user_id,
            "channel_type": "G" if channel.is_private else "C",
            "team": team.id,
        }


def _kind(channel: Channel) -> str:
    """The events of private channels have names of their own."""
    return "group" if channel.is_private else "channel"
