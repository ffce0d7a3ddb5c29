"""What was given up: shown to those who may have it tried again."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.effects import Effect


@dataclass(frozen=True, slots=True)
class Undelivered:
    """One effect, after its last attempt."""

    effect: Effect | None  # None: of another version of the bot
    why: str  # Slack's word for it, or ours
    at: datetime
