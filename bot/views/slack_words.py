"""Why Slack takes no message, in words for people, and what can be done about it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bot.views.say import Say
from bot.views.text import Mrkdwn, typed

# Slack's words, and which of our texts say the same.
_OF_CHANNELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "is_archived": "archived",
        "is_inactive": "archived",
        "not_in_channel": "not_in_it",
        "channel_not_found": "no_channel",
        "restricted_action": "restricted",
        "restricted_action_read_only_channel": "restricted",
        "restricted_action_thread_only_channel": "threads_only",
        "msg_too_long": "too_long",
    }
)
_OF_PEOPLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "user_disabled": "deactivated",
        "user_not_found": "no_person",
        "users_not_found": "no_person",
        "user_not_visible": "no_person",
        "cannot_dm_bot": "bot",
        "restricted_action": "not_to_them",
        "msg_too_long": "too_long",
    }
)


def channel_refuses(error: str, say: Say) -> Mrkdwn:
    """After a colon. A word that is not known stands there itself, for whoever runs the bot."""
    key = _OF_CHANNELS.get(error)
    return say(f"slack.{key}") if key else say("slack.unknown", error=typed(error))


def channel_opens(error: str, say: Say) -> Mrkdwn:
    """What lets us write there again, as a sentence without its full stop."""
    return say(f"slack.{_OF_CHANNELS.get(error, 'unknown')}.way")


def person_unreachable(error: str, say: Say) -> Mrkdwn:
    """As `channel_refuses`, of a direct message."""
    key = _OF_PEOPLE.get(error)
    return say(f"slack.{key}") if key else say("slack.unknown", error=typed(error))


def in_words(why: str, say: Say, *, is_channel: bool) -> Mrkdwn | None:
    """Of a fault as it is kept, `method: error`; None: it is none that people meet."""
    error = why.partition(": ")[2].partition(" ")[0]
    if error not in (_OF_CHANNELS if is_channel else _OF_PEOPLE):
        return None
    return channel_refuses(error, say) if is_channel else person_unreachable(error, say)


CHANNEL_KEYS: Final = frozenset(_OF_CHANNELS.values())
KEYS: Final = CHANNEL_KEYS | frozenset(_OF_PEOPLE.values())
