"""What is known of the Salesforce that Marketo and Sales Connect are connected to."""

from bot.domain.setup import Setup
from bot.domain.stages import Side
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, typed


def organizations_known(setup: Setup, say: Say) -> Mrkdwn | None:
    """None while neither Organization ID was saved."""
    if not setup.organizations:
        return None
    if len(setup.organizations) < len(Side):
        side, read = next(iter(setup.organizations.items()))
        where = say(f"side.{side}", **screens(setup, say))
        return say("organizations.one", side=where, id=typed(read.id))
    marketo = typed(setup.organizations[Side.MARKETO].id)
    other = typed(setup.organizations[Side.SALES_CONNECT].id)
    names = screens(setup, say)
    if setup.organizations_differ:
        return say("organizations.differ", marketo=marketo, other=other, **names)
    return say("organizations.same", id=marketo, **names)
