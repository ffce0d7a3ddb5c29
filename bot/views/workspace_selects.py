"""What a selector of workspaces offers."""

from typing import Final

from slack_sdk.models.blocks import Option

from bot.domain.setup import Setup
from bot.views import ids
from bot.views.blocks import OPTION_LENGTH, option
from bot.views.say import Say

MOST_OPTIONS: Final = 100


def workspace_options(setup: Setup, query: str, say: Say) -> list[Option]:
    """For the letters typed so far; never nothing to choose from."""
    if not setup.workspaces:
        return [option(say.plain("provision.workspaces.unknown"), ids.DEFAULT_WORKSPACE)]
    wanted = query.strip().casefold()
    default = default_option(say)
    found = [_offered(name, setup, say) for name in setup.workspaces if wanted in name.casefold()]
    if wanted and found:
        return found[:MOST_OPTIONS]
    return [default, *found][:MOST_OPTIONS]


def default_option(say: Say) -> Option:
    """None of them."""
    return option(say.plain("provision.workspaces.default"), ids.DEFAULT_WORKSPACE)


def chosen_option(name: str) -> Option:
    """One that stands in a selector from the beginning."""
    return option(name, f"{ids.NAMED_WORKSPACE}{name}")


def _offered(name: str, setup: Setup, say: Say) -> Option:
    """Which one is Marketo's default is said where the text of an option has room for it."""
    value = f"{ids.NAMED_WORKSPACE}{name}"
    if name == setup.default_workspace:
        marked = say.plain("provision.workspaces.is_default", name=name)
        if len(marked) <= OPTION_LENGTH:
            return option(marked, value)
    return option(name, value)
