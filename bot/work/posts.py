"""A message that is posted once: after a doubt it is looked for before it is sent again."""

from typing import Any, Final

from bot.slack import Slack
from bot.slack_faults import SlackFault, SlackGone
from bot.store.due import Claim
from bot.views.blocks import Message

EVENT_TYPE: Final = "salesconnect_card"  # of a message's metadata
DELETED: Final = frozenset({"message_not_found", "thread_not_found"})  # Slack's words
TOMBSTONE: Final = "tombstone"  # stands in place of a deleted message that was answered
LOOK_BACK: Final = 15  # messages: more than one call may be refused for a minute


class Posts:
    """What a message belongs to stands in its metadata: the id of its effect."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def post(
        self,
        channel: str,
        message: Message,
        effect_id: str,
        seconds: float,
        below: str | None = None,
        *,
        in_channel: bool = False,
    ) -> str:
        """
        Its ts. No longer than the lease: then another worker looks whether it was posted.

        `below`: the ts of the message whose thread it goes into; `in_channel`: it stands in the
        channel as well, where people see that there is something new.
        """
        answer = await self._slack.call(
            "chat.postMessage",
            within=seconds,
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"effect": effect_id}},
            unfurl_links=False,
            unfurl_media=False,
            **({"thread_ts": below} if below else {}),
            **({"reply_broadcast": True} if below and in_channel else {}),
        )
        return str(answer["ts"])

    async def found(self, channel: str, claim: Claim, below: str | None = None) -> str | None:
        """The ts of the message, if an earlier attempt did post it."""
        latest = await (self._replies(channel, below) if below else self.latest(channel))
        return next((str(one["ts"]) for one in latest if is_of(one, claim)), None)

    async def stands(self, channel: str, ts: str) -> bool:
        """
        Whether nobody deleted it: below a message that is gone Slack may well take another, and
        nobody would find what it speaks of. Where Slack does not say, it is taken to be there.
        """
        try:
            answer = await self._slack.read(
                "conversations.replies", channel=channel, ts=ts, limit=1
            )
        except SlackFault as fault:
            return not (isinstance(fault, SlackGone) and fault.word in DELETED)
        [root] = answer["messages"][:1] or [{}]
        return bool(root.get("ts") == ts and root.get("subtype") != TOMBSTONE)

    async def latest(self, channel: str) -> list[dict[str, Any]]:
        """Messages of a conversation."""
        answer = await self._slack.read(
            "conversations.history", channel=channel, limit=LOOK_BACK, include_all_metadata=True
        )
        messages: list[dict[str, Any]] = answer["messages"]
        return messages

    async def _replies(self, channel: str, ts: str) -> list[dict[str, Any]]:
        """Of a thread: its messages stand in no history."""
        answer = await self._slack.read(
            "conversations.replies", channel=channel, ts=ts, include_all_metadata=True
        )
        messages: list[dict[str, Any]] = answer["messages"]
        return messages


def is_of(message: dict[str, Any], claim: Claim) -> bool:
    """Whether this effect posted it."""
    metadata: dict[str, Any] = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and payload.get("effect") == claim.id
