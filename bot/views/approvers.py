"""Who may approve a request, in words, and what to do where nobody can."""

from collections.abc import Sequence
from typing import Final

from bot.domain.request import Nobody, Request
from bot.domain.request_lack import why_not
from bot.domain.setup import Setup
from bot.domain.setup_parts import Group
from bot.domain.stages import Kind
from bot.views.names import LIST, setup_names
from bot.views.say import Say
from bot.views.text import Mrkdwn, channel_link, mention

REASONS: Final = 600  # characters


def approvers(setup: Setup, say: Say, *, gone: Sequence[str] = ()) -> Mrkdwn:
    """
    Named people and their group; else whoever was in the channel when it was asked.

    `gone`: who left Slack, whom nobody is to ask.
    """
    approval = setup.approval
    if approval.is_named:
        there = [one for one in approval.approvers if one not in gone]
        # None left and no group: then it is said that nobody can, and not who.
        return named_approvers(there or approval.approvers, approval.group, say)
    return say("approvers.members", channel=channel_link(setup.channel_id))


def approver_lines(setups: Sequence[Setup], say: Say, *, budget: int) -> Mrkdwn:
    """Who approves, and in which channel, for each setup that takes requests; the same once."""
    alike: dict[tuple[Mrkdwn, Mrkdwn], list[Setup]] = {}
    for one in setups:
        if one.kind is Kind.PRODUCTION:
            key = (channel_link(one.channel_id), approvers(one, say))
            alike.setdefault(key, []).append(one)
    lines = [
        say("guide.approvers", setup=setup_names(theirs, say), channel=channel, approvers=who)
        for (channel, who), theirs in alike.items()
    ]
    return say.some(lines, budget=budget)


def named_approvers(whose: Sequence[str], group: Group | None, say: Say) -> Mrkdwn:
    """One after the other; each is mentioned, and so is the group."""
    named = [mention(one) for one in whose]
    if group:
        named.append(Mrkdwn(f"<!subteam^{group.id}>"))
    return say.some(named, budget=LIST, between=", ")


def nobody_can(request: Request, setup: Setup, say: Say) -> Mrkdwn:
    """Who is missing, and who can change it how: another answer for each cause."""
    why = request.nobody or Nobody.APPROVERS
    key = Nobody.APPROVERS if why is Nobody.GROUP else why
    named = [say(f"cannot.{reason}", who=mention(one)) for one, reason in why_not(request, setup)]
    if group := setup.approval.group:
        key_of_group = "cannot.group_empty" if why is Nobody.GROUP else "cannot.group"
        named.append(say(key_of_group, who=Mrkdwn(f"<!subteam^{group.id}>")))
    return say(
        f"nobody.{key}",
        channel=channel_link(setup.channel_id),
        approvers=say.some(named, budget=REASONS, between=", "),
        starter=who_names_others(setup, say),
    )


def who_names_others(setup: Setup, say: Say) -> Mrkdwn:
    """Whose `Settings` they are."""
    if setup.starter in setup.left_slack():
        return say("who_names.slack_admin")
    return say("who_names.starter", starter=mention(setup.starter))
