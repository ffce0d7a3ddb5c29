"""A request in a list of what waits for somebody's decision: who, for whom, why, two buttons."""

from typing import Final

from slack_sdk.models.blocks import Block

from bot.domain.request import Request, RequestStage
from bot.domain.request_times import expires_at
from bot.domain.setup import Setup
from bot.views import request_buttons
from bot.views.blocks import actions, context, section
from bot.views.names import setup_name
from bot.views.request_story import ASKED_FOR, people, quoted, subject
from bot.views.say import Say
from bot.views.text import Mrkdwn, mention, moment

PEOPLE: Final = 600  # characters: who they are is what is decided about
WHY: Final = 300


def to_decide(request: Request, setup: Setup, say: Say) -> list[Block]:
    """Without buttons while it stands on no card: it is being asked who may approve."""
    chosen = [request.people[n] for n in request.numbers(*ASKED_FOR)]
    by, at = mention(request.requester), moment(request.asked_at)
    said = [say("status.asks", by=by, subject=subject(request, say), at=at)]
    if len(chosen) > 1:  # one alone is named in the first line
        said.append(people(chosen, say, budget=PEOPLE))
    if request.note:
        said.append(say("approval.why", why=quoted(request.note, WHY)))
    where, until = setup_name(setup, say), moment(expires_at(request))
    blocks: list[Block] = [
        section(Mrkdwn("\n".join(said))),
        context(say("status.decide", setup=where, at=until)),
    ]
    if request.stage is RequestStage.OPEN:
        blocks.append(actions(*request_buttons.decide(request, say)))
    return blocks
