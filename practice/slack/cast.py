"""Who and what there is in the stand-in: teams, people, channels, the bot and its tokens."""

from collections.abc import Iterable, Sequence

from practice.slack.people import Channel, Team, User
from practice.slack.state import State


class Cast:
    def __init__(self, state: State, team_id: str, scopes: Iterable[str] | None) -> None:
        self.state = state
        if scopes is not None:
            state.scopes = set(scopes)
        self.team_id = team_id
        self.bot_user_id = "U_BOT"
        self.bot_id = "B_BOT"
        self.bot_token = "xoxb-standin"
        self.app_token = state.app_token
        self.app_id = state.app_id
        self.add_team(team_id, name="Acme")

    def add_team(self, team_id: str, *, name: str = "", bot_token: str | None = None) -> Team:
        """
        One more Slack workspace with the app in it.

        Without `bot_token` the first token serves it too, as an organisation-wide installation
        would; with one, each token sees its own team only, and the bot has its own ids there.
        """
        own = "" if bot_token is None else f"_{team_id}"
        team = Team(
            id=team_id,
            name=name or team_id,
            domain=(name or team_id).lower().replace("_", "-"),
            bot_user_id=f"{self.bot_user_id}{own}",
            bot_id=f"{self.bot_id}{own}",
            bot_token=bot_token or self.bot_token,
        )
        self.state.teams[team_id] = team
        if team.bot_user_id not in self.state.users:
            self.state.users[team.bot_user_id] = User(
                team.bot_user_id, "salesconnect", "Sales Connect", team_id, is_bot=True
            )
        return team

    def add_user(
        self,
        id: str,  # noqa: A002  the word of Slack's payloads
        name: str,
        real_name: str = "",
        *,
        email: str | None = None,
        locale: str = "en-US",
        tz: str = "Europe/Berlin",
        is_restricted: bool = False,
        is_ultra_restricted: bool = False,
        deleted: bool = False,
        is_bot: bool = False,
        is_admin: bool = False,
        is_owner: bool = False,
        team_id: str | None = None,
        is_stranger: bool = False,
    ) -> User:
        """A member of the home team, unless `team_id` names another."""
        user = User(
            id=id,
            name=name,
            real_name=real_name or name,
            team_id=team_id or self.team_id,
            email=email,
            locale=locale,
            tz=tz,
            is_restricted=is_restricted,
            is_ultra_restricted=is_ultra_restricted,
            deleted=deleted,
            is_bot=is_bot,
            is_admin=is_admin,
            is_owner=is_owner,
            is_stranger=is_stranger,
        )
        self.state.users[id] = user
        return user

    def add_channel(
        self,
        id: str,  # noqa: A002  the word of Slack's payloads
        name: str,
        *,
        is_private: bool = False,
        is_archived: bool = False,
        is_ext_shared: bool = False,
        members: Sequence[str] = (),
        bot_is_member: bool = True,
        team_id: str | None = None,
    ) -> Channel:
        team = self.state.teams[team_id or self.team_id]
        bots = [team.bot_user_id] if bot_is_member else []
        channel = Channel(
            id=id,
            name=name,
            team_id=team.id,
            is_private=is_private,
            is_archived=is_archived,
            is_ext_shared=is_ext_shared,
            members=[*members, *bots],
        )
        self.state.channels[id] = channel
        return channel
