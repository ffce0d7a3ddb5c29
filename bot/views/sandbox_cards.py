"""Whether the company owns a Marketo sandbox, and the letters that go with it."""

from slack_sdk.models.blocks import Block

from bot.domain.effects import Slot
from bot.domain.request import Request
from bot.domain.setup import Setup
from bot.views import request_buttons
from bot.views.blocks import Message, actions, header, message, section
from bot.views.names import plain_setup_name
from bot.views.people_cards import no_longer
from bot.views.say import Say
from bot.views.screens import screens
from bot.views.text import Mrkdwn, escape, mention, moment


def sandbox_question(setup: Setup, slot: Slot, say: Say) -> Message:
    """Asks the Marketo admin once, and keeps the answer, which may change: sandboxes are bought."""
    title = header(say.plain("sandbox_question.title", setup=plain_setup_name(setup, say)))
    is_readers = slot.to == setup.marketo_admin
    answer = setup.sandbox
    if answer is None:
        if not is_readers:
            return message(title, no_longer(setup.marketo_admin, say))
        both = (request_buttons.own_sandbox(setup, say), request_buttons.no_sandbox(setup, say))
        asked = say("sandbox_question.text", **screens(setup, say))
        return message(title, section(asked), actions(*both))
    by, at = mention(answer.by), moment(answer.at)
    if answer.owns:
        owned = section(say("sandbox_question.owned", who=by, at=at))
        change = [actions(request_buttons.no_sandbox(setup, say))] if is_readers else []
        return message(title, owned, *change)
    blocks: list[Block] = [
        title,
        section(say("sandbox_question.not_owned", who=by, at=at)),
        section(no_sandbox_message(setup, say)),
    ]
    if not is_readers:
        return message(*blocks)
    bought = section(say("sandbox_question.bought"))
    return message(*blocks, bought, actions(request_buttons.own_sandbox(setup, say)))


def no_sandbox_message(setup: Setup, say: Say) -> Mrkdwn:
    """To the account manager, to be copied as a whole."""
    product = say.plain(f"screen.product.{setup.product}")
    return Mrkdwn("```" + escape(say.plain("sandbox.letter", product=product)) + "```")


def adobe_letter(request: Request, setup: Setup, say: Say) -> str:
    """Asks Adobe's account manager for the account; plain text, to be changed before it is sent."""
    product = say.plain(f"screen.product.{setup.product}")
    return say.plain("adobe.letter", product=product, email=request.people[0].email)
