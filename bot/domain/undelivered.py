"""What was given up: shown to those who may have it tried again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.effects import Effect

# Slack's words for what an admin of Slack, or somebody in the channel, can change.
LIFTED: Final = frozenset(
    {
        "is_archived",
        "is_inactive",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    }
)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One effect, after its last attempt."""

    effect: Effect | None  # None: of another version of the bot
    why: str  # Slack's word for it, or ours
    at: datetime


@dataclass(frozen=True, slots=True)
class GivenUp:
    """All of one setup, of which a few are named."""

    number: int
    oldest: tuple[Undelivered, ...]  # as many as anybody reads in `status` or on Home, at least one
