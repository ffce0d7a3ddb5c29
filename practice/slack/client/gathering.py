"""The half of a person that comes and goes: joins channels, leaves them, closes them, invites."""

from practice.slack.client.talking import Talking
from practice.slack.errors import NotThere
from practice.slack.happenings import Happenings
from practice.slack.membership import Do, offered


class Gathering(Talking):
    """Each raises Deactivated, or NotThere where Slack's menu does not offer it to this person."""

    async def join(self, channel_id: str) -> None:
        await self._there(channel_id, "join").add_member(channel_id, self.id)

    async def leave(self, channel_id: str) -> None:
        await self._there(channel_id, "leave").remove_member(channel_id, self.id)

    async def archive(self, channel_id: str) -> None:
        await self._there(channel_id, "archive").archive_channel(channel_id, by=self.id)

    async def unarchive(self, channel_id: str) -> None:
        await self._there(channel_id, "unarchive").unarchive_channel(channel_id, by=self.id)

    async def remove_bot(self, channel_id: str) -> None:
        await self._there(channel_id, "remove-app").remove_bot(channel_id, by=self.id)

    async def invite(self, channel_id: str, user_id: str) -> None:
        """Somebody, or the bot by its user id, as `/invite` does; whoever is in it stays in it."""
        self._must_be_signed_in()
        channel = self._state.channels[channel_id]
        if channel.is_im or channel.is_archived or self.id not in channel.members:
            raise NotThere(f"{self.id} can invite nobody into {channel_id}")
        if user_id not in channel.members:
            await self._happenings.add_member(channel_id, user_id, by=self.id)

    def _there(self, channel_id: str, do: Do) -> Happenings:
        self._must_be_signed_in()
        found = offered(self._state, self.user, self._state.channels[channel_id])
        if do not in found:
            raise NotThere(f"Slack offers {self.id} no {do} in {channel_id}, only {list(found)}")
        return self._happenings

    @property
    def _happenings(self) -> Happenings:
        return Happenings(self._state, self._courier)
