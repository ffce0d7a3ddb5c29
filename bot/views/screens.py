"""How the screens are called that people have to open: they differ with what was bought."""

from typing import Final

from bot.domain.setup import Setup
from bot.views.say import Say
from bot.views.text import Mrkdwn

# Source: domain.md, steps 4 to 9, with the newer names of the sibling product.
SCREENS: Final = (
    "product",
    "credentials_page",
    "marketo_page",
    "team_access",
    "users_page",
    "salesforce_page",
    "own_salesforce_page",
)


def screens(setup: Setup, say: Say) -> dict[str, Mrkdwn]:
    """A field for each screen, for texts that name some of them."""
    return {name: say(f"screen.{name}.{setup.product}") for name in SCREENS}
