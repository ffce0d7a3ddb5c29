"""How a setup, a role, a set of workspaces are called in a text."""

from collections.abc import Sequence
from typing import Final

from bot.domain.setup import Setup
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, typed

LIST: Final = 800  # characters


def setup_name(setup: Setup, say: Say) -> Mrkdwn:
    """`production`, or `production (EMEA)`."""
    kind = say(f"kind.{setup.kind}")
    return Mrkdwn(f"{kind} ({typed(setup.name)})") if setup.name else kind


def plain_setup_name(setup: Setup, say: Say) -> str:
    """The same where no mrkdwn is read."""
    kind = say.plain(f"kind.{setup.kind}")
    return f"{kind} ({setup.name})" if setup.name else kind


def setup_names(setups: Sequence[Setup], say: Say, *, budget: int = LIST) -> Mrkdwn:
    """Several, one after the other, and how many more."""
    return say.some([setup_name(one, say) for one in setups], budget=budget, between=", ")


def workspace_set(workspaces: Sequence[str], say: Say) -> Mrkdwn:
    """The names to tick; none means the default one, which is said."""
    if not workspaces:
        return say("workspaces.default")
    return Mrkdwn(", ".join(typed(name) for name in workspaces))


def mentions(user_ids: Sequence[str], say: Say) -> Mrkdwn:
    """People, one after the other."""
    return say.some([mention(one) for one in user_ids], budget=LIST, between=", ")


def workspace_list(workspaces: Sequence[str], say: Say, *, budget: int = LIST) -> Mrkdwn:
    """The list that was typed: the first of them, and how many more."""
    return say.some([typed(name) for name in workspaces], budget=budget, between=", ")
