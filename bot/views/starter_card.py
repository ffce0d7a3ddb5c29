"""The card of who started a setup: the road, who is waited for, and what is open beside it."""

from slack_sdk.models.blocks import Block

from bot.domain.checklists import Checklist
from bot.domain.roles import Role
from bot.domain.setup import Setup
from bot.views import buttons
from bot.views.blocks import Message, actions, context, header, message, section
from bot.views.checklist_progress import progress
from bot.views.names import plain_setup_name
from bot.views.people_cards import no_longer
from bot.views.road import road, waited_for
from bot.views.salesforce import organizations_known
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, channel_link, mention, moment


def starter(setup: Setup, to: str, say: Say) -> Message:
    title = header(say.plain("starter.title", setup=plain_setup_name(setup, say)))
    if to != setup.starter:
        return message(title, no_longer(setup.starter, say))
    blocks: list[Block] = [title, *_why(setup, say), *_owner(setup, say), section(road(setup, say))]
    if waits := waited_for(setup, say):
        blocks.append(section(Mrkdwn("\n".join(waits))))
    blocks += [*_open_points(setup, say), section(_checklists(setup, say))]
    if known := organizations_known(setup, say):
        blocks.append(context(known))
    if setup.salesforce_admin:
        named = say("starter.salesforce", who=mention(setup.salesforce_admin))
    else:
        key = "starter.no_salesforce_one" if setup.one_admin else "starter.no_salesforce"
        named = say(key, who=mention(setup.sales_connect_admin))
    channel = say("starter.channel", channel=channel_link(setup.channel_id))
    blocks += [context(named), context(channel)]
    own = (buttons.open_checklist(setup, say), *buttons.of_the_owner(setup, setup.starter, say))
    return message(*blocks, actions(*own))


def begun(setup: Setup, say: Say) -> Mrkdwn:
    """Who began it; or why it began by itself."""
    names = screens(setup, say)
    if setup.of_production:
        return say("begun.of_production", starter=mention(setup.starter), **names)
    return say("begun.named", starter=mention(setup.started_by), **names)


def _why(setup: Setup, say: Say) -> list[Block]:
    """For who owns it without having started it."""
    return [section(begun(setup, say))] if setup.of_production else []


def _owner(setup: Setup, say: Say) -> list[Block]:
    """For who got the setup from somebody else."""
    chosen = setup.chosen[Role.STARTER]
    if chosen.by == setup.starter:
        return []
    return [section(say("starter.owner", by=mention(chosen.by), at=moment(chosen.at)))]


def _open_points(setup: Setup, say: Say) -> list[Block]:
    """What was not confirmed, with what to do and whom to ask; it stops nothing."""
    left = setup.left(Checklist.PREREQUISITES)
    if not left:
        return []
    lines = "\n".join(say(f"open.{point}", **screens(setup, say)) for point in left)
    return [section(say("starter.open_points", points=say.mrkdwn(lines)))]


def _checklists(setup: Setup, say: Say) -> Mrkdwn:
    return progress(setup, [one for one in Checklist if one is not Checklist.PREREQUISITES], say)
