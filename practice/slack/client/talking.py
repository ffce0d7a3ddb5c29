"""The half of a person that writes messages and opens the app: what makes events."""

import asyncio
import re
from html import escape

from practice.slack.client.configured import must_take_messages
from practice.slack.client.mentions import with_mentions
from practice.slack.client.seen import Message
from practice.slack.client.submitting import Submitting
from practice.slack.errors import NotThere
from practice.slack.messages import Json, StoredMessage
from practice.slack.people import Channel
from practice.slack.telling import tell


class Talking(Submitting):
    async def say(
        self,
        text: str,
        *,
        channel: str | None = None,
        thread_ts: str | None = None,
        copies: int = 1,
    ) -> Message:
        """
        Writes to the bot or into a channel; a mention there arrives twice, as in Slack.

        `@Sales Connect`, `@mara`: as chosen from what the client offers while one types.
        `copies`: as `SlackStandIn.send_event`.
        Raises: NotConfigured, Deactivated, NotThere where they are not in, or it is archived.
        """
        self._must_be_signed_in()
        where = self._channel(channel)
        must_take_messages(self._state, where)
        if where.is_archived or self.id not in where.members:
            raise NotThere(f"{self.id} cannot write into {where.id}")
        sent_text = as_slack_sends(with_mentions(self._state, text))
        message = self._state.new_message(where, user=self.id, text=sent_text, thread_ts=thread_ts)
        event = message_event(where, message)
        team = self._state.teams.get(where.team_id, self._state.home_team)
        if team.bot_user_id in where.members:
            sent = [self._event(event, copies)]
            if not where.is_im and f"<@{team.bot_user_id}>" in sent_text:
                mention = {k: v for k, v in event.items() if k != "channel_type"}
                sent.append(self._event(mention | {"type": "app_mention"}))
            await asyncio.gather(*sent)
        return Message.of(message)

    def message(self, channel_id: str, ts: str) -> Message:
        """Raises: NotThere."""
        message = self._channel(channel_id).message(ts)
        if message is None:
            raise NotThere(f"{self.id} sees no message {ts} in {channel_id}")
        return Message.of(message)

    def own_message(self, channel_id: str, ts: str) -> Message:
        """Raises: NotThere."""
        message = self.message(channel_id, ts)
        if message.user != self.id:
            raise NotThere(f"{self.id} wrote no message {ts} in {channel_id}")
        return message

    async def edit(self, message: Message, text: str) -> None:
        self._must_be_signed_in()
        before = message.stored.as_json()
        sent_text = as_slack_sends(with_mentions(self._state, text))
        message.stored.change(sent_text, [], self._state.stamps.next())
        self._state.changed()
        changed = {"message": message.stored.as_json(), "previous_message": before}
        channel = self._state.channels[message.channel]
        await self._event_in(channel, self._about(channel, "message_changed") | changed)

    async def delete(self, message: Message) -> None:
        self._must_be_signed_in()
        message.stored.deleted = True
        self._state.changed()
        gone = {"deleted_ts": message.ts, "previous_message": message.stored.as_json()}
        channel = self._state.channels[message.channel]
        await self._event_in(channel, self._about(channel, "message_deleted") | gone)

    async def open_app(self, tab: str = "home") -> None:
        """Opens the bot's Home (`home`) or its DM (`messages`)."""
        self._must_be_signed_in()
        event: Json = {
            "type": "app_home_opened",
            "user": self.id,
            "channel": self._state.dm_with(self.id).id,
            "tab": tab,
            "event_ts": self._state.stamps.next(),
        }
        home = self._state.views.homes.get(self.id)
        if tab == "home" and home is not None:
            event["view"] = home.as_json()
        await self._event(event)

    def _channel(self, channel_id: str | None) -> Channel:
        if channel_id is None:
            return self._state.dm_with(self.id)
        channel = self._state.channels[channel_id]
        if (channel.is_private or channel.is_im) and self.id not in channel.members:
            raise NotThere(f"{self.id} is not in {channel_id}")
        return channel

    async def _event(self, event: Json, copies: int = 1) -> None:
        team = self._state.team_of(self.user)
        await tell(self._state, self._courier, team, event, copies=copies)

    async def _event_in(self, channel: Channel, event: Json) -> None:
        """Of a channel the bot hears only while it is in."""
        if not self._state.bot_users().isdisjoint(channel.members):
            await self._event(event)

    def _about(self, channel: Channel, subtype: str) -> Json:
        stamp = self._state.stamps.next()
        return {
            "type": "message",
            "subtype": subtype,
            "hidden": True,
            "channel": channel.id,
            "channel_type": _channel_type(channel),
            "ts": stamp,
            "event_ts": stamp,
        }


LINKS = re.compile(
    r"(?P<kept><[@#!][^>]*>)|(?P<url>https?://[^\s<>|]+)|(?P<mail>(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w)"
)


def as_slack_sends(text: str) -> str:
    """Typed text as it travels †: `& < >` escaped, addresses and links linked, mentions kept."""
    sent, at = "", 0
    for found in LINKS.finditer(text):
        sent += escape(text[at : found.start()], quote=False)
        match found.lastgroup:
            case "mail":
                sent += f"<mailto:{found.group()}|{found.group()}>"
            case "url":
                sent += f"<{escape(found.group(), quote=False)}>"
            case _:
                sent += found.group()
        at = found.end()
    return sent + escape(text[at:], quote=False)


def message_event(channel: Channel, message: StoredMessage) -> Json:
    event = message.as_json() | {
        "channel": channel.id,
        "channel_type": _channel_type(channel),
        "event_ts": message.ts,
    }
    if message.thread_ts not in (None, message.ts):
        root = channel.message(str(message.thread_ts))
        event |= {} if root is None else {"parent_user_id": root.user}
    if message.files:
        return event | {"subtype": "file_share"}
    return event | {"client_msg_id": f"standin-{message.ts}"}


def _channel_type(channel: Channel) -> str:
    return "im" if channel.is_im else "group" if channel.is_private else "channel"
