"""People behind a command whom Slack does not tell us: they are left out, and that is said."""

from collections.abc import Sequence
from typing import Final

from slack_sdk.models.blocks import Block

from bot.views.blocks import context
from bot.views.say import Say
from bot.views.text import Mrkdwn, typed

SHOWN: Final = 5
NAME_LENGTH: Final = 40  # characters; to know again what was typed


def names_left_out(names: Sequence[str], say: Say) -> list[Block]:
    """None, where there are none."""
    if not names:
        return []
    shown = Mrkdwn(", ".join(typed(_short(one)) for one in names[:SHOWN]))
    return [context(say.count("names.left_out", len(names), names=shown))]


def _short(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}…"
