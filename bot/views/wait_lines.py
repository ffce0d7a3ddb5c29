"""How long each of several setups still has to wait: whose ten minutes run comes first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.domain.ids import UserId
from bot.domain.setup import Setup
from bot.domain.stages import Stage
from bot.views.names import setup_name, setup_names
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment

TEXT: Final = 1_500  # characters of all of it, beside an article
NAMES: Final = 320  # characters of it, for the setups of one line
MOST_GROUPS: Final = 3  # of setups that have not begun, by whose turn it is


def is_waiting(setup: Setup, now: datetime | None) -> bool:
    """Whether its ten minutes run."""
    if setup.ready_at is None or setup.stage is not Stage.CONNECTED:
        return False
    return now is None or now < setup.ready_at


def wait_lines(
    setups: Sequence[Setup], own: Sequence[Setup], now: datetime | None, say: Say
) -> Mrkdwn:
    """
    One line a setup that waits; the others are summed up, and none goes unsaid.

    `own`: where the asker has a part. The time of others is no answer to who waits themselves.
    """
    waiting = [one for one in own if is_waiting(one, now)]
    waiting = waiting or [one for one in setups if is_waiting(one, now)]
    rest = [one for one in own or setups if one not in waiting]
    lines = [_left(one, now, say) for one in sorted(waiting, key=lambda one: str(one.ready_at))]
    lines += _not_begun([one for one in rest if one.ready_at is None], say)
    if over := [one for one in rest if one.ready_at]:
        lines.append(say("guide.wait_over", setup=setup_names(over, say, budget=NAMES)))
    return say.some(lines, budget=TEXT)


def _left(setup: Setup, now: datetime | None, say: Say) -> Mrkdwn:
    """Rounded up: whoever waits so long never comes too early."""
    assert setup.ready_at is not None
    minutes = -(((now or setup.ready_at) - setup.ready_at).total_seconds() // 60)
    name, at = setup_name(setup, say), moment(setup.ready_at)
    return say.count("guide.wait_left", int(minutes), at=at, setup=name)


def _not_begun(setups: Sequence[Setup], say: Say) -> list[Mrkdwn]:
    """By who has to connect Marketo; of many the first, and how many setups more."""
    whose: dict[UserId, list[Setup]] = {}
    for one in setups:
        whose.setdefault(one.sales_connect_admin, []).append(one)
    groups = list(whose.items())
    lines = [
        say("guide.not_connected", who=mention(who), setup=setup_names(theirs, say, budget=NAMES))
        for who, theirs in groups[:MOST_GROUPS]
    ]
    if more := sum(len(theirs) for _, theirs in groups[MOST_GROUPS:]):
        lines.append(say.count("guide.others_not_connected", more))
    return lines
