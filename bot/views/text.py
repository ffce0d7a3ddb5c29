"""Slack's mrkdwn: what people typed never comes alive in it."""

from datetime import datetime
from typing import Final

TYPED_LENGTH: Final = 260  # characters of somebody's own words that a message repeats


class Mrkdwn(str):
    """Text that may stand in mrkdwn as it is."""

    __slots__ = ()


def escape(text: str) -> Mrkdwn:
    """For text of ours or of Slack's that may hold `&`, `<` or `>`."""
    return Mrkdwn(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def typed(text: str) -> Mrkdwn:
    """What a person typed: on one line, cut, as code, where no mrkdwn is read."""
    words = "".join(char if char.isprintable() else " " for char in text)
    words = " ".join(words.replace("`", "'").split())
    if len(words) > TYPED_LENGTH:
        words = words[: TYPED_LENGTH - 1] + "…"
    return Mrkdwn(f"`{escape(words)}`")


def mention(user_id: str) -> Mrkdwn:
    """Slack shows the name."""
    return Mrkdwn(f"<@{user_id}>")


def channel_link(channel_id: str) -> Mrkdwn:
    """Slack shows the name, to those who may see it."""
    return Mrkdwn(f"<#{channel_id}>")


def moment(at: datetime) -> Mrkdwn:
    """Day and time in the reader's time zone; in mrkdwn only."""
    return Mrkdwn(
        f"<!date^{int(at.timestamp())}^{{date_short_pretty}} {{time}}|{at:%Y-%m-%d %H:%M} UTC>"
    )


def clock_time(at: datetime) -> Mrkdwn:
    """The time in the reader's time zone, for what is near; in mrkdwn only."""
    return Mrkdwn(f"<!date^{int(at.timestamp())}^{{time}}|{at:%H:%M} UTC>")
