"""What is approved and can be done by nobody: the Sales Connect admin has left Slack."""

from bot.domain.request import Request
from bot.domain.request_fulfil import may_be_fulfilled
from bot.domain.setup import Setup
from bot.views.blocks import Message, message, section
from bot.views.request_story import fulfiller, subject, to_do
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention


def waits_for_an_admin(request: Request, setup: Setup) -> bool:
    """Also before it is approved: whoever reads what comes next is not to wait for nobody."""
    is_next = request.is_waiting or may_be_fulfilled(request, setup)
    return is_next and setup.admin_has_left


def nobody_does_it(setup: Setup, say: Say) -> Mrkdwn:
    """Who is missing, and who names somebody else how."""
    who = mention(setup.sales_connect_admin)
    change = say.mrkdwn(say.plain("button.change_people"))
    if setup.successor:
        return say("lack.successor", who=who, new=mention(setup.successor))
    if setup.starter in setup.left_slack():
        return say("lack.slack_admin", who=who, change=change)
    return say("lack.starter", who=who, starter=mention(setup.starter), change=change)


def no_admin(request: Request, setup: Setup, say: Say) -> Message:
    """It was approved, and then nobody was left who does it."""
    if not waits_for_an_admin(request, setup):
        if not request.is_approved:
            return message(section(say("fulfil_reminder.over", subject=subject(request, say))))
        who = fulfiller(request, setup)
        return message(section(say("news.an_admin", subject=to_do(request, say), who=who)))
    said = section(say("news.no_admin", subject=to_do(request, say)))
    return message(said, section(nobody_does_it(setup, say)))
