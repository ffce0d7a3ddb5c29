"""A message that is posted once: after a doubt it is looked for before it is sent again."""

from typing import Any, Final

from bot.slack import Slack
from bot.store.due import Claim
from bot.views.blocks import Message

EVENT_TYPE: Final = "salesconnect_card"  # of a message's metadata
LOOK_BACK: Final = 15  # messages: more than one call may be refused for a minute


class Posts:
    """What a message belongs to stands in its metadata: the id of its effect."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack

    async def post(self, channel: str, message: Message, effect_id: str, seconds: float) -> str:
        """Its ts. No longer than the lease: then another worker looks whether it was posted."""
        answer = await self._slack.call(
            "chat.postMessage",
            within=seconds,
            channel=channel,
            text=message.text,
            blocks=message.blocks,
            metadata={"event_type": EVENT_TYPE, "event_payload": {"effect": effect_id}},
            unfurl_links=False,
            unfurl_media=False,
        )
        return str(answer["ts"])

    async def found(self, channel: str, claim: Claim) -> str | None:
        """The ts of the message, if an earlier attempt did post it."""
        latest = await self.latest(channel)
        return next((str(one["ts"]) for one in latest if is_of(one, claim)), None)

    async def latest(self, channel: str) -> list[dict[str, Any]]:
        """Messages of a conversation."""
        answer = await self._slack.read(
            "conversations.history", channel=channel, limit=LOOK_BACK, include_all_metadata=True
        )
        messages: list[dict[str, Any]] = answer["messages"]
        return messages


def is_of(message: dict[str, Any], claim: Claim) -> bool:
    """Whether this effect posted it."""
    metadata: dict[str, Any] = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and payload.get("effect") == claim.id
