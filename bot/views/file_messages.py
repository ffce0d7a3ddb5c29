"""What is said beside a file, and in the place of one that could not be sent."""

from typing import Literal, TypeAlias

from bot.views.blocks import Message, message, section
from bot.views.say import Say
from bot.views.text import Mrkdwn

FileOf: TypeAlias = Literal["results", "problems", "invites", "audit"]


def file_not_sent(scope: str, say: Say) -> Message:
    """Slack wants a scope that the app was not granted (yet)."""
    return message(section(say("file.missing_scope", scope=scope)))


def file_comment(what: FileOf, say: Say) -> Mrkdwn:
    """What is in it, for whoever hears a message and sees no file."""
    return say(f"file.{what}")
