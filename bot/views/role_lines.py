"""Who has a role, in all setups: a line for each person, with the setups where it is theirs."""

from collections.abc import Sequence
from typing import Final

from bot.domain.ids import UserId
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.views.names import setup_names
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention

TEXT: Final = 1_500  # characters of all of it, beside an article
FEWEST: Final = 60  # characters for the setups of one person, however many people there are
ROOM: Final = 900  # characters for the setups of all


def role_lines(setups: Sequence[Setup], role: Role, say: Say) -> Mrkdwn:
    """Everybody is named, where setups are too many for it only their number is said."""
    whose: dict[UserId | None, list[Setup]] = {}
    for one in setups:
        whose.setdefault(one.people.get(role), []).append(one)
    budget = max(FEWEST, ROOM // len(whose)) if whose else 0
    lines = [
        _line(who, setup_names(theirs, say, budget=budget), role, say)
        for who, theirs in whose.items()
    ]
    return say.some(lines, budget=TEXT)


def _line(who: UserId | None, names: Mrkdwn, role: Role, say: Say) -> Mrkdwn:
    called = say(f"role.{role}")
    if who is None:
        return say("guide.nobody_named", setup=names, role=called)
    return say("guide.named", setup=names, role=called, who=mention(who))
