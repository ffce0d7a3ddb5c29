"""Who needs it no more of those for whom something is asked, and why."""

from slack_sdk.models.blocks import Block

from bot.domain.request import LEFT_OUT, PersonState, Request
from bot.views.blocks import Message, context, message, section
from bot.views.request_story import STRUCK, person
from bot.views.say import Say
from bot.views.text import Mrkdwn


def left_out(request: Request, say: Say, edition: int | None = None) -> Mrkdwn | None:
    """Who needs it no more, struck out, and why; `edition`: of those who were left out in it."""
    lines: list[Mrkdwn] = []
    for state in LEFT_OUT:
        chosen = [
            Mrkdwn(f"• ~{person(one, say)}~")
            for one in request.people
            if one.state is state and edition in (None, one.edition)
        ]
        if chosen:
            lines += [say(f"left_out.{state}"), say.some(chosen, budget=STRUCK)]
    return Mrkdwn("\n".join(lines)) if lines else None


def left_out_news(request: Request, edition: int, say: Say) -> Message:
    """The rest of it goes on."""
    key = "news.left_out_over" if request.is_over else "news.left_out"
    return message(section(say(key)), *who_is_left_out(request, say, edition))


def who_is_left_out(request: Request, say: Say, edition: int | None = None) -> list[Block]:
    who = left_out(request, say, edition)
    blocks: list[Block] = [section(who)] if who else []
    if request.numbers(PersonState.LEFT_SLACK):
        blocks.append(context(say("news.left_out_again")))
    return blocks
