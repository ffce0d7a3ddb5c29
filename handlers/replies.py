"""How refusals are told: to who pressed a button, to who submitted a modal."""

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.refusals import NoSuchSetup
from bot.handle import Answer, Refused
from bot.views.answers import refusal_answer
from bot.views.blocks import Message
from bot.views.modals import notice_modal
from bot.views.refusals import words
from handlers.front import Asker


def gone(asker: Asker) -> Message:
    """For a button of a setup that is not here."""
    return refusal_answer(words(NoSuchSetup(), asker.say))


def why_not(answer: Answer, asker: Asker) -> Message | None:
    """None if it was done: the card shows that by itself."""
    return refusal_answer(words(answer.why, asker.say)) if isinstance(answer, Refused) else None


async def close_modal(
    ack: AsyncAck, answer: Answer, asker: Asker, *, all_of_them: bool = False
) -> None:
    """What was done closes the modal, or the whole stack; a refusal takes its place."""
    if isinstance(answer, Refused):
        notice = notice_modal(words(answer.why, asker.say), asker.say)
        await ack(response_action="update", view=notice)
    elif all_of_them:
        await ack(response_action="clear")
    else:
        await ack()
