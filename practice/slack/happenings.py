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
        """
        Nobody is in a public channel any more, the bot neither; a private one keeps its people.

        Slack's help, "Archive or delete a channel"; of bots elastic/connectors, issue 1972.
        † That they went is not told besides.
        """
        channel = self._state.channels[channel_id]
        hears = self._hears_of(channel)
        channel.is_archived = True
        if not channel.is_private:
            channel.members.clear()
        event: Json = {"type": f"{_kind(channel)}_archive", "user": by, "is_moved": 0}
        return await self._tell_of(channel, event) if hears else self._untold()

    async def unarchive_channel(self, channel_id: str, *, by: str) -> list[Delivery]:
        """Whoever brings it back is in it; nobody else comes back by this."""
        channel = self._state.channels[channel_id]
        channel.is_archived = False
        if by not in channel.members:
            channel.members.append(by)
        who = {"actor_id": by} if channel.is_private else {"user": by}
        event: Json = {"type": f"{_kind(channel)}_unarchive", **who}
        return await self._tell_of(channel, event) if self._hears_of(channel) else self._untold()

    async def delete_channel(self, channel_id: str, *, by: str) -> list[Delivery]:
        channel = self._state.channels.pop(channel_id)
        event: Json = {"type": f"{_kind(channel)}_deleted", "actor_id": by}
        return await self._tell_of(channel, event) if self._hears_of(channel) else self._untold()

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
        team = self._team(self._state.channels[channel_id].team_id)
        return await self.add_member(channel_id, team.bot_user_id, by=by)

    async def add_member(
        self, channel_id: str, user_id: str, *, by: str | None = None
    ) -> list[Delivery]:
        """By an invitation, or without `by` on their own; the bot hears of channels it is in."""
        channel = self._state.channels[channel_id]
        if user_id not in channel.members:
            channel.members.append(user_id)
        event = self._membership("joined", channel, user_id) | ({"inviter": by} if by else {})
        return await self._tell_of_member(channel, event)

    async def remove_member(self, channel_id: str, user_id: str) -> list[Delivery]:
        """Raises: ValueError for somebody who is not in it."""
        channel = self._state.channels[channel_id]
        channel.members.remove(user_id)
        return await self._tell_of_member(channel, self._membership("left", channel, user_id))

    async def remove_bot(self, channel_id: str, *, by: str = "USLACKBOT") -> list[Delivery]:
        """
        `channel_left` or `group_left` tells the bot, and no `member_left_channel`: that one goes to
        who is still in (slackapi/bolt-js issue 1847, openma-ai/open-managed-agents PR 24).
        """
        channel = self._state.channels[channel_id]
        team = self._team(channel.team_id)
        if team.bot_user_id in channel.members:
            channel.members.remove(team.bot_user_id)
        return await self._tell_of(channel, {"type": f"{_kind(channel)}_left", "actor_id": by})

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

    async def _tell_of_member(self, channel: Channel, event: Json) -> list[Delivery]:
        is_in = not self._state.bot_users().isdisjoint(channel.members)
        return await self._tell_of(channel, event) if is_in else self._untold()

    def _untold(self) -> list[Delivery]:
        self._state.changed()
        return []

    def _hears_of(self, channel: Channel) -> bool:
        """What happens to a private channel is told to its members only."""
        return not channel.is_private or not self._state.bot_users().isdisjoint(channel.members)

    async def _tell(self, team: Team, event: Json) -> list[Delivery]:
        self._state.changed()
        stamped = event | {"event_ts": self._state.stamps.next()}
        return await tell(self._state, self._courier, team, stamped)

    def _team(self, team_id: str) -> Team:
        return self._state.teams.get(team_id, self._state.home_team)

    def _shown(self, user: User) -> Json:
        has_email = "users:read.email" in self._state.scopes
        return user.as_json(with_email=has_email, with_locale=True, base_url=self._state.base_url)

    def _membership(self, what: str, channel: Channel, user_id: str) -> Json:
        return {
            "type": f"member_{what}_channel",
            "user": user_id,
            "channel_type": "G" if channel.is_private else "C",
            "team": self._state.users[user_id].team_id,
        }


def _kind(channel: Channel) -> str:
    """The events of private channels have names of their own."""
    return "group" if channel.is_private else "channel"
