"""What people write: the bot answers what is meant for it, and warns of secrets where it reads."""

from typing import Any

from slack_bolt.async_app import AsyncApp

from bot.domain.ids import TeamId, UserId
from handlers.front import Front
from handlers.payload import message_seen
from handlers.written import is_of_a_bot, written_in


def register(app: AsyncApp, front: Front) -> None:
    """Direct messages, mentions, and for secrets alone all else in channels the bot is in."""

    @app.event("message")
    async def written(event: dict[str, Any], body: dict[str, Any]) -> None:
        if await _leaks(front, event, body):
            return
        if event.get("channel_type") == "im" and _is_new_of_a_person(event):
            await _answer(front, event, body)

    @app.event("app_mention")
    async def mentioned(event: dict[str, Any], body: dict[str, Any]) -> None:
        if event.get("channel_type") == "im" or await _leaks(front, event, body):
            return
        if _is_new_of_a_person(event):
            await _answer(front, event, body)


async def _leaks(front: Front, event: dict[str, Any], body: dict[str, Any]) -> bool:
    """It gives a secret away: whoever wrote it is warned, and it is not answered."""
    written = written_in(event)
    return written is not None and await front.leak_guard.warned(TeamId(body["team_id"]), written)


async def _answer(front: Front, event: dict[str, Any], body: dict[str, Any]) -> None:
    """In the thread of what was written; by the id of the bot it is known who is not meant."""
    identity = await front.slack.identity()
    await front.replies.to(
        UserId(event["user"]),
        str(event.get("text") or ""),
        team_id=TeamId(body["team_id"]),
        channel=event["channel"],
        ts=event["ts"],
        thread=str(event.get("thread_ts") or event["ts"]),
        seen=message_seen(event),
        bot=UserId(identity.user_id),
    )


def _is_new_of_a_person(event: dict[str, Any]) -> bool:
    """A bot's message is never answered, nor our own."""
    return event.get("subtype") in (None, "file_share") and not is_of_a_bot(event)
