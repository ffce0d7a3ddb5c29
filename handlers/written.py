"""Slack's event of a message, taken apart: whose it is, and all of it that can be read."""

from collections.abc import Iterator
from typing import Any, Final

from bot.domain.ids import UserId
from bot.leak_guard import Written
from handlers.payload import Body

# What people's messages are: with a file, an answer that stands in the channel too, `/me`.
BY_PEOPLE: Final = (None, "file_share", "thread_broadcast", "me_message")
# `fallback` and `initial_comment` are the text of what has no other, and of older clients.
OF_AN_ATTACHMENT: Final = ("pretext", "title", "text", "fallback")
OF_A_FILE: Final = ("title", "name", "preview")  # of a snippet the preview is its beginning


def written_in(event: Body) -> Written | None:
    """
    None: it is of a bot, or says nothing new.

    A change is what somebody made of the text; what Slack adds to a message, such as the preview
    of a link, leaves the text as it was.
    """
    message, edited = event, (event.get("edited") or {}).get("ts", "")
    if event.get("subtype") == "message_changed":
        message = event.get("message") or {}
        if message.get("text") == (event.get("previous_message") or {}).get("text"):
            return None
        edited = (message.get("edited") or {}).get("ts") or event["ts"]
    if message.get("subtype") not in BY_PEOPLE or is_of_a_bot(message):
        return None
    ts, root = str(message["ts"]), str(message.get("thread_ts") or "")
    in_dm = event.get("channel_type") == "im"
    return Written(
        by=UserId(message["user"]),
        channel=event["channel"],
        ts=ts,
        pieces=tuple(dict.fromkeys(_pieces(message))),
        in_dm=in_dm,
        edited=str(edited),
        # In a DM each message is the beginning of a thread; elsewhere what began one stands
        # beside it, and a warning inside would be seen by nobody who has not opened it.
        thread=(root or ts) if in_dm else (root if root != ts else ""),
    )


def is_of_a_bot(message: Body) -> bool:
    return bool(message.get("bot_id")) or message.get("user") in (None, "USLACKBOT")


def _pieces(message: Body) -> Iterator[str]:
    """The text, always; then what else stands in it, once each."""
    yield str(message.get("text") or "")
    for block in message.get("blocks") or ():
        yield _read(block)
    for attachment in message.get("attachments") or ():
        yield from (str(attachment.get(name) or "") for name in OF_AN_ATTACHMENT)
    for file in message.get("files") or ():
        yield from (str(file.get(name) or "") for name in OF_A_FILE)
        yield str((file.get("initial_comment") or {}).get("comment") or "")


def _read(part: Any) -> str:
    """A block as it reads: the pieces of a line side by side, paragraphs and items on their own."""
    match part:
        case {"elements": [*parts]}:
            between = (
                "\n" if any(isinstance(one, dict) and "elements" in one for one in parts) else ""
            )
            return between.join(map(_read, parts))
        case {"text": {"text": str(text)}} | {"text": str(text)} | {"url": str(text)}:
            return text
        case _:  # a mention, an emoji, a date
            return " "
