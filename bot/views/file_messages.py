"""What is said in the place of a file that could not be sent."""

from bot.views.blocks import Message, message, section
from bot.views.say import Say


def file_not_sent(scope: str, say: Say) -> Message:
    """Slack wants a scope that the app was not granted (yet)."""
    return message(section(say("file.missing_scope", scope=scope)))
