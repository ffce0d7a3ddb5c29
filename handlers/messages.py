"""What people write to the bot: it says what it understands."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.domain.ids import TeamId, UserId
from handlers.front import Front
from handlers.payload import message_seen


def register(app: AsyncApp, front: Front) -> None:
    """Direct messages; channels are not listened to."""

    @app.event("message")
    async def written(event: dict[str, Any], body: dict[str, Any]) -> None:
        if not _is_of_a_person(event):
            return
        await front.replies.to(
            UserId(event["user"]),
            str(event.get("text") or ""),
            team_id=TeamId(body["team_id"]),
            channel=event["channel"],
            ts=event["ts"],
            seen=message_seen(event),
        )


def _is_of_a_person(event: dict[str, Any]) -> bool:
    """New, and in a DM; a bot's is never answered, nor our own."""
    is_new = event.get("subtype") in (None, "file_share")
    is_bots = event.get("bot_id") or event.get("user") in (None, "USLACKBOT")
    return event.get("channel_type") == "im" and is_new and not is_bots
